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

test('its articles count who is awarded, and name the kinds that there are', () => {
  const [first, , last] = articlesOf([
    { award: award('BKT'), subjects: [{ kind: 'person' }, { kind: 'household' }, { kind: 'person' }] },
  ]);
  expect(first!.text).toContain('cho 01 hộ gia đình, 02 cá nhân');
  expect(last!.text).toContain('các hộ gia đình, cá nhân có tên tại Điều 1');
});

test('a certificate prints the award without the issuer, who stands above it', () => {
  expect(printedName(award('BKT').name.vi)).toBe('Bằng khen');
  expect(printedName(award('CSTDT').name.vi)).toBe('Chiến sĩ thi đua cấp tỉnh');
});
