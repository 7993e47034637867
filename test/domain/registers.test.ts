import { calendarYears, workingCalendar } from '../../domain/data/calendar.data';
import { Problem } from '../../domain/errors';
import { missingFacts, type DecisionFacts } from '../../domain/paperFacts';
import {
  gapsIn,
  inForce,
  mustFit,
  numberOf,
  readNumber,
  seriesOf,
  warningsOf,
  type Neighbours,
} from '../../domain/registers';

const calendar = workingCalendar(calendarYears);
const entry = (serial: number, date: string) => ({ number: numberOf(serial, 'QĐ-UBND'), serial, date });

function refusal(act: () => void): Problem | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
const sentence = (problem: Problem | undefined) => problem?.data['sentence'] as { vi: string; en: string };

test('a number below ten has a zero in front, and nothing else has', () => {
  expect([numberOf(5, 'QĐ-UBND'), numberOf(10, 'QĐ-UBND')]).toEqual(['05/QĐ-UBND', '10/QĐ-UBND']);
  expect(readNumber('05/QĐ-UBND')).toEqual({ serial: 5, symbol: 'QĐ-UBND' });
  for (const wrong of ['5/QĐ-UBND', '010/QĐ-UBND', '00/QĐ-UBND', '0/QĐ', 'A5/QĐ', '05', '05/', '1234567/QĐ', '-1/QĐ'])
    expect([wrong, readNumber(wrong)]).toEqual([wrong, undefined]);
});

test('papers of 31 December and 1 January stand in two series, unless the numbers go on', () => {
  const of = (restart: 'yearly' | 'never') =>
    ['2026-12-31', '2027-01-01'].map((day) => seriesOf('A-TINH/decide', { restart }, day));
  expect(of('yearly')).toEqual(['A-TINH/decide/2026', 'A-TINH/decide/2027']);
  expect(of('never')).toEqual(['A-TINH/decide/all', 'A-TINH/decide/all']);
});

test('the version in force is the last one that has begun', () => {
  const versions = ['2027-01-01', '2026-01-01'].map((validFrom) => ({ validFrom }));
  expect(inForce(versions, '2025-12-31')).toBeUndefined();
  expect(inForce(versions, '2026-12-31')?.validFrom).toBe('2026-01-01');
  expect(inForce(versions, '2027-01-01')?.validFrom).toBe('2027-01-01');
});

test('number and date rise together; what is refused is told with its neighbours', () => {
  const around: Neighbours = { before: entry(5, '2026-11-10'), after: entry(9, '2026-11-20') };
  const of = (date: string, neighbours = around) => refusal(() => mustFit(neighbours, { serial: 7, date }));
  expect(of('2026-11-10')).toBeUndefined();
  expect(of('2026-11-20')).toBeUndefined();
  expect([of('2026-11-09')?.code, of('2026-11-21')?.code]).toEqual(['NUMBER_OUT_OF_ORDER', 'NUMBER_OUT_OF_ORDER']);
  expect(sentence(of('2026-11-09')).vi).toBe(
    'Văn bản liền trước: số 05/QĐ-UBND ngày 10/11/2026. Văn bản liền sau: số 09/QĐ-UBND ngày 20/11/2026.',
  );
  const taken = of('2026-11-15', { same: entry(7, '2026-11-12') });
  expect(taken?.code).toBe('NUMBER_TAKEN');
  expect(sentence(taken)).toEqual({
    vi: 'Số 07/QĐ-UBND đã dùng cho văn bản ngày 12/11/2026.',
    en: 'Number 07/QĐ-UBND is that of a paper of 12/11/2026.',
  });
});

test('a register takes its last number, and none behind it', () => {
  const of = (serial: number) => refusal(() => mustFit({}, { serial, date: '2026-11-10', maximum: 7 }));
  expect(of(7)).toBeUndefined();
  expect([of(8)?.code, of(8)?.data]).toEqual(['REGISTER_FULL', { maximum: 7 }]);
  expect(refusal(() => mustFit({}, { serial: 8, date: '2026-11-10', maximum: undefined }))).toBeUndefined();
});

describe('a number is warned of', () => {
  const codes = (
    of: { date: string; today: string; serial: number; restart: 'yearly' | 'never' },
    around: Neighbours,
  ) => warningsOf(calendar, of, around).map((w) => w.code);
  const before = { before: entry(4, '2026-01-02') };
  const on = (date: string) => ({ date, today: '2026-12-01', serial: 5, restart: 'yearly' as const });

  test.each([
    ['on a day of work', '2026-11-16', []],
    ['on a Sunday', '2026-11-15', ['dayOff']],
    ['on a holiday', '2026-11-24', ['dayOff']],
    ['on a day of a year whose calendar is not there', '1999-01-03', ['yearBefore']],
  ])('%s', (_name, date, expected) => {
    expect(codes(on(date), before)).toEqual(expected);
  });

  test('when it is of the year before, or looks as if it were', () => {
    const late = { ...on('2026-12-31'), today: '2027-01-04' };
    expect(codes(late, before)).toEqual(['yearBefore']);
    expect(codes({ ...late, restart: 'never' }, before)).toEqual([]);
    const first = { ...on('2026-01-05'), serial: 2486 };
    expect(codes(first, {})).toEqual(['numberSkipped']);
    expect(codes({ ...first, serial: 1 }, {})).toEqual([]);
    expect(codes({ ...first, date: '2026-02-05' }, {})).toEqual([]);
    expect(codes(first, before)).toEqual([]);
    expect(codes({ ...first, restart: 'never' }, {})).toEqual([]);
  });
});

describe('what a decision prints', () => {
  const basis = { code: 'L', text: 'Căn cứ Luật', sourceLevel: 'law', validFrom: '2025-01-01', validTo: '2026-12-31' };
  const facts = (more: Partial<DecisionFacts> = {}): DecisionFacts => ({
    level: 'unit',
    date: '2026-11-16',
    legalBases: [basis as unknown as DecisionFacts['legalBases'][number]],
    issuer: 'Sở Tài chính',
    title: 'Giám đốc Sở Tài chính',
    place: 'Đ',
    signer: 'Nguyễn Văn Mẫu',
    signerPost: 'Giám đốc',
    lines: [{ nomination: 'HS-1', award: { object: 'certificate' }, name: 'Lê Thị Mẫu', merit: 'Hoàn thành' }],
    ...more,
  });
  const fields = (more: Partial<DecisionFacts>) => missingFacts(facts(more)).map((f) => f.field);
  const line = facts().lines[0]!;

  test('is there, or is named by its field', () => {
    expect(fields({})).toEqual([]);
    expect(fields({ issuer: ' ', title: '', place: '', signer: '\t', signerPost: '' })).toEqual([
      'issuer',
      'title',
      'place',
      'signer',
      'signerPost',
    ]);
    expect(fields({ lines: [line, { ...line, name: ' ', merit: '' }] })).toEqual(['lines.1.name', 'lines.1.merit']);
    expect(fields({ lines: [{ ...line, award: { object: 'none' }, merit: '' }] })).toEqual([]);
    const { award, ...unknown } = line;
    expect(missingFacts(facts({ lines: [unknown] }))[0]).toEqual({
      field: 'lines.0.award',
      vi: 'Hồ sơ HS-1: hình thức khen thưởng không có trong danh mục.',
      en: 'Nomination HS-1: its award is not in the catalogue.',
    });
  });

  test('rests on a legal basis that is in force on its day and of its level', () => {
    expect(fields({ date: '2027-01-01' })).toEqual(['legalBases']);
    expect(fields({ legalBases: [] })).toEqual(['legalBases']);
    const ofProvince = { ...facts().legalBases[0]!, levels: ['province' as const] };
    expect(fields({ legalBases: [ofProvince] })).toEqual(['legalBases']);
    expect(fields({ legalBases: [ofProvince], level: 'province' })).toEqual([]);
  });
});

test.each([
  [[], undefined, []],
  [[1, 2, 3], undefined, []],
  [
    [3, 1, 7],
    undefined,
    [
      [2, 2],
      [4, 6],
    ],
  ],
  [
    [2, 12, 15],
    10,
    [
      [11, 11],
      [13, 14],
    ],
  ],
])('of %j after %s no paper bears %j', (serials, before, gaps) => {
  expect(gapsIn(serials, before)).toEqual(gaps);
});
