import { catalogue } from '../../domain/catalogue';
import { checkPack } from '../../domain/checkPack';
import { councilRuleFor } from '../../domain/councilRules';
import { Problem } from '../../domain/errors';
import type { ProvincePack } from '../../domain/pack';
import { missingPapers, requirementsFor } from '../../domain/pack';
import type { Stage } from '../../domain/route';
import { routeFor } from '../../domain/route';
import { samplePack as pack } from '../../samples/pack';

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };
/** The sample pack with one thing changed. */
const changed = (change: (copy: Mutable<ProvincePack>) => void): ProvincePack => {
  const copy = structuredClone(pack) as Mutable<ProvincePack>;
  change(copy);
  return copy;
};
const stagesOf = (award: string, flags: string[] = [], procedure: 'normal' | 'simplified' = 'normal') =>
  routeFor(pack.routes, { award: { code: award }, procedure, flags }).route.map((step) =>
    step.map(nameOf).sort().join(' + '),
  );
const nameOf = (stage: Stage): string => {
  if (stage.kind === 'approval') return `${stage.power}(${stage.level})`;
  if (stage.kind === 'consultation') return `consultation(${stage.bodies.join()})`;
  return 'level' in stage ? `${stage.kind}(${stage.level})` : stage.kind;
};

describe('the sample pack', () => {
  test('has nothing wrong with it and says that it is an example', () => {
    expect(checkPack(pack)).toEqual([]);
    expect(pack.example).toBe('ví dụ – thay bằng quy định của tỉnh');
  });

  test('decides unit awards in the unit', () => {
    for (const code of ['LDTT', 'CSTDCS', 'TTLDTT', 'GK'])
      expect(stagesOf(code)).toEqual(['screening(unit)', 'council(unit)', 'decide(unit)', 'issuance']);
  });

  test('takes provincial awards through both councils', () => {
    for (const code of ['CSTDT', 'TTLDXS', 'COTINH', 'BKT', 'XATB', 'KNC'])
      expect(stagesOf(code)).toEqual([
        'screening(unit)',
        'council(unit)',
        'forward(unit)',
        'screening(province)',
        'council(province)',
        'decide(province)',
        'issuance',
      ]);
  });

  const toCouncil = ['screening(unit)', 'council(unit)', 'forward(unit)', 'screening(province)'];
  const toTheEnd = ['forward(province)', 'central', 'receipt'];

  test('publishes orders and CSTDTQ before the council, not BKTTG and COCP', () => {
    expect(stagesOf('HCLD3')).toEqual([...toCouncil, 'posting', 'council(province)', ...toTheEnd]);
    expect(stagesOf('BKTTG')).toEqual([...toCouncil, 'council(province)', ...toTheEnd]);
    expect(stagesOf('COCP')).toEqual([...toCouncil, 'council(province)', ...toTheEnd]);
  });

  test('asks the ministry beside the publication, the Party committee after the council', () => {
    expect(stagesOf('HCLD3', ['headOfProvincialBody', 'managedByParty'])).toEqual([
      ...toCouncil,
      'consultation(ministry) + posting',
      'council(province)',
      'consultation(partyCommittee)',
      ...toTheEnd,
    ]);
    expect(stagesOf('CSTDTQ')).toContain('consultation(partyCommittee)');
    expect(stagesOf('HCDL3')).toContain('consultation(partyCommittee)');
    expect(stagesOf('BKTTG', ['managedByParty'])).toContain('consultation(partyCommittee)');
    expect(stagesOf('COCP', ['provincialBody'])).toContain('consultation(ministry)');
  });

  test('asks no council in the simplified procedure', () => {
    expect(stagesOf('BKT', [], 'simplified')).toEqual([
      'forward(unit)',
      'screening(province)',
      'decide(province)',
      'issuance',
    ]);
  });

  test('gives the province 15 working days, 30 for awards of the State, 40 for the Independence Order', () => {
    const days = (code: string) =>
      routeFor(pack.routes, { award: { code }, procedure: 'normal', flags: [] })
        .route.flat()
        .filter((s) => s.kind === 'screening')
        .map((s) => s.workingDays);
    expect(days('BKT')).toEqual([10, 15]);
    expect(days('BKTTG')).toEqual([10, 30]);
    expect(days('HCLD3')).toEqual([10, 30]);
    expect(days('HCDL3')).toEqual([10, 40]);
  });

  test('asks 90 % for CSTDTQ and 80 % for COCP at every level, by the decree', () => {
    for (const level of ['unit', 'province'] as const) {
      const fighter = councilRuleFor(pack.councilRules, { award: 'CSTDTQ', level, day: '2026-12-07' });
      const flag = councilRuleFor(pack.councilRules, { award: 'COCP', level, day: '2026-12-07' });
      expect(fighter).toMatchObject({ threshold: { of: [90, 100] }, base: 'allMembers', verified: true });
      expect(flag).toMatchObject({ threshold: { of: [80, 100] }, base: 'allMembers', verified: true });
      expect(fighter.sessions).toEqual(['meeting', 'mixed']);
    }
    const other = councilRuleFor(pack.councilRules, { award: 'BKT', level: 'province', day: '2026-12-07' });
    expect(other).toMatchObject({ code: 'province', threshold: { of: [80, 100] }, verified: false });
  });

  test('has no rule for COCP once the decree has ended, rather than the rule of other awards', () => {
    const cocp = () => councilRuleFor(pack.councilRules, { award: 'COCP', level: 'province', day: '2027-03-01' });
    expect(cocp).toThrow(Problem);
    const other = councilRuleFor(pack.councilRules, { award: 'BKT', level: 'province', day: '2027-03-01' });
    expect(other.code).toBe('province');
  });

  test('takes the successor of a rule that has ended', () => {
    const ended = pack.councilRules.find((r) => r.code === 'cocp')!;
    const { validTo, ...open } = ended;
    const rules = [...pack.councilRules, { ...open, validFrom: '2027-03-01' }];
    expect(councilRuleFor(rules, { award: 'COCP', level: 'unit', day: '2027-02-28' }).validTo).toBe(validTo);
    expect(councilRuleFor(rules, { award: 'COCP', level: 'unit', day: '2027-03-01' }).validTo).toBeUndefined();
    expect(checkPack({ ...pack, councilRules: rules })).toEqual([]);
    expect(checkPack({ ...pack, councilRules: [...rules, ended] })).toEqual([
      expect.stringContaining('two entries of this code hold at the same time'),
    ]);
  });

  test('says which papers are missing when a nomination is sent', () => {
    const facts = { award: 'CSTDT', procedure: 'normal' as const };
    expect(requirementsFor(pack, facts).fields).toEqual(['nominee', 'achievementPeriod', 'merit', 'basis']);
    expect(missingPapers(pack, facts, [{ kind: 'proposal' }]).map((p) => p.kind)).toEqual([
      'achievementReport',
      'scopeDecision',
    ]);
    expect(missingPapers(pack, { award: 'BKT', procedure: 'simplified' }, []).map((p) => p.kind)).toEqual([
      'proposal',
      'summaryReport',
      'featConfirmation',
    ]);
  });

  test('marks every entry that is not verified with what is to be checked', () => {
    const entries = [...pack.routes, ...pack.councilRules, ...pack.requirements, ...pack.legalBases, ...pack.flags];
    for (const entry of entries) if (!entry.verified) expect(entry.toCheck).toBeDefined();
  });
});

describe('a pack is refused', () => {
  const route = (copy: Mutable<ProvincePack>, code: string) => copy.routes.find((r) => r.code === code)!;
  test.each<[string, (copy: Mutable<ProvincePack>) => void, string]>([
    [
      'when the list is not published before the council',
      (p) =>
        (route(p, 'central').steps = route(p, 'central').steps.filter((s) => !s.some((x) => x.kind === 'posting'))),
      'art. 44(2)',
    ],
    [
      'when the publication is shorter than the decree asks',
      (p) => {
        for (const stage of route(p, 'central').steps.flat()) if (stage.kind === 'posting') stage.workingDays = 9;
      },
      'art. 44(2)',
    ],
    [
      'when the Party committee is not asked',
      (p) => {
        const { steps } = route(p, 'central');
        steps.splice(
          steps.findIndex((s) => s.some((x) => x.kind === 'consultation' && x.bodies.includes('partyCommittee'))),
          1,
        );
      },
      'art. 33(2)',
    ],
    [
      'when a council passes the government flag with less than 80 %',
      (p) => (p.councilRules.find((r) => r.code === 'cocp')!.threshold = { of: [2, 3], mode: 'atLeast' }),
      'COCP needs at least 80 %',
    ],
    [
      'when recused members leave the base for CSTDTQ',
      (p) => (p.councilRules.find((r) => r.code === 'cstdtq')!.recusal = 'leavesBase'),
      'CSTDTQ needs at least 90 %',
    ],
    [
      'when an earlier rule hides the one of the decree',
      (p) =>
        p.councilRules.unshift({
          ...p.councilRules.at(-1)!,
          code: 'hides',
          threshold: { of: [1, 2], mode: 'moreThan' },
        }),
      'CSTDTQ needs at least 90 %',
    ],
    [
      'when the chair is to settle ties below 80 %',
      (p) => (p.councilRules.at(-1)!.tie = 'chairDecides'),
      'more than half',
    ],
    [
      'when a head of unit is to decide a provincial award',
      (p) => route(p, 'unit').when.awards!.push('CSTDT'),
      'decided by the Chair',
    ],
    [
      'when the province is to decide what is left to the chair of a commune',
      (p) => {
        route(p, 'unit').when.awards!.splice(route(p, 'unit').when.awards!.indexOf('GDVH'), 1);
        route(p, 'province').when.awards!.push('GDVH');
      },
      'decided by the chair of the commune',
    ],
    [
      'when a State award does not leave the province',
      (p) => route(p, 'unit').when.awards!.push('HCLD3'),
      'central level',
    ],
    [
      'when no council rule fits',
      (p) => (p.councilRules = p.councilRules.slice(0, 3)),
      'no council rule at level unit',
    ],
    ['when no papers are required', (p) => (p.requirements = []), 'no papers are required'],
    ['when an award is unknown', (p) => route(p, 'unit').when.awards!.push('LDTX'), 'LDTX is not in the catalogue'],
    ['when a flag is unknown', (p) => (p.flags = p.flags.slice(0, 2)), 'managedByParty is not defined'],
    ['when a body is unknown', (p) => (p.bodies = p.bodies.slice(0, 1)), 'partyCommittee is not defined'],
    [
      'when a law is cited by number',
      (p) => (p.legalBases[1]!.text = 'Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15'),
      'without number',
    ],
    ['when two registers have one series', (p) => (p.registers[1]!.symbol = 'QĐ-UBND'), 'already'],
    ['when a code is used twice', (p) => (p.routes[1]!.code = 'province'), 'used twice'],
    ['when reminders are in the wrong order', (p) => (p.reminders.workingDaysBefore = [1, 3]), 'earliest comes first'],
    ['when the office hours end before they begin', (p) => (p.reminders.to = '07:00'), 'office hours'],
    ['when a period is not a number of days', (p) => (p.periods.holdReview.count = 0), 'holdReview'],
  ])('%s', (_what, change, reason) => {
    expect(checkPack(changed(change))).toEqual(expect.arrayContaining([expect.stringContaining(reason)]));
  });

  test('for nothing that its catalogue allows', () => {
    expect(checkPack(pack, catalogue)).toEqual([]);
  });
});
