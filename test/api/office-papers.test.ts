import mammoth from 'mammoth';
import { unzip } from '../../platform/bundle/unzip';
import { readSheets } from '../../platform/spreadsheets/read';
import type { ProposalRecord } from '../../platform/store';
import { docxText } from '../platform/documents/paper-text';
import { reworded } from '../platform/documents/docx-files';
import { insist, startApi, type Reply, type TestApi, type TestCaller } from '../setup/api';
import { note, sendDocket, type TestDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { eventually } from '../setup/service';
import { tinyPdf } from '../setup/tiny-pdf';
import { fieldsOf } from './council';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const LONG = 'Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Như Hoàng Mẫu Hậu';

let api: TestApi;
let office: TestCaller;
let clerk: TestCaller;
beforeAll(async () => {
  api = await startApi();
  office = await api.as('office', 'U01');
  clerk = await api.as('clerk', 'U01');
});
afterAll(() => api.stop());

/** Persons whom their head may award himself, screened. */
async function waiting(...names: readonly string[]): Promise<TestDocket> {
  const dossiers = names.map((name, i) => {
    const of = dossier('GK', i + 1);
    return { ...of, nominee: { ...of.nominee, name } };
  });
  const docket = await sendDocket(api.site.service, dossiers, { selfChecked: true });
  await docket.reach('waitingForCouncil');
  const claim = 'session-by-hand';
  await docket.act({ type: 'claim', claim, stage: 'council', level: 'unit' });
  await docket.reach('inSession');
  await docket.act({ type: 'councilResult', claim, result: 'passed' });
  await docket.reach('waitingForApproval');
  return docket;
}

async function proposed(nominations: readonly string[], more: object = {}): Promise<string> {
  const body = {
    number: '12/TTr-TCHC',
    date: '2026-11-16',
    authority: 'A-U01',
    power: 'decide',
    mode: 'recorded',
    submitter: 'Phòng Tổ chức - Hành chính',
    nominations,
    ...more,
  };
  const reply = await office.post('/proposals', body);
  expect(reply.status).toBe(201);
  return reply.body.id as string;
}

const record = (id: string): Promise<ProposalRecord> => api.site.service.store.proposals.need(id);
async function sent(id: string): Promise<void> {
  await insist(office, `/proposals/${id}/send`, {});
  await eventually(
    () => record(id),
    ({ status }) => status === 'sent',
  );
}
const sign = async (id: string, number: string, more: object = {}): Promise<Reply> =>
  clerk.post(`/proposals/${id}/record`, {
    number,
    date: '2026-11-16',
    signer: 'Nguyễn Văn Mẫu C1',
    signerPost: 'Giám đốc',
    expects: (await record(id)).version,
    ...more,
  });

const textOf = async ({ status, headers, bytes }: Reply): Promise<string> => {
  expect([status, headers.get('content-type')]).toEqual([200, DOCX]);
  return (await mammoth.extractRawText({ buffer: bytes })).value.replace(/\s+/g, ' ');
};
const nameOf = ({ headers }: Reply): string =>
  decodeURIComponent(headers.get('content-disposition')!.split("UTF-8''")[1]!);

describe('from the list to the paper that is handed over', () => {
  let docket: TestDocket;
  let proposal: string;
  let decision: string;
  beforeAll(async () => {
    docket = await waiting(LONG.normalize('NFD'), 'Trần Thị Mẫu');
    proposal = await proposed(docket.nominations);
  });

  test('the draft decision has the list and leaves number and date open; making it changes nothing', async () => {
    const before = await api.site.hash();
    const reply = await office.get(`/proposals/${proposal}/papers/decision.docx`);
    const text = await textOf(reply);
    expect(nameOf(reply)).toBe(`Dự thảo Quyết định ${proposal}.docx`);
    expect(text).toContain('Số: ……../QĐ-STC');
    expect(text).toContain('Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;');
    expect(text).toContain('tại Tờ trình số 12/TTr-TCHC ngày 16 tháng 11 năm 2026. QUYẾT ĐỊNH:');
    expect(text).toContain(`1 Bà ${LONG} Chuyên viên, Sở Tài chính`);
    expect(text).toContain('Giám đốc Nguyễn Văn Mẫu C1');
    expect(docxText(reply.bytes, 'docProps/core.xml')).toMatch(/docxtemplater [\d.]+, decision\/0 [0-9a-f]{12}/);
    const again = await office.get(`/proposals/${proposal}/papers/decision.docx`);
    expect(again.bytes.equals(reply.bytes)).toBe(true);
    expect(await api.site.hash()).toBe(before);
  });

  test('it is drafted for a deputy in the form that is asked for', async () => {
    const query = new URLSearchParams({ form: 'KT.', signer: 'Lê Thị Mẫu', signerPost: 'Phó Giám đốc' });
    const text = await textOf(await office.get(`/proposals/${proposal}/papers/decision.docx?${query.toString()}`));
    expect(text).toContain('KT. Giám đốc Phó Giám đốc Lê Thị Mẫu');
    const wrong = await office.get(`/proposals/${proposal}/papers/decision.docx?form=thay`);
    expect([wrong.status, fieldsOf(wrong)]).toEqual([400, ['form']]);
  });

  test('Tờ trình and list are refused by the field while nobody knows who signs, until his unit says it', async () => {
    const refused = await office.get(`/proposals/${proposal}/papers/proposal.docx`);
    expect([refused.status, refused.body.code, fieldsOf(refused)]).toEqual([
      409,
      'FACTS_MISSING',
      ['signerPost', 'signer'],
    ]);
    expect(refused.body.fields[0].message).toBe(
      'Chưa có: Chức vụ người ký. Đề nghị ghi họ tên, chức vụ người ký tại thông tin đơn vị, hoặc nêu người ký khi tải văn bản.',
    );
    const room = {
      kind: 'room',
      parent: 'U01',
      symbol: 'TCHC',
      validFrom: '2025-03-01',
      name: 'Phòng Tổ chức - Hành chính',
    };
    const put = await office.put('/units/U01-TCHC', { ...room, head: { name: 'Vũ Thị Mẫu', post: 'Trưởng phòng' } });
    expect(put.status).toBe(201);
    const reply = await office.get(`/proposals/${proposal}/papers/proposal.docx`);
    const text = await textOf(reply);
    expect(nameOf(reply)).toBe('Tờ trình 12-TTr-TCHC.docx');
    expect(text).toContain('Kính gửi: Giám đốc Sở Tài chính');
    expect(text).toContain('Về việc đề nghị tặng Giấy khen');
    expect(text).toContain('Trưởng phòng Vũ Thị Mẫu');
    const list = await office.get(`/proposals/${proposal}/papers/list.docx`);
    expect(nameOf(list)).toBe('Danh sách kèm theo Tờ trình 12-TTr-TCHC.docx');
    expect(await textOf(list)).toContain(`1 Bà ${LONG}`);
    // the proposal may name who leads the agency: it is the agency's paper, and he signs it
    const led = await proposed(docket.nominations, { submitter: 'Trưởng phòng Tổ chức - Hành chính' });
    const his = await textOf(await office.get(`/proposals/${led}/papers/proposal.docx`));
    expect(his).toContain('Trưởng phòng Tổ chức - Hành chính kính trình Giám đốc Sở Tài chính');
    expect(his).toContain('Trưởng phòng Vũ Thị Mẫu');
  });

  test('without a fact that the decision needs no number is taken; with it the decision is recorded', async () => {
    await sent(proposal);
    const { authorities, people, decisions } = api.site.service.store;
    const paper = { number: '3/QĐ-STC', date: '2026-11-02' };
    const substitutions = [{ person: 'C2', form: 'KT.' as const, from: '2026-11-16', to: '2026-11-20', paper }];
    const authority = { ...(await authorities.need('A-U01')), substitutions };
    await authorities.put({ ...authority, person: 'GONE' });
    const instead = { form: 'KT.', signer: 'Nguyễn Văn Mẫu C2', signerPost: 'Phó Giám đốc' };
    const refused = await sign(proposal, '05/QĐ-STC', instead);
    expect([refused.status, refused.body.code, fieldsOf(refused)]).toEqual([
      409,
      'FACTS_MISSING',
      ['capacities.0.text'],
    ]);
    expect((await decisions.list({ proposal })).items).toEqual([]);
    await authorities.put(authority);
    expect(await people.get('GONE')).toBeUndefined();
    // a draft knows who signs in whose place today
    expect(await textOf(await office.get(`/proposals/${proposal}/papers/decision.docx`))).toContain(
      'KT. Giám đốc Giám đốc Nguyễn Văn Mẫu C2',
    );

    const signed = await sign(proposal, '05/QĐ-STC', instead);
    expect(signed.status).toBe(200);
    decision = signed.body.decision as string;
    await docket.reach('issued');
    const reply = await office.get(`/decisions/${decision}/document.docx`);
    expect(nameOf(reply)).toBe('Quyết định 05-QĐ-STC.docx');
    const text = await textOf(reply);
    expect(text).toContain('Số: 05/QĐ-STC');
    expect(text).toContain('ngày 16 tháng 11 năm 2026');
    expect(text).toContain('KT. Giám đốc Phó Giám đốc Nguyễn Văn Mẫu C2');
  });

  test('minutes of handing over have every object with its number in the gold book', async () => {
    const reply = await office.get(`/decisions/${decision}/papers/handover.docx`);
    expect(nameOf(reply)).toBe('Biên bản bàn giao 05-QĐ-STC U01.docx');
    const text = await textOf(reply);
    expect(text).toContain(`1 Bà ${LONG} Chuyên viên, Sở Tài chính Giấy khen`);
    expect(text).toContain('Tổng số: 02 hiện vật, trong đó: - Giấy khen: 02.');
    expect((await office.get(`/decisions/${decision}/papers/handover.docx?unit=U02`)).status).toBe(404);
  });

  test('the notice of result names the decision, and there is none of a refusal', async () => {
    const [first] = docket.nominations;
    const reply = await office.get(`/nominations/${first}/papers/result-notice.docx`);
    expect(nameOf(reply)).toBe(`Thông báo kết quả khen thưởng ${first}.docx`);
    const text = await textOf(reply);
    expect(text).toContain('Căn cứ Quyết định số 05/QĐ-STC ngày 16 tháng 11 năm 2026 của Giám đốc Sở Tài chính');
    expect(text).toContain(`Bà ${LONG} (Chuyên viên, Sở Tài chính) được tặng Giấy khen`);
    const refused = await office.get(`/nominations/${first}/papers/refusal-notice.docx`);
    expect([refused.status, refused.body.code, refused.body.state]).toEqual([409, 'ACTION_NOT_ALLOWED', 'issued']);
  });

  test('the whole dossier comes as one ZIP with its index, and that of the decision with a folder a line', async () => {
    const [first] = docket.nominations;
    const [certificate] = await api.site.service.store.certificates.ofNominations([first!]);
    const slip = await office.upload(`/nominations/${first}/attachments`, 'phiếu nhận.pdf', tinyPdf({}));
    const paper = { kind: 'handoverSlip', title: 'Phiếu nhận Giấy khen', attachment: slip.body.id as string };
    const received = { on: '2026-11-16', to: LONG, paper };
    expect((await office.post(`/certificates/${certificate!.number}/handover`, received)).status).toBe(200);
    const limits = { mostUnpacked: 100_000_000, mostParts: 500 };
    const reply = await office.get(`/nominations/${first}/dossier.zip`);
    expect([reply.status, nameOf(reply)]).toEqual([200, `Hồ sơ trọn bộ ${first}.zip`]);
    const parts = unzip(reply.bytes, limits);
    const ending = (words: string): string => [...parts.keys()].find((name) => name.includes(words)) ?? '';
    const index = (await mammoth.extractRawText({ buffer: parts.get('00_Mục lục văn bản, tài liệu.docx')! })).value;
    for (const words of ['Tờ trình của đơn vị', 'Nội dung hồ sơ đề nghị', '05/QĐ-STC', 'Giấy khen', LONG])
      expect(index).toContain(words);
    for (const name of [...parts.keys()].slice(1)) expect(index).toContain(name);
    expect(parts.get(ending('_Quyết định.pdf'))!.subarray(0, 5).toString()).toBe('%PDF-');
    expect(parts.get(ending('_Phiếu nhận Giấy khen.pdf'))).toEqual(tinyPdf({}));
    expect(parts.get(ending('Quy định áp dụng'))!.toString()).toMatch(/^\uFEFFBỘ QUY ĐỊNH /);
    expect(parts.get(ending('Kết quả kiểm tra'))!.toString()).toContain('nguyên vẹn');
    const [, ...entries] = (await readSheets(parts.get(ending('Nhật ký xử lý'))!))[0]!.rows;
    for (const [, at] of entries) expect(at).toMatch(/^\d\d giờ \d\d, .* ngày \d\d\/\d{1,2}\/2026$/);
    const trail = entries.map((cells) => cells[2]);
    expect(trail).toEqual(expect.arrayContaining(['Đơn vị gửi hồ sơ', 'Ghi văn bản đã ký', 'Phát hành']));

    const whole = unzip((await office.get(`/decisions/${decision}/dossier.zip`)).bytes, limits);
    for (const line of docket.nominations) {
      const of = whole.get(`${line}/00_Mục lục văn bản, tài liệu.docx`)!;
      expect((await mammoth.extractRawText({ buffer: of })).value).toContain('Ở thư mục ngoài, cùng Quyết định');
    }
    // what lies with the decision is there once; what lies with a dossier, in its folder
    expect([...whole.keys()].filter((name) => name.endsWith('_Quyết định.pdf'))).toEqual(['01_Quyết định.pdf']);
    expect([...whole.keys()].filter((name) => name.endsWith('_Phiếu nhận Giấy khen.pdf'))).toEqual([
      expect.stringMatching(new RegExp(`^${first}/`)),
    ]);

    const unit = await api.as('unit', 'U01');
    const foreign = await api.as('office', 'U02');
    expect((await unit.get(`/nominations/${first}/dossier.zip`)).status).toBe(403);
    expect((await foreign.get(`/nominations/${first}/dossier.zip`)).status).toBe(404);
    expect((await foreign.get(`/decisions/${decision}/dossier.zip`)).status).toBe(404);
    expect((await (await api.as('inspector')).get(`/nominations/${first}/dossier.zip`)).status).toBe(200);
  });

  test('are shown to those who may, at the level that made them', async () => {
    const [first] = docket.nominations;
    const paths = [
      `/proposals/${proposal}/papers/decision.docx`,
      `/decisions/${decision}/document.docx`,
      `/nominations/${first}/papers/result-notice.docx`,
    ];
    const seen = async (caller: TestCaller) => Promise.all(paths.map(async (path) => (await caller.get(path)).status));
    expect(await seen(await api.as('inspector', 'U01'))).toEqual([200, 200, 200]);
    expect(await seen(await api.as('unit', 'U01'))).toEqual([403, 403, 403]);
    expect(await seen(await api.as('office', 'U02'))).toEqual([404, 404, 404]);
    // the province reads the proposals of units; it writes no papers for them
    expect(await seen(await api.as('office'))).toEqual([200, 403, 403]);
    for (const path of paths)
      expect((await office.get(path.replace(/TR-\w+|QD-\w+|HS-[\w-]+/, 'NO'))).status).toBe(404);
  });

  test('a changed template is previewed on this very case, then used', async () => {
    const upload = await office.upload(
      '/templates/decision/versions',
      'a.docx',
      reworded('Điều {no}. ', 'Điều {no}: ', 'decision'),
    );
    expect(upload.body.version).toBe(1);
    const preview = async (of: string) =>
      textOf(await office.get(`/templates/decision/preview.docx?version=1&case=${of}`));
    expect(await preview(decision)).toContain('Điều 1: Tặng Giấy khen cho 02 cá nhân');
    expect(await preview(proposal)).toContain('Số: ……../QĐ-STC');
    expect((await office.get('/templates/decision/preview.docx?version=1&case=NO')).status).toBe(404);
    expect(await textOf(await office.get(`/decisions/${decision}/document.docx`))).toContain('Điều 1. ');
    await office.post('/templates/decision/adoptions', {
      version: 1,
      from: '2026-11-16',
      reason: 'Theo thể thức của Sở',
    });
    const reply = await office.get(`/decisions/${decision}/document.docx`);
    expect(await textOf(reply)).toContain('Điều 1: ');
    expect(docxText(reply.bytes, 'docProps/core.xml')).toContain('decision@U01/1 ');
    await office.post('/templates/decision/adoptions', { version: 0, from: '2026-11-16', reason: 'Thử xong' });
  });
});

describe('a nomination that is not awarded', () => {
  test('has a notice with reason, legal ground and the right to complain, and none of a result', async () => {
    const docket = await waiting('Phạm Thị Mẫu');
    await docket.act({ type: 'decline', note: await note(api.site.service) });
    await docket.reach('declined');
    const [first] = docket.nominations;
    const text = await textOf(await office.get(`/nominations/${first}/papers/refusal-notice.docx`));
    expect(text).toContain('Bà Phạm Thị Mẫu (Chuyên viên, Sở Tài chính), trường hợp đề nghị tặng Giấy khen');
    expect(text).toContain('Lý do: Lý do nêu trong văn bản (căn cứ: Điều 33 Nghị định 152/2025/NĐ-CP).');
    expect(text).toContain('có quyền khiếu nại');
    expect((await office.get(`/nominations/${first}/papers/result-notice.docx`)).body.code).toBe('ACTION_NOT_ALLOWED');
  });
});

describe('where numbers are automatic', () => {
  test('a list is not sent before everything that its decision needs is there', async () => {
    const { authorities } = api.site.service.store;
    const { substitutions: _, ...authority } = await authorities.need('A-U01');
    const docket = await waiting('Đỗ Thị Mẫu');
    const id = await proposed(docket.nominations, { number: '13/TTr-TCHC' });
    await authorities.put({ ...authority, person: 'GONE', register: { symbol: 'QĐ-STC', mode: 'automatic' } });
    const refused = await office.post(`/proposals/${id}/send`, {});
    expect([refused.status, refused.body.code, fieldsOf(refused)]).toEqual([
      409,
      'FACTS_MISSING',
      ['signerPost', 'signer'],
    ]);
    expect((await record(id)).status).toBe('draft');
    await authorities.put(authority);
    await sent(id);
  });
});
