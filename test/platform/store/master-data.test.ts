import type { CouncilRecord, UnitRecord } from '../../../platform/store';
import { closeStore, openStore, refusal, times, type Opened } from './database';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));

const unit = (code: string, name = 'Sở Tài chính'): UnitRecord => ({
  _id: code,
  name,
  kind: 'department',
  symbol: 'STC',
  validFrom: '2025-07-01',
});

test('a unit is created once, updated by other content, and the same content changes nothing', async () => {
  const { units } = opened.store;
  expect(await units.put({ ...unit('stc'), phone: '0900' })).toBe('created');
  expect(await units.put({ ...unit('stc'), phone: '0900' })).toBe('unchanged');
  expect(await units.put(unit('stc', 'Sở Tài chính tỉnh'))).toBe('updated');
  expect(await units.get('stc')).toEqual(unit('stc', 'Sở Tài chính tỉnh'));
});

test('one unit put by many at once is one unit', async () => {
  const { units } = opened.store;
  const answers = await Promise.all(times(10, () => units.put(unit('race'))));
  expect(answers).toContain('created');
  expect(await units.need('race')).toEqual(unit('race'));
});

test('an unknown code is undefined to get, a refusal to need, and left out of many', async () => {
  const { units } = opened.store;
  expect(await units.get('none')).toBeUndefined();
  expect((await refusal(units.need('none'))).code).toBe('NOT_FOUND');
  expect([...(await units.many(['none', 'race'])).keys()]).toEqual(['race']);
});

test('a field that the schema does not know is refused by name, and nothing is stored', async () => {
  const { units } = opened.store;
  const { code, data } = await refusal(units.put({ ...unit('odd'), colour: 'red' } as UnitRecord));
  expect(code).toBe('VALIDATION');
  expect(data.fields[0].field).toBe('colour');
  expect(await units.get('odd')).toBeUndefined();
});

test('an operator that comes in as a value is a value', async () => {
  const { units } = opened.store;
  await expect(units.get({ $ne: 'x' } as unknown as string)).rejects.toMatchObject({ code: 'VALIDATION' });
});

test('the council in force is the last version that has begun', async () => {
  const { councils } = opened.store;
  const version = (validFrom: string): CouncilRecord => ({
    _id: `hd@${validFrom}`,
    code: 'hd',
    name: 'Hội đồng',
    level: 'province',
    validFrom,
    members: [{ person: 'p1', role: 'Chủ tịch', secretary: false }],
  });
  await councils.put(version('2026-06-01'));
  await councils.put(version('2025-07-01'));
  expect(await councils.inForce('hd', '2025-06-30')).toBeUndefined();
  expect((await councils.inForce('hd', '2026-05-31'))?.validFrom).toBe('2025-07-01');
  expect((await councils.inForce('hd', '2026-06-01'))?.validFrom).toBe('2026-06-01');
  expect((await councils.versions('hd')).map((one) => one.validFrom)).toEqual(['2025-07-01', '2026-06-01']);
});

test('the authority of the province is the one without a unit', async () => {
  const { authorities } = opened.store;
  const authority = {
    level: 'province' as const,
    person: 'p1',
    title: 'Chủ tịch',
    issuer: 'UBND TỈNH',
    place: 'Đ',
    register: { symbol: 'QĐ-UBND', mode: 'manual' as const },
  };
  await authorities.put({ _id: 'chair', ...authority });
  await authorities.put({ _id: 'head', ...authority, level: 'unit', unit: 'stc' });
  expect((await authorities.ofLevel('province'))?._id).toBe('chair');
  expect((await authorities.ofLevel('unit', 'stc'))?._id).toBe('head');
  expect(await authorities.ofLevel('unit', 'other')).toBeUndefined();
});

test('a person is found by address in any case', async () => {
  const { people } = opened.store;
  const person = { name: 'An', address: 'Ông' as const, post: 'Trưởng phòng', unit: 'stc', language: 'vi' as const };
  await people.put({ _id: 'p1', ...person, email: 'An@Example.VN' });
  expect((await people.byEmail('an@example.vn')).map((one) => one._id)).toEqual(['p1']);
  expect(await people.byEmail('b@example.vn')).toEqual([]);
  expect((await people.ofUnit('stc')).map((one) => one._id)).toEqual(['p1']);
});

test('the working calendar joins all years that were entered', async () => {
  const { calendars } = opened.store;
  await calendars.put({ _id: 2027, off: ['2027-01-01'], extraWorking: [] });
  await calendars.put({ _id: 2026, off: ['2026-09-02'], extraWorking: ['2026-08-22'] });
  expect(await calendars.working()).toEqual({
    years: [2026, 2027],
    off: ['2026-09-02', '2027-01-01'],
    extraWorking: ['2026-08-22'],
  });
});
