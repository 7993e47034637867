import { catalogue } from '../../domain/catalogue';
import { checkPack } from '../../domain/checkPack';
import type { ProvincePack } from '../../domain/pack';
import type { Condition, Level, Stage } from '../../domain/route';
import { samplePack } from '../../samples/pack';

type Part = Stage & { readonly when?: Condition };
const screening: Part = { kind: 'screening', level: 'unit', workingDays: 10, correctionWorkingDays: 5 };
const council = (level: Level): Part => ({ kind: 'council', level });
const decide = (level: Level): Part => ({ kind: 'approval', level, power: 'decide', workingDays: 5 });
const forward: Part = { kind: 'approval', level: 'province', power: 'forward', workingDays: 5 };
const posting = (workingDays = 10): Part => ({ kind: 'posting', workingDays });
const asks = (...bodies: string[]): Part => ({ kind: 'consultation', bodies, workingDays: 10 });
const central: Part = { kind: 'central', reminderWorkingDays: 20 };
const receipt: Part = { kind: 'receipt', workingDays: 10 };
const issuance: Part = { kind: 'issuance' };

/** What is wrong with a pack of one award and one route, which it takes in these steps. */
function faults(award: string, steps: readonly (readonly Part[])[], more: Partial<ProvincePack> = {}, when = {}) {
  const route = { ...samplePack.routes[1]!, code: 'way', when: { awards: [award], procedure: 'normal', ...when } };
  return checkPack(
    { ...samplePack, routes: [{ ...route, steps } as (typeof samplePack.routes)[number]], ...more },
    catalogue.filter((a) => a.code === award),
  );
}

describe('a route', () => {
  test('of a unit has nothing wrong with it', () => {
    expect(faults('LDTT', [[screening], [council('unit')], [decide('unit')], [issuance]])).toEqual([]);
  });

  test('has a stage at least', () => {
    expect(faults('LDTT', [])).toEqual([
      'route way: it has no stage',
      'award LDTT: it is decided by the head of the unit',
    ]);
  });

  test('ends with an award, and with nothing beside it', () => {
    const wrong = 'route way: it does not end with an award';
    expect(faults('LDTT', [[decide('unit')], [posting(), issuance]])).toEqual([wrong]);
    expect(faults('LDTT', [[decide('unit')], [screening]])).toEqual([
      wrong,
      'award LDTT: it is decided by the head of the unit',
    ]);
  });

  test.each([
    ['workingDays', screening],
    ['correctionWorkingDays', screening],
    ['reminderWorkingDays', central],
    ['workingDays', posting()],
  ])('gives days in whole numbers: %s of a stage', (field, stage) => {
    const of = (days: unknown) => faults('LDTT', [[{ ...stage, [field]: days }], [decide('unit')], [issuance]]);
    expect(of(1)).toEqual([]);
    for (const days of [0, -1, 2.5, '5'])
      expect(of(days)).toEqual([`route way: ${field} of ${stage.kind} is not a number of days`]);
  });

  test('names awards, flags and bodies that there are, in any of its conditions', () => {
    const odd: Condition = {
      awards: ['LDTT', 'A'],
      anyFlag: ['managedByParty', 'f'],
      awardsOrFlag: { awards: ['B'], anyFlag: ['g'] },
    };
    expect(
      faults('LDTT', [[decide('unit')], [{ ...asks('ministry', 'nobody'), when: odd }], [issuance]], {}, odd),
    ).toEqual(
      [
        ...['award A is not in the catalogue', 'award B is not in the catalogue'],
        ...['flag f is not defined', 'flag g is not defined'],
        ...['award A is not in the catalogue', 'award B is not in the catalogue'],
        ...['flag f is not defined', 'flag g is not defined'],
        'body nobody is not defined',
      ].map((what) => `route way: ${what}`),
    );
  });

  test('runs no two stages of one kind side by side, with any flag', () => {
    const wrong = ['award LDTT: two stages of one kind run side by side'];
    const withStep = (...step: Part[]) => faults('LDTT', [step, [decide('unit')], [issuance]]);
    expect(withStep(posting(), posting(5))).toEqual(wrong);
    expect(withStep(posting(), asks('ministry'))).toEqual([]);
    for (const flag of ['headOfProvincialBody', 'managedByParty'])
      expect(withStep(posting(), { ...posting(5), when: { anyFlag: [flag] } })).toEqual(wrong);
  });
});

describe('who decides', () => {
  const byHead = ['award LDTT: it is decided by the head of the unit'];
  const byChair = ['award BKT: it is decided by the Chair of the province'];
  test.each<[string, Part[], string[]]>([
    ['LDTT', [decide('unit'), issuance], []],
    ['LDTT', [decide('province'), issuance], byHead],
    ['LDTT', [decide('unit'), decide('unit'), issuance], byHead],
    ['LDTT', [forward, issuance], byHead],
    ['LDTT', [decide('unit'), receipt], byHead],
    ['GDVH', [decide('unit'), issuance], []],
    ['GDVH', [decide('province'), issuance], ['award GDVH: it is decided by the chair of the commune']],
    ['BKT', [forward, decide('province'), issuance], []],
    ['BKT', [decide('unit'), issuance], byChair],
    ['BKT', [decide('unit'), decide('province'), issuance], byChair],
  ])('on %s, by the stages %j', (award, stages, wrong) => {
    expect(
      faults(
        award,
        stages.map((stage) => [stage]),
      ),
    ).toEqual(wrong);
  });

  const centrally = ['award BKTTG: it is decided at the central level'];
  test.each<[string, Part[], string[]]>([
    ['sent to the central level, which answers', [forward, central, receipt], []],
    ['sent there at once', [central, receipt], []],
    ['decided at the province besides', [decide('province'), central, receipt], centrally],
    ['never sent', [forward, receipt], centrally],
    ['issued by the province', [forward, central, issuance], centrally],
  ])('on an award of the State: %s', (_what, stages, wrong) => {
    expect(
      faults(
        'BKTTG',
        stages.map((stage) => [stage]),
      ),
    ).toEqual(wrong);
  });
});

describe('what the decree asks for on the way to the central level', () => {
  const noList = 'the list is published for 10 working days before the council (Decree 152/2025/NĐ-CP art. 44(2))';
  const noParty = 'the Party committee gives its opinion before (Decree 152/2025/NĐ-CP art. 33(2))';
  const meets = council('province');
  const party = asks('ministry', 'partyCommittee');
  test.each<[string, string, Part[][], string[]]>([
    ['an order after its publication', 'HCLD3', [[posting()], [meets], [central], [receipt]], []],
    ['an order without publication', 'HCLD3', [[meets], [central], [receipt]], [noList]],
    ['an order published for 9 days', 'HCLD3', [[posting(9)], [meets], [central], [receipt]], [noList]],
    ['an order published while the council meets', 'HCLD3', [[posting(), meets], [central], [receipt]], [noList]],
    ['an order published after the council', 'HCLD3', [[meets], [posting()], [central], [receipt]], [noList]],
    [
      'an order published before the council of a unit only',
      'HCLD3',
      [[posting()], [council('unit')], [central], [receipt]],
      [noList],
    ],
    ['a certificate without publication', 'BKTTG', [[meets], [central], [receipt]], []],
    ['CSTDTQ with both', 'CSTDTQ', [[posting()], [meets], [party], [central], [receipt]], []],
    ['CSTDTQ with neither', 'CSTDTQ', [[meets], [central], [receipt]], [noList, noParty]],
    [
      'an Independence Order, the Party asked first',
      'HCDL1',
      [[party], [posting()], [meets], [central], [receipt]],
      [],
    ],
    [
      'an Independence Order, the ministry asked only',
      'HCDL2',
      [[posting()], [meets], [asks('ministry')], [central], [receipt]],
      [noParty],
    ],
    [
      'an Independence Order, the Party asked meanwhile',
      'HCDL3',
      [[posting()], [meets], [party, central], [receipt]],
      [noParty],
    ],
    [
      'an Independence Order, the Party asked afterwards',
      'HCDL3',
      [[posting()], [meets], [central], [party], [receipt]],
      [noParty],
    ],
  ])('%s', (_what, award, steps, wrong) => {
    expect(faults(award, steps)).toEqual(wrong.map((what) => `award ${award}: ${what}`));
  });

  test('is not asked for in the simplified procedure', () => {
    expect(faults('CSTDTQ', [[central], [receipt]], {}, { procedure: 'simplified' })).toEqual([]);
  });
});

describe('what an award needs on its route', () => {
  const inUnit = [[council('unit')], [decide('unit')], [issuance]];

  test('a rule for each of its councils, on the first day of the pack', () => {
    const none = ['award LDTT: no council rule at level unit'];
    const unit = samplePack.councilRules.filter((rule) => rule.code === 'unit');
    expect(faults('LDTT', inUnit, { councilRules: [] })).toEqual(none);
    expect(faults('LDTT', inUnit, { councilRules: unit })).toEqual([]);
    const later = unit.map((rule) => ({ ...rule, validFrom: '2026-01-02' }));
    expect(faults('LDTT', inUnit, { councilRules: later })).toEqual(none);
  });

  test('a share of votes that the law knows', () => {
    const low = samplePack.councilRules.map((rule) => ({ ...rule, base: 'present' as const }));
    expect(faults('COCP', [[council('unit')], [central], [receipt]], { councilRules: low })).toEqual([
      'award COCP: COCP needs at least 80 % of all members (Decree 152/2025/NĐ-CP art. 33(5))',
    ]);
  });

  test('papers in each procedure', () => {
    const papers = samplePack.requirements.filter((r) => r.code === 'unit');
    expect(faults('LDTT', inUnit, { requirements: papers })).toEqual([]);
    expect(faults('LDTT', inUnit, { requirements: papers }, { procedure: undefined })).toEqual([
      'award LDTT: no papers are required (simplified procedure)',
    ]);
  });
});
