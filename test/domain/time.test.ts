import { countText, dayAndMonth, dayText, moneyText } from '../../domain/text';
import { isDay, later, plusMonths } from '../../domain/time';

describe('a day', () => {
  test.each(['2026-11-16', '2028-02-29', '2026-12-31'])('%s exists', (text) => {
    expect(isDay(text)).toBe(true);
  });

  test.each([
    ['no such date', '2027-02-29'],
    ['no such month', '2026-13-01'],
    ['a month alone', '2026-11'],
    ['something before it', 'x2026-11-16'],
    ['a year of six digits', '+012026-11-16'],
    ['a time behind it', '2026-11-16T00:00'],
    ['nothing', ''],
  ])('%s is none: %s', (_name, text) => {
    expect(isDay(text)).toBe(false);
  });

  test('so many months later is the last day of the month where it has no such day', () => {
    expect(plusMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(plusMonths('2026-11-16', 3)).toBe('2027-02-16');
  });

  test('the later of two instants, in either order', () => {
    const [a, b] = ['2026-11-16T01:00:00.000Z', '2026-11-16T01:00:00.001Z'];
    expect([later(a, b), later(b, a), later(a, a)]).toEqual([b, b, a]);
  });
});

describe('how days and amounts read', () => {
  test('a day below 10 and months 1 and 2 have a leading 0', () => {
    expect(dayAndMonth('2026-02-09')).toEqual({ vi: '09/02', en: '9 February' });
    expect(dayText('2026-03-10')).toEqual({ vi: '10/3/2026', en: '10 March 2026' });
  });

  test('amounts are grouped by thousands', () => {
    expect(countText(0)).toEqual({ vi: '0', en: '0' });
    expect(countText(999)).toEqual({ vi: '999', en: '999' });
    expect(countText(1_000)).toEqual({ vi: '1.000', en: '1,000' });
    expect(countText(-12_034_005)).toEqual({ vi: '-12.034.005', en: '-12,034,005' });
    expect(moneyText(3_800_000)).toEqual({ vi: '3.800.000 đồng', en: 'VND 3,800,000' });
  });

  test('what is no day or no whole number is a bug', () => {
    expect(() => dayAndMonth('2027-02-29')).toThrow(new RangeError('not a day: 2027-02-29'));
    expect(() => dayText('')).toThrow(new RangeError('not a day: '));
    expect(() => countText(1.5)).toThrow(new RangeError('not a whole number: 1.5'));
  });
});
