import { substitutionOn } from '../../../domain/signing';
import { dayOf } from '../../../domain/time';
import { termsFor } from '../../../platform/registers';
import type { AuthorityRecord, DecisionRecord, NominationRecord, ProposalRecord } from '../../../platform/store';
import { fileNumber, fileName } from '../../../templates/documents/file-names';
import { decisionDocument, signatureOf, type Signing } from '../../../templates/documents/decision';
import type { DecisionDocument } from '../../../templates/documents';
import { decisionPaper } from '../../../templates/documents/office';
import type { ApiContext } from '../../context';
import type { Drafted, PaperAsked } from './papers';
import { needProposal } from '../proposals/access';
import { decision as needDecision } from '../issued/issued';
import { defined, mustBeOfLevel, mustHave } from '../shared';

/**
 * The draft of the decision that a proposal asks for: what was struck out is not in it, number and date are left open. Signed by the
 * authority itself, or by who takes its place today, unless the caller names another signer.
 * @throws Problem FORBIDDEN, NOT_FOUND, also where the proposal is only forwarded
 */
export async function decisionDraft(
  context: ApiContext,
  { caller, id, signing }: PaperAsked,
): Promise<Drafted<'decision'>> {
  const proposal = await needProposal(context, caller, id);
  const authority = await context.store.authorities.need(proposal.authority);
  return draftOf(context, { proposal, authority, signing });
}

interface DraftAsked {
  readonly proposal: ProposalRecord;
  readonly authority: AuthorityRecord;
  readonly signing: Partial<Signing>;
  /** Once it is signed and numbered. */
  readonly decision?: Pick<DecisionRecord, 'number' | 'date'>;
}

/** The same with the authority at hand. */
export async function draftOf(context: ApiContext, asked: DraftAsked): Promise<Drafted<'decision'>> {
  const { document, symbol } = await draftDocument(context, asked);
  return {
    kind: 'decision',
    ...defined({ unit: asked.authority.unit }),
    data: decisionPaper(document, asked.decision ? undefined : { symbol }),
    name: fileName('draftDecision', asked.proposal._id),
  };
}

/** What the draft says, and the symbol that its number will have. */
export async function draftDocument(
  context: ApiContext,
  { proposal, authority, signing, decision }: DraftAsked,
): Promise<{ readonly document: DecisionDocument; readonly symbol: string }> {
  const out = new Set([...proposal.leftOut, ...(proposal.answer?.struckOut ?? [])].map(({ nomination }) => nomination));
  const ids = proposal.lines.map(({ nomination }) => nomination).filter((nomination) => !out.has(nomination));
  const lines = await nominationsOf(context, ids);
  const today = dayOf(context.clock.now());
  const said = { ...(decision ?? { number: '', date: today }) };
  const { symbol = authority.register.symbol } = await termsFor(context.store, context.pack, {
    authority,
    power: 'decide',
    day: today,
  });
  return { document: await documentOf(context, { decision: said, authority, signing, lines, proposal }), symbol };
}

/** A signed decision for a word processor. @throws Problem FORBIDDEN, NOT_FOUND */
export async function recordedDecision(context: ApiContext, { caller, id }: PaperAsked): Promise<Drafted<'decision'>> {
  mustHave(caller, 'readProposals');
  const decision = await needDecision(context, { caller, id });
  const authority = await context.store.authorities.need(decision.authority ?? '');
  await mustBeOfLevel(context, caller, authority.unit);
  const lines = await nominationsOf(context, decision.lines);
  const proposal = decision.proposal === undefined ? undefined : await context.store.proposals.get(decision.proposal);
  const document = await documentOf(context, {
    decision,
    authority,
    signing: decision,
    lines,
    ...defined({ proposal }),
  });
  return {
    kind: 'decision',
    ...defined({ unit: authority.unit }),
    data: decisionPaper(document),
    name: fileName('decision', fileNumber(decision.number)),
  };
}

async function documentOf(
  { store, pack, catalogue }: ApiContext,
  {
    decision,
    authority,
    signing,
    lines,
    proposal,
  }: {
    readonly decision: Pick<DecisionRecord, 'number' | 'date'>;
    readonly authority: AuthorityRecord;
    readonly signing: Partial<Signing>;
    readonly lines: readonly NominationRecord[];
    readonly proposal?: ProposalRecord;
  },
) {
  const instead = substitutionOn(authority, decision.date);
  const [head, deputy, units] = await Promise.all([
    store.people.get(authority.person),
    instead && store.people.get(instead.person),
    store.units.many([...new Set(lines.map(({ unit }) => unit))]),
  ]);
  const unitOfLine = new Map(lines.map(({ _id, unit }) => [_id, units.get(unit)?.name]));
  const signs = instead ? deputy : head;
  const { form = instead?.form ?? 'direct', signer = signs?.name ?? '', signerPost = signs?.post ?? '' } = signing;
  return decisionDocument({
    decision,
    authority,
    signature: signatureOf({ form, signer, signerPost }, authority, head?.post ?? ''),
    lines,
    unitOf: (nomination) => unitOfLine.get(nomination),
    ...defined({ proposal }),
    pack,
    catalogue,
  });
}

/** In the order in which they are named; what there is no more is left out. */
export async function nominationsOf(
  { store }: Pick<ApiContext, 'store'>,
  ids: readonly string[],
): Promise<readonly NominationRecord[]> {
  const found = await store.nominations.many(ids);
  return ids.flatMap((id) => found.get(id) ?? []);
}
