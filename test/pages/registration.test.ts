import { endOfDay } from '../../domain/time';
import { campaignRecord, launched, registrationRecord, shortYear as days, type TestCampaign } from '../setup/campaigns';
import { dossier } from '../setup/fixtures';
import { eventually } from '../setup/service';
import { formIn, textOf } from './form';
import { testSite, type TestSite } from './site';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.stop());

interface Before {
  readonly year: TestCampaign;
  readonly path: string;
  readonly ids: readonly string[];
}

/** A unit and a room of it whose registrations wait for the head. */
async function waiting(code: string): Promise<Before> {
  const record = campaignRecord(code, { asked: days, working: days, year: 2026 });
  const registrant = { kind: 'room', code: 'U01a', name: 'Phòng Quản lý ngân sách <b>' } as const;
  const registrations = [
    registrationRecord(code, { status: 'waitingForHead', version: 1 }),
    registrationRecord(code, { status: 'waitingForHead', version: 3, registrant, about: 'units/U01a' }),
  ];
  const year = await launched(site.service, record, registrations);
  await year.reach(({ status }) => status === 'running');
  const path = await site.token('registration', `${code}/U01`, 'C1');
  return { year, path, ids: registrations.map(({ _id }) => _id) };
}

const statusOf = async (id: string): Promise<string> => (await site.service.store.registrations.need(id)).status;
const signs = { answer: 'sign' };

describe('the registrations before a head', () => {
  test('are shown without being changed, read back, and signed by the second press', async () => {
    const { path, ids } = await waiting('TD-P1');
    const before = await site.hash();
    const page = await site.get(path);
    expect(page.status).toBe(200);
    const text = textOf(page.html);
    expect(text).toContain('Phòng Quản lý ngân sách <b>');
    expect(text).toContain('Thu ngân sách nhà nước trên địa bàn: từ 1.009,57 tỷ đồng trở lên (năm trước 934,34)');
    expect(text).toContain('thứ Sáu, ngày 20/11/2026');
    expect(textOf((await site.get(`${path}?lang=en`)).html)).toContain('1,009.57');
    const missing = await site.press(path, page, 'review');
    expect([missing.status, textOf(missing.html)]).toEqual([400, expect.stringContaining('chưa chọn ý kiến')]);
    const review = await site.press(path, page, 'review', signs);
    expect([review.status, textOf(review.html)]).toEqual([200, expect.stringContaining('Ý KIẾN CHƯA ĐƯỢC GỬI')]);
    const again = await site.press(path, review, 'edit');
    expect(formIn(again.html).fields['answer']).toBe('sign');
    expect(await site.hash()).toBe(before);

    const sent = await site.press(path, review, 'send');
    expect([sent.status, textOf(sent.html)]).toEqual([200, expect.stringContaining('Đã ký xác nhận 2 bản đăng ký.')]);
    // a double click finds its receipt
    const twice = await site.press(path, review, 'send');
    expect([twice.status, textOf(twice.html)]).toEqual([200, expect.stringContaining('Đã ký xác nhận 2 bản đăng ký.')]);
    for (const id of ids)
      await eventually(
        () => statusOf(id),
        (status) => status === 'signed',
      );
    expect(textOf((await site.get(path)).html)).toContain('không có bản đăng ký nào chờ ký');
    expect(await site.service.store.registrations.need(ids[0]!)).toMatchObject({
      signed: { by: 'person:C1', signer: 'C1' },
    });
  });

  test('go back with a reason, which is asked for', async () => {
    const { path, ids } = await waiting('TD-P2');
    const page = await site.get(path);
    const missing = await site.press(path, page, 'review', { answer: 'sendBack' });
    expect([missing.status, textOf(missing.html)]).toEqual([400, expect.stringContaining('chưa ghi lý do trả lại')]);
    const review = await site.press(path, page, 'review', { answer: 'sendBack', reason: 'Chỉ tiêu còn thấp' });
    const sent = await site.press(path, review, 'send');
    expect(textOf(sent.html)).toContain('Đã trả lại 2 bản đăng ký.');
    const { sentBack } = await eventually(
      () => site.service.store.registrations.need(ids[1]!),
      ({ status }) => status === 'draft',
    );
    expect((await site.service.store.notes.need(sentBack!.note)).reason).toBe('Chỉ tiêu còn thấp');
  });

  test('that changed while the page was open are shown anew; nothing of them is signed', async () => {
    const { year, path, ids } = await waiting('TD-P3');
    const page = await site.get(path);
    const review = await site.press(path, page, 'review', signs);
    await year.tell('recall', 'U01', [ids[1]!]);
    const sent = await site.press(path, review, 'send');
    expect([sent.status, textOf(sent.html)]).toEqual([409, expect.stringContaining('Danh sách đã thay đổi')]);
    expect(await statusOf(ids[0]!)).toBe('waitingForHead');
    const anew = await site.press(path, page, 'review', signs);
    expect(anew.status).toBe(400);
    const shown = await site.get(path);
    expect(textOf(shown.html)).toContain('Danh sách: 1 bản đăng ký');
    const now = await site.press(path, await site.press(path, shown, 'review', signs), 'send');
    expect(textOf(now.html)).toContain('Đã ký xác nhận 1 bản đăng ký.');
  });

  test('come too late after the last day, and wait for an extension', async () => {
    const { year, path, ids } = await waiting('TD-P4');
    const review = await site.press(path, await site.get(path), 'review', signs);
    // the workflow alone goes by this time: the page still takes it for Monday
    await year.handle.executeUpdate('moveClock', {
      args: [{ offsetMs: Date.parse(endOfDay('2026-11-20')) - Date.now() }],
    });
    const late = await site.press(path, review, 'send');
    expect([late.status, textOf(late.html)]).toEqual([
      409,
      expect.stringContaining('Đã hết thời gian đăng ký thi đua.'),
    ]);
    await year.reach(({ reached }) => reached.registrationCloses !== undefined);
    expect(textOf((await site.get(path)).html)).toContain('Còn 2 bản đăng ký chưa được ký');
    expect(await statusOf(ids[0]!)).toBe('waitingForHead');
    await year.say({ type: 'extendRegistration', until: '2026-11-25', note: 'note' });
    const open = await site.get(path);
    const signed = await site.press(path, await site.press(path, open, 'review', signs), 'send');
    expect(textOf(signed.html)).toContain('Đã ký xác nhận 2 bản đăng ký.');
  });

  test('are no business of a head who signs no more, nor of forms that are none', async () => {
    const { path } = await waiting('TD-P5');
    const page = await site.get(path);
    const wrong = await site.press(path, page, 'review', { ...signs, 'v.DK-none': 'x' });
    expect(wrong.status).toBe(400);
    const foreign = await site.press(path, page, 'send', { ...signs, 'v.DK-none': '1' });
    expect(foreign.status).toBe(409);
    const { authorities } = site.service.store;
    const before = await authorities.need('A-U01');
    await authorities.put({ ...before, person: 'C2' });
    expect((await site.get(path)).status).toBe(404);
    await authorities.put(before);
    expect((await site.get('/g/none')).status).toBe(404);
  });
});

describe('an amendment before a head', () => {
  const reason = 'Hội đồng nhân dân tỉnh giảm dự toán <b>';
  /** A signed registration with a lower target before the head. */
  async function amended(code: string, more: { readonly titles?: readonly string[] } = {}): Promise<Before> {
    const record = campaignRecord(code, { asked: days, working: days, year: 2026 });
    const own = registrationRecord(code, { status: 'signed', version: 2 });
    const { titles, targets, measures } = own;
    const before = { titles, targets, measures };
    const after = { ...before, targets: [{ ...targets[0]!, target: '900' }], ...more };
    const proposed = { at: '2026-11-16T02:00:00.000Z', by: 'key:unit' };
    const amendments = [{ no: 1, before, after, reason, status: 'waitingForHead', proposed }] as const;
    const year = await launched(site.service, record, [{ ...own, amendments }]);
    await year.reach(({ status }) => status === 'running');
    return { year, path: await site.token('registration', `${code}/U01`, 'C1'), ids: [own._id] };
  }

  test('is shown old against new with its reason, and signed', async () => {
    const { path, ids } = await amended('TD-Q1');
    const page = await site.get(path);
    const shown = textOf(page.html);
    expect(shown).toContain('Đây là bản điều chỉnh nội dung đã ký; bản đã ký giữ nguyên hiệu lực');
    expect(shown).toContain(reason);
    expect(shown).toMatch(/từ 1\.009,57 tỷ đồng trở lên → từ 900 tỷ đồng trở lên/);
    const done = await site.press(path, await site.press(path, page, 'review', signs), 'send');
    expect([done.status, textOf(done.html)]).toEqual([200, expect.stringContaining('Đã ký xác nhận 1 bản đăng ký.')]);
    const { store } = site.service;
    const now = await eventually(
      () => store.registrations.need(ids[0]!),
      ({ amendments }) => amendments?.[0]?.status === 'signed',
    );
    expect([now.status, now.targets[0]?.target]).toEqual(['signed', '900']);
  });

  test('that was taken back and put again while the page was open is shown anew', async () => {
    const { year, path, ids } = await amended('TD-Q2');
    const review = await site.press(path, await site.get(path), 'review', signs);
    await year.amend('recall', ids[0]!);
    const { store } = site.service;
    const { amendments = [], version } = await store.registrations.need(ids[0]!);
    const again = { ...amendments[0]!, no: 2, status: 'waitingForHead' } as const;
    await store.registrations.edit(ids[0]!, version, { amendments: [again] });
    const sent = await site.press(path, review, 'send');
    expect([sent.status, textOf(sent.html)]).toEqual([409, expect.stringContaining('Danh sách đã thay đổi')]);
    expect((await store.registrations.need(ids[0]!)).targets[0]?.target).toBe('1009.57');
  });

  test('that drops what is nominated meanwhile is named, with what can be done', async () => {
    const { store } = site.service;
    const { path, ids } = await amended('TD-Q4', { titles: [] });
    const review = await site.press(path, await site.get(path), 'review', signs);
    const nominee = { kind: 'collective', collective: 'U01', name: 'Sở Tài chính' } as const;
    await store.nominations.createMany([
      {
        ...{
          unit: 'U01',
          round: 'TD-Q4',
          dossier: dossier('TTLDXS', 1, { nominee, awardYear: 2027 }),
          actor: 'key:unit',
        },
        ...{ createKey: 'TD-Q4', createHash: 'hash', now: '2026-11-16T02:00:00.000Z' },
      },
    ]);
    const sent = await site.press(path, review, 'send');
    expect([sent.status, textOf(sent.html)]).toEqual([409, expect.stringContaining('bản điều chỉnh của Sở Tài chính')]);
    expect(textOf(sent.html)).toContain('(Tập thể lao động xuất sắc)');
    // the page stands: what can be done is to send it back
    const back = { answer: 'sendBack', reason: 'Đã có hồ sơ đề nghị' };
    const done = await site.press(path, await site.press(path, sent, 'review', back), 'send');
    expect([done.status, textOf(done.html)]).toEqual([200, expect.stringContaining('Đã trả lại 1 bản đăng ký.')]);
    expect((await store.registrations.need(ids[0]!)).titles).toEqual(['TTLDXS']);
  });

  test('comes too late when the day of the final review is over', async () => {
    const { year, path, ids } = await amended('TD-Q3');
    const review = await site.press(path, await site.get(path), 'review', signs);
    await year.handle.executeUpdate('moveClock', {
      args: [{ offsetMs: Date.parse(endOfDay('2026-12-14')) - Date.now() }],
    });
    const late = await site.press(path, review, 'send');
    expect([late.status, textOf(late.html)]).toEqual([
      409,
      expect.stringContaining('Đã hết thời gian điều chỉnh đăng ký thi đua.'),
    ]);
    expect((await site.service.store.registrations.need(ids[0]!)).targets[0]?.target).toBe('1009.57');
  });
});
