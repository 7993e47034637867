import { requirementsFor } from '../../domain/pack';
import { samplePack } from '../../samples/pack';
import { dossier } from '../setup/fixtures';
import { note, sendDocket, type TestDocket } from '../setup/docket';
import { eventually } from '../setup/service';
import { formIn, textOf } from './form';
import { testSite, type TestSite } from './site';
import { tinyPdf } from '../setup/tiny-pdf';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.stop());

const PDF = tinyPdf();

/** Everything that the province asks for, so that a correction is complete. */
const papers = requirementsFor(samplePack, { award: 'CSTDCS', procedure: 'normal' }).papers.map(({ kind, name }) => ({
  kind,
  title: name.vi,
}));

async function sent(count = 2): Promise<{ docket: TestDocket; path: string }> {
  const dossiers = Array.from({ length: count }, (_, i) => dossier('CSTDCS', i + 1, { papers }));
  const docket = await sendDocket(site.service, dossiers);
  return { docket, path: await site.token('status', docket.unitProposal, 'contact') };
}

/** The first line, returned for correction of these fields. */
async function returned(...fields: string[]): Promise<{ docket: TestDocket; path: string; id: string }> {
  const { docket, path } = await sent(1);
  await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16' });
  await docket.reach('screening');
  const items = fields.map((field) => ({ field, reason: `Chưa rõ ${field}`, citation: 'Điều 42' }));
  await docket.act({ type: 'return', note: await note(site.service, { items }) });
  await docket.reach('returned');
  return { docket, path, id: docket.nominations[0]! };
}

const whole = { by: 'Vũ Thị Mẫu', agreed: 'yes' };

describe('the list of a unit', () => {
  test('says of every line where it is, since when and what comes next', async () => {
    const { docket, path } = await sent();
    const [first] = docket.nominations as [string];
    await docket.reach('submitted');
    await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16' }, [first]);
    await docket.reach('screening', [first]);
    const page = await site.get(path);
    const text = textOf(page.html);
    expect(text).toContain('Đã tiếp nhận, đang thẩm định');
    expect(text).toContain('Đã gửi, chờ tiếp nhận');
    expect(text).toContain('Sở Tài chính');
    expect(page.html).not.toContain('<form');
    expect(page.html).toContain(`${path}/1/withdraw`);
  });

  test('never tells why a line is on hold', async () => {
    const { docket, path } = await sent(1);
    await docket.reach('submitted');
    await docket.act({ type: 'hold', note: await note(site.service, { reason: 'Đơn tố cáo của ông X' }) });
    await docket.reach('onHold');
    const text = textOf((await site.get(path)).html);
    expect(text).toContain('Tạm dừng xem xét');
    expect(text).not.toContain('tố cáo');
  });
});

describe('the correction of a returned line', () => {
  test('asks for what was returned only, and keeps what was typed when something is missing', async () => {
    const { path } = await returned('merit');
    expect(textOf((await site.get(path)).html)).toContain('Chưa rõ merit');
    const page = await site.get(`${path}/1`);
    expect(formIn(page.html).fields['value.merit']).toContain('106,46 %');
    const refused = await site.press(`${path}/1`, page, undefined, { 'value.merit': 'Số liệu mới', by: '' });
    expect(refused.status).toBe(400);
    expect(formIn(refused.html).fields).toMatchObject({ 'value.merit': 'Số liệu mới' });
    expect(textOf(refused.html)).toContain('Chưa ghi họ tên người gửi.');
  });

  test('that is too long is refused at its field, with every letter kept', async () => {
    const { path } = await returned('merit');
    const page = await site.get(`${path}/1`);
    const typed = { 'value.merit': 'Thành tích ế '.repeat(2_000).trim(), note: 'ỗ'.repeat(5_001), by: 'Vũ Thị Mẫu' };
    const refused = await site.press(`${path}/1`, page, undefined, { ...typed, agreed: 'yes' });
    expect(refused.status).toBe(400);
    expect(formIn(refused.html).fields).toMatchObject(typed);
    const text = textOf(refused.html);
    expect(text).toContain('Tóm tắt thành tích: nội dung dài quá 20.000 ký tự; đề nghị rút gọn');
    expect(text).toContain('Giải trình dài quá 5.000 ký tự; đề nghị rút gọn.');
  });

  test('may be as long as a dossier may: a post longer than a name of a person', async () => {
    const { path } = await returned('nominee');
    const page = await site.get(`${path}/1`);
    const typed = { 'value.nominee.name': 'ế'.repeat(201), 'value.nominee.post': 'ồ'.repeat(300), ...whole };
    const text = textOf((await site.press(`${path}/1`, page, undefined, typed)).html);
    expect(text).toContain('Tên cá nhân, tập thể, hộ gia đình: nội dung dài quá 200 ký tự; đề nghị rút gọn.');
    expect(text).not.toContain('300 ký tự');
  });

  test('that changes nothing and says nothing is not sent', async () => {
    const { path } = await returned('merit');
    const refused = await site.press(`${path}/1`, await site.get(`${path}/1`), undefined, whole);
    expect(refused.status).toBe(400);
    expect(textOf(refused.html)).toContain('nội dung chưa thay đổi');
  });

  test('is taken in once, shown as old against new, and goes back to the office', async () => {
    const { docket, path, id } = await returned('merit', 'nominee');
    const filled = {
      'value.merit': 'Thu ngân sách đạt 108 %.',
      'value.nominee.name': 'Lê Thị Mẫu Mới',
      note: 'g',
      ...whole,
    };
    const page = await site.get(`${path}/1`);
    const answers = await Promise.all([1, 2].map(() => site.press(`${path}/1`, page, undefined, filled)));
    expect(answers.map((a) => a.status)).toEqual([200, 200]);
    expect(textOf(answers[0]!.html)).toContain('Đã nhận nội dung bổ sung lúc');
    await docket.reach('screening');
    const { dossier: now } = await site.service.store.nominations.need(id);
    expect(now).toMatchObject({
      merit: 'Thu ngân sách đạt 108 %.',
      nominee: { name: 'Lê Thị Mẫu Mới', post: 'Chuyên viên' },
    });
    // a third press, when the line has gone on: told what the first one did
    const third = await site.press(`${path}/1`, page, undefined, filled);
    expect([third.status, textOf(third.html).includes('Đã nhận nội dung bổ sung lúc')]).toEqual([200, true]);
    const trail = await site.service.store.audit.trail(id);
    expect(trail.filter((e) => e.type === 'resubmit').map((e) => e.actor)).toEqual([`contact:${docket.unitProposal}`]);
  });

  test('takes a file by what it is, not by what it is called', async () => {
    const { docket, path, id } = await returned('papers.achievementReport');
    const page = await site.get(`${path}/1`);
    expect(page.html).toContain('multipart/form-data');
    const post = (bytes: Buffer, name: string) => {
      const form = new FormData();
      for (const [field, value] of Object.entries({ ...formIn(page.html).fields, ...whole })) form.set(field, value);
      form.set('file.papers.achievementReport', new Blob([new Uint8Array(bytes)]), name);
      return site.postForm(`${path}/1`, form);
    };
    const html = await post(Buffer.from('<script>'), 'bao-cao.pdf');
    expect(html.status).toBe(415);
    expect(textOf(html.html)).toContain('chỉ nhận tệp PDF');
    expect(formIn(html.html).fields).toMatchObject({ by: 'Vũ Thị Mẫu' });
    const locked = await post(tinyPdf({ trailer: '/Encrypt<<>>' }), 'bao-cao.pdf');
    expect(locked.status).toBe(400);
    expect(textOf(locked.html)).toContain('bỏ mật khẩu rồi gửi lại');
    const large = await post(Buffer.concat([PDF, Buffer.alloc(21 * 1024 * 1024)]), 'lon.pdf');
    expect(large.status).toBe(400);
    expect(textOf(large.html)).toContain('tệp lớn hơn 20 MB');
    expect((await post(PDF, 'Báo cáo.pdf')).status).toBe(200);
    await docket.reach('screening');
    const { dossier: now } = await site.service.store.nominations.need(id);
    const paper = now.papers.find((p) => p.kind === 'achievementReport');
    expect((await site.service.store.files.get(paper!.attachment!))?.bytes).toEqual(PDF);
    expect(now.papers).toHaveLength(papers.length);
  });

  describe('of a report', () => {
    const report = 'papers.achievementReport';
    const box = `certified.${report}`;
    const post = async (path: string, said: Record<string, string>) => {
      const page = await site.get(path);
      const form = new FormData();
      for (const [field, value] of Object.entries({ ...formIn(page.html).fields, ...whole, ...said }))
        form.set(field, value);
      form.set(`file.${report}`, new Blob([new Uint8Array(PDF)]), 'bao-cao.pdf');
      return site.postForm(path, form);
    };
    const certifiedOf = async (id: string) =>
      (await site.service.store.nominations.need(id)).dossier.papers.find((p) => p.kind === 'achievementReport')
        ?.certified;

    test('asks whether the new one is certified, keeps the tick after a refusal, and writes it into the dossier', async () => {
      const { docket, path, id } = await returned(report);
      const page = await site.get(`${path}/1`);
      expect(formIn(page.html)).toMatchObject({ offered: { [box]: ['yes'] } });
      // never preset: it is a statement about a file that nobody has chosen yet
      expect(formIn(page.html).fields[box]).toBeUndefined();
      const refused = await post(`${path}/1`, { [box]: 'yes', by: '' });
      expect([refused.status, formIn(refused.html).fields[box]]).toEqual([400, 'yes']);
      const done = await post(`${path}/1`, { [box]: 'yes' });
      expect(textOf(done.html)).toContain('Báo cáo đã có xác nhận của cấp trình khen thưởng');
      await docket.reach('screening');
      expect(await certifiedOf(id)).toBe(true);
    });

    test('without the tick it is not certified, in either language', async () => {
      const { docket, path, id } = await returned(report, 'papers.roomMinutes');
      const page = await site.get(`${path}/1?lang=en`);
      expect(textOf(page.html).match(/The report is certified by the proposing level/g)).toHaveLength(1);
      const form = new FormData();
      for (const [field, value] of Object.entries({ ...formIn(page.html).fields, ...whole })) form.set(field, value);
      for (const file of [report, 'papers.roomMinutes'])
        form.set(`file.${file}`, new Blob([new Uint8Array(tinyPdf({ comment: file }))]), 'bao-cao.pdf');
      const done = await site.postForm(`${path}/1?lang=en`, form);
      expect(textOf(done.html).match(/The report is not certified by the proposing level/g)).toHaveLength(1);
      await docket.reach('screening');
      expect(await certifiedOf(id)).toBe(false);
    });
  });

  test('made on an older state comes back with what was typed', async () => {
    const { docket, path } = await returned('merit');
    const page = await site.get(`${path}/1`);
    await docket.act({ type: 'extendCorrection', due: '2026-12-15', note: await note(site.service) });
    await eventually(
      () => site.service.store.nominations.need(docket.nominations[0]!),
      (n) => n.view?.due === '2026-12-15',
    );
    const stale = await site.press(`${path}/1`, page, undefined, { 'value.merit': 'Số liệu mới', ...whole });
    expect(stale.status).toBe(409);
    expect(formIn(stale.html).fields['value.merit']).toBe('Số liệu mới');
    expect((await site.press(`${path}/1`, stale, undefined, whole)).status).toBe(200);
  });

  test('of a line that nobody returned leads back to the list; a number that is none is not found', async () => {
    const { path } = await sent(1);
    const away = await site.get(`${path}/1`);
    expect([away.status, away.headers.get('location')]).toEqual([303, path]);
    expect((await site.get(`${path}/7`)).status).toBe(404);
    expect((await site.get(`${path}/x`)).status).toBe(404);
  });
});

describe('the withdrawal of a line', () => {
  const filled = { letter: '215/CV-STC', letterDate: '2026-11-16', reason: 'Nhân sự thay đổi', by: 'Vũ Thị Mẫu' };

  test('needs letter, reason and a choice, none preset', async () => {
    const { path } = await sent(1);
    const page = await site.get(`${path}/1/withdraw`);
    expect(formIn(page.html).fields['withdraw']).toBeUndefined();
    const refused = await site.press(`${path}/1/withdraw`, page, undefined, { ...filled, letterDate: '2026-02-30' });
    expect(refused.status).toBe(400);
    expect(formIn(refused.html).fields).toMatchObject({ reason: 'Nhân sự thay đổi', letter: '215/CV-STC' });
    const reason = 'ỗ'.repeat(5_001);
    const long = await site.press(`${path}/1/withdraw`, page, undefined, { ...filled, reason, withdraw: 'yes' });
    expect([long.status, formIn(long.html).fields['reason']]).toEqual([400, reason]);
    expect(textOf(long.html)).toContain('Lý do dài quá 5.000 ký tự; đề nghị rút gọn.');
  });

  test('“keep it” changes nothing; “withdraw” takes effect once', async () => {
    const { docket, path } = await sent(2);
    const before = await site.hash();
    const page = await site.get(`${path}/2/withdraw`);
    const kept = await site.press(`${path}/2/withdraw`, page, undefined, { ...filled, withdraw: 'no' });
    expect([kept.status, kept.headers.get('location')]).toEqual([303, path]);
    expect(await site.hash()).toBe(before);
    const press = () => site.press(`${path}/2/withdraw`, page, undefined, { ...filled, withdraw: 'yes' });
    expect(textOf((await press()).html)).toContain('Hồ sơ đã được rút lúc');
    await docket.reach('withdrawn', [docket.nominations[1]!]);
    expect(textOf((await press()).html)).toContain('Hồ sơ đã được rút lúc');
    expect(await docket.status(docket.nominations[0])).toBe('submitted');
  });

  test('is a request once a council has taken the line up', async () => {
    const { docket, path } = await sent(1);
    const page = await site.get(`${path}/1/withdraw`);
    await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16' });
    await docket.act({ type: 'accept' });
    await docket.reach('waitingForCouncil');
    await docket.act({ type: 'claim', claim: 'session-x', stage: 'council', level: 'unit' });
    await docket.reach('inSession');
    const stale = await site.press(`${path}/1/withdraw`, page, undefined, { ...filled, withdraw: 'yes' });
    expect(stale.status).toBe(409);
    expect(textOf(stale.html)).toContain('đề nghị rút được gửi đến Cơ quan thường trực');
    const asked = await site.press(`${path}/1/withdraw`, stale, undefined, { withdraw: 'yes' });
    expect(textOf(asked.html)).toContain('Đã nhận đề nghị rút hồ sơ lúc');
  });
});
