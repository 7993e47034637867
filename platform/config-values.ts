import { z } from 'zod';

/** A symmetric key of 32 bytes under the name (key id) that is stored beside whatever it protects. */
export interface Key {
  readonly kid: string;
  readonly secret: Buffer;
}

const keyBytes = 32;
const oneLine = /^[^\r\n]+$/;

/** Any text on one line. */
export const text = z.string().regex(oneLine, 'must be one line');

/** A whole number from `least` to `most`. */
export const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`);

/** An http(s) URL without credentials, query or fragment; the slash at its end is dropped. */
export const originUrl = text.transform((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const extra = url && (url.username || url.password || url.search || url.hash);
  if (!url || extra || !/^https?:$/.test(url.protocol)) {
    context.addIssue({ code: 'custom', message: 'must be like https://vinhdanh.example.gov.vn, nothing behind it' });
    return z.NEVER;
  }
  return url.href.replace(/\/+$/, '');
});

/** `Name <address>` or a bare address, with the domain of the address beside it. */
export const mailAddress = text.transform((value, context) => {
  const [, bare] = /^[^<>]*<([^<>]+)>$/.exec(value) ?? [undefined, value];
  if (!z.email().safeParse(bare).success) {
    context.addIssue({ code: 'custom', message: 'must be like Vinh Danh <no-reply@example.gov.vn>' });
    return z.NEVER;
  }
  return { header: value, domain: bare.slice(bare.lastIndexOf('@') + 1).toLowerCase() };
});

/** An ISO 8601 moment with a zone, like 2026-11-16T08:00+07:00; seconds may be left out. */
export const zonedTime = text.transform((value, context) => {
  const withSeconds = value.replace(/(T\d\d:\d\d)(?=Z|[+-])/, '$1:00');
  if (!z.iso.datetime({ offset: true }).safeParse(withSeconds).success) {
    context.addIssue({ code: 'custom', message: 'must be a moment with its zone, like 2026-11-16T08:00+07:00' });
    return z.NEVER;
  }
  return new Date(withSeconds);
});

/**
 * `kid:base64key[,kid2:base64key…]`, the first one current, 32 bytes each. Messages count the entries and repeat none of
 * them: whoever forgets the kid has put a secret in its place.
 */
export const secretKeys = text.transform((value, context): readonly Key[] => {
  const keys: Key[] = [];
  for (const [index, entry] of value.split(',').entries()) {
    const [, kid, encoded] = /^\s*([A-Za-z0-9_-]{1,16}):([A-Za-z0-9+/_-]+={0,2})\s*$/.exec(entry) ?? [];
    const secret = encoded === undefined ? undefined : Buffer.from(encoded, 'base64');
    if (kid === undefined || secret?.length !== keyBytes) {
      const message = `entry ${index + 1} must be a short name, a colon and ${keyBytes} bytes in base64`;
      context.addIssue({ code: 'custom', message: `${message} (openssl rand -base64 ${keyBytes})` });
    } else if (keys.some((known) => known.kid === kid)) {
      context.addIssue({ code: 'custom', message: `entry ${index + 1} has the same name as one before it` });
    } else {
      keys.push(Object.freeze({ kid, secret }));
    }
  }
  return Object.freeze(keys);
});
