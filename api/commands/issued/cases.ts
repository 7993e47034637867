import { openTo } from '../../../domain/case/machine';
import type { CaseActionType, PersonsCaseAction } from '../../../domain/case/said';
import type { CaseState } from '../../../domain/case/state';
import { Problem } from '../../../domain/errors';
import { caseWorkflowId } from '../../../domain/ids';
import { mayActOnCase } from '../../../domain/roles';
import type { Day, Instant } from '../../../domain/time';
import { updateId } from '../../../platform/temporal/ask';
import type {
  AuditRecord,
  CaseRecord,
  DecisionRecord,
  HistoryRecord,
  NoteRecord,
  Paper,
} from '../../../platform/store';
import type { StoredFile } from '../../../platform/store/files';
import { actOnCase as actUpdate } from '../../../workflows/messages';
import type { ApiContext, Caller } from '../../context';
import { touchedBy, type ShownLedger } from '../facts/ledgers';
import { mustHaveFiles } from '../papers';
import { contentHash, defined, isWithin, mustBeSame, storeOnce, takesNothing, unlessEnded } from '../shared';
import { mustActOnCase, needCase } from './case-access';

export interface CaseAsked {
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

/** @throws Problem FORBIDDEN, NOT_FOUND, also for a case of another unit */
export async function shownCase(
  context: ApiContext,
  { caller, id }: Pick<CaseAsked, 'caller' | 'id'>,
): Promise<ShownCase> {
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
  openTo({ ...record, terms: { kind: record.kind } } as unknown as CaseState);

/** The trail of a case, oldest first, each entry with the note that it names. @throws Problem FORBIDDEN, NOT_FOUND */
export async function caseTrail(
  context: ApiContext,
  { caller, id }: Pick<CaseAsked, 'caller' | 'id'>,
): Promise<readonly { readonly entry: AuditRecord; readonly note?: NoteRecord }[]> {
  await needCase(context, caller, id);
  const trail = await context.store.audit.trail(id);
  const named = ({ data: { note } }: AuditRecord): string[] => (typeof note === 'string' ? [note] : []);
  const notes = await context.store.notes.many(trail.flatMap(named));
  return trail.map((entry) => ({ entry, ...defined({ note: notes.get(named(entry)[0] ?? '') }) }));
}

/** The draft of the paper, as it was drawn when the case was opened. @throws Problem FORBIDDEN, NOT_FOUND */
export async function caseDraft(context: ApiContext, asked: Pick<CaseAsked, 'caller' | 'id'>): Promise<StoredFile> {
  const { draft } = await needCase(context, asked.caller, asked.id);
  const found = draft && (await context.store.files.get(draft.file));
  if (!found) throw new Problem('NOT_FOUND', `no draft of ${asked.id}`);
  return found;
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
  { action, ...asked }: CaseAsked & { readonly action: OfficeAction },
): Promise<CaseOutcome> {
  const { store, clock } = context;
  const record = await mustActOnCase(context, asked, action.type);
  const { reason, ...rest } = action;
  const paper = 'paper' in action ? action.paper : undefined;
  await mustHaveFiles(context, [record._id, record.nomination], paper ? [paper] : [], 'paper');
  const uid = updateId(asked.caller.actor, asked.submission);
  const said = 'paper' in rest ? without(rest) : rest;
  if (reason === undefined) return tellCase(context, record, asked, said as PersonsCaseAction, action);
  await storeOnce(store.notes, {
    _id: uid,
    kind: action.type,
    by: asked.caller.actor,
    at: clock.now(),
    reason,
    ...(paper ? { paper } : {}),
  });
  return tellCase(context, record, asked, { ...said, note: uid } as PersonsCaseAction, action);
}

const without = <T extends { readonly paper: Paper }>({ paper: _paper, ...rest }: T): Omit<T, 'paper'> => rest;

/** Says something to the workflow of a case; when there is none any more, its record says where it stands. */
export async function tellCase(
  { ask }: ApiContext,
  record: CaseRecord,
  { caller, submission, expects, id }: CaseAsked,
  action: PersonsCaseAction,
  said: unknown,
): Promise<CaseOutcome> {
  const content = contentHash({ id, said });
  const input = { actor: caller.actor, content, action, expects };
  const receipt = await unlessEnded(takesNothing(record), () =>
    ask(caseWorkflowId(id), (handle) =>
      handle.executeUpdate(actUpdate, { updateId: updateId(caller.actor, submission), args: [input] }),
    ),
  );
  mustBeSame(receipt, content);
  const { at, status, version } = receipt;
  return { at, status, version };
}
