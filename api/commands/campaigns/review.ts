import { targetsFor } from '../../../domain/campaign/amendment';
import { meritOf } from '../../../domain/campaign/nominating';
import { hasEnded } from '../../../domain/campaign/registration';
import { Problem } from '../../../domain/errors';
import { gradeName } from '../../../domain/rules/sentences';
import { dayOf, type Day } from '../../../domain/time';
import type {
  CampaignRecord,
  Dossier,
  NominationRecord,
  Nominee,
  RegistrationRecord,
  RoundRecord,
  UnitRecord,
} from '../../../platform/store';
import type { GradeRecord } from '../../../platform/store/fact-records';
import type { NominationFilter } from '../../../platform/store/nominations';
import { aboutPerson, aboutUnit } from '../../../platform/store/gather';
import { markOf } from '../../../platform/campaign-round';
import type { Award } from '../../../domain/award';
import { refused, say } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { senderFor, wholeOf, type Sender } from '../nominations/senders';
import { everything, withRooms } from '../shared';
import { firstDossier, personNamed } from '../unit/first-dossier';
import { needCampaign } from './need';
import { mustReach } from './reach';

/** Somebody or something of a unit that may be proposed. */
export interface Subject {
  /** Code of the person, unit or room. */
  readonly code: string;
  /** As facts name it: `people/P01`, `units/U01a`. */
  readonly about: string;
  readonly nominee: Nominee;
  /** The room or unit that writes the dossier. */
  readonly unit: string;
  readonly registration?: RegistrationRecord;
  /** It has moved, or has ended: somebody else proposes it. */
  readonly gone?: true;
}

/** What the final review of a campaign has before it, of one unit and its rooms. */
export interface Review {
  readonly campaign: CampaignRecord;
  /** As it is, or as it will be opened. */
  readonly round: RoundRecord;
  readonly opened: boolean;
  readonly sender: Sender;
  readonly today: Day;
  readonly subjects: readonly Subject[];
  /** Nominations of the subjects in the round, of whatever unit. */
  readonly before: readonly NominationRecord[];
  /** Whether the caller may know of a nomination of this unit. */
  readonly sees: (unit: string) => boolean;
  /** Whether a unit sends what it has drafted no more, because it has ended. */
  readonly isOver: (unit: string) => boolean;
  readonly gradeOf: ReadonlyMap<string, GradeRecord>;
}

/** @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION where no unit is named, NOMINATING_NOT_OPEN before the final review */
export async function reviewOf(
  context: ApiContext,
  { caller, id, unit: named }: { readonly caller: Caller; readonly id: string; readonly unit?: string },
): Promise<Review> {
  const { store, clock } = context;
  const campaign = await needCampaign(context, caller, id);
  const own = named ?? caller.unit;
  if (own === undefined) throw invalid({ field: 'unit', ...refused('unitNeeded') });
  await mustReach(context, caller, own);
  if (campaign.reached.finalReview === undefined) throw notOpen(campaign, 'finalReview');
  const today = dayOf(clock.now());
  const [unit, units, round] = await Promise.all([store.units.need(own), store.units.all(), store.rounds.get(id)]);
  const scope = withRooms(units, [own]);
  const [subjects, sender] = await Promise.all([
    subjectsOf(context, { campaign, units, scope, today }),
    wholeOf(store, unit).then((whole) => senderFor(context, whole ?? unit)),
  ]);
  const [before, grades] = await Promise.all([
    nominationsIn(context, { round: id, subject: subjects.map(({ code }) => code), awardYear: campaign.year }),
    store.facts.aboutEach(
      'grade',
      subjects.map(({ about }) => about),
    ),
  ]);
  const seen = caller.unit === undefined ? undefined : withRooms(units, [caller.unit]);
  const over = new Set(units.filter((one) => hasEnded(one, today)).map(({ _id }) => _id));
  return {
    campaign,
    round: round ?? plannedRound(campaign),
    opened: round !== undefined,
    sender,
    today,
    subjects,
    before,
    sees: (unit) => seen?.includes(unit) ?? true,
    isOver: (unit) => over.has(unit),
    gradeOf: new Map(grades.filter(({ year }) => year === campaign.year).map((fact) => [fact.about, fact])),
  };
}

/** All nominations of a round, also those that were thrown away, which no list has. */
async function nominationsIn(
  { store }: ApiContext,
  filter: Pick<NominationFilter, 'round' | 'subject' | 'awardYear'>,
): Promise<readonly NominationRecord[]> {
  const [kept, thrown] = await Promise.all([
    everything((paging) => store.nominations.list(filter, paging)),
    everything((paging) => store.nominations.list({ ...filter, status: 'discarded' }, paging)),
  ]);
  return [...kept, ...thrown];
}

/** A day of the campaign that has to come first. */
export const notOpen = ({ _id, working }: CampaignRecord, milestone: 'finalReview' | 'roundOpens'): Problem =>
  new Problem('NOMINATING_NOT_OPEN', _id, { milestone, ...(working[milestone] ? { day: working[milestone] } : {}) });

/** The round as it will be opened. */
const plannedRound = (campaign: CampaignRecord): RoundRecord => ({
  _id: campaign._id,
  name: campaign.name,
  awardYear: campaign.year,
  awards: campaign.awards,
  units: campaign.participants,
  deadline: campaign.working.roundCloses ?? campaign.working.end!,
  ...markOf(campaign),
});

/**
 * The unit, its rooms and people as they are now, each with what it registered, wherever that was; and what has registered here and has
 * left.
 */
async function subjectsOf(
  { store }: ApiContext,
  of: {
    readonly campaign: CampaignRecord;
    readonly units: readonly UnitRecord[];
    readonly scope: readonly string[];
    readonly today: Day;
  },
): Promise<readonly Subject[]> {
  const { campaign, units, scope, today } = of;
  const [people, all] = await Promise.all([store.people.ofUnits(scope), store.registrations.ofCampaign(campaign._id)]);
  const signed = all.filter(({ status }) => status === 'signed');
  const registered = new Map(signed.map((one) => [one.about, one]));
  const names = new Map(units.map(({ _id, name }) => [_id, name]));
  const withRegistration = (subject: Subject): Subject => {
    const registration = registered.get(subject.about);
    return registration ? { ...subject, registration } : subject;
  };
  const here = [
    ...units
      .filter(({ _id, validTo }) => scope.includes(_id) && (validTo === undefined || validTo >= today))
      .map(({ _id, name }) => collective(_id, name)),
    ...people.map((person): Subject => {
      const nominee = personNamed(person, names.get(person.unit) ?? person.unit);
      return { code: person._id, about: aboutPerson(person._id), unit: person.unit, nominee };
    }),
  ].map(withRegistration);
  const present = new Set(here.map(({ about }) => about));
  const left = signed.filter(({ unit, about }) => scope.includes(unit) && !present.has(about));
  return [...here, ...left.map((registration): Subject => ({ ...named(registration), registration, gone: true }))];
}

const collective = (code: string, name: string): Subject => ({
  code,
  about: aboutUnit(code),
  unit: code,
  nominee: { kind: 'collective', collective: code, name },
});

/** A registrant as it was called then. */
function named({ registrant, unit, about }: RegistrationRecord): Subject {
  const { kind, code, name, post = '' } = registrant;
  if (kind !== 'person') return { ...collective(code, name), unit };
  return { code, about, unit, nominee: { kind, person: code, name, address: 'Ông', post, unitName: '' } };
}

/** The words with which a draft begins: the grade of the year, and results against targets. */
export function dossierOf(
  { about, nominee, registration }: Subject,
  award: Award,
  { round, gradeOf, today }: Pick<Review, 'round' | 'gradeOf' | 'today'>,
): Dossier {
  const grade = gradeOf.get(about)?.grade;
  const said = [
    ...(grade === undefined
      ? []
      : [say('vi', 'kept.gradeOfYear', { year: round.awardYear, grade: gradeName[grade].vi })]),
    ...(registration ? [meritOf(targetsFor(registration, 'year'), registration.results, 'year')] : []),
  ];
  return firstDossier(round, award, { nominee, merit: said.filter((one) => one !== '').join(' '), today });
}
