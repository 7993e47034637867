import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { issueCertificate } from '../setup/cases';

let api: TestApi;
let clerk: TestCaller;
let ofUnit: TestCaller;
beforeAll(async () => {
  api = await startApi();
  [clerk, ofUnit] = [await api.as('clerk'), await api.as('clerk', 'U01')];
});
afterAll(() => api.stop());

const last = (number: number, date = '2026-11-12') => ({ number, date, reason: 'Sổ vàng giấy năm 2026' });

describe('the last number of the paper book', () => {
  test('is noted with a trail and mended until the service gives one; its own go on behind it', async () => {
    const path = '/gold-books/A-TINH/last-number';
    expect((await clerk.get('/gold-books/A-TINH')).body).toEqual({ register: 'A-TINH/2026', next: 1 });
    expect((await clerk.post(path, last(210))).status).toBe(200);
    expect((await clerk.post(path, last(120))).body).toEqual({
      register: 'A-TINH/2026',
      next: 121,
      imported: { serial: 120, date: '2026-11-12', reason: 'Sổ vàng giấy năm 2026' },
    });
    expect((await clerk.post(path, last(120))).status).toBe(200);
    const [first, second] = [1, 2].map((serial) => issueCertificate(api.site.service.store, { serial }));
    expect([(await first!).goldBookNumber, (await second!).goldBookNumber].sort()).toEqual([121, 122]);
    const late = await clerk.post(path, last(130));
    expect([late.status, late.body.code]).toEqual([409, 'GOLD_BOOK_BEGUN']);
    // what it said before is no other number
    expect((await clerk.post(path, last(120))).status).toBe(200);
    const trail = await api.site.service.store.audit.trail('goldBooks/A-TINH/2026');
    expect(trail.map(({ data }) => data['number'])).toEqual([210, 120]);
    expect((await clerk.get('/gold-books/A-TINH?day=2027-01-04')).body).toEqual({ register: 'A-TINH/2027', next: 1 });
  });

  test.each<[string, object, string]>([
    ['no number', { number: undefined }, 'number'],
    ['a number below one', { number: 0 }, 'number'],
    ['a number with a part', { number: 1.5 }, 'number'],
    ['a number in letters', { number: '7' }, 'number'],
    ['a number without end', { number: 1_000_000 }, 'number'],
    ['a day ahead', { date: '2026-11-17' }, 'date'],
    ['a day that is none', { date: '2026-02-30' }, 'date'],
    ['no reason', { reason: '' }, 'reason'],
    ['an operator', { number: { $gt: 0 } }, 'number'],
  ])('is refused with %s', async (_what, more, field) => {
    const reply = await ofUnit.post('/gold-books/A-U01/last-number', { ...last(7), ...more });
    expect([reply.status, reply.body.fields?.[0]?.field]).toEqual([400, field]);
    expect((await ofUnit.get('/gold-books/A-U01')).body.next).toBe(1);
  });

  test('is noted by whoever keeps the book: a unit its own', async () => {
    expect((await ofUnit.post('/gold-books/A-TINH/last-number', last(7))).status).toBe(404);
    expect((await (await api.as('clerk', 'U02')).get('/gold-books/A-U01')).status).toBe(404);
    expect((await (await api.as('inspector')).post('/gold-books/A-U01/last-number', last(7))).status).toBe(403);
    expect((await clerk.post('/gold-books/A-NONE/last-number', last(7))).status).toBe(404);
    expect((await ofUnit.post('/gold-books/A-U01/last-number', last(7))).body.next).toBe(8);
  });
});
