import { awardOn, type Award, type Procedure, type SubjectKind } from '../../../domain/award';
import { addWorkingDays, type WorkingCalendar } from '../../../domain/calendar';
import { compareForCeremony, decidedInUnit, isForUnit } from '../../../domain/catalogue';
import { Problem } from '../../../domain/errors';
import { requirementsFor, type NominationField, type RequiredPaper } from '../../../domain/pack';
import { routeOrNone, type Route } from '../../../domain/route';
import type { Day } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import type { RoundRecord, UnitRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { wholeOf } from '../nominations/senders';
import { everything, mustBeWithin, mustHave } from '../shared';
import { invalid } from '../../schemas/parse';

/** One award that a unit may propose now, for whom, and with what. */
export interface Opportunity {
  readonly award: Award;
  readonly procedure: Procedure;
  readonly subjects: readonly SubjectKind[];
  readonly fields: readonly NominationField[];
  /** What the unit attaches, and what comes about on the way. */
  readonly papers: readonly RequiredPaper[];
  /** Whether the unit's own head decides. */
  readonly ownPower: boolean;
  /** The day from which the council that decides may take it up, when every stage before it takes its time. */
  readonly councilFrom?: Day;
}

/** What may be proposed in one round, or, without a round, at any time. */
export interface Occasion {
  readonly round?: RoundRecord;
  readonly awards: readonly Opportunity[];
}

/**
 * What a unit can propose today: the rounds that are open and expect it, then what needs no round. A room proposes through the unit
 * that it is a part of. Nothing is said of a single nominee here: that is for a draft and its findings.
 * @throws Problem FORBIDDEN, NOT_FOUND for a unit outside the caller's, VALIDATION where no unit is named
 */
export async function opportunities(
  context: ApiContext,
  { caller, unit: asked }: { readonly caller: Caller; readonly unit?: string },
): Promise<{ readonly unit: UnitRecord; readonly occasions: readonly Occasion[] }> {
  mustHave(caller, 'readNominations');
  const { store, clock } = context;
  const code = asked ?? caller.unit;
  if (code === undefined) throw invalid({ field: 'unit', ...refused('unitNeeded') });
  await mustBeWithin(context, caller, code);
  const today = dayOf(clock.now());
  const [unit, rounds, calendar] = await Promise.all([
    store.units.need(code),
    everything((paging) => store.rounds.list(paging)),
    store.calendars.working(),
  ]);
  const whole = (await wholeOf(store, unit)) ?? unit;
  const open = rounds
    .filter((round) => round.deadline >= today && expects(round, [unit._id, whole._id]))
    .sort((a, b) => (a.deadline < b.deadline ? -1 : 1));
  const at = { context, whole, today, calendar };
  const inRounds = open.map((round) => ({
    round,
    awards: inOrder(round.awards.flatMap((award) => found(at, award, round))),
  }));
  const always = inOrder(
    [...new Set(context.catalogue.map((award) => award.code))].flatMap((award) => found(at, award)),
  );
  const occasions: Occasion[] = [...inRounds, { awards: always }];
  return { unit, occasions: occasions.filter(({ awards }) => awards.length > 0) };
}

const expects = ({ units }: RoundRecord, codes: readonly string[]): boolean =>
  units.length === 0 || codes.some((code) => units.includes(code));

interface At {
  readonly context: ApiContext;
  readonly whole: UnitRecord;
  readonly today: Day;
  readonly calendar: WorkingCalendar;
}

/** Without a round only what the simplified procedure has a way for. */
function found({ context, whole, today, calendar }: At, code: string, round?: RoundRecord): Opportunity[] {
  const { catalogue, pack } = context;
  const award = awardOn(catalogue, code, today);
  if (!award) return [];
  const procedure = round ? 'normal' : 'simplified';
  const way = routeOrNone(pack.routes, { award, procedure, flags: [] });
  if (!way) return [];
  if (!isForUnit(award, whole.kind, today)) return [];
  const { fields, papers } = requirementsFor(pack, { award: code, procedure });
  const councilFrom = councilAfter(way.route, calendar, round?.deadline ?? today);
  return [
    {
      award,
      procedure,
      subjects: award.subjects,
      fields,
      papers,
      ownPower: decidedInUnit(award),
      ...(councilFrom === undefined ? {} : { councilFrom }),
    },
  ];
}

/** Where the working days of the year after next are not entered yet, no day is told. */
function councilAfter(route: Route, calendar: WorkingCalendar, from: Day): Day | undefined {
  const council = route.findLastIndex((step) => step.some((stage) => stage.kind === 'council'));
  if (council < 0) return undefined;
  const before = route
    .slice(0, council)
    .map((step) => Math.max(0, ...step.map((s) => ('workingDays' in s ? s.workingDays : 0))));
  try {
    return addWorkingDays(
      calendar,
      from,
      before.reduce((sum, days) => sum + days, 0),
    );
  } catch (error) {
    if (error instanceof Problem && error.code === 'CALENDAR_ENDS') return undefined;
    throw error;
  }
}

const inOrder = (all: readonly Opportunity[]): Opportunity[] =>
  [...all].sort((a, b) =>
    compareForCeremony(
      { award: a.award, subject: 'person', posthumous: false },
      { award: b.award, subject: 'person', posthumous: false },
    ),
  );
