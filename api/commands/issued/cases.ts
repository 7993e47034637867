import { allowedIn } from '../../../domain/case/machine';
import type { CaseActionType, PersonsCaseAction } from '../../../domain/case/said';
import type { CaseState } from '../../../domain/case/state';
import { Problem } from '../../../domain/errors';
import { caseWorkflowId } from '../../../domain/ids';
import { warningsOf, type NumberWarning } from '../../../domain/registers';
import { mayActOnCase } from '../../../domain/roles';
import { dayOf, type Day, type Instant } from '../../../domain/time';
import { caseNumbering, type CaseNumbering } from '../../../platform/registers';
import { updateId } from '../../../platform/temporal/ask';
import type {
  CaseRecord,
  DecisionRecord,
  HistoryRecord,
  NoteRecord,
  Page,
  Paging,
  Paper,
} from '../../../platform/store';
import type { CaseFilter } from '../../../platform/store/cases';
import type { StoredFile } from '../../../platform/store/files';
import { actOnCase as actUpdate } from '../../../workflows/messages';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { mustFitRegister, serialOf } from '../service/numbers';
import { touchedBy, type ShownLedger } from '../facts/ledgers';
import { mustHaveFiles } from '../papers';
import {
  contentHash,
  defined,
  isWithin,
  mustBeOfLevel,
  mustBeSame,
  mustBeWithin,
  mustHave,
  shortId,
  storeOnce,
} from '../shared';

interface Asked {
  readonly caller: Caller;
  readonly id: string;
  readonly submission: string;
  /** Version of the case that the page showed. */
  readonly expects: number;
}

export interface CaseOutcome {
  readonly at: Instant;
  readonly status: string;
  readonly version: number;
}

/** A case with what is on record about it. */
export interface ShownCase {
  readonly record: CaseRecord;
  readonly entry: HistoryRecord;
  readonly notes: ReadonlyMap<string, NoteRecord>;
  readonly decision?: DecisionRecord;
  /** Of a revocation: later awards that rest on this one. */
  readonly touches?: ShownLedger;
  readonly allowed: readonly CaseActionType[];
}

/** Cases that the caller may see, newest first: all at the province, at a unit its own. @throws Problem FORBIDDEN */
export async function listCases(
  context: ApiContext,
  {
    caller,
    filter,
    paging,
  }: { readonly caller: Caller; readonly filter: Omit<CaseFilter, 'unit'>; readonly paging: Paging },
): Promise<Page<CaseRecord>> {
  mustHave(caller, 'readCases');
  return context.store.cases.list({ ...filter, ...defined({ unit: caller.unit }) }, paging);
}

/** @throws Problem FORBIDDEN, NOT_FOUND, also for a case of another unit */
export async function shownCase(context: ApiContext, { caller, id }: Pick<Asked, 'caller' | 'id'>): Promise<ShownCase> {
  const { store } = context;
  const record = await needCase(context, caller, id);
  const [entries, notes, decision] = await Promise.all([
    store.history.many([record.award]),
    store.notes.many([record.note, ...record.papers]),
    record.decision === undefined ? undefined : store.decisions.get(record.decision),
  ]);
  const entry = entries.get(record.award);
  if (!entry) throw new Problem('NOT_FOUND', record.award);
  const allowed = (await isItsLevel(context, caller, record)) ? allowedOf(record) : [];
  return {
    record,
    entry,
    notes,
    ...(decision ? { decision } : {}),
    ...(record.kind === 'revocation' ? { touches: await touchedBy(context, entry) } : {}),
    allowed: allowed.filter((action) => mayActOnCase(caller, action)),
  };
}

const isItsLevel = async (context: ApiContext, caller: Caller, { unit }: CaseRecord): Promise<boolean> =>
  unit === undefined ? caller.unit === undefined : caller.unit !== undefined && (await isWithin(context, caller, unit));

const allowedOf = (record: CaseRecord): readonly CaseActionType[] =>
  allowedIn({ ...record, terms: { kind: record.kind } } as unknown as CaseState);

/** @throws Problem FORBIDDEN, NOT_FOUND, also for a case of another unit */
export async function needCase(context: ApiContext, caller: Caller, id: string): Promise<CaseRecord> {
  mustHave(caller, 'readCases');
  const record = await context.store.cases.need(id);
  await mustBeWithin(context, caller, record.unit);
  return record;
}

/** The draft of the paper, as it was drawn when the case was opened. @throws Problem FORBIDDEN, NOT_FOUND */
export async function caseDraft(context: ApiContext, asked: Pick<Asked, 'caller' | 'id'>): Promise<StoredFile> {
  const { draft } = await needCase(context, asked.caller, asked.id);
  const found = draft && (await context.store.files.get(draft.file));
  if (!found) throw new Problem('NOT_FOUND', `no draft of ${asked.id}`);
  return found;
}

export interface CaseRecorded extends CaseOutcome {
  readonly decision: string;
  readonly dayOff: boolean;
  readonly warnings: readonly NumberWarning[];
}

export interface SignedCasePaper extends Pick<DecisionRecord, 'number' | 'date' | 'signer' | 'signerPost' | 'form'> {
  /** Id of the scan, attached to the case. */
  readonly file?: string;
}

/**
 * The signed, numbered paper of a case, recorded by the clerk. `warnings`: what is allowed and worth a look.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, NUMBER_TAKEN, NUMBER_OUT_OF_ORDER, REGISTER_FULL, STATE_CHANGED, ACTION_NOT_ALLOWED,
 * ON_HOLD, CALENDAR_ENDS, KEY_REUSED, ENGINE_BUSY
 */
export async function recordCasePaper(
  context: ApiContext,
  { paper, ...asked }: Asked & { readonly paper: SignedCasePaper },
): Promise<CaseRecorded> {
  const { store, clock } = context;
  const { caller, id, submission } = asked;
  const record = await mustAct(context, asked, 'record');
  const uid = updateId(caller.actor, submission);
  const decision = `QD-${shortId(uid)}`;
  const now = clock.now();
  await mustBeDated(context, record, paper.date, dayOf(now));
  const place = await placeOf(context, record, paper);
  // a repetition finds the number taken by itself
  if (place && !(await store.notes.get(decision))) {
    const { maximum } = place.terms;
    await mustFitRegister(store, place.series, { serial: place.serial, date: paper.date, ...defined({ maximum }) });
  }
  if (paper.file !== undefined) {
    await mustHaveFiles(context, [id], [{ kind: 'decision', title: paper.number, attachment: paper.file }], 'file');
  }
  await storeOnce(store.notes, { _id: decision, kind: 'decision', by: caller.actor, at: now, decision: paper });
  const calendar = await store.calendars.working();
  const outcome = await tell(context, record, asked, { type: 'record', decision, date: paper.date, calendar }, paper);
  const warnings = place
    ? warningsOf(
        calendar,
        { date: paper.date, today: dayOf(now), serial: place.serial, restart: place.terms.restart },
        await store.decisions.neighbours(place.series, place.serial),
      )
    : [];
  return { ...outcome, decision, dayOff: warnings.some((w) => w.code === 'dayOff'), warnings };
}

/** Where the number belongs; a paper from elsewhere stands in no register of ours. @throws Problem VALIDATION */
async function placeOf(
  { store, pack }: ApiContext,
  { authority: id, kind }: CaseRecord,
  { number, date }: SignedCasePaper,
): Promise<(CaseNumbering & { readonly serial: number }) | undefined> {
  if (id === undefined) return undefined;
  const authority = await store.authorities.need(id);
  const numbering = await caseNumbering(store, pack, { authority, kind, day: date });
  return { ...numbering, serial: serialOf(number, numbering.terms.symbol) };
}

/** @throws Problem VALIDATION for a day ahead, or before the award */
async function mustBeDated({ store }: ApiContext, { award }: CaseRecord, date: Day, today: Day): Promise<void> {
  if (date > today)
    throw invalid({ field: 'date', vi: 'Ngày này chưa đến; đề nghị kiểm tra lại.', en: 'This day has not come yet.' });
  const entry = (await store.history.many([award])).get(award);
  if (entry && date < entry.decidedOn)
    throw invalid({
      field: 'date',
      vi: 'Ngày này trước ngày quyết định khen thưởng.',
      en: 'This day lies before the decision on the award.',
    });
}

/** What an office does with a case, besides opening it. */
export type OfficeAction =
  | { readonly type: 'recordReturn'; readonly what: 'object' | 'money'; readonly on: Day; readonly reason?: string }
  | { readonly type: 'waiveReturn'; readonly what: 'object' | 'money'; readonly reason: string; readonly paper: Paper }
  | { readonly type: 'recordPrint'; readonly reason?: string }
  | { readonly type: 'cancel' | 'hold'; readonly reason: string }
  | { readonly type: 'addPaper'; readonly reason: string; readonly paper: Paper }
  | { readonly type: 'release'; readonly reason: string; readonly paper: Paper }
  | {
      readonly type: 'conclude';
      readonly outcome: 'upheld' | 'rejected' | 'withdrawn';
      readonly reason: string;
      readonly paper: Paper;
    };

/** @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, STATE_CHANGED, ACTION_NOT_ALLOWED, ON_HOLD, KEY_REUSED, ENGINE_BUSY */
export async function actOnCase(
  context: ApiContext,
  { action, ...asked }: Asked & { readonly action: OfficeAction },
): Promise<CaseOutcome> {
  const { store, clock } = context;
  const record = await mustAct(context, asked, action.type);
  const { reason, ...rest } = action;
  const paper = 'paper' in action ? action.paper : undefined;
  await mustHaveFiles(context, [record._id, record.nomination], paper ? [paper] : [], 'paper');
  const uid = updateId(asked.caller.actor, asked.submission);
  const said = 'paper' in rest ? without(rest) : rest;
  if (reason === undefined) return tell(context, record, asked, said as PersonsCaseAction, action);
  await storeOnce(store.notes, {
    _id: uid,
    kind: action.type,
    by: asked.caller.actor,
    at: clock.now(),
    reason,
    ...(paper ? { paper } : {}),
  });
  return tell(context, record, asked, { ...said, note: uid } as PersonsCaseAction, action);
}

const without = <T extends { readonly paper: Paper }>({ paper: _paper, ...rest }: T): Omit<T, 'paper'> => rest;

async function mustAct(context: ApiContext, { caller, id }: Asked, action: CaseActionType): Promise<CaseRecord> {
  const record = await needCase(context, caller, id);
  if (!mayActOnCase(caller, action)) throw new Problem('FORBIDDEN', `${caller.role} may not ${action}`);
  await mustBeOfLevel(context, caller, record.unit);
  return record;
}

/** Says something to the workflow of a case; when there is none any more, its record says where it stands. */
async function tell(
  { ask }: ApiContext,
  record: CaseRecord,
  { caller, submission, expects, id }: Asked,
  action: PersonsCaseAction,
  said: unknown,
): Promise<CaseOutcome> {
  const content = contentHash({ id, said });
  const input = { actor: caller.actor, content, action, expects };
  try {
    const receipt = await ask(caseWorkflowId(id), (handle) =>
      handle.executeUpdate(actUpdate, { updateId: updateId(caller.actor, submission), args: [input] }),
    );
    mustBeSame(receipt, content);
    const { at, status, version } = receipt;
    return { at, status, version };
  } catch (error) {
    const gone = error instanceof Problem && error.code === 'NOT_FOUND' && 'closed' in error.data;
    if (!gone) throw error;
    const { status, version } = record;
    throw new Problem('ACTION_NOT_ALLOWED', id, { state: status, version, allowed: [] });
  }
}
