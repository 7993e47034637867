import type { Difference } from '../../domain/signed/compare';
import type { PdfSignature } from '../../domain/signed/signature';

/** Why a PDF is not taken. */
export type PdfFault =
  'empty' | 'unreadable' | 'encrypted' | 'script' | 'launch' | 'embedded' | 'swells' | 'tooManyPages' | 'tooCostly';

export interface SignedPdf {
  readonly pages: number;
  readonly bytes: number;
  readonly signatures: readonly PdfSignature[];
  /** Fields for signatures that nobody has signed. */
  readonly unsigned: number;
  /** Bytes behind the last one that any signature covers; absent when there is no signature. */
  readonly added?: number;
  /** In what its text differs from what it should say. */
  readonly differences: readonly Difference[];
}
