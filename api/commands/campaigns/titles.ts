import type { Award } from '../../../domain/award';
import { isForUnit } from '../../../domain/catalogue';
import { dayOf } from '../../../domain/time';
import { unitNow } from '../../../platform/participants';
import type { ApiContext } from '../../context';
import { wholeOf } from '../nominations/senders';

/**
 * Which awards a participant of a campaign, its rooms and people may aim at, by the kind of unit that it is, or that has taken it over;
 * any where the records do not know it.
 */
export async function titlesFor(
  { store, clock }: Pick<ApiContext, 'store' | 'clock'>,
  participant: string,
): Promise<(award: Award) => boolean> {
  const today = dayOf(clock.now());
  const { now } = await unitNow(store, participant, today);
  const whole = now && (await wholeOf(store, now));
  return (award) => whole === undefined || isForUnit(award, whole.kind, today);
}
