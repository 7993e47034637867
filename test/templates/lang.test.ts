import { Parser } from 'htmlparser2';
import { renderMail, type MailName } from '../../templates/mail';
import { isVietnamese } from '../../templates/pages/passages';
import type { PageName } from '../../templates/pages';
import { renderPage } from '../../templates/pages';
import { mailSamples } from './mail-samples';
import { pageSamples, pageVariants } from './page-samples';

/** What a page says, and in which language it says that it says it. */

interface Passage {
  readonly lang: string;
  readonly text: string;
}

/** Every text of a page under the language that holds for it. */
function passagesOf(html: string): Passage[] {
  const langs: string[] = [''];
  const found: Passage[] = [];
  let text = '';
  const end = (): void => {
    if (/\p{L}/u.test(text)) found.push({ lang: langs.at(-1)!, text: text.replace(/\s+/g, ' ').trim() });
    text = '';
  };
  const parser = new Parser({
    onopentag(_name, { lang }) {
      end();
      langs.push(lang ?? langs.at(-1)!);
    },
    ontext: (said) => void (text += said),
    onclosetag() {
      end();
      langs.pop();
    },
  });
  parser.end(html.replace(/<(title|style|script)\b[^]*?<\/\1>/g, ''));
  return found;
}

const pages = [
  ...(Object.keys(pageSamples) as PageName[]).map((name) => [name, 'sample', pageSamples[name]] as const),
  ...pageVariants,
];

/** Days, sums and shares in the way of the other language, or of a machine. */
const NOT_VIETNAMESE =
  /\b(January|February|March|April|May|June|July|August|September|October|November|December)\b|\bVND\b|\d,\d{3}\b|\d\.\d+ ?%|\bMr\b|\bMs\b/;
const NOT_ENGLISH = /\b\d\d?\/\d\d?\/\d{4}\b|\d\.\d{3}\b|\d,\d+ ?%|\d giờ \d\d|\bngày \d/;
const OF_A_MACHINE = /\b\d{4}-\d\d-\d\d(T|\b)(?!\S*\d{4})/;

describe.each(pages)('%s (%s)', (name, _variant, data) => {
  test('is Vietnamese in Vietnamese, but for the way to the other language', () => {
    const html = renderPage(name, 'vi', data as never);
    const all = passagesOf(html);
    expect(new Set(all.map(({ lang }) => lang)).has('')).toBe(false);
    expect(all.filter(({ lang }) => lang === 'en').map(({ text }) => text)).toEqual(
      all.some(({ text }) => text === 'English') ? expect.arrayContaining(['English']) : [],
    );
    const said = all.filter(({ lang }) => lang === 'vi');
    expect(said.filter(({ text }) => NOT_VIETNAMESE.test(text) || OF_A_MACHINE.test(text))).toEqual([]);
  });

  test('says in English what of it is Vietnamese, and days and numbers in the way of English', () => {
    const html = renderPage(name, 'en', data as never);
    const all = passagesOf(html);
    expect(all.filter(({ lang, text }) => lang === 'en' && isVietnamese(text))).toEqual([]);
    expect(all.filter(({ lang, text }) => lang === 'vi' && !isVietnamese(text))).toEqual([]);
    const said = all.filter(({ lang }) => lang === 'en');
    expect(said.filter(({ text }) => NOT_ENGLISH.test(text) || OF_A_MACHINE.test(text))).toEqual([]);
  });
});

test.each(Object.keys(mailSamples) as MailName[])('the mail %s says its language', (name) => {
  for (const lang of ['vi', 'en'] as const) {
    const { html, text } = renderMail(name, lang, mailSamples[name] as never);
    expect(html).toContain(`<html lang="${lang}">`);
    expect(text).not.toMatch(OF_A_MACHINE);
    if (lang === 'vi') expect(text).not.toMatch(NOT_VIETNAMESE);
  }
});
