import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi, type TestApi } from '../setup/api';
import { atRest } from '../setup/service';
import { freshDatabase, testEngines, uniqueName } from '../setup/engines';
import { askSlip, reason, slipsIn } from '../setup/slips';
import { fileTraces, historyTraces, mailTraces, storedTraces, type Trace } from './secrecy';
import { sheetLines, type Sitting } from './sitting';

const ballotKeyDir = mkdtempSync(join(tmpdir(), 'ballot-keys-'));
let api: TestApi;
let sitting: Sitting;
const lines: string[] = [];
beforeAll(async () => {
  const { temporalAddress } = testEngines();
  const log = { write: (line: string) => void lines.push(line) };
  const parts = { temporalAddress, mongodbUri: freshDatabase(), taskQueue: uniqueName('queue'), ballotKeyDir, log };
  api = await startApi({ parts: { ...parts, linkKey: randomBytes(32) } });
  sitting = await sheetLines(api.site, 1);
});
afterAll(() => api.stop());

/** A number that stands for itself, as it is typed or printed. */
const showing = (number: string): RegExp =>
  new RegExp(`(?<![0-9A-Za-z_-])${number.slice(0, 3)}[ .-]?${number.slice(3)}(?![0-9A-Za-z_-])`);

test('what a paper invitation says stands in no record, log, file or history; its number in no mail either', async () => {
  const { site } = api;
  const { database, mails } = site.service;
  const { session, ids } = await sitting.open('secret', { stepUp: true });
  const secretary = await api.as('secretary', 'U01');
  const all = await slipsIn((await secretary.post(`/sessions/${session.id}/slips`, { reason })).bytes);
  const again = await slipsIn((await askSlip(secretary, session.id, 'C1')).bytes);
  const current = [again[0]!, all[1]!, all[2]!];

  const wrong: string[] = [];
  for (const [i, { path, number }] of current.entries()) {
    const filled = { [`choice.${ids[0]!}`]: 'yes' };
    const review = await site.press(path, await site.get(path), 'review', filled);
    wrong.push(String((Number(number) + 17 + i) % 1_000_000).padStart(6, '0'));
    for (const typed of [wrong[i]!, number!]) await site.press(path, review, 'send', { number: typed });
  }
  await session.reach('closed');
  await atRest(session.handle);

  const stored: Trace[] = [
    ...(await storedTraces(database)),
    ...(await historyTraces(session.handle)),
    ...lines.map((text) => ({ where: 'log', text })),
    ...fileTraces(ballotKeyDir),
  ];
  const mailed = mailTraces(mails.mails);
  const tokens = [...all, ...again].map(({ path }) => path.slice(3));
  const numbers = [...all, ...again].map(({ number }) => showing(number!));
  const tokensIn = (traces: readonly Trace[]) =>
    traces.filter(({ text }) => tokens.some((token) => text.includes(token)));
  const numbersIn = (traces: readonly Trace[]) =>
    traces.filter(({ text }) => [...numbers, ...wrong.map(showing)].some((number) => number.test(text)));
  expect(tokensIn(stored)).toEqual([]);
  expect(numbersIn([...stored, ...mailed])).toEqual([]);

  // the search would have found them: the mails have the links, and every sort of trace was looked through
  expect(tokensIn(mailed).length).toBeGreaterThanOrEqual(3);
  expect(numbersIn([{ where: 'log', text: `{"number":"${all[0]!.number}"}` }])).toHaveLength(1);
  expect(numbersIn([{ where: 'log', text: `số ${wrong[0]!.slice(0, 3)} ${wrong[0]!.slice(3)}.` }])).toHaveLength(1);
  expect([...new Set(stored.map(({ where }) => where.split(' ')[0]))].sort()).toEqual([
    'db',
    'file',
    'history',
    'log',
    'oplog',
  ]);
  expect(stored.some(({ where, text }) => where === 'oplog electors' && text.includes('"givenAt"'))).toBe(true);
  expect(stored.some(({ where, text }) => where === 'db auditEntries' && text.includes('slipPrinted'))).toBe(true);
  // nothing of it outlives the count but the trail
  expect(await site.service.store.slips.ofSession(session.id)).toEqual([]);
});
