import { catalogue } from '../../../domain/catalogue';
import { evaluate } from '../../../domain/rules/evaluate';
import type {
  AwardFact,
  ConductFact,
  DossierFacts,
  Facts,
  GradeFact,
  InitiativeFact,
  MemberFacts,
} from '../../../domain/rules/facts';
import type { Criterion, Finding, Rule } from '../../../domain/rules/rule';

/** A rule that asks one thing of every dossier. */
export const rule = (test: Criterion, changes: Partial<Rule> = {}): Rule => ({
  code: 'R00',
  rule: 'R00',
  kind: 'BLOCK',
  when: {},
  wording: { vi: 'Tiêu chuẩn', en: 'A criterion' },
  test,
  citation: { vi: 'Luật Thi đua, khen thưởng', en: 'Law on Emulation and Commendation' },
  sourceLevel: 'law',
  validFrom: '2024-01-01',
  verified: true,
  ...changes,
});

/** A person's dossier for Grassroots emulation fighter of 2026, checked on 23 November 2026, of which nothing is known. */
export function facts({
  dossier,
  ...changes
}: Partial<Omit<Facts, 'dossier'>> & { dossier?: Partial<DossierFacts> } = {}): Facts {
  return {
    dossier: {
      nomination: 'N00',
      subject: 'P1',
      subjectKind: 'person',
      award: 'CSTDCS',
      awardYear: 2026,
      commendationType: 'merit',
      procedure: 'normal',
      achievementPeriod: { from: '2026-01-01', to: '2026-12-31' },
      initiatives: [],
      secretContent: false,
      flags: [],
      declared: { grades: [], awards: [] },
      ...dossier,
    },
    catalogue,
    awards: [],
    grades: [],
    initiatives: [],
    conduct: [],
    unit: { code: 'U01', kind: 'department', validFrom: '2025-07-01' },
    registration: 'registered',
    round: { others: [] },
    papers: { required: [], present: [] },
    consultations: [],
    moment: 'unit',
    today: '2026-11-23',
    expectedDecision: '2026-12-31',
    ...changes,
  };
}

export const award = (code: string, awardYear: number, changes: Partial<AwardFact> = {}): AwardFact => ({
  award: code,
  awardYear,
  commendationType: 'merit',
  decidedOn: `${awardYear}-11-20`,
  decisionNumber: `${awardYear - 2000}/QĐ`,
  initiatives: [],
  ...changes,
});

export const awards = (code: string, ...years: number[]): AwardFact[] => years.map((year) => award(code, year));

/** A title of the award year that another dossier of the round asks for. */
export const pending = (code: string, awardYear: number, changes: Partial<AwardFact> = {}): AwardFact => ({
  award: code,
  awardYear,
  commendationType: 'merit',
  initiatives: [],
  pending: true,
  ...changes,
});

/** Grades of the years from the first on: `e` excellent, `w` well, `c` completed, `n` not completed, `m` leave, `.` none. */
export function grades(first: number, letters: string): GradeFact[] {
  const meaning: Record<string, GradeFact['grade']> = { e: 'excellent', w: 'well', c: 'completed', n: 'notCompleted' };
  return Array.from(letters).flatMap((letter, i): GradeFact[] => {
    if (letter === '.') return [];
    const year = first + i;
    const grade = meaning[letter];
    return [grade === undefined ? { year, maternityLeave: true } : { year, grade }];
  });
}

export const initiative = (code: string, changes: Partial<InitiativeFact> = {}): InitiativeFact => ({
  code,
  title: `Sáng kiến ${code}`,
  kind: 'initiative',
  scope: 'unit',
  recognisedOn: '2026-10-01',
  decisionNumber: '40/QĐ',
  usedBy: [],
  ...changes,
});

export const measure = (from: string, to?: string, name: ConductFact['measure'] = 'reprimand'): ConductFact => ({
  kind: 'discipline',
  measure: name,
  from,
  ...(to === undefined ? {} : { to }),
});

export const members = (changes: Partial<MemberFacts> = {}): MemberFacts => ({
  headcount: 10,
  holders: {},
  graded: {},
  disciplined: [],
  ...changes,
});

/** The finding of one criterion. */
export function found(test: Criterion, given: Facts): Finding {
  const [finding] = evaluate([rule(test)], given);
  return finding!;
}

/** All that one criterion says, in English: its outcome, the sentence, what is missing of whom, and the field to go to. */
export function told(test: Criterion, given: Facts): Told {
  const { outcome, say, missing, field } = found(test, given);
  return { outcome, say: say.en, missing: missing.map(({ what, by }) => `${by}: ${what.en}`), field };
}

export interface Told extends Pick<Finding, 'outcome'> {
  readonly say: string;
  readonly missing: readonly string[];
  readonly field: string | undefined;
}

/** Codes of the rules that keep a dossier from going on. */
export const outcome = (test: Criterion, given: Facts): Finding['outcome'] => found(test, given).outcome;
