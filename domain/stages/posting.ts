import { addWorkingDays } from '../calendar';
import { Problem } from '../errors';
import type { StageBase } from '../line';
import type { Stage } from '../route';
import type { Day } from '../time';
import { dayOf, endOfDay } from '../time';
import { futureDay } from './screening';
import type { StageRules } from './stage';
import { holdReviewOn } from './stage';

/**
 * Publication before the council meets (Law art. 84(5); Decree 152/2025 art. 44(2): at least 10 working days). An objection
 * puts the line on hold until every one of them is resolved with a paper; an unresolved one keeps the stage open.
 */
export interface PostingState extends StageBase {
  readonly kind: 'posting';
  readonly firstDay?: Day;
  readonly lastDay?: Day;
  readonly ended?: true;
  readonly opinions: readonly Opinion[];
  readonly note?: string;
}

export interface Opinion {
  readonly id: string;
  readonly nature: 'support' | 'objection';
  readonly note: string;
  readonly resolvedBy?: string;
}

type Posting = Extract<Stage, { kind: 'posting' }>;

export const hasOpenObjection = (state: PostingState): boolean =>
  state.opinions.some((o) => o.nature === 'objection' && o.resolvedBy === undefined);

export const posting: StageRules<PostingState, Posting> = {
  enter: (_stage, context) => ({ kind: 'posting', since: context.now, opinions: [] }),

  allowed: (state) =>
    state.firstDay === undefined
      ? ['post', 'decline']
      : hasOpenObjection(state)
        ? ['recordOpinion', 'resolveOpinion', 'decline']
        : ['recordOpinion', 'decline'],

  apply(state, action, stage, context, line) {
    switch (action.type) {
      case 'post': {
        if (action.firstDay > dayOf(context.now)) throw futureDay('firstDay');
        const lastDay = addWorkingDays(context.calendar, action.firstDay, stage.workingDays);
        return {
          state: { ...state, firstDay: action.firstDay, lastDay, note: action.note },
          event: { type: 'post', facts: { firstDay: action.firstDay, lastDay } },
        };
      }
      case 'recordOpinion': {
        if (state.opinions.some((o) => o.id === action.opinion)) throw duplicate(action.opinion);
        const opinion: Opinion = { id: action.opinion, nature: action.nature, note: action.note };
        const next = { ...state, opinions: [...state.opinions, opinion] };
        if (action.nature === 'support') return { state: next };
        const facts = { nature: 'objection' };
        // a line on hold stays on that hold: its clocks have stood still since then
        if (line.hold) return { state: next, event: { type: 'recordOpinion', facts } };
        const hold = {
          since: context.now,
          reviewOn: holdReviewOn(line, context),
          note: action.note,
          opinion: action.opinion,
        };
        return { state: next, patch: { hold }, event: { type: 'recordOpinion', facts: { ...facts, hold: 'begins' } } };
      }
      case 'resolveOpinion': {
        const found = state.opinions.find((o) => o.id === action.opinion && o.resolvedBy === undefined);
        if (!found) throw new Problem('ACTION_NOT_ALLOWED', `opinion ${action.opinion} is not open`);
        const opinions = state.opinions.map((o) => (o.id === action.opinion ? { ...o, resolvedBy: action.note } : o));
        const next = { ...state, opinions };
        if (hasOpenObjection(next)) return { state: next };
        const done = next.ended === true ? { done: true as const } : {};
        if (line.hold?.opinion === undefined) return { state: next, ...done };
        return { state: next, ...done, unhold: true, event: { type: 'resolveOpinion', facts: { hold: 'ends' } } };
      }
      case 'decline':
        return { state, end: { outcome: 'declined', note: action.note } };
      default:
        throw new Problem('ACTION_NOT_ALLOWED', `${action.type} in posting`);
    }
  },

  wake: (state) => (state.lastDay === undefined || state.ended === true ? undefined : endOfDay(state.lastDay)),

  tick(state) {
    const ended: PostingState = { ...state, ended: true };
    return {
      state: ended,
      ...(hasOpenObjection(ended) ? {} : { done: true as const }),
      event: { type: 'postingEnded' },
    };
  },

  mapClocks: (state, shift) => ({
    ...state,
    ...(state.lastDay === undefined ? {} : { lastDay: shift(state.lastDay) }),
  }),

  view: (state) => ({
    status: 'posting',
    holder: state.firstDay === undefined || state.ended === true ? 'office' : 'public',
    level: 'province',
    ...(state.lastDay === undefined ? {} : { due: state.lastDay }),
  }),
};

const duplicate = (id: string): Problem => new Problem('ACTION_NOT_ALLOWED', `opinion ${id} is recorded already`);
