import { countdownTo, type Countdown } from '../../../domain/campaign/countdown';
import { has } from '../../../domain/roles';
import { routeOrNone, type Level } from '../../../domain/route';
import { dayOf, type Day } from '../../../domain/time';
import { holdsOn } from '../../../domain/award';
import type { RoundRecord, SessionRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { everything, mustHave } from '../shared';

/** When dossiers of an award must be in so that a council can decide on a day. */
export interface AwardCountdown extends Countdown {
  readonly award: string;
}

/** A day of a council, and what must be in by when for it. */
export interface CouncilDay {
  readonly day: Day;
  readonly level: Level;
  readonly session?: Pick<SessionRecord, '_id' | 'name'>;
  readonly awards: readonly AwardCountdown[];
}

export interface CouncilCalendar {
  readonly days: readonly CouncilDay[];
  /** Rounds that still take dossiers, earliest deadline first. */
  readonly rounds: readonly RoundRecord[];
}

/**
 * Counts back from the councils that are to come, and from a day that is thought of. The rest of the way is the route that the
 * province's pack gives each award today. @throws Problem FORBIDDEN, CALENDAR_ENDS
 */
export async function councilCalendar(
  context: ApiContext,
  { caller, day }: { readonly caller: Caller; readonly day?: Day },
): Promise<CouncilCalendar> {
  mustHave(caller, 'readNominations');
  const { store, clock } = context;
  const today = dayOf(clock.now());
  const [sessions, rounds] = await Promise.all([
    has(caller, 'readSessions')
      ? store.sessions.list(
          { status: ['draft', 'opening', 'open'], ...(caller.unit === undefined ? {} : { unit: caller.unit }) },
          { limit: 50 },
        )
      : { items: [] },
    everything((paging) => store.rounds.list(paging)),
  ]);
  const calendar = await store.calendars.working();
  const countdowns = (level: Level, on: Day, only?: readonly string[]): AwardCountdown[] =>
    [...new Set(context.catalogue.filter((award) => holdsOn(award, today)).map(({ code }) => code))]
      .filter((code) => only === undefined || only.includes(code))
      .flatMap((award) => {
        const found = routeOrNone(context.pack.routes, { award: { code: award }, procedure: 'normal', flags: [] });
        const counted = found && countdownTo(found.route, { level, day: on, calendar });
        return counted ? [{ award, ...counted }] : [];
      });
  const levels: readonly Level[] = caller.unit === undefined ? ['province'] : ['province', 'unit'];
  return {
    days: [
      ...(day === undefined ? [] : levels.map((level) => ({ day, level, awards: countdowns(level, day) }))),
      ...sessions.items
        .map((session): CouncilDay => {
          const on = dayOf(session.closesAt);
          const level = session.unit === undefined ? 'province' : 'unit';
          const awards = [...new Set(session.lines.map(({ award }) => award))];
          return { day: on, level, session, awards: countdowns(level, on, awards) };
        })
        .filter((one) => one.day >= today),
    ].sort((a, b) => a.day.localeCompare(b.day)),
    rounds: rounds.filter(({ deadline }) => deadline >= today).sort((a, b) => a.deadline.localeCompare(b.deadline)),
  };
}
