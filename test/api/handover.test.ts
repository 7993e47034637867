import { issueCertificate } from '../setup/cases';
import { startApi, type TestApi } from '../setup/api';
import { tinyPdf } from '../setup/tiny-pdf';
import { formsIn, textOf } from '../pages/form';
import { mainOf, someone } from '../pages/app/someone';
import { whereTo } from '../pages/app/visitor';
import type { CertificateRecord } from '../../platform/store';
import { fieldsOf } from './council';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.stop());

let serial = 60;
const issued = (): Promise<CertificateRecord> =>
  issueCertificate(api.site.service.store, { serial: (serial += 1), authority: 'A-U01', award: 'CSTDCS' });
const said = { on: '2026-11-16', to: 'Vũ Thị Mẫu' };

test('a certificate is handed over once, with its slip; it stands with it and in the trail of the nomination', async () => {
  const { number, nomination } = await issued();
  const office = await api.as('office', 'U01');
  const path = `/certificates/${number}/handover`;
  const slip = await office.upload(`/nominations/${nomination}/attachments`, 'phiếu.pdf', tinyPdf({}));
  const paper = { kind: 'handoverSlip', title: 'Phiếu nhận', attachment: slip.body.id as string };
  const both = await Promise.all([1, 2].map(() => office.post(path, { ...said, paper })));
  expect(both.map(({ status, body }) => [status, body.handedOver])).toEqual(Array(2).fill([200, { ...said, paper }]));
  const other = await office.post(path, { ...said, to: 'Người khác', paper });
  expect([other.status, fieldsOf(other), JSON.stringify(other.body)]).toEqual([
    400,
    ['on'],
    expect.stringContaining('đã được bàn giao cho Vũ Thị Mẫu ngày 16/11/2026'),
  ]);
  expect((await office.get(`/certificates/${number}`)).body.handedOver).toEqual({ ...said, paper });
  const trail = await api.site.service.store.audit.trail(nomination);
  expect(trail.filter(({ type }) => type === 'handedOver').map(({ data }) => data['to'])).toEqual(['Vũ Thị Mẫu']);
});

test.each<[string, object, string]>([
  ['a day to come', { ...said, on: '2026-12-24' }, 'on'],
  ['a day before the decision', { ...said, on: '2026-11-01' }, 'on'],
  ['no receiver', { on: '2026-11-16', to: '  ' }, 'to'],
  ['far too long a name', { ...said, to: 'Đ'.repeat(301) }, 'to'],
  ['a foreign file', { ...said, paper: { kind: 'x', title: 'x', attachment: 'none' } }, 'paper.0.attachment'],
])('%s is refused at its field', async (_what, body, field) => {
  const { number } = await issued();
  const refused = await (await api.as('clerk', 'U01')).post(`/certificates/${number}/handover`, body);
  expect([refused.status, fieldsOf(refused)]).toEqual([400, [field]]);
});

test('it is not for others, and not for a certificate that was revoked', async () => {
  const { number, _id } = await issued();
  const path = `/certificates/${number}/handover`;
  for (const [role, unit, status] of [
    ['unit', 'U01', 403],
    ['inspector', 'U01', 403],
    ['office', 'U02', 404],
  ] as const) {
    expect([role, (await (await api.as(role, unit)).post(path, said)).status]).toEqual([role, status]);
  }
  await api.site.service.database
    .collection<{ _id: string }>('certificates')
    .updateOne({ _id }, { $set: { status: 'revoked' } });
  const late = await (await api.as('office')).post(path, said);
  expect([late.status, late.body.code]).toEqual([409, 'AWARD_CHANGED']);
});

test('the page of a certificate offers it, keeps what was typed and the slip when it is refused, and shows it afterwards', async () => {
  const { verifyCode } = await issued();
  const office = await someone(api.site, 'office', 'U01');
  const page = await office.get(`/app/certificates/${verifyCode}`);
  const path = /href="(\/app\/certificates\/[^"]+\/handover)"/.exec(page.html)![1]!;
  const filled = { on: '2026-12-24', to: 'Vũ Thị Mẫu nhận thay', 'paper.title': 'Phiếu nhận hiện vật' };
  const refused = await office.fill(path, filled, { 'paper.file': tinyPdf({}) });
  expect([refused.status, textOf(refused.html)]).toEqual([
    400,
    expect.stringContaining('Ngày bàn giao chưa đến; đề nghị kiểm tra lại.'),
  ]);
  expect(refused.html).toContain('name="paper.attachment"');
  const again = formsIn(mainOf(refused.html)).find(({ method }) => method === 'post')!;
  const done = await office.post(path, { ...again.fields, on: '2026-11-16' });
  expect(whereTo(done)).toBe(`303 ${path.replace('/handover', '')}?done=handover`);
  const { html } = await office.get(path.replace('/handover', '?done=handover'));
  const after = textOf(mainOf(html));
  expect(after).toContain('Đã ghi việc bàn giao.');
  expect(after).toContain('16/11/2026, người nhận: Vũ Thị Mẫu nhận thay');
  expect(html).toContain(`href="${path}.file"`);
  expect(await office.file(`${path}.file`)).toMatchObject({ status: 200, name: 'paper.file.pdf' });
  expect((await (await someone(api.site, 'unit', 'U02')).file(`${path}.file`)).status).toBe(404);
  expect((await office.get(path)).status).toBe(409);
  expect((await (await someone(api.site, 'unit', 'U01')).get(path)).status).toBe(403);
});
