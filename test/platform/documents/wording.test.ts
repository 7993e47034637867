import { correctionText } from '../../../templates/documents/case-paper';
import { ownPost, signatureOf } from '../../../templates/documents/decision';
import { articlesOf, printedName, subjectOf } from '../../../templates/documents/wording';
import { awardOn } from '../../../domain/award';
import { catalogue } from '../../../domain/catalogue';

const award = (code: string) => awardOn(catalogue, code, '2026-11-16')!;

test('a decision names its awards once, high ones first, and titles in a row as titles once', () => {
  expect(subjectOf(['LDTT', 'CSTDCS', 'LDTT', 'TTLDTT'].map(award))).toBe(
    'Về việc tặng danh hiệu Chiến sĩ thi đua cơ sở, Tập thể lao động tiên tiến và Lao động tiên tiến',
  );
  expect(subjectOf(['GK', 'CSTDCS'].map(award))).toBe('Về việc tặng danh hiệu Chiến sĩ thi đua cơ sở và Giấy khen');
  expect(subjectOf([award('COTINH'), award('CSTDT')])).toBe(
    'Về việc tặng Cờ thi đua của Ủy ban nhân dân tỉnh và danh hiệu Chiến sĩ thi đua cấp tỉnh',
  );
});

test.each([
  ['Chủ tịch Ủy ban nhân dân tỉnh', 'Ủy ban nhân dân tỉnh Đ', 'Chủ tịch'],
  ['Giám đốc Sở Tài chính', 'Sở Tài chính', 'Giám đốc'],
  ['Chủ tịch', 'Ủy ban nhân dân tỉnh Đ', 'Chủ tịch'],
  ['Giám đốc Sở Tài chính', '', 'Giám đốc Sở Tài chính'],
])('%s of %s signs as %s', (post, issuer, signs) => {
  expect(ownPost(post, issuer)).toBe(signs);
  const deputy = { signer: 'Trần Thị Mẫu', signerPost: `Phó ${signs}`, form: 'KT.' } as const;
  expect(signatureOf(deputy, { issuer }, post).capacity).toEqual([`KT. ${signs}`]);
});

test.each([
  [
    'Sở Tài chính',
    'tặng',
    'Sở Tài chính',
    'Sở Tài chính thông báo cho tập thể, cá nhân được khen thưởng để lưu kèm./.',
  ],
  ['', 'tặng', 'Bà Trần Thị Mẫu', 'bà Trần Thị Mẫu lưu kèm./.'],
  ['', 'truy tặng', 'Đại diện gia đình bà Trần Thị Mẫu', 'đại diện gia đình bà Trần Thị Mẫu lưu kèm./.'],
] as const)('a correction to the unit “%s”, %s, is sent to %s', (unit, verb, addressee, asked) => {
  const given = 'Quyết định số 05/QĐ-UBND ngày 04 tháng 12 năm 2026 của Chủ tịch Ủy ban nhân dân tỉnh Đ';
  const of = { unit, verb, holder: 'bà Trần Thị Mẫu', award: 'Bằng khen', given, back: '' };
  const { addressees, closing } = correctionText(of);
  expect([addressees, closing[0]!.split('đề nghị ')[1]]).toEqual([[addressee], asked]);
});

type Kind = 'person' | 'collective' | 'household';
const living = (kind: Kind) => ({ kind, posthumous: false });
const dead = (kind: Kind) => ({ kind, posthumous: true });

test('whoever has died is awarded apart from the living, in the subject and in the first article', () => {
  const BKT = award('BKT');
  const bangKhen = BKT.name.vi;
  expect(subjectOf([BKT], [living('person'), dead('person')])).toBe(`Về việc tặng, truy tặng ${bangKhen}`);
  expect(subjectOf([BKT], [dead('person')])).toBe(`Về việc truy tặng ${bangKhen}`);
  expect(subjectOf([BKT], [living('person')])).toBe(`Về việc tặng ${bangKhen}`);
  const first = (...subjects: readonly ReturnType<typeof living>[]) =>
    articlesOf([
      { award: award('CSTDT'), subjects: [living('person')] },
      { award: BKT, subjects },
    ])[0]!.text;
  expect(first(living('collective'), dead('person'), living('person'))).toBe(
    `Tặng danh hiệu Chiến sĩ thi đua cấp tỉnh cho 01 cá nhân; ${bangKhen} cho 01 tập thể, 01 cá nhân; ` +
      `truy tặng ${bangKhen} cho 01 cá nhân (có danh sách kèm theo).`,
  );
  const alone = articlesOf([{ award: BKT, subjects: [dead('person'), dead('person')] }])[0]!.text;
  expect(alone).toBe(`Truy tặng ${bangKhen} cho 02 cá nhân (có danh sách kèm theo).`);
});

test('its articles count who is awarded, and name the kinds that there are', () => {
  const [first, , last] = articlesOf([
    { award: award('BKT'), subjects: (['person', 'household', 'person'] as const).map((kind) => living(kind)) },
  ]);
  expect(first!.text).toContain('cho 01 hộ gia đình, 02 cá nhân');
  expect(last!.text).toContain('các hộ gia đình, cá nhân có tên tại Điều 1');
});

test('a certificate prints the award without the issuer, who stands above it', () => {
  expect(printedName(award('BKT').name.vi)).toBe('Bằng khen');
  expect(printedName(award('CSTDT').name.vi)).toBe('Chiến sĩ thi đua cấp tỉnh');
});
