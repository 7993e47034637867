import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nominationBody, startApi, type TestApi } from '../setup/api';
import { freshDatabase, testEngines, uniqueName } from '../setup/engines';

const root = path.join(__dirname, '../..');
const mongodbUri = freshDatabase();
let api: TestApi;
beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'explain-'));
  const { temporalAddress } = testEngines();
  const parts = {
    temporalAddress,
    mongodbUri,
    taskQueue: uniqueName('queue'),
    linkKey: randomBytes(32),
    ballotKeyDir: folder,
  };
  api = await startApi({ worker: false, parts });
});
afterAll(() => api.stop());

/** Runs the command as a person does, in a process of its own. */
const explain = (...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, MONGODB_URI: mongodbUri, NODE_ENV: 'test' };
    const command = [path.join(root, 'node_modules/tsx/dist/cli.mjs'), 'cli/explain.ts', ...args];
    execFile(process.execPath, command, { cwd: root, env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });

test('findings are told with their articles, those of the office among them, and nothing is changed', async () => {
  const unit = await api.as('unit', 'U01');
  const { body } = await unit.post('/nominations', nominationBody('CSTDT', 1));
  const before = await api.site.hash();
  const { code, out } = await explain(body.id as string);
  expect(code).toBe(1);
  expect(out).toContain(`${body.id as string}  CSTDT 2026  Lê Thị Mẫu 1  (draft)`);
  expect(out).toMatch(/^✗ BLOCK fail {2}R04\.CSTDT: .*2026/m);
  expect(out).toContain('    Luật Thi đua, khen thưởng, điểm a khoản 1 Điều 22');
  expect(out).toMatch(/Còn thiếu: /);
  expect(out).toMatch(/HOLD pass {2}R16\.verification/);
  const english = await explain(body.id as string, '--lang', 'en');
  expect(english.out).toContain('Law on Emulation and Commendation, art. 22(1)(a)');
  expect(await api.site.hash()).toBe(before);
});

test('other rules can be asked, and those that nobody knows are refused', async () => {
  const unit = await api.as('unit', 'U01');
  const { body } = await unit.post('/nominations', nominationBody('LDTT', 2));
  const national = (body.eligibility.rules as string).split('+')[0]!;
  const { out } = await explain(body.id as string, '--under', national);
  expect(out.split('\n')[1]).toBe(national);
  expect(out).not.toContain('R23');
  expect(await explain(body.id as string, '--under', 'national@1999.1')).toMatchObject({ code: 2 });
});

test('what is asked wrongly is said', async () => {
  expect(await explain('HS-2026-999999')).toMatchObject({ code: 2, err: expect.stringContaining('NOT_FOUND') });
  expect(await explain()).toMatchObject({ code: 2, err: expect.stringContaining('npm run explain') });
});
