import { awardOn, type Award } from '../../../domain/award';
import { proposedElsewhere } from '../../../domain/campaign/nominating';
import { hasEnded } from '../../../domain/campaign/registration';
import { Problem } from '../../../domain/errors';
import type { Grade, Measure } from '../../../domain/rules/facts';
import { stands } from '../../../domain/rules/rule';
import { gradeName } from '../../../domain/rules/sentences';
import type { Day } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import { updateId } from '../../../platform/temporal/ask';
import type { Dossier, GradeRecord, NominationRecord, PersonRecord, RoundRecord } from '../../../platform/store';
import { aboutPerson } from '../../../platform/store/gather';
import { refused, say } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { eligibilityOf, lookedAhead, visibleTo, type Eligibility } from '../nominations/eligibility';
import { onlyMissing } from '../nominations/findings';
import { senderFor, wholeOf, type Sender } from '../nominations/senders';
import { firstDossier, personNamed, stillStands } from './first-dossier';
import { contentHash, everything, isWithin, mustHave, unitsOf } from '../shared';

/** The titles that are given to most of a unit's people, by the grade of the year: whole lists of them are written at once. */
export const tickedAwards = ['LDTT', 'CSTDCS'] as const;
export type TickedAward = (typeof tickedAwards)[number];

/** One person of the unit, with what is known of the year, and what would be found of the nomination. */
export interface TickRow {
  readonly person: PersonRecord;
  readonly unitName: string;
  readonly grade?: Grade;
  readonly maternityLeave?: true;
  /** The gravest measure that bound the person during the year. */
  readonly discipline?: Measure;
  readonly eligibility: Eligibility;
  /** Proposed for it in this round already, as a draft or sent. */
  readonly nomination?: NominationRecord;
  /** By another unit or room: nothing more is told of it. */
  readonly elsewhere?: true;
}

export interface TickList {
  readonly round: RoundRecord;
  readonly award: Award;
  readonly rows: readonly TickRow[];
}

interface Asked {
  readonly caller: Caller;
  /** That of the caller when absent. */
  readonly unit?: string;
  readonly round: string;
  readonly award: string;
}

/**
 * The people of a unit and of its rooms as one list to tick, in the order of rooms and names. Of findings only those that stand are told,
 * and not what is still to be attached: papers come with the drafts.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION for an award that is not ticked or not in the round
 */
export async function tickList(context: ApiContext, asked: Asked): Promise<TickList> {
  const { caller } = asked;
  mustHave(caller, 'writeDrafts');
  const of = await partiesOf(context, asked);
  const { store } = context;
  const { people, round, award } = of;
  const about = people.map(({ _id }) => aboutPerson(_id));
  const [grades, conduct, proposed] = await Promise.all([
    store.facts.aboutEach('grade', about),
    store.facts.aboutEach('conduct', about),
    proposedIn(
      context,
      of,
      people.map(({ _id }) => _id),
    ),
  ]);
  const gradeOf = new Map(grades.filter(({ year }) => year === round.awardYear).map((fact) => [fact.about, fact]));
  const found = await findingsOf(context, of, gradeOf);
  const rows = people.map((person, i): TickRow => {
    const { grade, maternityLeave } = gradeOf.get(aboutPerson(person._id)) ?? {};
    const discipline = gravest(
      conduct
        .filter((c) => c.about === aboutPerson(person._id) && c.matter === 'discipline' && bound(c, round.awardYear))
        .flatMap(({ measure }) => measure ?? []),
    );
    const nomination = proposed.here.get(person._id);
    const eligibility = visibleTo(caller, found[i]!);
    return {
      person,
      unitName: of.unitName(person.unit),
      ...(grade === undefined ? {} : { grade }),
      ...(maternityLeave === true ? { maternityLeave } : {}),
      ...(discipline === undefined ? {} : { discipline }),
      eligibility: {
        ...eligibility,
        findings: eligibility.findings.filter((found) => stands(found) && !onlyMissing(found)),
      },
      ...(nomination ? { nomination } : proposed.elsewhere.has(person._id) ? { elsewhere: true } : {}),
    };
  });
  return { round, award, rows };
}

/**
 * Who of these is proposed for the award in the round already: by the unit or a room of it, or elsewhere. A draft that was left behind by
 * a unit that has ended is sent by nobody.
 */
async function proposedIn(
  { store, clock }: ApiContext,
  { round, award, units }: Pick<Parties, 'round' | 'award' | 'units'>,
  persons: readonly string[],
): Promise<{ readonly here: ReadonlyMap<string, NominationRecord>; readonly elsewhere: ReadonlySet<string> }> {
  const filter = { round: round._id, award: award.code, subject: persons, awardYear: round.awardYear };
  const found = (await everything((paging) => store.nominations.list(filter, paging))).filter(stillStands);
  const others = found.filter(({ unit }) => !units.includes(unit));
  const known = others.length === 0 ? undefined : await store.units.many(others.map(({ unit }) => unit));
  const today = dayOf(clock.now());
  const isOver = (code: string): boolean => {
    const unit = known?.get(code);
    return unit !== undefined && hasEnded(unit, today);
  };
  return {
    here: new Map(found.filter(({ unit }) => units.includes(unit)).flatMap((record) => subjectOf(record))),
    elsewhere: new Set(
      others
        .filter(({ status, unit }) => status !== 'draft' || !isOver(unit))
        .flatMap((record) => subjectOf(record).map(([code]) => code)),
    ),
  };
}

/** What became of a tick: a new draft, that of the same submission, or that the person is proposed already. */
export interface Ticked {
  readonly person: string;
  readonly nomination: string;
  readonly created: boolean;
}

/**
 * Drafts for those who were ticked, all or none; the same submission again gives the first ones. Who is proposed in the round already gets
 * no second one; whom another unit or room proposes is refused by name.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION with a field a person, KEY_REUSED
 */
export async function createTicked(
  context: ApiContext,
  asked: Asked & { readonly persons: readonly string[]; readonly submission: string },
): Promise<readonly Ticked[]> {
  const { caller, submission, persons } = asked;
  mustHave(caller, 'writeDrafts');
  const of = await partiesOf(context, asked);
  const { store, clock } = context;
  const { round, award } = of;
  if (round.deadline < dayOf(clock.now())) throw new Problem('ROUND_CLOSED', round._id, { deadline: round.deadline });
  const known = new Map(of.people.map((person) => [person._id, person]));
  const wrong = persons.filter((person) => !known.has(person));
  if (wrong.length > 0) {
    throw invalid(
      ...wrong.map((person) => ({
        field: `persons.${persons.indexOf(person)}`,
        ...refused('unit.notHere', { code: person }),
      })),
    );
  }
  const [grades, { here: proposed, elsewhere }] = await Promise.all([
    store.facts.aboutEach('grade', persons.map(aboutPerson)),
    proposedIn(context, of, persons),
  ]);
  const away = persons.filter((person) => elsewhere.has(person) && !proposed.has(person));
  if (away.length > 0) {
    throw invalid(
      ...away.map((person) => ({
        field: `persons.${persons.indexOf(person)}`,
        vi: `${known.get(person)!.name}: ${proposedElsewhere.vi}`,
        en: `${known.get(person)!.name}: ${proposedElsewhere.en}`,
      })),
    );
  }
  const gradeOf = new Map(grades.filter(({ year }) => year === round.awardYear).map((fact) => [fact.about, fact]));
  const keyOf = (person: string): string => updateId(caller.actor, `${submission}.${person}`);
  const now = clock.now();
  const drafts = persons
    .map((code) => known.get(code)!)
    .filter(({ _id }) => (proposed.get(_id)?.createKey ?? keyOf(_id)) === keyOf(_id))
    .map((person) => ({
      unit: person.unit,
      round: round._id,
      dossier: dossierOf(person, of, gradeOf.get(aboutPerson(person._id)), dayOf(now)),
      createKey: keyOf(person._id),
      // what the records say of somebody may change between two tries; who was ticked for what may not
      createHash: contentHash({ round: round._id, award: award.code, person: person._id }),
      actor: caller.actor,
      now,
    }));
  const made = await store.nominations.createMany(drafts);
  const byPerson = new Map(
    made.flatMap(({ record, created }) => subjectOf(record).map(([code]) => [code, { record, created }])),
  );
  return persons.map((person) => {
    const { record, created } = byPerson.get(person) ?? { record: proposed.get(person)!, created: false };
    return { person, nomination: record._id, created };
  });
}

interface Parties {
  readonly round: RoundRecord;
  readonly award: Award;
  readonly sender: Sender;
  readonly units: readonly string[];
  readonly unitName: (code: string) => string;
  readonly people: readonly PersonRecord[];
}

async function partiesOf(
  context: ApiContext,
  { caller, unit: named, round: roundCode, award: code }: Asked,
): Promise<Parties> {
  const { store, catalogue, clock } = context;
  const own = named ?? caller.unit;
  if (own === undefined) throw invalid({ field: 'unit', ...refused('unitNeeded') });
  if (!(await isWithin(context, caller, own))) throw new Problem('NOT_FOUND', own);
  const [unit, round] = await Promise.all([store.units.need(own), store.rounds.get(roundCode)]);
  if (!round) throw invalid({ field: 'round', ...refused('noRound') });
  const award = awardOn(catalogue, code, dayOf(clock.now()));
  if (!award || !(tickedAwards as readonly string[]).includes(code) || !round.awards.includes(code)) {
    throw invalid({ field: 'award', ...refused('unit.notTicked') });
  }
  const units = (await unitsOf(context, { ...caller, unit: own })) ?? [own];
  const [people, names, sender] = await Promise.all([
    store.people.ofUnits(units),
    store.units.many(units),
    wholeOf(store, unit).then((whole) => senderFor(context, whole ?? unit)),
  ]);
  const place = new Map(units.map((one, i) => [one, i]));
  const ordered = [...people].sort(
    (a, b) => place.get(a.unit)! - place.get(b.unit)! || lastName(a).localeCompare(lastName(b), 'vi'),
  );
  return { round, award, sender, units, people: ordered, unitName: (one) => names.get(one)?.name ?? one };
}

/** Vietnamese lists are in the order of the given name, which stands last. */
const lastName = ({ name }: PersonRecord): string => `${name.trim().split(/\s+/).at(-1) ?? ''} ${name}`;

function findingsOf(
  context: ApiContext,
  of: Parties,
  gradeOf: ReadonlyMap<string, GradeRecord>,
): Promise<readonly Eligibility[]> {
  const today = dayOf(context.clock.now());
  const looked = of.people.map((person) =>
    lookedAhead(context, dossierOf(person, of, gradeOf.get(aboutPerson(person._id)), today), of),
  );
  return eligibilityOf(context, looked);
}

/** What can be said of somebody before anybody has written a word. */
function dossierOf(
  person: PersonRecord,
  { round, award, unitName }: Parties,
  grade: GradeRecord | undefined,
  today: Day,
): Dossier {
  const merit =
    grade?.grade === undefined
      ? ''
      : say('vi', 'kept.gradeOfYear', { year: round.awardYear, grade: gradeName[grade.grade].vi });
  return firstDossier(round, award, { nominee: personNamed(person, unitName(person.unit)), merit, today });
}

const subjectOf = (record: NominationRecord): [string, NominationRecord][] => {
  const { nominee } = record.dossier;
  return nominee.kind === 'person' && nominee.person !== undefined ? [[nominee.person, record]] : [];
};

const bound = ({ from, to }: { readonly from: Day; readonly to?: Day }, year: number): boolean =>
  from <= `${year}-12-31` && (to === undefined || to >= `${year}-01-01`);

const order: readonly Measure[] = ['reprimand', 'warning', 'demotion', 'dismissal'];
const gravest = (measures: readonly Measure[]): Measure | undefined =>
  [...measures].sort((a, b) => order.indexOf(b) - order.indexOf(a))[0];
