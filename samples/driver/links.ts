import type { Choice } from '../season';
import { linksOn, textOf } from './forms';
import { formOf, open, press, send, type Page } from './pages';
import { StoryError } from './wait';

/** What a member says on a sheet: yes on every line but these, by the number of the nomination. */
export type Exceptions = ReadonlyMap<string, Pick<Choice, 'choice' | 'reason'>>;

/**
 * Opens the link of a member, fills the sheet in, reads it back and sends it. Where a sheet has been sent before, the page
 * offers to change it.
 * @returns the code of the receipt
 */
export async function sendSheet(who: string, link: string, exceptions: Exceptions): Promise<string> {
  const page = await sheetBehind(who, link);
  const form = formOf(who, page);
  const lines = form.linesWith('choice');
  for (const line of lines) {
    const said = exceptions.get(line);
    form.pick(`choice.${line}`, said === undefined ? 'yes' : said.choice === 'recused' ? 'recuse' : said.choice);
    if (said?.choice === 'recused') form.write(`reason.${line}`, said.reason ?? '');
  }
  // where the service has locked a line already, nobody needs to declare a recusal
  const unseen = [...exceptions].filter(([line, { choice }]) => choice !== 'recused' && !lines.includes(line));
  if (unseen.length > 0)
    throw new StoryError(`${who}: the sheet does not list ${unseen.map(([line]) => line).join(', ')}`);
  const done = await send(who, await press(who, page, form, 'step', 'review'));
  const code = /class="code"[^]*?<dd>([^]*?)<\/dd>/.exec(done.html)?.[1];
  if (code === undefined) throw new StoryError(`${who}: expected a receipt; the page says “${done.heading}”`);
  return textOf(code);
}

async function sheetBehind(who: string, link: string): Promise<Page> {
  const page = await open(who, link);
  const again = linksOn(page.html).find((address) => new URL(address, page.url).searchParams.has('edit'));
  return again === undefined ? page : open(who, new URL(again, page.url).href);
}

/** Opens the link of an authority and approves the list but for the lines struck out. */
export async function answerThroughLink(
  who: string,
  link: string,
  struckOut: readonly { readonly nomination: string; readonly reason: string }[],
): Promise<void> {
  const page = await open(who, link);
  const form = formOf(who, page);
  for (const { nomination, reason } of struckOut) {
    form.pick(`strike.${nomination}`, 'yes');
    form.write(`reason.${nomination}`, reason);
  }
  form.pick('answer', 'approve');
  await send(who, await press(who, page, form, 'step', 'review'));
}
