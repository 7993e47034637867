import { closeStore, openStore, refusal, times, type Opened } from './database';
import { by, dossier, named, now } from './examples';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));

const draft = (unit: string, content = dossier()) => opened.store.nominations.create({ ...by, unit, dossier: content });

test('drafts are numbered within their year, and what is read is what was written', async () => {
  const { record, created } = await draft('numbers');
  expect(created).toBe(true);
  expect(record._id).toMatch(/^HS-2026-\d{6}$/);
  expect(record.searchName).toBe('do thi hong');
  expect(await opened.store.nominations.need(record._id)).toEqual(record);
});

test('a nomination that was asked for twice with one key is one, and other content under it is refused', async () => {
  const { nominations } = opened.store;
  const asked = { ...by, unit: 'keys', dossier: dossier(), createKey: 'vd_1/k', createHash: 'h' };
  const answers = await Promise.all(times(5, () => nominations.create(asked)));
  expect(new Set(answers.map((answer) => answer.record._id)).size).toBe(1);
  expect(answers.filter((answer) => answer.created)).toHaveLength(1);
  expect((await refusal(nominations.create({ ...asked, createHash: 'other' }))).code).toBe('KEY_REUSED');
  expect((await opened.store.audit.trail(answers[0]!.record._id)).map((entry) => entry.type)).toEqual(['draftCreated']);
});

test('an edit is made on the version that was seen; the same edit again changes nothing', async () => {
  const { nominations, audit } = opened.store;
  const { record } = await draft('edits');
  const changed = dossier({ merit: 'Thành tích mới' });
  const edited = await nominations.editDraft(record._id, 1, changed, by);
  expect(edited).toMatchObject({ version: 2, dossier: { merit: 'Thành tích mới' } });
  expect(await nominations.editDraft(record._id, 1, changed, by)).toEqual(edited);
  expect(await audit.trail(record._id)).toHaveLength(2);
  const { code, data } = await refusal(nominations.editDraft(record._id, 1, dossier(), by));
  expect(code).toBe('STATE_CHANGED');
  expect(data).toMatchObject({ state: 'draft', version: 2 });
  expect((await refusal(nominations.editDraft('HS-2026-999999', 1, dossier(), by))).code).toBe('NOT_FOUND');
});

test('drafts are tied to one proposal, all or none, and are not edited any more', async () => {
  const { nominations } = opened.store;
  const [a, b, c] = await Promise.all(times(3, () => draft('assign')));
  const lines = [a!, b!].map(({ record }) => ({ id: record._id, dossierVersion: `${record._id}/1`, expects: 1 }));
  const assignment = { ...by, unitProposal: 'TT-2026-000001', docket: 'assign-2026', lines };
  await nominations.assign(assignment);
  await nominations.assign(assignment);
  expect(await nominations.need(a!.record._id)).toMatchObject({
    docket: 'assign-2026',
    dossierVersion: lines[0]!.dossierVersion,
  });

  const others = [c!, b!].map(({ record }) => ({ id: record._id, dossierVersion: 'x' }));
  const taken = await refusal(nominations.assign({ ...assignment, unitProposal: 'TT-2026-000002', lines: others }));
  expect(taken).toMatchObject({ code: 'ACTION_NOT_ALLOWED', data: { lines: [b!.record._id] } });
  expect((await nominations.need(c!.record._id)).unitProposal).toBeUndefined();
  expect((await refusal(nominations.editDraft(a!.record._id, 1, dossier(), by))).code).toBe('ACTION_NOT_ALLOWED');

  await nominations.unassign('TT-2026-000001', [a!.record._id], now);
  const freed = await nominations.need(a!.record._id);
  expect(freed.unitProposal).toBeUndefined();
  expect((await nominations.editDraft(freed._id, freed.version, dossier({ merit: 'm' }), by)).version).toBe(3);
});

test('a draft that was edited after the page was shown is not sent', async () => {
  const { nominations } = opened.store;
  const { record } = await draft('late');
  await nominations.editDraft(record._id, 1, dossier({ merit: 'm' }), by);
  const line = { id: record._id, dossierVersion: 'x', expects: 1 };
  const { code, data } = await refusal(
    nominations.assign({ ...by, unitProposal: 'TT-2026-000009', docket: 'd', lines: [line] }),
  );
  expect(code).toBe('STATE_CHANGED');
  expect(data.lines).toEqual([record._id]);
});

describe('a list', () => {
  const ids: string[] = [];
  beforeAll(async () => {
    for (let i = 0; i < 25; i += 1) ids.unshift((await draft('list', named(`Tập thể số ${i}`))).record._id);
  });

  test('is paged without repeating or hiding anything, although records are added and changed meanwhile', async () => {
    const { nominations } = opened.store;
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await nominations.list({ unit: 'list' }, { limit: 10, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((item) => item._id));
      cursor = page.next;
      const added = await draft('list', named('thêm vào'));
      await nominations.editDraft(added.record._id, 1, named('sửa đổi'), by);
    } while (cursor !== undefined);
    expect(seen).toEqual(ids);
  });

  test('by due day goes on where the page before ended', async () => {
    const { nominations } = opened.store;
    const first = await nominations.list({ unit: 'list', order: 'due' }, { limit: 20 });
    const second = await nominations.list({ unit: 'list', order: 'due' }, { limit: 20, cursor: first.next! });
    const all = [...first.items, ...second.items].map((item) => item._id);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual([...all].sort());
    expect(Object.keys(first.items[0]!)).not.toContain('row');
  });

  test('refuses a cursor that is none', async () => {
    const { code, data } = await refusal(opened.store.nominations.list({}, { cursor: 'eyJhIjoxfQ' }));
    expect(code).toBe('VALIDATION');
    expect(data.fields[0].field).toBe('cursor');
  });

  test.each([
    ['do hong', true],
    ['Đỗ Hồng', true],
    ['thi ho', true],
    ['ong', false],
    ['.*', false],
    ['hong [', true],
  ])('finds Đỗ Thị Hồng by "%s": %s', async (q, found) => {
    const { record } = await draft('search');
    const { items } = await opened.store.nominations.list({ unit: 'search', q });
    expect(items.some((item) => item._id === record._id)).toBe(found);
  });

  test('finds a nomination by its number, whole or its end', async () => {
    const { nominations } = opened.store;
    const id = ids[3]!;
    for (const q of [id, id.toLowerCase(), String(Number(id.slice(-6)))]) {
      expect((await nominations.list({ q, unit: 'list' })).items.map((item) => item._id)).toEqual([id]);
    }
  });

  test('is filtered by status, holder, award and year', async () => {
    const { nominations } = opened.store;
    const count = async (filter: object): Promise<number> =>
      (await nominations.list({ unit: ['list', 'none'], ...filter }, { limit: 200 })).items.length;
    const all = await count({});
    expect(await count({ status: 'draft', holder: 'unit', award: 'BKT', awardYear: 2026, overdue: false })).toBe(all);
    expect(await count({ status: ['screening', 'returned'] })).toBe(0);
    expect(await count({ holder: 'office' })).toBe(0);
    expect(await count({ overdue: true })).toBe(0);
    expect(await count({ ids: [ids[0]!] })).toBe(1);
    expect((await nominations.countByStatus({ unit: 'list' })).get('draft')).toBe(all);
    expect(await nominations.countByAward({ unit: 'list' })).toEqual(new Map([['BKT', all]]));
    expect(await nominations.countByAward({ unit: 'list', status: 'screening' })).toEqual(new Map());
  });
});
