import type { RevocationGround } from '../award';
import { Problem } from '../errors';
import type { Day, Instant } from '../time';

/**
 * The life of a certificate after it was issued: entries are added, none is ever changed or removed. What it is worth now
 * follows from them. Plain data and functions; the register applies them in the transaction that records the paper.
 */

export const certificateStatuses = ['valid', 'corrected', 'replaced', 'revoked'] as const;
export type CertificateStatus = (typeof certificateStatuses)[number];

/** What is printed on a certificate and may be wrong. */
export const printedFields = ['name', 'address', 'post', 'unitName', 'residence', 'merit'] as const;
export type PrintedField = (typeof printedFields)[number];

/** A printed fact beside what it should say. */
export interface FactChange {
  readonly field: PrintedField;
  readonly printed: string;
  readonly correct: string;
}

export interface LifeEntry {
  readonly kind: 'corrected' | 'replaced' | 'revoked' | 'reprinted';
  /** From this day on: the date of the paper, or the day of the reprint. */
  readonly on: Day;
  readonly at: Instant;
  /** The case that brought it about. */
  readonly case: string;
  /** Record of the paper in the register. */
  readonly paper?: string;
  readonly ground?: RevocationGround;
  /** Of a replaced one: the certificate that stands in its place. */
  readonly by?: string;
  /** Of a corrected one: the letter's facts. */
  readonly changes?: readonly FactChange[];
  /** Of a reprinted one: why. */
  readonly reason?: 'damaged' | 'lost';
}

/** Whether an award still stands, so that something can be done about it. */
export const stands = (status: CertificateStatus): boolean => status === 'valid' || status === 'corrected';

/** What a certificate is worth by its entries. A reprint changes nothing of it. */
export function statusBy(entries: readonly Pick<LifeEntry, 'kind'>[]): CertificateStatus {
  const said = entries.flatMap(({ kind }) => (kind === 'reprinted' ? [] : [kind]));
  return said.at(-1) ?? 'valid';
}

/** The entries with one more. @throws Problem AWARD_CHANGED when it was replaced or revoked before */
export function added<E extends LifeEntry>(entries: readonly E[], entry: E): readonly E[] {
  const status = statusBy(entries);
  if (!stands(status)) throw new Problem('AWARD_CHANGED', undefined, { state: status });
  return [...entries, entry];
}

/** How often the same bytes were printed again. */
export const reprints = (entries: readonly Pick<LifeEntry, 'kind'>[]): number =>
  entries.filter(({ kind }) => kind === 'reprinted').length;

/** The facts that letters have corrected: of a field that was corrected twice what the last letter says. */
export function correctionsBy<E extends LifeEntry>(
  entries: readonly E[],
): readonly (FactChange & { readonly entry: E })[] {
  const last = new Map<PrintedField, FactChange & { readonly entry: E }>();
  for (const entry of entries) for (const change of entry.changes ?? []) last.set(change.field, { ...change, entry });
  return printedFields.flatMap((field) => last.get(field) ?? []);
}

/** How far a chain of replacements is followed: longer ones are a fault of the records. */
const LONGEST_CHAIN = 50;

/**
 * The certificates that came in the place of one, in that order; the last one is what it is about now. Empty when it was not
 * replaced. @throws Problem INTEGRITY when the chain leads nowhere, or in a circle
 */
export async function successors<C extends { readonly _id: string; readonly entries?: readonly LifeEntry[] }>(
  certificate: C,
  find: (id: string) => Promise<C | undefined>,
): Promise<readonly C[]> {
  const chain: C[] = [];
  for (let at = certificate; ;) {
    const by = at.entries?.find(({ kind }) => kind === 'replaced')?.by;
    if (by === undefined) return chain;
    const next = await find(by);
    if (!next || chain.length === LONGEST_CHAIN) throw new Problem('INTEGRITY', `${at._id} is replaced by ${by}`);
    chain.push(next);
    at = next;
  }
}
