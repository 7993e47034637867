import { Problem } from '../../../domain/errors';
import { proposalWorkflowId } from '../../../domain/ids';
import type { Instant } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import { termsFor } from '../../../platform/registers';
import { updateId } from '../../../platform/temporal/ask';
import type { AuthorityRecord, ProposalRecord } from '../../../platform/store';
import type { AnswerInput, OrderReceipt, ProposalInput } from '../../../workflows/messages';
import {
  answerProposal as answerUpdate,
  cancelProposal as cancelUpdate,
  checkProposal as checkUpdate,
} from '../../../workflows/messages';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { draftOf } from '../office/decision';
import { mustBeWritable } from '../office/papers';
import { mustSpeakForIt, needProposal } from './access';
import { contentHash, mustBeOfLevel, mustBeSame, mustHave, storeOnce, takesNothing, unlessEnded } from '../shared';
import { startOnce } from '../start';

export { needProposal } from './access';
export { createProposal, type NewProposal } from './draft';

export interface OrderOutcome {
  readonly at: Instant;
  readonly status: string;
}
export interface AuthorityAnswer {
  readonly kind: 'approved' | 'returned';
  readonly struckOut: readonly { readonly nomination: string; readonly reason: string }[];
  /** Why the whole list goes back. */
  readonly reason?: string;
  /** Version of the proposal that the page showed. */
  readonly expects: number;
}
export interface Asked {
  readonly caller: Caller;
  readonly id: string;
  readonly submission: string;
}

/**
 * Starts the proposal's workflow: it claims its lines and, in mode `link`, writes to the authority. Twice is once.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED, FACTS_MISSING, ENGINE_BUSY
 */
export async function sendProposal(context: ApiContext, { caller, id }: Asked): Promise<ProposalRecord> {
  const { store } = context;
  mustHave(caller, 'writeProposals');
  const proposal = await needProposal(context, caller, id);
  await mustBeOfLevel(context, caller, proposal.unit);
  if (proposal.status === 'sent' || proposal.status === 'checking') return proposal;
  if (proposal.status !== 'draft' && proposal.status !== 'sending') throw wrongState(proposal);
  const authority = await store.authorities.need(proposal.authority);
  // an automatic register gives its number as soon as the authority agrees
  if ((await registerFor(context, proposal, authority)) === 'automatic' && proposal.power === 'decide') {
    await mustBeWritable(context, await draftOf(context, { proposal, authority, signing: {} }));
  }
  const sending = proposal.status === 'sending' ? proposal : await toSending(context, proposal, caller);
  await startProposal(context, sending);
  return sending;
}

/** Starts the process of a proposal as its record says, unless it runs or has run. @throws Problem ENGINE_BUSY */
export async function startProposal(context: ApiContext, record: ProposalRecord): Promise<void> {
  const { store, clock } = context;
  const input: ProposalInput = {
    proposalId: record._id,
    level: record.level,
    power: record.power,
    mode: record.mode,
    register: await registerFor(context, record, await store.authorities.need(record.authority)),
    ...(record.check ? { check: true as const } : {}),
    ...remindersOf(context),
    lines: record.lines.map(({ nomination, docket }) => ({ nomination, docket })),
    offsetMs: clock.offsetMs(),
    calendar: await store.calendars.working(),
  };
  await startOnce(context, 'proposal', proposalWorkflowId(record._id), input);
}

/** Who numbers the paper, as the register of the authority says today. */
async function registerFor(
  { store, clock, pack }: ApiContext,
  { power }: ProposalRecord,
  authority: AuthorityRecord,
): Promise<ProposalInput['register']> {
  const day = dayOf(clock.now());
  return (await termsFor(store, pack, { authority, power, day })).mode;
}

/** When the office of the authority is reminded, as the province wants it. */
function remindersOf({ pack: { reminders } }: ApiContext): Pick<ProposalInput, 'reminders'> {
  const { proposalWorkingDaysAfter: workingDaysAfter, from, to } = reminders;
  return workingDaysAfter === undefined ? {} : { reminders: { workingDaysAfter, from, to } };
}

async function toSending(
  { store, clock }: ApiContext,
  proposal: ProposalRecord,
  caller: Caller,
): Promise<ProposalRecord> {
  const trail = { entity: proposal._id, key: 'sending', at: clock.now(), actor: caller.actor, type: 'sendingOrdered' };
  try {
    return await store.proposals.edit(proposal._id, proposal.version, { status: 'sending' }, [trail]);
  } catch (error) {
    const now = await store.proposals.need(proposal._id);
    if (error instanceof Problem && error.code === 'STATE_CHANGED' && now.status === 'sending') return now;
    throw error;
  }
}

/**
 * The authority's answer: an opinion on the draft; nothing is issued before the signed paper is recorded. In recorded mode its
 * office writes down what it said.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, STATE_CHANGED, ACTION_NOT_ALLOWED, KEY_REUSED, ENGINE_BUSY
 */
export async function answerProposal(
  context: ApiContext,
  { caller, id, submission, answer }: Asked & { readonly answer: AuthorityAnswer },
): Promise<OrderOutcome> {
  mustHave(caller, 'answerProposals');
  const proposal = await needProposal(context, caller, id);
  await mustBeOfLevel(context, caller, proposal.unit);
  mustSpeakForIt(caller, proposal);
  mustBeAnswer(answer, proposal);
  const uid = updateId(caller.actor, submission);
  const content = contentHash({ id, answer });
  const note = async (key: string, kind: string, reason: string): Promise<string> => {
    await storeOnce(context.store.notes, { _id: key, kind, by: caller.actor, at: context.clock.now(), reason });
    return key;
  };
  const struckOut: AnswerInput['struckOut'] = await Promise.all(
    answer.struckOut.map(async ({ nomination, reason }) => ({
      nomination,
      note: await note(`${uid}/${nomination}`, 'struckOut', reason),
    })),
  );
  const said: AnswerInput = {
    actor: caller.actor,
    content,
    kind: answer.kind,
    struckOut,
    ...(answer.reason === undefined ? {} : { note: await note(uid, 'returnProposal', answer.reason) }),
    expects: answer.expects,
  };
  return tell(context, proposal, content, (handle) =>
    handle.executeUpdate(answerUpdate, { updateId: uid, args: [said] }),
  );
}

/** @throws Problem VALIDATION */
function mustBeAnswer({ kind, struckOut, reason }: AuthorityAnswer, { lines }: ProposalRecord): void {
  if (kind === 'returned' && reason === undefined) {
    throw invalid({ field: 'reason', ...refused('proposal.whyBack') });
  }
  const ids = struckOut.map((s) => s.nomination);
  const known = new Set(lines.map((l) => l.nomination));
  const at = ids.findIndex((nomination, i) => !known.has(nomination) || ids.indexOf(nomination) !== i);
  if (at < 0) return;
  throw invalid({ field: `struckOut.${at}.nomination`, ...refused('proposal.notInList', { id: ids[at]! }) });
}

/**
 * The office of the authority has looked at the list: it passes it on, or gives it back with notes, and the lines wait for
 * another list.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, STATE_CHANGED, ACTION_NOT_ALLOWED, KEY_REUSED, ENGINE_BUSY
 */
export async function checkProposal(
  context: ApiContext,
  {
    caller,
    id,
    submission,
    outcome,
    reason,
    expects,
  }: Asked & { readonly outcome: 'passed' | 'returned'; readonly reason?: string; readonly expects: number },
): Promise<OrderOutcome> {
  mustHave(caller, 'checkProposals');
  const proposal = await needProposal(context, caller, id);
  await mustBeOfLevel(context, caller, proposal.unit);
  if (outcome === 'returned' && reason === undefined) {
    throw invalid({ field: 'reason', ...refused('proposal.whatToMend') });
  }
  const uid = updateId(caller.actor, submission);
  const content = contentHash({ id, outcome, reason });
  const { actor } = caller;
  if (reason !== undefined)
    await storeOnce(context.store.notes, { _id: uid, kind: 'check', by: actor, at: context.clock.now(), reason });
  const said = { actor, content, outcome, expects, ...(reason === undefined ? {} : { note: uid }) };
  return tell(context, proposal, content, (handle) =>
    handle.executeUpdate(checkUpdate, { updateId: uid, args: [said] }),
  );
}

/** Takes a proposal back before the authority has answered. @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED, KEY_REUSED, ENGINE_BUSY */
export async function cancelProposal(
  context: ApiContext,
  { caller, id, submission, reason }: Asked & { readonly reason: string },
): Promise<OrderOutcome> {
  const { store, clock } = context;
  mustHave(caller, 'writeProposals');
  const proposal = await needProposal(context, caller, id);
  await mustBeOfLevel(context, caller, proposal.unit);
  const at = clock.now();
  const { actor } = caller;
  if (proposal.status === 'cancelled') return { at, status: 'cancelled' };
  if (proposal.status === 'draft') {
    const trail = { entity: id, key: 'cancel', at, actor, type: 'cancel', data: { reason } };
    await store.proposals.edit(id, proposal.version, { status: 'cancelled' }, [trail]);
    return { at, status: 'cancelled' };
  }
  const uid = updateId(actor, submission);
  const content = contentHash({ id, reason });
  await storeOnce(store.notes, { _id: uid, kind: 'cancel', by: actor, at, reason });
  return tell(context, proposal, content, (handle) =>
    handle.executeUpdate(cancelUpdate, { updateId: uid, args: [{ actor, content, note: uid }] }),
  );
}

/** Says something to the proposal's workflow; when there is none, its record says where it stands. */
export async function tell(
  { ask }: ApiContext,
  proposal: ProposalRecord,
  content: string,
  say: (handle: Parameters<Parameters<ApiContext['ask']>[1]>[0]) => Promise<OrderReceipt>,
): Promise<OrderOutcome> {
  const receipt = await unlessEnded(wrongState(proposal), () => ask(proposalWorkflowId(proposal._id), say));
  mustBeSame(receipt, content);
  return { at: receipt.at, status: receipt.status };
}

export const wrongState = (proposal: ProposalRecord): Problem =>
  takesNothing(proposal, proposal.status === 'draft' ? ['send', 'cancel'] : []);
