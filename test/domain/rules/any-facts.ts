import fc from 'fast-check';
import type { CommendationType, SubjectKind } from '../../../domain/award';
import { catalogue } from '../../../domain/catalogue';
import type { AwardFact, ConductFact, Facts, InitiativeFact } from '../../../domain/rules/facts';
import { grades, measures, moments, scopes } from '../../../domain/rules/facts';
import { facts } from './given';

/** Facts of any dossier, of a small world in which things often touch: few codes, few years, mostly good grades. */

const awardYear = 2026;
const year = fc.integer({ min: 2018, max: 2027 });
const day = fc
  .record({ year, month: fc.integer({ min: 1, max: 12 }), date: fc.constantFrom('01', '15', '28') })
  .map(({ year: y, month, date }) => `${y}-${String(month).padStart(2, '0')}-${date}`);
const period = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
const type = fc.constantFrom<CommendationType>('merit', 'merit', 'merit', 'adHoc', 'thematic', 'movement', 'devotion');
const code = fc.constantFrom('LDTT', 'CSTDCS', 'CSTDCS', 'CSTDT', 'BKT', 'BKTTG', 'GK', 'TTLDTT');
const used = fc.subarray(['A', 'B', 'C', 'D'], { maxLength: 2 });
const subject = fc.constantFrom('P1', 'P2');
const nomination = fc.constantFrom('N00', 'N01', 'N02');
/** A record whose fields may each be left out. */
const partly = <T extends object>(of: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(of, { requiredKeys: [] });

const award: fc.Arbitrary<AwardFact> = fc
  .tuple(
    fc.record({ award: code, awardYear: year, commendationType: type, initiatives: used }),
    partly<Pick<AwardFact, 'decidedOn' | 'decisionNumber' | 'achievementPeriod' | 'wonBy'>>({
      decidedOn: day,
      decisionNumber: fc.constantFrom('1/QĐ', '2/QĐ'),
      achievementPeriod: period,
      wonBy: fc.constantFrom('grade', 'initiative'),
    }),
    // seldom: what takes an entry out of the ledger
    fc.oneof(
      { weight: 8, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.record({ revokedOn: day }) },
      { weight: 1, arbitrary: fc.record({ achievement: fc.constantFrom('T-1', 'T-2') }) },
      { weight: 1, arbitrary: fc.record({ nomination, pending: fc.constant(true as const) }) },
    ),
  )
  .map(([a, b, c]) => ({ ...a, ...b, ...c }));

/** A title in most of the years, so that rows are often whole. */
const row = (title: string): fc.Arbitrary<AwardFact[]> =>
  fc.subarray([2020, 2021, 2022, 2023, 2024, 2025, 2026], { minLength: 4 }).map((years) =>
    years.map((y) => ({
      award: title,
      awardYear: y,
      commendationType: 'merit' as const,
      decidedOn: `${y}-11-20`,
      initiatives: [],
    })),
  );

const initiative: fc.Arbitrary<InitiativeFact> = fc.record({
  code: fc.constantFrom('A', 'B', 'C', 'D'),
  title: fc.constant('Sáng kiến'),
  kind: fc.constantFrom('initiative', 'topic'),
  scope: fc.constantFrom(...scopes),
  recognisedOn: day,
  decisionNumber: fc.constant('40/QĐ'),
  usedBy: fc.array(fc.record({ award: code, awardYear: year, subject }), { maxLength: 2 }),
});

/** All that a dossier may name, recognised and used by nobody. */
const free: readonly InitiativeFact[] = ['A', 'B', 'C', 'D'].map((code) => ({
  code,
  title: 'Sáng kiến',
  kind: 'initiative',
  scope: 'nation',
  recognisedOn: '2026-10-01',
  decisionNumber: '40/QĐ',
  usedBy: [],
}));

const conduct = (kinds: readonly ConductFact['kind'][]): fc.Arbitrary<ConductFact> =>
  fc
    .tuple(
      fc.record({ kind: fc.constantFrom(...kinds), from: day }),
      partly<Pick<ConductFact, 'to' | 'measure'>>({ to: day, measure: fc.constantFrom(...measures) }),
    )
    .map(([a, b]) => ({ ...a, ...b }));
export const verification = conduct(['investigation', 'inspection', 'complaint', 'denunciation', 'press']);
const discipline = conduct(['discipline', 'disciplineConsidered']);

const grade = fc.record({ year, grade: fc.constantFrom('excellent', 'excellent', 'well', 'well', 'well', ...grades) });
const leave = year.map((y) => ({ year: y, maternityLeave: true as const }));

const dossiers: readonly { award: string; subjectKind: SubjectKind }[] = [
  { award: 'LDTT', subjectKind: 'person' },
  { award: 'CSTDCS', subjectKind: 'person' },
  { award: 'CSTDT', subjectKind: 'person' },
  { award: 'CSTDTQ', subjectKind: 'person' },
  { award: 'BKT', subjectKind: 'person' },
  { award: 'BKTTG', subjectKind: 'person' },
  { award: 'HCLD3', subjectKind: 'person' },
  { award: 'TTLDTT', subjectKind: 'collective' },
  { award: 'TTLDXS', subjectKind: 'collective' },
  { award: 'COCP', subjectKind: 'collective' },
  { award: 'BKT', subjectKind: 'household' },
];

const declared = fc.record({
  grades: fc.array(grade, { maxLength: 3 }),
  awards: fc.array(fc.record({ award: code, awardYear: year }), { maxLength: 3 }),
});

const holders = fc.record({ issued: fc.nat(12), pending: fc.nat(3) });
const members = fc.record({
  headcount: fc.nat(12),
  holders: fc.record({ LDTT: holders, CSTDCS: holders }),
  graded: partly<Record<(typeof grades)[number], number>>({
    excellent: fc.nat(12),
    well: fc.nat(12),
    completed: fc.nat(12),
    notCompleted: fc.nat(12),
  }),
  disciplined: fc.array(fc.constantFrom(...measures), { maxLength: 3 }),
});

const other = fc
  .tuple(
    fc.record({
      nomination,
      subject,
      subjectKind: fc.constantFrom<SubjectKind>('person', 'collective', 'household'),
      award: code,
      achievementPeriod: period,
      commendationType: type,
      initiatives: used,
    }),
    partly({ achievement: fc.constantFrom('T-1', 'T-2') }),
  )
  .map(([a, b]) => ({ ...a, ...b }));

const paper = fc
  .tuple(
    fc.record({ kind: fc.constantFrom('achievementReport', 'summaryReport', 'scopeDecision', 'roomMinutes') }),
    partly({ form: fc.constantFrom('original', 'certifiedCopy', 'plainCopy'), certified: fc.boolean() }),
  )
  .map(([a, b]) => ({ ...a, ...b }));

const required = fc
  .subarray(['achievementReport', 'scopeDecision', 'unitCouncilMinutes', 'ballotResult'] as const)
  .map((kinds) =>
    kinds.map((kind) => ({
      kind,
      name: { vi: `Tài liệu ${kind}`, en: `Paper ${kind}` },
      by: kind === 'ballotResult' ? ('province' as const) : ('submission' as const),
      ...(kind === 'scopeDecision' ? { certified: true } : {}),
    })),
  );

const consultation = fc
  .tuple(
    fc.record({ body: fc.constantFrom('ministry', 'partyCommittee') }),
    partly({ answer: fc.constantFrom('agrees', 'objects', 'silent'), reasonRecorded: fc.constant(true as const) }),
  )
  .map(([a, b]) => ({ ...a, ...b }));

export const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    of: fc.constantFrom(...dossiers),
    type,
    procedure: fc.constantFrom('normal', 'normal', 'simplified'),
    achievementPeriod: period,
    initiatives: fc.subarray(['A', 'B', 'C', 'D']),
    flags: fc.subarray(['headOfProvincialBody', 'managedByParty']),
    declared,
    rows: fc.tuple(row('CSTDCS'), fc.oneof(fc.constant([]), row('CSTDT'))),
    awards: fc.array(award, { maxLength: 6 }),
    grades: fc.array(fc.oneof({ weight: 9, arbitrary: grade }, { weight: 1, arbitrary: leave }), { maxLength: 12 }),
    all: fc.boolean(),
    register: fc.oneof(fc.array(initiative, { maxLength: 5 }), fc.constant(free)),
    conduct: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(fc.oneof(discipline, verification), { maxLength: 2 }) },
    ),
    members,
    // a dossier is one dossier: none of the round is there twice
    others: fc.oneof(fc.constant([]), fc.uniqueArray(other, { maxLength: 3, selector: (o) => o.nomination })),
    flagsOfRound: fc.record({ qualified: fc.nat(10), proposed: fc.nat(4) }),
    required,
    present: fc.array(paper, { maxLength: 4 }),
    consultations: fc.array(consultation, { maxLength: 3 }),
    moment: fc.constantFrom(...moments),
    expectedDecision: fc.constantFrom('2026-12-31', '2027-02-28', '2027-04-01'),
  })
  .map((a) =>
    facts({
      dossier: {
        ...a.of,
        awardYear,
        commendationType: a.type,
        procedure: a.procedure,
        achievementPeriod: a.achievementPeriod,
        initiatives: a.initiatives,
        flags: a.flags,
        declared: a.declared,
        achievement: 'T-1',
      },
      catalogue,
      awards: [...a.rows.flat(), ...a.awards],
      grades: a.all
        ? [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026].map((y) => ({ year: y, grade: 'excellent' as const }))
        : a.grades,
      initiatives: a.register,
      conduct: a.conduct,
      members: a.members,
      ranking: { block: 'U06', scope: 'province', leads: true },
      round: { others: a.others, flags: a.flagsOfRound },
      papers: { required: a.required, present: a.present },
      consultations: a.consultations,
      moment: a.moment,
      expectedDecision: a.expectedDecision,
    }),
  );

/** The same with every list of it in another order, at any depth. */
export function shuffled<T>(value: T, random: () => number): T {
  if (Array.isArray(value)) {
    const list = value.map((part: unknown) => shuffled(part, random));
    for (let i = list.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [list[i], list[j]] = [list[j], list[i]];
    }
    return list as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shuffled(part, random)])) as T;
}
