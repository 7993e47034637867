import type { Award } from '../../domain/award';
import { awardOn } from '../../domain/award';
import {
  catalogue,
  checkCatalogue,
  checkSource,
  compareForCeremony,
  decidedCentrally,
  overlap,
  powerOver,
  unitAuthorityOf,
  isForUnit,
} from '../../domain/catalogue';
import type { UnitAuthority } from '../../domain/data/powers.data';
import { unitPowers } from '../../domain/data/powers.data';

const inPower = (by: UnitAuthority, day: string): string[] =>
  catalogue
    .filter((a) => powerOver(by, a, day))
    .map((a) => a.code)
    .sort();
const award = (code: string) => catalogue.find((a) => a.code === code)!;
const lacking = (code: string, field: string) => {
  const copy = structuredClone(award(code)) as unknown as Record<string, unknown>;
  copy[field] = { vi: '', en: '' };
  return copy as unknown as (typeof catalogue)[number];
};

describe('the catalogue', () => {
  test('has nothing wrong with it', () => {
    expect(checkCatalogue(catalogue)).toEqual([]);
  });

  test('leaves to the head of a unit what the law leaves to him, and no more', () => {
    expect(inPower('unitHead', '2026-11-16')).toEqual(['CSTDCS', 'GK', 'LDTT', 'TTLDTT']);
  });

  test('leaves to the chair of a commune what art. 80(3) names, and since July 2025 what the district decided', () => {
    expect(inPower('communeChair', '2025-06-30')).toEqual(['GDVH', 'GK', 'LDTT']);
    expect(inPower('communeChair', '2026-11-16')).toEqual(['CSTDCS', 'GDVH', 'GK', 'LDTT', 'THONVH', 'TTLDTT']);
    expect(powerOver('communeChair', { code: 'GK' }, '2026-11-16')?.citation.en).toContain('art. 80(3)');
  });

  test.each([
    ['XATB', 'department', false],
    ['XATB', 'commune', true],
    ['THONVH', 'department', false],
    ['GDVH', 'hospital', false],
    ['THONVH', 'commune', true],
    ['LDTT', 'department', true],
    ['LDTT', 'commune', true],
    ['LDTT', 'block', false],
    ['TTLDXS', 'other', true],
    ['TTLDXS', 'commune', true],
  ] as const)('%s is for a %s: %s', (code, kind, fits) => {
    expect(isForUnit(award(code), kind, '2026-11-16')).toBe(fits);
  });

  test('gives no power to a room or a block, and that of a chair to communes alone', () => {
    expect((['department', 'hospital', 'other', 'commune', 'room', 'block'] as const).map(unitAuthorityOf)).toEqual([
      'unitHead',
      'unitHead',
      'unitHead',
      'communeChair',
      undefined,
      undefined,
    ]);
  });

  test('every provision on what a unit decides says where it stands and names awards that there are', () => {
    for (const power of unitPowers) {
      expect(checkSource(power)).toEqual([]);
      for (const code of power.awards) expect(award(code)).toMatchObject({ level: 'unit' });
    }
  });

  test('sends State awards to the central level', () => {
    expect(
      catalogue
        .filter(decidedCentrally)
        .map((a) => a.code)
        .sort(),
    ).toEqual(['BKTTG', 'COCP', 'CSTDTQ', 'HCDL1', 'HCDL2', 'HCDL3', 'HCLD1', 'HCLD2', 'HCLD3']);
  });

  test('gives orders and certificates twice to a collective, certificates one and a half times to a household', () => {
    for (const { multiples } of catalogue) {
      if (multiples.person === undefined) continue;
      if (multiples.collective !== undefined) expect(multiples.collective).toBe(2 * multiples.person);
      if (multiples.household !== undefined) expect(2 * multiples.household).toBe(3 * multiples.person);
    }
  });

  test('hands out no object with LDTT and TTLDTT', () => {
    expect(
      catalogue
        .filter((a) => a.object === 'none')
        .map((a) => a.code)
        .sort(),
    ).toEqual(['LDTT', 'TTLDTT']);
  });

  test('holds from the first day of the decree to the last that is certain', () => {
    expect(awardOn(catalogue, 'BKT', '2025-06-30')).toBeUndefined();
    expect(awardOn(catalogue, 'BKT', '2025-07-01')?.code).toBe('BKT');
    expect(awardOn(catalogue, 'BKT', '2027-02-28')?.code).toBe('BKT');
    expect(awardOn(catalogue, 'BKT', '2027-03-01')).toBeUndefined();
    expect(awardOn(catalogue, 'BKX', '2026-11-16')).toBeUndefined();
  });
});

describe('a catalogue is refused', () => {
  const ldtt = award('LDTT');
  test.each([
    [
      'two entries of one code in force at once',
      [ldtt, { ...ldtt, validFrom: '2026-01-01', rank: 1 }],
      'at the same time',
    ],
    ['one rank for two awards', [ldtt, { ...award('BKT'), rank: ldtt.rank }], 'same rank'],
    ['a missing citation', [lacking('LDTT', 'citation')], 'citation is missing'],
    ['a missing name', [lacking('LDTT', 'name')], 'name is missing'],
    ['an unverified entry that does not say what to check', [{ ...ldtt, verified: false }], 'to be checked'],
    ['a validity that ends before it begins', [{ ...ldtt, validTo: '2024-12-31' }], 'ends before'],
    ['a validity that is no day', [{ ...ldtt, validFrom: '2025-02-30' }], 'is not a day'],
    ['a multiple that is not in hundredths', [{ ...ldtt, multiples: { person: 0.3 } }], 'in hundredths'],
    ['a prize for someone who cannot receive it', [{ ...ldtt, multiples: { household: 45 } }], 'cannot receive it'],
    ['the wrong authority for a level', [{ ...ldtt, decidedBy: 'provinceChair' as const }], 'does not decide'],
    [
      'a power that no provision gives',
      [{ ...ldtt, decidedBy: 'communeChair' as const, code: 'CSTDX' }],
      'no provision',
    ],
    ['a code in small letters', [{ ...award('BKT'), code: 'bkt' }], 'capital letters'],
    ['an award for nobody', [{ ...ldtt, subjects: [], multiples: {} }], 'no kind of subject'],
  ])('for %s', (_what, list, reason) => {
    expect(checkCatalogue(list)).toEqual([expect.stringContaining(reason)]);
  });

  test.each<[object, string[]]>([
    [{ code: 'LD1' }, ['no provision gives it to unitHead']],
    [{ code: 'LDTTx' }, ['the code is not made of capital letters and digits', 'no provision gives it to unitHead']],
    [{ code: 'xLDTT' }, ['the code is not made of capital letters and digits', 'no provision gives it to unitHead']],
    [{ code: 'GDVH' }, ['no provision gives it to unitHead']],
    [{ code: 'THONVH', decidedBy: 'communeChair' }, []],
    [{ name: { vi: '', en: 'x' } }, ['the name is missing']],
    [{ name: { vi: 'x', en: '' } }, ['the name is missing']],
    [{ name: { vi: ' ', en: 'x' } }, ['the name is missing']],
    [{ name: { vi: 'x', en: ' ' } }, ['the name is missing']],
    [{ rank: 0 }, []],
    [{ rank: -1 }, ['the rank is not a whole number']],
    [{ rank: 1.5 }, ['the rank is not a whole number']],
    [{ multiples: { person: 1 } }, []],
    [{ multiples: { person: 0 } }, ['the multiple for person is not in hundredths']],
    [{ multiples: { person: -30 } }, ['the multiple for person is not in hundredths']],
    [
      { multiples: { household: 0.5 } },
      ['a prize is set for household, who cannot receive it', 'the multiple for household is not in hundredths'],
    ],
  ])('for what is wrong in %j, all of it', (more, wrong) => {
    const one = { ...ldtt, ...more };
    expect(checkCatalogue([one])).toEqual(wrong.map((what) => `${one.code}: ${what}`));
  });

  test.each<[object, string[]]>([
    [{}, []],
    [{ citation: { vi: '', en: 'x' } }, ['the citation is missing']],
    [{ citation: { vi: 'x', en: '' } }, ['the citation is missing']],
    [{ citation: { vi: ' ', en: 'x' } }, ['the citation is missing']],
    [{ citation: { vi: 'x', en: ' ' } }, ['the citation is missing']],
    [{ validTo: '2026-02-29' }, ['validTo 2026-02-29 is not a day']],
    [{ validTo: '2026-01-01' }, []],
    [{ validTo: '2025-12-31' }, ['it ends before it begins']],
    [{ validFrom: 'soon' }, ['validFrom soon is not a day']],
    [{ verified: false }, ['it is not verified and does not say what is to be checked']],
    [{ verified: false, toCheck: { vi: 'x', en: 'y' } }, []],
  ])('for a source with %j', (more, wrong) => {
    const source = { citation: { vi: 'Điều 1', en: 'art. 1' }, sourceLevel: 'law', verified: true } as const;
    expect(checkSource({ ...source, validFrom: '2026-01-01', ...more })).toEqual(wrong);
  });

  test.each<[[string, string?], [string, string?], boolean]>([
    [['2026-01-01'], ['2027-01-01'], true],
    [['2026-01-01'], ['2027-01-01', '2027-01-01'], true],
    [['2026-01-01', '2026-12-31'], ['2027-01-01'], false],
    [['2026-01-01', '2026-12-31'], ['2027-01-01', '2027-12-31'], false],
    [['2026-01-01', '2027-01-01'], ['2027-01-01', '2027-12-31'], true],
    [['2026-01-01', '2026-12-31'], ['2026-03-01', '2026-04-01'], true],
  ])('when %j and %j hold on one day, either way round: %s', ([from, to], [next, end], holds) => {
    const [a, b] = [
      { ...ldtt, validFrom: from, validTo: to },
      { ...ldtt, validFrom: next, validTo: end },
    ] as [Award, Award];
    expect([overlap(a, b), overlap(b, a)]).toEqual([holds, holds]);
  });

  test('but not for a successor that begins when the first ends', () => {
    const next = { ...ldtt, validFrom: '2027-03-01', validTo: '2030-12-31' };
    expect(checkCatalogue([ldtt, next])).toEqual([]);
  });
});

test('a list is in ceremony order: high before low, title before commendation, collective before person, living first', () => {
  const line = (code: string, subject: 'person' | 'collective' | 'household', posthumous = false) => ({
    award: award(code),
    subject,
    posthumous,
    as: `${code} ${subject}${posthumous ? ' posthumous' : ''}`,
  });
  const lines = [
    line('GK', 'person'),
    line('BKT', 'person', true),
    line('LDTT', 'person'),
    line('BKT', 'person'),
    line('BKT', 'household'),
    line('CSTDT', 'person'),
    line('BKT', 'collective'),
    line('HCLD3', 'person'),
    line('CSTDCS', 'person'),
  ];
  expect(lines.sort(compareForCeremony).map((l) => l.as)).toEqual([
    'HCLD3 person',
    'CSTDT person',
    'BKT collective',
    'BKT household',
    'BKT person',
    'BKT person posthumous',
    'CSTDCS person',
    'LDTT person',
    'GK person',
  ]);
});
