import type { Page } from 'playwright-core';
import type { Inbox } from '../driver/inbox';
import { eventually } from '../driver/wait';

/** A service, and the inbox into which its mails come. */
export interface Door {
  readonly url: string;
  readonly inbox: Inbox;
}

/** Signs somebody in, with the code from the mail; ends on his first page. */
export async function signIn(page: Page, { url, inbox }: Door, email: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.locator('input[name=mail]').fill(email);
  await page.locator('main form button').first().click();
  await page.locator('input[name=code]').fill(await codeFor(inbox, email));
  await page.locator('main form button').first().click();
  await page.waitForURL(`${url}/app`);
}

const codeFor = (inbox: Inbox, email: string): Promise<string> =>
  eventually(`a code for ${email}`, async () => {
    const mail = (await inbox.all()).findLast((one) => one.to.some(({ address }) => address === email));
    const [code] = /(?<!\d)\d{6}(?!\d)/.exec(mail?.text ?? '') ?? [];
    return code === undefined ? { instead: `the last mail is “${mail?.subject ?? 'none'}”` } : { found: code };
  });
