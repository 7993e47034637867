import { eventually } from '../setup/service';
import { votedIn } from '../setup/session';
import { codeOn, textOf } from './form';
import { sheetLines, type Sitting } from './sitting';
import { testSite, type TestSite } from './site';

let site: TestSite;
let sitting: Sitting;
beforeAll(async () => {
  site = await testSite();
  sitting = await sheetLines(site, 3);
});
afterAll(() => site.stop());

const all = (ids: readonly string[], choice: string) => Object.fromEntries(ids.map((id) => [`choice.${id}`, choice]));

describe('after the session has closed', () => {
  test('the page says what was received and when; a named sheet is shown, a secret one is not', async () => {
    for (const ballot of ['named', 'secret'] as const) {
      const { path, ids, session } = await sitting.open(ballot);
      await sitting.send(path, all(ids, 'no'));
      await sitting.othersVote(session, 'C2');
      await session.reach('closed');
      const text = textOf((await site.get(path)).html);
      expect(text).toContain('Việc nhận phiếu đã kết thúc lúc');
      expect(text).toContain('Phiếu của Ông đã được ghi nhận lúc');
      expect(text.includes('Không đồng ý: 3 trường hợp')).toBe(ballot === 'named');
    }
  });

  test('a late sheet is shown back and changes nothing', async () => {
    const { path, ids, session } = await sitting.open('secret');
    const review = await site.press(path, await site.get(path), 'review', all(ids, 'no'));
    await session.vote('C2', 'yes');
    await sitting.othersVote(session, 'C2');
    await session.reach('closed');
    const before = await site.hash();
    const late = await site.press(path, review, 'send');
    expect(late.status).toBe(409);
    expect(textOf(late.html)).toContain('đến sau thời điểm kết thúc');
    expect(textOf(late.html)).toContain('Không đồng ý: 3 trường hợp');
    expect(await site.hash()).toBe(before);
  });

  test('the second click on the sheet that closed the session is told what the first one did', async () => {
    const { path, ids, session } = await sitting.open('secret');
    await sitting.othersVote(session, 'C2');
    const review = await site.press(path, await site.get(path), 'review', all(ids, 'yes'));
    const first = await site.press(path, review, 'send');
    await session.reach('closed');
    const second = await site.press(path, review, 'send');
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(codeOn(second.html)).toBe(codeOn(first.html));
  });

  test('a cancelled session says that voting has ended, and nothing of a sheet', async () => {
    const { path, session } = await sitting.open('secret');
    await session.order({ type: 'cancel', note: 'n' });
    await session.reach('cancelled');
    const page = await site.get(path);
    expect(page.status).toBe(409);
    expect(textOf(page.html)).toContain('Việc nhận phiếu đã kết thúc.');
  });

  test('a sheet that comes after the session was cancelled is shown back to be kept, and is nowhere', async () => {
    const { path, ids, session } = await sitting.open('named');
    const filled = { ...all(ids, 'no'), [`choice.${ids[1]!}`]: 'recuse', [`reason.${ids[1]!}`]: 'Em vợ' };
    const sheet = await site.get(path);
    const review = await site.press(path, sheet, 'review', filled);
    await session.order({ type: 'cancel', note: 'n' });
    await session.reach('cancelled');
    const before = await site.hash();
    // its read-back, and the form that is still open on another device
    for (const [page, step, more] of [
      [review, 'send', {}],
      [sheet, 'review', filled],
    ] as const) {
      const late = await site.press(path, page, step, more);
      const text = textOf(late.html);
      expect(late.status).toBe(409);
      expect(text).toContain('Phiên lấy ý kiến này đã bị hủy lúc');
      expect(text).toContain('đến sau khi phiên bị hủy');
      expect(text).toContain('Không đồng ý: 2 trường hợp');
      expect(text).toContain('Em vợ');
      expect(text).not.toMatch(/đã được ghi nhận|chưa được gửi/);
      expect(late.html).not.toContain('<form');
    }
    expect(await site.hash()).toBe(before);
    const { electors } = site.service.store;
    expect(await electors.draftOf(session.id, (await electors.refOf(session.id, 'C2'))!)).toBeUndefined();
  });
});

test('twenty changes are taken, one more is refused as a page and the last one counts', async () => {
  const { path, ids, session } = await sitting.open('secret');
  for (let i = 0; i < 20; i += 1) await session.vote('C2', 'yes');
  const refused = await sitting.send(path, all(ids, 'no'));
  expect(refused.status).toBe(409);
  expect(textOf(refused.html)).toContain('Phiếu đã được thay đổi đủ số lần cho phép');
  await eventually(
    () => votedIn(session),
    (n) => n === 1,
  );
});
