import { awardOn } from '../../../domain/award';
import { prizesOfList, type ClaimOf, type PaidPrize } from '../../../domain/prize';
import type { Day } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import type { DecisionRecord, NominationRecord, ProposalRecord } from '../../../platform/store';
import { subjectOf } from '../../../platform/store/ledger';
import type { ApiContext, Caller } from '../../context';
import { needProposal } from '../proposals/access';
import { decision } from './issued';

type PrizeContext = Pick<ApiContext, 'store' | 'catalogue'>;

/** One award of a list, as a claim to money. */
interface Claim extends ClaimOf {
  readonly nomination: string;
}

/** What a list brings on a day; awards without money are in none of it. */
export interface Prizes {
  readonly on: Day;
  readonly lines: readonly PaidPrize<Claim>[];
  /** In đồng. */
  readonly total: number;
}

interface ById {
  readonly caller: Caller;
  readonly id: string;
}

/** A decision with the prizes of the lines that the caller may see. @throws Problem FORBIDDEN, NOT_FOUND */
export async function decisionWithPrizes(
  context: ApiContext,
  asked: ById,
): Promise<{ readonly record: DecisionRecord; readonly prizes?: Prizes }> {
  const record = await decision(context, asked);
  // what settles a case brings no money: a replaced award was paid already, a revoked one is paid back
  if (record.kind === 'forward' || record.case !== undefined) return { record };
  return { record, ...(await prizesOn(context, record.date, record.lines)) };
}

/** How far a proposal can have come and still bring no money. */
const inVain: ReadonlySet<ProposalRecord['status']> = new Set(['forwarded', 'returned', 'refused', 'cancelled']);

/**
 * A proposal with the prizes of what it puts to the authority: on the day of the decision, or as of today before there is one. What
 * was struck out brings none, nor does a list that is only forwarded. @throws Problem FORBIDDEN, NOT_FOUND
 */
export async function proposalWithPrizes(
  context: ApiContext,
  { caller, id }: ById,
): Promise<{ readonly record: ProposalRecord; readonly prizes?: Prizes }> {
  const { store, clock } = context;
  const record = await needProposal(context, caller, id);
  if (record.power === 'forward' || inVain.has(record.status)) return { record };
  const decided = record.decision === undefined ? undefined : await store.decisions.get(record.decision);
  const struckOut = new Set(record.answer?.struckOut.map(({ nomination }) => nomination));
  const lines = record.lines.map(({ nomination }) => nomination).filter((nomination) => !struckOut.has(nomination));
  return { record, ...(await prizesOn(context, decided?.date ?? dayOf(clock.now()), decided?.lines ?? lines)) };
}

/** The prizes of a list, with one command. */
async function prizesOn(
  { store, catalogue }: PrizeContext,
  on: Day,
  ids: readonly string[],
): Promise<{ readonly prizes?: Prizes }> {
  const nominations = await store.nominations.many(ids);
  const claims = ids.flatMap((id) => {
    const record = nominations.get(id);
    return record ? claimOf(record, on, catalogue) : [];
  });
  const { lines, total } = prizesOfList(claims);
  return lines.length === 0 ? {} : { prizes: { on, lines, total } };
}

function claimOf({ _id, dossier }: NominationRecord, on: Day, catalogue: ApiContext['catalogue']): readonly Claim[] {
  const { nominee, achievementPeriod } = dossier;
  const award = awardOn(catalogue, dossier.award, on);
  if (!award) return [];
  const subject = subjectOf(nominee, _id);
  return [{ nomination: _id, subject, award, subjectKind: nominee.kind, decidedOn: on, achievementPeriod }];
}
