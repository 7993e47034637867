import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { createBoard, type Board } from '../driver/board';
import { Cast } from '../driver/cast';
import { startHost, type Host } from '../driver/host';
import { Inbox } from '../driver/inbox';
import { enterMasterData } from '../driver/master-data';
import { play } from '../driver/play';
import { Stage } from '../driver/stage';
import { season, type Season } from '../season';
import { launchBrowser } from '../../platform/engines/chromium';
import { Camera } from './camera';
import { picturesInside } from './inside';
import { firstPictures } from './visit';
import { canDraw } from './papers';
import { isLast, lastPictures, scenes, type Place } from './scenes';

const folder = path.resolve(process.env['PICTURES'] ?? path.join(__dirname, '../../docs/pictures'));

/** The season as far as the pictures need it. */
const { start, acts } = season.story;
const shown: Season = { ...season, story: { start, acts: acts.slice(0, acts.findIndex(isLast) + 1) } };

/**
 * Makes the pictures of the documentation, or only those that are named: plays the sample season on a service of its own, and
 * looks at its pages, mails and papers. @returns the exit code
 */
async function main(asked: readonly string[]): Promise<number> {
  mkdirSync(folder, { recursive: true });
  if (asked.join() === FIRST) return firstAlone(await launchBrowser());
  if (asked[0] === INSIDE) return inside(await launchBrowser(), asked.slice(1));
  if (!(await canDraw())) {
    console.error('pdftoppm is missing, which draws the certificate and the decision. Install poppler-utils.');
    return 1;
  }
  const browser = await launchBrowser();
  const board = createBoard(shown.story.acts.length, process.stdout);
  const camera = new Camera(browser, folder, asked);
  let stop = (): Promise<void> => Promise.resolve();
  try {
    const host = await startHost(start, board.say, (end) => (stop = end));
    await Promise.race([takeAll(host, camera, board), host.lost]);
    board.close();
    board.say(`${camera.taken.length} pictures in ${path.relative(process.cwd(), folder)}`);
    if (camera.missing.length > 0) board.say(`There are no pictures of these names: ${camera.missing.join(', ')}`);
    return camera.missing.length > 0 ? 1 : 0;
  } finally {
    board.close();
    await browser.close();
    await stop();
  }
}

/** The pictures of docs/first-five-minutes.md, which need no season. */
const FIRST = 'first';

async function firstAlone(browser: Browser): Promise<number> {
  const taken = await firstPictures(browser, folder, console.log).finally(() => browser.close());
  console.log(`${taken} pictures in ${path.relative(process.cwd(), folder)}`);
  return 0;
}

/** Those of the pages behind sign-in, all of them or only the named ones. */
const INSIDE = 'inside';

async function inside(browser: Browser, asked: readonly string[]): Promise<number> {
  const camera = new Camera(browser, folder, asked);
  const missing = await picturesInside(browser, camera, console.log).finally(() => browser.close());
  console.log(`${camera.taken.length} pictures in ${path.relative(process.cwd(), folder)}`);
  if (missing.length > 0) console.log(`Nobody came by ${missing.join(', ')}`);
  return camera.missing.length > 0 ? 1 : 0;
}

async function takeAll(host: Host, camera: Camera, board: Board): Promise<void> {
  const cast = new Cast(host.url, host.adminKey, shown);
  const stage = new Stage(shown, cast, new Inbox(host.mailInboxUrl), board.say);
  const place: Place = { stage, camera, url: host.url };
  await enterMasterData(cast.admin, shown);
  await cast.draw();
  await play(stage, board, async (act) => {
    for (const scene of scenes) if (scene.after(act)) await scene.take(place);
  });
  await lastPictures(place);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
