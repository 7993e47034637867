import { textOf } from '../form';
import { testSite, type TestSite } from '../site';
import { someone, type Someone } from './someone';
import { whereTo } from './visitor';

let site: TestSite;
let province: Someone;
beforeAll(async () => {
  site = await testSite({ worker: false });
  province = await someone(site, 'office');
  const { units } = site.service.store;
  const u02 = await units.need('U02');
  await units.put({ ...u02, _id: 'K1', name: 'Khối thi đua các sở', kind: 'block' });
  await units.put({ ...u02, _id: 'K2', name: 'Khối thi đua các ban', kind: 'block' });
});
afterAll(() => site.stop());

const form = '/app/blocks/K1/2025/edit';
const paper = { 'paper.number': '07/BB-K1', 'paper.date': '2026-01-15' };
const lines = {
  'lines.0.unit': 'Sở Tài chính',
  'lines.0.rank': '1',
  'lines.0.points': '98,5',
  'lines.0.leads': 'true',
  'lines.2.unit': 'u02',
  'lines.2.rank': '2',
};
const stored = () => site.service.store.facts.standings('K1', 2025);

describe('the standings of a block', () => {
  test('are written from its paper, each unit by name or code, and shown to members alone', async () => {
    expect(textOf((await province.get('/app/blocks?year=2025')).html)).toContain('Chưa ghi xếp hạng');
    const saved = await province.fill(form, { ...paper, ...lines });
    expect(whereTo(saved)).toBe('303 /app/blocks/K1/2025?done=standings');
    expect(await stored()).toMatchObject([
      { about: 'units/U01', rank: 1, points: '98.5', leads: true, paper: '07/BB-K1', members: 2 },
      { about: 'units/U02', rank: 2, leads: false },
    ]);
    const page = textOf((await province.get('/app/blocks/K1/2025?done=standings')).html);
    for (const said of ['Đã lưu xếp hạng', '1 Sở Tài chính 98,5 Dẫn đầu', '07/BB-K1', 'ngày 15/01/2026'])
      expect(page).toContain(said);
    const member = await someone(site, 'office', 'U01');
    expect(textOf((await member.get('/app/blocks?year=2025')).html)).toContain('Khối thi đua các sở');
    const seen = (await member.get('/app/blocks/K1/2025')).html;
    expect([textOf(seen).includes('98,5'), seen.includes('/edit')]).toEqual([true, false]);
    expect((await member.get(form)).status).toBe(403);
    expect((await member.get('/app/blocks/K2/2025')).status).toBe(404);
    expect(textOf((await member.get('/app/blocks?year=2025')).html)).not.toContain('các ban');
  });

  test('are corrected from what stands: a unit that is left out has no standing, and the trail keeps it', async () => {
    const old = await province.opened(form);
    expect([old['lines.0.unit'], old['lines.0.points'], old['lines.1.unit']]).toEqual(['U01', '98,5', 'U02']);
    const corrected = { ...old, 'lines.0.points': '97', 'lines.1.unit': '', 'lines.1.rank': '' };
    expect(whereTo(await province.post(form, corrected))).toContain('303');
    // pressed again it is the same paper; from a page of before it is told so
    expect(whereTo(await province.post(form, corrected))).toContain('303');
    expect(await stored()).toMatchObject([{ about: 'units/U01', points: '97' }]);
    const late = await province.post(form, { ...old, 'lines.0.points': '96' });
    expect([late.status, late.html.includes('value="96"')]).toEqual([409, true]);
    // two who read the same page and save at the same moment: one is told so
    const both = await Promise.all([province.opened(form), province.opened(form)]);
    const told = await Promise.all(both.map((page, i) => province.post(form, { ...page, 'lines.0.points': `9${i}` })));
    expect(told.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    expect(await stored()).toMatchObject([{ points: told[0]!.status === 303 ? '90' : '91' }]);
    expect(whereTo(await province.fill(form, { 'lines.0.points': '97' }))).toContain('303');
    const trail = await site.service.store.audit.trail('facts/ranking/units/U02/2025');
    expect(trail.map(({ type }) => type)).toEqual(['created', 'withdrawn']);
  });

  test.each([
    [{ 'paper.number': '' }, 'paper-number', 'Cần có mục này'],
    [{ 'paper.date': '2030-01-01' }, 'paper-date', 'Ngày này chưa đến'],
    [{ 'lines.3.unit': 'Sở Không có' }, 'lines-3-unit', '“Sở Không có”'],
    [{ 'lines.3.rank': '3' }, 'lines-3-unit', 'chưa ghi đơn vị'],
    [{ 'lines.4.unit': 'U02', 'lines.4.rank': '9' }, 'lines-4-rank', 'chỉ có 2 đơn vị'],
    [{ 'lines.4.unit': 'U01', 'lines.4.rank': '1' }, 'lines-4-unit', 'Đơn vị này đã nêu ở trên'],
    [{ 'lines.4.unit': 'K2', 'lines.4.rank': '1' }, 'lines-4-unit', 'không phải đơn vị thành viên'],
    [{ 'lines.4.unit': 'U02', 'lines.4.rank': 'nhì' }, 'lines-4-rank', 'Phải là số'],
    [{ 'lines.4.unit': 'U02' }, 'lines-4-rank', 'Cần có mục này'],
    [{ 'lines.0.points': 'cao' }, 'lines-0-points', 'Không phải là số thập phân'],
    [{ 'lines.0.unit': '', 'lines.0.rank': '', 'lines.0.points': '' }, 'lines-0-unit', 'ít nhất một đơn vị'],
  ])('are refused in the row where %j stands', async (typed, field, sentence) => {
    const refused = await province.fill(form, typed);
    expect(refused.status).toBe(400);
    expect(refused.html).toContain(`href="#f-${field}"`);
    expect(textOf(refused.html)).toContain(sentence);
    expect(await stored()).toMatchObject([{ points: '97' }]);
  });

  test('of a unit that another block ranks, or of a year to come, are refused', async () => {
    const held = await province.fill('/app/blocks/K2/2025/edit', {
      ...paper,
      'lines.0.unit': 'U01',
      'lines.0.rank': '1',
    });
    expect(textOf(held.html)).toContain('Văn bản số 07/BB-K1 của cụm, khối K1 đã xếp hạng đơn vị này');
    const ahead = await province.fill('/app/blocks/K1/2031/edit', { ...paper, ...lines });
    expect(textOf(ahead.html)).toContain('Năm 2031 chưa đến');
    expect((await province.get('/app/blocks/U01/2025')).status).toBe(404);
    expect((await province.get('/app/blocks/K1/abcd')).status).toBe(404);
  });

  test('have their paper attached, which stays with its number through corrections', async () => {
    const path = '/app/blocks/K1/2025/paper';
    const none = await province.fill(path, {}, {});
    expect([none.status, textOf(none.html).includes('Chưa chọn tệp')]).toEqual([400, true]);
    const text = await province.fill(path, {}, { 'paper.file': Buffer.from('không phải là PDF') });
    expect(text.status).toBe(415);
    expect(textOf(text.html)).toContain('Chỉ nhận tệp PDF, Word, Excel hoặc ảnh JPEG, PNG');
    const large = await province.fill(path, {}, { 'paper.file': Buffer.alloc(20 * 1024 * 1024 + 1) });
    expect([large.status, textOf(large.html)]).toEqual([413, expect.stringContaining('Mỗi tệp không quá 20 MB.')]);
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(64, 1), Buffer.from([0xff, 0xd9])]);
    expect(whereTo(await province.fill(path, {}, { 'paper.file': jpeg }))).toContain('?done=attached');
    expect((await province.file(`${path}.file`)).bytes.equals(jpeg)).toBe(true);
    expect(whereTo(await province.fill(form, { 'lines.0.points': '96' }))).toContain('303');
    expect((await province.file(`${path}.file`)).status).toBe(200);
    const [line] = await stored();
    expect([line?.points, line?.paperFile === undefined]).toEqual(['96', false]);
    // the paper of another number is another one
    expect(whereTo(await province.fill(form, { 'paper.number': '09/BB-K1' }))).toContain('303');
    expect((await province.file(`${path}.file`)).status).toBe(404);
    const member = await someone(site, 'office', 'U01');
    expect((await member.get(`${path}.file`)).status).toBe(404);
  });
});
