import PizZip from 'pizzip';
import { officeTemplates } from '../../../templates/documents';
import {
  agenda,
  countingMinutes,
  minutes,
  namedBallots,
  type SessionRecords,
} from '../../../templates/documents/session';
import { docxText, pdfText } from './paper-text';
import { readPdf } from './pdf-reader';
import { closedSession } from './session-samples';
import { SHIPPED, testPapers } from '../../setup/papers';

const { documents } = testPapers();
const named = closedSession({ ballot: 'named' });
const secret = closedSession();
const extras = { lower: new Map([['N1', { yes: 9, base: 9 }]]), opinion: () => 'Đủ điều kiện' };

const textOf = async (rendered: Promise<{ readonly pdf: Uint8Array }>): Promise<string> =>
  pdfText((await rendered).pdf);

/** Every text of the data of a paper, wherever it stands. */
function textsOf(data: unknown): string[] {
  if (typeof data === 'string') return data === '' ? [] : [data];
  if (Array.isArray(data)) return data.flatMap(textsOf);
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsOf) : [];
}

const papers = {
  countingMinutes: {
    data: countingMinutes(secret),
    pdf: () => documents.renderCountingMinutes(countingMinutes(secret)),
    docx: () => documents.editable('countingMinutes', SHIPPED, countingMinutes(secret)),
  },
  minutes: {
    data: minutes(named),
    pdf: () => documents.renderMinutes(minutes(named)),
    docx: () => documents.editable('minutes', SHIPPED, minutes(named)),
  },
  agenda: {
    data: agenda(secret, extras),
    pdf: () => documents.renderAgenda(agenda(secret, extras)),
    docx: () => documents.editable('agenda', SHIPPED, agenda(secret, extras)),
  },
} as const;

describe.each(['countingMinutes', 'minutes', 'agenda'] as const)('%s', (paper) => {
  const { data, pdf, docx } = papers[paper];
  const bare = (text: string): string => text.replace(/\s+/g, '').toLowerCase();
  /** Date and title of the file stand in its properties. */
  const { title, date: _, ...shown } = data;

  test('says every fact of its data, as PDF and for a word processor', async () => {
    const inPdf = bare(await textOf(pdf()));
    const inDocx = bare(docxText((await docx()).docx));
    const facts = textsOf(shown).map(bare);
    expect(facts.length).toBeGreaterThan(20);
    // what only a list of both numbers says in words
    const apart = new Set(
      paper === 'countingMinutes' ? [shown].flatMap((s) => ('passed' in s ? [s.passed, s.notPassed] : [])) : [],
    );
    expect(facts.filter((fact) => !apart.has(fact) && !inPdf.includes(fact))).toEqual([]);
    expect(facts.filter((fact) => !apart.has(fact) && !inDocx.includes(fact))).toEqual([]);
  });

  test('leaves no placeholder behind, bears its title, and is the same to the last byte', async () => {
    const first = await docx();
    expect(docxText(first.docx)).not.toMatch(/[{}]|undefined/);
    const properties = docxText(first.docx, 'docProps/core.xml');
    expect(properties).toContain(title);
    expect(await docx()).toEqual(first);
    expect(first.renderer).toMatch(new RegExp(`^docxtemplater 3\\.[\\d.]+, ${paper}/0 [0-9a-f]{12}$`));
  });

  test('keeps to Decree 30/2020: A4, margins, Times New Roman of 14 points, a page number but on the first page', () => {
    const zip = new PizZip(officeTemplates[paper].bytes);
    const xml = zip.file('word/document.xml')!.asText();
    const [w, h] = paper === 'agenda' ? [16838, 11906] : [11906, 16838];
    expect(xml).toContain(`<w:pgSz w:w="${w}" w:h="${h}"`);
    expect(xml).toContain('w:top="1134" w:right="850" w:bottom="1134" w:left="1701"');
    expect(xml).toContain('<w:titlePg/>');
    const styles = zip.file('word/styles.xml')!.asText();
    expect(styles).toContain('w:ascii="Times New Roman"');
    expect(styles).toContain('<w:sz w:val="28"/>');
    expect(zip.file('word/header1.xml')!.asText()).toContain(' PAGE ');
    expect(docxText(officeTemplates[paper].bytes)).toContain(
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc',
    );
  });

  test('is tagged, and its pages are numbered after the first', async () => {
    const { pages, xmp } = await readPdf((await pdf()).pdf);
    expect(xmp).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
    const numbers = pages.map((page) => page.runs.filter((run) => run.baseline < 57).map((run) => run.text));
    expect(numbers).toEqual(pages.map((_, i) => (i === 0 ? [] : [String(i + 1)])));
  });
});

describe('counting minutes', () => {
  const data = countingMinutes(secret);

  test('state ballots, sums, shares and conclusion of every line, with the rule and its citation', () => {
    expect(data).toMatchObject({
      total: '13',
      present: '12',
      absentCount: '01',
      issued: '13',
      returned: '12',
      valid: '12',
      invalid: '00',
    });
    expect(data.absent).toEqual([
      { no: '1', name: 'Bà Đỗ Thị Mẫu', role: 'Ủy viên, Thư ký Hội đồng', reason: 'Không gửi phiếu' },
    ]);
    expect(data.board.map((m) => m.name)).toEqual(['Phạm Văn Mẫu 6', 'Đỗ Thị Mẫu']);
    const lines = data.awards.flatMap((a) => a.lines);
    expect(
      lines.map(({ yes, not, other, recused, share, conclusion }) => [yes, not, other, recused, share, conclusion]),
    ).toEqual([
      ['11', '00', '00', '01', '84,62 %', 'Đạt'],
      ['09', '02', '01', '00', '69,23 %', 'Không đạt'],
      ['12', '00', '00', '00', '92,31 %', 'Đạt'],
      ['11', '00', '01', '00', '84,62 %', 'Đạt'],
    ]);
    expect(data.awards[0]).toMatchObject({
      quorum: 'ít nhất 2/3 tổng số thành viên Hội đồng (từ 09/13)',
      threshold: 'ít nhất 80 % tính trên tổng số thành viên Hội đồng (từ 11/13 phiếu)',
      citation: 'Quy chế hoạt động của Hội đồng Thi đua - Khen thưởng',
    });
    expect(data.outcome).toBe('Đạt tỷ lệ phiếu: 03 trường hợp; không đạt tỷ lệ phiếu: 01 trường hợp.');
  });

  test('state when and under which article it was forgotten who sent what, and the hash of the bundle', () => {
    expect(data.unlinked).toContain('lúc 17 giờ 00, thứ Sáu, ngày 20/11/2026');
    expect(data.unlinked).toContain('khoản 3 Điều 8');
    expect(data.hash.replaceAll(' ', '')).toBe(secret.session.result!.bundle);
    expect(data.receiptCodes.split(/\s+/)).toEqual(secret.session.result!.receiptCodes);
    expect(countingMinutes(named).unlinked).toMatch(/^Phiếu ghi tên/);
    // of a session with a meeting no sheet is left, and the paper ballots are nothing of ours
    expect(countingMinutes(closedSession({ kind: 'mixed' })).unlinked).toMatch(
      /các phiếu gửi qua liên kết .* tổng số ý kiến/,
    );
    expect(countingMinutes(closedSession({ kind: 'meeting' })).unlinked).toMatch(/^Bỏ phiếu tại cuộc họp/);
  });

  test('state what was published before, and what came of it', () => {
    expect(data.postings.map((p) => p.text)).toEqual([
      'Trường hợp số 1 (Bà Vũ Thị Mẫu): công khai từ 26/10/2026 đến 09/11/2026 trên Cổng thông tin điện tử tỉnh Đ; không nhận được ý kiến.',
    ]);
  });

  test('have no bundle and no codes of a mixed session without one, and the sums of all together', async () => {
    const { bundle: _, ...result } = secret.session.result!;
    const mixed = countingMinutes(closedSession({ kind: 'mixed', result }));
    expect(mixed).toMatchObject({ hash: '', receiptCodes: '', returned: '12' });
    expect(docxText((await documents.editable('countingMinutes', SHIPPED, mixed)).docx)).not.toMatch(
      /SHA-256|Mã biên nhận/,
    );
  });

  test('tell who was at the meeting, who wrote, who was away and why, and whose opinion came too late', () => {
    const members = secret.session.members.map(({ person, role }, i) => {
      if (i < 9) return { person, role, voted: true, present: true };
      const absence = { absence: 'đi công tác' };
      if (person === 'C10') return { person, role, voted: true, at: '2026-11-18T03:12:00.000Z', ...absence };
      if (person === 'C11') return { person, role, voted: false, late: '2026-11-20T10:30:00.000Z', ...absence };
      return { person, role, voted: false, ...(person === 'C12' ? { absence: 'nghỉ ốm' } : {}) };
    });
    const absent = ['C10', 'C11', 'C12'];
    const records = closedSession({ kind: 'mixed', members, absent });
    const data = countingMinutes(records);
    expect(data).toMatchObject({ present: '10 (dự họp: 09; gửi ý kiến bằng văn bản: 01)', absentCount: '03' });
    expect(data.absent.map((m) => m.reason)).toEqual([
      'Đi công tác; ý kiến gửi lúc 17 giờ 30, thứ Sáu, ngày 20/11/2026, sau thời hạn, không được tính',
      'Nghỉ ốm; không gửi ý kiến bằng văn bản',
      '',
    ]);
    expect(
      minutes(records)
        .members.map((m) => m.state)
        .slice(8),
    ).toEqual([
      'Có mặt',
      'Gửi ý kiến bằng văn bản lúc 10 giờ 12, thứ Tư, ngày 18/11/2026; vắng họp: đi công tác',
      'Vắng mặt: đi công tác; ý kiến gửi lúc 17 giờ 30, thứ Sáu, ngày 20/11/2026, sau thời hạn, không được tính',
      'Vắng mặt: nghỉ ốm; không gửi ý kiến bằng văn bản',
      'Vắng mặt',
    ]);
    // whoever was at the meeting has filled in no sheet here
    expect(
      namedBallots(closedSession({ kind: 'mixed', ballot: 'named', members, absent })).map((b) => b.person),
    ).toEqual(['C10']);
  });

  test('of a meeting begin when it was held, and tell no course of sheets by link', () => {
    const meeting = closedSession({ kind: 'meeting', closedAt: '2026-11-20T11:00:00.000Z' });
    expect(countingMinutes(meeting)).toMatchObject({ from: '17 giờ 00, thứ Sáu, ngày 20/11/2026', present: '12' });
    const course = minutes(meeting).course.map((c) => c.text);
    expect(course[0]).toBe('Mở phiên họp về 04 trường hợp; 01 trường hợp chưa đủ điều kiện đưa vào phiên.');
    expect(course).not.toContain('Kết thúc nhận phiếu.');
    const before = closedSession({ kind: 'meeting', closedAt: '2026-11-19T10:00:00.000Z' });
    expect(countingMinutes(before).from).toBe('08 giờ 00, thứ Hai, ngày 16/11/2026');
  });

  test('say so when too few took part', () => {
    const { result } = secret.session;
    const lines = result!.lines.map((l) => ({ ...l, tally: { ...l.tally, quorate: false, passed: false } }));
    const without = closedSession({ result: { ...result!, quorate: false, lines } });
    expect(countingMinutes(without).quorum).toContain('không đủ theo quy định');
    expect(countingMinutes(without).awards[0]?.lines[0]?.conclusion).toBe('Chưa đủ thành viên');
    expect(minutes(without).conclusions[0]?.text).toBe('Chiến sĩ thi đua cấp tỉnh: chưa thông qua 02 trường hợp.');
  });

  test('are not made before there is a result', () => {
    const { result: _, ...session } = secret.session;
    expect(() => countingMinutes({ ...secret, session })).toThrow('has no result');
  });

  test('say of a secret session nothing that tells a member from a choice', async () => {
    const member = 'Lê Hoàng Mẫu'; // he said no on one line
    expect(await textOf(documents.renderCountingMinutes(data))).not.toContain(member);
    const { pages } = await readPdf((await documents.renderMinutes(minutes(secret))).pdf);
    const text = pages.map((p) => p.text).join('\n');
    expect(text.split(member)).toHaveLength(2); // once, in the list of members
    expect(text).not.toContain('Ý kiến khác');
  });
});

describe('minutes', () => {
  const data = minutes(named);

  test('are called by what they are about', () => {
    const of = (...awards: string[]) => {
      const lines = named.session.lines.filter((l) => awards.includes(l.award));
      return minutes({ ...named, session: { ...named.session, lines } }).subject;
    };
    expect([of('CSTDT'), of('BKT'), of('CSTDT', 'BKT')]).toEqual([
      'Bình xét thi đua',
      'Xét khen thưởng',
      'Bình xét thi đua, xét khen thưởng',
    ]);
  });

  test('tell the course with its reasons, and nothing of what is only for the service', () => {
    expect(data.course.map((c) => c.text)).toEqual([
      expect.stringMatching(
        /^Mở phiên, gửi phiếu về 04 trường hợp đến 13 thành viên, .*; 01 trường hợp chưa đủ điều kiện đưa vào phiên\.$/,
      ),
      'Gia hạn nhận phiếu đến 17 giờ 00, thứ Sáu, ngày 20/11/2026; lý do: hai thành viên đi công tác.',
      'Kết thúc nhận phiếu.',
      'Kiểm phiếu.',
      'Công bố kết quả kiểm phiếu với Thư ký Hội đồng.',
    ]);
  });

  test('write a form of address at the beginning with a capital letter', () => {
    const people = new Map(named.people).set('C1', { ...named.people.get('C1')!, address: 'đồng chí' });
    expect(minutes({ ...named, people }).members[0]?.name).toBe('Đồng chí Nguyễn Văn Mẫu');
  });

  test('tell which line left the agenda, when and by which paper', () => {
    const dropped = [
      { nomination: 'N4', no: 5, at: '2026-11-17T02:00:00.000Z', paper: 'Công văn số 12/SNV ngày 17/11/2026' },
    ];
    expect(minutes(closedSession({ dropped })).course[1]).toEqual({
      at: '09 giờ 00, thứ Ba, ngày 17/11/2026',
      text: 'Đưa trường hợp số 5 (Hộ ông Lò Văn Mẫu) ra khỏi danh sách (Công văn số 12/SNV ngày 17/11/2026).',
    });
  });

  test('name who took part and who did not, who may not vote, and quote other opinions with their names', () => {
    expect(data.members.filter((m) => m.state === 'Không gửi phiếu').map((m) => m.no)).toEqual(['13']);
    const recusals = [{ nomination: 'N2', person: 'C8' }];
    const declared = minutes(closedSession({ ballot: 'named', recusals }));
    expect(declared.recusals.map((r) => r.text)).toEqual([
      'Ông Phạm Văn Mẫu 6 không tham gia bỏ phiếu trường hợp số 1 (Bà Vũ Thị Mẫu): là người được đề nghị khen thưởng.',
      expect.stringMatching(/^Ông Phạm Văn Mẫu 8 không .* số 2 .*: tự báo không tham gia\.$/),
    ]);
    expect(data.others.map((o) => o.text)).toEqual([
      expect.stringMatching(/^Trường hợp số 2 .*: Ông Phạm Văn Mẫu 5: “Đề nghị bổ sung báo cáo thành tích 3 %”$/),
      expect.stringMatching(/^Trường hợp số 4 .*: Ông Phạm Văn Mẫu 7: “/),
    ]);
    expect(data).toMatchObject({ chair: 'Nguyễn Văn Mẫu', secretary: 'Đỗ Thị Mẫu' });
  });

  test('say why a line fell, and why one was voted on that could not pass', () => {
    expect(data.conclusions[0]?.text).toBe(
      'Chiến sĩ thi đua cấp tỉnh: thông qua 01 trường hợp; không thông qua 01 trường hợp (số 2: 9/13 phiếu đồng ý = 69,23 % tổng số thành viên; cần ít nhất 11).',
    );
    const lines = named.session.lines.map((l) =>
      l.no === 1 ? { ...l, accepted: 'theo yêu cầu của Chủ tịch Hội đồng' } : l,
    );
    const accepted = minutes({ ...named, session: { ...named.session, lines } });
    expect(accepted.accepted[0]?.text).toContain('vẫn lấy ý kiến vì: theo yêu cầu của Chủ tịch Hội đồng');
  });

  test('are made whatever a member has typed', async () => {
    const typed: SessionRecords = {
      ...named,
      ballots: named.ballots.map((b) => ({
        ...b,
        named: (b.named ?? []).map((n) =>
          n.choice === 'other' ? { ...n, text: 'Chưa rõ\n\u{1f600}\u200b & <b>{name}</b>' } : n,
        ),
      })),
    };
    // a word of so many letters may break after each of them
    const pdf = await textOf(documents.renderMinutes(minutes(typed)));
    expect(pdf.replace(/\s/g, '')).toContain('“Chưarõ[U+1F600][U+200B]&<b>{name}</b>”');
    const docx = (await documents.editable('minutes', SHIPPED, minutes(typed))).docx;
    expect(docxText(docx).replaceAll('&lt;', '<').replaceAll('&gt;', '>')).toContain(
      '“Chưa rõ \u{1f600}[U+200B] & <b>{name}</b>”',
    );
  });
});

describe('meeting papers', () => {
  test('show the table of the sheet by award, with the share of the council below', () => {
    const data = agenda(secret, extras);
    expect(data.awards.map((a) => [a.award, a.lines.map((l) => l.no)])).toEqual([
      ['1. Chiến sĩ thi đua cấp tỉnh', ['1', '2']],
      ['2. Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh', ['3', '4']],
    ]);
    expect(data.awards[0]?.lines.map((l) => l.lower)).toEqual(['9/9 = 100 %', '']);
  });

  test('have nothing in them of the result, though it is there', async () => {
    const { pages } = await readPdf(
      (await documents.renderAgenda(agenda(secret, { ...extras, lower: new Map() }))).pdf,
    );
    const text = pages.map((p) => p.text).join(' ');
    expect(text).not.toMatch(/Đạt|84,62|69,23|12\/13|Kết luận/);
  });

  test('of a thousand lines are one table whose head stands on every page', async () => {
    const { lines } = secret.session;
    const thousand = Array.from({ length: 1_000 }, (_, i) => ({ ...lines[i % 4 < 2 ? 0 : 2]!, no: i + 1 }));
    const data = agenda({ ...secret, session: { ...secret.session, lines: thousand } }, extras);
    const { pages } = await readPdf((await documents.renderAgenda(data)).pdf);
    expect(pages.length).toBeGreaterThan(80);
    expect(pages.slice(1, -1).every((page) => page.text.includes('Thành tích'))).toBe(true);
    expect(docxText((await documents.editable('agenda', SHIPPED, data)).docx)).toContain('1000');
  });
});

describe('named ballots', () => {
  test('are one a member who sent a sheet, with his own choices and a place to sign', async () => {
    const ballots = namedBallots(named);
    expect(ballots.map((b) => b.person)).toEqual(Array.from({ length: 12 }, (_, i) => `C${i + 1}`));
    const fifth = ballots[4]!.data;
    expect(fifth).toMatchObject({ member: 'Ông Phạm Văn Mẫu 5', yes: '03', not: '00', other: '01' });
    const text = await textOf(documents.renderNamedBallot(fifth));
    expect(text).toContain('PHIẾU LẤY Ý KIẾN');
    expect(text).toContain('Ý kiến khác: Đề nghị bổ sung báo cáo thành tích 3 %');
    expect(text).toMatch(/THÀNH VIÊN HỘI ĐỒNG \(Ký, ghi rõ họ tên\) Phạm Văn Mẫu 5/);
    expect(ballots[5]!.data.awards[0]?.lines[0]?.choice).toBe('Không tham gia bỏ phiếu');
  });

  test('do not exist of a secret session', () => {
    expect(namedBallots(secret)).toEqual([]);
  });
});
