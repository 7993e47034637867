import type { Grant } from '../../../domain/accounts';
import type { Instant } from '../../../domain/time';
import type { Language } from './common';

/** Somebody who may sign in. The id is a code that says nothing of him. */
export interface AccountRecord {
  readonly _id: string;
  /** As `mailOf` makes it; unique. */
  readonly mail: string;
  readonly name: string;
  readonly phone?: string;
  /** Of his pages and mails. */
  readonly language: Language;
  readonly grants: readonly Grant[];
  readonly status: 'active' | 'ended';
  readonly version: number;
  readonly createdAt: Instant;
}

/**
 * The last code that was asked for with an address, whether somebody has it or not: both leave the same traces. The code itself
 * is derived when it is mailed or compared, and stands nowhere.
 */
export interface SignInCodeRecord {
  /** Derived from the address by a key: who reads the records learns no address that has no account. */
  readonly _id: string;
  /** Counts the codes; every new one ends the one before. */
  readonly serial: number;
  readonly kid: string;
  readonly at: Instant;
  readonly tries: number;
  readonly used: boolean;
  /** The day of the last code, and how many there were on it. */
  readonly day: string;
  readonly onDay: number;
}

/** A browser that has signed in, or is about to. */
export interface SignInRecord {
  /** SHA-256 of the secret in its cookie. */
  readonly _id: string;
  readonly startedAt: Instant;
  /** Written at most once a minute. */
  readonly seenAt: Instant;
  /** Signed out, or ended from another browser. */
  readonly endedAt?: Instant;
  /** Who is signed in; absent before. */
  readonly account?: string;
  /** As what, of what he may be: the id of a grant. Of one whose time is over, as what he was signed in. */
  readonly as?: string;
  /** Whose it was before it was over. */
  readonly formerly?: string;
  readonly language?: Language;
  /** What the browser calls itself. */
  readonly device?: string;
  /** A code was asked for. */
  readonly pending?: { readonly code: string; readonly mail: string; readonly next?: string };
  /** Gone to the sign-in of the agency, and not back yet. */
  readonly agency?: {
    readonly state: string;
    readonly nonce: string;
    readonly verifier: string;
    readonly next?: string;
  };
  /** A form that came after the end, to be given back. */
  readonly kept?: KeptForm;
}

/** What somebody had typed when his time was over. */
export interface KeptForm {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Files do not come back: they are chosen again. */
  readonly files: boolean;
  readonly at: Instant;
  /** Whose form it was: nobody else gets it. */
  readonly of: string;
  /** As what he had opened it: the id of a grant. It is sent as no other. */
  readonly as?: string;
}

/** A page with which a form was answered, so that its reader finds it again when he goes back. */
export interface HeldPage {
  /** SHA-256 of what its address names. */
  readonly _id: string;
  /** Whose form it was, and as what he had sent it: the id of a grant. Nobody else sees it. */
  readonly of: string;
  readonly as: string;
  /** The id of the browser that sent it: what it is shown goes when it signs out. */
  readonly browser?: string;
  readonly path: string;
  readonly status: number;
  readonly lang: Language;
  /** Brotli, in base64. */
  readonly page: string;
  readonly at: Instant;
}
