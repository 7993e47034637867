import type { Nudge } from '../../domain/overlay/nudge';
import type { Overlay } from '../../domain/overlay/overlay';
import type { Day } from '../../domain/time';
import type { CertificateFacts } from './certificate';
import type { CertificateDocument } from './index';

/** The facts of certificates for blanks of one kind, a page each. */
export interface OverlayDocument extends Overlay {
  /** Title of the file. */
  readonly title: string;
  readonly issuer: string;
  /** The date of the file. */
  readonly printedOn: Day;
  readonly nudge: Nudge;
  readonly items: readonly OverlayItem[];
  /** On a proof: what stands across the sheet, and what at its foot. */
  readonly proof?: { readonly mark: string; readonly note: string };
  /** On the preview of a page: the room of each field and a ruler. */
  readonly guides?: boolean;
}

/** The address of its check is there where a code is printed. */
export type OverlayItem = CertificateFacts & Partial<Pick<CertificateDocument, 'verification'>>;
