import { filledText, isOwnText, wrongMailText, type MailText } from '../../domain/mailText';
import type { Day, Instant } from '../../domain/time';
import { countText, onDay, shortTime, type Lang } from '../format';
import type { MailData, MailName, Office } from './data';
import { paragraphs } from './source';

/**
 * What an office says in a mail in its own words: a subject, an opening, a closing. Facts, reasons, links and refusals stay the
 * service's, and so does the mark in front of a subject, by which inboxes sort.
 */

/** How a value of a placeholder is worded. */
const text = (_lang: Lang, value: unknown): string => String(value);
const day = (lang: Lang, value: unknown): string => onDay(lang, value as Day);
const time = (lang: Lang, value: unknown): string => shortTime(lang, value as Instant);
const count = (lang: Lang, value: unknown): string => countText(lang, value as number);

/** Placeholders, each named as the field of the mail that it is. */
const wordings = {
  unit: text,
  ttr: text,
  ttrDate: day,
  n: count,
  receipt: text,
  due: day,
  decision: text,
  date: day,
  authority: text,
  award: text,
  paper: text,
  ref: text,
  name: text,
  what: text,
  day,
  session: text,
  closes: time,
  submitter: text,
  since: day,
  mail: text,
} as const;
export type Placeholder = keyof typeof wordings | 'officer' | 'phone' | 'body';

/** Of whoever signs; every mail has them. */
const signed = ['body', 'officer', 'phone'] as const satisfies readonly (Placeholder & keyof Office)[];

type Field<N extends MailName> = keyof MailData[N] & keyof typeof wordings;
/** `undefined`: the service's alone. */
type Own = { readonly [N in MailName]: readonly Field<N>[] | undefined };

const toUnit = ['unit', 'ttr', 'n'] as const;
const toMember = ['n'] as const;

/**
 * The mails that may be said otherwise, with their placeholders. Not the code to sign in, which is forged when its words vary,
 * nor what a secretary writes himself.
 */
const own: Own = {
  receipt: [...toUnit, 'ttrDate', 'receipt', 'due'],
  return: [...toUnit, 'due'],
  'correction-reminder': [...toUnit, 'due'],
  'confirm-wording': [...toUnit, 'due'],
  lapsed: [...toUnit, 'due'],
  hold: toUnit,
  released: toUnit,
  withdrawn: toUnit,
  'passed-on': toUnit,
  declined: ['unit', 'ttr'],
  awarded: ['unit', 'n', 'decision', 'date', 'authority'],
  'case-notice': ['unit', 'award', 'paper', 'date', 'decision'],
  'return-reminder': ['unit', 'award', 'paper', 'date', 'due'],
  'return-overdue': ['unit', 'ref', 'paper', 'date', 'due'],
  'campaign-opens': ['unit', 'name', 'ref', 'due'],
  'campaign-reminder': ['unit', 'name', 'ref', 'due'],
  'campaign-changed': ['unit', 'name', 'ref'],
  'registration-sign': ['unit', 'name', 'ref', 'n', 'due'],
  'registration-returned': ['unit', 'name', 'ref', 'due'],
  'campaign-turn': ['name', 'ref', 'what', 'day'],
  'campaign-next': ['name', 'ref'],
  invitation: [...toMember, 'closes'],
  reminder: [...toMember, 'closes'],
  'session-extended': [...toMember, 'closes'],
  'session-cancelled': [...toMember, 'session'],
  silence: ['session', 'closes'],
  'drill-failed': ['session', 'closes'],
  result: ['session', 'n'],
  'to-authority': ['ttr', 'submitter', 'n'],
  'proposal-check': ['ttr', 'submitter', 'n', 'authority'],
  'proposal-waits': ['ttr', 'submitter', 'n', 'authority', 'since'],
  'session-letter': undefined,
  'number-refused': ['authority', 'ttr', 'n'],
  'substitution-begins': ['paper'],
  'central-deadline': ['day'],
  'fresh-link': [],
  'account-invitation': ['name', 'mail'],
  'sign-in-code': undefined,
  digest: undefined,
  'needs-attention': ['ref'],
  overdue: ['day'],
  'office-notice': ['day'],
  undelivered: [],
  'central-reminder': ['day'],
};

/** Every mail, those to units first. */
export const mailNames = Object.keys(own) as readonly MailName[];

export const mayBeSaidOtherwise = (name: MailName): boolean => own[name] !== undefined;

/** What stands for a fact in the office's own words for this mail. */
export const placeholdersOf = (name: MailName): readonly Placeholder[] => [...signed, ...(own[name] ?? [])];

/** The values of the placeholders, as this mail words them. */
function valuesOf(name: MailName, lang: Lang, data: object): Readonly<Record<string, string>> {
  const { office } = data as { readonly office: Office };
  const fields: readonly (keyof typeof wordings)[] = own[name] ?? [];
  const of = data as Readonly<Record<string, unknown>>;
  return Object.fromEntries([
    ...signed.map((field) => [field, office[field]] as const),
    ...fields.map((field) => [field, wordings[field](lang, of[field])] as const),
  ]);
}

interface Said {
  readonly subject: string;
  readonly body: readonly string[];
}

const MARK = /^\[[^\]]+\] /;

/**
 * The mail with the office's own words in their places. Words that no longer fit (a placeholder that a later version of the
 * service lacks) are left out: the mail itself goes.
 */
export function inOwnWords(name: MailName, lang: Lang, data: object, said: Said, words: MailText | undefined): Said {
  if (words === undefined || !isOwnText(words) || !mayBeSaidOtherwise(name)) return said;
  if (wrongMailText(words, placeholdersOf(name)).length > 0) return said;
  const values = valuesOf(name, lang, data);
  const filled = (part: string): string[] => (part === '' ? [] : paragraphs(filledText(part, values)));
  const [mark = ''] = MARK.exec(said.subject) ?? [];
  const [subject] = filled(words.subject);
  const [greeting = '', ...body] = said.body;
  return {
    subject: subject === undefined ? said.subject : `${mark}${subject.replace(MARK, '')}`,
    body: [greeting, ...filled(words.opening), ...body, ...filled(words.closing)],
  };
}
