import { Problem } from '../../../../../domain/errors';
import { registrationInYear } from '../../../../commands/campaigns/unit-year';
import type { ApiContext, Caller } from '../../../../context';

/** A registration, with its campaign. @throws Problem NOT_FOUND, FORBIDDEN for whoever does not register for the unit */
export async function ours(context: ApiContext, caller: Caller, id: unknown) {
  const of = await registrationInYear(context, caller, String(id));
  if (!of.writes) throw new Problem('FORBIDDEN', 'units register for themselves');
  return of;
}
