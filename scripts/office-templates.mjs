/**
 * Writes the .docx templates that come with the service, for offices to change in their word processor, into
 * templates/documents/office/, from the texts below: `node scripts/office-templates.mjs`. Layout: Decree 30/2020/NĐ-CP, annex I.
 * Look (styles, page numbers) is that of the papers of a session, which lie in the same folder. A test holds the files to this
 * source.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import PizZip from 'pizzip';

const folder = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'templates/documents/office');

const NS =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const esc = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

// --- pieces of text ---

/** A run; size in points. */
const run = (text, { bold, italic, caps, size } = {}) => {
  const look =
    (bold ? '<w:b/>' : '') +
    (italic ? '<w:i/>' : '') +
    (caps ? '<w:caps/>' : '') +
    (size ? `<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/>` : '');
  return `<w:r>${look === '' ? '' : `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${esc(text)}</w:t></w:r>`;
};

/** A paragraph: a text, or runs as `[text, look]`. Plain ones are indented and justified by their style. */
const p = (content, { style, jc, before, after, first, left, right, keep, line, ...look } = {}) => {
  const runs = (Array.isArray(content) ? content : [[content, {}]]).map(([text, own]) =>
    run(text, { ...look, ...own }),
  );
  const spacing = [
    ['before', before],
    ['after', after],
  ].filter(([, value]) => value !== undefined);
  const indent = [
    ['left', left],
    ['right', right],
    ['firstLine', first],
  ].filter(([, value]) => value !== undefined);
  const attributes = (of) => of.map(([name, value]) => ` w:${name}="${value}"`).join('');
  const properties =
    (style ? `<w:pStyle w:val="${style}"/>` : '') +
    (keep ? '<w:keepNext/>' : '') +
    (line ? '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>' : '') +
    (spacing.length > 0 ? `<w:spacing${attributes(spacing)}/>` : '') +
    (indent.length > 0 ? `<w:ind${attributes(indent)}/>` : '') +
    (jc ? `<w:jc w:val="${jc}"/>` : '');
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs.join('')}</w:p>`;
};

const centred = (content, look = {}) => p(content, { first: 0, jc: 'center', after: 0, ...look });
const flush = (content, look = {}) => p(content, { first: 0, jc: 'left', after: 0, ...look });
/** A short line under a heading, between these margins. */
const rule = (margin, after = 60) =>
  p([['', { size: 4 }]], { line: true, after, left: margin, right: margin, first: 0 });
const gap = (n) => Array.from({ length: n }, () => centred('', { keep: true })).join('');
/** Paragraphs for each item of a list, or where something holds. */
const each = (name, ...paragraphs) => p(`{#${name}}`) + paragraphs.join('') + p(`{/${name}}`);
/** Paragraphs where a condition does not hold. */
const unless = (name, ...paragraphs) => p(`{^${name}}`) + paragraphs.join('') + p(`{/${name}}`);
/** What the signature must not be parted from by the end of a page. */
const CLOSING = { keep: true };

// --- tables ---

const cell = (width, content, { span, shade, align = 'center' } = {}) =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span ? `<w:gridSpan w:val="${span}"/>` : ''}` +
  `${shade ? '<w:shd w:val="clear" w:color="auto" w:fill="F3F3F3"/>' : ''}<w:vAlign w:val="${align}"/></w:tcPr>${content}</w:tc>`;
const row = (cells, { header } = {}) =>
  `<w:tr><w:trPr><w:cantSplit/>${header ? '<w:tblHeader/>' : ''}</w:trPr>${cells.join('')}</w:tr>`;
const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
  .join('');
const table = (widths, rows, { borders } = {}) =>
  `<w:tbl><w:tblPr><w:tblW w:w="${widths.reduce((a, b) => a + b)}" w:type="dxa"/><w:jc w:val="center"/>` +
  `${borders ? `<w:tblBorders>${BORDERS}</w:tblBorders>` : ''}<w:tblLayout w:type="fixed"/><w:tblCellMar>` +
  `<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>` +
  `${widths.map((w) => `<w:gridCol w:w="${w}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`;

const inCell = (text, jc = 'left', look = {}) => p(text, { style: 'Cell', jc, ...look });
/** A table with a heading for each column, and one row for each item: `[heading, width, text, alignment]`. */
const headings = (columns) =>
  row(
    columns.map(([heading, width]) => cell(width, inCell(heading, 'center', { bold: true }), { shade: true })),
    { header: true },
  );
const items = (list, columns) =>
  row(
    columns.map(([, width, text, jc], i) => {
      const opened = i === 0 ? `{#${list}}${text}` : text;
      return cell(width, inCell(i + 1 === columns.length ? `${opened}{/${list}}` : opened, jc));
    }),
  );

/** A list by award and group, in ceremony order. */
const groupedList = (columns) => {
  const widths = columns.map(([, width]) => width);
  const across = (text, look) =>
    row([
      cell(
        widths.reduce((a, b) => a + b),
        inCell(text, 'left', { keep: true, ...look }),
        { span: columns.length },
      ),
    ]);
  const lines = columns.map(([heading, width, text, jc], i) => {
    const opened = i === 0 ? `{#lines}${text}` : text;
    return cell(width, inCell(i + 1 === columns.length ? `${opened}{/lines}{/groups}{/awards}` : opened, jc));
  });
  return table(
    widths,
    [
      headings(columns),
      across('{#awards}{no}. {award}', { bold: true }),
      across('{#groups}{no}. {name}', { bold: true, italic: true }),
      row(lines),
    ],
    { borders: true },
  );
};

// --- what all papers have ---

/** Width of the text: A4 upright, and lying. */
const WIDE = 9355;
const LYING = 14287;

/** Issuer on the left, nation on the right, number and date below. */
const head = ({ number = 'Số: {number}' } = {}) =>
  table(
    [4100, WIDE - 4100],
    [
      row([
        cell(
          4100,
          centred('{#superior}') +
            centred('{superior}', { caps: true, size: 13 }) +
            centred('{/superior}') +
            centred('{issuer}', { bold: true, caps: true, size: 13 }) +
            rule(1300),
          { align: 'top' },
        ),
        cell(
          WIDE - 4100,
          centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, size: 12 }) +
            centred('Độc lập - Tự do - Hạnh phúc', { bold: true, size: 13 }) +
            rule(1152),
          { align: 'top' },
        ),
      ]),
      row([
        cell(4100, centred(number, { size: 13 }), { align: 'top' }),
        cell(WIDE - 4100, centred('{place}, {dated}', { italic: true, size: 13 }), { align: 'top' }),
      ]),
    ],
  );

const titled = (name, subject) =>
  centred(name, { bold: true, before: 360, keep: true }) +
  centred(subject, { bold: true, keep: true }) +
  rule(3400, 240);

/** Recipients on the left; on the right who signs, in what form. */
const signature = () =>
  centred('', { after: 0, keep: true }) +
  table(
    [4678, 4677],
    [
      row([
        cell(
          4678,
          flush('Nơi nhận:', { bold: true, italic: true, size: 12 }) +
            flush('{#recipients}') +
            flush('- {text}', { size: 11 }) +
            flush('{/recipients}'),
          { align: 'top' },
        ),
        cell(
          4677,
          centred('{#capacities}', { keep: true }) +
            centred('{text}', { bold: true, caps: true, keep: true }) +
            centred('{/capacities}', { keep: true }) +
            centred('{signerPost}', { bold: true, caps: true, keep: true }) +
            gap(4) +
            centred('{signer}', { bold: true }),
          { align: 'top' },
        ),
      ]),
    ],
  );

/** The end of a section: paper upright or lying, and pages counted from one. */
const section = (lying = false) => {
  const [w, h] = lying ? [16838, 11906] : [11906, 16838];
  return (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId3"/>' +
    `<w:pgSz w:w="${w}" w:h="${h}"${lying ? ' w:orient="landscape"' : ''}/>` +
    '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>' +
    '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
  );
};
const nextSection = `<w:p><w:pPr>${section()}</w:pPr></w:p>`;

// --- the papers ---

const article = (look) =>
  p(
    [
      ['Điều {no}. ', { bold: true }],
      ['{text}', {}],
    ],
    look,
  );

const decision = [
  head(),
  titled('QUYẾT ĐỊNH', '{subject}'),
  centred('{authority}', { bold: true, caps: true, after: 200, keep: true }),
  each('bases', p('{text}', { italic: true })),
  centred('QUYẾT ĐỊNH:', { bold: true, before: 160, after: 160, keep: true }),
  each(
    'articles',
    unless('last', article({})),
    each('last', article(CLOSING)),
    each('paragraphs', p('{text}', CLOSING)),
  ),
  signature(),
  nextSection,
  centred('{listTitle}', { bold: true, caps: true, keep: true }),
  centred('(Kèm theo Quyết định số {number} {dated}', { italic: true, keep: true }),
  centred('của {authority})', { italic: true, keep: true }),
  rule(3400, 240),
  groupedList([
    ['Số TT', 800, '{no}', 'center'],
    ['Họ và tên, tên tập thể', 3955, '{name}'],
    ['Chức vụ, đơn vị', 4600, '{detail}'],
  ]),
  flush(''),
  section(),
];

const proposal = [
  head(),
  titled('TỜ TRÌNH', '{subject}'),
  centred('Kính gửi: {addressee}', { after: 240 }),
  each('bases', p('{text}', { italic: true })),
  p('{opening}'),
  each('awards', p('{no}. {award}: {counts}.')),
  p('Tổng cộng: {total} (có danh sách kèm theo).'),
  each('councils', p('{text}')),
  each('notes', p('Nội dung cần lưu ý: {text}')),
  p('{request}', CLOSING),
  signature(),
  section(),
];

const nomineeList = [
  centred('{listTitle}', { bold: true, caps: true, keep: true }),
  centred('({attached})', { italic: true, keep: true }),
  rule(5900, 240),
  groupedList([
    ['Số TT', 800, '{no}', 'center'],
    ['Họ và tên, tên tập thể', 2900, '{name}'],
    ['Chức vụ, đơn vị', 3000, '{detail}'],
    ['Tóm tắt thành tích', 4187, '{merit}'],
    ['Kết quả Hội đồng', 1500, '{share}', 'center'],
    ['Ghi chú', LYING - 12387, '{note}'],
  ]),
  flush(''),
  section(true),
];

const resultNotice = [
  head(),
  titled('THÔNG BÁO', 'Về kết quả khen thưởng'),
  centred('Kính gửi: {addressee}', { after: 240 }),
  p(
    'Căn cứ Quyết định số {decision} {decidedOn} của {authority}, {issuer} thông báo kết quả đối với trường hợp do quý đơn vị đề nghị tại Tờ trình số {submission} {submittedOn} như sau:',
  ),
  p([
    ['{nominee}', { bold: true }],
    ['{#detail} ({detail}){/detail} được {given} {award}.', {}],
  ]),
  p('{#goldBook}Số sổ vàng: {goldBook}. {/goldBook}{#certificate}Số hiệu để tra cứu: {certificate}.{/certificate}'),
  p(
    'Việc trao tặng được kết hợp trong hội nghị, lễ kỷ niệm theo quy định. Tiền thưởng được chi trả theo quy định của pháp luật hiện hành.',
  ),
  p(
    'Đề nghị quý đơn vị thông báo cho tập thể, cá nhân liên quan. Nếu có sai sót về họ tên, chức danh, đề nghị phản hồi để được đính chính./.',
    CLOSING,
  ),
  signature(),
  section(),
];

const refusalNotice = [
  head(),
  titled('THÔNG BÁO', 'Về trường hợp không được khen thưởng'),
  centred('Kính gửi: {addressee}', { after: 240 }),
  p('Sau khi xem xét hồ sơ kèm theo Tờ trình số {submission} {submittedOn} của quý đơn vị, {issuer} thông báo:'),
  p([
    ['{nominee}', { bold: true }],
    ['{#detail} ({detail}){/detail}, trường hợp đề nghị tặng {award}, {outcome}.', {}],
  ]),
  each('reasons', p('Lý do: {text}{#citation} (căn cứ: {citation}){/citation}.')),
  p(
    'Các hồ sơ khác của quý đơn vị không bị ảnh hưởng. Nếu không đồng ý, cơ quan, đơn vị, cá nhân có quyền khiếu nại theo quy định của pháp luật về khiếu nại.',
  ),
  p('Đề nghị quý đơn vị thông báo cho tập thể, cá nhân liên quan./.', CLOSING),
  signature(),
  section(),
];

const roundReminder = [
  head(),
  centred('V/v đôn đốc gửi hồ sơ đề nghị khen thưởng', { size: 12, before: 60 }),
  centred('Kính gửi:', { before: 240, keep: true }),
  each('units', flush('- {name}{#drafts} (đang soạn {drafts} hồ sơ, chưa gửi){/drafts}{mark}', { left: 2800 })),
  p('', { after: 60 }),
  p('Theo kế hoạch {round}, thời hạn gửi hồ sơ về {issuer} là {deadline}.'),
  p(
    '{#late}Đến nay đã quá thời hạn nêu trên, {/late}{^late}Đến nay, {/late}{issuer} chưa nhận được hồ sơ đề nghị khen thưởng của quý cơ quan, đơn vị.',
  ),
  p(
    'Để bảo đảm tiến độ xét khen thưởng, đề nghị quý cơ quan, đơn vị khẩn trương hoàn thiện, gửi hồ sơ; trường hợp không có tập thể, cá nhân đề nghị khen thưởng hoặc cần thêm thời gian, đề nghị có văn bản thông báo để {issuer} tổng hợp.',
  ),
  p('Thông tin liên hệ: {contact}, điện thoại {phone}.', CLOSING),
  p('{issuer} đề nghị quý cơ quan, đơn vị quan tâm phối hợp thực hiện./.', CLOSING),
  signature(),
  section(),
];

const LINE = '………………………………………………………………';
const party = (name, who) =>
  p([
    [`${name}: `, { bold: true }],
    [who, {}],
  ]) +
  p(`Đại diện: ${LINE}`) +
  p(`Chức vụ: ${LINE}`);
const signs = (name) =>
  cell(
    4678,
    centred(name, { bold: true, caps: true, keep: true }) +
      centred('(Ký, ghi rõ họ tên)', { italic: true, size: 13, keep: true }) +
      gap(4) +
      centred(''),
    { align: 'top' },
  );

const handover = [
  head(),
  titled('BIÊN BẢN', 'Bàn giao hiện vật khen thưởng'),
  p('Căn cứ Quyết định số {decision} {decidedOn} của {authority};', { italic: true }),
  p(`Hôm nay, ${'……'} giờ ${'……'}, ngày ${'……'} tháng ${'……'} năm ${'………'}, tại ${LINE.slice(0, 24)}, hai bên gồm:`),
  party('Bên giao', '{issuer}'),
  party('Bên nhận', '{receiver}'),
  p('Hai bên tiến hành bàn giao hiện vật khen thưởng theo danh sách sau:', { keep: true }),
  table(
    [700, 2300, 2155, 1900, 1350, 950],
    [
      headings([
        ['Số TT', 700],
        ['Họ và tên, tên tập thể', 2300],
        ['Chức vụ, đơn vị', 2155],
        ['Hình thức', 1900],
        ['Hiện vật', 1350],
        ['Số sổ vàng', 950],
      ]),
      items('lines', [
        ['', 700, '{no}', 'center'],
        ['', 2300, '{name}'],
        ['', 2155, '{detail}'],
        ['', 1900, '{award}'],
        ['', 1350, '{object}'],
        ['', 950, '{goldBook}', 'center'],
      ]),
    ],
    { borders: true },
  ),
  p('Tổng số: {total} hiện vật, trong đó:', { before: 160 }),
  each('objects', p('- {object}: {count}.')),
  p('Hiện vật được bàn giao đầy đủ, nguyên vẹn. Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản./.'),
  table([4678, 4677], [row([signs('Đại diện bên giao'), signs('Đại diện bên nhận')])]),
  flush(''),
  section(),
];

// --- what a unit writes before it sends ---

const pastTable = (list, name) =>
  table(
    [1100, 3655, 4600],
    [
      headings([
        ['Năm', 1100],
        [name, 3655],
        ['Số, ngày, tháng, năm của Quyết định; cơ quan ban hành', 4600],
      ]),
      items(list, [
        ['', 1100, '{year}', 'center'],
        ['', 3655, '{award}'],
        ['', 4600, '{decision}'],
      ]),
    ],
    { borders: true },
  );
const gradeTable = table(
  [1100, 8255],
  [
    headings([
      ['Năm', 1100],
      ['Mức xếp loại chất lượng', 8255],
    ]),
    items('grades', [
      ['', 1100, '{year}', 'center'],
      ['', 8255, '{grade}'],
    ]),
  ],
  { borders: true },
);
const part = (text) => p(text, { bold: true, before: 120, keep: true, jc: 'left' });
const past = [
  part('III. CÁC DANH HIỆU, HÌNH THỨC KHEN THƯỞNG ĐÃ ĐƯỢC TẶNG'),
  p('1. Xếp loại chất lượng các năm', { keep: true }),
  gradeTable,
  p('2. Danh hiệu thi đua', { before: 160, keep: true }),
  pastTable('titles', 'Danh hiệu thi đua'),
  p('3. Hình thức khen thưởng', { before: 160, keep: true }),
  pastTable('commendations', 'Hình thức khen thưởng'),
];
const reportHead = (name) => [
  head({ number: ' ' }),
  centred(name, { bold: true, before: 360, keep: true }),
  centred('{subject}', { bold: true, keep: true }),
  rule(3400, 240),
];
/** Who certifies it on the left, who reports on the right. */
const reportSigns = (who) =>
  centred('', { after: 0, keep: true }) +
  table(
    [4678, 4677],
    [
      row([
        cell(
          4678,
          centred('XÁC NHẬN CỦA CẤP TRÌNH KHEN THƯỞNG', { bold: true, size: 13, keep: true }) +
            centred('{certifierPost}', { bold: true, caps: true, size: 13, keep: true }) +
            centred('(Ký tên, đóng dấu)', { italic: true, size: 13, keep: true }) +
            gap(4) +
            centred(''),
          { align: 'top' },
        ),
        cell(
          4677,
          centred(who, { bold: true, caps: true, size: 13, keep: true }) +
            centred('(Ký, ghi rõ họ tên)', { italic: true, size: 13, keep: true }) +
            gap(4) +
            centred(''),
          { align: 'top' },
        ),
      ]),
    ],
  );

const achieved = [
  p('Thời gian lập thành tích: {period}.'),
  p('{merit}'),
  each('basis', p('Tiêu chuẩn, căn cứ đề nghị: {basis}')),
];

const personReport = [
  ...reportHead('BÁO CÁO THÀNH TÍCH'),
  part('I. SƠ LƯỢC LÝ LỊCH'),
  p('- Họ và tên: {name}'),
  p('- Ngày, tháng, năm sinh: {birthDate}'),
  p('- Giới tính: {sex}'),
  p('- Chức vụ, chức danh: {post}'),
  p('- Đơn vị công tác: {unit}'),
  part('II. THÀNH TÍCH ĐẠT ĐƯỢC'),
  ...achieved,
  ...past,
  // nobody who has died vouches for his own report
  p(
    '{^posthumous}Tôi{/posthumous}{#posthumous}Đơn vị lập báo cáo{/posthumous} cam đoan những nội dung nêu trên là đúng sự thật./.',
    { before: 160, ...CLOSING },
  ),
  reportSigns(
    '{^posthumous}Người báo cáo thành tích{/posthumous}{#posthumous}Đại diện đơn vị lập báo cáo{/posthumous}',
  ),
  flush(''),
  section(),
];

const collectiveReport = [
  ...reportHead('BÁO CÁO THÀNH TÍCH'),
  part('I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH'),
  p('- Tên tập thể: {name}'),
  each('headcount', p('- Tổng số cán bộ, công chức, viên chức, người lao động: {headcount} người')),
  p(`- Chức năng, nhiệm vụ được giao: ${LINE}`),
  part('II. THÀNH TÍCH ĐẠT ĐƯỢC'),
  ...achieved,
  ...past,
  reportSigns('Đại diện tập thể'),
  flush(''),
  section(),
];

const summaryReport = [
  ...reportHead('BÁO CÁO TÓM TẮT THÀNH TÍCH'),
  p('- Họ và tên, tên tập thể, hộ gia đình: {name}'),
  each('detail', p('- Chức vụ, đơn vị hoặc nơi cư trú: {detail}')),
  part('TÓM TẮT THÀNH TÍCH'),
  ...achieved,
  reportSigns('Người báo cáo'),
  flush(''),
  section(),
];

const unitMinutes = [
  head({ number: '{#number}Số: {number}{/number}' }),
  titled('BIÊN BẢN', '{subject}'),
  p(
    `Hôm nay, ${'……'} giờ ${'……'}, ngày ${'……'} tháng ${'……'} năm ${'………'}, tại ${LINE.slice(0, 24)}, {issuer} họp xét thi đua, khen thưởng.`,
  ),
  part('I. THÀNH PHẦN'),
  p(`- Chủ trì: ${LINE}`),
  p(`- Thư ký: ${LINE}`),
  p('- Tổng số được triệu tập: ……… người; có mặt: ……… người; vắng mặt: ……… người (lý do: ………………).'),
  part('II. NỘI DUNG'),
  p('Cuộc họp xét {total} theo danh sách sau:', { keep: true }),
  table(
    [800, 2500, 2700, 2155, 1200],
    [
      headings([
        ['Số TT', 800],
        ['Họ và tên, tên tập thể', 2500],
        ['Chức vụ, đơn vị', 2700],
        ['Thành tích', 2155],
        ['Số phiếu đồng ý', 1200],
      ]),
      row([cell(9355, inCell('{#awards}{no}. {award}', 'left', { keep: true, bold: true }), { span: 5 })]),
      row([
        cell(800, inCell('{#lines}{no}', 'center')),
        cell(2500, inCell('{name}')),
        cell(2700, inCell('{detail}')),
        cell(2155, inCell('{merit}')),
        cell(1200, inCell('……/……{/lines}{/awards}', 'center')),
      ]),
    ],
    { borders: true },
  ),
  p(`Ý kiến khác: ${LINE}`, { before: 160 }),
  part('III. KẾT LUẬN'),
  p(`Cuộc họp thống nhất đề nghị: ${LINE}`, { jc: 'left' }),
  p('Biên bản được thông qua tại cuộc họp lúc …… giờ …… cùng ngày./.', CLOSING),
  table([4678, 4677], [row([signs('Thư ký'), signs('Chủ trì')])]),
  flush(''),
  section(),
];

const awardTable = table(
  [700, 900, 2755, 2300, 2700],
  [
    headings([
      ['Số TT', 700],
      ['Năm', 900],
      ['Danh hiệu, hình thức khen thưởng', 2755],
      ['Số, ngày Quyết định', 2300],
      ['Cấp quyết định', 2700],
    ]),
    items('awards', [
      ['', 700, '{no}', 'center'],
      ['', 900, '{year}', 'center'],
      ['', 2755, '{award}{#note} ({note}){/note}'],
      ['', 2300, '{decision} ngày {decidedOn}'],
      ['', 2700, '{authority}'],
    ]),
  ],
  { borders: true },
);
const awardRecord = [
  head(),
  centred('PHIẾU XÁC NHẬN', { bold: true, before: 300, keep: true }),
  centred('Quá trình khen thưởng', { bold: true, keep: true }),
  rule(3800, 240),
  p('{issuer} xác nhận quá trình khen thưởng của:'),
  p('- Họ và tên: {name} (mã {code})'),
  each('birthDate', p('- Ngày, tháng, năm sinh: {birthDate}')),
  p('- Chức vụ, chức danh: {post}'),
  p('- Đơn vị công tác: {unit}'),
  unless('any', p('Theo sổ theo dõi khen thưởng, đến nay chưa có hình thức khen thưởng nào được ghi nhận.')),
  each(
    'any',
    p('Theo sổ theo dõi khen thưởng, đã được khen thưởng {total} lần còn hiệu lực, cụ thể:', { keep: true }),
    awardTable,
  ),
  p('Phiếu này được lập từ sổ theo dõi khen thưởng, dùng để lập hồ sơ đề nghị khen thưởng./.', {
    before: 160,
    ...CLOSING,
  }),
  signature(),
  section(),
];

const dossierIndex = [
  each('superior', flush('{superior}', { caps: true })),
  flush('{issuer}', { bold: true, caps: true }),
  centred('MỤC LỤC VĂN BẢN, TÀI LIỆU', { bold: true, before: 240, keep: true }),
  centred('{subject}', { bold: true, keep: true }),
  each('detail', centred('{detail}', { keep: true })),
  each('status', centred('Tình trạng: {status}', { italic: true, after: 160, keep: true })),
  unless('status', gap(1)),
  table(
    [600, 1500, 1400, 2600, 1455, 1800],
    [
      headings([
        ['Số TT', 600],
        ['Số, ký hiệu', 1500],
        ['Ngày', 1400],
        ['Tên loại và trích yếu', 2600],
        ['Tác giả', 1455],
        ['Tệp, ghi chú', 1800],
      ]),
      items('items', [
        ['', 600, '{no}', 'center'],
        ['', 1500, '{number}'],
        ['', 1400, '{date}', 'center'],
        ['', 2600, '{name}'],
        ['', 1455, '{author}'],
        ['', 1800, '{file}{note}'],
      ]),
    ],
    { borders: true },
  ),
  p('Lập lúc {madeAt}.', { italic: true, before: 160 }),
  section(),
];

// --- the year of emulation ---

const opened = [p('Thực hiện {campaign}.'), each('theme', p('Chủ đề: {theme}.'))];
const bordered = (list, columns) =>
  table(
    columns.map(([, width]) => width),
    [headings(columns), items(list, columns)],
    { borders: true },
  );

const initiativeConfirmation = [
  head({ number: '{#number}Số: {number}{/number}' }),
  titled('XÁC NHẬN', 'Hiệu quả áp dụng và khả năng nhân rộng của sáng kiến, đề tài'),
  p('{issuer} xác nhận sáng kiến, đề tài sau đây đã được công nhận:'),
  p('1. Tên: {name} ({nature})'),
  p('2. Lĩnh vực: {field}'),
  p('3. Tác giả:', { keep: true }),
  bordered('authors', [
    ['Số TT', 700, '{no}', 'center'],
    ['Họ và tên', 2700, '{name}'],
    ['Chức vụ', 2000, '{post}'],
    ['Đơn vị', 2455, '{unit}'],
    ['Tỷ lệ đóng góp', 1500, '{share}', 'center'],
  ]),
  p('4. Đơn vị áp dụng: {unit}, từ ngày {appliedFrom}', { before: 120 }),
  p('5. Nội dung: {content}'),
  p('6. Hiệu quả áp dụng: {effect}'),
  p('7. Phạm vi ảnh hưởng, khả năng nhân rộng: {scope}'),
  p('8. Căn cứ công nhận: {council}; văn bản công nhận {decision}./.', CLOSING),
  signature(),
  section(),
];

const emulationPact = [
  head({ number: ' ' }),
  titled('GIAO ƯỚC THI ĐUA', 'Năm {year}'),
  ...opened,
  part('I. MỤC ĐÍCH'),
  p('{aims}'),
  part('II. NỘI DUNG, TIÊU CHÍ'),
  p('{criteria}', { keep: true }),
  each(
    'withTargets',
    bordered('targets', [
      ['Số TT', 800, '{no}', 'center'],
      ['Đơn vị', 2800, '{party}'],
      ['Chỉ tiêu', 3355, '{name}'],
      ['Mức đăng ký', 2400, '{goal}', 'center'],
    ]),
  ),
  part('III. BIỆN PHÁP'),
  p('{measures}'),
  part('IV. CÁC ĐƠN VỊ KÝ GIAO ƯỚC'),
  bordered('parties', [
    ['Số TT', 800, '{no}', 'center'],
    ['Đơn vị', 3055, '{name}'],
    ['Danh hiệu đăng ký', 3000, '{titles}'],
    ['Đại diện (ký, ghi rõ họ tên)', 2500, '{head}', 'center'],
  ]),
  p('Các đơn vị cam kết thực hiện đúng nội dung Giao ước thi đua nêu trên./.', { before: 120 }),
  section(),
];

const emulationRegistration = [
  head({ number: ' ' }),
  titled('BẢN ĐĂNG KÝ THI ĐUA', 'Năm {year}'),
  ...opened,
  each(
    'registrants',
    part('{no}. {name}{#post} ({post}){/post}'),
    each('titles', p('Danh hiệu, hình thức khen thưởng đăng ký: {titles}.', { keep: true })),
    each(
      'withTargets',
      bordered('targets', [
        ['Số TT', 700, '{no}', 'center'],
        ['Chỉ tiêu', 3155, '{name}'],
        ['Kết quả năm trước', 1700, '{baseline}', 'center'],
        ['Mức đăng ký', 1800, '{goal}', 'center'],
        ['Nguồn số liệu', 2000, '{source}'],
      ]),
    ),
    each('measures', p('Giải pháp thực hiện: {measures}', { before: 120 })),
    each('responsible', p('Người chịu trách nhiệm: {responsible}.')),
  ),
  p('Trên đây là nội dung đăng ký thi đua năm {year}./.', CLOSING),
  signature(),
  section(),
];

const emulationReview = [
  head({ number: '{#number}Số: {number}{/number}' }),
  titled('BÁO CÁO', '{review} phong trào thi đua {period}'),
  ...opened,
  part('I. KẾT QUẢ THỰC HIỆN'),
  p('{summary}.'),
  each(
    'results',
    part('{no}. {name}'),
    each(
      'withTargets',
      bordered('targets', [
        ['Số TT', 600, '{no}', 'center'],
        ['Chỉ tiêu', 2455, '{name}'],
        ['Mức đăng ký', 1500, '{goal}', 'center'],
        ['Kết quả', 1500, '{value}', 'center'],
        ['So với chỉ tiêu', 1100, '{share}', 'center'],
        ['So với năm trước', 1100, '{trend}', 'center'],
        ['Đánh giá', 1100, '{state}', 'center'],
      ]),
    ),
    each('text', p('{text}', { before: 120 })),
  ),
  part('II. BÀI HỌC RÚT KINH NGHIỆM'),
  each('results', each('lessons', p('{name}: {lessons}'))),
  part('III. ĐỀ NGHỊ KHEN THƯỞNG'),
  each(
    'withProposed',
    bordered('proposed', [
      ['Số TT', 800, '{no}', 'center'],
      ['Danh hiệu, hình thức', 3555, '{award}'],
      ['Tập thể, cá nhân', 5000, '{names}'],
    ]),
  ),
  unless('withProposed', p('Chưa có tập thể, cá nhân được đề nghị.')),
  part('IV. PHƯƠNG HƯỚNG, NHIỆM VỤ'),
  p(LINE),
  p('Trên đây là kết quả thực hiện phong trào thi đua {period}./.', CLOSING),
  signature(),
  section(),
];

const papers = {
  decision: [decision, '{issuer}'],
  proposal: [proposal, '{issuer}'],
  'nominee-list': [nomineeList, ''],
  'result-notice': [resultNotice, '{issuer}'],
  'refusal-notice': [refusalNotice, '{issuer}'],
  handover: [handover, '{issuer}'],
  'person-report': [personReport, '{issuer}'],
  'collective-report': [collectiveReport, '{issuer}'],
  'summary-report': [summaryReport, '{issuer}'],
  'unit-minutes': [unitMinutes, '{issuer}'],
  'initiative-confirmation': [initiativeConfirmation, '{issuer}'],
  'emulation-pact': [emulationPact, '{issuer}'],
  'emulation-registration': [emulationRegistration, '{issuer}'],
  'emulation-review': [emulationReview, '{issuer}'],
  'round-reminder': [roundReminder, '{issuer}'],
  'award-record': [awardRecord, '{issuer}'],
  'dossier-index': [dossierIndex, '{issuer}'],
};

/** The templates as they come out, by file name. */
export function officeFiles() {
  const look = new PizZip(readFileSync(path.join(folder, 'minutes.docx')));
  return Object.fromEntries(
    Object.entries(papers).map(([file, [content, creator]]) => {
      const zip = new PizZip();
      for (const part of [
        '[Content_Types].xml',
        '_rels/.rels',
        'word/styles.xml',
        'word/header1.xml',
        'word/header2.xml',
        'word/_rels/document.xml.rels',
      ]) {
        zip.file(part, look.file(part).asText());
      }
      const body = `<w:document ${NS}><w:body>${content.join('')}</w:body></w:document>`;
      zip.file('word/document.xml', `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`);
      zip.file(
        'docProps/core.xml',
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
          'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>' +
          `${creator === '' ? '' : `<dc:creator>${creator}</dc:creator>`}<dc:language>vi-VN</dc:language></cp:coreProperties>`,
      );
      for (const entry of Object.values(zip.files)) entry.date = new Date(1980, 0, 1);
      return [`${file}.docx`, zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })];
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, bytes] of Object.entries(officeFiles())) writeFileSync(path.join(folder, file), bytes);
}
