import { Problem } from '../../../domain/errors';
import { checkOverlay } from '../../../domain/overlay/check';
import { has } from '../../../domain/roles';
import { signerOn, wrongSubstitutions } from '../../../domain/signing';
import type { Instant } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import { wrongDays } from '../../../domain/calendar';
import type {
  AuthorityRecord,
  CalendarRecord,
  CouncilRecord,
  OverlayRecord,
  PersonRecord,
  PrinterRecord,
  RegisterRecord,
  RoundRecord,
  UnitRecord,
} from '../../../platform/store';
import type { MasterTable } from '../../../platform/store/master-data';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import type { FieldProblem } from '../../schemas/parse';
import { invalid } from '../../schemas/parse';
import { wrongWithRegister } from './number-registers';
import { marked } from './round-mark';
import { handOver } from '../proposals/handover';
import { sameContent } from '../../../platform/store/canonical';
import { contentHash, everything, isWithin, mustHave, unitsOf } from '../shared';

/** Data that offices keep, under the names that the API gives them. */
export interface MasterRecords {
  readonly units: UnitRecord;
  readonly people: PersonRecord;
  readonly councils: CouncilRecord;
  readonly authorities: AuthorityRecord;
  readonly registers: RegisterRecord;
  readonly rounds: RoundRecord;
  readonly calendars: CalendarRecord;
  readonly printers: PrinterRecord;
  readonly overlays: OverlayRecord;
}
export type MasterKind = keyof MasterRecords;

/** Which units a record concerns; a unit's own office keeps its people, its rooms and its council, and nothing else. */
const unitsNamed: { readonly [K in MasterKind]: (record: MasterRecords[K]) => readonly (string | undefined)[] } = {
  units: (unit) => [unit.parent],
  people: (person) => [person.unit],
  councils: (council) => [council.unit],
  authorities: (authority) => [authority.unit],
  registers: (register) => [register.unit],
  rounds: () => [undefined],
  calendars: () => [undefined],
  printers: ({ unit }) => [unit],
  overlays: ({ unit }) => [unit],
};
/** What every key may read, of whichever unit. */
const common: ReadonlySet<MasterKind> = new Set<MasterKind>(['rounds', 'calendars']);
/** What is everybody's to read when it names no unit. */
const lent: ReadonlySet<MasterKind> = new Set<MasterKind>(['printers', 'overlays']);

/**
 * A number for the content of a record as it stands, 0 for none: what a form that was opened on it says when it is sent.
 */
export const editionOf = (record: object | undefined): number =>
  record === undefined ? 0 : 1 + Number.parseInt(contentHash(record).slice(0, 7), 16);

/** What a record is told by where it is new: taken, it is refused there. */
const namedBy: Partial<Record<MasterKind, string>> = {
  councils: 'validFrom',
  overlays: 'validFrom',
  registers: 'validFrom',
  calendars: 'year',
};

/** @throws Problem VALIDATION when something new is there already, STATE_CHANGED when it was changed meanwhile */
function mustStand<K extends MasterKind>(
  kind: K,
  {
    before,
    record,
    expects,
  }: { readonly before: MasterRecords[K] | undefined; readonly record: MasterRecords[K]; readonly expects: number },
): void {
  if (expects === editionOf(before) || (before !== undefined && sameContent(before, record))) return;
  if (expects !== 0) throw new Problem('STATE_CHANGED', `${kind} ${record._id}`);
  throw invalid({ field: namedBy[kind] ?? 'code', ...refused('service.there', { id: record._id }) });
}

const takenElsewhere = (kind: MasterKind, id: string | number): Problem =>
  invalid({ field: namedBy[kind] ?? 'code', ...refused('service.usedElsewhere', { id }) });

/**
 * Writes a record as a whole under its code.
 * @param expects the edition that it was written on, where somebody looked at it; else whatever is there is replaced
 * @returns what was written as well, for what follows from other records is not the caller's to leave out
 * @throws Problem FORBIDDEN, NOT_FOUND for what belongs to another unit, VALIDATION when it names what does not exist
 */
export async function putMaster<K extends MasterKind>(
  context: ApiContext,
  {
    caller,
    kind,
    record: meant,
    expects,
  }: {
    readonly caller: Caller;
    readonly kind: K;
    readonly record: MasterRecords[K];
    readonly expects?: number | undefined;
  },
): Promise<{ readonly outcome: 'created' | 'updated' | 'unchanged'; readonly record: MasterRecords[K] }> {
  mustHave(caller, 'writeMasterData');
  const table = tableOf(context, kind);
  const before = await table.get(meant._id);
  // a code that is taken elsewhere is refused as a code, whoever has it
  const elsewhere = before && expects === 0 && !(await isSeen(context, caller, kind, before));
  await mustBeOwn(context, caller, kind, elsewhere ? undefined : before, meant);
  if (elsewhere) throw takenElsewhere(kind, meant._id);
  const record = kind === 'rounds' ? ((await marked(context, meant as RoundRecord)) as MasterRecords[K]) : meant;
  if (expects !== undefined) mustStand(kind, { before, record, expects });
  const unknown = await unknownIn(context, kind, record);
  if (unknown.length > 0) throw invalid(...unknown);
  return { outcome: await write(context, { caller, kind, record, before }), record };
}

/**
 * Gives a person another address on file, by order of whoever writes to him: links that were sent to the old one die at once.
 * @throws Problem NOT_FOUND
 */
export async function changeEmail(
  context: ApiContext,
  { caller, person, email }: { readonly caller: Caller; readonly person: string; readonly email: string },
): Promise<void> {
  const before = await context.store.people.need(person);
  await write(context, { caller, kind: 'people', record: { ...before, email }, before });
}

/** Writes a record with its trail, and what follows from it. */
async function write<K extends MasterKind>(
  context: ApiContext,
  {
    caller,
    kind,
    record,
    before,
  }: {
    readonly caller: Caller;
    readonly kind: K;
    readonly record: MasterRecords[K];
    readonly before: MasterRecords[K] | undefined;
  },
): Promise<'created' | 'updated' | 'unchanged'> {
  const outcome = await tableOf(context, kind).put(record);
  if (outcome === 'unchanged') return outcome;
  const at = context.clock.now();
  await context.store.audit.append([
    {
      entity: `${kind}/${record._id}`,
      key: `put/${at}/${contentHash(record).slice(0, 16)}`,
      at,
      actor: caller.actor,
      type: outcome,
      data: { after: record, ...(before ? { before } : {}) },
    },
  ]);
  if (kind === 'people')
    await addressMayHaveChanged(context, before as PersonRecord | undefined, record as PersonRecord);
  if (kind === 'authorities' && before) await signerMayHaveChanged(context, caller, record as AuthorityRecord, at);
  return outcome;
}

/** @throws Problem NOT_FOUND, also for what belongs to another unit */
export async function getMaster<K extends MasterKind>(
  context: ApiContext,
  { caller, kind, id }: { readonly caller: Caller; readonly kind: K; readonly id: MasterRecords[K]['_id'] },
): Promise<MasterRecords[K]> {
  const record = await tableOf(context, kind).need(id);
  if (!(await isSeen(context, caller, kind, record))) throw new Problem('NOT_FOUND', `${kind} ${id}`);
  return record;
}

/** Kinds of which each day of validity is a version. */
export type VersionedKind = 'councils' | 'overlays';

/** All versions under a code, oldest first. @throws Problem NOT_FOUND, also for what belongs to another unit */
export async function versionsOf<K extends VersionedKind>(
  context: ApiContext,
  { caller, kind, code }: { readonly caller: Caller; readonly kind: K; readonly code: string },
): Promise<readonly MasterRecords[K][]> {
  const versions = (await context.store[kind].versions(code)) as readonly MasterRecords[K][];
  const seen: MasterRecords[K][] = [];
  for (const version of versions) if (await isSeen(context, caller, kind, version)) seen.push(version);
  if (seen.length === 0) throw new Problem('NOT_FOUND', `${kind} ${code}`);
  return seen;
}

/** All records that the caller may see. */
export async function listMaster<K extends MasterKind>(
  context: ApiContext,
  { caller, kind }: { readonly caller: Caller; readonly kind: K },
): Promise<readonly MasterRecords[K][]> {
  const all = await everything((paging) => tableOf(context, kind).list(paging));
  const units = await unitsOf(context, caller);
  if (!units || common.has(kind)) return all;
  return all.filter((record) =>
    ownersOf(kind, record).some((unit) => (unit === undefined ? lent.has(kind) : units.includes(unit))),
  );
}

const tableOf = <K extends MasterKind>(
  { store }: ApiContext,
  kind: K,
): MasterTable<MasterRecords[K], MasterRecords[K]['_id']> =>
  store[kind] as unknown as MasterTable<MasterRecords[K], MasterRecords[K]['_id']>;

const ownersOf = <K extends MasterKind>(kind: K, record: MasterRecords[K]): readonly (string | undefined)[] =>
  kind === 'units' ? [(record as UnitRecord)._id] : unitsNamed[kind](record);

async function isSeen<K extends MasterKind>(
  context: ApiContext,
  caller: Caller,
  kind: K,
  record: MasterRecords[K],
): Promise<boolean> {
  if (caller.unit === undefined || common.has(kind)) return true;
  for (const unit of ownersOf(kind, record))
    if (unit === undefined ? lent.has(kind) : await isWithin(context, caller, unit)) return true;
  return false;
}

/**
 * Whether the caller keeps a record as it stands: its form is offered to nobody else.
 * @throws Problem of the store alone
 */
export async function keeps<K extends MasterKind>(
  context: ApiContext,
  { caller, kind, record }: { readonly caller: Caller; readonly kind: K; readonly record: MasterRecords[K] },
): Promise<boolean> {
  if (!has(caller, 'writeMasterData')) return false;
  return (await foreignIn(context, caller, kind, record, record)) === undefined;
}

/** A scoped office writes what belongs to its unit, before and after; whatever names no unit is the province's. */
async function mustBeOwn<K extends MasterKind>(
  context: ApiContext,
  caller: Caller,
  kind: K,
  before: MasterRecords[K] | undefined,
  after: MasterRecords[K],
): Promise<void> {
  const foreign = await foreignIn(context, caller, kind, before, after);
  if (foreign) throw foreign;
}

/** Why a record is not the caller's to write. */
async function foreignIn<K extends MasterKind>(
  context: ApiContext,
  caller: Caller,
  kind: K,
  before: MasterRecords[K] | undefined,
  after: MasterRecords[K],
): Promise<Problem | undefined> {
  if (caller.unit === undefined) return undefined;
  if (before && !(await isSeen(context, caller, kind, before))) return new Problem('NOT_FOUND', `${kind} ${after._id}`);
  // authorities and the unit itself are the province's to name
  if (kind === 'authorities' || common.has(kind)) return new Problem('FORBIDDEN', `${kind} are kept by the province`);
  // what is lent to all is seen by all, and stays the province's
  for (const unit of [...(before && lent.has(kind) ? unitsNamed[kind](before) : []), ...unitsNamed[kind](after)]) {
    if (unit === undefined) return new Problem('FORBIDDEN', `${kind} without a unit are kept by the province`);
    if (!(await isWithin(context, caller, unit))) return new Problem('NOT_FOUND', unit);
  }
  return undefined;
}

/** Codes that a record names and that do not exist. */
async function unknownIn<K extends MasterKind>(
  context: ApiContext,
  kind: K,
  record: MasterRecords[K],
): Promise<FieldProblem[]> {
  const { store, catalogue } = context;
  const fields: FieldProblem[] = [];
  const unit = async (field: string, code: string | undefined) => {
    if (code !== undefined && !(await store.units.get(code))) {
      fields.push({ field, ...refused('noUnitCode', { code }) });
    }
  };
  const person = async (field: string, code: string | undefined) => {
    if (code !== undefined && !(await store.people.get(code))) {
      fields.push({ field, ...refused('noPersonCode', { code }) });
    }
  };
  const of: { readonly [T in MasterKind]: (record: MasterRecords[T]) => Promise<void> } = {
    units: async ({ _id, parent, successor }) => {
      await unit('parent', parent);
      if (successor === _id) {
        fields.push({ field: 'successor', ...refused('service.ownSuccessor') });
      }
      if (parent !== undefined && (await isWithin(context, { unit: _id }, parent))) {
        fields.push({ field: 'parent', ...refused('service.ownParent') });
      }
    },
    people: async ({ unit: of, birthDate }) => {
      await unit('unit', of);
      if (birthDate !== undefined && birthDate > dayOf(context.clock.now())) {
        fields.push({ field: 'birthDate', ...refused('notYet') });
      }
    },
    councils: async (council) => {
      await unit('unit', council.unit);
      for (const [i, member] of council.members.entries()) await person(`members.${i}.person`, member.person);
    },
    authorities: async (authority) => {
      await unit('unit', authority.unit);
      await person('person', authority.person);
      const { substitutions = [] } = authority;
      for (const [i, one] of substitutions.entries()) await person(`substitutions.${i}.person`, one.person);
      fields.push(...wrongSubstitutions(substitutions));
    },
    registers: async (register) => {
      await unit('unit', register.unit);
      if (register.council !== undefined && (await store.councils.versions(register.council)).length === 0) {
        const { council } = register;
        fields.push({ field: 'council', ...refused('service.noCouncil', { code: council }) });
      }
      fields.push(...(await wrongWithRegister(context, register)));
    },
    rounds: async (round) => {
      for (const [i, code] of round.units.entries()) await unit(`units.${i}`, code);
      for (const [i, code] of round.awards.entries()) {
        if (catalogue.some((a) => a.code === code)) continue;
        fields.push({ field: `awards.${i}`, ...refused('service.noAward', { code }) });
      }
    },
    printers: ({ unit: owner }) => unit('unit', owner),
    overlays: async (overlay) => {
      fields.push(...checkOverlay(overlay));
      await unit('unit', overlay.unit);
      if (overlay.printer !== undefined && !(await store.printers.get(overlay.printer))) {
        fields.push({ field: 'printer', ...refused('service.noPrinter') });
      }
      for (const [i, code] of overlay.awards.entries()) {
        if (catalogue.some((a) => a.code === code && a.object === 'certificate')) continue;
        fields.push({ field: `awards.${i}`, ...refused('service.noCertificate', { code }) });
      }
    },
    calendars: ({ _id, off, extraWorking }) => {
      fields.push(...wrongDays(_id, { off, extraWorking }));
      return Promise.resolve();
    },
  };
  await of[kind](record);
  return fields;
}

/** Open lists of an authority go to whoever signs for it from now on. */
async function signerMayHaveChanged(
  context: ApiContext,
  caller: Caller,
  { _id: authority }: AuthorityRecord,
  at: Instant,
): Promise<void> {
  const open = await everything((paging) => context.store.proposals.list({ status: 'sent', authority }, paging));
  for (const proposal of open) await handOver(context, caller, proposal, at);
}

/** A changed address kills the links that were sent to the old one, at once: ballots and proposals that are still open. */
async function addressMayHaveChanged(
  { store, links, clock }: ApiContext,
  before: PersonRecord | undefined,
  after: PersonRecord,
): Promise<void> {
  if (!before || before.email === after.email) return;
  const sessions = await everything((paging) => store.sessions.list({ status: ['opening', 'open'] }, paging));
  for (const { _id: entity, members } of sessions) {
    if (members.some((m) => m.person === after._id))
      await links.revoke({ purpose: 'ballot', entity, person: after._id });
  }
  const proposals = await everything((paging) =>
    store.proposals.list({ status: ['sending', 'checking', 'sent'] }, paging),
  );
  for (const { _id: entity, authority } of proposals) {
    const of = await store.authorities.get(authority);
    const person = of && signerOn(of, dayOf(clock.now()));
    if (person === after._id) await links.revoke({ purpose: 'proposal', entity, person });
  }
}
