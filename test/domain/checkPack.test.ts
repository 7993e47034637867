import { catalogue } from '../../domain/catalogue';
import { checkPack } from '../../domain/checkPack';
import type { ProvincePack } from '../../domain/pack';
import type { StepUpSetting } from '../../domain/stepUp';
import { samplePack } from '../../samples/pack';

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };
/** All that is wrong with the sample pack when one thing in it has been changed. */
const faults = (change: (pack: Mutable<ProvincePack>) => void): string[] => {
  const pack = structuredClone(samplePack) as Mutable<ProvincePack>;
  change(pack);
  return checkPack(pack);
};

describe('every entry of a pack says where it stands', () => {
  test.each<[string, (pack: Mutable<ProvincePack>) => object]>([
    ['route unit', (p) => p.routes[1]!],
    ['period notice', (p) => p.periods.notice],
    ['flag managedByParty', (p) => p.flags[2]!],
    ['body ministry', (p) => p.bodies[0]!],
    ['requirement cstdt', (p) => p.requirements.find((r) => r.code === 'cstdt')!],
    ['legal basis decree', (p) => p.legalBases[2]!],
    ['gold book', (p) => p.goldBook],
  ])('%s', (name, entry) => {
    expect(faults((p) => Object.assign(entry(p), { citation: { vi: '', en: '' } }))).toEqual([
      `${name}: the citation is missing`,
    ]);
    expect(faults((p) => Object.assign(entry(p), { validFrom: '2025' }))).toEqual([
      `${name}: validFrom 2025 is not a day`,
    ]);
  });

  test('under a code of its own among those of its kind', () => {
    expect(faults((p) => (p.legalBases[1]!.code = p.legalBases[0]!.code))).toEqual([
      'legal basis local-government: the code is used twice',
    ]);
  });
});

describe('a legal basis is worded as it is printed', () => {
  test.each([
    ['Theo Luật Thi đua, khen thưởng', ['it does not begin with "Căn cứ"']],
    ['Căn cứLuật', ['it does not begin with "Căn cứ"']],
    ['Căn cứ Luật Thi đua, khen thưởng;', ['the mark at its end is set when it is printed']],
    ['Căn cứ Luật Thi đua, khen thưởng.', ['the mark at its end is set when it is printed']],
    ['Căn cứ Luật; và Nghị định', []],
    [
      'Theo Luật số 06/2022/QH15.',
      [
        'it does not begin with "Căn cứ"',
        'the mark at its end is set when it is printed',
        'a law is cited by name and date, without number (Decree 30/2020/NĐ-CP, annex I)',
      ],
    ],
  ])('%s', (text, wrong) => {
    expect(faults((p) => (p.legalBases[1]!.text = text))).toEqual(wrong.map((what) => `legal basis law: ${what}`));
  });

  test('with its number where it is no law', () => {
    expect(faults((p) => (p.legalBases[2]!.text = 'Căn cứ Nghị quyết số 190/2025/QH15'))).toEqual([]);
  });
});

describe('registers', () => {
  test('have a code each', () => {
    expect(faults((p) => (p.registers[1]!.code = 'U00-QD'))).toEqual(['register U00-QD: used twice']);
  });
  test('have a series each in their unit', () => {
    expect(faults((p) => (p.registers[1]!.symbol = 'QĐ-UBND'))).toEqual([
      'register U00-TTR: U00 has a series QĐ-UBND already',
    ]);
  });
});

test.each([
  [1, []],
  [0, ['period minutes: is not a number of days']],
  [-1, ['period minutes: is not a number of days']],
  [1.5, ['period minutes: is not a number of days']],
])('a period of %d days', (count, wrong) => {
  expect(faults((p) => (p.periods.minutes.count = count))).toEqual(wrong);
});

test.each<[StepUpSetting | undefined, string[]]>([
  [undefined, []],
  [{ byDefault: true, tries: 3, lockMinutes: 5 }, []],
  [{ byDefault: false, tries: 10, lockMinutes: 1_440 }, []],
  [{ byDefault: false, tries: 2, lockMinutes: 15 }, ['stepUp: tries is not a number from 3 to 10']],
  [{ byDefault: false, tries: 11, lockMinutes: 15 }, ['stepUp: tries is not a number from 3 to 10']],
  [{ byDefault: false, tries: 3.5, lockMinutes: 15 }, ['stepUp: tries is not a number from 3 to 10']],
  [{ byDefault: false, tries: 5, lockMinutes: 4 }, ['stepUp: lockMinutes is not a number from 5 to 1440']],
  [{ byDefault: false, tries: 5, lockMinutes: 1_441 }, ['stepUp: lockMinutes is not a number from 5 to 1440']],
  [{ byDefault: false, tries: 5, lockMinutes: 7.5 }, ['stepUp: lockMinutes is not a number from 5 to 1440']],
  [{ byDefault: 'yes' as never, tries: 5, lockMinutes: 15 }, ['stepUp: byDefault is neither true nor false']],
])('step-up as %j', (stepUp, wrong) => {
  expect(faults((p) => Object.assign(p, { stepUp }))).toEqual(wrong);
});

test.each<[number[], boolean]>([
  [[], true],
  [[1], true],
  [[3, 2, 1], true],
  [[0], false],
  [[3, 0], false],
  [[3, 3], false],
  [[1, 3], false],
])('reminders %j working days before the end', (days, right) => {
  expect(faults((p) => (p.reminders.workingDaysBefore = days))).toEqual(
    right ? [] : ['reminders: the earliest comes first, each at least a working day before the end'],
  );
});

test.each([
  ['08:00', '17:00', true],
  ['00:00', '23:59', true],
  ['19:59', '20:00', true],
  ['08:00', '24:00', false],
  ['08:60', '17:00', false],
  ['08:00', '17:60', false],
  ['08:00', '17:000', false],
  ['108:00', '17:00', false],
  ['8:00', '9:00', false],
  ['17:00', '17:00', false],
  ['17:00', '08:00', false],
])('office hours from %s to %s', (from, to, right) => {
  expect(faults((p) => Object.assign(p.reminders, { from, to }))).toEqual(
    right ? [] : ['reminders: the office hours are not a span of a day'],
  );
});

test.each<[number, boolean]>([
  [1, true],
  [4, true],
  [0, false],
  [-1, false],
  [1.5, false],
])('%d hours before closing', (hours, right) => {
  expect(faults((p) => (p.reminders.quorumHoursBefore = hours))).toEqual(
    right ? [] : ['reminders: quorumHoursBefore is not a number of hours'],
  );
});

test('what is wrong is told for every award that it is wrong for, once', () => {
  expect(faults((p) => (p.requirements = p.requirements.filter((r) => r.when.awards?.includes('LDTT'))))).toEqual(
    catalogue
      .filter(({ code }) => !['LDTT', 'CSTDCS', 'TTLDTT', 'GK'].includes(code))
      .flatMap(({ code }) =>
        (code === 'BKT' ? ['normal', 'simplified'] : ['normal']).map(
          (procedure) => `award ${code}: no papers are required (${procedure} procedure)`,
        ),
      ),
  );
});
