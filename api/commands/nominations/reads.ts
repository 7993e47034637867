import { Problem } from '../../../domain/errors';
import type { EventType } from '../../../domain/line';
import type { Award } from '../../../domain/award';
import { has } from '../../../domain/roles';
import { statusesFor, type Countable } from '../../../domain/statistics/where';
import type {
  AuditRecord,
  CertificateRecord,
  DecisionRecord,
  NominationItem,
  NominationRecord,
  NoteRecord,
} from '../../../platform/store';
import type { NominationFilter } from '../../../platform/store/nominations';
import type { Page, Paging } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import type { Eligibility } from './eligibility';
import { eligibilityNow } from './eligibility';
import { mustBeWithin, mustHave, withRooms } from '../shared';

export type ListFilter = Omit<NominationFilter, 'ids' | 'unit' | 'award'> & {
  readonly unit?: string;
  readonly award?: string;
  /** What has become of what was sent, and whose award it is: as the statistics count. */
  readonly outcome?: Countable;
  readonly awardLevel?: Award['level'];
  /** Who at the province's office works on what the units send; code of a person. */
  readonly officer?: string;
};

/** Nominations that the caller may see, page by page. @throws Problem FORBIDDEN, NOT_FOUND for a unit outside his */
export async function listNominations(
  context: ApiContext,
  { caller, filter, paging }: { readonly caller: Caller; readonly filter: ListFilter; readonly paging: Paging },
): Promise<Page<NominationItem>> {
  return context.store.nominations.items(await scopedFilter(context, caller, filter), paging);
}

/** The filter of a list within what the caller may see: of one unit its rooms too, of an officer the units that he works on. */
export async function scopedFilter(
  { store, catalogue }: ApiContext,
  caller: Caller,
  { unit, officer, ...asked }: ListFilter,
): Promise<NominationFilter> {
  mustHave(caller, 'readNominations');
  const rest = counted(asked, catalogue);
  if (unit === undefined && officer === undefined && caller.unit === undefined) return rest;
  const units = await store.units.all();
  const own = caller.unit === undefined ? undefined : withRooms(units, [caller.unit]);
  if (unit !== undefined && own?.includes(unit) === false) {
    throw new Problem('NOT_FOUND', 'outside the unit of the caller');
  }
  const wanted = unit === undefined ? own : withRooms(units, [unit]);
  if (officer === undefined) return wanted === undefined ? rest : { ...rest, unit: wanted };
  const handled = units.filter((u) => u.handledBy === officer).map((u) => u._id);
  return { ...rest, unit: withRooms(units, handled).filter((code) => wanted?.includes(code) ?? true) };
}

/** An outcome is its statuses, a level its awards; what is named besides must agree with them. */
function counted(
  { outcome, awardLevel, ...rest }: Omit<ListFilter, 'unit' | 'officer'>,
  catalogue: readonly Award[],
): NominationFilter {
  const { status, award } = rest;
  const wanted = status === undefined || typeof status !== 'string' ? status : [status];
  const statuses = outcome === undefined ? undefined : statusesFor(outcome);
  const ofLevel =
    awardLevel === undefined
      ? undefined
      : catalogue.filter(({ level }) => level === awardLevel).map(({ code }) => code);
  return {
    ...rest,
    ...(statuses === undefined ? {} : { status: statuses.filter((one) => wanted?.includes(one) ?? true) }),
    ...(ofLevel === undefined ? {} : { award: ofLevel.filter((code) => award === undefined || code === award) }),
  };
}

/** A nomination with what was issued for it, and with the items that its unit has to mend. */
export interface NominationCase {
  readonly record: NominationRecord;
  readonly decision?: DecisionRecord;
  readonly certificate?: CertificateRecord;
  readonly correction?: NoteRecord;
}

/** The same with what is found of it now, while it has not ended. @throws Problem FORBIDDEN, NOT_FOUND */
export async function nominationWithFindings(
  context: ApiContext,
  asked: { readonly caller: Caller; readonly id: string },
): Promise<{ readonly found: NominationCase; readonly eligibility?: Eligibility }> {
  const found = await nominationCase(context, asked);
  const eligibility = await eligibilityNow(context, asked.caller, found.record);
  return { found, ...(eligibility ? { eligibility } : {}) };
}

/** @throws Problem FORBIDDEN, NOT_FOUND, also for a nomination of another unit */
export async function nominationCase(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<NominationCase> {
  mustHave(caller, 'readNominations');
  const { store } = context;
  const record = await store.nominations.need(id);
  await mustBeWithin(context, caller, record.unit);
  const issued = record.line?.issued?.decision;
  const returned = record.line?.stages.find((s) => s.kind === 'screening' || s.kind === 'central');
  const asks = record.status === 'returned' || record.status === 'supplement';
  const note = asks && returned && 'note' in returned ? returned.note : undefined;
  const [decision, certificates, correction] = await Promise.all([
    issued === undefined ? undefined : store.decisions.get(issued),
    issued === undefined ? [] : store.certificates.ofNominations([id]),
    note === undefined ? undefined : store.notes.get(note),
  ]);
  return {
    record,
    ...(decision ? { decision } : {}),
    // the last one: a replaced one is behind it
    ...(certificates.length > 0 ? { certificate: certificates.at(-1)! } : {}),
    ...(correction ? { correction } : {}),
  };
}

export interface TrailEntry {
  readonly entry: AuditRecord;
  readonly note?: NoteRecord;
}

/** What a unit's own people are told of, with its texts. */
const openEvents: ReadonlySet<string> = new Set<
  EventType | 'draftCreated' | 'draftEdited' | 'draftDiscarded' | 'sent' | 'fileAttached' | 'fileRemoved'
>([
  'submitted',
  'selfChecked',
  'entered',
  'receive',
  'recordPaperOriginal',
  'accept',
  'return',
  'extendCorrection',
  'resubmit',
  'correctionReminder',
  'lapsed',
  'decline',
  'councilResult',
  'struckOut',
  'decisionSigned',
  'forwarded',
  'issue',
  'askWording',
  'confirmWording',
  'disputeWording',
  'requestSupplement',
  'supply',
  'centralAwarded',
  'centralDeclined',
  'recordFetched',
  'recordHandover',
  'withdraw',
  'requestWithdrawal',
  'acceptWithdrawal',
  'refuseWithdrawal',
  'correctClerical',
  'changeContact',
  'draftCreated',
  'draftEdited',
  'draftDiscarded',
  'sent',
  'fileAttached',
  'fileRemoved',
]);
/**
 * Told as facts, without a word of why: the source of a denunciation never leaves the office. A hold that an opinion has
 * begun or ended reads like any other.
 */
function silentEvent({ type, data }: AuditRecord): 'hold' | 'release' | undefined {
  if (type === 'hold' || type === 'release') return type;
  if (type !== 'recordOpinion' && type !== 'resolveOpinion') return undefined;
  const { hold } = (data['facts'] ?? {}) as { readonly hold?: unknown };
  if (hold === 'begins') return 'hold';
  return hold === 'ends' ? 'release' : undefined;
}

/**
 * The trail of a nomination, oldest first. The unit's own people see no reasons of holds, nothing of what was said at the
 * posting or by consulted bodies, and no reminders of the office.
 */
export async function nominationTrail(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<readonly TrailEntry[]> {
  const { record } = await nominationCase(context, { caller, id });
  const trail = (await context.store.audit.trail(record._id)).map((entry) => ({ entry, note: noteOf(entry) }));
  const seen = trail.flatMap(({ entry, note }) => (mayRead(caller, entry) ? [{ entry, note }] : forUnit(entry, note)));
  const notes = await context.store.notes.many(seen.flatMap(({ note }) => note ?? []));
  return seen.map(({ entry, note }) => {
    const text = note === undefined ? undefined : notes.get(note);
    return { entry, ...(text ? { note: text } : {}) };
  });
}

/** The office of a level reads what happened at its level; the province's reads all. */
const mayRead = (caller: Caller, { data }: AuditRecord): boolean =>
  has(caller, 'readInternal') && (caller.unit === undefined || data['level'] === 'unit');

const noteOf = ({ data }: AuditRecord): string | undefined => {
  const note = data['note'];
  return typeof note === 'string' ? note : undefined;
};

function forUnit(entry: AuditRecord, note: string | undefined): { entry: AuditRecord; note: string | undefined }[] {
  if (openEvents.has(entry.type)) return [{ entry, note }];
  const type = silentEvent(entry);
  if (type === undefined) return [];
  const { note: _note, facts: _facts, ...data } = entry.data;
  return [{ entry: { ...entry, type, data }, note: undefined }];
}

/** A nomination that this caller may act on, with its docket. @throws Problem NOT_FOUND, ACTION_NOT_ALLOWED while a draft */
export async function sentNomination(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<{ readonly docket: string }> {
  const record = await context.store.nominations.need(id);
  await mustBeWithin(context, caller, record.unit);
  if (record.docket !== undefined) return { docket: record.docket };
  throw new Problem('ACTION_NOT_ALLOWED', id, { state: record.status, version: record.version, allowed: [] });
}
