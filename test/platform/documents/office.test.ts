import { execFileSync } from 'node:child_process';
import path from 'node:path';
import mammoth from 'mammoth';
import PizZip from 'pizzip';
import { catalogue } from '../../../domain/catalogue';
import { examine } from '../../../platform/documents/docx';
import { samplePack } from '../../../samples/pack';
import { officeTemplates, paperKinds, type PaperKind } from '../../../templates/documents';
import {
  decisionPaper,
  exampleOf,
  handoverPaper,
  meaningOf,
  nomineeListPaper,
  proposalPaper,
  refusalNoticePaper,
  resultNoticePaper,
  type NoticeRecords,
  type ProposalRecords,
} from '../../../templates/documents/office';
import { registrationPaper } from '../../../templates/documents/office/campaign';
import { SHIPPED, testPapers } from '../../setup/papers';
import { docxLines, docxText } from './paper-text';
import { decision, decisionWith, persons } from './samples';

const { documents, renderer } = testPapers();
afterAll(() => renderer.close());

/** What an independent reader gets of a .docx. */
const readBack = async (docx: Buffer): Promise<string> =>
  (await mammoth.extractRawText({ buffer: docx })).value.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');

const LONG = 'Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Như Hoàng Mẫu Hậu';
const person = (name: string, award = 'BKT', posthumous = false) => ({
  _id: name,
  dossier: {
    award,
    posthumous,
    merit: 'Hoàn thành xuất sắc nhiệm vụ',
    nominee: { kind: 'person', address: 'Bà', name, post: 'Chuyên viên', unitName: 'Sở Tài chính' } as const,
  },
});
const collective = (name: string, award: string) => ({
  _id: name,
  dossier: { award, posthumous: false, merit: 'Dẫn đầu', nominee: { kind: 'collective', name } as const },
});
const [low, high] = ['LDTT', 'CSTDT'].map((code) => catalogue.find((a) => a.code === code)!);

const proposal: ProposalRecords = {
  proposal: { number: '112/TTr-SNV', date: '2026-11-27', power: 'decide', submitter: 'Sở Nội vụ' },
  authority: {
    level: 'province',
    title: 'Chủ tịch Ủy ban nhân dân tỉnh Đ',
    issuer: 'Ủy ban nhân dân tỉnh Đ',
    place: 'tỉnh Đ',
  },
  signing: {},
  head: { name: 'Nguyễn Văn Mẫu', post: 'Giám đốc' },
  lines: [person('Trần Thị Mẫu', low!.code), person(LONG, high!.code), collective('Văn phòng Sở Y tế', high!.code)],
  unit: () => 'Sở Y tế',
  shares: new Map([
    [LONG, { council: 'Hội đồng Thi đua - Khen thưởng tỉnh Đ', share: '12/13 (92,31 %)', closedOn: '2026-11-20' }],
  ]),
  passed: (line) => (line === LONG ? ['Thời gian công tác (T1); lý do: công văn số 12'] : []),
  pack: samplePack,
  catalogue,
};
const notice: NoticeRecords = {
  body: {
    superior: 'Ủy ban nhân dân tỉnh Đ',
    issuer: 'Sở Nội vụ',
    symbol: 'SNV',
    place: 'tỉnh Đ',
    head: proposal.head!,
  },
  signing: {},
  today: '2026-12-05',
  unit: 'Sở Tài chính',
  submission: { number: '34/TTr-STC', date: '2026-11-16' },
  nominee: person(LONG).dossier.nominee,
  posthumous: false,
  award: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ',
};

describe('the templates that come with the service', () => {
  test('are what their source makes', () => {
    const script = `import('./scripts/office-templates.mjs').then(({ officeFiles }) => {
      for (const [file, bytes] of Object.entries(officeFiles())) console.log(file, bytes.toString('base64'));
    })`;
    const root = path.resolve(__dirname, '../../..');
    const printed = execFileSync(process.execPath, ['--eval', script], { cwd: root, encoding: 'utf8' });
    const made = new Map(
      printed
        .trim()
        .split('\n')
        .map((line) => line.split(' ') as [string, string]),
    );
    const shipped = Object.values(officeTemplates).map(({ file, bytes }) => [`${file}.docx`, bytes.toString('base64')]);
    expect([...made.keys()]).toHaveLength(17);
    for (const [file, bytes] of shipped)
      if (made.has(file!)) expect([file, made.get(file!) === bytes]).toEqual([file, true]);
  });

  test.each(paperKinds)('%s: can be filled in, and uses every name that a paper cannot do without', (kind) => {
    const { bytes, placeholders, lenient } = officeTemplates[kind];
    const { faults, used } = examine(bytes, { placeholders, sample: exampleOf(placeholders) });
    expect(faults).toEqual([]);
    const needed = (fields: typeof placeholders, under = ''): string[] =>
      Object.entries(fields).flatMap(([name, { optional, items }]) =>
        optional === true ? [] : [under + name, ...(items ? needed(items, `${under}${name}.`) : [])],
      );
    const left = needed(placeholders).filter((name) => !used.includes(name));
    // a paper of a session has facts that its template may leave out; the others have none
    expect(lenient === true ? [] : left).toEqual([]);
  });

  test.each(paperKinds)('%s: every name is explained in both languages, with an example', (kind) => {
    const walk = (fields: (typeof officeTemplates)[PaperKind]['placeholders']): void => {
      for (const { vi, en, example, items } of Object.values(fields)) {
        expect(vi.length).toBeGreaterThan(2);
        expect(en.length).toBeGreaterThan(1);
        if (items) walk(items);
        else expect(example).toBeDefined();
      }
    };
    walk(officeTemplates[kind].placeholders);
  });

  test('keep to Decree 30/2020: A4, margins, Times New Roman of 14 points, a page number but on the first page', () => {
    for (const kind of paperKinds) {
      const zip = new PizZip(officeTemplates[kind].bytes);
      const xml = zip.file('word/document.xml')!.asText();
      expect(xml).toMatch(/<w:pgSz w:w="(11906" w:h="16838|16838" w:h="11906)"/);
      expect(xml).toContain('w:top="1134" w:right="850" w:bottom="1134" w:left="1701"');
      expect(xml).toContain('<w:titlePg/>');
      expect(zip.file('word/styles.xml')!.asText()).toMatch(/w:ascii="Times New Roman"[^]*<w:sz w:val="28"\/>/);
      expect(zip.file('word/header1.xml')!.asText()).toContain(' PAGE ');
    }
  });
});

describe('a decision', () => {
  test('ends its bases with semicolons and the last one with a full stop, laws by name without number', async () => {
    const data = decisionPaper(decisionWith(persons(2)));
    expect(data.bases.map(({ text }) => text.slice(-1))).toEqual([';', '.']);
    const text = await readBack((await documents.editable('decision', SHIPPED, data)).docx);
    expect(text).toContain('Căn cứ Luật Thi đua, khen thưởng; Theo đề nghị của Giám đốc Sở Nội vụ');
    expect(text).toContain('Điều 1. Tặng Bằng khen');
    expect(text).toContain('- Như Điều 1; - Lưu: VT, SNV.');
    expect(text).toContain('Số: 05/QĐ-UBND');
    expect(text).toContain('ngày 04 tháng 12 năm 2026');
    expect(text).not.toContain('(Đã ký)');
  });

  test.each([
    [undefined, 'Chủ tịch', 'Lưu: VT, SNV. Chủ tịch Trần Văn Mẫu'],
    [['KT. Chủ tịch'], 'Phó Chủ tịch', 'KT. Chủ tịch Phó Chủ tịch Trần Văn Mẫu'],
    [['TM. Ủy ban nhân dân', 'KT. Chủ tịch'], 'Phó Chủ tịch', 'TM. Ủy ban nhân dân KT. Chủ tịch Phó Chủ tịch'],
    [['TL. Giám đốc'], 'Trưởng phòng', 'TL. Giám đốc Trưởng phòng'],
    [['TUQ. Chủ tịch'], 'Giám đốc Sở Nội vụ', 'TUQ. Chủ tịch Giám đốc Sở Nội vụ'],
  ])('is signed in the form %j', async (capacity, post, block) => {
    const signature = { post, name: 'Trần Văn Mẫu', ...(capacity ? { capacity } : {}) };
    const data = decisionPaper({ ...decisionWith(persons(1)), signature });
    expect(await readBack((await documents.editable('decision', SHIPPED, data)).docx)).toContain(block);
  });

  test('as a draft leaves number and date open', async () => {
    const data = decisionPaper(decisionWith(persons(1)), { symbol: 'QĐ-UBND' });
    const text = await readBack((await documents.editable('decision', SHIPPED, data)).docx);
    expect(text).toContain('Số: ……../QĐ-UBND');
    expect(text).toContain('Tỉnh Đ, ngày …… tháng …… năm 2026');
    expect(text).not.toContain('05/QĐ-UBND');
  });

  test('of a thousand lines has each of them, in NFC and to the last byte the same', async () => {
    const decomposed = persons(1_000).map((line) => ({ ...line, name: line.name.normalize('NFD') }));
    const data = decisionPaper(decisionWith(decomposed));
    const first = await documents.editable('decision', SHIPPED, data);
    const text = await readBack(first.docx);
    for (const { name } of persons(1_000)) expect(text).toContain(name);
    expect(text).toBe(text.normalize('NFC'));
    expect((await documents.editable('decision', SHIPPED, data)).sha256).toBe(first.sha256);
  });

  test('says in its properties which version of the template made it', async () => {
    const { docx, renderer: made } = await documents.editable(
      'decision',
      SHIPPED,
      decisionPaper(decisionWith(persons(1))),
    );
    expect(made).toMatch(/^docxtemplater 3\.[\d.]+, decision\/0 [0-9a-f]{12}$/);
    expect(docxText(docx, 'docProps/core.xml')).toContain(made);
  });
});

describe('a proposal and its list', () => {
  test('count by award, high before low, and end the last basis with a comma', async () => {
    const data = proposalPaper(proposal);
    expect(data.bases.at(-1)?.text).toMatch(/,$/);
    const text = await readBack((await documents.editable('proposal', SHIPPED, data)).docx);
    expect(text).toContain('Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Đ');
    expect(text).toContain(`1. ${high!.name.vi}: 01 tập thể, 01 cá nhân. 2. ${low!.name.vi}: 01 cá nhân.`);
    expect(text).toContain('tại phiên ngày 20 tháng 11 năm 2026: 01 trường hợp.');
    expect(text).toContain(`${LONG}: Thời gian công tác (T1); lý do: công văn số 12.`);
    expect(text).toMatch(/- Như trên; - Lưu: VT, TĐKT\. Giám đốc Nguyễn Văn Mẫu/);
  });

  test('name who signs in their place, with the post of the head after KT.', () => {
    const signing = { form: 'KT.', signer: 'Lê Thị Mẫu', signerPost: 'Phó Giám đốc' } as const;
    expect(proposalPaper({ ...proposal, signing })).toMatchObject({
      capacities: [{ text: 'KT. Giám đốc' }],
      signerPost: 'Phó Giám đốc',
      signer: 'Lê Thị Mẫu',
    });
  });

  test('list collectives before persons, with shares and what is worth knowing', async () => {
    const text = await readBack((await documents.editable('nomineeList', SHIPPED, nomineeListPaper(proposal))).docx);
    const order = ['I. ', 'Văn phòng Sở Y tế', LONG, 'II. ', 'Trần Thị Mẫu'].map((part) => text.indexOf(part));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(text).toContain('12/13 (92,31 %)');
    expect(text).toContain('(Kèm theo Tờ trình số 112/TTr-SNV ngày 27 tháng 11 năm 2026 của Sở Nội vụ)');
  });

  test('lack the signer where nobody knows him, and say so by the field', async () => {
    const { head: _, ...rest } = proposal;
    const missing = await documents.lacking('proposal', SHIPPED, proposalPaper(rest));
    expect(missing).toEqual(['signerPost', 'signer']);
    const signing = { form: 'KT.', signer: 'Lê Thị Mẫu', signerPost: 'Phó Giám đốc' } as const;
    // for whom he signs is not known either
    expect(await documents.lacking('proposal', SHIPPED, proposalPaper({ ...rest, signing }))).toEqual([
      'capacities.0.text',
    ]);
    await expect(documents.editable('proposal', SHIPPED, proposalPaper(rest))).rejects.toMatchObject({
      code: 'DOCUMENT_FACTS_MISSING',
      detail: 'signerPost signer',
    });
    expect(meaningOf(officeTemplates.proposal.placeholders, 'capacities.0.text').vi).toBe(
      'Dòng TM., KT., TL., TUQ. trên chức vụ người ký, mục 1: Một dòng',
    );
  });
});

describe('notices', () => {
  test('of a result name decision, number in the gold book and the nominee', async () => {
    const given = { authority: 'Chủ tịch Ủy ban nhân dân tỉnh Đ', number: '05/QĐ-UBND', date: '2026-12-04' };
    const data = resultNoticePaper(
      { ...notice, posthumous: true },
      { ...given, goldBook: 12, certificate: 'SV-2026-12' },
    );
    const text = await readBack((await documents.editable('resultNotice', SHIPPED, data)).docx);
    expect(text).toContain(`Bà ${LONG} (Chuyên viên, Sở Tài chính) được truy tặng Bằng khen`);
    expect(text).toContain('Căn cứ Quyết định số 05/QĐ-UBND ngày 04 tháng 12 năm 2026 của Chủ tịch');
    expect(text).toContain('Số sổ vàng: 12. Số hiệu để tra cứu: SV-2026-12.');
    expect(text).toContain('Số: ……../TB-SNV');
    const without = resultNoticePaper(notice, given);
    expect(await readBack((await documents.editable('resultNotice', SHIPPED, without)).docx)).not.toMatch(
      /Số sổ vàng|Số hiệu/,
    );
  });

  test('of a refusal give reasons with their grounds, and the right to complain', async () => {
    const reasons = [
      { reason: 'Thời gian công tác chưa đủ.', citation: 'khoản 1 Điều 23' },
      { reason: 'Thiếu báo cáo', citation: '' },
    ];
    const data = refusalNoticePaper(notice, { outcome: 'declined', reasons });
    const text = await readBack((await documents.editable('refusalNotice', SHIPPED, data)).docx);
    expect(text).toContain('Lý do: Thời gian công tác chưa đủ (căn cứ: khoản 1 Điều 23). Lý do: Thiếu báo cáo.');
    expect(text).toContain('có quyền khiếu nại theo quy định của pháp luật về khiếu nại');
    expect(text).toContain('không được khen thưởng trong đợt này');
  });
});

describe('minutes of handing over', () => {
  test('list every object with its number, and how many of each there are', async () => {
    const line = (name: string, award: string, object: 'certificate' | 'flag' | 'order', goldBook?: number) => ({
      nominee: person(name).dossier.nominee,
      unit: 'Sở Tài chính',
      award: { name: award, object },
      ...(goldBook === undefined ? {} : { goldBook }),
    });
    const data = handoverPaper({
      body: notice.body,
      today: '2026-12-10',
      decision: { number: '05/QĐ-UBND', date: '2026-12-04', authority: 'Chủ tịch Ủy ban nhân dân tỉnh Đ' },
      receiver: 'Sở Tài chính',
      lines: [
        line(LONG, 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ', 'certificate', 12),
        line('Trần Thị Mẫu', 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ', 'certificate', 13),
        line('Lê Thị Mẫu', 'Cờ thi đua', 'flag'),
        line('Vũ Thị Mẫu', 'Chiến sĩ thi đua cơ sở', 'certificate', 14),
      ],
    });
    const text = await readBack((await documents.editable('handover', SHIPPED, data)).docx);
    expect(text).toContain(`1 Bà ${LONG} Chuyên viên, Sở Tài chính`);
    expect(text).toContain('Tổng số: 04 hiện vật, trong đó: - Bằng khen: 02. - Cờ: 01. - Bằng chứng nhận: 01.');
    expect(text).toContain('Bên nhận: Sở Tài chính');
  });
});

test('the sample decision has no annex, so its draft lacks the list and says so', async () => {
  expect(await documents.lacking('decision', SHIPPED, decisionPaper(decision))).toEqual(['listTitle', 'awards']);
});

test('a registration without targets has no table of them, one with targets has; what is not said leaves no empty line', async () => {
  const paper = (targets: Parameters<typeof registrationPaper>[0]['registrations'][number]['targets']) =>
    registrationPaper({
      body: { issuer: 'SỞ TÀI CHÍNH', symbol: 'STC', place: 'tỉnh Đ', head: proposal.head! },
      signing: {},
      today: '2026-11-16',
      campaign: { name: 'Thi đua', year: 2026, texts: { aims: '', criteria: '', measures: '' } },
      catalogue,
      to: 'UBND tỉnh',
      registrations: [
        {
          ...{ name: LONG, kind: 'person', unit: 'U01', year: 2026, titles: ['LDTT'], measures: 'Kiểm tra' },
          ...{ targets, results: [], reviews: [] },
        },
      ],
    });
  const drawnUp = async (data: ReturnType<typeof paper>) =>
    (await documents.editable('emulationRegistration', SHIPPED, data)).docx;
  const textOf = async (data: ReturnType<typeof paper>) => readBack(await drawnUp(data));
  const lines = docxLines(await drawnUp(paper([])));
  const [first, last] = [`1. ${LONG}`, 'Trên đây là nội dung đăng ký thi đua năm 2026./.'].map((line) =>
    lines.indexOf(line),
  );
  // titles and measures; nobody answers for them
  expect(lines.slice(first! + 1, last)).toEqual([
    expect.stringMatching(/^Danh hiệu/),
    expect.stringMatching(/^Giải pháp/),
  ]);
  const none = await textOf(paper([]));
  expect(none).toContain(LONG);
  expect(none).toContain('Giải pháp thực hiện: Kiểm tra');
  expect(none).not.toContain('Nguồn số liệu');
  const target = { code: 'CT1', name: 'Thu ngân sách', unit: 'tỷ đồng', target: '100', direction: 'atLeast' } as const;
  const some = await textOf(paper([{ ...target, source: 'Quyết toán' }]));
  expect(some).toContain('Nguồn số liệu');
  expect(some).toContain('Thu ngân sách');
});
