import type { AuditRecord } from '../../platform/store';
import type { DecisionLine } from '../../templates/documents';
import { decisionWith } from '../platform/documents/samples';
import { startApi, type Reply, type TestApi, type TestCaller } from '../setup/api';
import { sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { travel } from '../setup/journey';
import { sendTestProposal } from '../setup/proposal';
import { eventually } from '../setup/service';
import { identities, signedBy } from '../setup/signed-pdf';
import { tinyPdf } from '../setup/tiny-pdf';

let api: TestApi;
let clerk: TestCaller;
const who = identities(['Trần Văn Mẫu']);
beforeAll(async () => {
  api = await startApi();
  clerk = await api.as('clerk');
});
afterAll(() => api.stop());

const DAY = '2026-11-16';
let papers = 4;

/** A list of three before the Chair, the third of whom was struck out: it waits for its number. */
async function waiting(): Promise<{ readonly id: string; readonly expects: number; readonly number: string }> {
  const { service } = api.site;
  const docket = await sendDocket(
    service,
    [1, 2, 3].map((no) => dossier('BKT', no)),
    { selfChecked: true },
  );
  await travel(service, docket, (stage) => stage.kind === 'approval' && stage.power === 'decide');
  const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'BKT' }));
  const proposal = await sendTestProposal(service, lines, { mode: 'recorded' });
  await proposal.reach('sent');
  await proposal.answer({ kind: 'approved', struckOut: [{ nomination: lines[2]!.nomination, note: 'N' }] });
  const { version } = await proposal.reach('awaitingNumber');
  papers += 1;
  return { id: proposal.id, expects: version, number: `${papers < 10 ? '0' : ''}${papers}/QĐ-UBND` };
}

const list = (...nos: number[]): DecisionLine[] =>
  nos.map((no, i) => ({ number: i + 1, name: `Bà Lê Thị Mẫu ${no}`, detail: 'Chuyên viên, Sở Tài chính' }));

/** The decision as its office has made and signed it. */
async function paper(number: string, lines: DecisionLine[], signedOn = DAY): Promise<Buffer> {
  const { pdf } = await api.site.context.documents.renderDecision({ ...decisionWith(lines), number, signedOn });
  return signedBy(pdf, who['Trần Văn Mẫu'], `${signedOn}T02:30:00.000Z`);
}

const attach = async (id: string, bytes: Buffer, name = 'quyet-dinh.pdf'): Promise<string> => {
  const { body } = await clerk.upload(`/proposals/${id}/attachments`, name, bytes);
  return body.id as string;
};
const signed = (number: string, more: Record<string, unknown> = {}) => ({
  number,
  date: DAY,
  signer: 'Trần Văn Mẫu',
  signerPost: 'Chủ tịch',
  ...more,
});
const findings = ({ body }: Reply) =>
  ((body.findings ?? []) as { code: string; weight: string; say: { vi: string; en: string } }[]).map(
    ({ code }) => code,
  );
const trailOf = async (id: string, type: string): Promise<readonly AuditRecord['data'][]> =>
  (await api.site.service.store.audit.trail(id)).filter((e) => e.type === type).map((e) => e.data);

/** The paper stands in its register: the process writes it after the clerk was answered. */
const written = (decision: string) =>
  eventually(
    () => api.site.service.store.decisions.get(decision),
    (record) => record !== undefined,
  );

describe('the signed file of a decision', () => {
  test('that is right is read before and with the number: who has signed it, that it is intact, that it says what the draft says', async () => {
    const { id, expects, number } = await waiting();
    const file = await attach(id, await paper(number, list(1, 2)));
    const before = await clerk.get(
      `/proposals/${id}/attachments/${file}/reading?number=${encodeURIComponent(number)}&date=${DAY}`,
    );
    expect([before.status, before.body.findings, before.body.needsReason]).toEqual([200, [], false]);
    expect(before.body.signatures).toMatchObject([
      {
        signer: 'Trần Văn Mẫu',
        issuer: 'Test CA',
        state: 'intact',
        trust: 'notChecked',
        signedAt: `${DAY}T02:30:00.000Z`,
      },
    ]);
    expect(before.body.signatures[0].say.vi).toBe(
      'Chữ ký số: Trần Văn Mẫu, Ủy ban nhân dân tỉnh Đ; chứng thư do Test CA cấp; ký ngày 16/11/2026 (theo đồng hồ của người ký); ' +
        'ký trên toàn bộ tệp; nội dung được ký còn nguyên vẹn.',
    );
    expect(before.body.notices[0].vi).toContain('không ký thay cơ quan');

    const recorded = await clerk.post(`/proposals/${id}/record`, { ...signed(number), file, expects });
    expect([recorded.status, recorded.body.signedFile?.needsReason]).toEqual([200, false]);
    expect(await trailOf(id, 'signedFileRead')).toMatchObject([{ file, signatures: 1, intact: 1, findings: [] }]);
    await written(recorded.body.decision);
    const after = await clerk.get(`/decisions/${recorded.body.decision}/signed-file`);
    expect([after.status, after.body.findings]).toEqual([200, []]);
  });

  test.each<[string, (number: string) => Promise<Buffer>, string[], RegExp]>([
    [
      'another number',
      (n) => paper(n.replace('/', '1/'), list(1, 2)),
      ['number', 'annexNumber'],
      /^Tệp ghi số \d+1\/QĐ-UBND; số đang ghi sổ là/,
    ],
    [
      'another date',
      (n) => paper(n, list(1, 2), '2026-11-13'),
      ['date', 'annexDate'],
      /^Tệp ghi ngày 13\/11\/2026; ngày đang ghi sổ là 16\/11\/2026/,
    ],
    [
      'a name missing',
      (n) => paper(n, list(1)),
      ['missing', 'count'],
      /^Không thấy “Lê Thị Mẫu 2” \(số 2 trong danh sách đã duyệt\)/,
    ],
    [
      'a name that was struck out',
      (n) => paper(n, list(1, 2, 3)),
      ['struckOut', 'count'],
      /^Tệp có “Lê Thị Mẫu 3”, là trường hợp đã đưa ra/,
    ],
    [
      'a name that nobody knows',
      (n) => paper(n, list(1, 2, 9)),
      ['extra', 'count'],
      /^Tệp có “Bà Lê Thị Mẫu 9”, không có trong/,
    ],
  ])(
    'with %s is not recorded by oversight: the difference is named, no number is taken',
    async (_what, make, codes, sentence) => {
      const { id, expects, number } = await waiting();
      const file = await attach(id, await make(number));
      const refused = await clerk.post(`/proposals/${id}/record`, { ...signed(number), file, expects });
      expect([refused.status, refused.body.code, findings(refused)]).toEqual([409, 'SIGNED_FILE_DIFFERS', codes]);
      expect(refused.body.findings[0].say.vi).toMatch(sentence);
      const { items } = (await clerk.get(`/decisions?proposal=${id}`)).body;
      expect(items).toEqual([]);
    },
  );

  test('of which one byte was changed after signing says so; with a reason it is recorded, and the reason stays', async () => {
    const { id, expects, number } = await waiting();
    const bytes = await paper(number, list(1, 2));
    const at = bytes.indexOf('/MediaBox') + 13;
    bytes[at] = bytes[at]! ^ 1;
    const file = await attach(id, bytes);
    const said = { ...signed(number), file, expects };
    const refused = await clerk.post(`/proposals/${id}/record`, said);
    expect([refused.status, findings(refused)]).toEqual([409, ['changedSince']]);
    expect(refused.body.findings[0].say.vi).toMatch(/^Nội dung đã bị thay đổi sau khi ký: Trần Văn Mẫu/);
    const confirmed = 'Văn thư đã đối chiếu với bản giấy';
    const recorded = await clerk.post(`/proposals/${id}/record`, { ...said, confirmed });
    expect(recorded.status).toBe(200);
    expect(await trailOf(id, 'signedFileRead')).toMatchObject([{ findings: ['changedSince'], reason: confirmed }]);
  });

  test('may come after the number, be a scan, and be replaced by the right one; what was there stays', async () => {
    const { id, expects, number } = await waiting();
    const recorded = await clerk.post(`/proposals/${id}/record`, { ...signed(number), expects });
    const { decision } = recorded.body;
    const path = `/decisions/${decision}/signed-file`;
    await written(decision);
    expect((await clerk.get(path)).status).toBe(404);
    const scan = await attach(id, tinyPdf({ comment: decision }), 'ban-quet.pdf');
    const first = await clerk.post(path, { file: scan });
    expect([first.status, findings(first), first.body.needsReason]).toEqual([200, ['unsigned', 'noText'], false]);
    const wrong = await attach(id, await paper(number, list(2)));
    expect((await clerk.post(path, { file: wrong })).body.code).toBe('SIGNED_FILE_DIFFERS');
    const right = await attach(id, await paper(number, list(1, 2)));
    const second = await clerk.post(path, { file: right });
    const again = await clerk.post(path, { file: right });
    expect([second.status, findings(second), again.status]).toEqual([200, [], 200]);
    expect((await clerk.get(`/decisions/${decision}`)).body.file).toBe(right);
    expect((await trailOf(id, 'signedFileRecorded')).map(({ file }) => file)).toEqual([scan, right]);
    const { signed: files } = await api.site.service.store.decisions.need(decision);
    expect(files?.map(({ file }) => file)).toEqual([scan, right]);
  });

  test('is for the clerk to record and for those to read who see the proposal; a file from elsewhere is none', async () => {
    const { id, expects, number } = await waiting();
    const other = await waiting();
    const file = await attach(other.id, await paper(number, list(1, 2)));
    const refused = await clerk.post(`/proposals/${id}/record`, { ...signed(number), file, expects });
    expect([refused.status, refused.body.fields[0].field]).toEqual([400, 'file']);
    expect((await clerk.get(`/proposals/${id}/attachments/${file}/reading`)).status).toBe(400);
    const { body } = await clerk.post(`/proposals/${id}/record`, { ...signed(number), expects });
    await written(body.decision);
    const path = `/decisions/${body.decision}/signed-file`;
    expect((await (await api.as('unit', 'U01')).get(path)).status).toBe(403);
    expect((await (await api.as('office')).post(path, { file })).status).toBe(403);
    expect((await clerk.post('/decisions/QD-NONE/signed-file', { file })).status).toBe(404);
  });
});
