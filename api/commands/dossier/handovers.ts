import type { CertificateRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { opensScans, scanOf } from '../issued/scan';
import { defined } from '../shared';
import { onPaper, stored, type Piece } from './piece';

/**
 * What was signed when these certificates of one decision were handed over, each paper once. Of what was handed over at once, only
 * the scans that the caller opens.
 */
export async function handoversOf(
  context: ApiContext,
  caller: Caller,
  certificates: readonly CertificateRecord[],
): Promise<readonly Piece[]> {
  const [first] = certificates;
  if (!first) return [];
  const opens = await opensScans(context, caller, first.decision);
  const pieces = new Map<string, Piece>();
  for (const certificate of certificates) {
    const { paper, on, to } = certificate.handedOver ?? {};
    const scan = scanOf(certificate);
    const key = scan?.file ?? certificate._id;
    if (!paper || pieces.has(key) || (scan?.to === 'decisions' && !opens(scan.file))) continue;
    const { title, number, date = on, signer = to } = paper;
    const file = scan === undefined ? onPaper : await stored(context, scan.file);
    const where = scan?.to === 'decisions' ? { ofDecision: certificate.decision } : {};
    pieces.set(key, { name: title, ...defined({ number, date, author: signer }), ...file, ...where });
  }
  return [...pieces.values()];
}
