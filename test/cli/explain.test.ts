import { randomBytes } from 'node:crypto';
import { nominationBody, startApi, type TestApi } from '../setup/api';
import { freshDatabase, testEngines, uniqueName } from '../setup/engines';
import { START } from '../setup/fixtures';
import { rehearsalClock } from '../../platform/clock';
import { draftRules } from '../../platform/rules/files';
import { runCommand } from './run';
import { scratchFolder } from '../setup/scratch';

const mongodbUri = freshDatabase();
let api: TestApi;
beforeAll(async () => {
  const folder = scratchFolder('explain');
  const { temporalAddress } = testEngines();
  const parts = {
    temporalAddress,
    mongodbUri,
    taskQueue: uniqueName('queue'),
    linkKey: randomBytes(32),
    ballotKeyDir: folder,
  };
  api = await startApi({ worker: false, parts });
  // the command looks at the day of the story, whenever it is run
  await rehearsalClock(api.site.service.store.settings, new Date(START));
});
afterAll(() => api.stop());

const explain = (...args: string[]) => runCommand(mongodbUri, 'explain.ts', ...args);

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

test('other rules can be asked, also those of a draft that nobody has loaded', async () => {
  const unit = await api.as('unit', 'U01');
  const { body } = await unit.post('/nominations', nominationBody('CSTDCS', 2));
  const id = body.id as string;
  const province = (body.eligibility.rules as string).split('+')[1]!;
  expect((await explain(id)).out).toMatch(/BLOCK pass {2}R03\.CSTDCS/);

  const draft = await explain(id, '--under', draftRules);
  expect(draft.out.split('\n')[1]).toBe(`national@2025.1+draft-2025-12+${province}`);
  expect(draft.out).toMatch(/^✗ BLOCK fail {2}R03\.CSTDCS: /m);
  expect(draft.out).toContain('R23');

  const loaded = await explain(id, '--under', 'national@2025.1');
  expect(loaded.out.split('\n')[1]).toBe(body.eligibility.rules);
  expect(await explain(id, '--under', 'national@1999.1')).toMatchObject({
    code: 2,
    err: expect.stringContaining('national@1999.1'),
  });
});

test('what is asked wrongly is said', async () => {
  expect(await explain('HS-2026-999999')).toMatchObject({ code: 2, err: expect.stringContaining('NOT_FOUND') });
  expect(await explain()).toMatchObject({ code: 2, err: expect.stringContaining('npm run explain') });
});
