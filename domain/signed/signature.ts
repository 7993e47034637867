import type { Instant } from '../time';

/** Whether the bytes that a signature covers are those that were signed. */
export type SignatureState =
  /** Digest and signature agree with the bytes that it covers. */
  | 'intact'
  /** They do not: something in them was changed after signing, or the signature is not of this file. */
  | 'changed'
  /** It covers no proper part of the file, or is of a kind that cannot be read. */
  | 'unreadable';

export interface PdfSignature {
  /** A person's or agency's signature, or a time stamp over the whole file. */
  readonly kind: 'signature' | 'timestamp';
  /** Name of its form field. */
  readonly field?: string;
  /** Subject of the certificate. */
  readonly signer?: string;
  readonly organization?: string;
  readonly issuer?: string;
  /** Serial number of the certificate, hexadecimal. */
  readonly serial?: string;
  readonly validFrom?: Instant;
  readonly validTo?: Instant;
  readonly signedAt?: Instant;
  /** Who says when: a time-stamping authority, or the signer's own clock. */
  readonly timeFrom?: 'timestamp' | 'signer';
  readonly reason?: string;
  readonly digest?: string;
  /** A digest that can be forged today: SHA-1. */
  readonly weak?: true;
  readonly state: SignatureState;
  /** Bytes from the beginning of the file to the end of what it covers, its own place left out. */
  readonly covers?: { readonly from: 0; readonly to: number };
  /** Whether the certificate leads to a root that is configured, at the time of signing. */
  readonly trust: 'notChecked' | 'trusted' | 'untrusted';
  /** The certificate was not valid at the time of signing. */
  readonly expired?: true;
}
