import { openDraft } from '../../platform/sealing';
import { eventually } from '../setup/service';
import { votedIn, type TestSession } from '../setup/session';
import { formIn, textOf } from './form';
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
const NOT_SENT = 'PHIẾU CHƯA ĐƯỢC GỬI';

async function keptOf({ id }: TestSession, person = 'C2') {
  const { electors } = site.service.store;
  const voterRef = await electors.refOf(id, person);
  return voterRef === undefined ? undefined : await electors.draftOf(id, voterRef);
}
const chosenOn = (html: string) =>
  Object.fromEntries(Object.entries(formIn(html).fields).filter(([name]) => name.startsWith('choice.')));

/** What the script of the sheet posts. */
const quietly = (path: string, html: string, filled: Record<string, string>) =>
  site.post(path, { ...formIn(html).fields, ...filled, step: 'draft' }, { accept: 'application/json' });

describe('a sheet that is not finished', () => {
  test('is kept by its button and shown again on any device; it counts nowhere', async () => {
    const { path, ids, session } = await sitting.open('secret');
    const filled = { [`choice.${ids[0]!}`]: 'no', [`choice.${ids[1]!}`]: 'recuse', [`reason.${ids[1]!}`]: 'Em vợ' };
    const page = await site.press(path, await site.get(path), 'draft', filled);
    expect(page.status).toBe(200);
    expect(textOf(page.html)).toContain('Đã lưu tạm lúc');
    expect(textOf(page.html)).toContain(NOT_SENT);
    expect(textOf(page.html)).not.toContain('Chưa có ý kiến về trường hợp này');

    const before = await site.hash();
    const again = await site.get(path);
    expect(textOf(again.html)).toContain('Ông đã chọn những ý kiến dưới đây, lưu tạm lúc');
    expect(formIn(again.html).fields).toMatchObject(filled);
    expect(await site.hash()).toBe(before);
    expect(await votedIn(session)).toBe(0);
  });

  test('is kept when its member stops at the read-back, and the reminder says so', async () => {
    const { path, ids, session } = await sitting.open('secret');
    await site.press(path, await site.get(path), 'review', all(ids, 'no'));
    expect(chosenOn((await site.get(path)).html)).toEqual(all(ids, 'no'));
    await session.order({ type: 'remind' });
    const mailTo = async (person: string) => {
      const [mail] = await eventually(
        () => Promise.resolve(site.service.mails.keyed(`sessionReminder.${session.id}.${person}.`)),
        (found) => found.length > 0,
      );
      return mail!.text!.replace(/\s+/g, ' ');
    };
    expect(await mailTo('C2')).toContain('Ông đã chọn ý kiến nhưng chưa bấm “Gửi phiếu” nên phiếu chưa được ghi nhận');
    expect(await mailTo('C1')).toContain('Nếu Ông đã chọn ý kiến');
  });

  test('is sealed under the key of the session', async () => {
    const { path, ids, session } = await sitting.open('secret');
    const page = await site.get(path);
    await quietly(path, page.html, { [`choice.${ids[0]!}`]: 'recuse', [`reason.${ids[0]!}`]: 'Em vợ' });
    const kept = (await keptOf(session))!;
    expect(kept.sealed.toString('latin1')).not.toContain('recuse');
    expect(openDraft(await site.service.sessionKeys.get(session.id), kept.sealed).choices).toEqual({
      [ids[0]!]: { choice: 'recuse', reason: 'Em vợ' },
      [ids[1]!]: {},
      [ids[2]!]: {},
    });
  });

  test('is not kept as long as nothing was chosen, whatever button is pressed and from wherever', async () => {
    const { path, ids, session } = await sitting.open('secret');
    const sheet = await site.get(path);
    const before = await site.hash();
    for (const step of ['draft', 'review', 'edit', 'send']) await site.press(path, sheet, step);
    expect((await quietly(path, sheet.html, {})).status).toBe(409);
    const fields = { ...formIn(sheet.html).fields, ...all(ids, 'yes'), step: 'draft' };
    expect((await site.post(path, fields, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    await site.get(`${path}?${new URLSearchParams(fields).toString()}`);
    expect(await site.hash()).toBe(before);
    expect(await keptOf(session)).toBeUndefined();
  });

  test('of two devices empties nothing on the other', async () => {
    const { path, ids } = await sitting.open('secret');
    const [phone, desk] = [await site.get(path), await site.get(path)];
    await quietly(path, phone.html, { [`choice.${ids[0]!}`]: 'yes', [`choice.${ids[1]!}`]: 'yes' });
    await quietly(path, desk.html, { [`choice.${ids[1]!}`]: 'no' });
    expect(chosenOn((await site.get(path)).html)).toEqual({
      [`choice.${ids[0]!}`]: 'yes',
      [`choice.${ids[1]!}`]: 'no',
    });
  });

  test('is forgotten when the sheet is sent, and a save that arrives after that does not bring it back', async () => {
    const { path, ids, session } = await sitting.open('secret');
    const sheet = await site.get(path);
    const saved = await quietly(path, sheet.html, all(ids, 'no'));
    expect([saved.status, saved.html]).toEqual([200, expect.stringContaining('Đã lưu tạm lúc')]);
    const review = await site.press(path, sheet, 'review', all(ids, 'no'));
    expect(await keptOf(session)).toBeDefined();
    await site.press(path, review, 'send');
    expect(await keptOf(session)).toBeUndefined();
    expect((await quietly(path, sheet.html, all(ids, 'no'))).status).toBe(409);
    expect(await keptOf(session)).toBeUndefined();
    expect(chosenOn((await site.get(`${path}?edit=1`)).html)).toEqual({});
  });

  test('to change one that was sent is kept beside it; the one that was sent counts', async () => {
    const { path, ids, session } = await sitting.open('named');
    await sitting.send(path, all(ids, 'yes'));
    await site.press(path, await site.get(`${path}?edit=1`), 'draft', { [`choice.${ids[2]!}`]: 'no' });
    const edited = await site.get(`${path}?edit=1`);
    expect(chosenOn(edited.html)[`choice.${ids[2]!}`]).toBe('no');
    expect(textOf(edited.html)).toContain('giữ nguyên hiệu lực');
    await sitting.othersVote(session, 'C2');
    const { result } = await session.reach('closed');
    expect(result!.lines.map((line) => line.tally.yes)).toEqual([3, 3, 3]);
  });
});

describe('when the session ends', () => {
  test('with a count, no draft is left and none is taken any more; what was filled in is shown back', async () => {
    const { path, ids, session } = await sitting.open('secret');
    await sitting.send(path, all(ids, 'yes'));
    const sheet = await site.get(`${path}?edit=1`);
    await site.press(path, sheet, 'draft', all(ids, 'no'));
    const voterRef = (await site.service.store.electors.refOf(session.id, 'C2'))!;
    const draft = (await keptOf(session))!;
    await sitting.othersVote(session, 'C2');
    const { result } = await session.reach('closed');
    expect(result!.lines.map((line) => line.tally.yes)).toEqual([3, 3, 3]);

    const { electors } = site.service.store;
    expect(await electors.draftOf(session.id, voterRef)).toBeUndefined();
    expect(await electors.keepDraft(session.id, voterRef, draft)).toBe(false);
    const late = await site.press(path, sheet, 'draft', all(ids, 'no'));
    expect(late.status).toBe(409);
    expect(textOf(late.html)).toContain('Phiếu của Ông đã được ghi nhận lúc');
    expect(textOf(late.html)).toContain('Không đồng ý: 3 trường hợp');
  });

  test('without one, too', async () => {
    const { path, ids, session } = await sitting.open('secret');
    await site.press(path, await site.get(path), 'draft', all(ids, 'no'));
    const draft = (await keptOf(session))!;
    await session.order({ type: 'cancel', note: 'n' });
    await session.reach('cancelled');
    await eventually(
      () => keptOf(session),
      (kept) => kept === undefined,
    );
    const { electors } = site.service.store;
    const voterRef = (await electors.refOf(session.id, 'C2'))!;
    expect(await electors.keepDraft(session.id, voterRef, draft)).toBe(false);
  });
});
