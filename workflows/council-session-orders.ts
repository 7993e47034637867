import { Problem } from '../domain/errors';
import { msOf } from '../domain/time';
import { cancel } from './council-session-closing';
import { mailTo, planReminders, silent, tellNewTime } from './council-session-mails';
import type { Sitting } from './council-session-sitting';
import { save, takesVotes } from './council-session-sitting';
import type { SessionOrder } from './messages';
import { refused } from './refuse';

/** Early closing is told the members at least so long before. */
const NOTICE_MS = 3_600_000;

/** Refuses what the state of the session does not allow. @throws ApplicationFailure with a code of `domain/errors.ts` */
export function checkOrder(of: Sitting, { order }: SessionOrder): void {
  const { state, clock } = of;
  if (order.type === 'minutesSigned') {
    if (state.status !== 'closed') throw wrongState(of, ['minutesSigned']);
    return;
  }
  if (!takesVotes(of)) throw wrongState(of, []);
  if (order.type === 'extend' && order.closesAt <= state.closesAt) throw badTime('closesAt');
  if (order.type === 'closeEarly' && (order.at >= state.closesAt || msOf(order.at) - msOf(clock.now()) < NOTICE_MS)) {
    throw badTime('at');
  }
  if (order.type === 'resend' && !state.electorate.includes(order.voterRef)) throw refused(new Problem('NOT_A_MEMBER'));
}

const wrongState = ({ state }: Sitting, allowed: readonly string[]) =>
  refused(new Problem('ACTION_NOT_ALLOWED', undefined, { state: state.status, allowed }));

const badTime = (field: string) =>
  refused(
    new Problem('VALIDATION', undefined, {
      fields: [{ field, vi: 'Thời điểm này không phù hợp với phiên.', en: 'This time does not fit the session.' }],
    }),
  );

/** Takes an order: what must hold at once is changed here, what must be written or sent is left to the loop. */
export function obey({ state }: Sitting, { order, actor }: SessionOrder): void {
  if (order.type === 'extend') {
    state.formerClosesAt = state.closesAt;
    state.closesAt = order.closesAt;
  }
  if (order.type === 'closeEarly') state.earlyCloseAt = order.at;
  if (order.type === 'cancel') state.cancelling = true;
  if (order.type === 'minutesSigned') state.minutesSigned = true;
  state.orders.push({ ...order, actor });
}

/** Writes and sends what has been ordered since the last time. */
export async function carryOutOrders(of: Sitting): Promise<void> {
  const { state, clock } = of;
  for (const order of state.orders.splice(0)) {
    const { type, actor } = order;
    const event = { type, actor, ...('note' in order ? { note: order.note } : {}) };
    if (type === 'cancel') {
      await cancel(of, event);
      return;
    }
    if (type === 'resend') mailTo(of, 'invitation', [order.voterRef], `again-${state.version}`);
    if (type === 'remind') mailTo(of, 'sessionReminder', silent(of), `by-hand-${state.version}`);
    if (type === 'extend' || type === 'closeEarly') {
      planReminders(of, clock.now());
      tellNewTime(
        of,
        'secretary',
        state.formerClosesAt ?? state.closesAt,
        order.type === 'closeEarly' ? order.at : state.closesAt,
      );
    }
    await save(of, { event });
  }
}
