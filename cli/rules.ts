import { parseArgs } from 'node:util';
import { catalogue } from '../domain/catalogue';
import { amended, nameOf } from '../domain/rules/amend';
import { diffRules } from '../domain/rules/diff';
import { decidedOtherwise } from '../domain/rules/differences';
import { reevaluated } from '../api/commands/nominations/reevaluation';
import { loadConfig } from '../platform/config';
import { ensureIndexes } from '../platform/mongo';
import { draftRules, readRuleSet, sentenceOf, type Fault } from '../platform/rules/files';
import { doubtsIn, loadRules, readRules, summaryOf } from '../platform/rules/load';
import { rulesToTry } from '../platform/rules/tried';
import { changeOf, headOf, isLanguage, type Language } from './findings';
import { end, judgingOn, withRecords } from './open';

const usage = `npm run rules -- check              reads the national rules and the pack of the province, says what is wrong and what is doubtful
npm run rules -- load               puts their versions into the records; a version that is there is never replaced
npm run rules -- diff [A] [B]       what B changes of A; without files: what the draft of December 2025 changes of the law in force
npm run rules -- try [RULES]        which drafts and nominations under way are decided otherwise under RULES, and by what: a file that
                                    need not be loaded, or loaded versions (national@2025.1); without: the draft of December 2025
    --round CODE                    those of one round
    --lang en                       in English`;

/** Reads, loads, compares and tries rules. @returns the exit code */
async function main([command, ...rest]: readonly string[]): Promise<number> {
  switch (command) {
    case 'check':
      return check();
    case 'load':
      return await load();
    case 'diff':
      return diff(rest);
    case 'try':
      return await tryOn(rest);
    default:
      console.error(usage);
      return 2;
  }
}

const tell = (faults: readonly Fault[]): number => {
  for (const fault of faults) console.error(sentenceOf(fault));
  return faults.length > 0 ? 1 : 0;
};

function check(): number {
  const { rules, faults } = readRules(loadConfig().provincePack, catalogue);
  if (!rules) return tell(faults);
  for (const { entry, why, toCheck } of doubtsIn(rules))
    console.log(`${why === 'example' ? 'example   ' : 'unverified'}  ${entry}${toCheck ? `: ${toCheck}` : ''}`);
  console.log(summaryOf(rules));
  return 0;
}

async function load(): Promise<number> {
  const config = loadConfig();
  const { rules, faults } = readRules(config.provincePack, catalogue);
  if (!rules) return tell(faults);
  return withRecords(config, console.log, async (store, mongo) => {
    await ensureIndexes(mongo);
    const loaded = await loadRules(store.ruleSets, rules, 'cli', new Date().toISOString());
    for (const { id, outcome } of loaded) console.log(`${id}: ${said[outcome]}`);
    return loaded.some(({ outcome }) => outcome === 'taken') ? 1 : 0;
  });
}

const said = {
  loaded: 'loaded',
  unchanged: 'was there already',
  taken: 'was loaded before with other content, which stays; give the changed content a version of its own',
};

function diff([before, after]: readonly string[]): number {
  const config = loadConfig();
  const { rules, faults } = readRules(config.provincePack, catalogue, before);
  if (!rules) return tell(faults);
  const other = readRuleSet(after ?? draftRules, catalogue);
  if (!other.content) return tell(other.faults);
  const changed = other.content.amends ? amended(rules.national, other.content) : other.content;
  console.log(`${nameOf(rules.national)} → ${nameOf(changed)}`);
  for (const { code, change, fields } of diffRules(rules.national, changed)) {
    console.log(`${change}  ${code}`);
    for (const { field, before: was, after: is } of fields ?? []) {
      console.log(`  ${field}\n    - ${JSON.stringify(was)}\n    + ${JSON.stringify(is)}`);
    }
  }
  return 0;
}

async function tryOn(args: readonly string[]): Promise<number> {
  const options = { round: { type: 'string' }, lang: { type: 'string', default: 'vi' } } as const;
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
  const { lang, round } = values;
  if (positionals.length > 1 || !isLanguage(lang)) {
    console.error(usage);
    return 2;
  }
  const config = loadConfig();
  return withRecords(
    config,
    () => undefined,
    async (store) => {
      if (round !== undefined) await store.rounds.need(round);
      const context = await judgingOn(store, config);
      const tried = await rulesToTry(positionals[0] ?? draftRules, context.rules, catalogue);
      console.log(tried.map(nameOf).join('+'));
      const count = { all: 0, otherwise: 0, reworded: 0 };
      for await (const { record, changes } of reevaluated(context, tried, round)) {
        const otherwise = changes.filter(decidedOtherwise);
        count.all += 1;
        if (otherwise.length > 0) {
          count.otherwise += 1;
          console.log(['', headOf(record), ...otherwise.map((change) => changeOf(change, lang))].join('\n'));
        } else if (changes.length > 0) count.reworded += 1;
      }
      console.log(`\n${counted[lang](count)}`);
      return 0;
    },
  );
}

interface Count {
  readonly all: number;
  readonly otherwise: number;
  /** Decided the same, in other words or after another article. */
  readonly reworded: number;
}

const counted: Readonly<Record<Language, (count: Count) => string>> = {
  vi: ({ all, otherwise, reworded }) =>
    `${all} hồ sơ: ${otherwise} có kết quả khác, ${reworded} chỉ khác câu chữ hoặc căn cứ`,
  en: ({ all, otherwise, reworded }) => `${all} nominations: ${otherwise} change, ${reworded} only in words or article`,
};

end(main(process.argv.slice(2)), { refused: 1, broken: 1, usage });
