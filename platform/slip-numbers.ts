import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Key } from './config';
import type { PrintedSlip } from './store/records';

/** Whose number it is: a member by his random reference in one session, so whoever comes in his place has another one. */
export interface SlipHolder {
  readonly session: string;
  readonly voterRef: string;
}

/** Numbers of six digits on paper invitations. Nothing of them is stored; they are derived when they are printed or compared. */
export interface SlipNumbers {
  /** The key of papers that are printed now. */
  readonly kid: string;
  /** The number of a printing; undefined when its key is gone. For the paper alone, while it is rendered. */
  numberOf(holder: SlipHolder, slip: Pick<PrintedSlip, 'print' | 'kid'>): string | undefined;
  /** Whether these are the digits of a printing, in a time that does not tell how many of them are. */
  isRight(holder: SlipHolder, slip: Pick<PrintedSlip, 'print' | 'kid'>, digits: string): boolean;
  /** By which a number that was tried is known again, and not found by trying all of them. */
  hashOf(holder: SlipHolder, digits: string): string;
}

/** Six digits have a million values: 48 bits make the first of them likelier by less than one in a hundred million. */
const VALUES = 1_000_000;
const BYTES = 6;

/**
 * Derived by HMAC-SHA-256 under keys of their own, which are derived (HKDF) from those of the links: a link tells nothing of the
 * number beside it.
 * @param keys those of the links; the first one is for new papers
 */
export function createSlipNumbers(keys: readonly Key[]): SlipNumbers {
  const [current] = keys;
  if (!current) throw new Error('numbers of paper invitations need at least one key');
  const own = new Map(
    keys.map(({ kid, secret }) => [kid, Buffer.from(hkdfSync('sha256', secret, '', 'vinh-danh/slip-number', 32))]),
  );
  const mac = (key: Buffer, ...parts: readonly string[]): Buffer =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest();

  const numberOf: SlipNumbers['numberOf'] = ({ session, voterRef }, { print, kid }) => {
    const key = own.get(kid);
    if (!key) return undefined;
    const value = mac(key, 'number', session, voterRef, print).readUIntBE(0, BYTES) % VALUES;
    return String(value).padStart(6, '0');
  };
  return {
    kid: current.kid,
    numberOf,
    isRight(holder, slip, digits) {
      const number = numberOf(holder, slip);
      return (
        number?.length === digits.length && timingSafeEqual(Buffer.from(number, 'ascii'), Buffer.from(digits, 'ascii'))
      );
    },
    hashOf: ({ session, voterRef }, digits) =>
      mac(own.get(current.kid)!, 'tried', session, voterRef, digits).toString('base64url'),
  };
}
