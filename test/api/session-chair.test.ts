import { writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { textOf } from '../pages/form';
import { readPdf } from '../platform/documents/pdf-reader';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { sendDocket, type TestDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { scratchFolder } from '../setup/scratch';
import { eventually } from '../setup/service';
import { openTestSession, type TestSession } from '../setup/session';
import { fieldsOf } from './council';

let api: TestApi;
let secretary: TestCaller;
let docket: TestDocket;
let session: TestSession;
const folder = scratchFolder('chair');
const paper = { kind: 'letter', title: 'Ý kiến của Chủ tịch Hội đồng', number: '03/HĐTĐKT', date: '2026-11-20' };

/** Four members vote on three lines: all agree to the first; two of four to the others, of the third the chair is the nominee. */
beforeAll(async () => {
  api = await startApi({ sizes: { province: 4, unit: 4 } });
  secretary = await api.as('secretary', 'U01');
  const own = dossier('CSTDCS', 3);
  const dossiers = [
    dossier('CSTDCS', 1),
    dossier('CSTDCS', 2),
    { ...own, nominee: { ...own.nominee, person: 'C1' } as typeof own.nominee },
  ];
  docket = await sendDocket(api.site.service, dossiers, { selfChecked: true });
  await docket.reach('waitingForCouncil');
  const rule = { threshold: { of: [1, 2], mode: 'moreThan' }, tie: 'chairDecides' } as const;
  const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'CSTDCS', rule }));
  session = await openTestSession(api.site.service, lines, { level: 'unit', ballot: 'named', closing: 'whenAllVoted' });
  await session.reach('open');
});
afterAll(() => api.stop());

const decide = (nomination: string, body: object, key = {}) =>
  secretary.post(`/sessions/${session.id}/lines/${nomination}/chair-decision`, body, key);
const recounted = async (lang = 'vi'): Promise<string> => {
  const bundle = path.join(folder, 'bundle.json');
  writeFileSync(bundle, (await secretary.get(`/sessions/${session.id}/recount.json`)).bytes);
  const { bundle: hash } = (await session.record()).result!;
  const program = path.join(__dirname, '../../cli/recount.mjs');
  return execFileSync(process.execPath, [program, bundle, '--hash', hash!, '--lang', lang], { encoding: 'utf8' });
};

test('a tie that the regulation leaves to the chair waits for him; he decides once, and the line goes on by it', async () => {
  const [first, second, third] = docket.nominations as [string, string, string];
  const yes = { decision: 'yes', by: 'C1', paper };
  expect((await decide(second, yes)).body.code).toBe('ACTION_NOT_ALLOWED');
  await session.vote('C1', 'yes');
  await session.vote('C2', 'yes');
  await session.vote('C3', 'yes', { [second]: 'no' });
  await session.vote('C4', 'yes', { [second]: 'no', [third]: 'no' });
  const counted = await session.reach('awaitingChair');
  expect(counted.result?.lines.map(({ tally: t }) => [t.yes, t.passed, t.awaitsChair])).toEqual([
    [4, true, false],
    [2, false, true],
    // the nominee has not voted: two of three others agree, which is half of all members and no tie
    [2, false, false],
  ]);
  // what is decided goes on; what is not waits, and the minutes with it
  await docket.reach('waitingForApproval', [first]);
  await docket.reach('declined', [third]);
  expect(await docket.status(second)).toBe('inSession');
  const { mails } = api.site.service;
  await eventually(
    () => Promise.resolve(mails.keyed(`sessionResult.${session.id}.secretary.ties-`)),
    (found) => found.length === 1,
  );
  expect(mails.keyed(`sessionResult.${session.id}.`)[0]?.text).toContain(
    'ý kiến Chủ tịch Hội đồng về 1 trường hợp có số phiếu ngang nhau',
  );
  // a member is told that his sheet came, and of a named ballot what it says
  const page = textOf((await api.site.get(await api.site.token('ballot', session.id, 'C3'))).html);
  expect(page).toContain('Phiếu của Ông đã được ghi nhận lúc');
  expect(page).toContain('Không đồng ý: 1 trường hợp');
  expect(counted.papers).toBeUndefined();
  expect((await secretary.get(`/sessions/${session.id}/papers/minutes.pdf`)).status).toBe(404);
  expect((await secretary.post(`/sessions/${session.id}/minutes`, { paper })).body.code).toBe('ACTION_NOT_ALLOWED');
  expect(await recounted('en')).toContain('AGREES');

  expect((await decide(first, yes)).body.code).toBe('NO_TIE');
  expect((await decide('HS-X', yes)).body.code).toBe('NO_TIE');
  expect(fieldsOf(await decide(second, { ...yes, by: 'C9' }))).toEqual(['by']);
  expect(
    (await (await api.as('inspector')).post(`/sessions/${session.id}/lines/${second}/chair-decision`, yes)).status,
  ).toBe(403);
  const key = { 'idempotency-key': 'chair-1' };
  // while nobody can tell the session, its key stands for what was looked at, and for nothing else
  await api.site.service.stopWorker();
  expect((await decide(second, yes, key)).status).toBe(503);
  const other = await decide(second, { ...yes, by: 'C9' }, key);
  expect([other.status, other.body.code]).toEqual([422, 'KEY_REUSED']);
  await api.site.service.startWorker();
  const taken = await eventually(
    () => decide(second, yes, key),
    ({ status }) => status !== 503,
  );
  expect([taken.status, taken.body.status]).toEqual([200, 'awaitingChair']);
  expect((await decide(second, yes, key)).body).toEqual(taken.body);
  const closed = await session.reach('closed');
  expect(closed.result?.lines[1]).toMatchObject({
    tally: { passed: true, awaitsChair: false, chair: 'yes' },
    chair: { by: 'C1', decision: 'yes', paper: 'Ý kiến của Chủ tịch Hội đồng số 03/HĐTĐKT ngày 20/11/2026' },
  });
  await docket.reach('waitingForApproval', [second]);
  const history = await api.site.service.store.audit.trail(second);
  expect(history.filter((e) => e.type === 'councilResult')).toHaveLength(1);
  expect((await decide(second, { ...yes, decision: 'no' })).body.code).toBe('NO_TIE');

  // whoever counts again finds what the chair has done, and not more than that
  expect(closed.result?.bundle).not.toBe(counted.result?.bundle);
  expect(await recounted()).toContain('KHỚP với kết quả đã công bố.');
  await eventually(session.record, (s) => s.papers !== undefined);
  const text = async (name: string) =>
    (await readPdf((await secretary.get(`/sessions/${session.id}/papers/${name}.pdf`)).bytes)).pages
      .map((page) => page.text)
      .join(' ')
      .replace(/\s+/g, ' ');
  expect(await text('counting-minutes')).toContain('Đạt (Chủ tịch Hội đồng quyết định)');
  expect(await text('minutes')).toMatch(
    /Trường hợp số 2 \([^)]+\): 02 phiếu đồng ý, số phiếu ngang nhau; Ông Nguyễn Văn Mẫu C1, Chủ tịch Hội đồng đồng ý \(Ý kiến của Chủ tịch Hội đồng số 03/,
  );
});
