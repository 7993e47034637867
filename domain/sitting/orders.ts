import { Problem } from '../errors';
import type { Instant } from '../time';
import { DAY_MS, msOf } from '../time';
import { drilled, isHeld, skipDrill } from './drill';
import type { OrderReceipt, SessionOrder } from './said';
import type { Sitting, SittingState } from './state';
import { chairHasDecided, checkChair } from './ties';
import { silent, takesVotes } from './votes';

/** Early closing is told the members at least so long before. */
const NOTICE_MS = 3_600_000;

/** Whether agenda and council may still change: until the sheets are counted, or the totals of the meeting are entered. */
const isRunning = (of: Sitting, now: Instant): boolean =>
  of.input.kind === 'written'
    ? takesVotes(of, now)
    : of.state.status === 'open' && !of.state.cancelling && of.state.totals === undefined;

/**
 * Refuses what the state of the session does not allow; an order that was taken before is not asked again.
 * @throws Problem ACTION_NOT_ALLOWED, STATE_CHANGED, VALIDATION, INVITATIONS_HELD, REMINDED_LATELY, NOBODY_SILENT, NOT_A_MEMBER,
 * ALREADY_A_MEMBER, NOT_CLAIMED, NO_TIE
 */
export function checkOrder(of: Sitting, id: string, { order }: SessionOrder, now: Instant): void {
  const { input, state } = of;
  if (state.receipts.has(id)) return;
  if (order.type === 'minutesSigned') {
    if (state.status !== 'closed') throw wrongState(state, ['minutesSigned']);
    return;
  }
  if (order.type === 'chairDecides') return checkChair(state, order);
  if (order.type === 'enterTotals') {
    // written opinions come first: until their time is over nobody may know what the meeting said
    if (input.kind === 'written' || !isRunning(of, now) || takesVotes(of, now)) throw wrongState(state, []);
    // a member or a line that has changed since is no longer what the totals were checked against
    if (state.orders.length > 0 || state.version > (order.expects ?? state.version)) throw new Problem('STATE_CHANGED');
    return;
  }
  if (order.type === 'replaceAtMeeting') {
    if (input.kind === 'written' || !isRunning(of, now)) throw wrongState(state, []);
    if (lastOf(state, order.member)?.member === order.member) throw new Problem('NOT_A_MEMBER');
    if (lastOf(state, order.by)?.by === order.by) throw new Problem('ALREADY_A_MEMBER');
    return;
  }
  const changes = order.type === 'cancel' || order.type === 'dropLine';
  if (!(changes ? isRunning(of, now) : takesVotes(of, now))) throw wrongState(state, []);
  if (order.type === 'closeEarly' && input.kind !== 'written') throw wrongState(state, []);
  if (order.type === 'extend' && order.closesAt <= state.closesAt) throw badTime('closesAt');
  if (order.type === 'closeEarly' && (order.at >= state.closesAt || msOf(order.at) - msOf(now) < NOTICE_MS))
    throw badTime('at');
  checkDrill(state, order.type);
  if (order.type === 'remind' && !mayRemind(state, now)) throw new Problem('REMINDED_LATELY');
  if (order.type === 'writeLetter' && !silent(of).some((ref) => order.about.includes(ref)))
    throw new Problem('NOBODY_SILENT');
  if ('voterRef' in order && !state.electorate.includes(order.voterRef)) throw new Problem('NOT_A_MEMBER');
  if (order.type === 'replaceMember' && state.electorate.includes(order.by)) throw new Problem('ALREADY_A_MEMBER');
  if (order.type === 'dropLine' && !state.lines.some((l) => l.nomination === order.nomination))
    throw new Problem('NOT_CLAIMED');
}

/** How somebody last came or went at the meeting. */
const lastOf = ({ replaced = [] }: SittingState, person: string) =>
  replaced.findLast(({ member, by }) => member === person || by === person);

/** What waits for a drill, and what is said of one. */
function checkDrill(state: SittingState, order: SessionOrder['order']['type']): void {
  const held = isHeld(state);
  switch (order) {
    case 'remind':
    case 'resend':
    case 'writeLetter':
      if (held) throw new Problem('INVITATIONS_HELD');
      return;
    case 'drill':
      if (!held || state.drill?.status === 'running') throw wrongState(state, []);
      return;
    case 'drillReport':
    case 'skipDrill':
      if (!held) throw wrongState(state, []);
      return;
    default:
      return;
  }
}

/** Never twice within a day, by plan or by hand. */
const mayRemind = ({ lastReminder }: SittingState, now: Instant): boolean =>
  lastReminder === undefined || msOf(now) - msOf(lastReminder) >= DAY_MS;

const wrongState = ({ status }: SittingState, allowed: readonly string[]) =>
  new Problem('ACTION_NOT_ALLOWED', undefined, { state: status, allowed });

const badTime = (field: string) =>
  new Problem('VALIDATION', undefined, {
    fields: [{ field, vi: 'Thời điểm này không phù hợp với phiên.', en: 'This time does not fit the session.' }],
  });

/**
 * Takes an order that was checked: what must hold at once is changed here, what must be written or sent is left to whoever
 * carries it out. The same order again gets its first receipt and changes nothing.
 */
export function takeOrder(of: Sitting, id: string, said: SessionOrder, now: Instant): OrderReceipt {
  const { receipts } = of.state;
  const before = receipts.get(id);
  if (before) return before;
  obey(of, said, now);
  const receipt: OrderReceipt = { content: said.content, at: now, status: of.state.status };
  receipts.set(id, receipt);
  return receipt;
}

function obey(of: Sitting, { order, actor }: SessionOrder, now: Instant): void {
  const { state } = of;
  state.orders.push({ ...order, actor, formerClosesAt: state.closesAt });
  switch (order.type) {
    case 'extend':
      state.closesAt = order.closesAt;
      break;
    case 'closeEarly':
      state.closesAt = order.at;
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
      state.lastReminder = now;
      break;
    case 'replaceMember':
      // in the order of the references, which says nothing about who came for whom
      state.electorate = state.electorate.map((ref) => (ref === order.voterRef ? order.by : ref)).sort();
      state.recorded.delete(order.voterRef);
      break;
    case 'chairDecides':
      chairHasDecided(state, order);
      break;
    case 'replaceAtMeeting':
      state.replaced = [...(state.replaced ?? []), { member: order.member, by: order.by }];
      break;
    case 'dropLine':
      state.dropping = [...state.dropping, ...state.lines.filter((l) => l.nomination === order.nomination)];
      state.lines = state.lines.filter((l) => l.nomination !== order.nomination);
      if (state.lines.length === 0) state.cancelling = true;
      break;
    case 'drill':
      state.drill = { ...state.drill, status: 'running', at: now };
      break;
    case 'drillReport':
      drilled(of, order.report, now);
      break;
    case 'skipDrill':
      skipDrill(of, now);
      break;
    case 'resend':
    case 'changeAddress':
    case 'writeLetter':
      break;
  }
}

/**
 * A line that was dropped is free again. Tells whether the session ends with it: no line is left, and none is about to be
 * released by an order of its own.
 */
export function lineReleased({ state }: Sitting, nomination: string): { readonly nothingLeft: boolean } {
  state.dropping = state.dropping.filter((l) => l.nomination !== nomination);
  return { nothingLeft: state.lines.length === 0 && state.dropping.length === 0 };
}
