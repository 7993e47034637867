import PizZip from 'pizzip';
import { tally } from '../../domain/tally';
import { councilRule } from '../domain/rule';
import { readPdf } from '../platform/documents/pdf-reader';
import { session } from '../platform/store/examples';
import { docxText } from '../platform/documents/paper-text';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { sendDocket } from '../setup/docket';
import { dossier, START } from '../setup/fixtures';
import { travel } from '../setup/journey';
import { sendTestProposal } from '../setup/proposal';
import { tinyPdf } from '../setup/tiny-pdf';

const minutes = tinyPdf({ comment: 'minutes' });
let api: TestApi;
let office: TestCaller;
let id: string;
beforeAll(async () => {
  api = await startApi();
  office = await api.as('office');
  const { service } = api.site;
  const docket = await sendDocket(
    service,
    [1, 2, 3].map((no) => dossier('BKT', no)),
    { selfChecked: true },
  );
  await travel(service, docket, (stage) => stage.kind === 'approval' && stage.power === 'decide');
  const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'BKT' }));
  await closedSession('PH-1', lines[0]!.nomination, minutes);
  await closedSession('PH-2', lines[1]!.nomination);
  const proposal = await sendTestProposal(service, lines, { mode: 'recorded' });
  await proposal.reach('sent');
  await proposal.answer({ kind: 'approved', struckOut: [{ nomination: lines[2]!.nomination, note: 'N' }] });
  await proposal.reach('awaitingNumber');
  ({ id } = proposal);
});
afterAll(() => api.stop());

/** A closed session in which the council has passed a line; its minutes are these bytes, or were never made. */
async function closedSession(_id: string, nomination: string, minutes?: Buffer): Promise<void> {
  const { sessions, files } = api.site.service.store;
  const rule = councilRule();
  const counted = tally(rule, { members: 13, participated: 13, yes: 13, no: 0, abstain: 0, other: 0, recused: 0 });
  const result = {
    members: 13,
    ballots: 13,
    quorate: true,
    lines: [{ nomination, tally: counted }],
    receiptCodes: [],
    unlinkedAt: START,
  };
  const line = { nomination, docket: 'D', award: 'BKT', no: 1, rule, recused: [] };
  await sessions.insert(session({ _id, status: 'closed', closedAt: START, lines: [line], result }));
  if (!minutes) return;
  const { id: file, sha256 } = await files.put('bien-ban.pdf', minutes, { entity: _id }, START);
  const paper = { file, sha256, renderer: 'test', bytes: minutes.length } as const;
  await sessions.setPapers(_id, [{ ...paper, paper: 'minutes', format: 'pdf' }]);
}

const signing = '?signer=Tr%E1%BA%A7n%20V%C4%83n%20M%E1%BA%ABu&signerPost=Ch%E1%BB%A7%20t%E1%BB%8Bch';

describe('the signing pack', () => {
  test('has the draft decision, the list, the Tờ trình and the minutes in the order in which they are laid before the authority', async () => {
    const pack = await office.get(`/proposals/${id}/signing-pack.zip${signing}`);
    expect([pack.status, pack.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const { files } = new PizZip(pack.bytes);
    expect(Object.keys(files)).toEqual([
      '00_Mục lục.txt',
      '01_Dự thảo Quyết định.pdf',
      '01_Dự thảo Quyết định.docx',
      '02_Danh sách kèm theo.docx',
      '03_Tờ trình.docx',
      '04_Biên bản họp Hội đồng PH-1.pdf',
    ]);
    expect(Buffer.from(files['04_Biên bản họp Hội đồng PH-1.pdf']!.asUint8Array()).equals(minutes)).toBe(true);
    const contents = Buffer.from(files['00_Mục lục.txt']!.asUint8Array()).toString('utf8');
    expect(contents).toContain('Chưa có biên bản của phiên PH-2');
    expect(contents).toContain('Hệ thống không ký thay cơ quan');
    const draft = await readPdf(files['01_Dự thảo Quyết định.pdf']!.asUint8Array());
    const text = draft.pages.map((page) => page.text.replace(/\s+/g, ' ')).join('\n');
    expect(text.match(/DỰ THẢO/g)).toHaveLength(2);
    expect(text).toContain('/QĐ-UBND');
    expect(text).not.toContain('(Đã ký)');
    expect(text).toContain('Lê Thị Mẫu 2');
    expect(text).not.toContain('Lê Thị Mẫu 3');
    const again = await office.get(`/proposals/${id}/signing-pack.zip${signing}`);
    expect(again.bytes.equals(pack.bytes)).toBe(true);
  });

  test('is signed by two: who is named signs the decision, the head of the agency the Tờ trình by which it is asked for', async () => {
    const { units } = api.site.service.store;
    const { standingBody } = api.site.context.pack.province;
    const before = await units.get(standingBody.unit);
    const body = before ?? { ...(await units.need('U02')), _id: standingBody.unit };
    await units.put({ ...body, head: { name: 'Bùi Thị Mẫu', post: 'Giám đốc' } });
    const { files } = new PizZip((await office.get(`/proposals/${id}/signing-pack.zip${signing}`)).bytes);
    const says = (name: string) => docxText(Buffer.from(files[name]!.asUint8Array()));
    const [decision, letter] = [says('01_Dự thảo Quyết định.docx'), says('03_Tờ trình.docx')];
    expect([decision.includes('Trần Văn Mẫu'), decision.includes('Bùi Thị Mẫu')]).toEqual([true, false]);
    expect([letter.includes('Trần Văn Mẫu'), letter.includes('Bùi Thị Mẫu')]).toEqual([false, true]);
  });

  test('is for office, secretary and clerk; changes nothing', async () => {
    const path = `/proposals/${id}/signing-pack.zip${signing}`;
    expect((await (await api.as('clerk')).get(path)).status).toBe(200);
    expect((await (await api.as('secretary')).get(path)).status).toBe(200);
    expect((await (await api.as('inspector')).get(path)).status).toBe(403);
    expect((await (await api.as('unit', 'U01')).get(path)).status).toBe(403);
    expect((await (await api.as('office', 'U02')).get(path)).status).toBe(404);
    expect((await office.get(`/proposals/TR-NONE/signing-pack.zip`)).status).toBe(404);
  });

  test('without a fact that its papers print is refused by the name of the field', async () => {
    const { authorities } = api.site.service.store;
    const authority = await authorities.need('A-TINH');
    await authorities.put({ ...authority, person: 'GONE' });
    const refused = await office.get(`/proposals/${id}/signing-pack.zip`);
    await authorities.put(authority);
    expect([refused.status, refused.body.code]).toEqual([409, 'FACTS_MISSING']);
    expect(refused.body.fields.length).toBeGreaterThan(0);
  });
});
