import { allHandlersFinished, condition, log, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities, CountedSession, SaveSession } from '../activities';
import { addWorkingDays } from '../domain/calendar';
import { smallestPart } from '../domain/tally';
import { at, dayOf, later, msOf } from '../domain/time';
import { mailTo, planReminders, tellNewTime } from './council-session-mails';
import type { Sitting } from './council-session-sitting';
import { save } from './council-session-sitting';
import { tellDockets } from './delivery';
import { rendering, storePatiently, transaction } from './options';
import { codeOf } from './refuse';

const { destroySessionKey } = proxyActivities<Activities>(storePatiently);
const { countSession } = proxyActivities<Activities>(transaction);
const { renderSessionPapers } = proxyActivities<Activities>(rendering);

/** Without quorum the session is extended once by so many working days. */
const EXTENSION_WORKING_DAYS = 2;

export function mustClose({ input, state, clock }: Sitting): boolean {
  if (state.status !== 'open' || state.cancelling) return false;
  if (input.kind !== 'written') return state.totals !== undefined;
  const allVoted = input.closing === 'whenAllVoted' && state.recorded.size === state.electorate.length;
  return (
    allVoted || clock.now() >= state.closesAt || (state.earlyCloseAt !== undefined && clock.now() >= state.earlyCloseAt)
  );
}

/** Closes: has the sheets counted, tells the dockets, has the key destroyed. Without quorum it may be extended instead, once. */
export async function close(of: Sitting): Promise<void> {
  const {
    input: { sessionId, kind },
    state,
    clock,
    outbox,
  } = of;
  const enough = state.lines.every((l) => state.recorded.size >= smallestPart(l.rule.quorum, state.members));
  if (
    kind === 'written' &&
    !enough &&
    !state.extended &&
    state.lines.some((l) => l.rule.withoutQuorum === 'extendOnce')
  )
    return extend(of);
  state.status = 'closing';
  state.closedAt = clock.now();
  await condition(allHandlersFinished);
  await save(of, { event: { type: 'closing', actor: 'clock' } });
  state.version += 1;
  const { quorate, results } = await countSession({
    sessionId,
    version: state.version,
    now: clock.now(),
    closedAt: state.closedAt,
    counted: [...state.recorded].map(([voterRef, r]) => ({ voterRef, commitment: r.commitment, at: r.at })),
    rules: state.lines.map((l) => ({ nomination: l.nomination, rule: l.rule })),
    ...(state.totals === undefined ? {} : { totals: state.totals, cutOff: state.closesAt }),
  });
  await deliverResults(of, quorate, results);
  await destroySessionKey({ sessionId });
  state.status = 'closed';
  await save(of, { event: { type: 'closed', actor: 'clock' } });
  outbox.send({ mail: 'sessionResult', key: `sessionResult.${sessionId}.secretary.1`, now: clock.now(), sessionId });
  await render(of);
}

/** What was decided stands whether or not its papers could be drawn; the trail says when they could not. */
async function render(of: Sitting): Promise<void> {
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
async function extend(of: Sitting): Promise<void> {
  const { input, state, clock } = of;
  const former = state.closesAt;
  const time = new Date(msOf(state.closesAt) + 7 * 3_600_000).toISOString().slice(11, 16);
  state.closesAt = at(
    addWorkingDays(input.calendar, dayOf(later(clock.now(), state.closesAt)), EXTENSION_WORKING_DAYS),
    time,
  );
  delete state.earlyCloseAt;
  state.extended = true;
  planReminders(of, clock.now());
  await save(of, { event: { type: 'extendedForQuorum', actor: 'clock' } });
  tellNewTime(of, 'quorum', former, state.closesAt);
}

async function deliverResults({ state }: Sitting, quorate: boolean, results: CountedSession['results']): Promise<void> {
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
export async function cancel(of: Sitting, event: NonNullable<SaveSession['event']>): Promise<void> {
  const { input, state, clock } = of;
  const claim = workflowInfo().workflowId;
  const note = event.note === undefined ? {} : { note: event.note };
  await tellDockets('release', { type: 'releaseClaim', claim, ...note }, state.lines);
  state.status = 'cancelled';
  state.closedAt = clock.now();
  mailTo(of, 'sessionCancelled', state.electorate, '1');
  await destroySessionKey({ sessionId: input.sessionId });
  await save(of, { event });
}
