import { peopleOrders } from '../../../platform/store/people-list';
import type { PersonRecord } from '../../../platform/store';
import { closeStore, openStore, times, type Opened } from './database';
import { profiled } from './profile';

const MANY = 1_200;
const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm'];
const given = ['An', 'Bình', 'Đạt', 'Ước'];

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
  const person = (i: number): PersonRecord => ({
    _id: `P${i}`,
    name: `${family[i % 4]!} Văn ${given[(i >> 2) % 4]!} ${String.fromCharCode(65 + ((i >> 4) % 26))}`,
    address: 'Ông',
    post: 'Chuyên viên',
    unit: `U${i % 10}`,
    birthDate: `19${60 + (i % 40)}-0${1 + (i % 9)}-15`,
    ...(i % 3 === 0 ? {} : { sex: i % 3 === 1 ? ('female' as const) : ('male' as const) }),
    language: 'vi',
  });
  for (const some of times(MANY / 100, (no) => times(100, (i) => person(no * 100 + i))))
    await Promise.all(some.map((one) => opened.store.people.put(one)));
  const one = { ...person(1), name: 'Đoàn Thị Ước Mẫu', birthDate: '1980-01-02' };
  await opened.store.people.put({ ...one, _id: 'D1', unit: 'U1' });
  await opened.store.people.put({ ...one, _id: 'D2', unit: 'U2', name: 'ĐOÀN  THỊ ƯỚC MẪU' });
  await opened.store.people.put({ ...one, _id: 'D3', unit: 'U2', birthDate: '1981-01-02' });
}, 60_000);
afterAll(() => closeStore(opened));

test.each(['doan thi uoc mau', 'Mẫu Đoàn', 'DOA uo'])('"%s" finds people without diacritics', async (q) => {
  const { items } = await opened.store.people.search({ q });
  expect(items.map(({ _id }) => _id)).toEqual(['D1', 'D2', 'D3']);
});

test('nobody is found by words that nobody has, or by signs alone', async () => {
  expect((await opened.store.people.search({ q: 'xyzzy' })).items).toEqual([]);
  expect((await opened.store.people.search({ q: '$.*' })).items).toEqual([]);
});

test('a page is read from one place of an index, and leafed through to the end and back', async () => {
  const { people } = opened.store;
  const { result, commands } = await profiled(opened.connection, () => people.search({}, { limit: 50 }));
  expect(commands).toHaveLength(1);
  expect(commands[0]!.docsExamined).toBeLessThanOrEqual(51);
  const seen = result.items.map(({ _id }) => _id);
  let page = result;
  while (page.next !== undefined) {
    page = await people.search({}, { limit: 50, cursor: page.next });
    seen.push(...page.items.map(({ _id }) => _id));
  }
  expect([seen.length, new Set(seen).size]).toEqual([MANY + 3, MANY + 3]);
  const back = await people.search({}, { limit: 50, cursor: page.previous! });
  expect(back.items).toHaveLength(50);
});

test('within some units nobody of another is read', async () => {
  const work = () => opened.store.people.search({ units: ['U3', 'U4'] }, { limit: 50 });
  const { result, commands } = await profiled(opened.connection, work);
  expect(new Set(result.items.map(({ unit }) => unit))).toEqual(new Set(['U3', 'U4']));
  expect(commands[0]!.docsExamined).toBeLessThanOrEqual(51);
});

test.each([
  ['P117', ['P117', 'P1170', 'P1171', 'P1172', 'P1173', 'P1174', 'P1175', 'P1176', 'P1177', 'P1178', 'P1179']],
  ['doan 1980', ['D1', 'D2']],
  ['mau uoc 1981', ['D3']],
])('"%s" finds by code and by year of birth', async (q, expected) => {
  const { items } = await opened.store.people.search({ q, order: 'code' });
  expect(items.map(({ _id }) => _id)).toEqual(expected);
});

test.each(peopleOrders)(
  'by %s a page reads what is on it, whatever filters are set, the other way round too',
  async (order) => {
    const { people } = opened.store;
    for (const filter of [{}, { sex: 'female' }, { units: ['U2'] }, { units: ['U2', 'U5'], sex: 'male' }] as const) {
      for (const reverse of [false, true]) {
        const asked = { ...filter, order, reverse };
        const { result, commands } = await profiled(opened.connection, () => people.search(asked, { limit: 20 }));
        expect([result.items.length, commands.length]).toEqual([20, 1]);
        expect(commands[0]!.docsExamined).toBeLessThanOrEqual(22);
        const cursor = result.next!;
        const { commands: further } = await profiled(opened.connection, () =>
          people.search(asked, { limit: 20, cursor }),
        );
        expect(further[0]!.docsExamined).toBeLessThanOrEqual(22);
      }
    }
  },
);

test('records of one name and birth date are found from an index alone', async () => {
  const { result, commands } = await profiled(opened.connection, () => opened.store.people.twins({ most: 9 }));
  expect(result.map((codes) => codes.toSorted())).toEqual([['D1', 'D2']]);
  expect([commands.length, commands[0]!.docsExamined]).toEqual([1, 0]);
  expect(await opened.store.people.twins({ units: ['U1'], most: 9 })).toEqual([]);
  const one = await opened.store.people.need('D2');
  expect(await opened.store.people.twins({ of: [one], most: 9 })).toHaveLength(1);
  expect(await opened.store.people.twins({ of: [{ ...one, birthDate: '1900-01-01' }], most: 9 })).toEqual([]);
});

test('what people are looked for by is in no record', async () => {
  const { people } = opened.store;
  const plain = ['_id', 'address', 'birthDate', 'language', 'name', 'post', 'sex', 'unit'];
  const [found] = (await people.search({ q: 'doan uoc' })).items;
  for (const record of [
    found!,
    await people.need('D1'),
    (await people.list()).items.find(({ sex }) => sex)!,
    (await people.ofUnit('U1')).find(({ sex }) => sex)!,
  ])
    expect(Object.keys(record).sort()).toEqual(plain);
  // so the same again is no change
  expect(await people.put(await people.need('D1'))).toBe('unchanged');
});
