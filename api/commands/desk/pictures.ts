import { statusCodes, type StatusCode } from '../../../domain/stages/stage';
import type { AwardedCount } from '../../../platform/store/nominations';
import type { ApiContext, Caller } from '../../context';
import { mustHave, unitsOf } from '../shared';

/** Figures of an office, each drawn and told as a table. */
export interface Pictures {
  /** Where dossiers stand now, in the order of their way. */
  readonly standing: readonly { readonly status: StatusCode; readonly count: number }[];
  /** What was awarded, by unit and award year, newest year first. */
  readonly awarded: readonly AwardedCount[];
}

/** @throws Problem FORBIDDEN */
export async function pictures(context: ApiContext, caller: Caller): Promise<Pictures> {
  mustHave(caller, 'readInternal');
  const units = await unitsOf(context, caller);
  const { nominations } = context.store;
  const [standing, awarded] = await Promise.all([nominations.standing(units), nominations.awarded(units)]);
  return {
    standing: statusCodes.flatMap((status) => {
      const count = standing.get(status) ?? 0;
      return count === 0 ? [] : [{ status, count }];
    }),
    awarded: awarded.toSorted((a, b) => b.awardYear - a.awardYear || b.count - a.count),
  };
}
