import { catalogue } from '../../domain/catalogue';
import { prizeRounding, baseSalaries } from '../../domain/data/prizes.data';
import { prizeOf, prizesOfList, prizesTogether, type PrizeClaim, type PrizeTables } from '../../domain/prize';
import type { SubjectKind } from '../../domain/award';

const claim = (code: string, subjectKind: SubjectKind = 'person', more: Partial<PrizeClaim> = {}): PrizeClaim => ({
  award: catalogue.find((a) => a.code === code)!,
  subjectKind,
  decidedOn: '2026-12-15',
  achievementPeriod: { from: '2026-01-01', to: '2026-10-31' },
  ...more,
});

describe('R29: prize money', () => {
  test.each<[string, SubjectKind, number]>([
    ['LDTT', 'person', 760_000],
    ['GK', 'person', 760_000],
    ['TTLDTT', 'collective', 2_030_000],
    ['TTLDXS', 'collective', 3_800_000],
    ['BKT', 'person', 3_800_000],
    ['BKT', 'household', 5_700_000],
    ['BKT', 'collective', 7_590_000],
    ['CSTDCS', 'person', 2_530_000],
    ['CSTDT', 'person', 7_590_000],
    ['HCLD3', 'person', 11_390_000],
    ['BKTTG', 'person', 8_860_000],
    ['COCP', 'collective', 30_360_000],
  ])('of %s for a %s is the multiple of the base salary, rounded up to 10,000 đồng', (code, kind, amount) => {
    expect(prizeOf(claim(code, kind))).toMatchObject({ amount, baseSalary: { amount: 2_530_000 } });
  });

  test('takes the base salary of the day of the decision: its last day, and the first of the next', () => {
    expect(prizeOf(claim('CSTDCS', 'person', { decidedOn: '2026-06-30' }))?.amount).toBe(2_340_000);
    expect(prizeOf(claim('CSTDCS', 'person', { decidedOn: '2026-07-01' }))?.amount).toBe(2_530_000);
    expect(prizeOf(claim('CSTDCS', 'person', { decidedOn: '2024-06-30' }))).toBeUndefined();
    expect(prizeOf(claim('CSTDCS', 'person', { decidedOn: '2026-06-30' }))?.baseSalary).toEqual({
      amount: 2_340_000,
      validFrom: '2024-07-01',
      validTo: '2026-06-30',
    });
  });

  test('is not told for a day that its decree does not reach: the last day, and the next', () => {
    expect(prizeOf(claim('CSTDCS', 'person', { decidedOn: '2025-07-01' }))?.amount).toBe(2_340_000);
    expect(prizeOf(claim('CSTDCS', 'person', { decidedOn: '2025-06-30' }))).toBeUndefined();
    expect(prizeOf(claim('CSTDCS', 'person', { decidedOn: '2027-02-28' }))?.amount).toBe(2_530_000);
    expect(prizeOf(claim('CSTDCS', 'person', { decidedOn: '2027-03-01' }))).toBeUndefined();
    const rounding = { ...prizeRounding, validTo: '2026-01-01' };
    expect(prizeOf(claim('CSTDCS'), { baseSalaries, rounding })).toBeUndefined();
  });

  test('is not told without a base salary, an award or a rounding of that day, each alone', () => {
    const open = { validFrom: '2000-01-01', validTo: '2099-12-31' };
    const { award } = claim('CSTDCS');
    const of = (more: object, tables: Partial<PrizeTables> = {}) =>
      prizeOf(claim('CSTDCS', 'person', { award: { ...award, ...open, ...more } }), {
        baseSalaries,
        rounding: { ...prizeRounding, ...open },
        ...tables,
      })?.amount;
    expect(of({})).toBe(2_530_000);
    expect(of({}, { baseSalaries: [] })).toBeUndefined();
    expect(of({ validTo: '2026-12-14' })).toBeUndefined();
    expect(of({}, { rounding: { ...prizeRounding, validTo: '2026-12-14' } })).toBeUndefined();
  });

  test('says by how much a subject is given more than a person', () => {
    const factor = (code: string, kind: SubjectKind) => prizeOf(claim(code, kind))?.factor;
    expect(factor('BKT', 'person')).toBe(100);
    expect(factor('BKT', 'household')).toBe(150);
    expect(factor('BKT', 'collective')).toBe(200);
    expect(factor('TTLDXS', 'collective')).toBe(100);
    expect(factor('GDVH', 'household')).toBe(100);
    for (const award of catalogue)
      for (const kind of award.subjects)
        expect([award.code, kind, Number.isInteger(prizeOf(claim(award.code, kind))?.factor)]).toEqual([
          award.code,
          kind,
          true,
        ]);
  });

  test('is verified when everything that it was reckoned from is', () => {
    expect(prizeOf(claim('CSTDT'))?.verified).toBe(false);
    const tables = { baseSalaries, rounding: { ...prizeRounding, verified: true } };
    const { award } = claim('CSTDT');
    expect(prizeOf(claim('CSTDT', 'person', { award: { ...award, verified: true } }), tables)?.verified).toBe(true);
  });

  test('rounds before the factor of the subject where the province reads the decree so', () => {
    const tables = { baseSalaries, rounding: { ...prizeRounding, order: 'roundFirst' as const } };
    expect(prizeOf(claim('BKT', 'household'), tables)?.amount).toBe(5_700_000);
    expect(prizeOf(claim('BKT', 'collective'), tables)?.amount).toBe(7_600_000);
    expect(prizeOf(claim('TTLDXS', 'collective'), tables)?.amount).toBe(3_800_000);
    expect(prizeOf(claim('GDVH', 'household'), tables)?.amount).toBe(0);
  });

  test('is paid by whoever decides; by the province for awards of the State', () => {
    const payer = (code: string, kind: SubjectKind = 'person') => prizeOf(claim(code, kind))?.payer;
    expect(payer('LDTT')).toBe('unit');
    expect(payer('BKT')).toBe('province');
    expect(payer('HCLD3')).toBe('province');
  });

  test('names award, salary and rounding as its sources', () => {
    const citation = prizeOf(claim('CSTDT'))?.citation.vi;
    expect(citation).toContain('Điều 50');
    expect(citation).toContain('161/2026');
    expect(citation).toContain('Điều 49');
  });

  test('is told whole, each source once, with a salary that is open to the end', () => {
    const cited = (citation: string) => ({ citation: { vi: citation, en: `${citation} (en)` }, verified: true });
    const salary = { ...baseSalaries[0]!, amount: 1_000_000, validFrom: '2020-01-01', ...cited('B') };
    const { validTo: _end, ...base } = salary;
    const rounding = { ...prizeRounding, step: 1000, ...cited('A') };
    const { award } = claim('LDTT');
    expect(
      prizeOf(claim('LDTT', 'person', { award: { ...award, ...cited('A') } }), { baseSalaries: [base], rounding }),
    ).toStrictEqual({
      amount: 300_000,
      step: 1000,
      baseSalary: { amount: 1_000_000, validFrom: '2020-01-01' },
      multiple: 30,
      factor: 100,
      payer: 'unit',
      citation: { vi: 'A; B', en: 'A (en); B (en)' },
      verified: true,
    });
  });
});

describe('several awards of one subject at one time', () => {
  const paid = (claims: readonly PrizeClaim[]) => prizesTogether(claims).map((p) => p.paid);
  const lastYear = { achievementPeriod: { from: '2025-01-01', to: '2025-12-31' } };

  test('of titles for the same period only the highest is paid, wherever it stands', () => {
    expect(paid([claim('LDTT'), claim('CSTDCS'), claim('CSTDT')])).toEqual([false, false, true]);
    expect(paid([claim('CSTDT'), claim('LDTT')])).toEqual([true, false]);
  });
  test('of two equal titles for the same period one is paid', () => {
    expect(paid([claim('CSTDCS'), claim('CSTDCS')])).toEqual([true, false]);
    expect(paid([claim('CSTDCS'), claim('CSTDCS'), claim('CSTDCS')])).toEqual([true, false, false]);
  });
  test('titles of different periods are each paid', () => {
    expect(paid([claim('CSTDCS', 'person', lastYear), claim('CSTDT')])).toEqual([true, true]);
    for (const period of [
      { from: '2026-01-01', to: '2026-12-31' },
      { from: '2025-01-01', to: '2026-10-31' },
    ])
      expect(paid([claim('CSTDCS', 'person', { achievementPeriod: period }), claim('CSTDT')])).toEqual([true, true]);
  });
  test('commendations are each paid, and a title beside a commendation', () => {
    expect(paid([claim('BKT'), claim('GK'), claim('CSTDCS')])).toEqual([true, true, true]);
  });
  test('an award without a base salary is left out', () => {
    expect(prizesTogether([claim('BKT', 'person', { decidedOn: '2020-01-01' })])).toEqual([]);
  });
});

describe('a list of many', () => {
  const list = (...of: readonly [subject: string, code: string, kind?: SubjectKind][]) =>
    prizesOfList(of.map(([subject, code, kind = 'person']) => ({ ...claim(code, kind), subject })));

  test('is paid subject by subject, in its order, and added up', () => {
    const { lines, total } = list(['P1', 'LDTT'], ['P2', 'LDTT'], ['P1', 'CSTDCS'], ['U01', 'TTLDTT', 'collective']);
    expect(lines.map(({ claim: { subject, award }, paid }) => [subject, award.code, paid])).toEqual([
      ['P1', 'LDTT', false],
      ['P2', 'LDTT', true],
      ['P1', 'CSTDCS', true],
      ['U01', 'TTLDTT', true],
    ]);
    expect(total).toBe(760_000 + 2_530_000 + 2_030_000);
  });

  test('leaves out what brings no money', () => {
    expect(list(['H1', 'GDVH', 'household'])).toEqual({ lines: [], total: 0 });
    expect(prizesOfList([])).toEqual({ lines: [], total: 0 });
  });
});
