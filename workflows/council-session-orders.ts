import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { Problem } from '../domain/errors';
import { DAY_MS, msOf } from '../domain/time';
import { cancel } from './council-session-closing';
import { mailTo, planReminders, silent, tellNewTime } from './council-session-mails';
import type { Sitting } from './council-session-sitting';
import { isRunning, save, takesVotes } from './council-session-sitting';
import type { SessionOrder } from './messages';
import { refused } from './refuse';
import { tellDockets } from './delivery';
import { storePatiently } from './options';

const { replaceMember, dropLine } = proxyActivities<Activities>(storePatiently);

type Order = SessionOrder['order'];
type OrderOf<T extends Order['type']> = Extract<Order, { type: T }> & { readonly actor: string };

/** Early closing is told the members at least so long before. */
const NOTICE_MS = 3_600_000;

/** Refuses what the state of the session does not allow. @throws ApplicationFailure with a code of `domain/errors.ts` */
export function checkOrder(of: Sitting, { order }: SessionOrder): void {
  const { state, clock } = of;
  if (order.type === 'minutesSigned') {
    if (state.status !== 'closed') throw wrongState(of, ['minutesSigned']);
    return;
  }
  if (order.type === 'enterTotals') {
    // written opinions come first: until their time is over nobody may know what the meeting said
    if (of.input.kind === 'written' || !isRunning(of) || takesVotes(of)) throw wrongState(of, []);
    return;
  }
  const changes = order.type === 'cancel' || order.type === 'dropLine';
  if (!(changes ? isRunning(of) : takesVotes(of))) throw wrongState(of, []);
  if (order.type === 'closeEarly' && of.input.kind !== 'written') throw wrongState(of, []);
  if (order.type === 'extend' && order.closesAt <= state.closesAt) throw badTime('closesAt');
  if (order.type === 'closeEarly' && (order.at >= state.closesAt || msOf(order.at) - msOf(clock.now()) < NOTICE_MS)) {
    throw badTime('at');
  }
  if (order.type === 'remind' && !mayRemind(of)) throw refused(new Problem('REMINDED_LATELY'));
  if ('voterRef' in order && !state.electorate.includes(order.voterRef)) throw refused(new Problem('NOT_A_MEMBER'));
  if (order.type === 'replaceMember' && state.electorate.includes(order.by))
    throw refused(new Problem('ALREADY_A_MEMBER'));
  if (order.type === 'dropLine' && !state.lines.some((l) => l.nomination === order.nomination)) {
    throw refused(new Problem('NOT_CLAIMED'));
  }
}

/** Never twice within a day, by plan or by hand. */
const mayRemind = ({ state, clock }: Sitting): boolean =>
  state.lastReminder === undefined || msOf(clock.now()) - msOf(state.lastReminder) >= DAY_MS;

const wrongState = ({ state }: Sitting, allowed: readonly string[]) =>
  refused(new Problem('ACTION_NOT_ALLOWED', undefined, { state: state.status, allowed }));

const badTime = (field: string) =>
  refused(
    new Problem('VALIDATION', undefined, {
      fields: [{ field, vi: 'Thời điểm này không phù hợp với phiên.', en: 'This time does not fit the session.' }],
    }),
  );

/** Takes an order: what must hold at once is changed here, what must be written or sent is left to the loop. */
export function obey({ state, clock }: Sitting, { order, actor }: SessionOrder): void {
  switch (order.type) {
    case 'extend':
      state.formerClosesAt = state.closesAt;
      state.closesAt = order.closesAt;
      break;
    case 'closeEarly':
      state.earlyCloseAt = order.at;
      break;
    case 'cancel':
      state.cancelling = true;
      break;
    case 'minutesSigned':
      state.minutesSigned = true;
      break;
    case 'enterTotals':
      state.totals = order.commitment;
      break;
    case 'remind':
      state.lastReminder = clock.now();
      break;
    case 'replaceMember':
      // in the order of the references, which says nothing about who came for whom
      state.electorate = state.electorate.map((ref) => (ref === order.voterRef ? order.by : ref)).sort();
      state.recorded.delete(order.voterRef);
      break;
    case 'dropLine':
      state.dropping = [...state.dropping, ...state.lines.filter((l) => l.nomination === order.nomination)];
      state.lines = state.lines.filter((l) => l.nomination !== order.nomination);
      if (state.lines.length === 0) state.cancelling = true;
      break;
    case 'resend':
    case 'changeAddress':
      break;
  }
  state.orders.push({ ...order, actor });
}

/** Writes and sends what has been ordered since the last time. */
export async function carryOutOrders(of: Sitting): Promise<void> {
  const { state } = of;
  for (let order = state.orders.shift(); order; order = state.orders.shift()) {
    await carryOut(of, order);
    if (state.status !== 'open') return;
  }
}

async function carryOut(of: Sitting, order: Order & { readonly actor: string }): Promise<void> {
  const { state, clock } = of;
  const { type, actor } = order;
  const event = { type, actor, ...('note' in order ? { note: order.note } : {}) };
  switch (type) {
    case 'cancel':
      return cancel(of, event);
    case 'replaceMember':
      return replace(of, order);
    case 'dropLine':
      return drop(of, order);
    case 'resend':
    case 'changeAddress':
      mailTo(of, 'invitation', [order.voterRef], `again-${state.version}`);
      break;
    case 'remind':
      mailTo(of, 'sessionReminder', silent(of), `by-hand-${state.version}`);
      planReminders(of, clock.now());
      break;
    case 'extend':
    case 'closeEarly':
      planReminders(of, clock.now());
      tellNewTime(
        of,
        'secretary',
        state.formerClosesAt ?? state.closesAt,
        type === 'closeEarly' ? order.at : state.closesAt,
      );
      break;
    case 'enterTotals':
    case 'minutesSigned':
      break;
  }
  await save(of, { event });
}

/** The records follow the electorate: links and sheets of the one are gone, the other is invited. */
async function replace(of: Sitting, { voterRef, by, actor, note }: OrderOf<'replaceMember'>): Promise<void> {
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
  mailTo(of, 'invitation', [by], '1');
}

/** The line is free again; members read of it on the sheet and in the next mail. Without any line left there is no session. */
async function drop(of: Sitting, { nomination, actor, note }: OrderOf<'dropLine'>): Promise<void> {
  const { input, state, clock } = of;
  const claim = workflowInfo().workflowId;
  const lines = state.dropping.filter((l) => l.nomination === nomination);
  await tellDockets(`drop/${nomination}`, { type: 'releaseClaim', claim, note }, lines);
  state.dropping = state.dropping.filter((l) => l.nomination !== nomination);
  state.version += 1;
  const { sessionId } = input;
  await dropLine({ sessionId, version: state.version, now: clock.now(), nomination, actor, note });
  // others may have been ordered meanwhile, and are released by their own order
  if (state.lines.length === 0 && state.dropping.length === 0) await cancel(of, { type: 'cancel', actor, note });
}
