import { changedIn, differing, signedWordings, type WordingChange } from '../../../domain/campaign/texts';

const change = (at: string, before: WordingChange['before'], after: WordingChange['after']): WordingChange => ({
  at,
  reason: 'Theo kế hoạch sửa đổi',
  before,
  after,
});

describe('what differs between two wordings', () => {
  const document = { title: 'Kế hoạch', number: '12/KH-UBND', date: '2027-01-04' };
  const words = { theme: 'Đoàn kết', aims: 'Thu đủ', criteria: 'Theo chỉ tiêu', document };

  test('is nothing where they say the same', () => {
    expect(differing(words, { ...words, document: { ...document } })).toEqual({ before: {}, after: {} });
  });

  test.each([
    [{ aims: 'Thu vượt' }, ['aims'], { aims: 'Thu đủ' }, { aims: 'Thu vượt' }],
    [{ document: { ...document, number: '13/KH-UBND' } }, ['document'], { document }, null],
    [{ document: { ...document, date: '2027-01-05' } }, ['document'], { document }, null],
    [{ document: { ...document, title: 'Kế hoạch mới' } }, ['document'], { document }, null],
    [{ document: { ...document, file: 'F1' } }, ['document'], { document }, null],
    [{ plan: 'Tháng 01', criteria: 'Khác' }, ['criteria', 'plan'], { criteria: 'Theo chỉ tiêu' }, null],
  ])('is what %j says otherwise', (other, parts, before, after) => {
    const found = differing(words, { ...words, ...other });
    expect([changedIn(found), found.before, found.after]).toEqual([parts, before, after ?? other]);
  });

  test('is what is said no more', () => {
    const { theme: _theme, document: _document, ...less } = words;
    const found = differing(words, less);
    expect([changedIn(found), found.before, found.after]).toEqual([
      ['theme', 'document'],
      { theme: 'Đoàn kết', document },
      {},
    ]);
  });
});

describe('wordings on which somebody has signed', () => {
  const changes = [
    change('2027-02-01T01:00:00.000Z', { aims: 'A1', scope: 'S1' }, { aims: 'A2', scope: 'S2' }),
    change('2027-02-05T01:00:00.000Z', { criteria: 'C1' }, { criteria: 'C2' }),
    change('2027-02-10T01:00:00.000Z', { aims: 'A2' }, { aims: 'A3' }),
  ];
  test.each([
    ['aims', [], []],
    ['aims', ['2027-01-20T00:00:00.000Z'], ['A1']],
    ['aims', ['2027-02-01T01:00:00.000Z'], ['A2']],
    ['aims', ['2027-02-10T01:00:00.000Z'], []],
    ['aims', ['2027-01-20T00:00:00.000Z', '2027-02-08T00:00:00.000Z'], ['A1', 'A2']],
    // signed before the aims changed, and on the criteria all the same
    ['criteria', ['2027-01-20T00:00:00.000Z'], ['C1']],
    ['plan', ['2027-01-20T00:00:00.000Z'], []],
  ] as const)('of %s signed at %j are %j', (part, signedAt, texts) => {
    expect(signedWordings(changes, part, signedAt).map(({ text }) => text)).toEqual(texts);
  });

  test('are told until when they stood', () => {
    expect(signedWordings(changes, 'aims', ['2027-01-20T00:00:00.000Z'])).toEqual([
      { text: 'A1', until: '2027-02-01T01:00:00.000Z' },
    ]);
  });
});
