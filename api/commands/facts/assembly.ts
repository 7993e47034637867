import type { Award } from '../../../domain/award';
import { requirementsFor, type PaperKind, type ProvincePack } from '../../../domain/pack';
import type {
  AwardFact,
  ConductFact,
  ConsultationFact,
  DossierFacts,
  Facts,
  Grade,
  GradeFact,
  InitiativeFact,
  MemberFacts,
  Moment,
  RankingFact,
  UnitFacts,
} from '../../../domain/rules/facts';
import { grades } from '../../../domain/rules/facts';
import type { Day } from '../../../domain/time';
import { yearOf } from '../../../domain/time';
import type { ConductRecord, FactRecord, HistoryRecord, UnitRecord } from '../../../platform/store';
import {
  aboutPerson,
  aboutUnit,
  collectiveOf,
  personOf,
  type Gathered,
  type OtherDossier,
} from '../../../platform/store/gather';
import { subjectOf } from '../../../platform/store/ledger';
import type { Candidate, Flags } from './facts';
import { flagCounts, isInRound, otherFact, othersOf, quotaOf, touches } from './round';
import { defined } from '../shared';

interface Around {
  readonly catalogue: readonly Award[];
  readonly pack: ProvincePack;
  readonly flags: Flags;
  readonly moment: Moment;
  readonly today: Day;
  readonly expectedDecision: Day;
}

type OfKind<K extends FactRecord['kind']> = Extract<FactRecord, { readonly kind: K }>;

/** What was read for a list of dossiers, as far as it is about one of them. Nothing is weighed here: that is for the rules. */
export function factsOf(
  candidate: Candidate,
  together: readonly Candidate[],
  gathered: Gathered,
  around: Around,
): Facts {
  const { dossier, nomination, unit } = candidate;
  const { catalogue, moment, today, expectedDecision } = around;
  const subject = subjectOf(dossier.nominee, nomination ?? '');
  const collective = collectiveOf(dossier.nominee);
  const family = collective === undefined ? undefined : gathered.families.get(collective);
  const entity = entityOf(dossier.nominee);
  const inherited = (family?.predecessors ?? []).map(aboutUnit);
  const about = <K extends FactRecord['kind']>(kind: K, entities: readonly (string | undefined)[]): OfKind<K>[] =>
    gathered.facts.filter((fact): fact is OfKind<K> => fact.kind === kind && entities.includes(fact.about));
  const collectiveUnit = collective === undefined ? undefined : gathered.units.get(collective);
  const others = othersOf(candidate, together, gathered.others);
  const ranking = about('ranking', [entity]).find((r) => r.year === dossier.awardYear);
  return {
    dossier: dossierFacts(candidate, subject),
    catalogue,
    awards: [
      ...gathered.awards.filter((award) => isOf(award, subject, family?.predecessors ?? [], candidate)).map(awardFact),
      ...others.filter((other) => other.subject === subject && isInRound(candidate, other)).map(pendingFact),
    ],
    grades: about('grade', [entity, ...inherited]).map(gradeFact),
    initiatives: initiativeFacts(candidate, gathered),
    conduct: about('conduct', [entity]).map(conductFact),
    ...nameFact(dossier.nominee, gathered),
    unit: unitFacts(gathered.units.get(unit), unit),
    ...(collectiveUnit ? { collective: unitFacts(collectiveUnit, collectiveUnit._id) } : {}),
    ...(family ? { members: memberFacts(candidate, gathered, family.members, others) } : {}),
    ...(ranking ? { ranking: rankingFact(ranking) } : {}),
    registration: registrationOf(candidate, gathered),
    round: {
      others: others.filter((other) => other.stand !== 'draft' && touches(candidate, subject, other)).map(otherFact),
      ...flagCounts(candidate, gathered, around.flags),
      ...quotaOf(candidate, gathered),
    },
    papers: papersOf(candidate, around.pack),
    consultations: consultationsOf(candidate),
    moment,
    today,
    expectedDecision,
  };
}

/**
 * Whether the nominee is on the list of those who registered in the year. Where the unit's registration has not been closed here
 * in that year nobody keeps a list.
 */
function registrationOf({ dossier, unit }: Candidate, { facts }: Gathered): Facts['registration'] {
  const { awardYear, nominee } = dossier;
  const entity = entityOf(nominee);
  const of = (kind: FactRecord['kind'], about: string | undefined): boolean =>
    facts.some((fact) => fact.kind === kind && fact.about === about && 'year' in fact && fact.year === awardYear);
  if (entity === undefined) return 'unknown';
  if (of('registered', entity)) return 'registered';
  return of('registrationList', aboutUnit(unit)) ? 'notRegistered' : 'unknown';
}

function entityOf(nominee: Candidate['dossier']['nominee']): string | undefined {
  const person = personOf(nominee);
  if (person !== undefined) return aboutPerson(person);
  const collective = collectiveOf(nominee);
  return collective === undefined ? undefined : aboutUnit(collective);
}

function dossierFacts({ nomination, dossier }: Candidate, subject: string): DossierFacts {
  const { award, awardYear, commendationType, procedure, nominee, achievementPeriod, flags, declared } = dossier;
  return {
    ...defined({ nomination, criterion: dossier.criterion, achievement: dossier.achievement }),
    subject,
    subjectKind: nominee.kind,
    award,
    awardYear,
    commendationType,
    procedure,
    achievementPeriod,
    initiatives: dossier.initiatives ?? [],
    secretContent: dossier.secretContent ?? false,
    flags,
    declared: {
      grades: declared?.grades ?? [],
      awards: declared?.awards ?? [],
      ...defined({ headcount: declared?.headcount }),
    },
  };
}

// --- ledger ----------------------------------------------------------------------------------------------------------

/** Own entries, those of predecessors, and for households, whom no code names, those of the same achievement. */
function isOf(award: HistoryRecord, subject: string, predecessors: readonly string[], { dossier }: Candidate): boolean {
  if (subject !== '' && (award.subject === subject || predecessors.includes(award.subject))) return true;
  const household = dossier.nominee.kind === 'household' && award.subjectKind === 'household';
  return household && dossier.achievement !== undefined && award.achievement === dossier.achievement;
}

export const awardFact = (award: HistoryRecord): AwardFact => ({
  award: award.award,
  awardYear: award.awardYear,
  commendationType: award.commendationType,
  decidedOn: award.decidedOn,
  decisionNumber: award.decisionNumber,
  initiatives: award.initiatives ?? [],
  ...defined({
    nomination: award.nomination,
    achievementPeriod: award.achievementPeriod,
    wonBy: award.wonBy,
    achievement: award.achievement,
    revokedOn: award.revoked?.on,
  }),
});

const pendingFact = ({ _id, dossier }: OtherDossier): AwardFact => ({
  award: dossier.award,
  awardYear: dossier.awardYear,
  commendationType: dossier.commendationType,
  nomination: _id,
  achievementPeriod: dossier.achievementPeriod,
  initiatives: dossier.initiatives ?? [],
  ...defined({ achievement: dossier.achievement }),
  pending: true,
});

function initiativeFacts({ dossier }: Candidate, { facts, awards }: Gathered): InitiativeFact[] {
  const named = dossier.initiatives ?? [];
  return facts.flatMap((fact): InitiativeFact[] => {
    if (fact.kind !== 'initiative' || !named.includes(fact.code)) return [];
    const { code, title, nature: kind, scope, recognisedOn, decisionNumber } = fact;
    const usedBy = awards
      .filter((award) => award.revoked === undefined && award.initiatives?.includes(code))
      .map(({ award, awardYear, subject, nomination }) => ({ award, awardYear, subject, ...defined({ nomination }) }));
    return [{ code, title, kind, scope, recognisedOn, decisionNumber, usedBy }];
  });
}

// --- people and units ------------------------------------------------------------------------------------------------

export const gradeFact = ({ year, grade, maternityLeave }: OfKind<'grade'>): GradeFact => ({
  year,
  ...defined({ grade, maternityLeave }),
});

const conductFact = ({ matter, measure, from, to }: ConductRecord): ConductFact => ({
  kind: matter,
  from,
  ...defined({ measure, to }),
});

function nameFact(nominee: Candidate['dossier']['nominee'], { names }: Gathered): Pick<Facts, 'name'> {
  const person = personOf(nominee);
  return person === undefined ? {} : { name: { stated: nominee.name, ...defined({ registered: names.get(person) }) } };
}

const rankingFact = ({ block, scope, leads, rank, members, paper }: OfKind<'ranking'>): RankingFact => ({
  block,
  scope,
  leads,
  ...defined({ rank, members, paper }),
});

/** A unit that the records do not know has never existed for them. */
function unitFacts(unit: UnitRecord | undefined, code: string): UnitFacts {
  if (!unit) return { code, kind: 'other', validFrom: '9999-12-31' };
  const { kind, validFrom, validTo, successor } = unit;
  return { code, kind, validFrom, ...defined({ validTo, successor }) };
}

function memberFacts(
  candidate: Candidate,
  { awards, facts }: Gathered,
  people: readonly string[],
  others: readonly OtherDossier[],
): MemberFacts {
  const { dossier } = candidate;
  const year = dossier.awardYear;
  const members = new Set(people);
  const entities = new Set(people.map(aboutPerson));
  const own = facts.find((f) => f.kind === 'headcount' && f.about === entityOf(dossier.nominee) && f.year === year);
  const graded = facts.flatMap((f) =>
    f.kind === 'grade' && f.year === year && f.grade !== undefined && entities.has(f.about) ? [f.grade] : [],
  );
  const disciplined = facts.flatMap((f) =>
    f.kind === 'conduct' && f.measure !== undefined && entities.has(f.about) && bound(f, year) ? [f.measure] : [],
  );
  const issued = awards.filter((a) => members.has(a.subject) && a.awardYear === year && a.revoked === undefined);
  const pending = others.filter(
    (o) => members.has(o.subject) && o.dossier.awardYear === year && isInRound(candidate, o),
  );
  return {
    headcount: own?.kind === 'headcount' ? own.headcount : 0,
    holders: holdersOf(issued, pending),
    graded: Object.fromEntries(cumulated(graded)),
    disciplined,
  };
}

/** Whether a measure bound somebody on any day of a year. */
const bound = ({ from, to }: ConductRecord, year: number): boolean =>
  yearOf(from) <= year && (to === undefined || yearOf(to) >= year);

/** Each member once an award, whether it was given or is on its way. */
function holdersOf(issued: readonly HistoryRecord[], pending: readonly OtherDossier[]): MemberFacts['holders'] {
  const codes = new Set([...issued.map((a) => a.award), ...pending.map((o) => o.dossier.award)]);
  return Object.fromEntries(
    [...codes].map((code) => {
      const have = new Set(issued.filter((a) => a.award === code).map((a) => a.subject));
      const coming = new Set(
        pending.filter((o) => o.dossier.award === code && !have.has(o.subject)).map((o) => o.subject),
      );
      return [code, { issued: have.size, pending: coming.size }];
    }),
  );
}

/** How many are graded at least so; nothing is said of grades that nobody has been given yet. */
const cumulated = (given: readonly Grade[]): (readonly [Grade, number])[] =>
  given.length === 0
    ? []
    : grades.map((grade, worst) => [grade, given.filter((g) => grades.indexOf(g) <= worst).length] as const);

// --- papers ----------------------------------------------------------------------------------------------------------

/** What the service itself has made of a level's council. */
const minutesOf = { unit: 'unitCouncilMinutes', province: 'provinceCouncilMinutes' } as const satisfies Record<
  string,
  PaperKind
>;

function papersOf({ dossier, papers, line }: Candidate, pack: ProvincePack): Facts['papers'] {
  const given = [...dossier.papers, ...papers].map(({ kind, form, certified }) => ({
    kind: kind as PaperKind,
    ...defined({ form, certified }),
  }));
  const passed = (line?.route.slice(0, line.at) ?? []).flat();
  const made = passed.flatMap((stage): PaperKind[] =>
    stage.kind === 'council' ? [minutesOf[stage.level], 'ballotResult'] : [],
  );
  const known = new Set(given.map((paper) => paper.kind));
  return {
    required: requirementsFor(pack, dossier).papers,
    present: [
      ...given,
      // the unit's proposal comes with the sending
      ...[...new Set<PaperKind>(['proposal', ...made])].filter((kind) => !known.has(kind)).map((kind) => ({ kind })),
    ],
  };
}

/** Who is asked now, and what came of it. */
function consultationsOf({ line, consultations = [] }: Candidate): readonly ConsultationFact[] {
  const asked = (line?.stages ?? []).flatMap((state) =>
    state.kind === 'consultation' ? state.bodies.filter((b) => b.askedOn !== undefined) : [],
  );
  const now = asked.map(({ body, answer, overruled }): ConsultationFact => {
    const recorded = answer === 'silent' || overruled === true;
    return { body, ...defined({ answer }), ...(recorded ? { reasonRecorded: true as const } : {}) };
  });
  return [...now, ...consultations.filter((past) => !now.some(({ body }) => body === past.body))];
}
