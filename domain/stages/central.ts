import { addWorkingDays } from '../calendar';
import { Problem } from '../errors';
import type { StageBase } from '../line';
import type { Stage } from '../route';
import type { Day } from '../time';
import { dayOf, endOfDay, startOfDay } from '../time';
import { pastDay } from './screening';
import type { StageRules } from './stage';

/**
 * With the Ministry, the Prime Minister or the State President: outside the system, weeks to months. The office records what
 * comes back and is reminded; nothing ends by itself.
 */
export interface CentralState extends StageBase {
  readonly kind: 'central';
  readonly phase: 'sent' | 'supplement';
  readonly remindOn: Day;
  /** Due day of the supplement, set by the Ministry. */
  readonly due?: Day;
  readonly note?: string;
}

type Central = Extract<Stage, { kind: 'central' }>;

const nextReminder = (stage: Central, context: { now: string; calendar: Parameters<typeof addWorkingDays>[0] }): Day =>
  addWorkingDays(context.calendar, dayOf(context.now), stage.reminderWorkingDays);

export const central: StageRules<CentralState, Central> = {
  enter: (stage, context) => ({
    kind: 'central',
    phase: 'sent',
    since: context.now,
    remindOn: nextReminder(stage, context),
  }),

  allowed: (state) =>
    state.phase === 'sent'
      ? ['requestSupplement', 'centralAwarded', 'centralDeclined']
      : ['supply', 'centralAwarded', 'centralDeclined'],

  apply(state, action, stage, context) {
    switch (action.type) {
      case 'requestSupplement':
        if (action.due <= dayOf(context.now)) throw pastDay('due');
        return {
          state: { ...state, phase: 'supplement', since: context.now, due: action.due, note: action.note },
          event: { type: 'requestSupplement', facts: { due: action.due } },
        };
      case 'supply': {
        const { due, note, overdueSince, ...rest } = state;
        return { state: { ...rest, phase: 'sent', since: context.now, remindOn: nextReminder(stage, context) } };
      }
      case 'centralAwarded':
        return {
          state,
          done: true,
          patch: { signed: true, issued: { decision: action.decision } },
          event: { type: 'centralAwarded', facts: { decision: action.decision } },
        };
      case 'centralDeclined':
        return { state, end: { outcome: 'declined', note: action.note } };
      default:
        throw new Problem('ACTION_NOT_ALLOWED', `${action.type} at the central level`);
    }
  },

  wake(state) {
    const reminder = startOfDay(state.remindOn);
    if (state.due === undefined || state.overdueSince !== undefined) return reminder;
    return [endOfDay(state.due), reminder].sort()[0];
  },

  tick(state, stage, context) {
    if (state.due !== undefined && state.overdueSince === undefined && endOfDay(state.due) <= context.now) {
      return {
        state: { ...state, overdueSince: dayOf(context.now) },
        event: { type: 'overdue', facts: { due: state.due } },
      };
    }
    return { state: { ...state, remindOn: nextReminder(stage, context) }, event: { type: 'centralReminder' } };
  },

  mapClocks: (state, shift) => ({
    ...state,
    remindOn: shift(state.remindOn),
    ...(state.due === undefined ? {} : { due: shift(state.due) }),
  }),

  view: (state) =>
    state.phase === 'supplement'
      ? { status: 'supplement', holder: 'unit', due: state.due! }
      : { status: 'central', holder: 'central' },
};
