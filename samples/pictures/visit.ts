import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { Cast } from '../driver/cast';
import { playEncore } from '../driver/encore';
import { startHost } from '../driver/host';
import { Inbox } from '../driver/inbox';
import { enterMasterData } from '../driver/master-data';
import { encore } from '../season';
import { firstSteps } from './first';
import { withPalette } from './png';

/** Tall enough for what a person sees without scrolling, and no more. */
const DESK = { width: 1280, height: 860 };
const PHONE = { width: 360, height: 740 };

/**
 * Spends the first five minutes on a service of its own, and leaves a picture of each step, `first-<n>.png`.
 * @returns how many pictures there are. @throws Error that names the step that does not work
 */
export async function firstPictures(browser: Browser, folder: string, say: (line: string) => void): Promise<number> {
  let stop = (): Promise<void> => Promise.resolve();
  let taken = 0;
  try {
    const host = await startHost(encore.story.start, say, (end) => (stop = end));
    const cast = new Cast(host.url, host.adminKey, encore);
    const inbox = new Inbox(host.mailInboxUrl);
    await enterMasterData(cast.admin, encore);
    await cast.draw();
    const stage = await playEncore(cast, inbox, say);
    const visit = {
      url: host.url,
      mailInboxUrl: host.mailInboxUrl,
      stage,
      cast,
      inbox,
      async window(phone?: true) {
        const context = await browser.newContext({
          viewport: phone ? PHONE : DESK,
          deviceScaleFactor: phone ? 2 : 1,
          locale: 'vi-VN',
          reducedMotion: 'reduce',
        });
        context.setDefaultTimeout(20_000);
        return await context.newPage();
      },
      async picture(page: Awaited<ReturnType<Browser['newPage']>>) {
        taken += 1;
        await page.evaluate('document.fonts.ready');
        writeFileSync(path.join(folder, `first-${taken}.png`), withPalette(await page.screenshot()));
      },
    };
    for (const [what, step] of firstSteps) {
      say(`  ${what}`);
      await step(visit).catch((error: unknown) => {
        throw new Error(`The step “${what}” does not work`, { cause: error });
      });
    }
    return taken;
  } finally {
    await stop();
  }
}
