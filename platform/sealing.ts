import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Problem } from '../domain/errors';
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

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** AES-256-GCM: iv ‖ tag ‖ ciphertext. */
export function seal(key: Buffer, sheet: Sheet): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([cipher.update(canonicalJson(sheet), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @throws Problem INTEGRITY when the sheet was not sealed under this key, or was changed */
export function open(key: Buffer, sealed: Buffer): Sheet {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as Sheet;
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
