import { decisionWith } from '../../platform/documents/samples';
import { sendDocket, type TestDocket } from '../../setup/docket';
import { dossier } from '../../setup/fixtures';
import { eventually } from '../../setup/service';
import { tinyPdf } from '../../setup/tiny-pdf';
import { formIn, textOf } from '../form';
import { testSite, type TestSite } from '../site';
import { mainOf, someone, type Someone } from './someone';
import { whereTo } from './visitor';

/** A list before an authority by the pages of the office that puts it there, and of the clerk who gives its number. */

let site: TestSite;
let docket: TestDocket;
let office: Someone;
beforeAll(async () => {
  site = await testSite();
  const simple = { procedure: 'simplified', commendationType: 'adHoc' } as const;
  docket = await sendDocket(site.service, [dossier('BKT', 1, simple), dossier('BKT', 2, simple)]);
  await docket.reach('waitingForApproval');
  office = await someone(site, 'office', 'U01');
}, 60_000);
afterAll(() => site.stop());

const NEW = '/app/proposals/new/A-U01/forward';
const record = (id: string) => site.service.store.proposals.need(id);
const reach = (id: string, wanted: string) =>
  eventually(
    () => record(id),
    ({ status }) => status === wanted,
  );
const page = async (who: Someone, path: string): Promise<string> => textOf(mainOf((await who.get(path)).html));

async function draft(more: Record<string, string> = {}): Promise<string> {
  const answer = await office.fill(NEW, { number: '15/TTr-STC', ...more });
  expect(answer.status).toBe(303);
  return decodeURIComponent(answer.headers.get('location')!.split('/').pop()!);
}

test('a list is drafted of what waits, read back, sent, put to another signer and taken back', async () => {
  expect((await office.get('/app/proposals')).html).toContain('/app/proposals/new');
  expect((await office.get('/app/proposals/new')).html).toContain(NEW);
  const refused = await office.fill(NEW, { number: '', date: '2030-01-01' });
  expect([refused.status, textOf(refused.html).includes('Cần có mục này.')]).toEqual([400, true]);
  const early = await office.fill(NEW, { number: '15/TTr-STC', date: '2030-01-01' });
  expect([early.status, early.html.includes('value="15/TTr-STC"')]).toEqual([400, true]);
  expect(textOf(early.html)).toContain('Ngày này chưa đến');

  const id = await draft();
  const path = `/app/proposals/${id}`;
  expect(await page(office, path)).toContain(
    'giữ 2 hồ sơ cho danh sách này, gửi thư có liên kết tới người ký hiện nay',
  );
  expect((await office.get(`${path}/readdress`)).status).toBe(409);
  expect(whereTo(await office.fill(`${path}/send`))).toBe(`303 ${path}?done=send`);
  await reach(id, 'sent');
  expect(whereTo(await office.fill(`${path}/readdress`))).toBe(`303 ${path}?done=readdress`);
  const lacking = await office.fill(`${path}/cancel`);
  expect([lacking.status, textOf(lacking.html).includes('Cần có mục này.')]).toEqual([400, true]);
  const cancel = { ...(await office.opened(`${path}/cancel`)), reason: 'Bổ sung trường hợp.' };
  expect(whereTo(await office.post(`${path}/cancel`, cancel))).toBe(`303 ${path}?done=cancel`);
  await reach(id, 'cancelled');
  // pressed again it finds its receipt
  expect(whereTo(await office.post(`${path}/cancel`, cancel))).toBe(`303 ${path}?done=cancel`);
  await docket.reach('waitingForApproval');
  expect((await office.get(`${NEW}?from=${id}`)).html).toContain('value="15/TTr-STC"');
});

test('what the authority says on paper is recorded, a case is struck out, and the signed file is read', async () => {
  const clerk = await someone(site, 'clerk', 'U01');
  const id = await draft({ number: '16/TTr-STC', mode: 'recorded', officeCheck: 'true' });
  const path = `/app/proposals/${id}`;
  await office.fill(`${path}/send`);
  await reach(id, 'checking');
  const silent = await office.fill(`${path}/check`, { outcome: 'returned' });
  expect([silent.status, textOf(silent.html).includes('Cần nêu nội dung cần hoàn thiện.')]).toEqual([400, true]);
  expect(whereTo(await office.fill(`${path}/check`, { outcome: 'passed' }))).toBe(`303 ${path}?done=check`);
  await reach(id, 'sent');
  // written down by its office, on the page of the authority
  const review = await office.fill(`${path}/answer`, { answer: 'approve', step: 'review' });
  expect([review.status, textOf(review.html).includes('Ý KIẾN CHƯA ĐƯỢC GỬI')]).toEqual([200, true]);
  expect(textOf((await office.get(`${path}/answer`)).html)).toContain('Ghi lại đúng ý kiến của');
  const sent = await office.post(`${path}/answer`, { ...formIn(mainOf(review.html)).fields, step: 'send' });
  expect(whereTo(sent)).toBe(`303 ${path}?done=answer`);
  await reach(id, 'awaitingNumber');
  const struck = { nomination: docket.nominations[1]!, reason: 'Có đơn thư mới.' };
  expect(whereTo(await office.fill(`${path}/strike`, struck))).toBe(`303 ${path}?done=strike`);
  await eventually(
    () => record(id),
    ({ answer }) => answer?.struckOut.length === 1,
  );
  expect((await office.get(`${path}/number`)).status).toBe(403);
  const oldTab = { ...(await office.opened(`${path}/strike`)), reason: 'Lý do khác, mã LT2.' };

  const number = { number: '07/TTr-STC', form: 'direct' };
  // a paper with other people on it
  const wrong = decisionWith([{ number: 1, name: 'Bà Vũ Thị Khác', detail: 'Chuyên viên' }]);
  const scan = { file: Buffer.from((await site.context.documents.renderDecision(wrong)).pdf) };
  const differs = await clerk.fill(`${path}/number`, number, scan);
  expect([differs.status, textOf(differs.html).includes('Đã nhận tệp')]).toEqual([409, true]);
  expect(differs.html).toContain('id="f-confirmed-error"');
  const done = await clerk.fill(`${path}/number`, { ...number, confirmed: 'Đã đối chiếu với bản giấy.' }, scan);
  expect(whereTo(done)).toBe(`303 ${path}?done=number`);
  await reach(id, 'forwarded');
  // too late, it is refused and says still what was typed
  const late = await office.post(`${path}/strike`, oldTab);
  expect([late.status, late.html.includes('Lý do khác, mã LT2.')]).toEqual([409, true]);
  const other = { confirmed: 'Bản quét rõ hơn.' };
  // on the page of the decision, as of every signed paper
  const { decision } = await record(id);
  const signed = `/app/decisions/${decision!}/signed-file/record`;
  expect((await clerk.get(path)).html).toContain(`href="${signed}"`);
  const lacking = await clerk.fill(signed);
  expect([lacking.status, textOf(lacking.html).includes('Chưa chọn tệp')]).toEqual([400, true]);
  const html = await clerk.fill(signed, other, { file: Buffer.from('<html>') });
  expect([html.status, html.html.includes('id="f-file-error"'), html.html.includes('Bản quét rõ hơn.')]).toEqual([
    415,
    true,
    true,
  ]);
  const again = await clerk.fill(signed, other, { file: tinyPdf({ comment: 'bản hai' }) });
  expect(whereTo(again)).toBe(`303 /app/decisions/${decision!}?done=signedFile`);
  const read = await clerk.get(`/app/decisions/${decision!}/signed-file`);
  expect([read.status, textOf(read.html)]).toEqual([200, expect.stringContaining('Không có chữ ký số trong tệp.')]);
  // of a number that was refused a register can be asked for another one
  expect((await clerk.get(`${path}/draw`)).status).toBe(409);
  const { proposals } = site.service.store;
  const { status, version } = await record(id);
  const refused = { code: 'REGISTER_MISSING' };
  const waits = await proposals.edit(id, version, { status: 'awaitingNumber', refused }, []);
  expect((await clerk.get(`${path}/draw`)).status).toBe(200);
  await proposals.edit(id, waits.version, { status }, []);
});

test('a list of another level is read and not touched', async () => {
  const id = (await site.service.store.proposals.list({})).items[0]!._id;
  const province = await someone(site, 'office');
  const { html, status } = await province.get(`/app/proposals/${id}`);
  expect([status, html.includes(`/app/proposals/${id}/cancel`)]).toEqual([200, false]);
  expect((await province.get(`/app/proposals/${id}/cancel`)).status).toBe(409);
  expect((await (await someone(site, 'office', 'U02')).get(`/app/proposals/${id}`)).status).toBe(404);
  expect((await (await someone(site, 'inspector')).get('/app/proposals/new')).status).toBe(403);
});
