import { PDFDocument } from 'pdf-lib';
import PizZip from 'pizzip';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { sendDocket } from '../setup/docket';
import { START, dossier } from '../setup/fixtures';
import { draftTestProposal } from '../setup/proposal';
import { tinyPdf } from '../setup/tiny-pdf';
import { docxText } from '../platform/documents/paper-text';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const LONG = 'Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Như Hoàng Mẫu Hậu';

let api: TestApi;
let office: TestCaller;
beforeAll(async () => {
  api = await startApi();
  office = await api.as('office');
});
afterAll(() => api.stop());

const file = async (name: string, bytes: Buffer, type: string): Promise<string> =>
  (await api.site.service.store.files.put(name, bytes, { entity: name, type }, START)).id;

async function proposed(
  papers: readonly (readonly { kind: string; title: string; attachment?: string }[])[],
  award = 'BKTTG',
) {
  const dossiers = papers.map((of, i) => {
    const one = dossier(award, i + 1, { papers: of });
    return { ...one, nominee: { ...one.nominee, name: i === 0 ? LONG : `Lê/Văn: Mẫu ${i}` } };
  });
  const docket = await sendDocket(api.site.service, dossiers, { selfChecked: true });
  await docket.reach('waitingForCouncil');
  const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award }));
  return draftTestProposal(api.site.service, lines, { power: 'forward' });
}
const pack = (id: string, by = office) =>
  by.get(
    `/proposals/${id}/ministry-pack.zip?signer=${encodeURIComponent('Trần Văn Mẫu')}&signerPost=${encodeURIComponent('Giám đốc')}`,
  );
const filesIn = (bytes: Buffer) => new PizZip(bytes).files;

test('holds Tờ trình and list as Word and one PDF a dossier, its papers in the order that is asked for, and what is missing', async () => {
  const report = await file('báo cáo.pdf', tinyPdf({ comment: 'report' }), 'application/pdf');
  const minutes = await file('biên bản.pdf', tinyPdf({ comment: 'minutes' }), 'application/pdf');
  const photo = await file('ảnh.png', PNG, 'image/png');
  const sheet = await file(
    'số liệu.xlsx',
    Buffer.from('PK'),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  );
  const { _id } = await proposed([
    [
      { kind: 'other', title: 'Số liệu', attachment: sheet },
      { kind: 'other', title: 'Ảnh', attachment: photo },
      { kind: 'unitCouncilMinutes', title: 'Biên bản', attachment: minutes },
      { kind: 'achievementReport', title: 'Báo cáo', attachment: report },
    ],
    [{ kind: 'achievementReport', title: 'Báo cáo' }],
  ]);
  const reply = await pack(_id);
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const files = filesIn(reply.bytes);
  const [, letter = '', list = ''] = Object.keys(files);
  expect(Object.keys(files)).toEqual([
    '00_Văn bản còn thiếu.txt',
    expect.stringMatching(/^01_Tờ trình .*-TTr-UBND\.docx$/),
    expect.stringMatching(/^02_Danh sách kèm theo Tờ trình .*-TTr-UBND\.docx$/),
    `03_${LONG} (BKTTG).pdf`,
    `03_${LONG} (BKTTG)/03_số liệu.xlsx`,
  ]);
  const bundle = await PDFDocument.load(files[`03_${LONG} (BKTTG).pdf`]!.asUint8Array());
  expect([bundle.getPageCount(), bundle.getTitle()]).toEqual([3, `03_${LONG} (BKTTG)`]);
  const [missing] = Object.values(files);
  const listed = missing!.asText();
  expect(listed).toContain(`1. ${LONG} (BKTTG): `);
  expect(listed).toContain('2. Lê/Văn: Mẫu 1 (BKTTG): ');
  expect(listed.split('\r\n').filter((l) => l.includes('2. '))).toHaveLength(4);
  expect(docxText(files[list]!.asNodeBuffer())).toContain(LONG);
  // the paper of the Chair to the Ministry, not the one by which the list was put to the Chair
  const said = docxText(files[letter]!.asNodeBuffer()).replace(/\s+/g, ' ');
  expect(said).toContain('Kính gửi: Bộ Nội vụ');
  expect(said).toContain('Ủy ban nhân dân tỉnh Đ kính trình Bộ Nội vụ');
  expect((await pack(_id)).bytes.length).toBe(reply.bytes.length);
});

test('is refused for a file that cannot be taken in, by its name, and for a list that does not go there', async () => {
  const broken = await file('hỏng.pdf', Buffer.from('%PDF-1.7 nothing'), 'application/pdf');
  const { _id } = await proposed([[{ kind: 'achievementReport', title: 'Báo cáo hỏng', attachment: broken }]]);
  const refused = await pack(_id);
  expect([refused.status, refused.body.code, refused.body.file]).toEqual([500, 'NOT_PRINTABLE', 'Báo cáo hỏng']);
  const own = await proposed([[]], 'GK');
  expect((await pack(own._id)).body.code).toBe('ACTION_NOT_ALLOWED');
  expect((await pack('NO')).status).toBe(404);
  expect((await pack(_id, await api.as('office', 'U02'))).status).toBe(404);
  expect((await pack(_id, await api.as('unit', 'U01'))).status).toBe(403);
});

test('nominations that have yet to reach the Ministry are listed with its last day, the nearest first', async () => {
  const { store } = api.site.service;
  const { lines } = await proposed([[]], 'CSTDTQ');
  const of = async () => {
    const { body } = await office.get('/central-deadlines');
    return body.items.filter((i: { nomination: string }) => i.nomination === lines[0]!.nomination);
  };
  expect((await of())[0]).toMatchObject({ state: 'unknown', award: 'CSTDTQ' });
  await store.history.putPast(
    [
      {
        _id: 'import/1',
        subject: 'P1',
        subjectKind: 'person',
        award: 'CSTDT',
        awardYear: 2025,
        commendationType: 'merit',
        authority: 'Chủ tịch Ủy ban nhân dân tỉnh Đ',
        decisionNumber: '12/QĐ-UBND',
        decidedOn: '2025-12-20',
      },
    ],
    { actor: 'key:office', now: START },
  );
  expect((await of())[0]).toMatchObject({
    state: 'near',
    due: '2026-12-31',
    vi: 'Bộ Nội vụ nhận hồ sơ đến ngày 31/12/2026, còn 45 ngày.',
    citation: { en: 'Decree 152/2025/NĐ-CP, art. 35(1)' },
  });
  expect((await (await api.as('office', 'U02')).get('/central-deadlines')).body.items).toEqual([]);
});
