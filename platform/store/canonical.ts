import { createHash } from 'node:crypto';

/**
 * JSON with sorted keys and without undefined fields: equal content gives equal text, whatever wrote it and in which order.
 * Hashes of the audit chain and commitments of ballots rest on it, so its form never changes.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const fields = value as Readonly<Record<string, unknown>>;
  // no prototype, so that a field called __proto__ is a field like any other
  const copy = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(fields).sort()) if (fields[key] !== undefined) copy[key] = sorted(fields[key]);
  return copy;
}

/** SHA-256 in hex. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Whether two plain values say the same. */
export const sameContent = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/** Whether two records say the same. When they were written does not count: a request that is sent again comes later. */
export const sameRecord = (a: object, b: object): boolean =>
  sameContent({ ...a, ...unwritten }, { ...b, ...unwritten });
const unwritten = { at: undefined, createdAt: undefined, updatedAt: undefined, startedAt: undefined };
