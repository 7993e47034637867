import { log, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { DrillReport } from '../domain/drill';
import { isPassed, noReport } from '../domain/drill';
import { drilled } from '../domain/sitting/drill';
import { mailTo } from './council-session-mails';
import type { RunningSession } from './council-session-sitting';
import { save } from './council-session-sitting';
import { attacking } from './options';
import { codeOf } from './refuse';

const { attackInvitations } = proxyActivities<Activities>(attacking);

/**
 * Has the worker run the drill that was ordered. It takes minutes, so the session goes on beside it; what it has met is taken like
 * an order, and carried out by the loop.
 */
export function startDrill(of: RunningSession): void {
  void attacked(of).then((report) => {
    if (drilled(of, report, of.clock.now()) !== 'late')
      of.state.orders.push({ type: 'drillReport', report, actor: 'service', formerClosesAt: of.state.closesAt });
  });
}

async function attacked({ input: { sessionId }, state, clock }: RunningSession): Promise<DrillReport> {
  const { closesAt, electorate: voterRefs } = state;
  try {
    return await attackInvitations({ sessionId, now: clock.now(), closesAt, voterRefs });
  } catch (error) {
    log.error('the drill came to no end', { sessionId, code: codeOf(error) ?? 'TIMED_OUT' });
    return noReport;
  }
}

/** Lets the invitations go, or tells the secretary why they stay. */
export async function afterDrill(of: RunningSession, report: DrillReport, actor: string): Promise<void> {
  const { input, state, clock, outbox } = of;
  const { sessionId } = input;
  const passed = isPassed(report);
  await save(of, { event: { type: passed ? 'drillPassed' : 'drillFailed', actor } });
  if (passed) return invite(of);
  const key = `drillFailed.${sessionId}.secretary.${state.version}`;
  outbox.send({ mail: 'drillFailed', key, now: clock.now(), sessionId, report });
}

export const invite = (of: RunningSession): void => mailTo(of, 'invitation', of.state.electorate, '1');
