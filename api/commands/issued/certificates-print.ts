import { compareForCeremony } from '../../../domain/catalogue';
import { Problem } from '../../../domain/errors';
import { bundled } from '../../../platform/documents';
import type { CertificateRecord, DecisionRecord } from '../../../platform/store';
import { fileNumber, fileName } from '../../../templates/documents/file-names';
import type { ApiContext, Caller } from '../../context';
import { onBlanks, printerOf } from './blanks';
import { certificatesOf, decision as decisionOf } from './issued';
import { mustHave } from '../shared';

export interface PrintAsked {
  readonly caller: Caller;
  readonly id: string;
  /** On blanks, by the coordinates of this printer; absent: the file copies that were issued. */
  readonly printer?: string;
  /** Certificates of one award alone: a printer holds blanks of one kind. */
  readonly award?: string;
  readonly proof?: boolean;
}

/**
 * The certificates of a decision as one PDF, in the order of its list. What was replaced or revoked is not printed again. It
 * goes out piece by piece: a thousand copies take no more room than one.
 * @throws Problem FORBIDDEN, NOT_FOUND, also while nothing was issued yet, NO_COORDINATES, BLANK_UNFIT
 */
export async function printedCertificates(
  context: ApiContext,
  asked: PrintAsked,
): Promise<{ readonly name: string; readonly bytes: AsyncIterable<Buffer> }> {
  const { caller, id, printer, award, proof = false } = asked;
  const decision = await decisionOf(context, { caller, id });
  const all = (await certificatesOf(context, { caller, id })).filter(
    (one) => (one.status === 'valid' || one.status === 'corrected') && (award === undefined || one.award === award),
  );
  if (all.length === 0) throw new Problem('NOT_FOUND', `no certificate under ${id}`);
  const certificates = inListOrder(context, decision, all);
  const number = fileNumber(decision.number);
  if (printer === undefined) {
    return {
      name: `${fileName('certificates', number)}.pdf`,
      bytes: bundled(copiesOf(context, certificates)),
    };
  }
  mustHave(caller, 'printCertificates');
  const tray = await printerOf(context, { caller, printer });
  const parts = await onBlanks(context, caller, { decision, certificates, printer: tray, proof });
  return { name: `${fileName(proof ? 'onBlanksProof' : 'onBlanks', number)}.pdf`, bytes: bundled(parts) };
}

/** By award, then collective, household, person, living before posthumous; among equals as the list has them. */
function inListOrder(
  { catalogue }: ApiContext,
  { lines }: DecisionRecord,
  certificates: readonly CertificateRecord[],
): readonly CertificateRecord[] {
  const at = new Map(lines.map((nomination, i) => [nomination, i]));
  const place = ({ award, snapshot }: CertificateRecord) => ({
    award: { rank: catalogue.find(({ code }) => code === award)?.rank ?? Number.MAX_SAFE_INTEGER },
    subject: snapshot.nominee.kind,
    posthumous: snapshot.posthumous,
  });
  const index = ({ nomination }: CertificateRecord): number => at.get(nomination) ?? Number.MAX_SAFE_INTEGER;
  return [...certificates].sort((a, b) => compareForCeremony(place(a), place(b)) || index(a) - index(b));
}

/** @throws Problem NOT_FOUND before all of them are there, and before the first one is given */
function copiesOf({ store }: ApiContext, certificates: readonly CertificateRecord[]): AsyncIterable<Uint8Array> {
  const files = certificates.map(({ _id, document }) => {
    if (document === undefined) throw new Problem('NOT_FOUND', `no document of ${_id} yet`);
    return document.file;
  });
  return (async function* () {
    for (const file of files) {
      const found = await store.files.get(file);
      if (!found) throw new Problem('INTEGRITY', `file ${file} is gone`);
      yield found.bytes;
    }
  })();
}
