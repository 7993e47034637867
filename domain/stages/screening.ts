import { addWorkingDays } from '../calendar';
import { Problem } from '../errors';
import type { StageBase } from '../line';
import type { Level, Stage } from '../route';
import type { Day } from '../time';
import { dayOf, endOfDay, startOfDay } from '../time';
import type { StageRules } from './stage';
import { dueIn } from './stage';

/**
 * Screening by the office of a level. The office records receipt and paper original; its clock starts when the dossier is
 * complete, stops while the unit corrects, and starts anew with the corrected dossier.
 */
export interface ScreeningState extends StageBase {
  readonly kind: 'screening';
  readonly level: Level;
  readonly phase: 'waiting' | 'inReview' | 'returned';
  readonly receipt?: { readonly number: string; readonly arrivedOn: Day };
  readonly paperOriginalOn?: Day;
  /** Due day of whoever holds it: the office in review, the unit while it corrects. */
  readonly due?: Day;
  /** Day on which the unit is reminded of the correction; absent once it was. */
  readonly remindOn?: Day;
  /** How often it was returned. */
  readonly returns: number;
  readonly note?: string;
}

type Screening = Extract<Stage, { kind: 'screening' }>;

/** A level's clock runs from receipt at the unit, from the paper original at the province (one original set is filed). */
const isComplete = (state: ScreeningState): boolean => state.level === 'unit' || state.paperOriginalOn !== undefined;

export const screening: StageRules<ScreeningState, Screening> = {
  enter: (stage, context, again) => ({
    kind: 'screening',
    level: stage.level,
    phase: again ? 'inReview' : 'waiting',
    since: context.now,
    returns: 0,
    ...(again ? { due: dueIn(context, stage.workingDays), paperOriginalOn: dayOf(context.now) } : {}),
  }),

  allowed: (state) => {
    switch (state.phase) {
      case 'waiting':
        return ['receive', 'decline'];
      case 'inReview':
        return state.paperOriginalOn === undefined
          ? ['recordPaperOriginal', 'accept', 'return', 'decline']
          : ['accept', 'return', 'decline'];
      case 'returned':
        return ['resubmit', 'extendCorrection', 'decline'];
    }
  },

  apply(state, action, stage, context) {
    switch (action.type) {
      case 'receive': {
        if (action.arrivedOn > dayOf(context.now)) throw futureDay('arrivedOn');
        if ((action.paperOriginalOn ?? '') > dayOf(context.now)) throw futureDay('paperOriginalOn');
        const received: ScreeningState = {
          ...state,
          phase: 'inReview',
          since: context.now,
          receipt: { number: action.number, arrivedOn: action.arrivedOn },
          ...(action.paperOriginalOn === undefined ? {} : { paperOriginalOn: action.paperOriginalOn }),
        };
        return { state: isComplete(received) ? withClock(received, stage, context) : received };
      }
      case 'recordPaperOriginal':
        if (action.on > dayOf(context.now)) throw futureDay('on');
        return { state: withClock({ ...state, paperOriginalOn: action.on }, stage, context) };
      case 'accept':
        return { state, done: true };
      case 'return': {
        const due = action.due ?? dueIn(context, stage.correctionWorkingDays);
        if (due <= dayOf(context.now)) throw pastDay('due');
        const { overdueSince, ...rest } = state;
        return {
          state: {
            ...rest,
            phase: 'returned',
            since: context.now,
            due,
            remindOn: reminderBefore(due, context),
            returns: state.returns + 1,
            note: action.note,
          },
          event: { type: 'return', facts: { due } },
        };
      }
      case 'extendCorrection':
        if (action.due <= dayOf(context.now) || action.due <= state.due!) throw pastDay('due');
        return {
          state: { ...state, due: action.due, remindOn: reminderBefore(action.due, context) },
          event: { type: 'extendCorrection', facts: { due: action.due } },
        };
      case 'resubmit': {
        const { note, remindOn, due, ...rest } = state;
        const back: ScreeningState = { ...rest, phase: 'inReview', since: context.now };
        return { state: isComplete(back) ? withClock(back, stage, context) : back };
      }
      case 'decline':
        return { state, end: { outcome: 'declined', note: action.note } };
      default:
        throw new Problem('ACTION_NOT_ALLOWED', `${action.type} in screening`);
    }
  },

  wake(state) {
    if (state.due === undefined) return undefined;
    if (state.phase === 'returned')
      return state.remindOn === undefined ? endOfDay(state.due) : startOfDay(state.remindOn);
    return state.overdueSince === undefined ? endOfDay(state.due) : undefined;
  },

  tick(state, _stage, context) {
    const due = state.due!;
    if (state.phase === 'returned') {
      if (endOfDay(due) <= context.now) {
        return {
          state,
          end: { outcome: 'lapsed', note: state.note! },
          event: { type: 'lapsed' },
        };
      }
      const { remindOn, ...rest } = state;
      return { state: rest, event: { type: 'correctionReminder', facts: { due } } };
    }
    return {
      state: { ...state, overdueSince: dayOf(context.now) },
      event: { type: 'overdue', facts: { due } },
    };
  },

  mapClocks: (state, shift) => ({
    ...state,
    ...(state.due === undefined ? {} : { due: shift(state.due) }),
    ...(state.remindOn === undefined ? {} : { remindOn: shift(state.remindOn) }),
  }),

  view: (state) => ({
    status: state.phase === 'waiting' ? 'submitted' : state.phase === 'returned' ? 'returned' : 'screening',
    holder: state.phase === 'returned' ? 'unit' : 'office',
    level: state.level,
    ...(state.due === undefined ? {} : { due: state.due }),
  }),
};

const withClock = (state: ScreeningState, stage: Screening, context: Parameters<typeof dueIn>[0]): ScreeningState => ({
  ...state,
  due: dueIn(context, stage.workingDays),
});

/** The last working day after today and before the due day; the due day itself when there is none. */
function reminderBefore(due: Day, context: Parameters<typeof dueIn>[0]): Day {
  let day = due;
  for (let next = dueIn(context, 1); next < due; next = addWorkingDays(context.calendar, next, 1)) day = next;
  return day;
}

export const futureDay = (field: string): Problem =>
  new Problem('VALIDATION', `${field} lies in the future`, {
    fields: [
      { field, vi: 'Ngày này chưa đến; đề nghị kiểm tra lại.', en: 'This day has not come yet; please check it.' },
    ],
  });

export const pastDay = (field: string): Problem =>
  new Problem('VALIDATION', `${field} is not later than before`, {
    fields: [
      {
        field,
        vi: 'Hạn mới phải sau ngày hôm nay và sau hạn cũ.',
        en: 'The new due day must lie after today and after the old one.',
      },
    ],
  });
