import type { Model } from 'mongoose';
import { trusted } from 'mongoose';

/**
 * Searching a list by words: every record keeps those that it is found by in `row.words`, without diacritics, under an index. What is
 * looked for are patterns, each of which begins with `^`; a record is found when it has a word for each of them.
 */

/** At most so many records are fetched to be sorted; of more, enough are met in the order of the list. */
const FEW = 1_000;

/** A pattern for words that begin so; the word is made of letters and digits alone. */
export const beginning = (word: string): string => `^${word}`;

/** The pattern for this word alone. */
export const wholly = (word: string): string => `^${word}$`;

/** A whole word is looked up, so that no longer one is even looked at. */
const conditionOf = (pattern: string): string | { readonly $regex: string } =>
  /^\^([\p{L}\p{N}]+)\$$/u.exec(pattern)?.[1] ?? { $regex: pattern };

/** The condition that a record has a word of this pattern. */
export function hasWord(pattern: string): unknown {
  const condition = conditionOf(pattern);
  return typeof condition === 'string' ? condition : trusted(condition);
}

/** The pattern that the fewest words have, and whether those are many; none when one of them has no word at all. */
export async function rarest<T>(
  model: Model<T>,
  patterns: readonly string[],
): Promise<{ readonly pattern?: string; readonly many: boolean }> {
  const [first, ...rest] = patterns;
  if (first === undefined) return { many: false };
  const counted = await model.aggregate<{ readonly pattern: string; readonly n: number }>([
    ...counting(first),
    ...rest.map((pattern) => ({ $unionWith: { coll: model.collection.name, pipeline: counting(pattern) } })),
  ] as never);
  if (counted.length < patterns.length) return { many: false };
  const [{ pattern, n }] = [...counted].sort((a, b) => a.n - b.n) as [{ pattern: string; n: number }];
  return { pattern, many: n > FEW };
}

const counting = (pattern: string) => [
  { $match: { 'row.words': conditionOf(pattern) } },
  { $limit: FEW + 1 },
  { $count: 'n' },
  { $addFields: { pattern: { $literal: pattern } } },
];
