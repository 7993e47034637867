import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Problem } from '../domain/errors';
import type { MeetingTotals } from '../domain/meeting';
import { canonicalJson, sha256 } from './store/canonical';
import type { Choice } from './store/records';

/** A sheet as its member confirmed it. */
export interface Sheet {
  readonly choices: SheetChoices;
  /** Random, so that equal choices have different commitments. */
  readonly nonce: string;
  /** The receipt code that the member keeps. */
  readonly code: string;
}
/** A choice for every line, by nomination. */
export type SheetChoices = Readonly<Record<string, { readonly choice: Choice; readonly text?: string }>>;

/** What a member has filled in and not sent: every line of the agenda, also those that are still blank. */
export interface Draft {
  readonly choices: Readonly<Record<string, DraftLine>>;
}
/** As it stands in the form, whatever may be missing yet. */
export interface DraftLine {
  readonly choice?: 'yes' | 'no' | 'abstain' | 'other' | 'recuse';
  readonly reason?: string;
  readonly text?: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** AES-256-GCM: iv ‖ tag ‖ ciphertext, of the same length for all sheets of an agenda. */
export const seal = (key: Buffer, content: Sheet | Draft): Buffer => encrypted(key, padded(content));

function encrypted(key: Buffer, content: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** More than nonce, code and the names of fields take, and than the longest choice takes on a line. */
const HEAD_BYTES = 256;
const LINE_BYTES = 40;
/** Words, which few lines have, are rounded up to so many bytes. */
const WORDS_BYTES = 1_024;

/**
 * The content with blanks behind it. A cipher hides what is said, not how long it is: “no” is shorter than “yes”, and the
 * length of a sheet would tell for ever, in the replication log and in every backup, how many noes it held.
 */
function padded(content: Sheet | Draft): Buffer {
  const json = Buffer.from(canonicalJson(content), 'utf8');
  let lines = HEAD_BYTES;
  let words = 0;
  for (const [line, said] of Object.entries<DraftLine | SheetChoices[string]>(content.choices)) {
    lines += Buffer.byteLength(JSON.stringify(line)) + LINE_BYTES;
    const { choice: _choice, ...typed } = said;
    if (Object.keys(typed).length > 0) words += Buffer.byteLength(canonicalJson(typed));
  }
  const length = lines + Math.ceil(words / WORDS_BYTES) * WORDS_BYTES;
  if (json.length > length) throw new Error('a sheet is longer than its lines allow for');
  return Buffer.concat([json, Buffer.alloc(length - json.length, ' ')]);
}

/** @throws Problem INTEGRITY when the sheet was not sealed under this key, or was changed */
export const open = (key: Buffer, sealed: Buffer): Sheet => unsealed(key, sealed) as Sheet;

/** @throws Problem INTEGRITY when the draft was not sealed under this key, or was changed */
export const openDraft = (key: Buffer, sealed: Buffer): Draft => unsealed(key, sealed) as Draft;

/** The totals of a meeting, sealed until they are counted together with the written opinions. */
export interface SealedTotals {
  readonly totals: MeetingTotals;
  readonly nonce: string;
}

export const sealTotals = (key: Buffer, content: SealedTotals): Buffer =>
  encrypted(key, Buffer.from(canonicalJson(content)));
/** @throws Problem INTEGRITY when they were not sealed under this key, or were changed */
export const openTotals = (key: Buffer, sealed: Buffer): SealedTotals => unsealed(key, sealed) as SealedTotals;
export const commitmentOfTotals = (content: SealedTotals): string => sha256(canonicalJson(content));

function unsealed(key: Buffer, sealed: Buffer): unknown {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8'));
  } catch {
    // what went wrong in it tells nothing to anybody who should know
    throw new Problem('INTEGRITY', 'a sheet cannot be opened');
  }
}

/** SHA-256 over choices and nonce, hex; the order of the choices does not matter. */
export const commitmentOf = (choices: SheetChoices, nonce: string): string => sha256(canonicalJson({ choices, nonce }));

/** A nonce of 256 bits and a receipt code of 50 (`7K3QX-9M2AB`) for a new sheet. */
export function drawSheetSecrets(): { readonly nonce: string; readonly code: string } {
  const letters = [...randomBytes(10)].map((byte) => ALPHABET[byte % 32]).join('');
  return { nonce: randomBytes(32).toString('base64url'), code: `${letters.slice(0, 5)}-${letters.slice(5)}` };
}

export { createSessionKeys, type SessionKeys } from './session-keys';
