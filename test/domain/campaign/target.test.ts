import {
  countStandings,
  doubtOf,
  figureFor,
  standingOf,
  type ResultEntry,
  type Target,
} from '../../../domain/campaign/target';

const revenue: Target = {
  code: 'CT1',
  name: 'Thu ngân sách nhà nước trên địa bàn',
  unit: 'tỷ đồng',
  baseline: '900',
  target: '934.34',
  direction: 'atLeast',
  source: 'Báo cáo thu ngân sách',
};
const errors: Target = {
  ...revenue,
  code: 'CT2',
  name: 'Hồ sơ trả lại do sai sót',
  unit: 'hồ sơ',
  baseline: '0',
  target: '5',
  direction: 'atMost',
};

const entry = (target: string, value: string, more: Partial<ResultEntry> = {}): ResultEntry => ({
  ...{ target, value, period: 'year', at: '2026-12-01T02:00:00.000Z', by: 'account:a1' },
  ...more,
});

describe('result against target', () => {
  test('at least: reached when it is not less; the shares of the target and of the year before', () => {
    expect(standingOf(revenue, '994.7')).toEqual({ value: '994.7', share: '106.46', onBaseline: '110.52', met: true });
    expect(standingOf(revenue, '934.34')).toMatchObject({ share: '100', met: true });
    expect(standingOf(revenue, '934.339999')).toMatchObject({ share: '100', met: false });
  });

  test('at most: kept when it is not more; a zero baseline has no share', () => {
    expect(standingOf(errors, '3')).toEqual({ value: '3', share: '60', met: true });
    expect(standingOf(errors, '6')).toMatchObject({ share: '120', met: false });
  });

  test('a target of zero has no share, and can be kept', () => {
    const none = { ...errors, target: '0' };
    expect(standingOf(none, '0')).toEqual({ value: '0', met: true });
    expect(standingOf(none, '1')).toEqual({ value: '1', met: false });
  });
});

describe('a figure that is asked about once', () => {
  test.each([
    [revenue, '9343.4', undefined],
    // the year before may be the larger measure
    [revenue, '9343.41', 'farAbove'],
    [{ ...revenue, baseline: '50000' }, '9343.41', undefined],
    [revenue, '-1', 'negative'],
    [{ ...revenue, target: '-5', baseline: '-2' }, '-1', undefined],
    // nothing to measure by
    [{ ...errors, target: '0' }, '1000000', undefined],
    [errors, '51', 'farAbove'],
  ] as const)('%#: %o', (target, value, doubt) => {
    expect(doubtOf(target, value)).toBe(doubt);
  });
});

describe('corrected figures', () => {
  const entries = [
    entry('CT1', '990'),
    entry('CT2', '7'),
    entry('CT1', '500', { period: 'firstHalf' }),
    entry('CT1', '994.7', { reason: 'Số quyết toán' }),
  ];

  test('the last one holds, the earlier ones stay', () => {
    expect(figureFor(entries, 'CT1', 'year')).toEqual({ holds: entries[3], earlier: [entries[0]] });
    expect(figureFor(entries, 'CT1', 'firstHalf')?.holds.value).toBe('500');
    expect(figureFor(entries, 'CT3', 'year')).toBeUndefined();
  });

  test('met, missed and still open are counted by the figures that hold', () => {
    const targets = [revenue, errors, { ...revenue, code: 'CT3' }];
    expect(countStandings(targets, entries, 'year')).toEqual({ met: 1, missed: 1, open: 1 });
    expect(countStandings(targets, entries, 'firstHalf')).toEqual({ met: 0, missed: 1, open: 2 });
  });
});
