import { isLocked } from '../../../domain/stepUp';
import type { Instant } from '../../../domain/time';
import type { SessionRecord } from '../../../platform/store';
import type { ApiContext } from '../../context';
import { defined } from '../shared';

/** The paper invitation of a member as the secretary sees it: never link or number. */
export interface MemberSlip {
  readonly person: string;
  readonly printedAt?: Instant;
  /** When he gave the number on it. */
  readonly givenAt?: Instant;
  /** He was wrong too often: no number is looked at before, unless a new paper is printed. */
  readonly lockedUntil?: Instant;
}

/** One entry for each member with a link, in the order of the council. Nothing is left of it when the session is counted. */
export async function slipsOf({ store, clock }: ApiContext, session: SessionRecord): Promise<readonly MemberSlip[]> {
  const electors = new Map((await store.slips.ofSession(session._id)).map((elector) => [elector.person, elector]));
  const now = clock.now();
  return session.members.flatMap(({ person }) => {
    const elector = electors.get(person);
    if (!elector) return [];
    const { slip, stepUp } = elector;
    const lockedUntil = stepUp && isLocked(stepUp, now) ? stepUp.lockedUntil : undefined;
    return [{ person, ...defined({ printedAt: slip?.at, givenAt: stepUp?.givenAt, lockedUntil }) }];
  });
}
