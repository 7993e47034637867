import { Problem } from '../errors';
import type { Instant } from '../time';
import type { CastInput, CastReceipt } from './said';
import type { Sitting } from './state';

/** A member may change the sheet twenty times: a run takes 2,000 Updates, and 25 members must not be able to use them up. */
const CHANGES_PER_VOTER = 20;

/** The clock, not only the flag: Updates of a task run before its timer. */
export const takesVotes = ({ input, state }: Sitting, now: Instant): boolean =>
  input.kind !== 'meeting' && state.status === 'open' && !state.cancelling && now < state.closesAt;

/** @throws Problem VOTING_CLOSED, NOT_A_MEMBER, TOO_MANY_CHANGES */
export function checkSheet(of: Sitting, { voterRef, ordinal }: CastInput, now: Instant): void {
  const { state } = of;
  if (!takesVotes(of, now)) throw new Problem('VOTING_CLOSED', undefined, { closedAt: state.closesAt });
  if (!state.electorate.includes(voterRef)) throw new Problem('NOT_A_MEMBER');
  const before = state.recorded.get(voterRef);
  if (before && before.ordinal < ordinal && before.changes >= CHANGES_PER_VOTER) throw new Problem('TOO_MANY_CHANGES');
}

/** Takes a sheet that was checked: the one of the highest ordinal counts, in whatever order they come and however often. */
export function takeSheet({ state }: Sitting, { voterRef, ordinal, commitment }: CastInput, now: Instant): CastReceipt {
  const before = state.recorded.get(voterRef);
  if (before && before.ordinal >= ordinal)
    return { counts: before.commitment, superseded: before.ordinal > ordinal, at: before.at };
  state.recorded.set(voterRef, { ordinal, commitment, at: now, changes: (before?.changes ?? 0) + 1 });
  return { counts: commitment, superseded: false, at: now };
}

/** Who has not voted, now: computed when the mail goes out, never from a copy. */
export const silent = ({ state }: Sitting): readonly string[] =>
  state.electorate.filter((ref) => !state.recorded.has(ref));

/** What is counted: each voter's last accepted sheet, by its commitment. */
export const sheetsThatCount = ({
  state,
}: Sitting): { readonly voterRef: string; readonly commitment: string; readonly at: Instant }[] =>
  [...state.recorded].map(([voterRef, { commitment, at }]) => ({ voterRef, commitment, at }));
