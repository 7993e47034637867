import path from 'node:path';
import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** Ends after the story instead of staying up. */
  readonly once: boolean;
  /** Absolute folder of what the story leaves. */
  readonly out: string;
}

export const usage = `npm run demo [-- --once] [-- --out DIR]

Plays the sample season: a year of awards of a made-up province, through the API and the links in the mails.

  --once     ends after the story; the exit code is 0 only when every nomination stands where it must
  --out DIR  where certificates, decisions, mails and season.json go (default: out)
  --help     says this`;

/** What the command line asks for; undefined when it asks for help. @throws TypeError for an unknown option */
export function readOptions(args: readonly string[]): DemoOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: 'boolean', default: false },
      out: { type: 'string', default: 'out' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return values.help ? undefined : { once: values.once, out: path.resolve(values.out) };
}
