import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { isHeld } from '../domain/sitting/drill';
import { lineReleased } from '../domain/sitting/orders';
import { planReminders } from '../domain/sitting/reminders';
import type { TakenOrder } from '../domain/sitting/state';
import { silent } from '../domain/sitting/votes';
import { cancel } from './council-session-closing';
import { afterDrill, invite, startDrill } from './council-session-drill';
import { mailTo, tellNewTime } from './council-session-mails';
import type { RunningSession } from './council-session-sitting';
import { save } from './council-session-sitting';
import { tellDockets } from './delivery';
import { storePatiently } from './options';

const { replaceMember, replaceAtMeeting, dropLine } = proxyActivities<Activities>(storePatiently);

type OrderOf<T extends TakenOrder['type']> = Extract<TakenOrder, { type: T }>;

/** Writes and sends what has been ordered since the last time. */
export async function carryOutOrders(of: RunningSession): Promise<void> {
  const { state } = of;
  for (let order = state.orders.shift(); order; order = state.orders.shift()) {
    await carryOut(of, order);
    if (state.status !== 'open') return;
  }
}

async function carryOut(of: RunningSession, order: TakenOrder): Promise<void> {
  const { state, clock, outbox } = of;
  const { sessionId } = of.input;
  const { type, actor } = order;
  const event = { type, actor, ...('note' in order ? { note: order.note } : {}) };
  switch (type) {
    case 'cancel':
      return cancel(of, event);
    case 'replaceMember':
      return replace(of, order);
    case 'replaceAtMeeting':
      return replaceSeat(of, order);
    case 'dropLine':
      return drop(of, order);
    case 'drill':
      await save(of, { event });
      return startDrill(of);
    case 'drillReport':
      return afterDrill(of, order.report, actor);
    case 'skipDrill':
      invite(of);
      break;
    case 'resend':
    case 'changeAddress':
      if (!isHeld(state)) mailTo(of, 'invitation', [order.voterRef], `again-${state.version}`);
      break;
    case 'remind':
      mailTo(of, 'sessionReminder', silent(of), `by-hand-${state.version}`);
      planReminders(of, clock.now());
      break;
    case 'extend':
    case 'closeEarly':
      planReminders(of, clock.now());
      tellNewTime(of, 'secretary', order.formerClosesAt, type === 'closeEarly' ? order.at : order.closesAt);
      break;
    case 'writeLetter':
      outbox.send({
        mail: 'sessionLetter',
        key: `sessionLetter.${sessionId}.${order.note}`,
        now: clock.now(),
        sessionId,
        note: order.note,
      });
      break;
    case 'enterTotals':
    case 'chairDecides':
    case 'minutesSigned':
      break;
  }
  await save(of, { event });
}

/** The records follow the electorate: links and sheets of the one are gone, the other is invited. */
async function replace(of: RunningSession, { voterRef, by, actor, note }: OrderOf<'replaceMember'>): Promise<void> {
  const { input, state, clock } = of;
  state.version += 1;
  await replaceMember({
    sessionId: input.sessionId,
    version: state.version,
    now: clock.now(),
    voterRef,
    by,
    actor,
    note,
  });
  if (!isHeld(state)) mailTo(of, 'invitation', [by], '1');
}

/** Of a member at the meeting there is no link, and nothing that he has sent. */
async function replaceSeat(of: RunningSession, order: OrderOf<'replaceAtMeeting'>): Promise<void> {
  const { input, state, clock } = of;
  const { member, by, actor, note } = order;
  state.version += 1;
  const { sessionId } = input;
  await replaceAtMeeting({ sessionId, version: state.version, now: clock.now(), member, by, actor, note });
}

/** The line is free again; members read of it on the sheet and in the next mail. Without any line left there is no session. */
async function drop(of: RunningSession, { nomination, actor, note }: OrderOf<'dropLine'>): Promise<void> {
  const { input, state, clock } = of;
  const claim = workflowInfo().workflowId;
  const lines = state.dropping.filter((l) => l.nomination === nomination);
  await tellDockets(`drop/${nomination}`, { type: 'releaseClaim', claim, note }, lines);
  const { nothingLeft } = lineReleased(of, nomination);
  state.version += 1;
  const { sessionId } = input;
  await dropLine({ sessionId, version: state.version, now: clock.now(), nomination, actor, note });
  if (nothingLeft) await cancel(of, { type: 'cancel', actor, note });
}
