import { statusCodes, type StatusCode } from '../../../domain/stages/stage';
import type { Instant } from '../../../domain/time';
import type { StageTime } from '../../../platform/store/stage-times';
import type { AwardedCount } from '../../../platform/store/nominations';
import type { ApiContext, Caller } from '../../context';
import { mustHave, unitsOf } from '../shared';

/** Figures of an office, each drawn and told as a table. */
export interface Pictures {
  /** Where dossiers stand now, in the order of their way. */
  readonly standing: readonly { readonly status: StatusCode; readonly count: number }[];
  /** How long dossiers stood in each stage that they left in the last months, newest first. */
  readonly stageTimes: readonly StageTime[];
  /** What was awarded, by unit and award year, newest year first. */
  readonly awarded: readonly AwardedCount[];
}

/** How far back the pictures of stages look: a year, with what was begun before it. */
const MONTHS = 12;
const monthsBefore = (now: Instant, months: number): Instant => {
  const at = new Date(now);
  at.setUTCMonth(at.getUTCMonth() - months, 1);
  return at.toISOString();
};

/** @throws Problem FORBIDDEN */
export async function pictures(context: ApiContext, caller: Caller): Promise<Pictures> {
  mustHave(caller, 'readInternal');
  const units = await unitsOf(context, caller);
  const { nominations, audit } = context.store;
  const [standing, awarded, stageTimes] = await Promise.all([
    nominations.standing(units),
    nominations.awarded(units),
    audit.stageTimes(monthsBefore(context.clock.now(), MONTHS), units),
  ]);
  return {
    stageTimes,
    standing: statusCodes.flatMap((status) => {
      const count = standing.get(status) ?? 0;
      return count === 0 ? [] : [{ status, count }];
    }),
    awarded: awarded.toSorted((a, b) => b.awardYear - a.awardYear || b.count - a.count),
  };
}
