import type { Award, Text } from '../../domain/award';
import type { Day } from '../../domain/time';
import type { CertificateDocument, DocumentSignature } from './index';
import { named, type PrintedNominee } from './nominee';
import { printedName } from './wording';

/** What a certificate is made of, as records have it. */
export interface CertificateRecords {
  readonly certificate: {
    readonly award: string;
    readonly goldBookNumber: number;
    readonly snapshot: {
      readonly nominee: PrintedNominee;
      readonly merit: string;
      readonly posthumous: boolean;
      readonly awardName: Text;
      readonly unitName: string;
    };
  };
  readonly decision: { readonly number: string; readonly date: Day };
  readonly authority: { readonly title: string; readonly place: string };
  readonly signature: DocumentSignature;
  readonly catalogue: readonly Award[];
}

/** What stands on a certificate but for its own address: the same on the file copy and on a blank. */
export type CertificateFacts = Omit<CertificateDocument, 'title' | 'verification'> & {
  readonly goldBookNumber: number;
};

export function certificateFacts(records: CertificateRecords): CertificateFacts {
  const { certificate, decision, authority, signature, catalogue } = records;
  const { nominee, merit, posthumous, awardName, unitName } = certificate.snapshot;
  const award = catalogue.find((a) => a.code === certificate.award);
  return {
    issuer: authority.title,
    award: { kind: award?.kind ?? 'commendation', name: printedName(awardName.vi) },
    nominee: {
      kind: nominee.kind,
      ...(nominee.kind === 'person' ? { address: nominee.address } : {}),
      ...named(nominee, unitName),
      name: nominee.name,
      posthumous,
    },
    achievement: merit.replace(/\s+/g, ' ').trim(),
    decision: { number: decision.number, date: decision.date },
    goldBookNumber: certificate.goldBookNumber,
    place: authority.place,
    issuedOn: decision.date,
    signature,
  };
}

/** `7K3QX-9M2AB`, as it is printed. */
export const printedCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** The address of the check as people type it. */
export const verifyAddress = (publicUrl: string): string => `${publicUrl.replace(/^https?:\/\//, '')}/verify`;
