import { randomBytes } from 'node:crypto';
import { countAll } from '../../../domain/counting';
import { isOnBoard } from '../../../domain/countingBoard';
import { Problem } from '../../../domain/errors';
import { sessionWorkflowId } from '../../../domain/ids';
import type { MeetingTotals } from '../../../domain/meeting';
import { checkTotals } from '../../../domain/meeting';
import { sentence } from '../../../domain/tally';
import type { Instant } from '../../../domain/time';
import type { Outcome } from '../../../domain/whatIf';
import { commitmentOfTotals, openTotals, sealTotals } from '../../../platform/sealing';
import type { NoteRecord, Paper, SessionRecord, SheetRecord } from '../../../platform/store';
import { sameContent } from '../../../platform/store/canonical';
import { MEETING } from '../../../platform/store/voting';
import { updateId } from '../../../platform/temporal/ask';
import { sessionView } from '../../../workflows/messages';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { mustHaveFiles } from '../papers';
import { runnableSession } from './access';
import { tellSession } from './orders';
import { contentHash, defined, mustBeSame, storeOnce } from '../shared';

interface Asked {
  readonly caller: Caller;
  readonly id: string;
  readonly submission: string;
}

/** What was entered of a meeting, read back before it counts. */
export interface TotalsRead {
  /** Names these totals: whoever confirms them says which. */
  readonly totals: string;
  readonly enteredAt: Instant;
  readonly enteredBy: string;
  readonly entered: MeetingTotals;
  /** What each line would come to. Of a mixed session nobody learns it before the count: the written opinions would show in it. */
  readonly outcomes?: readonly (Outcome & { readonly nomination: string })[];
}

/**
 * Keeps the totals of a meeting, sealed under the key of the session like a sheet: what the meeting said must not be read beside
 * the sums of both, from which the written opinions would follow. Nothing counts before they are confirmed; entered anew they
 * take the place of the ones before. The same submission again finds the first ones.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED, TOTALS_COUNTED, VALIDATION with a field for everything that does not
 * fit, KEY_REUSED, ENGINE_BUSY
 */
export async function enterTotals(
  context: ApiContext,
  { caller, id, submission, totals, paper }: Asked & { readonly totals: MeetingTotals; readonly paper: Paper },
): Promise<TotalsRead> {
  const { store, sessionKeys, clock } = context;
  const session = await runnableSession(context, caller, id);
  mustTakeTotals(context, session);
  if (paper.attachment === undefined) {
    throw invalid({ field: 'paper.attachment', ...refused('session.noScan') });
  }
  await mustHaveFiles(context, [id], [paper], 'paper');
  await mustFit(context, session, totals);
  const uid = updateId(caller.actor, submission);
  const key = await sessionKeys.get(id);
  const content = { totals, nonce: randomBytes(32).toString('base64url') };
  const { record, created } = await store.sheets.insertSheet({
    session: id,
    voterRef: MEETING,
    submission: uid,
    commitment: commitmentOfTotals(content),
    sealed: sealTotals(key, content),
    at: clock.now(),
  });
  if (!created && !sameContent(openTotals(key, record.sealed).totals, totals)) {
    throw new Problem('KEY_REUSED', `totals of ${id}`);
  }
  const { actor } = caller;
  const note = await storeOnce(store.notes, { _id: uid, kind: 'totals', by: actor, at: record.at, paper });
  await store.audit.append([
    { entity: id, key: uid, at: record.at, actor, type: 'totalsEntered', data: { note: note._id } },
  ]);
  return readBack(session, record, note, totals);
}

/** The totals that were entered last and not counted yet. @throws Problem FORBIDDEN, NOT_FOUND, TOTALS_COUNTED */
export async function readTotals(
  context: ApiContext,
  { caller, id }: Pick<Asked, 'caller' | 'id'>,
): Promise<TotalsRead> {
  const session = await runnableSession(context, caller, id);
  mustTakeTotals(context, session);
  const { record, note, totals } = await latestTotals(context, id);
  return readBack(session, record, note, totals);
}

/**
 * Has the totals counted that were read back. Whoever typed them does not confirm them alone: somebody else does, or a member of
 * the counting board who has compared them with the minutes is named.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED, TOTALS_COUNTED, STATE_CHANGED, VALIDATION, KEY_REUSED, ENGINE_BUSY
 */
export async function confirmTotals(
  context: ApiContext,
  { caller, id, submission, ...said }: Asked & { readonly totals: string; readonly checkedBy?: string },
): Promise<{ readonly at: Instant; readonly status: string }> {
  const { store, clock } = context;
  const session = await runnableSession(context, caller, id);
  const uid = updateId(caller.actor, submission);
  const content = contentHash({ id, said });
  // said again, the session gives its first receipt
  let note = await store.notes.get(uid);
  if (note) mustBeSame({ content: note.content ?? '' }, content);
  else {
    mustTakeTotals(context, session);
    const { record, note: entered, totals } = await latestTotals(context, id);
    if (record.commitment !== said.totals) throw new Problem('STATE_CHANGED', `totals of ${id}`);
    mustBeChecked(session, caller, entered, totals, said.checkedBy);
    await mustFit(context, session, totals);
    const { paper } = entered;
    note = await storeOnce(store.notes, {
      _id: uid,
      kind: 'enterTotals',
      by: caller.actor,
      at: clock.now(),
      content,
      ...defined({ paper, reason: said.checkedBy }),
    });
  }
  const order = { type: 'enterTotals', commitment: said.totals, expects: session.version, note: note._id } as const;
  return tellSession(context, session, { caller, uid, content, order });
}

/** Only while a meeting waits for its totals, and when no written opinion can come any more. */
function mustTakeTotals({ clock }: ApiContext, { _id, kind, status, closesAt, result }: SessionRecord): void {
  if (kind !== 'written' && (result !== undefined || status === 'closing')) throw new Problem('TOTALS_COUNTED', _id);
  if (kind === 'written' || status !== 'open' || (kind === 'mixed' && clock.now() < closesAt)) {
    throw new Problem('ACTION_NOT_ALLOWED', _id, { state: status, allowed: [] });
  }
}

async function latestTotals(
  { store, sessionKeys }: ApiContext,
  id: string,
): Promise<{ readonly record: SheetRecord; readonly note: NoteRecord; readonly totals: MeetingTotals }> {
  const record = await store.sheets.latestSheet(id, MEETING);
  if (!record) throw new Problem('NOT_FOUND', `no totals of ${id}`);
  const note = await store.notes.need(record.submission);
  return { record, note, totals: openTotals(await sessionKeys.get(id), record.sealed).totals };
}

/** @throws Problem VALIDATION with a field for everything that does not fit, ENGINE_BUSY */
async function mustFit(
  context: ApiContext,
  { _id, members, lines }: SessionRecord,
  totals: MeetingTotals,
): Promise<void> {
  const facts = { members: members.map((m) => m.person), written: await writtenIn(context, _id), lines };
  const wrong = checkTotals(totals, facts);
  if (wrong.length > 0) throw invalid(...wrong);
}

/** @throws Problem VALIDATION */
function mustBeChecked(
  { countingBoard = [] }: SessionRecord,
  caller: Caller,
  entered: NoteRecord,
  { present }: MeetingTotals,
  checkedBy: string | undefined,
): void {
  const field = 'checkedBy';
  if (checkedBy === undefined) {
    if (entered.by !== caller.actor) return;
    throw invalid({ field, ...refused('session.confirmsOwn') });
  }
  // a named ballot may go without a board: then a member who was there compares
  if (countingBoard.length > 0 ? isOnBoard(countingBoard, checkedBy) : present.includes(checkedBy)) return;
  throw invalid({ field, ...refused('session.notOnBoard') });
}

function readBack(session: SessionRecord, record: SheetRecord, note: NoteRecord, entered: MeetingTotals): TotalsRead {
  const read = { totals: record.commitment, enteredAt: record.at, enteredBy: note.by, entered };
  if (session.kind !== 'meeting') return read;
  const { lines } = countAll({ members: session.members.length, lines: session.lines, sheets: [], meeting: entered });
  const rules = new Map(session.lines.map((l) => [l.nomination, l.rule]));
  const outcomes = lines.map(({ nomination, tally }) => ({
    nomination,
    ...tally,
    why: sentence(rules.get(nomination)!, tally),
  }));
  return { ...read, outcomes };
}

/** Whose written opinion counts. */
async function writtenIn({ ask, store }: ApiContext, id: string): Promise<string[]> {
  const view = await ask(sessionWorkflowId(id), (handle) => handle.query(sessionView));
  const persons = new Map((await store.electors.all(id)).map((e) => [e.voterRef, e.person]));
  return view.voted.flatMap(({ voterRef }) => persons.get(voterRef) ?? []);
}
