import { parseArgs } from 'node:util';
import type { Text } from '../domain/award';
import { catalogue } from '../domain/catalogue';
import { Problem, problems } from '../domain/errors';
import { dayOf } from '../domain/time';
import { findingsOnRecord, inTheWay, type EligibilityContext, type Found } from '../api/commands/eligibility';
import { rehearsalClock } from '../platform/clock';
import { loadConfig, StartError } from '../platform/config';
import { openRecords } from '../platform/engines/records';
import { connectMongo } from '../platform/mongo';
import { createRuleBook } from '../platform/rules/book';
import { sentenceOf } from '../platform/rules/files';
import { packInForce, readRules } from '../platform/rules/load';
import { createStore, type Store } from '../platform/store';

const usage = `npm run explain -- NOMINATION [--under RULES] [--lang en]

What the rules find of a nomination now, with their articles. Reads the records and changes nothing.

  --under RULES  under these rules (national@2025.1+province@…) instead of those that it is judged by
  --lang en      in English`;

type Language = keyof Text;

/** @returns the exit code: 0 when nothing stands in its way */
async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { under: { type: 'string' }, lang: { type: 'string', default: 'vi' } },
  });
  const [id] = positionals;
  if (id === undefined || positionals.length > 1 || (values.lang !== 'vi' && values.lang !== 'en')) {
    console.error(usage);
    return 2;
  }
  const config = loadConfig();
  const records = await openRecords(config, { info: () => undefined, warn: console.warn });
  try {
    const mongo = await connectMongo(records.mongodbUri);
    try {
      const context = await contextOn(createStore(mongo), config.provincePack);
      return await explain(context, id, values.lang, values.under);
    } finally {
      await mongo.close();
    }
  } finally {
    await records.close();
  }
}

/** What the service judges with: its records, its rules, its clock. */
async function contextOn(store: Store, packFile: string): Promise<EligibilityContext> {
  const clock = await rehearsalClock(store.settings, undefined);
  const pack = (await packInForce(store.ruleSets, dayOf(clock.now()))) ?? packOnFile(packFile);
  return { store, catalogue, clock, pack, rules: createRuleBook(store.ruleSets) };
}

function packOnFile(file: string): EligibilityContext['pack'] {
  const { rules, faults } = readRules(file, catalogue);
  if (!rules) throw new StartError(faults.map(sentenceOf).join('\n'));
  return rules.pack;
}

async function explain(context: EligibilityContext, id: string, lang: Language, under?: string): Promise<number> {
  const record = await context.store.nominations.need(id);
  const { award, awardYear, nominee } = record.dossier;
  console.log(`${id}  ${award} ${awardYear}  ${nominee.name}  (${record.status})`);
  const found = await findingsOnRecord(context, record, under);
  if (!found) {
    console.log(words.ended[lang]);
    return 0;
  }
  console.log(found.rules);
  for (const finding of found.findings) console.log(`\n${paragraph(finding, lang)}`);
  return found.findings.some(inTheWay) ? 1 : 0;
}

function paragraph(finding: Found, lang: Language): string {
  const { kind, outcome, code, say, citation, verified, missing, overridden } = finding;
  return [
    `${inTheWay(finding) ? '✗' : ' '} ${kind} ${outcome}  ${code}: ${say[lang]}`,
    `    ${citation[lang]}${verified ? '' : ` (${words.unverified[lang]})`}`,
    ...missing.map(({ what, by }) => `    ${words.missing[lang]}: ${what[lang]} (${by})`),
    ...(overridden ? [`    ${words.letPass[lang]}: ${overridden.level}, ${overridden.at}, ${overridden.reason}`] : []),
  ].join('\n');
}

const words = {
  ended: {
    vi: 'Hồ sơ đã kết thúc, không còn được xét.',
    en: 'The nomination has ended; nothing is asked of it any more.',
  },
  unverified: { vi: 'chưa đối chiếu văn bản', en: 'not verified' },
  missing: { vi: 'Còn thiếu', en: 'Missing' },
  letPass: { vi: 'Đã cho qua', en: 'Let pass' },
} as const satisfies Record<string, Text>;

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const known = error instanceof Problem ? `${problems[error.code].vi} (${error.code})` : undefined;
    console.error(known ?? (error instanceof StartError ? error.message : error));
    process.exit(error instanceof Problem || error instanceof StartError ? 2 : 3);
  },
);
