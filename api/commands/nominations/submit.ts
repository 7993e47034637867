import { WithStartWorkflowOperation, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { isProblemCode, Problem } from '../../../domain/errors';
import { docketWorkflowId } from '../../../domain/ids';
import type { Day, Instant } from '../../../domain/time';
import { updateId } from '../../../platform/temporal/ask';
import type { Paper, UnitProposalRecord } from '../../../platform/store';
import type { DocketInput, LineAnswer, SubmitInput, SubmitReceipt } from '../../../workflows/messages';
import { submit } from '../../../workflows/messages';
import type { ApiContext, Caller } from '../../context';
import { contentHash, defined, mustBeSame, mustBeWithin, mustHave, storeOnce } from '../shared';
import type { Sending } from './sending';
import { checkSending, sentBefore } from './sending';

export interface SubmitRequest {
  readonly caller: Caller;
  readonly unit: string;
  /** Absent: that of the nominations; without any, an ad hoc case with a docket of its own. */
  readonly round?: string;
  readonly number: string;
  readonly date: Day;
  readonly signer: string;
  /** `expects`: the version of the draft that the page showed. */
  readonly nominations: readonly { readonly id: string; readonly expects?: number }[];
  readonly papers: readonly Paper[];
  readonly contact: UnitProposalRecord['contact'];
  readonly submission: string;
}

export interface SubmitOutcome {
  /** Id of the unit's proposal, which is its receipt code. */
  readonly id: string;
  readonly docket: string;
  readonly at: Instant;
  readonly lines: readonly LineAnswer[];
}

/**
 * Sends drafts of a unit with its proposal (Tờ trình). In this order, so that it can be repeated at any point:
 * 1. everything is checked, and nothing is stored when something is missing;
 * 2. the proposal, the versions of the dossiers and the docket are recorded for good, and the drafts tied to the proposal;
 * 3. the docket takes the lines in, started by the same call when it does not run yet;
 * 4. drafts that it refused are free again.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, INCOMPLETE, INELIGIBLE, ROUND_CLOSED, KEY_REUSED, STATE_CHANGED, ACTION_NOT_ALLOWED, ENGINE_BUSY
 */
export async function submitUnitProposal(context: ApiContext, request: SubmitRequest): Promise<SubmitOutcome> {
  const { caller, unit } = request;
  mustHave(caller, 'submit');
  await mustBeWithin(context, caller, unit);
  const uid = updateId(caller.actor, request.submission);
  const { caller: _caller, submission: _submission, ...said } = request;
  const content = contentHash(said);

  const before = await sentBefore(context, request, uid);
  if (before && before.contentHash !== content) throw new Problem('KEY_REUSED', `submission of ${before._id}`);
  const sending = await checkSending(context, request, before);
  const proposal = before ?? (await record(context, request, sending, uid, content));
  return takenIn(context, request, sending, proposal, uid);
}

/** The proposal under its number; the same submission again finds the first one. */
async function record(
  { store, clock }: ApiContext,
  { unit, number, date, signer, papers, contact, nominations }: SubmitRequest,
  { docket, round }: Sending,
  uid: string,
  content: string,
): Promise<UnitProposalRecord> {
  const { record: proposal } = await store.unitProposals.insert({
    unit,
    ...defined({ round: round?._id }),
    docket,
    number,
    date,
    signer,
    nominations: nominations.map((n) => n.id),
    papers,
    contact,
    submission: uid,
    contentHash: content,
    at: clock.now(),
  });
  return proposal;
}

async function takenIn(
  context: ApiContext,
  request: SubmitRequest,
  sending: Sending,
  proposal: UnitProposalRecord,
  uid: string,
): Promise<SubmitOutcome> {
  const { store } = context;
  const free = (ids: readonly string[]): Promise<void> =>
    store.nominations.unassign(proposal._id, ids, context.clock.now());
  try {
    await tie(context, request.caller, sending, proposal);
    const receipt = await tellDocket(context, request, sending, proposal, uid);
    mustBeSame(receipt, proposal.contentHash);
    const refused = receipt.lines.filter((l) => !l.done);
    if (refused.length > 0) await free(refused.map((l) => l.id));
    if (refused.length === receipt.lines.length) throw refusalOf(refused);
    return { id: proposal._id, docket: proposal.docket, at: receipt.at, lines: receipt.lines };
  } catch (error) {
    const forGood = error instanceof Problem && !unsure.has(error.code);
    if (forGood) await free(proposal.nominations);
    throw error;
  }
}

/** Refusals after which the docket may still take the lines in. */
const unsure: ReadonlySet<string> = new Set(['ENGINE_BUSY', 'STORE_BUSY', 'KEY_REUSED']);

/** Versions of the dossiers as they are sent, drafts tied to the proposal, and the docket's record. */
async function tie(
  { store, clock }: ApiContext,
  caller: Caller,
  sending: Sending,
  proposal: UnitProposalRecord,
): Promise<void> {
  const now = clock.now();
  const by = caller.actor;
  for (const { record: nomination, version } of sending.lines) {
    if (nomination.dossierVersion !== undefined) continue;
    await storeOnce(store.dossiers, {
      _id: version,
      nomination: nomination._id,
      content: nomination.dossier,
      by,
      at: now,
    });
  }
  await store.nominations.assign({
    unitProposal: proposal._id,
    docket: proposal.docket,
    ...defined({ round: proposal.round }),
    lines: sending.lines.map(({ record: { _id: id, version: expects }, version: dossierVersion }) =>
      // tied before: its version may have grown since
      ({ id, dossierVersion, ...(sending.repeated ? {} : { expects }) }),
    ),
    actor: by,
    now,
  });
  const docket = proposal.docket;
  const started = await store.dockets.get(docket);
  if (started) {
    if (started.closedAt !== undefined && proposal.receipt === undefined) throw new Problem('ROUND_CLOSED', docket);
    return;
  }
  await store.dockets.start({
    _id: docket,
    unit: proposal.unit,
    ...defined({ round: proposal.round }),
    workflowId: docketWorkflowId(docket),
    startedAt: now,
  });
}

/** One call that starts the docket when it does not run and hands it the lines; the same update id again gives the receipt. */
async function tellDocket(
  context: ApiContext,
  { caller, unit }: SubmitRequest,
  { lines, openUntil }: Sending,
  proposal: UnitProposalRecord,
  uid: string,
): Promise<SubmitReceipt> {
  const { docket } = proposal;
  const { holdReview } = context.pack.periods;
  const workflowId = docketWorkflowId(docket);
  const calendar = await context.store.calendars.working();
  const input: DocketInput = { docketId: docket, openUntil, offsetMs: context.clock.offsetMs(), calendar };
  const said: SubmitInput = {
    unitProposal: proposal._id,
    actor: caller.actor,
    content: proposal.contentHash,
    lines: lines.map(({ record: { _id, dossier }, route, waits }) => ({
      id: _id,
      award: dossier.award,
      routeCode: route.code,
      route: route.route,
      ...defined({ waits }),
    })),
    selfChecked: caller.role === 'office' && caller.unit === unit,
    holdReview: { count: holdReview.count, unit: holdReview.unit },
  };
  try {
    return await context.ask(workflowId, (_handle, client) =>
      client.workflow.executeUpdateWithStart(submit, {
        updateId: uid,
        args: [said],
        startWorkflowOperation: new WithStartWorkflowOperation('docket', {
          workflowId,
          taskQueue: context.taskQueue,
          args: [input],
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
        }),
      }),
    );
  } catch (error) {
    const over =
      error instanceof WorkflowExecutionAlreadyStartedError || (error instanceof Problem && error.code === 'NOT_FOUND');
    throw over ? new Problem('ROUND_CLOSED', `${docket} is over`) : error;
  }
}

function refusalOf(lines: readonly LineAnswer[]): Problem {
  const [only] = lines;
  if (lines.length !== 1 || !only || only.done) return new Problem('ALL_REFUSED', undefined, { lines });
  const { code, status, id: _id, done: _done, ...facts } = only;
  return new Problem(isProblemCode(code) ? code : 'NEEDS_ATTENTION', only.id, {
    ...facts,
    ...(status === undefined ? {} : { state: status }),
  });
}
