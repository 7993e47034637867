import { randomUUID } from 'node:crypto';
import PizZip from 'pizzip';
import { commandsDuring, watchedDatabase } from '../bench/commands';
import { nominationBody, startApi, type Finding, type Reply, type TestApi, type TestCaller } from '../setup/api';
import { tinyPdf } from '../setup/tiny-pdf';

const PEOPLE = 62;
const code = (reply: Reply): unknown => [reply.status, reply.body.code];
const round = {
  name: 'Đợt xét năm 2026',
  awardYear: 2026,
  awards: ['LDTT', 'CSTDCS', 'CSTDT', 'TTLDTT', 'BKTTG'],
  units: ['U01'],
  deadline: '2026-11-20',
};

let api: TestApi;
let unit: TestCaller;
let room: TestCaller;
let other: TestCaller;
let office: TestCaller;
beforeAll(async () => {
  api = await startApi({ worker: false, parts: { mongodbUri: watchedDatabase() } });
  [unit, room, other, office] = await Promise.all([
    api.as('unit', 'U01'),
    api.as('unit', 'U01a'),
    api.as('unit', 'U02'),
    api.as('office'),
  ]);
  const part = { name: 'Phòng Quản lý ngân sách', kind: 'room', parent: 'U01', symbol: 'NS', validFrom: '2026-01-01' };
  await office.put('/units/U01a', part);
  await office.put('/rounds/D1', round);
  await office.put('/rounds/OLD', { ...round, deadline: '2026-11-10' });
  await office.put('/rounds/OTHERS', { ...round, units: ['U02'] });
  const { people, facts } = api.site.service.store;
  for (let no = 1; no <= PEOPLE; no += 1) {
    await people.put({
      _id: `T${no}`,
      name: `Nguyễn Thị Mẫu ${String.fromCharCode(65 + (no % 26))}`,
      address: 'Bà',
      post: 'Chuyên viên',
      unit: no <= 11 ? 'U01a' : 'U01',
      language: 'vi',
    });
  }
  await facts.put(
    Array.from({ length: PEOPLE - 1 }, (_, i) => ({
      _id: `grade/people/T${i + 1}/2026`,
      kind: 'grade' as const,
      about: `people/T${i + 1}`,
      year: 2026,
      grade: i === 1 ? ('completed' as const) : i === 2 ? ('excellent' as const) : ('well' as const),
    })),
    { actor: 'key:office', now: '2026-11-16T01:00:00.000Z' },
  );
  await office.put('/conduct/KL-1', {
    about: { kind: 'people', code: 'T4' },
    matter: 'discipline',
    measure: 'warning',
    from: '2026-05-04',
    paper: '12/QĐ-STC',
  });
  await office.put('/conduct/TT-1', {
    about: { kind: 'people', code: 'T5' },
    matter: 'denunciation',
    from: '2026-10-05',
    paper: '7/TTr',
  });
});
afterAll(() => api.stop());

describe('what can be proposed', () => {
  test('is told by round with subjects, papers and days, and what needs no round beside it', async () => {
    const { status, body } = await unit.get('/opportunities');
    expect(status).toBe(200);
    expect(body.unit).toBe('U01');
    expect(body.occasions.map((o: { round?: { code: string } }) => o.round?.code)).toEqual(['D1', undefined]);
    const [inRound, always] = body.occasions;
    expect(inRound.round).toEqual({ code: 'D1', name: round.name, awardYear: 2026, deadline: '2026-11-20' });
    // in ceremony order
    expect(inRound.awards.map((a: { award: string }) => a.award)).toEqual([
      'BKTTG',
      'CSTDT',
      'CSTDCS',
      'TTLDTT',
      'LDTT',
    ]);
    const [title] = inRound.awards.slice(-1);
    expect(title).toMatchObject({ award: 'LDTT', subjects: ['person'], procedure: 'normal', ownPower: true });
    expect(title.papers.map((p: { kind: string }) => p.kind)).toEqual(['proposal', 'achievementReport', 'roomMinutes']);
    expect(title.councilFrom > '2026-11-20').toBe(true);
    expect(always.awards.map((a: { award: string }) => a.award)).toEqual(['BKT']);
    expect(always.awards[0].councilFrom).toBeUndefined();
  });

  test('is for a room what its unit can propose; foreign units are not there', async () => {
    const { body } = await room.get('/opportunities');
    expect([body.unit, body.occasions[0].round.code]).toEqual(['U01a', 'D1']);
    expect(code(await unit.get('/opportunities?unit=U02'))).toEqual([404, 'NOT_FOUND']);
    expect(code(await office.get('/opportunities'))).toEqual([400, 'VALIDATION']);
    expect((await office.get('/opportunities?unit=U02')).body.occasions[0].round.code).toBe('OTHERS');
  });
});

describe('the list to tick', () => {
  const rows = async (caller: TestCaller, award = 'LDTT') => {
    const { status, body } = await caller.get(`/tick-lists?round=D1&award=${award}`);
    expect(status).toBe(200);
    return new Map<string, { grade?: string; discipline?: string; eligibility: { fit: boolean; findings: Finding[] } }>(
      body.rows.map((row: { person: string }) => [row.person, row]),
    );
  };

  test('has everybody of the unit and its rooms, with grade, discipline and findings of the year', async () => {
    const list = await rows(unit);
    expect(list.size).toBe(PEOPLE);
    expect(list.get('T1')).toMatchObject({
      grade: 'well',
      eligibility: { fit: true },
      unitName: 'Phòng Quản lý ngân sách',
    });
    expect(list.get('T2')).toMatchObject({ grade: 'completed', eligibility: { fit: false } });
    expect(list.get(`T${PEOPLE}`)!.grade).toBeUndefined();
    expect(list.get(`T${PEOPLE}`)!.eligibility.fit).toBe(false);
    expect(list.get('T4')).toMatchObject({ discipline: 'warning' });
    expect((await rows(room)).size).toBe(11);
  });

  test('says nothing of what is being looked into', async () => {
    const list = await rows(unit);
    expect(list.get('T5')!.eligibility).toEqual({ ...list.get('T1')!.eligibility, rules: expect.any(String) });
    expect(JSON.stringify(list.get('T5'))).not.toMatch(/R16|tố cáo|denunciation/);
  });

  test('takes few commands, however many people there are', async () => {
    const { commands } = await commandsDuring(api.site.service.database, () => rows(unit));
    const asked = Object.values(commands).reduce((sum, n) => sum + n, 0);
    expect(asked).toBeLessThan(35);
  });

  test('becomes drafts in one go, and the same submission again gives the first ones', async () => {
    const persons = Array.from({ length: PEOPLE - 2 }, (_, i) => `T${i + 3}`);
    const body = { round: 'D1', award: 'LDTT', persons };
    const headers = { 'idempotency-key': randomUUID() };
    const { result, commands } = await commandsDuring(api.site.service.database, () =>
      unit.post('/tick-lists', body, headers),
    );
    expect(result.status).toBe(200);
    expect(result.body.items).toHaveLength(persons.length);
    expect(result.body.items.every((item: { created: boolean }) => item.created)).toBe(true);
    expect(commands['insert']).toBeLessThanOrEqual(4);
    expect(Object.values(commands).reduce((sum, n) => sum + n, 0)).toBeLessThan(50);
    const again = await unit.post('/tick-lists', body, headers);
    const ids = (reply: Reply) => reply.body.items.map((item: { nomination: string }) => item.nomination);
    expect(ids(again)).toEqual(ids(result));
    expect(again.body.items.some((item: { created: boolean }) => item.created)).toBe(false);
    // another submission makes no second draft of anybody, and the one that was left out
    const more = await unit.post('/tick-lists', { ...body, persons: ['T1', 'T3'] });
    expect(more.body.items.map((item: { created: boolean }) => item.created)).toEqual([true, false]);
    const { body: drafts } = await unit.get('/drafts?round=D1&award=LDTT&limit=200');
    expect(drafts.items).toHaveLength(PEOPLE - 1);
    expect(drafts.items[0].eligibility.findings.length).toBeGreaterThan(3);
    expect((await room.get('/drafts?limit=200')).body.items).toHaveLength(10);
  });

  test('refuses strangers by name, awards that are not ticked, and a round that is over', async () => {
    const ask = (more: object) => unit.post('/tick-lists', { round: 'D1', award: 'LDTT', persons: ['T1'], ...more });
    const stranger = await ask({ persons: ['T1', 'C1'] });
    expect(code(stranger)).toEqual([400, 'VALIDATION']);
    expect(stranger.body.fields).toMatchObject([{ field: 'persons.1' }]);
    expect(code(await ask({ award: 'CSTDT' }))).toEqual([400, 'VALIDATION']);
    expect(code(await ask({ round: 'OLD' }))).toEqual([409, 'ROUND_CLOSED']);
    expect(code(await ask({ unit: 'U02' }))).toEqual([404, 'NOT_FOUND']);
    expect(code(await ask({ persons: [] }))).toEqual([400, 'VALIDATION']);
  });
});

describe('a draft', () => {
  const drafted = async (more: Record<string, unknown> = {}): Promise<{ id: string; path: string }> => {
    const { body } = await unit.post('/nominations', nominationBody('CSTDCS', 9, more));
    return { id: body.id as string, path: `/nominations/${body.id}` };
  };

  test('is thrown away on the version that was seen, and is in no list then', async () => {
    const { id, path } = await drafted();
    expect(code(await unit.remove(path))).toEqual([400, 'VALIDATION']);
    const remove = (expects: number, caller = unit) =>
      api.raw('DELETE', `/api/v1${path}`, {
        headers: { authorization: `Bearer ${caller.key}`, 'if-match': `"${expects}"` },
      });
    expect(code(await remove(7))).toEqual([409, 'STATE_CHANGED']);
    expect(code(await remove(1, other))).toEqual([404, 'NOT_FOUND']);
    const gone = await remove(1);
    expect(gone.body).toMatchObject({ status: 'discarded', allowed: [], version: 2 });
    expect((await remove(1)).body).toEqual(gone.body);
    expect((await unit.get('/nominations?limit=200')).body.items.some((n: { id: string }) => n.id === id)).toBe(false);
    expect((await unit.get(`/nominations?status=discarded`)).body.items).toMatchObject([{ id }]);
    const read = await unit.get(path);
    expect([read.body.status, read.body.eligibility]).toEqual(['discarded', undefined]);
    expect(code(await unit.patch(path, { expects: 2, merit: 'Mới' }))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    const { body } = await unit.get(`${path}/history`);
    expect(body.items.map((e: { type: string }) => e.type)).toEqual(['draftCreated', 'draftDiscarded']);
  });

  test('begins with the words of last year, without its papers, and with the post of today', async () => {
    const { path } = await drafted({
      awardYear: 2025,
      achievementPeriod: { from: '2024-02-29', to: '2025-10-31' },
      initiatives: ['SK-1'],
      nominee: { ...nominationBody('CSTDCS', 9).nominee, person: 'T1', post: 'Cán sự' },
    });
    const headers = { 'idempotency-key': randomUUID() };
    const copy = await unit.post(`${path}/copies`, { round: 'D1' }, headers);
    expect(copy.status).toBe(201);
    const { body } = await unit.get(`/nominations/${copy.body.id}`);
    expect(body.round).toBe('D1');
    expect(body.dossier).toMatchObject({
      awardYear: 2026,
      achievementPeriod: { from: '2025-02-28', to: '2026-10-31' },
      nominee: { post: 'Chuyên viên', unitName: 'Phòng Quản lý ngân sách' },
      merit: nominationBody('CSTDCS', 9).merit,
      papers: [],
    });
    expect(body.dossier.initiatives ?? []).toEqual([]);
    const again = await unit.post(`${path}/copies`, { round: 'D1' }, headers);
    expect([again.status, again.body.id]).toEqual([200, copy.body.id]);
    expect(code(await other.post(`${path}/copies`, {}))).toEqual([404, 'NOT_FOUND']);
  });

  test('loses a file for good, while its trail says that it was there', async () => {
    const { path } = await drafted();
    const { body: file } = await unit.upload(`${path}/attachments`, 'Báo cáo.pdf', tinyPdf());
    await unit.patch(path, {
      expects: 1,
      papers: [{ kind: 'achievementReport', title: 'Báo cáo', attachment: file.id }],
    });
    const remove = (expects: number) =>
      api.raw('DELETE', `/api/v1${path}/attachments/${file.id}`, {
        headers: { authorization: `Bearer ${unit.key}`, 'if-match': `"${expects}"` },
      });
    expect(code(await remove(1))).toEqual([409, 'STATE_CHANGED']);
    const done = await remove(2);
    expect(done.body.dossier.papers).toEqual([]);
    expect(code(await unit.get(`${path}/attachments/${file.id}`))).toEqual([404, 'NOT_FOUND']);
    const { body } = await unit.get(`${path}/history`);
    expect(body.items.map((e: { type: string }) => e.type)).toEqual([
      'draftCreated',
      'fileAttached',
      'draftEdited',
      'draftEdited',
      'fileRemoved',
    ]);
    // the same file may be attached again
    expect((await unit.upload(`${path}/attachments`, 'Báo cáo.pdf', tinyPdf())).body.id).toBe(file.id);
  });

  test('takes no file that holds a State secret', async () => {
    const { path } = await drafted({ secretContent: true });
    const refused = await unit.upload(`${path}/attachments`, 'a.pdf', tinyPdf());
    expect(code(refused)).toEqual([400, 'VALIDATION']);
    expect(refused.body.fields[0].message ?? refused.body.fields[0].vi).toMatch(/bí mật nhà nước/);
    const { body } = await unit.get(path);
    const found = body.eligibility.findings.find((f: Finding) => f.code === 'R33') as Finding;
    expect(found).toMatchObject({ kind: 'BLOCK', outcome: 'fail' });
  });
});

describe('a file', () => {
  const docx = (change: (zip: PizZip) => void): Buffer => {
    const zip = new PizZip();
    zip.file('[Content_Types].xml', '<Types/>');
    zip.file('word/document.xml', '<w:document/>');
    change(zip);
    return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
  };
  let path: string;
  beforeAll(async () => {
    const { body } = await unit.post('/nominations', nominationBody('CSTDCS', 10));
    path = `/nominations/${body.id}/attachments`;
  });

  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2_000, 0x90)]);
  test.each<[string, () => Buffer, number, RegExp]>([
    ['a program that calls itself a report', () => program, 415, /định dạng/],
    [
      'a file that swells',
      () => docx((zip) => zip.file('word/media/a.xml', Buffer.alloc(8 * 1024 * 1024))),
      400,
      /giải nén/,
    ],
    ['a document with macros', () => docx((zip) => zip.file('word/vbaProject.bin', 'x')), 400, /macro/],
    [
      'a document with a program inside',
      () => docx((zip) => zip.file('word/embeddings/chay.EXE', 'MZ')),
      400,
      /chương trình/,
    ],
    [
      'a document that was cut short',
      () => docx((zip) => zip.file('word/a.xml', 'x')).subarray(0, 300),
      400,
      /bị hỏng/,
    ],
  ])('is refused when it is %s', async (_what, bytes, status, sentence) => {
    const refused = await unit.upload(path, 'Báo cáo.docx', bytes());
    expect(refused.status).toBe(status);
    expect(JSON.stringify(refused.body)).toMatch(sentence);
  });

  test('is taken when it is a plain Word document', async () => {
    expect(
      (
        await unit.upload(
          path,
          'Báo cáo.docx',
          docx(() => undefined),
        )
      ).status,
    ).toBe(201);
  });
});
