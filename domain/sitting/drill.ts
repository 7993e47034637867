import type { DrillReport } from '../drill';
import { isPassed } from '../drill';
import type { Instant } from '../time';
import { planReminders } from './reminders';
import type { Sitting, SittingState } from './state';

/** The drill of a session whose invitations wait for it. */

/** Whether the invitations have not left yet: nobody is reminded of what he was never asked. */
export const isHeld = ({ drill }: Pick<SittingState, 'drill'>): boolean =>
  drill !== undefined && drill.status !== 'passed' && drill.status !== 'skipped';

/** Takes what a drill has met. The first one that is passed lets the invitations go; one that comes later changes nothing. */
export function drilled(of: Sitting, report: DrillReport, now: Instant): 'passed' | 'failed' | 'late' {
  const { state } = of;
  if (!isHeld(state) || state.status !== 'open') return 'late';
  const status = isPassed(report) ? 'passed' : 'failed';
  state.drill = { status, at: now, report };
  if (status === 'passed') planReminders(of, now);
  return status;
}

/** The secretary lets the invitations go without a drill that was passed. */
export function skipDrill(of: Sitting, now: Instant): void {
  of.state.drill = { ...of.state.drill, status: 'skipped', at: now };
  planReminders(of, now);
}
