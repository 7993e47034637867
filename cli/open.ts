import { catalogue } from '../domain/catalogue';
import { Problem, problems } from '../domain/errors';
import { dayOf } from '../domain/time';
import type { EligibilityContext } from '../api/commands/nominations/eligibility';
import { rehearsalClock } from '../platform/clock';
import { StartError, type Config } from '../platform/config';
import { openRecords } from '../platform/engines/records';
import { connectMongo } from '../platform/mongo';
import { createRuleBook } from '../platform/rules/book';
import { sentenceOf } from '../platform/rules/files';
import { packInForce, readRules } from '../platform/rules/load';
import { createStore, type Store } from '../platform/store';

/** Lets a command work on the records, and leaves everything as it was found: a database that was started for it is ended. */
export async function withRecords<T>(
  config: Config,
  info: (line: string) => void,
  work: (store: Store, mongo: Awaited<ReturnType<typeof connectMongo>>) => Promise<T>,
): Promise<T> {
  const records = await openRecords(config, { info, warn: console.warn });
  try {
    const mongo = await connectMongo(records.mongodbUri);
    try {
      return await work(createStore(mongo), mongo);
    } finally {
      await mongo.close();
    }
  } finally {
    await records.close();
  }
}

/** What the service judges with: its records, its rules, its clock. */
export async function judgingOn(store: Store, { provincePack }: Config): Promise<EligibilityContext> {
  const clock = await rehearsalClock(store.settings, undefined);
  const pack = (await packInForce(store.ruleSets, dayOf(clock.now()))) ?? packOnFile(provincePack);
  return { store, catalogue, clock, pack, rules: createRuleBook(store.ruleSets) };
}

function packOnFile(file: string): EligibilityContext['pack'] {
  const { rules, faults } = readRules(file, catalogue);
  if (!rules) throw new StartError(faults.map(sentenceOf).join('\n'));
  return rules.pack;
}

/** Ends the process with the exit code of a command; what it refuses is said in its own words, a wrong option with its usage. */
export function end(
  command: Promise<number>,
  codes: { readonly refused: number; readonly broken: number; readonly usage: string },
): void {
  command.then(
    (code) => process.exit(code),
    (error: unknown) => {
      if (isWrongOption(error)) {
        console.error(`${error.message}\n\n${codes.usage}`);
        process.exit(codes.refused);
      }
      const known =
        error instanceof Problem ? `${problems[error.code].vi} (${error.code}: ${error.message})` : undefined;
      console.error(known ?? (error instanceof StartError ? error.message : error));
      process.exit(error instanceof Problem || error instanceof StartError ? codes.refused : codes.broken);
    },
  );
}

/** Of `parseArgs`. */
const isWrongOption = (error: unknown): error is TypeError =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
