import { accountFor, cookieOf } from '../../setup/accounts';
import { sendDocket, type TestDocket } from '../../setup/docket';
import { dossier, START } from '../../setup/fixtures';
import { eventually } from '../../setup/service';
import { openSession } from '../../browser/people';
import { mailNames } from '../../../templates/mail';
import { formsIn, textOf, unescaped } from '../form';
import { testSite, type TestSite } from '../site';
import type { Role } from '../../../domain/roles';

let site: TestSite;
let docket: TestDocket;
beforeAll(async () => {
  site = await testSite();
  docket = await sendDocket(site.service, [dossier('GK', 1), dossier('GK', 2)]);
  await docket.reach('submitted');
  await eventually(
    () => Promise.resolve(site.service.mails.keyed(`receipt.${docket.unitProposal}`).length),
    (n) => n === 1,
  );
});
afterAll(() => site.stop());

/** The pages of somebody, without a browser. */
async function someone(role: Role, unit?: string) {
  const account = await accountFor(site, role, unit);
  const headers = {
    cookie: await cookieOf(site, account),
    'x-forwarded-proto': 'https',
    'sec-fetch-site': 'same-origin',
  };
  const get = (path: string) => site.get(path, headers);
  return {
    account,
    get,
    post: (path: string, fields: Record<string, string>) => site.post(path, fields, headers),
    /** Presses a button of the page of a mail, as the page is now. */
    async press(path: string, step: string, fields: Record<string, string> = {}) {
      const { html } = await get(path);
      const form = formsIn(html).find(({ fields: own }) => 'submission' in own)!;
      const hidden = { submission: form.fields['submission']!, as: form.fields['as']!, of: form.fields['of'] ?? '' };
      return await site.post(path, { ...hidden, step, ...fields }, headers);
    },
  };
}
type Someone = Awaited<ReturnType<typeof someone>>;

const receipt = '/app/mail-texts/receipt?text=vi';
const own = (more: Record<string, string> = {}) => ({
  subject: 'Sở Tài chính: đã nhận {ttr}',
  opening: 'Trân trọng cảm ơn {unit}.\n\nMọi vướng mắc xin gọi {officer}, {phone}.',
  closing: '',
  ...more,
});

describe('the words of mails', () => {
  test('every mail is listed, in both languages, and has its page', async () => {
    const office = await someone('office');
    const { html } = await office.get('/app/mail-texts');
    for (const name of mailNames) {
      for (const text of ['vi', 'en']) expect(html).toContain(`/app/mail-texts/${name}?text&#x3D;${text}`);
      const page = await office.get(`/app/mail-texts/${name}`);
      expect([name, page.status]).toEqual([name, 200]);
    }
    expect((await office.get('/app/mail-texts/none')).status).toBe(404);
  });

  test('a mail is looked at on a real case, by the number of what was sent or of a nomination, and changes nothing', async () => {
    const office = await someone('office', 'U01');
    const before = await site.hash();
    for (const number of [docket.unitProposal, docket.nominations[1]!]) {
      const { html } = await office.get(`${receipt}&of=${number}`);
      expect(textOf(html)).toContain(`Mã tiếp nhận: ${docket.unitProposal}`);
      expect(textOf(html)).toContain('Trần Văn Mẫu');
    }
    const { html, headers } = await office.get(
      `/app/mail-texts/receipt/preview.html?text=vi&of=${docket.unitProposal}`,
    );
    expect(html).toContain('<div style=');
    expect(headers.get('content-security-policy')).toMatch(/style-src 'unsafe-hashes' 'sha256-.*sandbox$/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
    expect(await site.hash()).toBe(before);
  });

  test('no mail that is looked at holds a link that opens anything', async () => {
    const { links } = site.service.context;
    const office = await someone('office', 'U01');
    const token = await site.token('status', docket.unitProposal, 'contact');
    const { html } = await office.get(`/app/mail-texts/receipt/preview.html?of=${docket.unitProposal}`);
    expect(html).not.toContain(token.split('/').at(-1)!);
    const [, shown = ''] = /href="https:\/\/vinhdanh\.example(\/n\/[^"]+)"/.exec(html) ?? [];
    expect((await site.get(shown)).status).toBe(404);
    await expect(links.open(shown.split('/').at(-1)!, 'status')).rejects.toMatchObject({ code: 'LINK_DEAD' });
  });

  test('a case that has no such mail, that nobody knows or that another agency signs is told at its field', async () => {
    const [province, unit] = [await someone('office'), await someone('office', 'U01')];
    const says = async (who: Someone, path: string) => {
      const { status, html } = await who.get(path);
      return [status, /id="f-of-error">([^<]+)</.exec(html)?.[1]];
    };
    const none = [400, expect.stringContaining('Không tìm thấy trường hợp mang số này')];
    expect(await says(unit, `${receipt}&of=TT-2026-999999`)).toEqual(none);
    expect(await says(unit, `/app/mail-texts/awarded?of=${docket.unitProposal}`)).toEqual(none);
    expect(await says(unit, `/app/mail-texts/invitation?of=${docket.unitProposal}`)).toEqual(none);
    expect(await says(province, `${receipt}&of=${docket.unitProposal}`)).toEqual([
      400,
      expect.stringContaining('cơ quan khác ký'),
    ]);
    // a unit's own people learn nothing of what another unit has sent
    expect(await says(await someone('office', 'U02'), `${receipt}&of=${docket.unitProposal}`)).toEqual(none);
  });

  const wrong: readonly (readonly [string, Record<string, string>, RegExp])[] = [
    ['an unknown placeholder', { subject: 'Đã nhận {ttr} {nominee}' }, /không có trường \{nominee\}.*\{ttr\}/],
    ['a script', { opening: 'Xin <script>alert(1)</script> chào' }, /Có mã HTML \(&lt;script…/],
    ['pasted HTML', { closing: '<p class="MsoNormal">Trân trọng</p>' }, /Có mã HTML \(&lt;p…/],
    ['too long a subject', { subject: 'a'.repeat(121) }, /Dài 121 ký tự; tối đa 120/],
    ['too long an opening', { opening: 'ơ'.repeat(700) }, /Dài 700 ký tự; tối đa 600/],
    ['an address', { closing: 'Xem https://gia-mao.example' }, /Có địa chỉ trang mạng/],
    ['half a brace', { subject: 'Đã nhận {ttr' }, /ngoặc nhọn không thành cặp/],
    ['two lines of subject', { subject: 'Một\nHai' }, /chỉ có một dòng/],
    ['nothing at all', { subject: ' ', opening: '\u200b', closing: '' }, /Chưa có nội dung nào/],
  ];
  test.each(wrong)('%s is refused with a sentence, and stays in the form', async (_what, text, sentence) => {
    const office = await someone('office', 'U01');
    const typed = { ...own({ subject: '', opening: '' }), ...text };
    const { status, html } = await office.press(receipt, 'save', typed);
    expect([status, html]).toEqual([400, expect.stringMatching(sentence)]);
    for (const words of Object.values(text)) {
      expect(unescaped(html)).toContain(words.replaceAll('\u200b', '').trim().split('\n')[0]!);
    }
    expect(await site.service.store.mailTexts.versions({ kind: 'receipt', lang: 'vi', unit: 'U01' })).toEqual([]);
    // nor is it shown
    expect((await office.press(`${receipt}&of=${docket.unitProposal}`, 'preview', typed)).status).toBe(
      typed.subject.trim() === '' && typed.opening === '\u200b' ? 200 : 400,
    );
  });

  test('what is typed is shown before it is saved, and mails have it afterwards', async () => {
    const office = await someone('office', 'U01');
    const page = `${receipt}&of=${docket.unitProposal}`;
    const shown = await office.press(page, 'preview', own());
    const ttr = (await site.service.store.unitProposals.need(docket.unitProposal)).number;
    expect(textOf(shown.html)).toContain(`[TĐKT] Sở Tài chính: đã nhận ${ttr}`);
    expect(textOf(shown.html)).toContain('Mọi vướng mắc xin gọi Trần Văn Mẫu, 0215 000 000.');
    expect(textOf(shown.html)).toContain('chưa lưu');
    const saved = await office.press(page, 'save', own());
    expect([saved.status, saved.headers.get('location')]).toEqual([303, expect.stringContaining('done=saved')]);
    const next = await sendDocket(site.service, [dossier('GK', 3)]);
    const [mail] = await eventually(
      () => Promise.resolve(site.service.mails.keyed(`receipt.${next.unitProposal}`)),
      (mails) => mails.length === 1,
    );
    expect(mail!.subject).toMatch(/^\[TĐKT\] Sở Tài chính: đã nhận /);
    const [greeting, thanks, call, fact] = mail!.text!.split('\n\n');
    expect([greeting, thanks, call]).toEqual([
      'Kính gửi: Sở Tài chính.',
      'Trân trọng cảm ơn Sở Tài chính.',
      'Mọi vướng mắc xin gọi Trần Văn Mẫu, 0215 000 000.',
    ]);
    expect(fact).toContain('đã tiếp nhận hồ sơ điện tử');
    expect(mail!.html).toContain('Trân trọng cảm ơn Sở Tài chính.');
  });

  test('of two who change it at the same time the second is told, and nothing of his is lost', async () => {
    const office = await someone('office', 'U01');
    const path = '/app/mail-texts/hold?text=vi';
    const forms = formsIn((await office.get(path)).html).filter(({ fields }) => 'submission' in fields);
    const { submission = '', as = '' } = forms[0]!.fields;
    const first = await office.post(path, { submission, as, step: 'save', ...own() });
    // the same button twice is one version
    const again = await office.post(path, { submission, as, step: 'save', ...own() });
    expect([first.status, again.status]).toEqual([303, 303]);
    const other = submission.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const late = await office.post(path, { submission: other, as, step: 'save', ...own({ closing: 'Của người sau' }) });
    expect([late.status, late.html]).toEqual([409, expect.stringContaining('Của người sau')]);
    expect(await site.service.store.mailTexts.versions({ kind: 'hold', lang: 'vi', unit: 'U01' })).toHaveLength(1);
  });

  test('versions say who and when, and can be put back; 0 is what comes with the service', async () => {
    const office = await someone('office', 'U01');
    const path = '/app/mail-texts/lapsed?text=en';
    await office.press(path, 'save', own({ subject: 'First {ttr}' }));
    await office.press(path, 'save', own({ subject: 'Second {ttr}' }));
    expect((await office.press(path, 'putBack', { version: '1' })).status).toBe(303);
    expect((await office.press(path, 'putBack', { version: '0' })).status).toBe(303);
    const { html } = await office.get(path);
    expect(textOf(html)).toContain('Dùng lại phiên bản 1');
    expect(textOf(html)).toContain(office.account.name);
    const of = { kind: 'lapsed', lang: 'en', unit: 'U01' } as const;
    const versions = await site.service.store.mailTexts.versions(of);
    expect(versions.map(({ subject, putBack }) => [subject, putBack])).toEqual([
      ['First {ttr}', undefined],
      ['Second {ttr}', undefined],
      ['First {ttr}', 1],
      ['', 0],
    ]);
    const trail = await site.service.store.audit.trail('mail-texts/lapsed.en@U01');
    expect(trail.map(({ type, actor }) => [type, actor])).toEqual(
      versions.map(() => ['mailTextChanged', `account:${office.account._id}`]),
    );
    expect((await office.press(path, 'putBack', { version: '77' })).status).toBe(404);
    expect((await office.press(path, 'putBack', { version: 'x' })).status).toBe(400);
  });

  test('a code to sign in is the service’s alone, and who may only read changes nothing', async () => {
    const office = await someone('office');
    expect((await office.get('/app/mail-texts/sign-in-code')).html).not.toContain('name="subject"');
    const reader = await someone('secretary', 'U01');
    expect((await reader.get(receipt)).html).not.toContain('name="subject"');
    const form = formsIn((await reader.get(`${receipt}&of=${docket.unitProposal}`)).html);
    const { submission = '', as = '' } = form.find(({ fields }) => 'submission' in fields)!.fields;
    expect((await reader.post(receipt, { submission, as, step: 'save', ...own() })).status).toBe(403);
    const { submission: mine = '', as: me = '' } = formsIn((await office.get(receipt)).html).find(
      ({ fields }) => 'submission' in fields,
    )!.fields;
    const path = '/app/mail-texts/sign-in-code?text=vi';
    expect((await office.post(path, { submission: mine, as: me, step: 'save', ...own() })).status).toBe(409);
  });

  test('a test goes to whoever asks and to nobody else, is marked, and opens nothing', async () => {
    const reader = await someone('secretary', 'U01');
    const token = await site.token('status', docket.unitProposal, 'contact');
    const before = site.service.mails.mails.length;
    const { fields } = formsIn((await reader.get(`${receipt}&of=${docket.unitProposal}`)).html).find(
      (form) => 'submission' in form.fields,
    )!;
    const refused = await reader.post('/app/mail-texts/return?text=vi', { ...fields, step: 'test' });
    expect([refused.status, refused.html]).toEqual([400, expect.stringContaining('Không tìm thấy trường hợp')]);
    const page = `${receipt}&of=${docket.unitProposal}`;
    expect((await reader.press(page, 'test')).headers.get('location')).toContain('done=sent');
    const [mail] = await eventually(
      () => Promise.resolve(site.service.mails.to(reader.account.mail)),
      (mails) => mails.length === 1,
    );
    expect(site.service.mails.mails).toHaveLength(before + 1);
    expect(mail!.subject).toMatch(/^\[THƯ THỬ\] /);
    expect(mail!.text).toMatch(/^Thư thử, chỉ gửi cho người đang sửa lời văn/);
    expect(mail!.text! + String(mail!.html)).not.toContain(token.split('/').at(-1)!);
    // it is marked once the mail server has answered
    const [row] = await eventually(
      () => site.service.store.sentMails.ofEntity(`accounts/${reader.account._id}`),
      ([first]) => first?.status === 'accepted',
    );
    expect(row).toMatchObject({ mail: 'mail-test', to: reader.account.mail });
  });

  test('a double click on a test is one mail, and no address goes to the engine', async () => {
    const admin = await someone('admin');
    const page = `/app/mail-texts/account-invitation?text=vi&of=${admin.account.mail}`;
    const { fields } = formsIn((await admin.get(page)).html).find((form) => 'submission' in form.fields)!;
    for (let i = 0; i < 2; i += 1) expect((await admin.post(page, { ...fields, step: 'test' })).status).toBe(303);
    const rows = await eventually(
      () => site.service.store.sentMails.ofEntity(`accounts/${admin.account._id}`),
      (all) => all.length > 0 && all.every(({ status }) => status === 'accepted'),
    );
    expect(rows.map(({ mail }) => mail)).toEqual(['mail-test']);
    expect(site.service.mails.to(admin.account.mail)).toHaveLength(1);
    const { events } = await site.service.client.workflow.getHandle(`account-letter-${rows[0]!._id}`).fetchHistory();
    const inputs = events!.flatMap((event) => [
      ...(event.workflowExecutionStartedEventAttributes?.input?.payloads ?? []),
      ...(event.activityTaskScheduledEventAttributes?.input?.payloads ?? []),
    ]);
    const said = inputs.map(({ data }) => Buffer.from(data ?? []).toString()).join();
    expect(said).toContain('mailTest');
    expect(said).not.toContain('@');
  });

  test('mails to an office are looked at by the docket that they are about', async () => {
    const office = await someone('office', 'U01');
    const { status, html } = await office.get(`/app/mail-texts/overdue?text=vi&of=${docket.docket}`);
    expect([status, textOf(html)]).toEqual([200, expect.stringContaining('quá hạn xử lý')]);
  });

  test('whether another unit has no address on file is told to nobody else', async () => {
    const sent = await sendDocket(site.service, [dossier('GK', 9)]);
    await site.service.database
      .collection<{ _id: string }>('unitProposals')
      .updateOne({ _id: sent.unitProposal }, { $set: { 'contact.email': '' } });
    const says = async (unit: string) => {
      const { html } = await (await someone('office', unit)).get(`${receipt}&of=${sent.unitProposal}`);
      return /id="f-of-error">([^<]+)</.exec(html)?.[1];
    };
    expect(await says('U01')).toContain('chưa có địa chỉ thư điện tử');
    expect(await says('U02')).toContain('Không tìm thấy trường hợp mang số này');
  });
});

describe('mails that were sent', () => {
  test('are found by state, kind, person and words without diacritics, each with its page', async () => {
    const { mails, store } = site.service;
    const { session } = await openSession(site);
    await eventually(
      () => store.sentMails.list({ mail: 'invitation', status: ['accepted'] }),
      ({ items }) => items.length >= 3,
    );
    const office = await someone('office', 'U01');
    const rows = async (query: string) => {
      const { html, status } = await office.get(`/app/mails?${query}`);
      return [status, html.match(/<td class="main"/g)?.length ?? 0];
    };
    const noneWaits = () =>
      eventually(
        () => rows('state=queued'),
        ([status, n]) => status === 200 && n === 0,
      );
    await noneWaits();
    mails.refuse = { code: 550, text: 'mailbox unavailable' };
    const late = await sendDocket(site.service, [dossier('GK', 4)]);
    await eventually(
      () => store.sentMails.ofEntity(late.unitProposal),
      ([mail]) => mail?.status === 'failed',
    );
    mails.refuse = undefined;
    await noneWaits();
    expect(await rows('state=undelivered')).toEqual([200, 1]);
    expect(await rows('state=refused&q=unit+da+nhan')).toEqual([200, 1]);
    expect((await rows('kind=receipt'))[1]).toBeGreaterThanOrEqual(3);
    // the receipt, and what the office was told of it
    expect((await rows(`of=${late.unitProposal}`))[1]).toBeGreaterThanOrEqual(1);
    expect(await rows('state=none')).toEqual([400, 0]);
    expect(await rows('q=%24where%3A1')).toEqual([200, 0]);
    expect(await rows('person=C1&kind=invitation')).toEqual([200, 1]);
    // an invitation can be sent again from its page
    const invited = (await store.sentMails.list({ mail: 'invitation', persons: ['C1'] })).items[0]!._id;
    const asked = await office.press(`/app/mails/${invited}`, '');
    expect([asked.status, asked.headers.get('location')]).toEqual([303, `/app/mails/${invited}?done=again`]);
    await eventually(
      () => store.sentMails.list({ persons: ['C1'] }),
      ({ items }) => items.length === 2,
    );
    expect(session.id).toBeDefined();
    // of another unit: nothing, and by its address nothing either
    const foreign = await someone('office', 'U02');
    const { html } = await foreign.get('/app/mails?kind=receipt');
    expect(html).not.toContain('<td class="main"');
    const key = (await store.sentMails.ofEntity(late.unitProposal))[0]!._id;
    expect((await foreign.get(`/app/mails/${key}`)).status).toBe(404);
    const page = await office.get(`/app/mails/${key}`);
    expect(textOf(page.html)).toMatch(/mailbox unavailable/);
    expect(textOf(page.html)).toContain('đổi đầu mối liên hệ của hồ sơ');
  });

  test('advise by what kind they are, and lead to what they are about where the reader may open it', async () => {
    const { store } = site.service;
    const [office, secretary] = [await someone('office'), await someone('secretary')];
    const seen = async (who: Someone, mail: string, entity: string) => {
      const key = `${mail}.${entity}.seen.1`;
      const about = { entity, person: 'seen', to: 'nguoi.nhan@tinh-d.example', queuedAt: START };
      await store.sentMails.gather({ _id: key, mail, subject: mail, ...about }, {});
      const { status, html } = await who.get(`/app/mails/${encodeURIComponent(key)}`);
      const list = await who.get(`/app/mails?of=${encodeURIComponent(entity)}`);
      const [there] = new RegExp(`/app/[a-z]+/${entity}(?=")`).exec(html) ?? [];
      expect(list.html.includes(`href="${there}"`)).toBe(there !== undefined);
      return { status, said: textOf(html), there };
    };
    const code = await seen(office, 'sign-in-code', 'accounts/A2');
    expect(code).toMatchObject({ said: expect.stringContaining('lấy mã mới ở trang đăng nhập'), there: undefined });
    const session = await seen(office, 'result', 'PH-1');
    expect(session).toMatchObject({
      said: expect.stringContaining('Thư ký sửa địa chỉ của thành viên'),
      there: '/app/sessions/PH-1',
    });
    const invited = await seen(office, 'account-invitation', 'accounts/A3');
    expect(invited.said).toContain('người quản trị gửi lại được');
    const campaign = await seen(secretary, 'campaign-opens', 'TD-2026');
    expect(campaign).toMatchObject({
      said: expect.stringContaining('đề nghị sửa địa chỉ của người nhận'),
      there: '/app/campaigns/TD-2026',
    });
    expect((await seen(office, 'case-notice', 'VV-1')).there).toBe('/app/cases/VV-1');
    // a secretary opens no cases
    expect(await seen(secretary, 'case-notice', 'VV-2')).toMatchObject({ status: 200, there: undefined });
  });
});
