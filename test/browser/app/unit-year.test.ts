import type { Page } from 'playwright-core';
import { signedIn } from '../../setup/accounts';
import { mailedLink, seats, testBrowser, type TestBrowser } from '../../setup/browser';
import { campaignRecord, launched, registrationRecord, shortYear as days } from '../../setup/campaigns';
import { eventually } from '../../setup/service';
import { testSite, type TestSite } from '../../pages/site';
import { longName } from '../people';
import { isSound } from '../sound';

/** A unit in its year of emulation, in a real browser: what it sets out to reach, and what comes of it. */

let site: TestSite;
let browser: TestBrowser;
beforeAll(async () => {
  site = await testSite();
  browser = await testBrowser(site);
  const { store } = site.service;
  const unit = await store.units.need('U01');
  await store.units.put({
    ...unit,
    _id: 'U01a',
    name: 'Phòng Quản lý ngân sách, Tài chính hành chính sự nghiệp và Quản lý giá, công sản',
    symbol: 'QLNS',
    kind: 'room',
    parent: 'U01',
  });
  await store.people.put({
    _id: 'NS1',
    name: longName,
    address: 'Bà',
    post: 'Chuyên viên',
    unit: 'U01a',
    language: 'vi',
  });
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

let serial = 0;
async function launchedYear(): Promise<string> {
  const code = `TD-B${(serial += 1)}`;
  const name = 'Thi đua hoàn thành thắng lợi nhiệm vụ tài chính - ngân sách và chuyển đổi số năm 2026';
  const record = campaignRecord(code, { name, asked: days, working: days, year: 2026, participants: ['U01'] });
  const campaign = await launched(site.service, record);
  await campaign.reach(({ status }) => status === 'running');
  return code;
}

/** By keyboard alone, where a script could be watched: each field is reached by Tab and filled by typing. */
async function typeOn(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Tab');
  await page.keyboard.type(text);
}

test.each(seats)(
  'registration, from the first target to the signature of the head and to an amendment, %s',
  async (_where, width, script) => {
    const code = await launchedYear();
    const page = await browser.open(width, { script });
    await signedIn(page, site, { role: 'unit', unit: 'U01' });
    const sound = (what: string): Promise<void> => (script && width === 360 ? isSound(page, what) : Promise.resolve());
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

    await page.goto(`/app/campaigns/${code}`);
    await page.getByRole('link', { name: 'Đăng ký thi đua: Sở Tài chính' }).click();
    await sound('unit-year');
    await page.getByRole('link', { name: /^Lập bản đăng ký thi đua/ }).click();
    await sound('whom');
    await page.getByRole('link', { name: 'Sở Tài chính', exact: true }).click();
    await page.getByLabel('Tập thể Lao động xuất sắc').check();
    await page.getByLabel('Tên chỉ tiêu').first().fill('Thu ngân sách nhà nước trên địa bàn');
    // on from there by keyboard alone: unit of measure, baseline, direction, target, who is in charge, source
    await typeOn(page, 'tỷ đồng');
    await typeOn(page, '934,34');
    await page.keyboard.press('Tab');
    await typeOn(page, '1.009,57');
    await page.keyboard.press('Tab');
    await typeOn(page, 'Báo cáo quyết toán');
    if (script) {
      await page.getByText(/Đã lưu lúc/).waitFor();
      await page.waitForURL(/\/app\/registrations\/DK-\w+\/edit$/);
    } else {
      await press('Lưu');
      await page.getByText('Đã lưu.', { exact: true }).waitFor();
    }
    await sound('edit');
    const [record] = await site.service.store.registrations.ofCampaign(code);
    expect(record).toMatchObject({ targets: [{ code: 'CT1', baseline: '934.34', target: '1009.57' }] });

    // somebody else saves meanwhile: what is typed is not lost
    await site.service.store.registrations.edit(record!._id, record!.version, { measures: 'Của người khác' }, []);
    await page.getByLabel('Giải pháp thực hiện').fill('Tăng cường quản lý nguồn thu');
    if (script) await page.getByText('Bản này vừa được lưu ở nơi khác').waitFor();
    await press('Lưu');
    expect(await page.getByLabel('Giải pháp thực hiện').inputValue()).toBe('Tăng cường quản lý nguồn thu');
    await press('Lưu');
    await page.getByText('Đã lưu.', { exact: true }).waitFor();

    await page.goto(`/app/campaigns/${code}/units/U01`);
    await page.getByRole('link', { name: /^Trình thủ trưởng ký xác nhận 1 bản đang soạn/ }).click();
    await sound('submit');
    await press('Gửi thư trình ký');
    await page.getByText('Đã gửi thư trình thủ trưởng ký xác nhận.').waitFor();
    await sound('submitted');

    await headSigns(code, width, script);
    const { registrations, audit } = site.service.store;
    await eventually(
      async () => (await registrations.need(record!._id)).status,
      (status) => status === 'signed',
    );
    await page.goto(`/app/registrations/${record!._id}`);
    await page.getByText('Nhập số liệu, sơ kết 6 tháng').waitFor();
    await sound('signed');

    // in the course of the year less can be reached: amended with a reason, which holds once the head has signed it too
    await page.getByRole('link', { name: 'Điều chỉnh', exact: true }).click();
    await page.getByLabel('Chỉ tiêu').first().waitFor();
    await page.locator('input[name="target.0.target"]').fill('900');
    await page.getByLabel('Lý do điều chỉnh').fill('Hội đồng nhân dân giảm dự toán');
    await sound('amend');
    await press('Trình thủ trưởng ký bản điều chỉnh');
    await page.getByText('Đã gửi thư trình thủ trưởng ký bản điều chỉnh.').waitFor();
    expect(await page.locator('main').innerText()).toContain('Bản điều chỉnh chờ thủ trưởng ký');
    expect(await registrations.need(record!._id)).toMatchObject({ targets: [{ target: '1009.57' }] });
    await sound('amended');
    const shown = await headSigns(code, width, script);
    expect(shown).toMatch(/từ 1\.009,57 tỷ đồng trở lên\s*→\s*từ 900 tỷ đồng trở lên/);
    expect(shown).toContain('Hội đồng nhân dân giảm dự toán');
    const amended = await eventually(
      () => registrations.need(record!._id),
      ({ amendments }) => amendments?.[0]?.status === 'signed',
    );
    expect(amended).toMatchObject({ status: 'signed', targets: [{ target: '900' }] });
    // how often it was saved meanwhile is for the script to say
    const trail = (await audit.trail(record!._id)).filter(({ type }) => type !== 'edited');
    expect(trail.map(({ type, actor }) => [type, actor.split(':')[0]])).toEqual([
      ['created', 'account'],
      ['submit', 'account'],
      ['sign', 'person'],
      ['amend', 'account'],
      ['signAmendment', 'person'],
    ]);
    await page.reload();
    await page.getByText(/Điều chỉnh lần 1, ký ngày/).waitFor();
    expect(await page.locator('main').innerText()).toContain('từ 900 tỷ đồng trở lên');
  },
);

let letters = 0;
/** The head signs what waits, from the mail, on the same seat; what was read before signing. */
async function headSigns(code: string, width: number, script: boolean): Promise<string> {
  const about = `registrationSign.${code}.U01`;
  const before = letters;
  const all = await eventually(
    () => Promise.resolve(site.service.mails.keyed('registrationSign.').length),
    (count) => count > before,
  );
  letters = all;
  const head = await browser.open(width, { script });
  await head.goto(await mailedLink(site, 'c1@', about));
  const shown = await head.locator('main').innerText();
  await head.getByLabel(/Ký xác nhận/).check();
  await head.locator('button[value=review]').click();
  await head.locator('button[value=send]').click();
  await head.getByText('Đã ký xác nhận 1 bản đăng ký.').waitFor();
  return shown;
}

test('pressed while the form saves itself, the button sends what was typed last, as the same person’s', async () => {
  const code = await launchedYear();
  const draft = registrationRecord(code, { year: 2026, measures: '' });
  await site.service.store.registrations.insert(draft);
  const page = await browser.open(1280);
  await signedIn(page, site, { role: 'unit', unit: 'U01' });
  await page.goto(`/app/registrations/${draft._id}/edit`);
  // the store takes its time for what saves itself
  const { database } = site.service;
  const held = await database.startSession();
  held.startTransaction();
  await database
    .collection<{ _id: string }>('registrations')
    .updateOne({ _id: draft._id }, { $set: { measures: 'Không bao giờ ghi' } }, { session: held });
  const measures = page.getByLabel('Giải pháp thực hiện');
  const saving = page.waitForRequest((request) => request.headers()['accept'] === 'application/json');
  await measures.fill('Tăng cường quản lý');
  await saving;
  await measures.fill('Tăng cường quản lý nguồn thu');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await held.abortTransaction();
  await held.endSession();
  await page.getByText('Đã lưu.', { exact: true }).waitFor();
  expect(await site.service.store.registrations.need(draft._id)).toMatchObject({
    measures: 'Tăng cường quản lý nguồn thu',
    version: 2,
  });
});

/** A year whose final review has come and whose round is open, with a registration that the head has signed. */
async function reviewedYear(): Promise<{ readonly code: string; readonly id: string }> {
  const { store } = site.service;
  const code = `TD-B${(serial += 1)}`;
  const at = '2026-11-16T01:00:00.000Z';
  const reached = { launch: at, registrationCloses: at, midYearReview: at, finalReview: at, roundOpens: at };
  const plan = { asked: days, working: days, year: 2026, participants: ['U01'], awards: ['LDTT'], reached } as const;
  await store.campaigns.insert(campaignRecord(code, { ...plan, status: 'running' }));
  await store.rounds.put({
    _id: code,
    name: `Đợt xét ${code}`,
    awardYear: 2026,
    awards: ['LDTT'],
    units: ['U01'],
    deadline: '2026-12-21',
  });
  const grade = { kind: 'grade', about: 'people/NS1', year: 2026, grade: 'well' } as const;
  await store.facts.put([{ _id: 'grade/people/NS1/2026', ...grade }], { actor: 'key:office', now: at });
  const record = registrationRecord(code, {
    year: 2026,
    status: 'signed',
    signed: { at, by: 'person:C1' },
    registrant: { kind: 'person', code: 'NS1', name: longName },
    about: 'people/NS1',
    titles: ['LDTT'],
  });
  await store.registrations.insert(record);
  return { code, id: record._id };
}

test.each(seats)('figures, review and whom to nominate, %s', async (_where, width, script) => {
  const { code, id } = await reviewedYear();
  const page = await browser.open(width, { script });
  await signedIn(page, site, { role: 'office', unit: 'U01' });
  const sound = (what: string): Promise<void> => (script && width === 1280 ? isSound(page, what) : Promise.resolve());
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  // from a file with a wrong cell, mended
  await page.goto(`/app/campaigns/${code}/units/U01`);
  await page.getByRole('link', { name: /^Nhập số liệu từ tệp/ }).click();
  await sound('file');
  const file = (...rows: readonly string[]) => ({
    name: 'Số liệu.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`Mã đăng ký;Mã chỉ tiêu;Kỳ báo cáo;Kết quả\n${rows.join('\n')}\n`),
  });
  await page.locator('input[type=file]').setInputFiles(file(`${id};CT1;Quý I;chín trăm`));
  await press('Kiểm tra tệp');
  await page.getByText('Có 2 ô cần sửa').waitFor();
  await sound('file-wrong');
  await page.getByRole('link', { name: 'Chọn tệp khác' }).click();
  await page.locator('input[type=file]').setInputFiles(file(`${id};CT1;6 tháng;480,5`));
  await press('Kiểm tra tệp');
  await sound('file-clean');
  await press('Lưu số liệu');
  await page.getByText('Đã lưu: 1 số mới').waitFor();

  // on a page, by keyboard alone; a figure that is far above is asked about once
  await page.goto(`/app/registrations/${id}`);
  await page.getByRole('link', { name: 'Nhập kết quả cả năm' }).click();
  await sound('figures');
  await page.getByLabel('Kết quả (tỷ đồng)').focus();
  await page.keyboard.type('1.033.900');
  await page.keyboard.press('Enter');
  await page
    .getByText(/cao gấp hơn mười lần/)
    .first()
    .waitFor();
  await sound('figures-doubtful');
  await page.getByLabel('Kết quả (tỷ đồng)').fill('1.033,9');
  await press('Lưu số liệu');
  await page.getByText('102,41 %').first().waitFor();

  await page.getByRole('link', { name: 'Viết tổng kết năm' }).click();
  await sound('review');
  await page.getByLabel('Đánh giá chung').fill('Hoàn thành vượt chỉ tiêu đã đăng ký');
  await page.getByLabel('Rút kinh nghiệm').fill('Bám sát nguồn thu');
  await press('Lưu nội dung');
  await page.getByText('Đã lưu nội dung sơ kết, tổng kết.').waitFor();
  await sound('registration');

  await page.goto(`/app/campaigns/${code}/units/U01`);
  await page.getByRole('link', { name: /^Xem đề xuất khen thưởng/ }).click();
  await sound('nominees');
  await page.getByRole('link', { name: /^Lập hồ sơ theo đề xuất/ }).click();
  await page.getByLabel(longName).check();
  await sound('nominees-draft');
  await press('Lập hồ sơ đã chọn');
  await page.getByText('Đã lập 1 hồ sơ; đề nghị soạn tiếp rồi gửi.').waitFor();
  const made = await page.getByRole('link', { name: /^Đã có hồ sơ HS-/ }).innerText();
  const { nominations, registrations } = site.service.store;
  const draft = await nominations.need(/HS-[\w-]+/.exec(made)![0]);
  expect(draft).toMatchObject({ status: 'draft', round: code, unit: 'U01a', dossier: { award: 'LDTT' } });
  expect(draft.dossier.nominee).toMatchObject({ person: 'NS1', name: longName });
  const { results, reviews } = await registrations.need(id);
  expect(results.map(({ period, value }) => [period, value])).toEqual([
    ['firstHalf', '480.5'],
    ['year', '1033.9'],
  ]);
  expect(reviews).toMatchObject([{ period: 'year', lessons: 'Bám sát nguồn thu' }]);
});
