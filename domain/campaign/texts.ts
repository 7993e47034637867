import type { Day, Instant } from '../time';

/** What a movement says of itself may be put in other words while it runs; every wording stays. */

/** What Law 06/2022/QH15 art. 17 asks it to say. */
export const campaignTextKeys = ['aims', 'scope', 'subjects', 'criteria', 'plan', 'measures'] as const;
export type CampaignTextKey = (typeof campaignTextKeys)[number];

/** Its parts, in the order in which they are read. */
export const wordingParts = ['theme', ...campaignTextKeys, 'document'] as const;
export type WordingPart = (typeof wordingParts)[number];

/** The document that launches it, by which it is called. */
export interface NamedDocument {
  readonly title: string;
  readonly number: string;
  readonly date: Day;
  readonly file?: string;
}

/** Words by part; what is absent is not said. */
export type Wording = Readonly<Partial<Record<Exclude<WordingPart, 'document'>, string>>> & {
  readonly document?: NamedDocument;
};

/** One change of words: the parts that it changed, as they were and as they are since. */
export interface WordingChange {
  readonly at: Instant;
  readonly reason: string;
  readonly before: Wording;
  readonly after: Wording;
}

const same = (a: Wording[WordingPart], b: Wording[WordingPart]): boolean =>
  typeof a === 'object' && typeof b === 'object'
    ? a.title === b.title && a.number === b.number && a.date === b.date && a.file === b.file
    : a === b;

/** The parts that differ, on either side; both empty where none does. */
export function differing(before: Wording, after: Wording): Pick<WordingChange, 'before' | 'after'> {
  const parts = wordingParts.filter((part) => !same(before[part], after[part]));
  const only = (of: Wording): Wording =>
    Object.fromEntries(parts.flatMap((part) => (of[part] === undefined ? [] : [[part, of[part]]])));
  return { before: only(before), after: only(after) };
}

/** The parts that a change has touched. */
export const changedIn = ({ before, after }: Pick<WordingChange, 'before' | 'after'>): readonly WordingPart[] =>
  wordingParts.filter((part) => part in before || part in after);

/** Earlier words of a part that stood when somebody signed, oldest first, and until when they stood. */
export function signedWordings(
  changes: readonly WordingChange[],
  part: CampaignTextKey,
  signedAt: readonly Instant[],
): readonly { readonly text: string; readonly until: Instant }[] {
  const ofPart = changes.filter((change) => changedIn(change).includes(part));
  return ofPart.flatMap(({ at, before }, i) => {
    const since = ofPart[i - 1]?.at ?? '';
    const text = before[part];
    return text !== undefined && signedAt.some((signed) => signed >= since && signed < at) ? [{ text, until: at }] : [];
  });
}
