import { Problem } from '../../../domain/errors';
import type { NumberWarning } from '../../../domain/registers';
import { warningsOf } from '../../../domain/registers';
import { dayOf } from '../../../domain/time';
import { lackingFacts } from '../../../platform/paper-facts';
import { seriesFor, termsFor } from '../../../platform/registers';
import { updateId } from '../../../platform/temporal/ask';
import type { AuthorityRecord, DecisionRecord, ProposalRecord } from '../../../platform/store';
import {
  drawNumber as drawUpdate,
  recordDecision as recordUpdate,
  strikeLine as strikeUpdate,
} from '../../../workflows/messages';
import { refused } from '../../../templates/words';
import type { ApiContext } from '../../context';
import { invalid } from '../../schemas/parse';
import { mustFitRegister, registered, serialOf } from '../service/numbers';
import { mustBeSigned } from '../service/signers';
import { draftOf } from '../office/decision';
import { mustBeWritable } from '../office/papers';
import { mustSpeakForIt, needProposal } from './access';
import { tell, type Asked, type OrderOutcome } from './proposals';
import { contentHash, defined, mustBeOfLevel, mustHave, shortId, storeOnce } from '../shared';
import { fittingFile, type SignedReading } from './signed-file';
import { ofProposal } from './signed-matter';

export interface SignedPaper extends Pick<DecisionRecord, 'number' | 'date' | 'signer' | 'signerPost' | 'form'> {
  /** Id of the signed file or its scan, attached to the proposal. */
  readonly file?: string;
  /** Why it is right although the file differs from the draft. */
  readonly confirmed?: string;
  readonly expects: number;
}
export interface Recorded extends OrderOutcome {
  readonly decision: string;
  readonly dayOff: boolean;
  readonly warnings: readonly NumberWarning[];
  /** What its file says, where one was named. */
  readonly signedFile?: SignedReading;
}

/**
 * The signed, numbered paper, recorded by the clerk. A number that somebody else takes at the same moment is refused to one of
 * them, with its neighbours. `warnings`: what is allowed and worth a look.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, NUMBER_TAKEN, NUMBER_OUT_OF_ORDER, REGISTER_FULL, FACTS_MISSING,
 * SIGNED_FILE_DIFFERS, STATE_CHANGED, ACTION_NOT_ALLOWED, KEY_REUSED, ENGINE_BUSY
 */
export async function recordDecision(
  context: ApiContext,
  { caller, id, submission, paper }: Asked & { readonly paper: SignedPaper },
): Promise<Recorded> {
  const { store, clock, pack } = context;
  mustHave(caller, 'recordDecisions');
  const proposal = await needProposal(context, caller, id);
  await mustBeOfLevel(context, caller, proposal.unit);
  const authority = await store.authorities.need(proposal.authority);
  const uid = updateId(caller.actor, submission);
  const decision = `QD-${shortId(uid)}`;
  const { expects, confirmed, ...signed } = paper;
  const { power } = proposal;
  const now = clock.now();
  const { date } = signed;
  if (date > dayOf(now)) {
    throw invalid({ field: 'date', ...refused('notYet') });
  }
  if (!(await store.notes.get(decision))) await mustBeSigned(store, authority, signed);
  const terms = await termsFor(store, pack, { authority, power, day: date });
  const serial = serialOf(signed.number, terms.symbol);
  const series = seriesFor(authority, power, terms, date);
  // a repetition finds the number taken by itself
  if (!(await store.notes.get(decision))) {
    await mustFitRegister(store, series, { serial, date, ...defined({ maximum: terms.maximum }) });
    if (power === 'decide') {
      await mustHaveFacts(context, authority, proposal, signed);
      // and whatever else the template of the agency asks for
      await mustBeWritable(context, await draftOf(context, { proposal, authority, signing: signed, decision: signed }));
    }
  }
  const { file, ...of } = signed;
  const signedFile =
    file === undefined
      ? undefined
      : await fittingFile(context, { caller, matter: ofProposal(context, proposal), file, of, confirmed, decision });
  const note = { _id: decision, kind: 'decision', by: caller.actor, at: now, decision: signed };
  await storeOnce(store.notes, { ...note, ...defined({ reason: confirmed }) });
  const content = contentHash({ id, paper });
  const said = { actor: caller.actor, content, decision, expects };
  const outcome = await tell(context, proposal, content, (handle) =>
    handle.executeUpdate(recordUpdate, { updateId: uid, args: [said] }),
  );
  const refusedOf = async () => (await store.proposals.need(id)).refused;
  await registered(store, { decision, series, refusedOf }, serial);
  const unusual = { date, today: dayOf(now), serial, restart: terms.restart };
  const warnings = warningsOf(
    await store.calendars.working(),
    unusual,
    await store.decisions.neighbours(series, serial),
  );
  const dayOff = warnings.some((w) => w.code === 'dayOff');
  return { ...outcome, decision, dayOff, warnings, ...defined({ signedFile }) };
}

/** @throws Problem FACTS_MISSING with a field for each fact that the paper prints and that is not there */
async function mustHaveFacts(
  context: ApiContext,
  authority: AuthorityRecord,
  { lines, leftOut, answer }: ProposalRecord,
  signed: Pick<SignedPaper, 'date' | 'signer' | 'signerPost'>,
): Promise<void> {
  const out = new Set([...leftOut, ...(answer?.struckOut ?? [])].map((l) => l.nomination));
  const kept = lines.map((l) => l.nomination).filter((nomination) => !out.has(nomination));
  const fields = await lackingFacts(context, authority, { ...signed, lines: kept });
  if (fields.length > 0) throw new Problem('FACTS_MISSING', undefined, { fields });
}

/**
 * Has an automatic register asked again, after it has refused.
 * @throws Problem FORBIDDEN, NOT_FOUND, STATE_CHANGED, ACTION_NOT_ALLOWED, KEY_REUSED, ENGINE_BUSY
 */
export async function drawNumber(
  context: ApiContext,
  { caller, id, submission, expects }: Asked & { readonly expects: number },
): Promise<OrderOutcome> {
  mustHave(caller, 'recordDecisions');
  const proposal = await needProposal(context, caller, id);
  await mustBeOfLevel(context, caller, proposal.unit);
  const content = contentHash({ id, draw: true });
  const said = { actor: caller.actor, content, expects };
  return tell(context, proposal, content, (handle) =>
    handle.executeUpdate(drawUpdate, { updateId: updateId(caller.actor, submission), args: [said] }),
  );
}

/**
 * Takes a line off the list in the name of its authority, after the answer and before the paper has its number: who gives the number
 * meanwhile is refused as stale, and gives it to the list without the line.
 * @throws Problem FORBIDDEN, NOT_FOUND, STATE_CHANGED, ACTION_NOT_ALLOWED, KEY_REUSED, ENGINE_BUSY
 */
export async function strikeLine(
  context: ApiContext,
  {
    caller,
    id,
    submission,
    nomination,
    reason,
    expects,
  }: Asked & { readonly nomination: string; readonly reason: string; readonly expects: number },
): Promise<OrderOutcome> {
  mustHave(caller, 'answerProposals');
  const proposal = await needProposal(context, caller, id);
  await mustBeOfLevel(context, caller, proposal.unit);
  mustSpeakForIt(caller, proposal);
  if (!proposal.lines.some((l) => l.nomination === nomination)) throw new Problem('NOT_FOUND', nomination);
  const uid = updateId(caller.actor, submission);
  const content = contentHash({ id, nomination, reason });
  const note = `${uid}/${nomination}`;
  const { actor } = caller;
  await storeOnce(context.store.notes, { _id: note, kind: 'struckOut', by: actor, at: context.clock.now(), reason });
  return tell(context, proposal, content, (handle) =>
    handle.executeUpdate(strikeUpdate, { updateId: uid, args: [{ actor, content, nomination, note, expects }] }),
  );
}
