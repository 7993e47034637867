import type { CertificateFilter } from '../../../platform/store/certificate-list';
import { settle } from '../../setup/cases';
import { closeStore, openStore, times, type Opened } from './database';
import { certificate, history, now } from './examples';
import { profiled } from './profile';

const MANY = 1_200;
let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
  const { certificates } = opened.store;
  for (let batch = 0; batch < MANY / 200; batch += 1) {
    await certificates.issueBatch({
      decision: `D${batch % 3}`,
      batch,
      goldBook: { register: 'gold', prefix: 'SV-QĐ-UBND-2026' },
      now,
      actor: 'service',
      lines: times(200, (i) => ({
        nomination: `${batch}-${i}`,
        certificate: { ...certificate, unit: `U${i % 20}`, snapshot: snapshotOf(batch * 200 + i) },
        history,
      })),
    });
  }
});
afterAll(() => closeStore(opened));

const snapshotOf = (no: number) => ({
  ...certificate.snapshot,
  nominee: {
    kind: 'person' as const,
    address: 'Bà' as const,
    post: 'Chuyên viên',
    unitName: 'Sở Tài chính',
    name: no === 777 ? 'Đặng Thị Ngọc Ánh' : no % 2 === 0 ? 'Nguyễn Văn Mẫu' : 'Lê Thị Mẫu',
  },
});

const list = (filter: CertificateFilter, cursor?: string) =>
  opened.store.certificates.list(filter, { limit: 50, ...(cursor === undefined ? {} : { cursor }) });

test.each<CertificateFilter>([
  {},
  { award: certificate.award },
  { status: 'valid' },
  { unit: ['U3', 'U4'], status: 'valid' },
])('a page takes one command and fetches only what is on it: %j', async (filter) => {
  const { result, commands } = await profiled(opened.connection, () => list(filter));
  expect(result.items).toHaveLength(50);
  expect(commands).toHaveLength(1);
  expect(commands[0]!.docsExamined).toBeLessThanOrEqual(51);
});

test('of one decision only its own are looked at', async () => {
  const { result } = await profiled(opened.connection, () => list({ decision: ['D1'] }));
  expect(new Set(result.items.map(({ decision }) => decision))).toEqual(new Set(['D1']));
});

test('the list is leafed to its end and back, newest first, each once and without what is stored for it', async () => {
  const seen: string[][] = [];
  let page = await list({ unit: ['U7'] });
  seen.push(page.items.map(({ number }) => number));
  while (page.next !== undefined) {
    page = await list({ unit: ['U7'] }, page.next);
    seen.push(page.items.map(({ number }) => number));
  }
  const all = seen.flat();
  expect([all.length, new Set(all).size]).toEqual([MANY / 20, MANY / 20]);
  expect(all).toEqual([...all].sort().reverse());
  expect((await list({ unit: ['U7'] }, page.previous)).items.map(({ number }) => number)).toEqual(seen.at(-2));
  const [first] = page.items;
  expect(first).toEqual(await opened.store.certificates.byNumber(first!.number));
});

test.each([
  ['dang ngoc anh', 1],
  ['ĐẶNG Ánh', 1],
  ['778', 1],
  ['0778', 1],
  ['SV-QĐ-UBND-2026-00778', 1],
  ['sv-qd-ubnd-2026-0077', 10],
  ['dang khong', 0],
  ['.*', 0],
  ['sv-.*', 0],
  ['nguyen mau', 50],
] as const)('"%s" finds %i', async (q, count) => {
  const { items } = await list({ q });
  expect(items).toHaveLength(count);
});

test('a code is found as it is printed, as it is misread, and beside other words', async () => {
  const [one] = (await list({ q: 'dang anh' })).items;
  const code = one!.verifyCode;
  const printed = `${code.slice(0, 5)}-${code.slice(5)}`;
  for (const q of [printed, printed.toLowerCase(), printed.replace(/0/g, 'o').replace(/1/g, 'l'), `${printed} dang`]) {
    expect((await list({ q })).items.map(({ number }) => number)).toEqual([one!.number]);
  }
  expect((await list({ q: `${printed} nguyen` })).items).toEqual([]);
});

test('what was corrected is found by the name that was printed and by the right one', async () => {
  const { store } = opened;
  const one = (await store.certificates.byNumber('SV-QĐ-UBND-2026-00778'))!;
  const changes = [{ field: 'name', printed: one.snapshot.nominee.name, correct: 'Đặng Thị Bảo Ánh' }] as const;
  await settle(store, one._id, { kind: 'corrected', changes });
  for (const q of ['dang ngoc anh', 'bao anh']) {
    expect((await list({ q, status: 'corrected' })).items.map(({ _id }) => _id)).toEqual([one._id]);
  }
});
