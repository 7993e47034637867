import { eventually } from '../../setup/service';
import { docxText } from '../../platform/documents/paper-text';
import { campaignRecord, launched, registrationRecord } from '../../setup/campaigns';
import { START } from '../../setup/fixtures';
import { textOf } from '../form';
import { testSite, type TestSite } from '../site';
import { someone, type Someone } from './someone';
import { whereTo } from './visitor';

let site: TestSite;
let province: Someone;
beforeAll(async () => {
  site = await testSite();
  province = await someone(site, 'office');
});
afterAll(() => site.stop());

const campaigns = () => site.service.store.campaigns;

/** Days of 2027; its last day of registration falls on a Saturday. */
const days = {
  'dates.launch': '2027-01-04',
  'dates.registrationCloses': '2027-01-30',
  'dates.midYearReview': '2027-07-05',
  'dates.finalReview': '2027-11-15',
  'dates.roundOpens': '2027-11-16',
  'dates.roundCloses': '2027-11-30',
  'dates.statistics': '2027-12-15',
  'dates.end': '2027-12-31',
};
const written = (code: string, more: Record<string, string> = {}) => ({
  kind: 'regular',
  code,
  name: `Phong trào thi đua ${code}`,
  theme: 'Đoàn kết, sáng tạo',
  year: '2027',
  'texts.aims': 'Hoàn thành nhiệm vụ năm 2027',
  'texts.scope': 'Các sở, ban, ngành',
  'texts.subjects': 'Tập thể, cá nhân',
  'texts.criteria': 'Theo chỉ tiêu đăng ký',
  'texts.plan': 'Phát động tháng 01',
  'texts.measures': 'Kiểm tra, nêu gương',
  'document.title': 'Kế hoạch phát động',
  'document.number': '12/KH-UBND',
  'document.date': '2026-11-10',
  participants: 'Sở Tài chính\r\nu02',
  'awards.CSTDCS': 'true',
  ...days,
  ...more,
});

describe('a campaign that the office plans', () => {
  test('is written on its form, with units by name or code, and starts its year', async () => {
    const form = await province.opened('/app/campaigns/new');
    expect([form['year'], form['participants'], form['remindWorkingDays']]).toEqual([
      '2027',
      'Sở Tài chính\nSở Nội vụ',
      '5, 1',
    ]);
    const sent = await province.fill('/app/campaigns/new', written('TD-MOI'));
    expect(whereTo(sent)).toBe('303 /app/campaigns/TD-MOI?done=planned');
    expect(await campaigns().need('TD-MOI')).toMatchObject({
      kind: 'regular',
      theme: 'Đoàn kết, sáng tạo',
      participants: ['U01', 'U02'],
      awards: ['CSTDCS'],
      remindWorkingDays: [5, 1],
      document: { title: 'Kế hoạch phát động', number: '12/KH-UBND', date: '2026-11-10' },
      asked: { registrationCloses: '2027-01-30' },
      working: { registrationCloses: '2027-02-01' },
    });
    const page = textOf((await province.get('/app/campaigns/TD-MOI?done=planned')).html);
    for (const said of [
      'Đã lập phong trào',
      '01/02/2027',
      '30/01/2027',
      'Hủy phong trào',
      'Kế hoạch phát động, 12/KH-UBND',
    ])
      expect(page).toContain(said);
    // the same form again is the same campaign, another one under its code is refused
    expect(whereTo(await province.fill('/app/campaigns/new', written('TD-MOI')))).toBe(whereTo(sent));
    const other = await province.fill('/app/campaigns/new', written('TD-MOI', { name: 'Phong trào khác' }));
    expect([other.status, other.html.includes('value="Phong trào khác"')]).toEqual([409, true]);
  });

  test('is refused at every field at once, with all that was typed', async () => {
    const { store } = site.service;
    const typed = written('TD HONG', {
      'texts.aims': '',
      participants: 'Sở Không có\nSở Tài chính\nSở Cũng không',
      remindWorkingDays: '5, hai',
      year: 'nay',
    });
    const first = await province.fill('/app/campaigns/new', typed);
    expect(first.status).toBe(400);
    const said = textOf(first.html);
    for (const sentence of [
      'Mã chỉ gồm chữ cái không dấu',
      'Cần có mục này.',
      '“Sở Không có”',
      '“Sở Cũng không”',
      'Phải là số',
    ])
      expect(said).toContain(sentence);
    for (const field of ['code', 'texts-aims', 'participants', 'remindWorkingDays', 'year'])
      expect(first.html).toContain(`href="#f-${field}"`);
    expect(first.html).toContain('Sở Không có\nSở Tài chính\nSở Cũng không');
    const late = await province.fill(
      '/app/campaigns/new',
      written('TD-HONG', { 'dates.launch': '', 'dates.midYearReview': '2027-01-10', 'dates.end': '2026-02-29' }),
    );
    expect(late.html).toContain('href="#f-dates-end"');
    const order = await province.fill(
      '/app/campaigns/new',
      written('TD-HONG', {
        'dates.launch': '',
        'dates.midYearReview': '2027-01-10',
        'dates.finalReview': '2040-01-02',
        'dates.roundOpens': '2026-11-10',
      }),
    );
    const why = textOf(order.html);
    for (const sentence of ['Chưa có ngày phát động', 'vì sau hạn đăng ký', 'lịch năm 2040', 'Ngày này đã qua'])
      expect(why).toContain(sentence);
    expect(await store.campaigns.get('TD-HONG')).toBeUndefined();
  });

  test('of a theme needs four days alone, and opens no round without an award', async () => {
    const { 'awards.CSTDCS': _award, ...typed } = written('CD-MOI', {
      kind: 'thematic',
      'dates.midYearReview': '',
      'dates.roundOpens': '',
      'dates.roundCloses': '',
      'dates.statistics': '',
    });
    expect(whereTo(await province.fill('/app/campaigns/new', typed))).toContain('303');
    const { awards, asked } = await campaigns().need('CD-MOI');
    expect([awards, Object.keys(asked)]).toEqual([[], ['launch', 'registrationCloses', 'finalReview', 'end']]);
  });

  test('of a unit takes part with its rooms, and is no business of the province or of another unit', async () => {
    const office = await someone(site, 'office', 'U01');
    expect((await office.opened('/app/campaigns/new'))['participants']).toBe('Sở Tài chính');
    const outside = await office.fill('/app/campaigns/new', written('TD-U01'));
    expect(textOf(outside.html)).toContain('“u02”');
    const own = await office.fill('/app/campaigns/new', written('TD-U01', { participants: 'U01' }));
    expect(whereTo(own)).toContain('303');
    expect((await province.get('/app/campaigns/TD-U01/days')).status).toBe(403);
    expect((await (await someone(site, 'office', 'U02')).get('/app/campaigns/TD-U01/days')).status).toBe(404);
    expect((await (await someone(site, 'unit', 'U01')).get('/app/campaigns/new')).status).toBe(403);
  });

  test('follows from the one before with its days moved, 29 February among them', async () => {
    await campaigns().insert(
      campaignRecord('TD-2024', {
        year: 2024,
        name: 'Phong trào thi đua năm 2024',
        kind: 'thematic',
        status: 'ended',
        asked: { launch: '2024-02-29', registrationCloses: '2024-03-15', finalReview: '2024-11-15', end: '2024-12-31' },
      }),
    );
    const form = await province.opened('/app/campaigns/TD-2024/clone');
    expect([form['code'], form['name'], form['dates.launch'], form['dates.statistics'], form['years']]).toEqual([
      'TD-2027',
      'Phong trào thi đua năm 2027',
      '2027-02-28',
      '',
      '3',
    ]);
    const moved = { 'dates.registrationCloses': '2027-02-01', code: 'TD-SAU' };
    const refused = await province.fill('/app/campaigns/TD-2024/clone', moved);
    expect(textOf(refused.html)).toContain('Phải từ ngày 28/02/2027 trở đi');
    const made = await province.fill('/app/campaigns/TD-2024/clone', {
      ...moved,
      'dates.registrationCloses': '2027-03-20',
    });
    expect(whereTo(made)).toBe('303 /app/campaigns/TD-SAU?done=planned');
    expect(await campaigns().need('TD-SAU')).toMatchObject({
      clonedFrom: 'TD-2024',
      asked: { launch: '2027-02-28', registrationCloses: '2027-03-20' },
    });
  });
});

describe('the days of a campaign that runs', () => {
  const running = async (code: string) => {
    const asked = campaignRecord(code).asked;
    const record = campaignRecord(code, { asked: { ...asked, launch: '2026-11-16' } });
    return await (await launched(site.service, record)).reach((one) => one.status === 'running');
  };

  test('are moved once the effect was looked at, and not without a reason', async () => {
    await running('TD-NGAY');
    const opened = await province.opened('/app/campaigns/TD-NGAY/days');
    // what has come is no field of the form
    expect(opened['dates.launch']).toBeUndefined();
    const same = await province.post('/app/campaigns/TD-NGAY/days', opened);
    expect(textOf(same.html)).toContain('Chưa có mốc nào thay đổi');
    const looked = await province.post('/app/campaigns/TD-NGAY/days', {
      ...opened,
      'dates.finalReview': '2027-11-13',
      'dates.roundCloses': '2027-12-03',
    });
    expect(whereTo(looked)).toBe(
      '303 /app/campaigns/TD-NGAY/days/confirm?finalReview=2027-11-13&roundCloses=2027-12-03',
    );
    const effect = looked.headers.get('location')!;
    const shown = textOf((await province.get(effect)).html);
    // Saturday 13 November asked for is Monday 15 November still
    for (const said of ['Hạn nhận hồ sơ 30/11/2027 03/12/2027 muộn hơn 3 ngày', '2 đơn vị tham gia nhận thư báo'])
      expect(shown).toContain(said);
    expect(shown).not.toContain('Tổng kết 15/11/2027');
    expect((await campaigns().need('TD-NGAY')).asked.roundCloses).toBe('2027-11-30');

    const confirm = await province.opened(effect);
    const path = effect.split('?')[0]!;
    const silent = await province.post(path, confirm);
    expect([silent.status, silent.html.includes('href="#f-reason"')]).toEqual([400, true]);
    expect(textOf(silent.html)).toContain('muộn hơn 3 ngày');
    const done = await province.post(path, { ...confirm, reason: 'Tỉnh ủy triệu tập hội nghị' });
    expect(whereTo(done)).toBe('303 /app/campaigns/TD-NGAY?done=days');
    const moved = await eventually(
      () => campaigns().need('TD-NGAY'),
      (one) => one.asked.roundCloses === '2027-12-03',
    );
    expect(moved.working).toMatchObject({ finalReview: '2027-11-15', roundCloses: '2027-12-03' });
    // pressed again it is the same change; from a page of before it is shown anew
    expect(whereTo(await province.post(path, { ...confirm, reason: 'Tỉnh ủy triệu tập hội nghị' }))).toBe(
      whereTo(done),
    );
    const late = await province.post(path, { ...confirm, submission: `1-${'x'.repeat(12)}`, reason: 'Lần nữa' });
    expect([late.status, textOf(late.html).includes('đã được sửa ở nơi khác')]).toEqual([409, true]);
  });

  test.each([
    [{ 'dates.finalReview': '2026-11-02' }, 'finalReview', 'Phải từ ngày'],
    [{ 'dates.registrationCloses': '2026-11-15' }, 'registrationCloses', 'Phải từ ngày 16/11/2026 trở đi'],
    [{ 'dates.midYearReview': '2027-02-29' }, 'midYearReview', 'Không phải là một ngày có thật'],
    [{ 'dates.statistics': '' }, 'statistics', 'Chưa có ngày báo cáo thống kê'],
    [{ 'dates.end': '2041-12-31', 'dates.statistics': '2041-12-01' }, 'statistics', 'lịch năm 2041'],
  ])('are not moved to %j, which is refused at its field', async (typed, field, sentence) => {
    const code = 'TD-SAI';
    if (!(await campaigns().get(code))) await running(code);
    const refused = await province.fill(`/app/campaigns/${code}/days`, typed);
    expect(refused.status).toBe(400);
    expect(refused.html).toContain(`href="#f-dates-${field}"`);
    expect(textOf(refused.html)).toContain(sentence);
  });

  test('cannot be extended before registration has closed; a campaign that is cancelled takes nothing more', async () => {
    await running('TD-DUNG');
    const path = '/app/campaigns/TD-DUNG';
    const early = await province.fill(`${path}/extend`, { until: '2027-02-10', reason: 'Nhiều đơn vị chưa ký' });
    expect([early.status, early.html.includes('value="2027-02-10"')]).toEqual([409, true]);
    const cancelled = await province.fill(`${path}/cancel`, { reason: 'Sáp nhập tỉnh' });
    expect(whereTo(cancelled)).toBe(`303 ${path}?done=cancelled`);
    await eventually(
      () => campaigns().need('TD-DUNG'),
      (one) => one.status === 'cancelled',
    );
    const page = textOf((await province.get(path)).html);
    expect([page.includes('Phong trào đã bị hủy'), page.includes('Điều chỉnh các mốc')]).toEqual([true, false]);
    expect((await province.fill(`${path}/cancel`, { reason: 'Lần nữa' })).status).toBe(409);
  });

  test('of registration are extended once it has closed, and no further than the mid-year review', async () => {
    const days = { ...campaignRecord('x').asked, launch: '2026-11-02', registrationCloses: '2026-11-09' };
    const record = campaignRecord('TD-HAN', { asked: days, working: days });
    await (await launched(site.service, record)).reach((one) => one.reached.registrationCloses !== undefined);
    const form = '/app/campaigns/TD-HAN/extend';
    for (const [until, sentence] of [
      ['2026-11-10', 'Ngày này đã qua'],
      ['2027-07-06', 'Chỉ gia hạn được đến ngày 05/7/2027'],
    ] as const) {
      const refused = await province.fill(form, { until, reason: 'Thủ trưởng đi công tác' });
      expect(textOf(refused.html)).toContain(sentence);
      expect(refused.html).toContain('href="#f-until"');
    }
    const done = await province.fill(form, { until: '2026-11-20', reason: 'Thủ trưởng đi công tác' });
    expect(whereTo(done)).toBe('303 /app/campaigns/TD-HAN?done=extended');
    const open = await eventually(
      () => campaigns().need('TD-HAN'),
      (one) => one.reached.registrationCloses === undefined,
    );
    expect(open.working.registrationCloses).toBe('2026-11-20');
  });
});

describe('the words of a campaign', () => {
  const path = '/app/campaigns/TD-LOI';
  beforeAll(async () => {
    await campaigns().insert(campaignRecord('TD-LOI', { status: 'running', reached: { launch: START } }));
    const signed = { at: '2026-11-16T00:30:00.000Z', by: 'key:head' };
    await site.service.store.registrations.insert(
      registrationRecord('TD-LOI', { _id: 'DK-LOI', status: 'signed', signed }),
    );
  });

  test('are changed with a reason; those of before are kept, and shown to whoever takes part', async () => {
    const form = await province.opened(`${path}/texts`);
    expect(form['texts.criteria']).toBe('Theo chỉ tiêu đăng ký');
    expect(textOf((await province.get(`${path}/texts`)).html)).toContain('Đã có 1 bản đăng ký được ký');
    const changed = { 'texts.criteria': 'Theo bộ tiêu chí <mới>', 'document.number': '15/KH-UBND', theme: 'Kỷ cương' };
    const silent = await province.post(`${path}/texts`, { ...form, ...changed });
    expect([silent.status, silent.html.includes('href="#f-reason"')]).toEqual([400, true]);
    expect(silent.html).toContain('Theo bộ tiêu chí &lt;mới&gt;');
    const done = await province.post(`${path}/texts`, { ...form, ...changed, reason: 'Kế hoạch số 15' });
    expect(whereTo(done)).toBe(`303 ${path}?done=texts`);
    const unit = await someone(site, 'unit', 'U01');
    const page = textOf((await unit.get(path)).html);
    expect(page).toContain('Theo chỉ tiêu đăng ký Theo bộ tiêu chí <mới>');
    expect(page).toContain('Kế hoạch phát động, 12/KH-UBND, 28/12/2026 Kế hoạch phát động, 15/KH-UBND, 28/12/2026');
    for (const said of ['Kế hoạch số 15', '1 bản đăng ký đã ký trước đó', 'Chủ đề – Kỷ cương'])
      expect(page).toContain(said);
    expect(page).not.toContain('Sửa nội dung phong trào');
    const trail = await site.service.store.audit.ofTypes(['campaigns/TD-LOI'], ['textsChanged']);
    expect(trail.map(({ data }) => data)).toMatchObject([
      { reason: 'Kế hoạch số 15', before: { criteria: 'Theo chỉ tiêu đăng ký' }, after: { theme: 'Kỷ cương' } },
    ]);
    // its version is its workflow's
    expect(await campaigns().need('TD-LOI')).toMatchObject({ version: 0, edition: 1 });
  });

  test('stand in the pact as they are and as they were signed', async () => {
    const { bytes } = await province.file(`${path}/papers/pact.docx`);
    const pact = docxText(bytes);
    expect(pact).toContain('Theo bộ tiêu chí &lt;mới&gt;');
    expect(pact).toContain(
      'Nội dung trước khi sửa đổi ngày 16/11/2026 (đã có đơn vị ký theo nội dung này): “Theo chỉ tiêu đăng ký',
    );
  });

  test('are not changed twice by one form, nor from a page of before another change', async () => {
    const old = await province.opened(`${path}/texts`);
    const first = { ...old, 'texts.aims': 'Mục đích khác', reason: 'Sửa lỗi' };
    expect(whereTo(await province.post(`${path}/texts`, first))).toContain('303');
    expect(whereTo(await province.post(`${path}/texts`, first))).toContain('303');
    expect((await campaigns().need('TD-LOI')).edition).toBe(2);
    const late = await province.post(`${path}/texts`, { ...old, 'texts.aims': 'Muộn', reason: 'Sửa lỗi' });
    expect([late.status, late.html.includes('Muộn')]).toEqual([409, true]);
    expect((await campaigns().need('TD-LOI')).texts.aims).toBe('Mục đích khác');
  });

  test.each([
    [{ 'texts.aims': '' }, 'texts-aims', 'Cần có mục này'],
    [{ 'texts.scope': 'x'.repeat(5_001) }, 'texts-scope', 'Nhiều nhất 5.000 ký tự'],
    [{ 'document.number': '' }, 'document-number', 'Cần có mục này'],
    [{ 'document.date': '2027-02-29' }, 'document-date', 'Không phải là một ngày có thật'],
  ])('are refused at their field: %j', async (typed, field, sentence) => {
    const refused = await province.fill(`${path}/texts`, { ...typed, reason: 'Sửa' });
    expect([refused.status, refused.html.includes(`href="#f-${field}"`)]).toEqual([400, true]);
    expect(textOf(refused.html)).toContain(sentence);
  });

  test('of a campaign that is over stay as they are, and another level has no part in them', async () => {
    await campaigns().insert(campaignRecord('TD-HET', { status: 'ended' }));
    const late = await province.fill('/app/campaigns/TD-HET/texts', { theme: 'Muộn', reason: 'Sửa' });
    expect(late.status).toBe(409);
    expect((await (await someone(site, 'office', 'U01')).get(`${path}/texts`)).status).toBe(403);
  });
});

describe('the campaign of each next year', () => {
  const path = '/app/campaigns/TD-NAM/yearly';
  beforeAll(async () => {
    await campaigns().insert(campaignRecord('TD-NAM'));
  });

  test('is planned by itself from the day on that the page says, and is not any more once it is switched off', async () => {
    expect(textOf((await province.get(path)).html)).toContain('Hiện không tự động lập');
    const on = await province.fill(path, { planned: 'yes', day: '01/12' });
    expect(whereTo(on)).toBe('303 /app/campaigns/TD-NAM?done=yearly');
    const form = await province.opened(path);
    expect([form['planned'], form['day']]).toEqual(['yes', '01/12']);
    expect(textOf((await province.get(path)).html)).toMatch(/Các lần tới Thời điểm 01\/12\/20\d\d 08:00/);
    expect(whereTo(await province.fill(path, { day: '5/11' }))).toContain('303');
    expect((await province.opened(path))['day']).toBe('05/11');
    const off = await province.fill(path, { planned: 'no' });
    expect(whereTo(off)).toBe('303 /app/campaigns/TD-NAM?done=yearlyOff');
    expect((await province.opened(path))['planned']).toBe('no');
    const trail = await site.service.store.audit.ofTypes(['campaigns/TD-NAM'], ['yearly']);
    expect(trail.map(({ data }) => data)).toEqual([{ day: '12-01' }, { day: '11-05' }, {}]);
  });

  test('is not switched on again by a page of before it was switched off, nor off by one of before it was moved', async () => {
    await province.fill(path, { planned: 'yes', day: '01/12' });
    const morning = await province.opened(path);
    const off = { ...morning, planned: 'no' };
    expect(whereTo(await province.post(path, off))).toContain('done=yearlyOff');
    // pressed twice it is one
    expect(whereTo(await province.post(path, off))).toContain('done=yearlyOff');
    const stale = await province.post(path, { ...morning, day: '05/12' });
    expect([stale.status, stale.html]).toEqual([409, expect.stringContaining('value="05/12"')]);
    expect(textOf(stale.html)).toContain('đã được sửa ở nơi khác');
    expect((await province.opened(path))['planned']).toBe('no');
    // knowingly, on the page that says so
    const knowing = { ...(await province.opened(path)), planned: 'yes', day: '05/12' };
    for (const press of [1, 2])
      expect([press, whereTo(await province.post(path, knowing))]).toEqual([
        press,
        '303 /app/campaigns/TD-NAM?done=yearly',
      ]);
    const late = await province.post(path, off);
    expect(late.status).toBe(409);
    expect((await province.opened(path))['day']).toBe('05/12');
    await province.fill(path, { planned: 'no' });
  });

  test.each([
    ['29/02', 'Đề nghị nhập ngày/tháng mà năm nào cũng có, ví dụ 01/12.'],
    ['31/11', 'mà năm nào cũng có'],
    // the day first, whatever stands between
    ['12-31', 'ngày/tháng mà năm nào cũng có'],
    ['tháng 12', 'mà năm nào cũng có'],
    ['', 'Cần có mục này'],
  ])('is not planned on “%s”', async (day, sentence) => {
    const refused = await province.fill(path, { planned: 'yes', day });
    expect([refused.status, refused.html.includes('href="#f-day"')]).toEqual([400, true]);
    expect(textOf(refused.html)).toContain(sentence);
  });

  test('is nothing for a movement with a theme', async () => {
    await campaigns().insert(campaignRecord('CD-NAM', { kind: 'thematic' }));
    const refused = await province.fill('/app/campaigns/CD-NAM/yearly', { planned: 'yes', day: '01/12' });
    expect(textOf(refused.html)).toContain('Chỉ phong trào thi đua thường xuyên được lập lại hằng năm.');
    expect((await province.get('/app/campaigns/CD-NAM')).html).not.toContain('/yearly');
  });
});
