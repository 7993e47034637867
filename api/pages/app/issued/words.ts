import type { CertificateStatus } from '../../../../domain/case/life';
import type { CaseKind } from '../../../../domain/case/state';
import type { Cell, Said } from '../../../../templates/pages';
import type { Tone } from '../office/cells';

/** Words of the pages about what was decided. */
export const words = (key: string, values?: Readonly<Record<string, unknown>>): Said => ({
  key: `issuedPages.${key}`,
  ...(values ? { values } : {}),
});

export const kindSaid = (kind: CaseKind): Said => words(`kind.${kind}`);
export const certificateSaid = (status: CertificateStatus): Said => words(`certificateStatus.${status}`);

const tones: Readonly<Record<CertificateStatus, Tone>> = {
  valid: 'awarded',
  corrected: 'due',
  replaced: 'stop',
  revoked: 'stop',
};
export const certificateTone = (status: CertificateStatus): Tone => tones[status];

export const certificateState = (status: CertificateStatus): Pick<Cell, 'text' | 'tone'> => ({
  text: certificateSaid(status),
  tone: certificateTone(status),
});
