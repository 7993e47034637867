import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HelperOptions } from 'handlebars';
import Handlebars from 'handlebars';
import type { Share } from '../domain/rule';
import { assetUrl } from './assets';
import type { Lang } from './format';
import * as format from './format';
import { say } from './words';

/**
 * One Handlebars for mails and pages: strict, so that a missing datum is an error and never an empty space, and with known
 * helpers only. Helpers word values; they take no decisions.
 */

const langOf = (options: HelperOptions): Lang => (options.data as { lang: Lang }).lang;

/** In strict mode Handlebars checks what it prints, but not what it hands to a helper. */
function given<T>(value: T | null | undefined, helper: string): T {
  if (value === undefined || value === null) throw new Error(`"${helper}" was given nothing`);
  return value;
}

const worded =
  <T>(name: string, write: (lang: Lang, value: T) => string) =>
  (value: T, options: HelperOptions): string =>
    write(langOf(options), given(value, name));

/** "2486/QĐ-UBND": the number of a paper with its sign, which a line may not part at its hyphen. */
const PAPER_NUMBER = /[\p{L}\d]+(?:\/[\p{L}\d]+)*\/\p{Lu}\p{L}*(?:-\p{Lu}\p{L}*)+/gu;

const helpers = {
  t: (key: string, options: HelperOptions) => {
    const values = options.hash as Record<string, unknown>;
    for (const [name, value] of Object.entries(values)) given(value, `t ${key} ${name}`);
    return say(langOf(options), key, values);
  },
  /** The words of a code: `word "app.role" role`. */
  word: (part: string, code: string | undefined, options: HelperOptions) =>
    say(langOf(options), `${part}.${given(code, part)}`),
  dayText: worded('dayText', format.dayText),
  onDay: worded('onDay', format.onDay),
  weekDay: worded('weekDay', format.weekdayText),
  longTime: worded('longTime', format.longTime),
  shortTime: worded('shortTime', format.shortTime),
  count: worded('count', format.countText),
  share: worded<Share>('share', format.shareText),
  percent: (part: number, whole: number, options: HelperOptions) => format.percentText(langOf(options), part, whole),
  cap: worded('cap', (_lang, text: string) => text.charAt(0).toUpperCase() + text.slice(1)),
  join: worded('join', (_lang, texts: readonly string[]) => texts.join('; ')),
  /** "Ông Nguyễn Văn Mẫu"; English "Mr Nguyễn Văn Mẫu". */
  named: worded('named', format.nameText),
  /** "ông Nguyễn Văn Mẫu": within a sentence. */
  called: worded('called', format.inRunningText),
  /** A text of a page whose numbers of papers stay on one line each; what is copied are the plain letters. */
  unparted: (text: string) =>
    new Handlebars.SafeString(
      Handlebars.escapeExpression(given(text, 'unparted')).replace(PAPER_NUMBER, '<span class="nowrap">$&</span>'),
    ),
  /** "4 Chiến sĩ thi đua cấp tỉnh, 12 Bằng khen". */
  kindsOf: worded<readonly { readonly award: string; readonly n: number }[]>('kindsOf', (lang, kinds) =>
    kinds.map(({ award, n }) => `${format.countText(lang, n)} ${award}`).join(', '),
  ),
  /** Forms of a page behind sign-in, each with what its reader is, in the field `as`; those that change it have their own. */
  bound(this: unknown, as: string, options: HelperOptions) {
    const field = `<input type="hidden" name="as" value="${Handlebars.escapeExpression(given(as, 'bound'))}">`;
    return options
      .fn(this)
      .replace(/<form\b(?=[^>]*\bmethod="post")(?![^>]*\baction="\/sign-in\/)[^>]*>/g, (form) => `${form}\n${field}`);
  },
  asset: (path: string) => assetUrl(path),
  tel: (phone: string) => `tel:${given(phone, 'tel').replace(/[^\d+]/g, '')}`,
};

const handlebars = Handlebars.create();
handlebars.registerHelper(helpers);
const knownHelpers = Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));

export type Template = (data: object, lang: Lang) => string;

/** Reads and compiles a template of this folder; `escape: false` for plain text. */
export function templateOf(path: string, { escape }: { readonly escape: boolean }): Template {
  const source = readFileSync(join(__dirname, path), 'utf8');
  const template = handlebars.compile<object>(source, {
    strict: true,
    knownHelpers,
    knownHelpersOnly: true,
    noEscape: !escape,
  });
  // NFC, as screens, searches and registers expect, whatever a record came with
  return (data, lang) => template(data, { data: { lang, otherLang: lang === 'vi' ? 'en' : 'vi' } }).normalize('NFC');
}

/** Makes a file of this folder available as `{{> name}}`. */
export function partialOf(name: string, path: string): void {
  handlebars.registerPartial(
    name,
    handlebars.compile(readFileSync(join(__dirname, path), 'utf8'), {
      strict: true,
      knownHelpers,
      knownHelpersOnly: true,
    }),
  );
}
