import {
  allHandlersFinished,
  condition,
  continueAsNew,
  currentUpdateInfo,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities';
import { Problem } from '../domain/errors';
import type { Instant } from '../domain/time';
import { DAY_MS, instant, msOf } from '../domain/time';
import { businessClock } from './clock';
import { close, mustClose } from './council-session-closing';
import { mailTo, planReminders, remindWhenDue } from './council-session-mails';
import { carryOutOrders, checkOrder, obey } from './council-session-orders';
import type { Sitting } from './council-session-sitting';
import { save, takesVotes } from './council-session-sitting';
import type { CarriedSession, SessionState } from './council-session-state';
import { carrySession, newSession, resumeSession } from './council-session-state';
import { claimLines } from './delivery';
import type { CastInput, CastReceipt, OrderReceipt, SessionInput, SessionOrder } from './messages';
import { castSheet, orderSession, sessionView } from './messages';
import { delivery } from './options';
import { Outbox } from './outbox';
import { refused } from './refuse';

const { openSession } = proxyActivities<Activities>(delivery);

/** A member may change the sheet twenty times: a run takes 2,000 Updates, and 25 members must not be able to use them up. */
const CHANGES_PER_VOTER = 20;
const UPDATES_PER_RUN = 1_500;
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
  const of: Sitting = { input, state, clock, outbox };
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
        if (!takesVotes(of)) throw refused(new Problem('VOTING_CLOSED', undefined, { closedAt: state.closesAt }));
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
      obey(of, order);
      const receipt: OrderReceipt = { content: order.content, at: clock.now(), status: state.status };
      state.receipts.set(id, receipt);
      return receipt;
    },
    {
      validator: (order: SessionOrder): void => {
        if (!state.receipts.has(currentUpdateInfo()?.id ?? '')) checkOrder(of, order);
      },
    },
  );
  setHandler(sessionView, () => ({
    status: state.status,
    closesAt: state.closesAt,
    ...(state.reminders[0] === undefined ? {} : { nextReminder: state.reminders[0] }),
    voted: [...state.recorded].map(([voterRef, r]) => ({
      voterRef,
      at: r.at,
      ordinal: r.ordinal,
      commitment: r.commitment,
    })),
  }));
  outbox.takeOver(input.carried?.mails ?? []);

  if (state.status === 'opening') await open();
  while (isOpen()) {
    await clock.until(() => hasNews() || mustContinue(), nextWake);
    await carryOutOrders(of);
    if (mustClose(of)) await close(of);
    else if (isOpen()) {
      remindWhenDue(of);
      if (mustContinue()) await carryOn();
    }
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
    await save(of, {});
    const { claimed, leftOut } = await claimLines('council', input.level, input.lines);
    state.lines = claimed;
    if (claimed.length === 0) {
      state.status = 'failed';
      await save(of, { leftOut, event: { type: 'nothingToDecide', actor: 'service' } });
      return;
    }
    state.version += 1;
    const { electorate, members } = await openSession({
      sessionId,
      version: state.version,
      now: clock.now(),
      claimed: claimed.map((l) => l.nomination),
      leftOut,
    });
    state.electorate = electorate;
    state.members = members;
    state.openedAt = clock.now();
    state.status = 'open';
    if (electorate.length > 0) planReminders(of, state.openedAt);
    await save(of, { leftOut, event: { type: 'opened', actor: 'service' } });
    mailTo(of, 'invitation', state.electorate, '1');
  }

  // --- small parts ----------------------------------------------------------------------------------------------------

  function isOpen(): boolean {
    return state.status === 'open';
  }

  function hasNews(): boolean {
    return state.orders.length > 0 || mustClose(of);
  }

  /** When time alone changes the open session next. */
  function nextWake(): Instant | undefined {
    const { closesAt, earlyCloseAt, reminders } = state;
    // a meeting waits for its totals, whenever they come
    const closing = input.kind === 'written' ? [closesAt, ...(earlyCloseAt === undefined ? [] : [earlyCloseAt])] : [];
    return [...closing, ...reminders.slice(0, 1)].sort()[0];
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
