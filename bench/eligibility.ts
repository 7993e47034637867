import os from 'node:os';
import type { Connection } from 'mongoose';
import { catalogue } from '../domain/catalogue';
import { evaluate } from '../domain/rules/evaluate';
import { connectMongo, ensureIndexes } from '../platform/mongo';
import { nationalRules, readRuleSet } from '../platform/rules/files';
import { createStore, type HistoryRecord, type Store } from '../platform/store';
import type { Wanted } from '../platform/store/gather';
import { ledgerEntry } from '../platform/store/ledger';
import { facts } from '../test/domain/rules/given';
import { dossier, history } from '../test/platform/store/examples';
import { profiled } from '../test/platform/store/profile';
import { freshDatabase } from '../test/setup/engines';
import globalSetup from '../test/setup/global-setup';
import globalTeardown from '../test/setup/global-teardown';

const PEOPLE = 100_000;
const AWARDS_EACH = 10;
const PER_INSERT = 20_000;
const CHECKS = 200;
const EVALUATIONS = 50_000;

const nominee = {
  kind: 'person',
  name: 'Đỗ Thị Hồng',
  address: 'Bà',
  post: 'Chuyên viên',
  unitName: 'Sở Tài chính',
} as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What a check of one dossier reads from a ledger of the size of a country's province, and how fast the rules alone are. */
export async function eligibility(): Promise<void> {
  say(`Node ${process.version}, ${os.cpus().length} cores`);
  evaluations();
  await globalSetup();
  const connection = await connectMongo(freshDatabase());
  try {
    await ensureIndexes(connection);
    const store = createStore(connection);
    await fill(connection, store);
    await checks(connection, store);
  } finally {
    await connection.dropDatabase();
    await connection.close();
    await globalTeardown();
  }
}

/** The rules on facts that are there already: no database, one core. */
function evaluations(): void {
  const rules = readRuleSet(nationalRules, catalogue).content!.rules;
  const given = facts({
    dossier: { award: 'BKTTG', criterion: 'BKTTG.b' },
    awards: [2021, 2023, 2025].map((awardYear) => ({
      award: 'CSTDCS',
      awardYear,
      commendationType: 'merit',
      decidedOn: `${awardYear}-12-28`,
      initiatives: [],
    })),
    grades: [2020, 2021, 2022, 2023, 2024, 2025, 2026].map((year) => ({ year, grade: 'well' })),
  });
  evaluate(rules, given);
  const startedMs = performance.now();
  for (let i = 0; i < EVALUATIONS; i += 1) evaluate(rules, given);
  const seconds = (performance.now() - startedMs) / 1000;
  say(`evaluate: ${Math.round(EVALUATIONS / seconds).toLocaleString('en')} dossiers/s (${rules.length} rules)`);
}

async function fill({ db }: Connection, store: Store): Promise<void> {
  await store.units.put({
    _id: 'U01',
    name: 'Sở Tài chính',
    kind: 'department',
    symbol: 'STC',
    validFrom: '2025-03-01',
  });
  for (let from = 0; from < PEOPLE * AWARDS_EACH; from += PER_INSERT) {
    const entries = Array.from({ length: PER_INSERT }, (_, i) => entryOf(from + i));
    await db!.collection<HistoryRecord>('awardHistory').insertMany(entries, { ordered: false });
  }
  say(`ledger: ${PEOPLE.toLocaleString('en')} people, ${(PEOPLE * AWARDS_EACH).toLocaleString('en')} awards`);
}

function entryOf(i: number): HistoryRecord {
  const subject = `P${i % PEOPLE}`;
  const awardYear = 2016 + Math.floor(i / PEOPLE);
  return ledgerEntry('issued', `QD-${awardYear}`, `${subject}-${awardYear}`, { ...history, subject, awardYear });
}

async function checks(connection: Connection, store: Store): Promise<void> {
  const wanted = (person: number): Wanted => ({
    unit: 'U01',
    withDrafts: true,
    countedAwards: [],
    dossier: dossier({ nominee: { ...nominee, person: `P${person}` } }),
  });
  const { commands } = await profiled(connection, () => store.facts.gather([wanted(4711)]));
  const examined = commands.reduce((sum, c) => sum + c.docsExamined, 0);
  const returned = commands.reduce((sum, c) => sum + c.returned, 0);
  say(`check: ${commands.length} commands, ${examined} documents examined, ${returned} returned`);
  const startedMs = performance.now();
  for (let i = 0; i < CHECKS; i += 1) await store.facts.gather([wanted((i * 499) % PEOPLE)]);
  say(`check: ${((performance.now() - startedMs) / CHECKS).toFixed(2)} ms each, one after another`);
}
