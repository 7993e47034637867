import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { roles } from '../../domain/roles';
import { season } from '../season';
import { playBeginning } from './beginning';
import { createBoard, type Board } from './board';
import { Cast } from './cast';
import { left, playEncore, waiting } from './encore';
import { startHost, type Host } from './host';
import { Inbox } from './inbox';
import { leave } from './leave';
import { enterFacts, enterRegisters } from './master-data';
import type { DemoOptions } from './options';
import { play, standings } from './play';
import { differences, results, tableOf } from './results';
import { Stage } from './stage';
import { StoryError } from './wait';

/** How often a table that is drawn in place is brought up to date. */
const LOOK_MS = 500;

/**
 * The demo: starts the service on a folder of its own, plays the sample season as its people would, and says what came of it.
 * @returns the exit code
 */
export async function runDemo({ once, out }: DemoOptions): Promise<number> {
  const startedMs = performance.now();
  const board = createBoard(season.story.acts.length, process.stdout);
  const told = interrupted();
  let stop = (): Promise<void> => Promise.resolve();
  let log: string | undefined;
  const run = async (): Promise<number> => {
    const host = await startHost(season.year.start, board.say, (end, logFile) => {
      [stop, log] = [end, logFile];
    });
    const cast = new Cast(host.url, host.adminKey, season);
    const inbox = new Inbox(host.mailInboxUrl);
    const code = await Promise.race([playOn(cast, inbox, board, out), host.lost]);
    board.say(`\nPlayed in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s.`);
    if (once) return code;
    await Promise.race([playEncore(cast, inbox, board.say), host.lost]);
    for (const line of hints(host, cast, out)) board.say(line);
    await Promise.race([told, host.lost]);
    return code;
  };
  try {
    return await Promise.race([run(), told]);
  } catch (error) {
    board.close();
    board.say(
      `\n${error instanceof StoryError ? error.message : String(error instanceof Error ? error.stack : error)}`,
    );
    if (log !== undefined) board.say(`The log of the service: ${keep(log, out)}`);
    return 1;
  } finally {
    board.close();
    if (!once) board.say('Stopping …');
    await stop();
  }
}

/** Saves the log of a service whose folder will be removed. */
function keep(log: string, out: string): string {
  const copy = path.join(out, 'service.log');
  mkdirSync(out, { recursive: true });
  copyFileSync(log, copy);
  return copy;
}

/** Resolves with the exit code when somebody ends the demo. */
const interrupted = (): Promise<number> =>
  new Promise((resolve) => {
    process
      .on('SIGINT', () => resolve(130))
      .on('SIGTERM', () => resolve(143))
      .on('SIGHUP', () => resolve(129));
  });

/** Plays the season on a service that has just started. @returns 0 only when everything came as the sample says */
async function playOn(cast: Cast, inbox: Inbox, board: Board, out: string): Promise<number> {
  const stage = new Stage(season, cast, inbox, board.say);
  await enterRegisters(cast.admin, season);
  await cast.draw();
  await playBeginning(stage);
  await enterFacts(cast.admin, season);

  const stopLooking = board.live ? look(stage, board) : () => undefined;
  await play(stage, board).finally(stopLooking);
  const wrong = await differences(stage);
  const rows = await results(stage);
  const left = await leave(stage, rows, out);

  board.close();
  board.say('');
  for (const row of tableOf(rows)) board.say(row);
  board.say('');
  board.say(
    `${left.certificates} certificates, ${left.decisions} decisions, ${left.mails} mails and season.json in ${out}`,
  );
  for (const difference of wrong) board.say(`NOT AS THE SAMPLE SAYS: ${difference}`);
  return wrong.length === 0 ? 0 : 1;
}

/** Brings the table up to date while the story is played. @returns how to stop that */
function look(stage: Stage, board: Board): () => void {
  const timer = setInterval(() => {
    standings(stage).then(board.stand, () => undefined);
  }, LOOK_MS);
  return () => clearInterval(timer);
}

/** One person for each role: address, role, and the unit if there is one. */
const whoSignsIn = (): string[] =>
  roles.flatMap((role) => {
    const account = season.accounts.findLast((one) => one.role === role);
    const mail = season.people.find(({ code }) => code === account?.person)?.email;
    if (!account || mail === undefined) return [];
    return [`  ${role.padEnd(10)} ${mail}${account.unit === undefined ? '' : ` (${account.unit})`}`];
  });

const hints = (host: Host, cast: Cast, out: string): string[] => [
  '',
  `  Service             ${host.url}`,
  `  API documentation   ${host.url}/api/docs`,
  `  Mails               ${host.mailInboxUrl}`,
  `  Temporal            ${host.temporalUiUrl}`,
  `  Administrator key   ${host.adminKey}`,
  '',
  `Sign in at ${host.url}/sign-in with one of these; the code arrives in the mail catcher:`,
  ...whoSignsIn(),
  '',
  'What to try (step by step, with pictures: docs/first-five-minutes.md):',
  `  - the council of Sở Tài chính waits for one more sheet: open the mail to ${cast.person(waiting.member).email}, follow its link, vote`,
  `  - a decision waits for its number: sign in as the clerk ${cast.person(left.clerk).email}`,
  `  - write a dossier as the unit: sign in as ${cast.person(left.unit).email}`,
  `  - type the code of a certificate from ${out}/certificates at ${host.url}/verify`,
  `  - curl -H "Authorization: Bearer ${host.adminKey}" ${host.url}/api/v1/nominations?limit=5`,
  '  - look at a docket in Temporal: a year of awards of one unit is one process',
  '',
  'Ctrl-C ends everything and removes its data.',
];
