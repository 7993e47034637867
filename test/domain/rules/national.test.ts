import { evaluate } from '../../../domain/rules/evaluate';
import type { Facts } from '../../../domain/rules/facts';
import { samplePack } from '../../../samples/pack';
import { beside, collective, leaving, person, resting, room, since, usedFor, type Case, type Expected } from './cases';
import { award, awards, grades, measure } from './given';
import { national } from './national';

/**
 * What the rules on file make of dossiers, entry by entry. Every case of an operator stands in its own table; these hold the
 * numbers in the files to the text of the law: a share, a count of years, a scope, a kind of measure, a day.
 */
const rules = [...national.rules, ...samplePack.rules!];

const outcomeOf = (code: string, given: Facts): Expected =>
  evaluate(rules, given).find((finding) => finding.code === code)?.outcome ?? 'not asked';

const well = { grades: grades(2026, 'w') };
const excellent = { grades: grades(2026, 'e') };
const below = { grades: grades(2026, 'c') };
const served2024 = { conduct: [measure('2023-05-01', '2024-05-01')] };
const atProvince = (...present: Facts['papers']['present']): Partial<Facts> => ({
  moment: 'province',
  papers: { required: [], present },
});
const report = { kind: 'achievementReport', name: { vi: 'Báo cáo', en: 'Report' }, by: 'submission' } as const;
const matter = (kind: 'inspection' | 'disciplineConsidered') => ({ conduct: [{ kind, from: '2026-10-01' }] });
const ranked = (leads: boolean): Partial<Facts> => ({ ranking: { block: 'U06', scope: 'province', leads } });
const flags = (proposed: number, qualified: number): Partial<Facts> => ({
  round: { others: [], flags: { proposed, qualified } },
});
const head = { flags: ['headOfProvincialBody'] };
const managed = { flags: ['managedByParty'] };

const persons: readonly Case[] = [
  ['R02.LDTT', 'well exactly', person('LDTT', well), 'pass'],
  ['R02.LDTT', 'one below', person('LDTT', below), 'fail'],
  ['R02.LDTT', 'maternity leave', person('LDTT', { grades: grades(2026, 'm') }), 'pass'],
  [
    'R02.LDTT',
    'a nominee who changed the unit in the year',
    person('LDTT', { ...well, unit: { code: 'U02', kind: 'department', validFrom: '2026-06-01' } }),
    'pass',
  ],
  ['R02.CSTDCS', 'well exactly', person('CSTDCS', well), 'pass'],
  ['R02.CSTDCS', 'one below', person('CSTDCS', below), 'fail'],
  ['R02.GK', 'well exactly', person('GK', well), 'pass'],
  ['R02.GK', 'one below', person('GK', below), 'fail'],
  ['R02.GK', 'ad hoc', person('GK', below, { commendationType: 'adHoc' }), 'not asked'],
  ['R03.CSTDCS', 'excellent, no initiative', person('CSTDCS', excellent), 'pass'],
  ['R03.CSTDCS', 'well, an initiative', resting('CSTDCS', well, ['A']), 'pass'],
  ['R03.CSTDCS', 'well, an accepted topic', resting('CSTDCS', well, ['A', { kind: 'topic' }]), 'pass'],
  ['R03.CSTDCS', 'well, no initiative', person('CSTDCS', well), 'fail'],
  ['R03.CSTDCS', 'well, an initiative that is used', resting('CSTDCS', well, usedFor('BKT')), 'fail'],
  ['R04.CSTDT', 'the third year in a row', person('CSTDT', { awards: awards('CSTDCS', 2024, 2025, 2026) }), 'pass'],
  ['R04.CSTDT', 'the second year', person('CSTDT', { awards: awards('CSTDCS', 2025, 2026) }), 'fail'],
  ['R04.CSTDT', 'a gap year', person('CSTDT', { awards: awards('CSTDCS', 2022, 2023, 2025, 2026) }), 'fail'],
  [
    'R04.CSTDT',
    'a measure that was served in the first of the years',
    person('CSTDT', { awards: awards('CSTDCS', 2024, 2025, 2026), ...served2024 }),
    'fail',
  ],
  ['R05.CSTDT', 'of the province', resting('CSTDT', {}, ['A', { scope: 'province' }]), 'pass'],
  ['R05.CSTDT', 'of the unit', resting('CSTDT', {}, ['A']), 'fail'],
  ['R05.CSTDT', 'used for the lower title', resting('CSTDT', {}, usedFor('CSTDCS', { scope: 'province' })), 'pass'],
  ['R05.CSTDT', 'used for a commendation', resting('CSTDT', {}, usedFor('BKT', { scope: 'province' })), 'fail'],
  ['R06.CSTDTQ', 'the second year in a row', person('CSTDTQ', { awards: awards('CSTDT', 2025, 2026) }), 'pass'],
  ['R06.CSTDTQ', 'the first year', person('CSTDTQ', { awards: awards('CSTDT', 2026) }), 'fail'],
  ['R06.CSTDTQ', 'a gap year', person('CSTDTQ', { awards: awards('CSTDT', 2024, 2026) }), 'fail'],
  ['R06.initiative', 'of the nation', resting('CSTDTQ', {}, ['A', { scope: 'nation' }]), 'pass'],
  ['R06.initiative', 'of the province', resting('CSTDTQ', {}, ['A', { scope: 'province' }]), 'fail'],
  ['R06.initiative', 'used for CSTDT', resting('CSTDTQ', {}, usedFor('CSTDT', { scope: 'nation' })), 'pass'],
];

const collectives: readonly Case[] = [
  ['R07.TTLDTT', '70 % exactly', collective('TTLDTT', room(7)), 'pass'],
  ['R07.TTLDTT', '60 %', collective('TTLDTT', room(6)), 'fail'],
  ['R07.TTLDTT', '69.7 %', collective('TTLDTT', room(23, { headcount: 33 })), 'fail'],
  ['R07.TTLDTT', 'a headcount of 0', collective('TTLDTT', room(0, { headcount: 0 })), 'unknown'],
  ['R07.TTLDTT', 'over 100 %', collective('TTLDTT', room(11)), 'unknown'],
  ['R07.discipline', 'a reprimand', collective('TTLDTT', room(7, { disciplined: ['reprimand'] })), 'pass'],
  ['R07.discipline', 'a warning', collective('TTLDTT', room(7, { disciplined: ['warning'] })), 'fail'],
  ['R08.TTLDXS', '70 % exactly, one fighter, all graded', collective('TTLDXS', room(7)), 'pass'],
  ['R08.TTLDXS', '60 %', collective('TTLDXS', room(6)), 'fail'],
  ['R08.TTLDXS', 'no fighter', collective('TTLDXS', room(7, { holders: { LDTT: { issued: 7, pending: 0 } } })), 'fail'],
  ['R08.TTLDXS', 'one did not do the work', collective('TTLDXS', room(7, { graded: { completed: 9 } })), 'fail'],
  ['R08.TTLDXS', 'a warning', collective('TTLDXS', room(7, { disciplined: ['warning'] })), 'fail'],
  ['R12.COTINH', 'leads its block', collective('COTINH', ranked(true)), 'pass'],
  ['R12.COTINH', 'does not lead', collective('COTINH', ranked(false)), 'fail'],
  ['R12.COCP', 'leads its block', collective('COCP', ranked(true)), 'pass'],
  ['R12.COCP', 'does not lead', collective('COCP', ranked(false)), 'fail'],
  ['R12.COCP', 'is not ranked', collective('COCP'), 'unknown'],
  ['R38.COCP', '20 % exactly', collective('COCP', flags(2, 10)), 'pass'],
  ['R38.COCP', 'one of four', collective('COCP', flags(1, 4)), 'fail'],
  ['R38.COCP', 'one of five', collective('COCP', flags(1, 5)), 'pass'],
];

const thematic = award('BKT', 2020, { commendationType: 'thematic' });
const commendations: readonly Case[] = [
  ['R09.BKT.d', 'two excellent years', resting('BKT', { grades: grades(2025, 'ee') }, ['A'], ['B']), 'pass'],
  ['R09.BKT.d', 'two titles in a row', resting('BKT', { awards: awards('CSTDCS', 2025, 2026) }, ['A'], ['B']), 'pass'],
  ['R09.BKT.d', 'one excellent year', resting('BKT', { grades: grades(2025, 'we') }, ['A'], ['B']), 'fail'],
  ['R09.BKT.d', 'a gap year', resting('BKT', { awards: awards('CSTDCS', 2024, 2026), ...well }, ['A'], ['B']), 'fail'],
  ['R09.BKT.d', 'one initiative', resting('BKT', { grades: grades(2025, 'ee') }, ['A']), 'fail'],
  [
    'R09.BKT.d',
    'two initiatives of which one is used',
    resting('BKT', { grades: grades(2025, 'ee') }, usedFor('CSTDCS'), ['B']),
    'fail',
  ],
  ['R09.BKT.d', 'maternity leave', resting('BKT', { grades: grades(2025, 'em') }, ['A'], ['B']), 'fail'],
  ['R09.BKT.d', 'it rests on another criterion', person('BKT', {}, { criterion: 'BKT.a' }), 'not asked'],
  ['R09.BKT.a', 'the council judges', person('BKT', {}, { criterion: 'BKT.a' }), 'info'],
  ['R09.BKT.b', 'the council judges', person('BKT', {}, { criterion: 'BKT.b' }), 'info'],
  ['R09.BKT.c', 'the council judges', person('BKT', {}, { criterion: 'BKT.c' }), 'info'],
  ['R09.BKT.others', 'the council judges', collective('BKT'), 'info'],
  ['R10.BKTTG.b', 'the fifth year', person('BKTTG', since('BKT', 'nwwwww', 2022, 2024, 2026)), 'pass'],
  ['R10.BKTTG.b', 'the fourth year', person('BKTTG', since('BKT', 'wnwwww', 2023, 2024, 2026)), 'fail'],
  ['R10.BKTTG.b', 'a year that nobody graded', person('BKTTG', since('BKT', 'ww.www', 2022, 2024, 2026)), 'unknown'],
  ['R10.BKTTG.b', 'maternity leave', person('BKTTG', since('BKT', 'nwwmww', 2022, 2024, 2026)), 'pass'],
  ['R10.BKTTG.b', 'two titles', person('BKTTG', since('BKT', 'wwwwww', 2024, 2026)), 'fail'],
  [
    'R10.BKTTG.b',
    'a certificate for a campaign',
    person('BKTTG', {
      ...since('BKT', 'wwwwww', 2022, 2024, 2026),
      awards: [thematic, ...awards('CSTDCS', 2022, 2024, 2026)],
    }),
    'fail',
  ],
  [
    'R10.BKTTG.b',
    'a measure that was served in the second year',
    person('BKTTG', { ...since('BKT', 'wwwwww', 2023, 2024, 2026), conduct: [measure('2021-05-01', '2022-02-01')] }),
    'fail',
  ],
  ['R10.BKTTG.a', 'the council judges', person('BKTTG', {}, { criterion: 'BKTTG.a' }), 'info'],
  ['R10.BKTTG.c', 'the council judges', person('BKTTG', {}, { criterion: 'BKTTG.c' }), 'info'],
  ['R10.BKTTG.others', 'the council judges', collective('BKTTG'), 'info'],
  ['R11.HCLD3.e', 'the fifth year', person('HCLD3', since('BKTTG', 'nwewww', 2022, 2024, 2026)), 'pass'],
  ['R11.HCLD3.e', 'the fourth year', person('HCLD3', since('BKTTG', 'wnewww', 2023, 2024, 2026)), 'fail'],
  ['R11.HCLD3.e', 'no excellent year', person('HCLD3', since('BKTTG', 'wwwwww', 2022, 2024, 2026)), 'fail'],
  ['R11.HCLD3.e', 'two titles', person('HCLD3', since('BKTTG', 'wwewww', 2024, 2026)), 'fail'],
  [
    'R11.HCLD3.e',
    'the certificate of the province only',
    person('HCLD3', since('BKT', 'wwewww', 2022, 2024, 2026)),
    'fail',
  ],
  ['R11.HCLD3.g', 'the office judges', person('HCLD3', {}, { criterion: 'HCLD3.g' }), 'info'],
  ['R11.HCLD3.others', 'the council judges', collective('HCLD3'), 'info'],
  ['R11.orders', 'the council judges', person('HCLD2'), 'info'],
  ['R42', 'windows are reckoned', person('BKTTG', since('BKT', 'wwwwww')), 'info'],
  ['R42', 'not for what is no merit', person('BKTTG', {}, { commendationType: 'adHoc' }), 'not asked'],
];

const everyDossier: readonly Case[] = [
  ['R01', 'a title for persons', person('LDTT'), 'pass'],
  ['R01', 'a title for persons, for a collective', collective('LDTT'), 'fail'],
  ['R13', 'an achievement of its own', person('BKT', beside({ achievement: 'T-2' }), { achievement: 'T-1' }), 'pass'],
  [
    'R13',
    'one achievement in two dossiers',
    person('BKT', beside({ achievement: 'T-1' }), { achievement: 'T-1' }),
    'fail',
  ],
  ['R13.period', 'no other', person('BKT'), 'pass'],
  [
    'R13.period',
    'two commendations for one period',
    person('BKT', beside({}), { achievementPeriod: { from: '2026-01-01', to: '2026-12-31' } }),
    'fail',
  ],
  ['R14', 'not used', resting('BKT', {}, ['A']), 'pass'],
  ['R14', 'used by an award', resting('BKT', {}, usedFor('CSTDCS')), 'fail'],
  ['R14', 'used by two dossiers of the round', resting('BKT', beside({ initiatives: ['A'] }), ['A']), 'fail'],
  ['R14', 'a higher title', resting('CSTDT', {}, ['A']), 'not asked'],
  ['R14.titles', 'used for the lower title', resting('CSTDT', {}, usedFor('CSTDCS')), 'pass'],
  ['R14.titles', 'used for a commendation', resting('CSTDT', {}, usedFor('BKT')), 'fail'],
  ['R15', 'is reckoned', person('BKT'), 'info'],
  ['R16.discipline', 'nothing', person('LDTT'), 'pass'],
  ['R16.discipline', 'discipline is considered', person('LDTT', matter('disciplineConsidered')), 'fail'],
  ['R16.verification', 'nothing', person('LDTT'), 'pass'],
  ['R16.verification', 'an inspection', person('LDTT', matter('inspection')), 'fail'],
  ['R17', 'is reckoned', person('LDTT'), 'info'],
  ['R18', 'the unit exists', person('LDTT'), 'pass'],
  [
    'R18',
    'a unit that was merged on the day before',
    person('LDTT', {
      unit: { code: 'U01x', kind: 'department', validFrom: '2020-01-01', validTo: '2026-11-22', successor: 'U01' },
    }),
    'fail',
  ],
  [
    'R19',
    'complete',
    person('LDTT', { papers: { required: [report], present: [{ kind: 'achievementReport' }] } }),
    'pass',
  ],
  ['R19', 'a paper is missing', person('LDTT', { papers: { required: [report], present: [] } }), 'fail'],
  ['R20', 'certified', person('BKT', atProvince({ kind: 'achievementReport', certified: true })), 'pass'],
  ['R20', 'not certified', person('BKT', atProvince({ kind: 'achievementReport', certified: false })), 'fail'],
  ['R20', 'still in the unit', person('BKT'), 'not asked'],
  ['R20', 'simplified', person('BKT', atProvince(), { procedure: 'simplified' }), 'not asked'],
  ['R21', 'a certified copy', person('BKT', atProvince({ kind: 'scopeDecision', form: 'certifiedCopy' })), 'pass'],
  ['R21', 'a plain copy', person('BKT', atProvince({ kind: 'scopeDecision', form: 'plainCopy' })), 'fail'],
  ['R22', 'never refuses', person('LDTT', { round: { others: [], quota: { proposed: 9, staff: 9 } } }), 'info'],
  ['R23', 'registered', person('LDTT'), 'pass'],
  ['R23', 'not registered', person('LDTT', { registration: 'notRegistered' }), 'fail'],
  ['R23', 'nobody keeps a list', person('LDTT', { registration: 'unknown' }), 'info'],
  ['R33', 'no secret', person('LDTT'), 'pass'],
  ['R33', 'a secret', person('LDTT', {}, { secretContent: true }), 'fail'],
  ['R29', 'is reckoned', person('LDTT'), 'info'],
  ['R29', 'on a day that no provision reaches', person('LDTT', { expectedDecision: '2027-03-01' }), 'unknown'],
  ['R35', 'is reckoned', person('LDTT'), 'info'],
  ['R37', 'decided on the last day of the decree', person('BKT', { expectedDecision: '2027-02-28' }), 'pass'],
  ['R37', 'checked after 1 March 2027', person('BKT', { today: '2027-03-02', expectedDecision: '2027-04-01' }), 'fail'],
  ['R37', 'decided on 1 March 2027', person('BKT', { expectedDecision: '2027-03-01' }), 'fail'],
  [
    'R43',
    'the form agrees',
    person('LDTT', well, { declared: { grades: [{ year: 2026, grade: 'well' }], awards: [] } }),
    'pass',
  ],
  [
    'R43',
    'it differs',
    person('LDTT', well, { declared: { grades: [{ year: 2026, grade: 'excellent' }], awards: [] } }),
    'fail',
  ],
];

const beforeItLeaves: readonly Case[] = [
  ['R39', 'the ministry agrees', person('HCLD3', leaving({ body: 'ministry', answer: 'agrees' }), head), 'pass'],
  ['R39', 'nobody asked', person('HCLD3', leaving(), head), 'fail'],
  [
    'R39',
    'silence goes on with a reason only',
    person('HCLD3', leaving({ body: 'ministry', answer: 'silent' }), head),
    'fail',
  ],
  ['R39', 'somebody who heads no body', person('HCLD3', leaving()), 'not asked'],
  ['R39', 'still in the province', person('HCLD3', { moment: 'province' }, head), 'not asked'],
  [
    'R40',
    'the Party committee agrees',
    person('CSTDTQ', leaving({ body: 'partyCommittee', answer: 'agrees' })),
    'pass',
  ],
  ['R40', 'nobody asked', person('CSTDTQ', leaving()), 'fail'],
  ['R40.managed', 'it agrees', person('BKTTG', leaving({ body: 'partyCommittee', answer: 'agrees' }), managed), 'pass'],
  ['R40.managed', 'nobody asked', person('BKTTG', leaving(), managed), 'fail'],
  ['R40.managed', 'somebody whom it does not manage', person('BKTTG', leaving()), 'not asked'],
  [
    'R41',
    'the last day',
    person('BKTTG', leaving(), { achievementPeriod: { from: '2020-01-01', to: '2026-05-23' } }),
    'pass',
  ],
  [
    'R41',
    'a day too old',
    person('BKTTG', leaving(), { achievementPeriod: { from: '2020-01-01', to: '2026-05-22' } }),
    'fail',
  ],
];

const cases = [...everyDossier, ...persons, ...collectives, ...commendations, ...beforeItLeaves];

test.each(cases)('%s: %s', (code, _what, given, expected) => {
  expect(outcomeOf(code, given)).toBe(expected);
});

test('every entry on file has its cases here: one that is met and one that is not, or what it reckons', () => {
  const shown = new Map<string, Set<Expected>>();
  for (const [code, , , expected] of cases) shown.set(code, (shown.get(code) ?? new Set()).add(expected));
  const lacking = rules.filter(({ code, kind }) => {
    const outcomes = shown.get(code);
    return kind === 'CALC' ? !outcomes?.has('info') : !(outcomes?.has('pass') && outcomes.has('fail'));
  });
  expect(lacking.map(({ code }) => code)).toEqual([]);
});

test('every rule of a dossier from R01 to R42 has an entry on file', () => {
  const councils = ['R24', 'R25', 'R26', 'R27', 'R28'];
  const decisions = ['R30', 'R31', 'R32', 'R34', 'R36'];
  const numbers = Array.from({ length: 42 }, (_, i) => `R${String(i + 1).padStart(2, '0')}`);
  const known = new Set([...rules.map(({ rule }) => rule), ...councils, ...decisions]);
  expect(numbers.filter((number) => !known.has(number))).toEqual([]);
});
