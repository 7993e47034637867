import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { joins } from '../setup/fixtures';
import { eventually } from '../setup/service';
import { votedIn, type TestSession } from '../setup/session';
import { printedSlip } from '../setup/slips';
import { formIn, textOf } from './form';
import { sheetLines, type Sitting } from './sitting';
import type { Answer, TestSite } from './site';

let api: TestApi;
let site: TestSite;
let secretary: TestCaller;
let sitting: Sitting;
beforeAll(async () => {
  api = await startApi();
  site = api.site;
  secretary = await api.as('secretary', 'U01');
  sitting = await sheetLines(site, 2);
});
afterAll(() => api.stop());

const all = (ids: readonly string[], choice: string) => Object.fromEntries(ids.map((id) => [`choice.${id}`, choice]));
const NOT_SENT = 'PHIẾU CHƯA ĐƯỢC GỬI';

/** A session that asks for the number; its second member has his paper. */
async function opened(ballot: 'named' | 'secret' = 'secret') {
  const { session, path, ids } = await sitting.open(ballot, { stepUp: true });
  const slip = await printedSlip(secretary, session.id, 'C2');
  expect(slip.path).toBe(path);
  return { session, path, ids, number: slip.number! };
}
const readBack = async (path: string, ids: readonly string[], choice = 'yes'): Promise<Answer> =>
  site.press(path, await site.get(`${path}?edit=1`), 'review', all(ids, choice));
const send = (path: string, page: Answer, number?: string): Promise<Answer> =>
  site.press(path, page, 'send', number === undefined ? {} : { number });
const wrongOf = (number: string, by = 1): string => String((Number(number) + by) % 1_000_000).padStart(6, '0');
const slipOf = async ({ id }: TestSession) => {
  const { body } = await secretary.get(`/sessions/${id}`);
  return (body.slips as { person: string }[]).find(({ person }) => person === 'C2');
};

describe('the number of the paper invitation', () => {
  test('is announced on the sheet, asked for on the read-back, preset nowhere; once right, the sheet is recorded', async () => {
    const { session, path, ids, number } = await opened();
    const sheet = await site.get(path);
    expect(textOf(sheet.html)).toContain('hệ thống hỏi một lần mã số in trên giấy mời');
    expect(textOf(sheet.html)).toContain('Giấy mời được in sau cùng lúc');
    const review = await readBack(path, ids);
    expect(review.status).toBe(200);
    expect(formIn(review.html).fields['number']).toBe('');
    expect(review.html).toMatch(/<input id="number"[^>]* inputmode="numeric" autocomplete="one-time-code"/);
    expect(review.html).toContain('<label for="number">Mã số trên giấy mời</label>');
    expect(textOf(review.html)).toContain('nhập mã số trên giấy mời ở cuối trang rồi bấm “Gửi phiếu”');
    const done = await send(path, review, number);
    expect([done.status, textOf(done.html)]).toEqual([200, expect.stringContaining('Đã ghi nhận phiếu của Ông')]);
    expect(await votedIn(session)).toBe(1);
    expect(await slipOf(session)).toMatchObject({ printedAt: expect.any(String), givenAt: expect.any(String) });
  });

  test('is not asked for again: not for a changed sheet, not on another device', async () => {
    const { session, path, ids, number } = await opened('named');
    const desk = await readBack(path, ids, 'no');
    await send(path, await readBack(path, ids), `${number.slice(0, 3)} ${number.slice(3)}`);
    // read back before the number was given elsewhere
    expect((await send(path, desk)).status).toBe(200);
    const review = await readBack(path, ids);
    expect(formIn(review.html).fields).not.toHaveProperty('number');
    expect(textOf((await site.get(`${path}?edit=1`)).html)).not.toContain('hỏi một lần');
    expect(textOf((await send(path, review)).html)).toContain('Đã ghi nhận phiếu');
    expect(await votedIn(session)).toBe(1);
  });

  test.each([
    ['vi', 'chưa nhập đủ 6 chữ số', 'mã số chưa đúng', 'còn 4 lần'],
    ['en', 'six digits', 'the number is not right', '4 tries are left'],
  ])('that is missing or wrong loses nothing, and says what to do, in %s', async (lang, missing, wrong, left) => {
    const { session, path, ids, number } = await opened();
    const at = `${path}?lang=${lang}`;
    const filled = { [`choice.${ids[0]!}`]: 'no', [`choice.${ids[1]!}`]: 'recuse', [`reason.${ids[1]!}`]: 'Em vợ' };
    const review = await site.press(at, await site.get(at), 'review', filled);
    for (const typed of [undefined, '12345', 'không nhớ']) {
      const page = await send(at, review, typed);
      expect([page.status, textOf(page.html)]).toEqual([400, expect.stringContaining(missing)]);
      expect(formIn(page.html).fields).toMatchObject(filled);
    }
    const page = await send(at, review, wrongOf(number));
    expect([page.status, textOf(page.html)]).toEqual([400, expect.stringContaining(wrong)]);
    expect(textOf(page.html)).toContain(left);
    expect(textOf(page.html)).toContain(lang === 'vi' ? NOT_SENT : 'NOT SENT YET');
    expect(page.html).toContain('aria-invalid="true"');
    expect(page.html).toContain('role="alert"');
    expect(page.html).not.toContain(wrongOf(number));
    expect(formIn(page.html).fields).toMatchObject({ ...filled, number: '' });
    expect(await votedIn(session)).toBe(0);
    // the draft is there on any device, and the page itself goes on
    expect(formIn((await site.get(path)).html).fields).toMatchObject(filled);
    expect((await send(at, page, number)).status).toBe(200);
    expect(await votedIn(session)).toBe(1);
  });

  test('wrong five times locks, the secretary sees it, and a new paper with another number unlocks', async () => {
    const { session, path, ids, number } = await opened();
    const review = await readBack(path, ids);
    // a double click is one try
    for (const i of [1, 1, 2, 3, 4]) await send(path, review, wrongOf(number, i));
    const locked = await send(path, review, wrongOf(number, 5));
    expect(locked.status).toBe(400);
    expect(textOf(locked.html)).toMatch(/tạm khóa đến \d\d giờ \d\d, .* in giấy mời mới/);
    const right = await send(path, locked, number);
    expect(textOf(right.html)).toContain('tạm khóa đến');
    expect(await votedIn(session)).toBe(0);
    expect(await slipOf(session)).toMatchObject({ lockedUntil: expect.any(String) });

    const fresh = await printedSlip(secretary, session.id, 'C2');
    expect(fresh.number).not.toBe(number);
    expect(fresh.path).toBe(path);
    expect(await slipOf(session)).not.toHaveProperty('lockedUntil');
    expect(textOf((await send(path, right, number)).html)).toContain('mã số chưa đúng');
    expect((await send(path, right, fresh.number)).status).toBe(200);
    expect(await votedIn(session)).toBe(1);
    const trail = await site.service.store.audit.trail(session.id);
    expect(
      trail.filter(({ type }) => /^(slip|stepUp)/.test(type)).map(({ type, data }) => [type, data['member']]),
    ).toEqual(['slipPrinted', 'stepUpLocked', 'slipPrinted', 'stepUpGiven'].map((type) => [type, 'C2']));
  });

  test('of another member opens nothing', async () => {
    const { session, path, ids } = await opened();
    const other = await printedSlip(secretary, session.id, 'C1');
    const page = await send(path, await readBack(path, ids), other.number);
    expect(textOf(page.html)).toContain('mã số chưa đúng');
    expect(await votedIn(session)).toBe(0);
  });

  test('that was never printed is answered like any wrong one', async () => {
    const { session, path, ids } = await sitting.open('secret', { stepUp: true });
    const sheet = await site.get(path);
    expect(textOf(sheet.html)).not.toContain('được in sau cùng');
    const page = await send(path, await readBack(path, ids), '123456');
    expect([page.status, textOf(page.html)]).toEqual([400, expect.stringContaining('mã số chưa đúng')]);
    expect(await votedIn(session)).toBe(0);
  });

  test('is asked of nobody in a session without step-up, whatever is posted', async () => {
    const { session, path, ids } = await sitting.open('secret');
    const review = await readBack(path, ids);
    expect(formIn(review.html).fields).not.toHaveProperty('number');
    expect((await send(path, review, '123456')).status).toBe(200);
    expect(await votedIn(session)).toBe(1);
    expect(await slipOf(session)).toEqual({ person: 'C2' });
  });

  test('given twice by a double click makes one sheet', async () => {
    const { session, path, ids, number } = await opened();
    const review = await readBack(path, ids);
    const both = await Promise.all([1, 2, 3].map(() => send(path, review, number)));
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(both.map(({ html }) => html)).size).toBe(1);
    expect(await votedIn(session)).toBe(1);
    const voterRef = (await site.service.store.electors.refOf(session.id, 'C2'))!;
    expect((await site.service.store.sheets.latestSheet(session.id, voterRef))?.ordinal).toBe(1);
  });

  test('changes nothing by a look, nor by buttons that are pressed without it', async () => {
    const { session, path, ids } = await opened();
    const sheet = await site.get(path);
    await site.press(path, sheet, 'review', all(ids, 'yes'));
    const before = await site.hash();
    const review = await readBack(path, ids);
    for (const step of ['send', 'send', 'edit', 'review']) await site.press(path, review, step);
    await site.get(`${path}?number=123456&step=send`);
    expect(await site.hash()).toBe(before);
    expect(await votedIn(session)).toBe(0);
  });

  test('does not stand in the way of a member who comes too late: he is told so, whatever he types', async () => {
    const { session, path, ids } = await opened();
    const review = await readBack(path, ids);
    for (const person of ['C1', 'C2', 'C3']) await session.vote(person, 'yes');
    await session.reach('closed');
    for (const number of ['', '123456']) {
      const late = await send(path, review, number);
      expect([late.status, textOf(late.html)]).toEqual([409, expect.stringContaining('Việc nhận phiếu đã kết thúc')]);
    }
  });

  test('stays good when his address is corrected and a fresh link goes to the new one', async () => {
    const { session, path, ids, number } = await opened();
    const about = { email: 'moi@tinh-d.example', reason: 'Địa chỉ ghi sai.' };
    await joins(site.service.store, 'C2', 'U01');
    expect((await secretary.post(`/sessions/${session.id}/members/C2/address`, about)).status).toBe(200);
    expect((await site.get(path)).status).toBe(404);
    const fresh = new URL(
      await eventually(
        () => Promise.resolve(/https:\S+/.exec(site.service.mails.to('moi@').at(-1)?.text ?? '')?.[0] ?? ''),
        (link) => link !== '',
      ),
    ).pathname;
    expect(fresh).not.toBe(path);
    expect((await send(fresh, await readBack(fresh, ids), number)).status).toBe(200);
    expect(await votedIn(session)).toBe(1);
    const back = { email: 'c2@tinh-d.example', reason: 'Địa chỉ cũ đúng.' };
    expect((await secretary.post(`/sessions/${session.id}/members/C2/address`, back)).status).toBe(200);
  });

  test('is mentioned in the invitation, and stands in no mail', async () => {
    const { session, number } = await opened();
    const [mail] = await eventually(
      () => Promise.resolve(site.service.mails.keyed(`invitation.${session.id}.C2.`)),
      (found) => found.length > 0,
    );
    expect(mail!.text!.replace(/\s+/g, ' ')).toContain('hỏi một lần mã số in trên giấy mời được gửi riêng cho Ông');
    expect(`${mail!.text} ${mail!.html || ''}`).not.toContain(number);
  });
});

test('without a worker a right number is kept: pressed again the sheet counts, and nothing is asked twice', async () => {
  const { session, path, ids, number } = await opened();
  const review = await readBack(path, ids);
  await site.service.stopWorker();
  const busy = await send(path, review, number);
  expect([busy.status, textOf(busy.html)]).toEqual([503, expect.stringContaining('Chưa xác nhận được phiếu.')]);
  expect(formIn(busy.html).fields).not.toHaveProperty('number');
  await site.service.startWorker();
  expect((await send(path, busy)).status).toBe(200);
  expect(await votedIn(session)).toBe(1);
});

test('a member who has voted sees that a paper with his link was printed meanwhile, and is asked for its number', async () => {
  const { session, path, ids, number } = await opened();
  await send(path, await readBack(path, ids), number);
  const fresh = await printedSlip(secretary, session.id, 'C2');
  const page = await site.get(path);
  expect(textOf(page.html)).toContain('Ông đã gửi phiếu lúc');
  expect(textOf(page.html)).toContain('Giấy mời được in sau cùng lúc');
  expect(formIn((await readBack(path, ids)).html).fields['number']).toBe('');
  expect((await send(path, await readBack(path, ids), fresh.number)).status).toBe(200);
});
