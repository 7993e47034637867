import { qrModules } from '../../../platform/documents';
import { invitations, type InvitationOf } from '../../../templates/documents/session';
import { testPapers } from '../../setup/papers';
import { readPdf } from './pdf-reader';
import { qrTextsIn } from './qr-reader';
import { closedSession } from './session-samples';

const { documents } = testPapers();
const records = closedSession({ name: 'xét thi đua, khen thưởng năm 2026, đợt 2' });
const linkOf = (person: string) => `https://thiduakhenthuong.tinhd.gov.vn/b/${person.padEnd(43, '_-aZ09')}`;
const page = (person: string, number?: string): InvitationOf => ({
  person,
  link: linkOf(person),
  modules: qrModules(linkOf(person)),
  ...(number === undefined ? {} : { number }),
});
const dataOf = (members: readonly InvitationOf[], of = records) =>
  invitations(of, {
    printedAt: '2026-11-16T02:00:00.000Z',
    closesEarly: false,
    secretary: { name: 'Đỗ Thị Mẫu', phone: '0215 000 000' },
    members,
  });
const flat = (text: string): string => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
async function pagesOf(data: ReturnType<typeof dataOf>) {
  const { pdf } = await documents.renderInvitations(data);
  const { pages, xmp, faces } = await readPdf(pdf);
  return { pdf, pages, xmp, faces, texts: pages.map(({ text }) => flat(text)) };
}

test('a page says whom it invites to what, until when, on which basis, where to, and whom to ring', async () => {
  const { texts } = await pagesOf(dataOf([page('C4', '482913')]));
  expect(texts).toHaveLength(1);
  for (const said of [
    'HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH Đ',
    'GIẤY MỜI Xét thi đua, khen thưởng năm 2026, đợt 2',
    'Kính gửi: Bà Công Tằng Tôn Nữ Hoàng Ngọc Phương Khánh Mẫu',
    'Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh',
    'Căn cứ Quyết định số 45/QĐ-UBND ngày 15/01/2026',
    'gửi phiếu biểu quyết (kín) về 04 trường hợp đề nghị khen thưởng trước 17 giờ 00, thứ Sáu, ngày 20/11/2026.',
    'Liên kết dành riêng cho Bà',
    'Mã số trên giấy mời 482 913',
    'Ai có giấy này đều có thể gửi phiếu thay Bà',
    'Giấy in lúc 09 giờ 00, thứ Hai, ngày 16/11/2026',
    'Thư ký Đỗ Thị Mẫu, điện thoại 0215 000 000',
  ]) {
    expect(texts[0]).toContain(said);
  }
  expect(texts[0]!.replaceAll(' ', '')).toContain(linkOf('C4'));
});

test('of a session that asks for no number there is none on it, and a nominee is asked about the other lines', async () => {
  const { texts } = await pagesOf(dataOf([page('C6')]));
  expect(texts[0]).not.toMatch(/[Mm]ã số/);
  expect(texts[0]).toContain('về 03 trường hợp');
});

test('the QR code of each page is the very link of its member', async () => {
  const members = ['C1', 'C2', 'C4'].map((person) => page(person, '000007'));
  const { pdf, texts } = await pagesOf(dataOf(members));
  expect(await qrTextsIn(pdf)).toEqual(members.map(({ link }) => link));
  expect(texts.map((text) => /Kính gửi: (\S+)/.exec(text)?.[1])).toEqual(['Ông', 'Bà', 'Bà']);
});

test('keeps PDF/A-2a and PDF/UA, its own faces, and to the last byte the same on a second printing', async () => {
  const data = dataOf([page('C1', '482913'), page('C2', '482914')]);
  const { xmp, faces } = await pagesOf(data);
  expect(xmp).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
  expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(faces.every((face) => face.startsWith('Tinos-'))).toBe(true);
  const [first, second] = [await documents.renderInvitations(data), await documents.renderInvitations(data)];
  expect(first.sha256).toBe(second.sha256);
  expect(xmp).not.toContain('/b/');
});

/** Points from the top. */
const FOLDS = [99, 198].map((mm) => (mm / 25.4) * 72) as [number, number];

test('folded twice, only whom it is for can be seen from outside', async () => {
  for (const person of ['C1', 'C4']) {
    const { pages } = await pagesOf(dataOf([page(person, '482913')]));
    const runs = pages[0]!.runs.filter(({ text }) => text.trim() !== '');
    const outside = flat(
      runs
        .filter(({ baseline }) => baseline < FOLDS[0])
        .map(({ text }) => text)
        .join(' '),
    );
    expect(outside).toMatch(/Kính gửi: .*Mẫu/);
    expect(outside).not.toMatch(/https|Căn cứ|482/);
    // no line of text lies on a fold
    for (const fold of FOLDS) expect(runs.filter(({ baseline }) => Math.abs(baseline - 4 - fold) < 6)).toEqual([]);
  }
});

test('stays one page, within its margins, with the longest names and a basis of many words', async () => {
  const people = new Map(records.people).set('C4', {
    address: 'đồng chí',
    name: 'Nguyễnphúctônthấthoànggiabảokhánhđạidươngthiênmẫu Công Tằng Tôn Nữ Hoàng Phương Khánh Tường Vy Ngọc Diễm',
    post: 'Phó Trưởng ban thường trực Ban Chỉ đạo phong trào thi đua, kiêm Giám đốc Trung tâm Xúc tiến đầu tư, thương mại và du lịch tỉnh',
  });
  const { session } = records;
  const long = 'Quyết định về việc kiện toàn Hội đồng Thi đua - Khen thưởng và ban hành Quy chế hoạt động. '.repeat(3);
  const basis = { ...session.basis, foundingDecision: long, regulation: long };
  const data = dataOf([page('C4', '482913')], { ...records, people, session: { ...session, basis } });
  const { pages, texts } = await pagesOf(data);
  expect(pages).toHaveLength(1);
  expect(texts[0]!.replaceAll(' ', '')).toContain('Đồngchí' + 'Nguyễnphúctônthấthoànggiabảokhánhđạidươngthiênmẫu');
  const [{ width, height, runs }] = pages as [(typeof pages)[number]];
  expect(Math.max(...runs.map(({ right }) => right))).toBeLessThan(width - 40);
  expect(Math.max(...runs.map(({ baseline }) => baseline))).toBeLessThan(height - 25);
});
