import { allHandlersFinished, condition, log, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities, CountedSession, SaveSession } from '../activities';
import { calledOff, endVoting } from '../domain/sitting/course';
import { isHeld } from '../domain/sitting/drill';
import { awaitChair } from '../domain/sitting/ties';
import { sheetsThatCount } from '../domain/sitting/votes';
import type { Instant } from '../domain/time';
import { mailTo, tellNewTime, tellOfTies } from './council-session-mails';
import type { RunningSession } from './council-session-sitting';
import { save } from './council-session-sitting';
import { tellDockets } from './delivery';
import { rendering, storePatiently, transaction } from './options';
import { codeOf } from './refuse';

const { destroySessionKey } = proxyActivities<Activities>(storePatiently);
const { countSession } = proxyActivities<Activities>(transaction);
const { renderSessionPapers } = proxyActivities<Activities>(rendering);

/** Closes: has the sheets counted, tells the dockets, has the key destroyed. Without quorum it may be extended instead, once. */
export async function close(of: RunningSession): Promise<void> {
  const {
    input: { sessionId },
    state,
    clock,
  } = of;
  const closedAt = clock.now();
  const end = endVoting(of, closedAt);
  if (end !== 'closing') return goOn(of, end.extendedFrom);
  await condition(allHandlersFinished);
  await save(of, { event: { type: 'closing', actor: 'clock' } });
  state.version += 1;
  const { quorate, results } = await countSession({
    sessionId,
    version: state.version,
    now: clock.now(),
    closedAt,
    counted: sheetsThatCount(of),
    rules: state.lines.map((l) => ({ nomination: l.nomination, rule: l.rule })),
    ...(state.totals === undefined ? {} : { totals: state.totals, cutOff: state.closesAt }),
  });
  // without quorum nothing is decided, by nobody
  const ties = quorate ? results.filter((r) => r.awaitsChair === true).map((r) => r.nomination) : [];
  await deliverResults(of, quorate, quorate ? results.filter((r) => r.awaitsChair !== true) : results);
  await destroySessionKey({ sessionId });
  if (ties.length === 0) return finish(of);
  awaitChair(of, ties, clock.now());
  await save(of, { event: { type: 'awaitingChair', actor: 'clock' } });
  tellOfTies(of);
}

/** All that was to be decided is: tells the secretary, and has the papers made. */
export async function finish(of: RunningSession): Promise<void> {
  const {
    input: { sessionId },
    state,
    clock,
    outbox,
  } = of;
  state.status = 'closed';
  await save(of, { event: { type: 'closed', actor: 'clock' } });
  outbox.send({ mail: 'sessionResult', key: `sessionResult.${sessionId}.secretary.1`, now: clock.now(), sessionId });
  await render(of);
}

/** What was decided stands whether or not its papers could be drawn; the trail says when they could not. */
async function render(of: RunningSession): Promise<void> {
  const { sessionId } = of.input;
  try {
    await renderSessionPapers({ sessionId });
  } catch (error) {
    const code = codeOf(error) ?? 'TIMED_OUT';
    log.error('papers not rendered', { sessionId, code });
    await save(of, { event: { type: `notRendered:${code}`, actor: 'service' } });
  }
}

/** Without quorum nothing is decided: the session goes on once, for a few working days. */
async function goOn(of: RunningSession, former: Instant): Promise<void> {
  await save(of, { event: { type: 'extendedForQuorum', actor: 'clock' } });
  tellNewTime(of, 'quorum', former, of.state.closesAt);
}

async function deliverResults(
  { state }: RunningSession,
  quorate: boolean,
  results: CountedSession['results'],
): Promise<void> {
  const claim = workflowInfo().workflowId;
  if (!quorate) {
    await tellDockets('no-quorum', { type: 'releaseClaim', claim }, state.lines);
    return;
  }
  const linesOf = (some: CountedSession['results']) => {
    const ids = new Set(some.map((r) => r.nomination));
    return state.lines.filter((l) => ids.has(l.nomination));
  };
  await tellDockets(
    'passed',
    { type: 'councilResult', claim, result: 'passed' },
    linesOf(results.filter((r) => r.passed)),
  );
  const failed = results.filter((r) => !r.passed);
  for (const note of new Set(failed.map((r) => r.note ?? ''))) {
    const lines = linesOf(failed.filter((r) => (r.note ?? '') === note));
    await tellDockets(`not-passed/${note}`, { type: 'councilResult', claim, result: 'notPassed', note }, lines);
  }
}

/** Ends without a count: the lines are free again, the members are told, the key is destroyed. */
export async function cancel(of: RunningSession, event: NonNullable<SaveSession['event']>): Promise<void> {
  const { input, state, clock } = of;
  const claim = workflowInfo().workflowId;
  const note = event.note === undefined ? {} : { note: event.note };
  await tellDockets('release', { type: 'releaseClaim', claim, ...note }, state.lines);
  calledOff(of, clock.now());
  if (!isHeld(state)) mailTo(of, 'sessionCancelled', state.electorate, '1');
  await destroySessionKey({ sessionId: input.sessionId });
  await save(of, { event });
}
