import { createHash, randomUUID } from 'node:crypto';
import { Problem } from '../../domain/errors';
import type { Right } from '../../domain/roles';
import { has } from '../../domain/roles';
import { canonicalJson, sameContent } from '../../platform/store/canonical';
import type { DossierRecord, NoteRecord, UnitRecord } from '../../platform/store';
import type { WriteOnce } from '../../platform/store/submissions';
import type { ApiContext, Caller } from '../context';

/** @throws Problem FORBIDDEN when the role does not have the right */
export function mustHave(caller: Caller, right: Right): void {
  if (!has(caller, right)) throw new Problem('FORBIDDEN', `${caller.role} has no right to ${right}`);
}

/** Whether a unit is the caller's, or a room of it. A caller without a unit sees all. */
export async function isWithin(
  { store }: ApiContext,
  caller: Pick<Caller, 'unit'>,
  unit: string | undefined,
): Promise<boolean> {
  if (caller.unit === undefined) return true;
  let at = unit;
  for (let height = 0; at !== undefined && height < 8; height += 1) {
    if (at === caller.unit) return true;
    at = (await store.units.get(at))?.parent;
  }
  return false;
}

/** What is outside the caller's unit does not exist for him. @throws Problem NOT_FOUND */
export async function mustBeWithin(context: ApiContext, caller: Caller, unit: string | undefined): Promise<void> {
  if (!(await isWithin(context, caller, unit))) throw new Problem('NOT_FOUND', 'outside the unit of the caller');
}

/**
 * Whether a caller belongs to the level that works on something: the province's people where it names no unit, the unit's own
 * where it does. The province sees what units do and does not do it for them.
 */
export async function isOfLevel(context: ApiContext, caller: Caller, unit: string | undefined): Promise<boolean> {
  if (unit === undefined || caller.unit === undefined) return unit === caller.unit;
  return isWithin(context, caller, unit);
}

/** @throws Problem NOT_FOUND outside the caller's unit, FORBIDDEN for the province's people at unit level */
export async function mustBeOfLevel(context: ApiContext, caller: Caller, unit: string | undefined): Promise<void> {
  await mustBeWithin(context, caller, unit);
  if (!(await isOfLevel(context, caller, unit))) throw new Problem('FORBIDDEN', 'of another level');
}

/** The units that a scoped caller sees: his own and those below it; undefined when he sees all. */
export async function unitsOf(context: ApiContext, caller: Caller): Promise<readonly string[] | undefined> {
  return caller.unit === undefined ? undefined : withRooms(await context.store.units.all(), [caller.unit]);
}

/** As `isWithin` says of a unit, of many at the price of one. */
export async function withinOf(
  { store }: ApiContext,
  { unit }: Pick<Caller, 'unit'>,
): Promise<(of: string | undefined) => boolean> {
  if (unit === undefined) return () => true;
  const seen = new Set(withRooms(await store.units.all(), [unit]));
  return (of) => of !== undefined && seen.has(of);
}

/** Units with everything below them. */
export function withRooms(units: readonly UnitRecord[], codes: readonly string[]): readonly string[] {
  const found = [...codes];
  for (let i = 0; i < found.length; i += 1) {
    found.push(...units.filter((u) => u.parent === found[i] && !found.includes(u._id)).map((u) => u._id));
  }
  return found;
}

export { everything } from '../../platform/store/paging';

/** Hash of what was said: the same submission with another hash is KEY_REUSED. */
export const contentHash = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex');

/**
 * Does again, once, what was refused because its record had just changed: the change may be this very request, sent twice at the same
 * moment, which is then found done.
 */
export async function twiceAtOnce<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'STATE_CHANGED') throw error;
    return await work();
  }
}

/** In place of what is not for whoever asks; any other trouble goes on. */
export function whenUnseen(error: unknown): undefined {
  if (error instanceof Problem && (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN')) return undefined;
  throw error;
}

/** Asks a process for something. @throws Problem `ended` when it has ended meanwhile, else what it refuses */
export async function unlessEnded<R>(ended: Problem, ask: () => Promise<R>): Promise<R> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof Problem && error.code === 'NOT_FOUND' && 'closed' in error.data ? ended : error;
  }
}

/** A process that has ended takes nothing any more; its record says where it stands. */
export const takesNothing = (
  { _id, status, version }: { readonly _id: string; readonly status: string; readonly version: number },
  allowed: readonly string[] = [],
): Problem => new Problem('ACTION_NOT_ALLOWED', _id, { state: status, version, allowed });

/** @throws Problem KEY_REUSED when a receipt is for something else than what was said now */
export function mustBeSame(receipt: { readonly content: string }, content: string): void {
  if (receipt.content !== content) throw new Problem('KEY_REUSED');
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A short id for a record that a submission makes: the same submission makes the same one. 60 bits. */
export const shortId = (from: string): string =>
  [...createHash('sha256').update(from).digest().subarray(0, 12)].map((byte) => letters[byte % 32]).join('');

/** A submission for a caller who named none: nothing to repeat, so every call is one of its own. */
export const freshSubmission = (): string => randomUUID();

/**
 * Stores a note or dossier that a submission makes; the same content again, at whatever time, is the first one.
 * @throws Problem KEY_REUSED when the submission said something else before
 */
export async function storeOnce<T extends NoteRecord | DossierRecord>(table: WriteOnce<T>, record: T): Promise<T> {
  const before = await table.get(record._id);
  if (before) return same(before, record);
  try {
    return (await table.insert(record)).record;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'KEY_REUSED') throw error;
    return same(await table.need(record._id), record);
  }
}

function same<T extends NoteRecord | DossierRecord>(stored: T, said: T): T {
  if (!sameContent({ ...stored, at: '', by: '' }, { ...said, at: '', by: '' }))
    throw new Problem('KEY_REUSED', `record ${said._id}`);
  return stored;
}

/** The fields of an object that are not undefined: what may be left out of a record. */
export const defined = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
