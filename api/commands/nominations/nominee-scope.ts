import { dayOf } from '../../../domain/time';
import { unitNow } from '../../../platform/participants';
import type { Dossier } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { isWithin } from '../shared';
import { noSuchCode } from '../sheets/registered';

type Nominee = Dossier['nominee'];
type Scope = Pick<Caller, 'unit'>;

/** The code under which the registers know a nominee. */
export const codeOf = (nominee: Nominee): string | undefined =>
  nominee.kind === 'person' ? nominee.person : nominee.kind === 'collective' ? nominee.collective : undefined;

/**
 * Whom a unit may name by code: its own people and collectives, those of its rooms, and what it has taken over. The registers tell of
 * others neither facts nor names, nor that there are any. @throws Problem VALIDATION as for a code that nobody has
 */
export async function mustBeOurs(context: ApiContext, caller: Caller, nominee: Nominee): Promise<void> {
  const code = codeOf(nominee);
  if (code === undefined || (await isOurs(context, caller, nominee))) return;
  throw invalid({ field: `nominee.${nominee.kind}`, ...noSuchCode(code) });
}

/** Whether a nominee belongs to a unit as the registers have him; one whom they do not know is nobody else's. */
export async function isOurs(context: ApiContext, scope: Scope, nominee: Nominee): Promise<boolean> {
  const code = codeOf(nominee);
  if (scope.unit === undefined || code === undefined) return true;
  const { people, units } = context.store;
  const unit = nominee.kind === 'person' ? (await people.get(code))?.unit : (await units.get(code))?._id;
  return unit === undefined || isUnitOurs(context, scope, unit);
}

/** Whether a unit is the caller's, a room of it, or has ended in one that is. */
export async function isUnitOurs(context: ApiContext, scope: Scope, unit: string): Promise<boolean> {
  if (await isWithin(context, scope, unit)) return true;
  const { now } = await unitNow(context.store, unit, dayOf(context.clock.now()));
  return now !== undefined && now._id !== unit && isWithin(context, scope, now._id);
}
