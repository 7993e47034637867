import type { Difference, Expected } from '../../../domain/signed/compare';
import { createRenderer } from '../../../platform/documents';
import { createPdfReader } from '../../../platform/signed';
import { createDocuments, documentTemplates, type DecisionLine } from '../../../templates/documents';
import { alsoSignedBy, identities, signedBy } from '../../setup/signed-pdf';
import { certificate, decisionWith } from '../documents/samples';

const renderer = createRenderer({ templates: documentTemplates });
const documents = createDocuments(renderer, {
  make: () => Promise.reject(new Error()),
  lacking: () => Promise.resolve([]),
});
const reader = createPdfReader({ roots: [] });
afterAll(() => Promise.all([renderer.close(), reader.close()]));

const who = identities(['Trần Văn Mẫu', 'Ủy ban nhân dân tỉnh Đ']);
const families = ['Nguyễn Thị Ngọc', 'Lò Văn', 'Quàng Thị Mỹ', 'Tôn Nữ Hoàng Nguyễn Thị Huyền Trân Công Tằng', 'Đặng'];
/** Sixty names, some long, each beginning the next ones: "Mẫu A", "Mẫu AB". */
const lines: readonly DecisionLine[] = Array.from({ length: 60 }, (_, i) => ({
  number: i + 1,
  name: `Bà ${families[i % 5]!} Mẫu ${'ABCDEFGHIKLM'.slice(0, 1 + Math.floor(i / 5))}`,
  detail: `Chuyên viên Phòng Quản lý ngân sách, Sở Tài chính (${i})`,
}));
const bare = (name: string) => name.replace(/^Bà /, '');
const expected: Expected = {
  number: '05/QĐ-UBND',
  date: '2026-12-04',
  signer: 'Trần Văn Mẫu',
  names: lines.map(({ name, detail = '' }) => ({ name: bare(name), detail })),
  struckOut: ['Vàng A Mẫu'],
};

type Paper = ReturnType<typeof decisionWith>;
const rendered = async (change: (paper: Paper) => Paper = (p) => p, list = lines): Promise<Buffer> =>
  Buffer.from((await documents.renderDecision(change(decisionWith([...list])))).pdf);

const differencesOf = async (bytes: Buffer, than = expected): Promise<readonly Difference[]> =>
  (await reader.read(bytes, than)).differences;

describe('a decision that was rendered, and signed by an outside tool', () => {
  test('by a person and the agency says what the draft says, and is intact', async () => {
    const signed = await alsoSignedBy(
      await signedBy(await rendered(), who['Trần Văn Mẫu']),
      who['Ủy ban nhân dân tỉnh Đ'],
    );
    const { signatures, differences, added } = await reader.read(signed, expected);
    expect(differences).toEqual([]);
    expect(signatures.map(({ signer, state }) => [signer, state])).toEqual([
      ['Trần Văn Mẫu', 'intact'],
      ['Ủy ban nhân dân tỉnh Đ', 'intact'],
    ]);
    expect(added).toBe(0);
  });

  test.each<[string, (paper: Paper) => Paper, Partial<Difference>[]]>([
    [
      'another number',
      (p) => ({ ...p, number: '06/QĐ-UBND' }),
      [
        { code: 'number', found: '06/QĐ-UBND', expected: '05/QĐ-UBND' },
        { code: 'annexNumber', found: '06/QĐ-UBND', expected: '05/QĐ-UBND' },
      ],
    ],
    [
      'a number that begins like it',
      (p) => ({ ...p, number: '05/QĐ-UBNDT' }),
      [{ code: 'number' }, { code: 'annexNumber' }],
    ],
    [
      'another symbol',
      (p) => ({ ...p, number: '05/QĐ-CTUBND' }),
      [{ code: 'number', found: '05/QĐ-CTUBND' }, { code: 'annexNumber' }],
    ],
    ['no number yet', (p) => ({ ...p, number: '/QĐ-UBND' }), [{ code: 'noNumber' }]],
    [
      'another day',
      (p) => ({ ...p, signedOn: '2026-12-05' }),
      [
        { code: 'date', found: '2026-12-05', expected: '2026-12-04' },
        { code: 'annexDate', found: '2026-12-05' },
      ],
    ],
    ['another signer', (p) => ({ ...p, signature: { ...p.signature, name: 'Phạm Thị Khác' } }), [{ code: 'noSigner' }]],
  ])('with %s: it is named', async (_what, change, named) => {
    expect(await differencesOf(await rendered(change))).toMatchObject(named);
  });

  test('with names that are missing, written otherwise, added, struck out: each is named', async () => {
    const without = lines.filter(({ number }) => number !== 7);
    expect(await differencesOf(await rendered((p) => p, without))).toMatchObject([
      { code: 'missing', no: 7, name: bare(lines[6]!.name) },
      { code: 'count', found: 59, expected: 60 },
    ]);
    // one letter of a mark
    const wrong = lines.map((line) => (line.number === 2 ? { ...line, name: 'Bà Lỗ Văn Mẫu A' } : line));
    expect(await differencesOf(await rendered((p) => p, wrong))).toMatchObject([
      { code: 'missing', no: 2, name: 'Lò Văn Mẫu A' },
      { code: 'extra', name: 'Bà Lỗ Văn Mẫu A' },
    ]);
    const more = [...lines, { number: 61, name: 'Bà Vàng A Mẫu' }, { number: 62, name: 'Ông Giàng Mẫu Thêm' }];
    expect(await differencesOf(await rendered((p) => p, more))).toMatchObject([
      { code: 'struckOut', name: 'Vàng A Mẫu' },
      { code: 'extra', name: 'Ông Giàng Mẫu Thêm' },
      { code: 'count', found: 62, expected: 60 },
    ]);
  });

  test('with a name that stands there once and should twice, or in another order', async () => {
    const twice = lines.map((line) => (line.number === 9 ? { ...line, name: lines[3]!.name } : line));
    const both = { ...expected, names: twice.map(({ name, detail = '' }) => ({ name: bare(name), detail })) };
    expect(await differencesOf(await rendered((p) => p, twice), both)).toEqual([]);
    const once = twice.filter(({ number }) => number !== 4);
    expect(await differencesOf(await rendered((p) => p, once), both)).toMatchObject([
      { code: 'missing', no: 9 },
      { code: 'count' },
    ]);
    const swapped = [lines[1]!, lines[0]!, ...lines.slice(2)];
    expect(await differencesOf(await rendered((p) => p, swapped))).toMatchObject([{ code: 'order', no: 2 }]);
  });

  test('of somebody else, or without text, is told as such', async () => {
    const other = {
      number: '77/QĐ-XYZ',
      date: '2026-12-04',
      names: [{ name: 'Không Có Ai', detail: '' }],
      struckOut: [],
    };
    const { pdf } = await documents.renderCertificate(certificate);
    expect(await differencesOf(Buffer.from(pdf), other)).toEqual([
      { code: 'noNumber', weight: 'look' },
      { code: 'otherText', weight: 'ask' },
    ]);
  });
});
