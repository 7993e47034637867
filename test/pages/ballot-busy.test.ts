import { formIn, textOf } from './form';
import { sheetLines, type Sitting } from './sitting';
import { testSite, type TestSite } from './site';
import { votedIn } from '../setup/session';

let site: TestSite;
let sitting: Sitting;
beforeAll(async () => {
  site = await testSite();
  sitting = await sheetLines(site, 2);
});
afterAll(() => site.stop());

test('without a worker the sheet is shown from the records, a vote is “not known yet”, and pressed again it counts once', async () => {
  const { path, ids, session } = await sitting.open('secret');
  await site.service.stopWorker();

  const startedMs = performance.now();
  const sheet = await site.get(path);
  expect(sheet.status).toBe(200);
  expect(performance.now() - startedMs).toBeLessThan(15_000);
  expect(textOf(sheet.html)).toContain('chưa kiểm tra được Ông đã gửi phiếu hay chưa');
  expect(textOf((await site.get(`${path}?lang=en`)).html)).toContain(
    'could not be checked whether you have already sent',
  );
  const choices = Object.fromEntries(ids.map((id) => [`choice.${id}`, 'no']));
  const review = await site.press(path, sheet, 'review', choices);
  expect(review.status).toBe(200);

  const sentMs = performance.now();
  const busy = await site.press(path, review, 'send');
  expect(performance.now() - sentMs).toBeLessThan(40_000);
  expect(busy.status).toBe(503);
  expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(textOf(busy.html)).toContain('Chưa xác nhận được phiếu.');
  // everything is still there, under the same submission
  const { step, ...sent } = { ...formIn(review.html).fields, step: '' };
  expect(formIn(busy.html).fields).toEqual(sent);
  expect(formIn(busy.html).buttons).toEqual(['send', 'edit']);

  await site.service.startWorker();
  const done = await site.press(path, busy, 'send');
  expect(done.status).toBe(200);
  expect(await votedIn(session)).toBe(1);
  const voterRef = (await site.service.store.electors.refOf(session.id, 'C2'))!;
  expect((await site.service.store.sheets.latestSheet(session.id, voterRef))?.ordinal).toBe(1);
  expect(textOf((await site.get(path)).html)).toContain('Ông đã gửi phiếu lúc');
  expect(textOf((await site.get(`${path}?edit=1`)).html)).not.toContain('chưa kiểm tra được');
});
