import { randomUUID } from 'node:crypto';
import type { PastAward } from '../../platform/store/ledger';
import { nominationBody, startApi, type Finding, type TestApi, type TestCaller } from '../setup/api';
import { START } from '../setup/fixtures';

let api: TestApi;
let unit: TestCaller;
let ofUnit: TestCaller;
let office: TestCaller;
beforeAll(async () => {
  api = await startApi({ worker: false });
  [unit, ofUnit, office] = await Promise.all([api.as('unit', 'U01'), api.as('office', 'U01'), api.as('office')]);
  const room = { name: 'Phòng Ngân sách', kind: 'room', parent: 'U01', symbol: 'NS', validFrom: '2025-03-01' };
  await office.put('/units/U01a', room);
  await office.put('/units/U01x', {
    ...room,
    kind: 'department',
    validTo: '2025-02-28',
    validFrom: '2010-01-01',
    successor: 'U01',
  });
  for (const no of people(11)) await office.put(`/people/P${no}`, person);
  const awards = ['CSTDCS', 'LDTT', 'TTLDTT', 'CSTDT', 'COTINH', 'GK'];
  await office.put('/rounds/D1', { name: 'Đợt 2026', awardYear: 2026, awards, units: ['U01'], deadline: '2026-11-20' });
});
afterAll(() => api.stop());

const people = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
const person = { name: 'Lê Thị Mẫu', address: 'Bà', post: 'Chuyên viên', unit: 'U01a' };
const by = { actor: 'key:test', now: START };
const past = (
  id: string,
  subject: string,
  award: string,
  awardYear: number,
  more: Partial<PastAward> = {},
): PastAward => ({
  _id: `import/${id}`,
  subject,
  subjectKind: 'person',
  award,
  awardYear,
  commendationType: 'merit',
  authority: 'Giám đốc Sở Tài chính',
  decisionNumber: `${awardYear}/QĐ-STC`,
  decidedOn: `${awardYear}-12-28`,
  ...more,
});
const initiative = (more: object = {}) => ({
  title: 'Sổ theo dõi giải ngân',
  authors: ['P1'],
  unit: 'U01',
  scope: 'province',
  recognisedOn: '2026-10-12',
  decisionNumber: '71/QĐ-UBND',
  ...more,
});
const collective = (code: string) => ({ nominee: { kind: 'collective', collective: code, name: 'Tập thể' } });

interface Checked {
  readonly fit: boolean;
  readonly rules: string;
  readonly findings: readonly Finding[];
}
const check = async (body: unknown, caller = unit): Promise<Checked> => {
  const reply = await caller.post('/eligibility-checks', body);
  expect(reply.status).toBe(200);
  return reply.body as Checked;
};
const of = ({ findings }: Checked, code: string): Finding | undefined => findings.find((f) => f.code === code);

describe('a check', () => {
  test('tells for each rule what was found, where it is written, and who can supply what is missing', async () => {
    const { history } = api.site.service.store;
    await history.putPast([past('1', 'P1', 'CSTDCS', 2024), past('2', 'P1', 'CSTDCS', 2025)], by);
    const checked = await check(nominationBody('CSTDT', 1, { round: 'D1' }));
    expect(checked).toMatchObject({ fit: false, rules: expect.stringMatching(/^national@/) });
    expect(of(checked, 'R04.CSTDT')).toMatchObject({
      rule: 'R04',
      kind: 'BLOCK',
      outcome: 'fail',
      say: { vi: expect.stringContaining('2026') },
      citation: { vi: 'Luật Thi đua, khen thưởng, điểm a khoản 1 Điều 22' },
      verified: true,
      missing: [expect.objectContaining({ by: expect.any(String) })],
      override: [],
    });
    expect(of(checked, 'R05.CSTDT')?.outcome).toBe('fail');
  });

  test('counts a title that is on its way in the same round, and an initiative that is free', async () => {
    await office.put('/initiatives/SK-1', initiative());
    await unit.post('/nominations', nominationBody('CSTDCS', 1, { round: 'D1' }));
    const body = nominationBody('CSTDT', 1, { round: 'D1', initiatives: ['SK-1'] });
    const checked = await check(body);
    expect([of(checked, 'R04.CSTDT')?.outcome, of(checked, 'R05.CSTDT')?.outcome]).toEqual(['pass', 'pass']);
    // an ad hoc case belongs to no round
    expect(of(await check({ ...body, round: undefined }), 'R04.CSTDT')?.outcome).toBe('fail');
  });

  test('finds an initiative that an award has used up', async () => {
    await office.put('/initiatives/SK-2', initiative({ scope: 'unit', authors: ['P2'] }));
    await api.site.service.store.history.putPast(
      [past('3', 'P2', 'CSTDCS', 2025, { initiatives: ['SK-2'], wonBy: 'initiative' })],
      by,
    );
    const checked = await check(nominationBody('GK', 2, { round: 'D1', initiatives: ['SK-2'] }));
    expect(of(checked, 'R14')).toMatchObject({ kind: 'BLOCK', outcome: 'fail', override: ['office'] });
  });

  test('counts members of a room, drafts of the round among them, on its headcount', async () => {
    await office.put('/units/U01a/headcounts/2026', { headcount: 11 });
    const body = nominationBody('TTLDTT', 1, { round: 'D1', ...collective('U01a') });
    for (const no of people(7)) await unit.post('/nominations', nominationBody('LDTT', no, { round: 'D1' }));
    const seven = of(await check(body), 'R07.TTLDTT');
    expect(seven).toMatchObject({ outcome: 'fail', say: { vi: expect.stringMatching(/7\/11/) } });
    await unit.post('/nominations', nominationBody('LDTT', 8, { round: 'D1' }));
    expect(of(await check(body), 'R07.TTLDTT')?.outcome).toBe('pass');
  });

  test('counts what a unit that was merged into the collective has won', async () => {
    await api.site.service.store.history.putPast(
      [
        past('4', 'U01x', 'BKT', 2019, {
          subjectKind: 'collective',
          achievementPeriod: { from: '2018-01-01', to: '2018-12-31' },
        }),
      ],
      by,
    );
    const body = nominationBody('BKTTG', 1, {
      ...collective('U01'),
      declared: { awards: [{ award: 'BKT', awardYear: 2019 }] },
    });
    expect(of(await check(body), 'R43')?.outcome).toBe('pass');
    const other = nominationBody('BKTTG', 1, {
      ...collective('U01'),
      declared: { awards: [{ award: 'BKT', awardYear: 2018 }] },
    });
    expect(of(await check(other), 'R43')?.outcome).not.toBe('pass');
  });

  test('says once what the form lacks, and saves nothing', async () => {
    const before = await api.site.hash();
    const checked = await check(nominationBody('CSTDCS', 1, { round: 'D1', papers: [] }));
    expect(checked.findings.filter((f) => f.rule === 'R19').map((f) => f.field)).toEqual([
      'papers.achievementReport',
      'papers.roomMinutes',
    ]);
    expect(await api.site.hash()).toBe(before);
  });

  test.each([
    ['a headcount of nobody', { declared: { headcount: 0 } }, 'declared.headcount'],
    ['more people than there are', { declared: { headcount: 100_001 } }, 'declared.headcount'],
    ['an unknown grade', { declared: { grades: [{ year: 2025, grade: 'good' }] } }, 'declared.grades.0.grade'],
    ['a year that is none', { declared: { awards: [{ award: 'BKT', awardYear: 20 }] } }, 'declared.awards.0.awardYear'],
    ['a code that is none', { initiatives: ['sáng kiến'] }, 'initiatives.0'],
    ['an initiative twice', { initiatives: ['SK-1', 'SK-1'] }, 'initiatives'],
    ['a form that is none', { papers: [{ kind: 'other', title: 'x', form: 'scan' }] }, 'papers.0.form'],
    ['an unknown field', { declared: { points: 120 } }, 'declared.points'],
  ])('refuses %s with its field', async (_what, more, field) => {
    const reply = await unit.post('/eligibility-checks', nominationBody('CSTDCS', 1, more));
    expect([reply.status, reply.body.fields[0].field]).toEqual([400, field]);
  });

  test.each<[string, Record<string, unknown>, string, string, RegExp]>([
    ['a year ahead', { awardYear: 2027 }, 'notYet', 'awardYear', /Năm 2027 chưa đến; muộn nhất là 2026/],
    [
      'a grade of a year ahead',
      { declared: { grades: [{ year: 2027, grade: 'well' }] } },
      'notYet',
      'declared.grades.0.year',
      /Năm 2027 chưa đến/,
    ],
    [
      'an award of a year ahead',
      { declared: { awards: [{ award: 'BKT', awardYear: 2027 }] } },
      'notYet',
      'declared.awards.0.awardYear',
      /Năm 2027 chưa đến/,
    ],
    [
      'a decision of a day ahead',
      { declared: { awards: [{ award: 'BKT', awardYear: 2026, decidedOn: '2026-12-28' }] } },
      'notYet',
      'declared.awards.0.decidedOn',
      /chưa đến/,
    ],
    [
      'an award that there is not',
      { declared: { awards: [{ award: 'CSTDX', awardYear: 2025 }] } },
      'unknownCode',
      'declared.awards.0.award',
      /Không có hình thức khen thưởng “CSTDX”/,
    ],
    [
      'a title that was won twice in a year',
      {
        declared: {
          awards: [
            { award: 'CSTDCS', awardYear: 2025, decisionNumber: '1/QĐ' },
            { award: 'CSTDCS', awardYear: 2025, decisionNumber: '2/QĐ' },
          ],
        },
      },
      'statedTwice',
      'declared.awards.1.award',
      /mục 1/,
    ],
    [
      'two grades of a year',
      {
        declared: {
          grades: [
            { year: 2025, grade: 'well' },
            { year: 2025, grade: 'excellent' },
          ],
        },
      },
      'statedTwice',
      'declared.grades.1.year',
      /mục 1/,
    ],
  ])('finds %s, with its field and what is expected', async (_what, more, code, field, sentence) => {
    const checked = await check(nominationBody('CSTDCS', 1, more));
    expect(checked.findings.filter((finding) => finding.code === code)).toEqual([
      expect.objectContaining({ kind: 'BLOCK', outcome: 'fail', field }),
    ]);
    expect(of(checked, code)!.say.vi).toMatch(sentence);
  });

  test('a commendation may be given again by another decision', async () => {
    const awards = ['1/QĐ', '2/QĐ'].map((decisionNumber) => ({ award: 'GK', awardYear: 2025, decisionNumber }));
    expect(of(await check(nominationBody('CSTDCS', 1, { declared: { awards } })), 'statedTwice')).toBeUndefined();
  });

  test('takes names in either form of Unicode, and codes that nobody knows', async () => {
    const nominee = { ...nominationBody('CSTDCS', 99).nominee, name: 'Lê Thị Mẫu'.normalize('NFD') };
    const checked = await check(nominationBody('CSTDCS', 99, { round: 'D1', nominee, initiatives: ['SK-NONE'] }));
    expect(of(checked, 'R02.CSTDCS')).toMatchObject({ outcome: 'unknown', missing: [{ by: expect.any(String) }] });
  });

  test('finds a name that the register writes otherwise, and says where a code is not in it', async () => {
    const as = (person: string, name: string) => ({
      nominee: { ...nominationBody('CSTDCS', 1).nominee, person, name },
    });
    const found = async (person: string, name: string) =>
      of(await check(nominationBody('CSTDCS', 1, { unit: 'U01', round: 'D1', ...as(person, name) }), office), 'R43');
    expect(await found('C1', 'Nguyễn Văn Mẫu C1')).toMatchObject({ outcome: 'pass' });
    expect(await found('C1', 'Nguyen Văn Mẫu C1')).toMatchObject({
      kind: 'WARN',
      outcome: 'fail',
      field: 'nominee.name',
      say: { vi: expect.stringContaining('“Nguyễn Văn Mẫu C1” (chỉ khác dấu') },
    });
    expect(await found('X99', 'Lê Thị Mẫu')).toMatchObject({
      outcome: 'info',
      say: { vi: expect.stringContaining('danh mục chưa có mã X99') },
    });
  });

  test('is of the unit of the key', async () => {
    const foreign = await (
      await api.as('unit', 'U02')
    ).post('/eligibility-checks', nominationBody('GK', 1, { unit: 'U01' }));
    expect(foreign.status).toBe(404);
  });
});

describe('a matter that is being looked into', () => {
  test('is for the office of the province alone; the unit learns neither that it is open nor that none is', async () => {
    const matter = { about: { kind: 'people', code: 'P3' }, matter: 'denunciation', from: '2026-11-01' };
    const seen = async (no: number) =>
      Promise.all(
        [unit, ofUnit, office].map(async (caller) => {
          const checked = await check(nominationBody('LDTT', no, { round: 'D1', unit: 'U01' }), caller);
          return [checked.fit, of(checked, 'R16.verification')?.outcome];
        }),
      );
    expect(await seen(3)).toEqual([
      [true, undefined],
      [true, undefined],
      [true, 'pass'],
    ]);
    await office.put('/conduct/K1', matter);
    expect(await seen(3)).toEqual([
      [true, undefined],
      [true, undefined],
      [true, 'fail'],
    ]);
    const { body } = await unit.post('/nominations', nominationBody('LDTT', 3, { round: 'D1' }));
    const stored = await unit.get(`/nominations/${body.id}`);
    for (const said of [JSON.stringify(body), JSON.stringify(stored.body)]) {
      expect(said).not.toContain('R16.verification');
      expect(said).not.toContain('tố cáo');
    }
  });
});

describe('a finding that somebody lets pass', () => {
  const draft = async (no: number, more: object = {}): Promise<string> => {
    const { body } = await unit.post('/nominations', nominationBody('CSTDCS', no, { round: 'D1', ...more }));
    return `/nominations/${body.id as string}/overrides`;
  };
  const warn = { code: 'R43', reason: 'Đã đối chiếu với quyết định bản giấy' };
  const paper = { kind: 'other', title: 'Công văn', number: '12/STC', date: '2026-11-16' };
  const declared = { declared: { grades: [{ year: 2026, grade: 'well' }] } };

  test('a warning needs a reason of the office, once per submission; others are told who may', async () => {
    const path = await draft(4, declared);
    const refused = await unit.post(path, warn);
    expect([refused.status, refused.body.code, refused.body.roles]).toEqual([403, 'NO_OVERRIDE', ['office']]);
    const headers = { 'idempotency-key': randomUUID() };
    const [first, again] = [await ofUnit.post(path, warn, headers), await ofUnit.post(path, warn, headers)];
    expect([first.status, again.status]).toEqual([201, 200]);
    const found = of(first.body.eligibility as Checked, 'R43');
    expect(found?.overridden).toMatchObject({ level: 'unit', role: 'office', reason: warn.reason });
    // the unit sees that it was let pass, not why
    const { body } = await unit.get(path.replace('/overrides', ''));
    expect(of(body.eligibility as Checked, 'R43')?.overridden).toEqual({
      level: 'unit',
      role: 'office',
      at: expect.any(String),
    });
    expect((await ofUnit.post(path, { ...warn, reason: 'Khác' }, headers)).status).toBe(422);
  });

  test('what would refuse it needs a paper as well, and a role that its rule names', async () => {
    const path = await draft(2, { initiatives: ['SK-2'] });
    const block = { code: 'R14', reason: 'Sáng kiến được công nhận lại' };
    const without = await ofUnit.post(path, block);
    expect([without.status, without.body.fields[0].field]).toEqual([400, 'paper']);
    const { body } = await ofUnit.post(path, { ...block, paper });
    expect(of(body.eligibility as Checked, 'R14')).toMatchObject({ outcome: 'fail', overridden: { level: 'unit' } });
    const rule = await ofUnit.post(await draft(99), { code: 'R02.CSTDCS', reason: 'x', paper });
    expect([rule.status, rule.body.roles]).toEqual([403, []]);
  });

  test('nothing is let pass that does not stand, or is not seen, or of another level or unit', async () => {
    const path = await draft(3);
    for (const code of ['R18', 'R99', 'R16.verification']) {
      const reply = await ofUnit.post(path, { code, reason: 'x', paper });
      expect([code, reply.status, reply.body.fields[0].field]).toEqual([code, 400, 'code']);
    }
    expect((await office.post(path, { code: 'R16.verification', reason: 'x', paper })).status).toBe(403);
    expect((await (await api.as('office', 'U02')).post(path, warn)).status).toBe(404);
    expect((await ofUnit.post(path, { code: 'R43' })).body.fields[0].field).toBe('reason');
    expect((await ofUnit.post('/nominations/HS-2026-999999/overrides', warn)).status).toBe(404);
  });
});

describe('the catalogue', () => {
  test('lists what is asked of each award, where it is written, and what is only an example', async () => {
    const { body } = await unit.get('/awards');
    const award = body.items.find((a: { code: string }) => a.code === 'CSTDT');
    expect(award.criteria.find((c: { code: string }) => c.code === 'R04.CSTDT')).toMatchObject({
      rule: 'R04',
      kind: 'BLOCK',
      verified: true,
      citation: { vi: expect.stringContaining('Điều 22') },
      subjects: ['person'],
    });
    expect(award.criteria.find((c: { code: string }) => c.code === 'R23')).toMatchObject({
      verified: false,
      example: expect.any(String),
    });
    expect(body.criteria.map((c: { code: string }) => c.code)).toContain('R18');
    expect(body.rules.map((r: { code: string }) => r.code)).toEqual(['national', 'province']);
    expect((await unit.get('/awards?day=2020-01-01')).body).toMatchObject({ rules: [], criteria: [], items: [] });
  });
});
