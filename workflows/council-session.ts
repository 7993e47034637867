import {
  allHandlersFinished,
  condition,
  continueAsNew,
  currentUpdateInfo,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities, CountedSession, MailOrder, SaveSession } from '../activities';
import { addWorkingDays } from '../domain/calendar';
import type { ProblemCode } from '../domain/errors';
import { Problem } from '../domain/errors';
import { reminderTimes } from '../domain/reminders';
import { smallestPart } from '../domain/tally';
import type { Instant } from '../domain/time';
import { at, DAY_MS, dayOf, instant, later, msOf } from '../domain/time';
import { businessClock } from './clock';
import type { CarriedSession, SessionState } from './council-session-state';
import { carrySession, newSession, resumeSession } from './council-session-state';
import { claimLines, tellDockets } from './delivery';
import type { CastInput, CastReceipt, OrderReceipt, SessionInput, SessionOrder } from './messages';
import { castSheet, orderSession, sessionView } from './messages';
import { delivery, storePatiently, transaction } from './options';
import { Outbox } from './outbox';
import { refused } from './refuse';

const { saveSession, destroySessionKey } = proxyActivities<Activities>(storePatiently);
const { openSession } = proxyActivities<Activities>(delivery);
const { countSession } = proxyActivities<Activities>(transaction);

/** A member may change the sheet twenty times: a run takes 2,000 Updates, and 25 members must not be able to use them up. */
const CHANGES_PER_VOTER = 20;
const UPDATES_PER_RUN = 1_500;
/** Without quorum the session is extended once by so many working days. */
const EXTENSION_WORKING_DAYS = 2;
/** A closed session stays until its minutes are signed, or for so long. */
const STAYS_MS = 30 * DAY_MS;

/**
 * A council session: claims its lines, invites, takes whole sheets as Updates, closes at its time (or when all have voted, if
 * so declared), has the counting done by one activity and delivers the results. Choices never come here: the session knows a
 * random reference and the commitment of each member's last sheet. Handlers are synchronous and call no activity.
 */
export async function councilSession(input: SessionInput & { carried?: CarriedSession }): Promise<void> {
  const clock = businessClock(input.offsetMs);
  const state: SessionState = input.carried ? resumeSession(input.carried) : newSession(input);
  const { sessionId } = input;
  const outbox = new Outbox(clock);
  let updates = 0;

  setHandler(
    castSheet,
    ({ voterRef, ordinal, commitment }: CastInput): CastReceipt => {
      updates += 1;
      const before = state.recorded.get(voterRef);
      const newer = !before || before.ordinal < ordinal;
      if (newer)
        state.recorded.set(voterRef, { ordinal, commitment, at: clock.now(), changes: (before?.changes ?? 0) + 1 });
      const counts = state.recorded.get(voterRef)!;
      return { counts: counts.commitment, superseded: !newer && counts.ordinal > ordinal, at: counts.at };
    },
    {
      validator: ({ voterRef, ordinal }: CastInput): void => {
        // the clock, not only the flag: Updates of a task run before its timer
        if (!takesVotes()) throw refused(new Problem('VOTING_CLOSED', undefined, { closedAt: state.closesAt }));
        if (!state.electorate.includes(voterRef)) throw refused(new Problem('NOT_A_MEMBER'));
        const before = state.recorded.get(voterRef);
        if (before && before.ordinal < ordinal && before.changes >= CHANGES_PER_VOTER)
          throw refused(new Problem('TOO_MANY_CHANGES'));
      },
    },
  );
  setHandler(
    orderSession,
    (order: SessionOrder): OrderReceipt => {
      updates += 1;
      const id = currentUpdateInfo()?.id ?? '';
      const before = state.receipts.get(id);
      if (before) return before;
      obey(order);
      const receipt: OrderReceipt = { content: order.content, at: clock.now(), status: state.status };
      state.receipts.set(id, receipt);
      return receipt;
    },
    {
      validator: (order: SessionOrder): void => {
        if (!state.receipts.has(currentUpdateInfo()?.id ?? '')) checkOrder(order);
      },
    },
  );
  setHandler(sessionView, () => ({
    status: state.status,
    closesAt: state.closesAt,
    voted: [...state.recorded].map(([voterRef, r]) => ({
      voterRef,
      at: r.at,
      ordinal: r.ordinal,
      commitment: r.commitment,
    })),
  }));
  outbox.takeOver(input.carried?.mails ?? []);

  if (state.status === 'opening') await open();
  while (state.status === 'open') {
    await clock.until(() => hasNews() || mustContinue(), nextWake);
    await carryOutOrders();
    remindWhenDue();
    if (mustClose()) await close();
    else if (mustContinue()) await carryOn();
  }
  const staysUntil = instant(msOf(state.closedAt ?? clock.now()) + STAYS_MS);
  await clock.until(
    () => state.minutesSigned || state.status !== 'closed',
    () => staysUntil,
  );
  await condition(() => outbox.size === 0);
  await condition(allHandlersFinished);

  // --- opening --------------------------------------------------------------------------------------------------------

  async function open(): Promise<void> {
    await save({});
    const { claimed, leftOut } = await claimLines('council', input.level, input.lines);
    state.lines = claimed;
    if (claimed.length === 0) {
      state.status = 'failed';
      await save({ leftOut, event: { type: 'nothingToDecide', actor: 'service' } });
      return;
    }
    state.version += 1;
    const { electorate } = await openSession({
      sessionId,
      version: state.version,
      now: clock.now(),
      claimed: claimed.map((l) => l.nomination),
      leftOut,
    });
    state.electorate = electorate;
    state.openedAt = clock.now();
    state.status = 'open';
    planReminders(state.openedAt);
    await save({ leftOut, event: { type: 'opened', actor: 'service' } });
    mailTo('invitation', state.electorate, '1');
  }

  // --- orders of the secretary ----------------------------------------------------------------------------------------

  function checkOrder({ order }: SessionOrder): void {
    if (order.type === 'minutesSigned') {
      if (state.status !== 'closed') throw wrongState(['minutesSigned']);
      return;
    }
    if (!takesVotes()) throw wrongState([]);
    const invalid = (code: ProblemCode, field: string) =>
      refused(
        new Problem(code, undefined, {
          fields: [{ field, vi: 'Thời điểm này không phù hợp với phiên.', en: 'This time does not fit the session.' }],
        }),
      );
    if (order.type === 'extend' && order.closesAt <= state.closesAt) throw invalid('VALIDATION', 'closesAt');
    if (order.type === 'closeEarly' && (order.at >= state.closesAt || msOf(order.at) - msOf(clock.now()) < 3_600_000))
      throw invalid('VALIDATION', 'at');
    if (order.type === 'resend' && !state.electorate.includes(order.voterRef))
      throw refused(new Problem('NOT_A_MEMBER'));
  }

  function wrongState(allowed: readonly string[]) {
    return refused(new Problem('ACTION_NOT_ALLOWED', undefined, { state: state.status, allowed }));
  }

  /** Takes an order: what must hold at once is changed here, what must be written or sent is left to the loop. */
  function obey({ order, actor }: SessionOrder): void {
    if (order.type === 'extend') {
      state.formerClosesAt = state.closesAt;
      state.closesAt = order.closesAt;
    }
    if (order.type === 'closeEarly') state.earlyCloseAt = order.at;
    if (order.type === 'cancel') state.cancelling = true;
    if (order.type === 'minutesSigned') state.minutesSigned = true;
    state.orders.push({ ...order, actor });
  }

  async function carryOutOrders(): Promise<void> {
    for (const order of state.orders.splice(0)) {
      const { type, actor } = order;
      const event = { type, actor, ...('note' in order ? { note: order.note } : {}) };
      if (type === 'cancel') {
        await cancel(event);
        return;
      }
      if (type === 'resend') mailTo('invitation', [order.voterRef], `again-${state.version}`);
      if (type === 'remind') mailTo('sessionReminder', silent(), `by-hand-${state.version}`);
      if (type === 'extend' || type === 'closeEarly') {
        planReminders(clock.now());
        tellNewTime(
          'secretary',
          state.formerClosesAt ?? state.closesAt,
          order.type === 'closeEarly' ? order.at : state.closesAt,
        );
      }
      await save({ event });
    }
  }

  async function cancel(event: NonNullable<SaveSession['event']>): Promise<void> {
    const claim = workflowInfo().workflowId;
    await tellDockets(
      'release',
      { type: 'releaseClaim', claim, ...(event.note === undefined ? {} : { note: event.note }) },
      state.lines,
    );
    state.status = 'cancelled';
    state.closedAt = clock.now();
    mailTo('sessionCancelled', state.electorate, '1');
    await destroySessionKey({ sessionId });
    await save({ event });
  }

  // --- reminders ------------------------------------------------------------------------------------------------------

  function planReminders(since: Instant): void {
    const last = state.lastReminder === undefined ? since : later(since, state.lastReminder);
    state.reminders = [...reminderTimes(input.calendar, last, state.closesAt, input.remindBefore)];
  }

  function remindWhenDue(): void {
    const [next] = state.reminders;
    if (state.status !== 'open' || next === undefined || next > clock.now() || mustClose()) return;
    state.reminders.shift();
    state.lastReminder = clock.now();
    mailTo('sessionReminder', silent(), dayOf(next));
  }

  /** Who has not voted, now: computed when the mail goes out, never from a copy. */
  function silent(): readonly string[] {
    return state.electorate.filter((ref) => !state.recorded.has(ref));
  }

  function mailTo(
    mail: 'invitation' | 'sessionReminder' | 'sessionCancelled',
    refs: readonly string[],
    version: string,
  ): void {
    for (const voterRef of refs) {
      const order: MailOrder = {
        mail,
        key: `${mail}.${sessionId}.${voterRef}.${version}`,
        now: clock.now(),
        sessionId,
        voterRef,
        closesAt: state.closesAt,
      };
      outbox.send(order);
    }
  }

  function tellNewTime(because: 'quorum' | 'secretary', formerClosesAt: Instant, closesAt: Instant): void {
    for (const voterRef of state.electorate) {
      outbox.send({
        mail: 'sessionRescheduled',
        key: `sessionRescheduled.${sessionId}.${voterRef}.${state.version}`,
        now: clock.now(),
        sessionId,
        voterRef,
        formerClosesAt,
        closesAt,
        because,
        voted: state.recorded.has(voterRef),
      });
    }
  }

  // --- closing --------------------------------------------------------------------------------------------------------

  function mustClose(): boolean {
    if (state.status !== 'open' || state.cancelling) return false;
    const allVoted = input.closing === 'whenAllVoted' && state.recorded.size === state.electorate.length;
    return (
      allVoted ||
      clock.now() >= state.closesAt ||
      (state.earlyCloseAt !== undefined && clock.now() >= state.earlyCloseAt)
    );
  }

  async function close(): Promise<void> {
    const quorate = state.lines.every(
      (l) => state.recorded.size >= smallestPart(l.rule.quorum, state.electorate.length),
    );
    if (!quorate && !state.extended && state.lines.some((l) => l.rule.withoutQuorum === 'extendOnce')) return extend();
    state.status = 'closing';
    state.closedAt = clock.now();
    await condition(allHandlersFinished);
    await save({ event: { type: 'closing', actor: 'clock' } });
    state.version += 1;
    const { results } = await countSession({
      sessionId,
      version: state.version,
      now: clock.now(),
      closedAt: state.closedAt,
      counted: [...state.recorded].map(([voterRef, r]) => ({ voterRef, commitment: r.commitment, at: r.at })),
      rules: state.lines.map((l) => ({ nomination: l.nomination, rule: l.rule })),
    });
    await deliverResults(quorate, results);
    await destroySessionKey({ sessionId });
    state.status = 'closed';
    await save({ event: { type: 'closed', actor: 'clock' } });
    outbox.send({ mail: 'sessionResult', key: `sessionResult.${sessionId}.secretary.1`, now: clock.now(), sessionId });
  }

  /** Without quorum nothing is decided: the session goes on once, for a few working days. */
  async function extend(): Promise<void> {
    const former = state.closesAt;
    const time = new Date(msOf(state.closesAt) + 7 * 3_600_000).toISOString().slice(11, 16);
    state.closesAt = at(
      addWorkingDays(input.calendar, dayOf(later(clock.now(), state.closesAt)), EXTENSION_WORKING_DAYS),
      time,
    );
    delete state.earlyCloseAt;
    state.extended = true;
    planReminders(clock.now());
    await save({ event: { type: 'extendedForQuorum', actor: 'clock' } });
    tellNewTime('quorum', former, state.closesAt);
  }

  async function deliverResults(quorate: boolean, results: CountedSession['results']): Promise<void> {
    const claim = workflowInfo().workflowId;
    if (!quorate) {
      await tellDockets('no-quorum', { type: 'releaseClaim', claim }, state.lines);
      return;
    }
    const linesOf = (of: CountedSession['results']) => {
      const ids = new Set(of.map((r) => r.nomination));
      return state.lines.filter((l) => ids.has(l.nomination));
    };
    await tellDockets(
      'passed',
      { type: 'councilResult', claim, result: 'passed' },
      linesOf(results.filter((r) => r.passed)),
    );
    const failed = results.filter((r) => !r.passed);
    for (const note of new Set(failed.map((r) => r.note ?? ''))) {
      const of = linesOf(failed.filter((r) => (r.note ?? '') === note));
      await tellDockets(`not-passed/${note}`, { type: 'councilResult', claim, result: 'notPassed', note }, of);
    }
  }

  // --- small parts ----------------------------------------------------------------------------------------------------

  function takesVotes(): boolean {
    return state.status === 'open' && !state.cancelling && clock.now() < state.closesAt;
  }

  async function save(more: Pick<SaveSession, 'leftOut' | 'event'>): Promise<void> {
    state.version += 1;
    const { version, status, closesAt, extended } = state;
    await saveSession({ sessionId, version, now: clock.now(), status, closesAt, extended, ...more });
  }

  function hasNews(): boolean {
    return state.orders.length > 0 || mustClose();
  }

  /** When time alone changes the open session next. */
  function nextWake(): Instant | undefined {
    const { closesAt, earlyCloseAt, reminders } = state;
    return [closesAt, ...(earlyCloseAt === undefined ? [] : [earlyCloseAt]), ...reminders.slice(0, 1)].sort()[0];
  }

  function mustContinue(): boolean {
    return updates >= UPDATES_PER_RUN || workflowInfo().continueAsNewSuggested;
  }

  async function carryOn(): Promise<void> {
    await outbox.settled(hasNews, nextWake);
    await condition(allHandlersFinished);
    if (hasNews()) return;
    await continueAsNew<typeof councilSession>({
      ...input,
      offsetMs: clock.offsetMs(),
      carried: carrySession(state, outbox.carry()),
    });
  }
}
