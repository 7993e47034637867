import type { CertificateRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { withinOf } from '../shared';

/**
 * Which scans that lie with a decision a caller opens, of what was handed over at once: each names everybody whose award was on that
 * paper. The province does all of them; a unit's people those where each of these awards is of their own unit.
 */
export async function opensScans(
  context: ApiContext,
  caller: Caller,
  decision: string,
): Promise<(file: string) => boolean> {
  if (caller.unit === undefined) return () => true;
  const [within, all] = await Promise.all([withinOf(context, caller), context.store.certificates.ofDecision(decision)]);
  return (file) => {
    const named = all.filter(({ handedOver }) => handedOver?.paper?.attachment === file);
    const units = named.flatMap(({ unit, handedOver }) => [unit, ...(handedOver?.units ?? [])]);
    return units.length > 0 && units.every(within);
  };
}

/** Of these certificates of one decision, one for each scan of what was signed at a handover that the caller opens. */
export async function withScans(
  context: ApiContext,
  caller: Caller,
  certificates: readonly CertificateRecord[],
): Promise<readonly CertificateRecord[]> {
  const one = new Map(certificates.map((record) => [record.handedOver?.paper?.attachment, record]));
  one.delete(undefined);
  if (one.size === 0) return [];
  const opens = await opensScans(context, caller, certificates[0]!.decision);
  return [...one.values()].filter((record) => {
    const { to, file } = scanOf(record)!;
    return to === 'nominations' || opens(file);
  });
}

/** The scan of what was signed when a certificate was handed over, and where it lies: with its decision where it is of many. */
export function scanOf({
  handedOver,
  decision,
  nomination,
}: CertificateRecord):
  { readonly to: 'decisions' | 'nominations'; readonly id: string; readonly file: string } | undefined {
  const file = handedOver?.paper?.attachment;
  if (file === undefined) return undefined;
  return handedOver?.units ? { to: 'decisions', id: decision, file } : { to: 'nominations', id: nomination, file };
}
