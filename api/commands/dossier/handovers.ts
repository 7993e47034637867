import type { CertificateRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { scanOf, withScans } from '../issued/scan';
import { defined } from '../shared';
import { onPaper, stored, storedWith, type Piece } from './piece';

/**
 * What was signed when these certificates of one decision were handed over: each scan once that the caller opens, and what there
 * is on paper alone. @param packOf the decision that the pack is of
 */
export async function handoversOf(
  context: ApiContext,
  caller: Caller,
  certificates: readonly CertificateRecord[],
  packOf?: string,
): Promise<readonly Piece[]> {
  const unscanned = certificates.filter(({ handedOver }) => handedOver?.paper && !handedOver.paper.attachment);
  const pieces: Piece[] = [];
  for (const certificate of [...(await withScans(context, caller, certificates)), ...unscanned]) {
    const { paper, on, to } = certificate.handedOver!;
    const { title, number, date = on, signer = to } = paper!;
    pieces.push({ name: title, ...defined({ number, date, author: signer }), ...(await fileOf(certificate)) });
  }
  return pieces;

  async function fileOf(certificate: CertificateRecord): Promise<Partial<Piece>> {
    const scan = scanOf(certificate);
    if (!scan) return onPaper;
    if (scan.to === 'nominations') return await stored(context, scan.file);
    return await storedWith(context, { decision: certificate.decision, packOf }, scan.file);
  }
}
