import type { Day } from '../../../../domain/time';
import { isDay } from '../../../../domain/time';
import type { Language } from '../../../../platform/store';
import { z } from 'zod';
import { Problem } from '../../../../domain/errors';
import { email, line, phone } from '../../../schemas/fields';
import { parse } from '../../../schemas/parse';
import { dayIn, wordsIn, type Fields } from '../../forms';
import { fieldsOf } from '../../problem';
import { refusals } from '../../words';

/** What is said of a Tờ trình when it is sent. */
export const sendFields = ['number', 'date', 'signer', 'contactName', 'contactMail', 'contactPhone'] as const;
export type SendField = (typeof sendFields)[number];

/** Papers that belong to all lines, by the kind under which they are kept. */
export const sharedPapers = ['proposal', 'roomMinutes'] as const;
export type SharedPaper = (typeof sharedPapers)[number];

export type SendTyped = Readonly<Record<SendField, string>>;

export const typedSending = (fields: Fields): SendTyped =>
  Object.fromEntries(
    sendFields.map((name) => [name, name === 'date' ? dayIn(wordsIn(fields, name)) : wordsIn(fields, name)]),
  ) as Record<SendField, string>;

/** Drafts that were chosen, each at the version that the page showed. */
export const chosenIn = (fields: Fields): { readonly id: string; readonly expects: number }[] =>
  [...fields].flatMap(([name, value]) => {
    const id = /^draft\.([\w-]{1,60})$/.exec(name)?.[1];
    return id === undefined || !/^\d{1,9}$/.test(value) ? [] : [{ id, expects: Number(value) }];
  });

/** Files that were stored when the form was read back. */
export const keptIn = (fields: Fields): { readonly kind: SharedPaper; readonly id: string }[] =>
  sharedPapers.flatMap((kind) => {
    const id = fields.get(`kept.${kind}`) ?? '';
    return /^[0-9a-f]{64}$/.test(id) ? [{ kind, id }] : [];
  });

/** As the API takes them. */
const sending = z.object({
  number: line(100),
  signer: line(200),
  contactName: line(200),
  contactPhone: phone.exactOptional(),
});

function refusedBySchema({ contactPhone, ...typed }: SendTyped): ReturnType<typeof fieldsOf> {
  try {
    parse(sending, { ...typed, ...(contactPhone === '' ? {} : { contactPhone }) });
    return [];
  } catch (error) {
    if (error instanceof Problem) return fieldsOf(error);
    throw error;
  }
}

/** What the form lacks, by field; `drafts` when nobody was chosen. */
export function missingIn(
  typed: SendTyped,
  chosen: readonly object[],
  today: Day,
  lang: Language,
): ReadonlyMap<string, string> {
  const errors = new Map<string, string>();
  if (chosen.length === 0) errors.set('drafts', refusals.noDraft[lang]);
  for (const name of ['number', 'signer', 'contactName'] as const)
    if (typed[name] === '') errors.set(name, refusals.empty[lang]);
  if (!isDay(typed.date)) errors.set('date', refusals.notADay[lang]);
  else if (typed.date > today) errors.set('date', refusals.ahead[lang]);
  if (!email.safeParse(typed.contactMail).success) errors.set('contactMail', refusals.noMail[lang]);
  for (const { field, ...said } of refusedBySchema(typed)) if (!errors.has(field)) errors.set(field, said[lang]);
  return errors;
}
