import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { mailOf } from '../domain/accounts';
import type { Key } from './config';
import type { SignInCodeRecord } from './store/records';

/** A code by when and under what it was asked for. */
type Asked = Pick<SignInCodeRecord, '_id' | 'serial' | 'kid' | 'at'>;

/** Codes of six digits by which people sign in. Nothing of them is stored; they are derived when they are mailed or compared. */
export interface SignInCodes {
  /** The key of codes that are asked for now. */
  readonly kid: string;
  /** Under what the codes of an address are counted. */
  idOf(mail: string): string;
  /** For the mail alone, while it is rendered; undefined when its key is gone. */
  codeOf(record: Asked): string | undefined;
  /** Whether these are its digits, in a time that does not tell how many of them are. */
  isRight(record: Asked, digits: string): boolean;
}

/** Six digits have a million values: 48 bits make the first of them likelier by less than one in a hundred million. */
const VALUES = 1_000_000;
const BYTES = 6;

/**
 * Derived by HMAC-SHA-256 under keys of their own, which are derived (HKDF) from those of the links.
 * @param keys those of the links; the first one is for new codes
 */
export function createSignInCodes(keys: readonly Key[]): SignInCodes {
  const [current] = keys;
  if (!current) throw new Error('codes to sign in with need at least one key');
  const own = new Map(
    keys.map(({ kid, secret }) => [kid, Buffer.from(hkdfSync('sha256', secret, '', 'vinh-danh/sign-in-code', 32))]),
  );
  const mac = (key: Buffer, ...parts: readonly (string | number)[]): Buffer =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest();

  const codeOf: SignInCodes['codeOf'] = ({ _id, serial, kid, at }) => {
    const key = own.get(kid);
    if (!key) return undefined;
    const value = mac(key, 'code', _id, serial, at).readUIntBE(0, BYTES) % VALUES;
    return String(value).padStart(6, '0');
  };
  return {
    kid: current.kid,
    idOf: (mail) => mac(own.get(current.kid)!, 'address', mailOf(mail)).toString('base64url').slice(0, 22),
    codeOf,
    isRight(record, digits) {
      const code = codeOf(record);
      return (
        code?.length === digits.length && timingSafeEqual(Buffer.from(code, 'ascii'), Buffer.from(digits, 'ascii'))
      );
    },
  };
}
