import { catalogue } from '../domain/catalogue';
import { amended, nameOf } from '../domain/rules/amend';
import { diffRules } from '../domain/rules/diff';
import { loadConfig, StartError } from '../platform/config';
import { openRecords } from '../platform/engines/records';
import { connectMongo, ensureIndexes } from '../platform/mongo';
import { draftRules, readRuleSet, sentenceOf, type Fault } from '../platform/rules/files';
import { doubtsIn, loadRules, readRules, summaryOf } from '../platform/rules/load';
import { createStore } from '../platform/store';

const usage = `npm run rules -- check              reads the national rules and the pack of the province, says what is wrong and what is doubtful
npm run rules -- load               puts their versions into the records; a version that is there is never replaced
npm run rules -- diff [A] [B]       what B changes of A; without files: what the draft of December 2025 changes of the law in force`;

/** Reads, loads and compares rules. @returns the exit code */
async function main([command, ...files]: readonly string[]): Promise<number> {
  switch (command) {
    case 'check':
      return check();
    case 'load':
      return await load();
    case 'diff':
      return diff(files);
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
  const records = await openRecords(config, { info: console.log, warn: console.warn });
  try {
    const mongo = await connectMongo(records.mongodbUri);
    try {
      await ensureIndexes(mongo);
      const loaded = await loadRules(createStore(mongo).ruleSets, rules, 'cli', new Date().toISOString());
      for (const { id, outcome } of loaded) console.log(`${id}: ${said[outcome]}`);
      return loaded.some(({ outcome }) => outcome === 'taken') ? 1 : 0;
    } finally {
      await mongo.close();
    }
  } finally {
    await records.close();
  }
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

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof StartError ? error.message : error);
    process.exit(1);
  },
);
