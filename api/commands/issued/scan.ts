import type { ApiContext, Caller } from '../../context';
import { withinOf } from '../shared';

/**
 * Whether a caller opens the scan that lies with a decision of what was handed over at once: it names everybody whose award was on that
 * paper. The province does; a unit's people where each of these awards is of their own unit.
 */
export async function opensScan(
  context: ApiContext,
  caller: Caller,
  { decision, file }: { readonly decision: string; readonly file: string },
): Promise<boolean> {
  if (caller.unit === undefined) return true;
  const [within, all] = await Promise.all([withinOf(context, caller), context.store.certificates.ofDecision(decision)]);
  const named = all.filter(({ handedOver }) => handedOver?.paper?.attachment === file);
  const units = named.flatMap(({ unit, handedOver }) => [unit, ...(handedOver?.units ?? [])]);
  return units.length > 0 && units.every(within);
}
