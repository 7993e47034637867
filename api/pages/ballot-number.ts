import { Problem } from '../../domain/errors';
import { digitsIn } from '../../domain/stepUp';
import type { PageData } from '../../templates/pages';
import type { ApiContext } from '../context';
import type { BallotCase } from './ballot-case';

/** Why a sheet was not sent: the number of the paper invitation is asked for. */
export type NumberRefusal = NonNullable<NonNullable<PageData['ballot-review']['number']>['refused']>;

/** Whether this member must give the number of his paper invitation before a sheet of his is recorded. */
export const asksNumber = ({ session, elector }: BallotCase): boolean =>
  session.stepUp !== undefined && elector !== undefined && elector.stepUp?.givenAt === undefined;

/**
 * Looks at the number that came with a sheet. A number that is not complete is no try; every other one is, whatever is wrong
 * with it. @returns undefined when the sheet may be sent; `busy` when it is not known yet
 */
export async function refusalOfNumber(
  { store, slipNumbers, clock }: ApiContext,
  { session, person, elector }: BallotCase,
  typed: string,
): Promise<NumberRefusal | 'busy' | undefined> {
  if (!session.stepUp || !elector) return undefined;
  const digits = digitsIn(typed);
  if (digits === undefined) return { kind: 'missing' };
  const holder = { session: session._id, voterRef: elector.voterRef };
  try {
    const tried = await store.slips.tryNumber(session._id, person._id, {
      hash: slipNumbers.hashOf(holder, digits),
      right: (voterRef, slip) => slipNumbers.isRight({ session: session._id, voterRef }, slip, digits),
      rule: session.stepUp,
      now: clock.now(),
    });
    switch (tried.outcome) {
      case 'given':
        return undefined;
      case 'wrong':
        return { kind: 'wrong', left: tried.left };
      case 'locked':
        return { kind: 'locked', until: tried.until };
    }
  } catch (error) {
    // no elector any more: replaced or counted meanwhile, which the sending itself will find
    if (error instanceof Problem && error.code === 'NOT_A_MEMBER') return undefined;
    if (error instanceof Problem && error.code === 'STORE_BUSY') return 'busy';
    throw error;
  }
}
