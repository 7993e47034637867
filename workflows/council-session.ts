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
import { mustClose, nextWake, opened } from '../domain/sitting/course';
import { isHeld } from '../domain/sitting/drill';
import { checkOrder, takeOrder } from '../domain/sitting/orders';
import { nextNotice } from '../domain/sitting/reminders';
import type { Sitting, SittingState } from '../domain/sitting/state';
import { newSitting } from '../domain/sitting/state';
import { checkSheet, takeSheet } from '../domain/sitting/votes';
import type { Instant } from '../domain/time';
import { DAY_MS, instant, msOf } from '../domain/time';
import { businessClock } from './clock';
import { close } from './council-session-closing';
import { invite, startDrill } from './council-session-drill';
import { remindWhenDue } from './council-session-mails';
import { carryOutOrders } from './council-session-orders';
import type { RunningSession } from './council-session-sitting';
import { save } from './council-session-sitting';
import { settleTies } from './council-session-ties';
import type { CarriedSession } from './council-session-state';
import { carrySession, resumeSession } from './council-session-state';
import { claimLines } from './delivery';
import type { CastInput, CastReceipt, OrderReceipt, SessionInput, SessionOrder, SessionView } from './messages';
import { castSheet, catchUp, orderSession, sessionView } from './messages';
import { delivery } from './options';
import { Outbox } from './outbox';
import { refusing } from './refuse';

const { openSession } = proxyActivities<Activities>(delivery);

/** A run takes 2,000 Updates and refuses all others: it ends well before. */
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
  const state: SittingState = input.carried ? resumeSession(input.carried) : newSitting(input);
  const { sessionId } = input;
  const outbox = new Outbox(clock);
  const of: RunningSession = { input, state, clock, outbox };
  let updates = 0;

  setHandler(
    castSheet,
    (sheet: CastInput): CastReceipt => {
      updates += 1;
      return takeSheet(of, sheet, clock.now());
    },
    { validator: (sheet: CastInput): void => refusing(() => checkSheet(of, sheet, clock.now())) },
  );
  setHandler(
    orderSession,
    (order: SessionOrder): OrderReceipt => {
      updates += 1;
      return takeOrder(of, updateId(), order, clock.now());
    },
    { validator: (order: SessionOrder): void => refusing(() => checkOrder(of, updateId(), order, clock.now())) },
  );
  setHandler(sessionView, () => ({
    status: state.status,
    version: state.version,
    extended: state.extended,
    closesAt: state.closesAt,
    ...plannedMails(of),
    voted: [...state.recorded].map(([voterRef, r]) => ({
      voterRef,
      at: r.at,
      ordinal: r.ordinal,
      commitment: r.commitment,
    })),
  }));
  setHandler(catchUp, ({ version }) => {
    state.version = Math.max(state.version, version);
    return { version: state.version };
  });
  outbox.takeOver(input.carried?.mails ?? []);

  if (state.status === 'opening') await open();
  // the run before has left it under way
  else if (state.drill?.status === 'running') startDrill(of);
  while (isOpen()) {
    await clock.until(() => hasNews() || mustContinue(), wake);
    await carryOutOrders(of);
    if (mustClose(of, clock.now())) await close(of);
    else if (isOpen()) {
      remindWhenDue(of);
      if (mustContinue()) await carryOn();
    }
  }
  await settleTies(of);
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
    const seats = await openSession({
      sessionId,
      version: state.version,
      now: clock.now(),
      claimed: claimed.map((l) => l.nomination),
      leftOut,
    });
    opened(of, seats, clock.now());
    await save(of, { leftOut, event: { type: 'opened', actor: 'service' } });
    if (!isHeld(state)) invite(of);
  }

  // --- small parts ----------------------------------------------------------------------------------------------------

  function isOpen(): boolean {
    return state.status === 'open';
  }

  function hasNews(): boolean {
    return state.orders.length > 0 || mustClose(of, clock.now());
  }

  function wake(): Instant | undefined {
    return nextWake(of);
  }

  function mustContinue(): boolean {
    return updates >= UPDATES_PER_RUN || workflowInfo().continueAsNewSuggested;
  }

  async function carryOn(): Promise<void> {
    await outbox.settled(hasNews, wake);
    await condition(allHandlersFinished);
    if (hasNews()) return;
    await continueAsNew<typeof councilSession>({
      ...input,
      offsetMs: clock.offsetMs(),
      carried: carrySession(state, outbox.carry()),
    });
  }
}

/** What is shown of the mails that are planned. */
function plannedMails(of: Sitting): Pick<SessionView, 'nextReminder' | 'nextNotice'> {
  const [reminder] = of.state.reminders;
  const notice = nextNotice(of);
  return {
    ...(reminder === undefined ? {} : { nextReminder: reminder }),
    ...(notice === undefined ? {} : { nextNotice: notice }),
  };
}

const updateId = (): string => currentUpdateInfo()?.id ?? '';
