import type { WorkingCalendar } from '../calendar';
import { workingDaysEarlier } from '../calendar';
import type { Level, Route, StageKind } from '../route';
import type { Day } from '../time';

/** One step of the way to a council, with the last day on which it may begin. */
export interface CountedStep {
  readonly kind: StageKind;
  readonly level: Level;
  readonly workingDays: number;
  readonly from: Day;
}

/** What must have happened by when, so that a council can decide on a day. */
export interface Countdown {
  /** The last day on which dossiers are taken in by the level of the council. */
  readonly inBy: Day;
  /** Before it the council of the unit meets, where the council is the province's: by this day. */
  readonly unitCouncilBy?: Day;
  readonly steps: readonly CountedStep[];
}

/**
 * Counts back from the day of a council over the steps of a route that are worked on at its level: of stages side by side the
 * longest counts. Undefined for a route without such a council. @throws Problem CALENDAR_ENDS
 */
export function countdownTo(
  route: Route,
  { level, day, calendar }: { readonly level: Level; readonly day: Day; readonly calendar: WorkingCalendar },
): Countdown | undefined {
  const at = route.findIndex((step) => step.some((stage) => stage.kind === 'council' && stage.level === level));
  if (at < 0) return undefined;
  const begin = route.findIndex((step) => step.some((stage) => stage.kind === 'screening' && stage.level === level));
  const before = route.slice(Math.max(0, begin), at);
  const steps: CountedStep[] = [];
  let until = day;
  for (const step of before.toReversed()) {
    const worked = step.flatMap((stage) => ('workingDays' in stage ? [{ ...stage, n: stage.workingDays }] : []));
    const longest = Math.max(0, ...worked.map(({ n }) => n));
    const from = workingDaysEarlier(calendar, until, longest);
    steps.unshift(
      ...worked.map(({ kind, n }) => ({ kind, level, workingDays: n, from: workingDaysEarlier(calendar, until, n) })),
    );
    until = from;
  }
  const approval = route
    .slice(0, Math.max(0, begin))
    .flat()
    .reduce((sum, stage) => (stage.kind === 'approval' ? sum + stage.workingDays : sum), 0);
  return {
    inBy: until,
    ...(level === 'province' && begin > 0 ? { unitCouncilBy: workingDaysEarlier(calendar, until, approval) } : {}),
    steps,
  };
}
