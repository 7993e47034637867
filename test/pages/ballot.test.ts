import { sheetLines, type Sitting } from './sitting';
import { codeOn, formIn, textOf } from './form';
import { testSite, type TestSite } from './site';
import { START } from '../setup/fixtures';
import { votedIn } from '../setup/session';

let site: TestSite;
let sitting: Sitting;
beforeAll(async () => {
  site = await testSite();
  sitting = await sheetLines(site, 3);
});
afterAll(() => site.stop());

const all = (ids: readonly string[], choice: string) => Object.fromEntries(ids.map((id) => [`choice.${id}`, choice]));

describe('the sheet of a council member', () => {
  test('presets nothing, tells what is at stake and whom to ring', async () => {
    const { path, ids } = await sitting.open('secret');
    const page = await site.get(path);
    const form = formIn(page.html);
    expect(page.status).toBe(200);
    expect(Object.keys(form.fields).filter((name) => name.startsWith('choice.'))).toEqual([]);
    expect(form.offered[`choice.${ids[0]!}`]).toEqual(['yes', 'no', 'recuse']);
    expect(textOf(page.html)).toContain('Lê Thị Mẫu 1');
    expect(textOf(page.html)).toContain('0215 000 000');
    expect(page.html).not.toContain(path.slice(3));
  });

  test('says in the dossier with which criterion a nominee was let pass', async () => {
    const { path, ids } = await sitting.open('named');
    const { store, context } = site.service;
    const { id: rules } = await context.rules.on(START.slice(0, 10));
    const by = { level: 'unit', role: 'office', by: 'key:office', at: START } as const;
    const code = 'R43';
    const reason = 'Số quyết định ghi nhầm';
    await store.overrides.add({ _id: `${ids[1]!}/${code}`, nomination: ids[1]!, code, rules, reason, ...by });
    const text = textOf((await site.get(path)).html);
    expect(text.match(/đủ điều kiện, có tiêu chuẩn chưa đạt được chấp thuận trường hợp ngoại lệ/g)).toHaveLength(1);
    expect(text).toContain(
      'Tiêu chuẩn chưa đạt, đã chấp thuận ngoại lệ Số liệu kê khai trong hồ sơ khớp với sổ theo dõi khen thưởng (R43); lý do: ' +
        reason,
    );
  });

  test('speaks English to those who ask for it, and offers the other language', async () => {
    const { path } = await sitting.open('named');
    const page = await site.get(`${path}?lang=en`);
    expect(page.headers.get('content-language')).toBe('en');
    expect(page.html).toContain('href="?lang&#x3D;vi"');
    expect(formIn(page.html).action).toBe('?lang=en');
  });

  test('is kept nowhere, framed nowhere, found by nobody and names no address', async () => {
    const { path } = await sitting.open('secret');
    const { headers } = await site.get(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
  });

  test('comes back with every choice when a line is still blank, which is marked', async () => {
    const { path, ids } = await sitting.open('secret');
    const first = await site.get(path);
    const filled = { [`choice.${ids[0]!}`]: 'no', [`choice.${ids[1]!}`]: 'recuse', [`reason.${ids[1]!}`]: '' };
    const page = await site.press(path, first, 'review', filled);
    const form = formIn(page.html);
    expect(page.status).toBe(400);
    expect(form.fields).toMatchObject({ [`choice.${ids[0]!}`]: 'no', [`choice.${ids[1]!}`]: 'recuse' });
    expect(form.fields['submission']).toBe(formIn(first.html).fields['submission']);
    expect(textOf(page.html)).toContain('Chưa ghi lý do không tham gia.');
    expect(textOf(page.html)).toContain('Còn 1 trường hợp chưa có ý kiến');
  });

  test('“agree with the rest” shows what it did and sends nothing', async () => {
    const { path, ids, session } = await sitting.open('secret');
    const review = await site.press(path, await site.get(path), 'agreeRest', { [`choice.${ids[2]!}`]: 'no' });
    expect(review.status).toBe(200);
    expect(textOf(review.html)).toContain('PHIẾU CHƯA ĐƯỢC GỬI');
    expect(formIn(review.html).fields).toMatchObject({
      [`choice.${ids[0]!}`]: 'yes',
      [`choice.${ids[1]!}`]: 'yes',
      [`choice.${ids[2]!}`]: 'no',
    });
    expect(formIn(review.html).buttons).toEqual(['send', 'edit']);
    const edited = await site.press(path, review, 'edit');
    expect(formIn(edited.html).fields[`choice.${ids[2]!}`]).toBe('no');
    expect(await votedIn(session)).toBe(0);
  });

  test('“agree with the rest” takes a tick where nothing was chosen: a robot that presses it gets no further', async () => {
    const { path, ids } = await sitting.open('secret');
    const sheet = await site.get(path);
    const refused = await site.press(path, sheet, 'agreeRest');
    expect(refused.status).toBe(400);
    expect(formIn(refused.html).buttons).not.toContain('send');
    expect(textOf(refused.html)).toContain('đánh dấu ô “Tôi đã xem các trường hợp còn lại”');
    const review = await site.press(path, refused, 'agreeRest', { seen: 'yes' });
    expect(formIn(review.html).fields).toMatchObject(all(ids, 'yes'));
  });
});

describe('a sheet that is sent', () => {
  test('is recorded once, however often the button is pressed', async () => {
    const { path, ids, session } = await sitting.open('secret');
    const review = await site.press(path, await site.get(path), 'review', all(ids, 'yes'));
    const answers = await Promise.all([1, 2, 3].map(() => site.press(path, review, 'send')));
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((a) => a.html)).size).toBe(1);
    expect(textOf(answers[0]!.html)).toContain('Đã ghi nhận phiếu của Ông lúc');
    expect(await votedIn(session)).toBe(1);
    const voterRef = (await site.service.store.electors.refOf(session.id, 'C2'))!;
    expect((await site.service.store.sheets.latestSheet(session.id, voterRef))?.ordinal).toBe(1);
  });

  test('can be changed by the same link; the receipt of the last one holds, a secret one is not shown again', async () => {
    const { path, ids, session } = await sitting.open('secret');
    const done = await sitting.send(path, all(ids, 'yes'));
    const code = codeOn(done.html);
    const voted = await site.get(path);
    expect(textOf(voted.html)).toContain('Ông đã gửi phiếu lúc');
    expect(codeOn(voted.html)).toBe(code);
    expect(voted.html).not.toContain('Lê Thị Mẫu');

    const again = await site.get(`${path}?edit=1`);
    expect(formIn(again.html).fields[`choice.${ids[0]!}`]).toBeUndefined();
    expect(textOf(again.html)).toContain('giữ nguyên hiệu lực');
    const review = await site.press(path, again, 'review', all(ids, 'no'));
    const changed = await site.press(path, review, 'send');
    expect(codeOn(changed.html)).not.toBe(code);
    expect(codeOn((await site.get(path)).html)).toBe(codeOn(changed.html));
    expect(await votedIn(session)).toBe(1);
  });

  test('and changed by going back in the browser is a change of mind, not a repetition', async () => {
    const { path, ids } = await sitting.open('named');
    const sheet = await site.get(path);
    const first = await site.press(path, sheet, 'review', all(ids, 'yes'));
    await site.press(path, first, 'send');
    const second = await site.press(path, sheet, 'review', all(ids, 'no'));
    const done = await site.press(path, second, 'send');
    expect(done.status).toBe(200);
    expect(textOf(done.html)).toContain('Không đồng ý: 3 trường hợp');
    // the very same form with other choices says two things under one name
    const forged = await site.post(path, { ...formIn(first.html).fields, ...all(ids, 'no'), step: 'send' });
    expect(forged.status).toBe(422);
  });

  test('shows a named one again, and opens it with its choices', async () => {
    const { path, ids } = await sitting.open('named');
    await sitting.send(path, { ...all(ids, 'yes'), [`choice.${ids[1]!}`]: 'recuse', [`reason.${ids[1]!}`]: 'Em vợ' });
    const voted = await site.get(path);
    expect(textOf(voted.html)).toContain('Em vợ');
    const fields = formIn((await site.get(`${path}?edit=1`)).html).fields;
    expect(fields).toMatchObject({ [`choice.${ids[0]!}`]: 'yes', [`choice.${ids[2]!}`]: 'yes' });
  });

  test('never reads a locked line from the form: it is recorded as recused', async () => {
    const { path, ids, session } = await sitting.open('named', { nominee: 'C2' });
    const page = await site.get(path);
    expect(formIn(page.html).offered[`choice.${ids[0]!}`]).toBeUndefined();
    expect(textOf(page.html)).toContain('là người được đề nghị khen thưởng');
    await sitting.send(path, all(ids, 'yes'));
    await sitting.othersVote(session, 'C2');
    const { result } = await session.reach('closed');
    expect(result!.lines.map((l) => [l.tally.yes, l.tally.recused])).toEqual([
      [2, 1],
      [3, 0],
      [3, 0],
    ]);
  });

  test('with a line of another session, or a choice nobody offers, is refused as a page', async () => {
    const { path, ids } = await sitting.open('secret');
    const foreign = await site.press(path, await site.get(path), 'review', { 'choice.HS-2026-999999': 'yes' });
    expect(foreign.status).toBe(400);
    expect(textOf(foreign.html)).toContain('Không đọc được nội dung');
    const odd = await site.press(path, await site.get(path), 'review', { [`choice.${ids[0]!}`]: 'abstain' });
    expect(odd.status).toBe(400);
  });

  test('through the link of one session counts in no other', async () => {
    const [one, other] = [await sitting.open('secret'), await sitting.open('secret')];
    await sitting.send(one.path, all(one.ids, 'yes'));
    expect(await votedIn(one.session)).toBe(1);
    expect(await votedIn(other.session)).toBe(0);
  });

  test('from another site is refused; a phone that says nothing of its origin is not', async () => {
    const { path, ids } = await sitting.open('secret');
    const review = await site.press(path, await site.get(path), 'review', all(ids, 'yes'));
    const fields = { ...formIn(review.html).fields, step: 'send' };
    const refused: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
    ];
    for (const headers of refused) expect((await site.post(path, fields, headers)).status).toBe(403);
    for (const headers of [{}, { origin: 'null' }, { origin: 'https://vinhdanh.example' }] as Record<string, string>[])
      expect((await site.post(path, fields, headers)).status).toBe(200);
  });

  test('kills the older links of that person only then', async () => {
    const { path, ids, session } = await sitting.open('secret');
    const { links } = site.service.context;
    const fresh = await links.fresh(
      { purpose: 'ballot', entity: session.id, person: 'C2' },
      site.context.clock.now(),
      'wish',
    );
    const second = `/b/${links.tokenOf(fresh)}`;
    expect((await site.get(path)).status).toBe(200);
    expect((await site.get(second)).status).toBe(200);
    await sitting.send(second, all(ids, 'yes'));
    expect((await site.get(path)).status).toBe(404);
    expect((await site.get(second)).status).toBe(200);
  });
});
