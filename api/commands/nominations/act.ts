import type { ActionType, LineAction } from '../../../domain/actions';
import { Problem, isProblemCode } from '../../../domain/errors';
import { docketWorkflowId } from '../../../domain/ids';
import type { OuterAction } from '../../../domain/roles';
import { actionsFor, levelOf, mayAct } from '../../../domain/roles';
import type { Instant } from '../../../domain/time';
import { updateId } from '../../../platform/temporal/ask';
import type { Dossier, NominationRecord, NoteRecord } from '../../../platform/store';
import type { ActReceipt, LineAnswer } from '../../../workflows/messages';
import { act } from '../../../workflows/messages';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import type { FieldProblem } from '../../schemas/parse';
import { invalid } from '../../schemas/parse';
import { refusedByRules } from './accepting';
import { actionForms, alwaysNoted } from './action-forms';
import { mustFitLine } from './corrections';
import { mustHaveFiles } from '../papers';
import { contentHash, defined, isWithin, mustBeSame, shortId, storeOnce } from '../shared';

/** What stands in records and not in the engine: texts, papers, lists of items. Which an action needs: `action-forms.ts`. */
export type NoteContent = Pick<NoteRecord, 'reason' | 'citation' | 'items' | 'paper' | 'places' | 'contact'>;

/** An action as a person says it: without the ids of note, dossier, decision and opinion, which the command makes. */
export type SaidAction = {
  [T in OuterAction]: T extends 'recordOpinion'
    ? { readonly type: T; readonly nature: 'support' | 'objection'; readonly opinion?: string }
    : Omit<Extract<LineAction, { type: T }>, 'note' | 'dossier' | 'decision'>;
}[OuterAction];

export interface ActRequest {
  readonly caller: Caller;
  readonly docket: string;
  readonly action: SaidAction;
  readonly note?: NoteContent;
  /** The new content, for resubmit, correctClerical and supply: those take one line at a time. */
  readonly dossier?: Dossier;
  /** `expects`: the version of the line that the page showed. */
  readonly lines: readonly AskedLine[];
  /** Fresh in each rendered form, or the Idempotency-Key. */
  readonly submission: string;
}
interface AskedLine {
  readonly id: string;
  readonly expects: number;
}

export interface ActOutcome {
  readonly at: Instant;
  /** One answer per line, refused ones among them; when all are refused the command throws instead. */
  readonly lines: readonly LineAnswer[];
}
type Refused = Extract<LineAnswer, { done: false }>;

/**
 * Asks something of lines of one docket. Texts and papers are stored first, under the id of the Update.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, KEY_REUSED, ENGINE_BUSY, and the refusal of a single line with its state
 * and allowed actions, or ALL_REFUSED with one answer a line
 */
export async function actOnLines(context: ApiContext, request: ActRequest): Promise<ActOutcome> {
  const { caller, action, lines } = request;
  if (!mayAct(caller, action.type, 'unit') && !mayAct(caller, action.type, 'province')) {
    throw new Problem('FORBIDDEN', `${caller.role} may not ${action.type}`);
  }
  mustBeWhole(request);
  const records = await context.store.nominations.many(lines.map((l) => l.id));
  const refused = await refusedHere(context, request, records);
  if (action.type === 'accept') await mustMeetRules(context, request, records, refused);
  const going = lines.filter((l) => !refused.has(l.id));
  let at = context.clock.now();
  if (going.length > 0) {
    const sent = await send(context, request, going, records);
    at = sent.at ?? at;
    for (const answer of sent.answers) if (!answer.done) refused.set(answer.id, answer);
    if (sent.answers.some((a) => a.done)) return { at, lines: inOrder(sent.answers, refused) };
  }
  throw refusalOf(lines.map((l) => refused.get(l.id)!));

  function inOrder(answers: readonly LineAnswer[], not: ReadonlyMap<string, Refused>): LineAnswer[] {
    const done = new Map(answers.map((a) => [a.id, a]));
    return lines.map((l) => shown(not.get(l.id) ?? done.get(l.id) ?? { id: l.id, done: false, code: 'NOT_FOUND' }));
  }

  /** What a refusal offers instead is what this caller may do. */
  function shown<A extends LineAnswer>(answer: A): A {
    if (answer.done || answer.allowed === undefined) return answer;
    return { ...answer, allowed: offered(answer.id, answer.allowed) };
  }

  function offered(id: string, allowed: readonly ActionType[]): readonly ActionType[] {
    const line = records.get(id)?.line;
    return line ? actionsFor(caller, allowed, levelOf(line)) : [];
  }

  function refusalOf(answers: readonly Refused[]): Problem {
    const [only] = answers;
    if (answers.length > 1 || !only) return new Problem('ALL_REFUSED', undefined, { lines: answers.map(shown) });
    const { id, done, code, status, ...facts } = shown(only);
    return new Problem(isProblemCode(code) ? code : 'NEEDS_ATTENTION', `${action.type} of ${id}`, {
      ...facts,
      ...(status === undefined ? {} : { state: status }),
    });
  }
}

/** Lines that the engine need not be asked about: unknown here, foreign, drafts, or in the hands of another level. */
async function refusedHere(
  context: ApiContext,
  { caller, docket, action, lines }: ActRequest,
  records: ReadonlyMap<string, NominationRecord>,
): Promise<Map<string, Refused>> {
  const refused = new Map<string, Refused>();
  for (const { id, expects } of lines) {
    const record = records.get(id);
    if (!record || record.docket !== docket || !(await isWithin(context, caller, record.unit))) {
      refused.set(id, { id, done: false, code: 'NOT_FOUND' });
    } else if (!record.line) {
      // sent, and not taken in yet: the docket knows better than the read model
      if (record.unitProposal === undefined)
        refused.set(id, { id, done: false, code: 'ACTION_NOT_ALLOWED', status: 'draft' });
    } else if (!mayAct(caller, action.type, levelOf(record.line)) && record.version <= expects) {
      // an older version than the record's is left to the docket: it knows whether this is a repetition of what was done
      refused.set(id, { id, done: false, code: 'FORBIDDEN' });
    }
  }
  return refused;
}

/**
 * Adds the lines that the rules keep from being accepted. An older version than the record's is left to the docket: it may be a
 * repetition of what was done.
 */
async function mustMeetRules(
  context: ApiContext,
  { caller, lines, note, submission }: ActRequest,
  records: ReadonlyMap<string, NominationRecord>,
  refused: Map<string, Refused>,
): Promise<void> {
  const asked = lines.flatMap(({ id, expects }) => {
    const record = records.get(id);
    return record && !refused.has(id) && record.version <= expects ? [record] : [];
  });
  const uid = updateId(caller.actor, submission);
  const acceptance = { caller, records: asked, uid, ...defined({ reason: note?.reason }) };
  for (const answer of await refusedByRules(context, acceptance)) refused.set(answer.id, answer);
}

/** Stores what goes with the action, then asks the docket. */
async function send(
  context: ApiContext,
  request: ActRequest,
  lines: readonly AskedLine[],
  records: ReadonlyMap<string, NominationRecord>,
): Promise<{ readonly at?: Instant; readonly answers: readonly LineAnswer[] }> {
  const { caller, docket, action: said, note, dossier, submission } = request;
  const uid = updateId(caller.actor, submission);
  const content = contentHash({ docket, said, note: note ?? {}, dossier: dossier ?? {}, lines: request.lines });
  const now = context.clock.now();
  const by = caller.actor;
  if (dossier) {
    const { id: nomination, expects } = lines[0]!;
    await mustFitLine(context, records.get(nomination)!, said.type, dossier, expects);
    await storeOnce(context.store.dossiers, {
      _id: dossierId(nomination, uid),
      nomination,
      content: dossier,
      by,
      at: now,
    });
  }
  if (note?.paper) {
    const entities = lines.flatMap(({ id }) => [id, records.get(id)?.unitProposal]);
    await mustHaveFiles(context, [docket, ...entities], [note.paper], 'paper');
  }
  const noted = Object.keys(defined(note ?? {})).length > 0;
  const withNote = noted || alwaysNoted.has(said.type);
  if (withNote) {
    await storeOnce(context.store.notes, { _id: uid, kind: said.type, by, at: now, ...defined(note ?? {}) });
  }
  const action = {
    ...said,
    ...(withNote ? { note: uid } : {}),
    ...(dossier ? { dossier: dossierId(lines[0]!.id, uid) } : {}),
    ...(said.type === 'recordOpinion' ? { opinion: said.opinion ?? `YK-${shortId(uid)}` } : {}),
    ...(said.type === 'centralAwarded' ? { decision: `QD-${shortId(uid)}` } : {}),
  } as LineAction;
  try {
    const receipt = await context.ask(docketWorkflowId(docket), (handle) =>
      handle.executeUpdate(act, { updateId: uid, args: [{ actor: by, action, lines, content }] }),
    );
    mustBeSame(receipt, content);
    return { at: receipt.at, answers: receipt.lines };
  } catch (error) {
    return { answers: answersOf(error, lines, records) };
  }
}

const dossierId = (nomination: string, uid: string): string => `${nomination}/${shortId(uid)}`;

/** A refusal of the whole Update, as answers of its lines; rethrows what says nothing about lines. */
function answersOf(
  error: unknown,
  lines: readonly AskedLine[],
  records: ReadonlyMap<string, NominationRecord>,
): ActReceipt['lines'] {
  if (!(error instanceof Problem) || throughout.has(error.code)) throw error;
  const listed = error.data['lines'];
  if (error.code === 'ALL_REFUSED' && Array.isArray(listed)) return listed as ActReceipt['lines'];
  const over = error.code === 'NOT_FOUND' && error.data['closed'] === true;
  const { state, ...facts } = error.data;
  return lines.map(({ id }) => {
    const record = records.get(id);
    if (over)
      return { id, done: false, code: 'ACTION_NOT_ALLOWED', allowed: [], ...(record ? { status: record.status } : {}) };
    return { id, done: false, code: error.code, ...facts, ...(typeof state === 'string' ? { status: state } : {}) };
  });
}

/** Refusals of the request as a whole. */
const throughout: ReadonlySet<string> = new Set(['KEY_REUSED', 'ENGINE_BUSY', 'STORE_BUSY', 'INTEGRITY']);

/** Whether everything that the action needs is there. @throws Problem VALIDATION */
function mustBeWhole({ action, note, dossier, lines }: ActRequest): void {
  const form = actionForms[action.type];
  const fields: FieldProblem[] = [];
  const needed = refused('needed');
  for (const field of form.needs) if (note?.[field] === undefined) fields.push({ field, ...needed });
  if (form.numbered && note?.paper && (note.paper.number === undefined || note.paper.date === undefined)) {
    fields.push({ field: 'paper', ...refused('nomination.paperOfNumber') });
  }
  if (form.dossier === 'needed' && !dossier) fields.push({ field: 'dossier', ...needed });
  if (form.dossier !== undefined && lines.length !== 1) {
    fields.push({ field: 'lines', ...refused('nomination.oneAtATime') });
  }
  if (fields.length > 0) throw invalid(...fields);
}
