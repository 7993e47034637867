import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Fields that hold something secret, wherever they stand in what is logged. */
const secret = ['authorization', 'cookie', 'set-cookie', 'token', 'apiKey', 'password', 'secret', 'sealed'];
const depths = ['', '*.', '*.*.', '*.*.*.'];

/** Links in addresses, API keys, bearer tokens: blotted out in whatever text they come along. */
const blots: readonly (readonly [RegExp, string])[] = [
  [/\/(b|p|n)\/[A-Za-z0-9_-]{16,}/g, '/$1/[link]'],
  [/\b(vd_[0-9a-f]{8})_[0-9a-f]{64}\b/g, '$1_[key]'],
  [/\b(Bearer|Basic) +[A-Za-z0-9._~+/=-]{8,}/gi, '$1 [token]'],
  [/(mongodb(?:\+srv)?|smtps?):\/\/[^@\s/"]+@/g, '$1://[user]@'],
];

/** Structured log, one JSON object a line. Secrets are blotted out; nothing personal is logged in the first place. */
export function createLog(
  given: { readonly level: string; readonly role?: string },
  destination?: DestinationStream,
): Logger {
  return pino(
    {
      level: given.level,
      base: given.role === undefined ? null : { role: given.role },
      redact: {
        paths: depths.flatMap((depth) => secret.map((name) => pathOf(depth, name))),
        censor: '[secret]',
      },
      hooks: { streamWrite: (line) => blots.reduce((text, [pattern, blot]) => text.replace(pattern, blot), line) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    destination ?? pino.destination(1),
  );
}

const pathOf = (depth: string, name: string): string =>
  /^\w+$/.test(name) ? `${depth}${name}` : `${depth.replace(/\.$/, '')}["${name}"]`;

/** Kind of an error and where it happened, for the log: its text may hold what somebody typed. */
export function placeOf(error: unknown): { readonly error?: string; readonly at?: readonly string[] } {
  if (typeof error !== 'object' || error === null) return {};
  const { name, stack } = error as { readonly name?: unknown; readonly stack?: unknown };
  const lines = typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return { error: typeof name === 'string' ? name : 'Error', at: lines.slice(0, 10).map((line) => line.trim()) };
}
