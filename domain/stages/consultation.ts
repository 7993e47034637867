import type { LineAction } from '../actions';
import { Problem } from '../errors';
import type { StageBase } from '../line';
import type { Stage } from '../route';
import type { Day } from '../time';
import { dayOf, endOfDay } from '../time';
import { addWorkingDays } from '../calendar';
import { futureDay } from './screening';
import type { StageRules } from './stage';

/** One body that is asked for its opinion, with a clock of its own (Decree 152/2025 art. 34(6): 10 working days). */
export interface Asked {
  readonly body: string;
  readonly askedOn?: Day;
  readonly due?: Day;
  readonly answer?: 'agrees' | 'objects' | 'silent';
  /** An objection that the office has overruled with a paper. */
  readonly overruled?: true;
  /** The office has been told that the body is late. */
  readonly late?: true;
  readonly note?: string;
}

export interface ConsultationState extends StageBase {
  readonly kind: 'consultation';
  readonly bodies: readonly Asked[];
}

type Consultation = Extract<Stage, { kind: 'consultation' }>;

const isSettled = (asked: Asked): boolean =>
  asked.answer === 'agrees' || asked.answer === 'silent' || asked.overruled === true;

export const consultation: StageRules<ConsultationState, Consultation> = {
  enter: (stage, context) => ({
    kind: 'consultation',
    since: context.now,
    bodies: stage.bodies.map((body) => ({ body })),
  }),

  allowed: (state) => {
    const open = state.bodies.filter((b) => !isSettled(b));
    return [
      ...(open.some((b) => b.askedOn === undefined) ? (['ask'] as const) : []),
      ...(open.some((b) => b.askedOn !== undefined && b.answer === undefined) ? (['answer'] as const) : []),
      ...(open.some((b) => b.late === true && b.answer === undefined) ? (['proceedWithoutAnswer'] as const) : []),
      ...(open.some((b) => b.answer === 'objects') ? (['overruleObjection'] as const) : []),
      'decline' as const,
    ];
  },

  apply(state, action, stage, context) {
    switch (action.type) {
      case 'ask': {
        if (action.askedOn > dayOf(context.now)) throw futureDay('askedOn');
        const due = addWorkingDays(context.calendar, action.askedOn, stage.workingDays);
        return settle(state, action, (b) => {
          if (b.askedOn !== undefined) throw notNow('ask', action.body);
          return { ...b, askedOn: action.askedOn, due, note: action.note };
        });
      }
      case 'answer':
        return settle(state, action, (b) => {
          if (b.askedOn === undefined || b.answer !== undefined) throw notNow('answer', action.body);
          return { ...b, answer: action.opinion, note: action.note };
        });
      case 'proceedWithoutAnswer':
        return settle(state, action, (b) => {
          // silence is silence only after the body's clock has run out
          if (b.due === undefined || b.answer !== undefined || endOfDay(b.due) > context.now) {
            throw notNow('proceedWithoutAnswer', action.body, b.due);
          }
          return { ...b, answer: 'silent', note: action.note };
        });
      case 'overruleObjection':
        return settle(state, action, (b) => {
          if (b.answer !== 'objects') throw notNow('overruleObjection', action.body);
          return { ...b, overruled: true, note: action.note };
        });
      case 'decline':
        return { state, end: { outcome: 'declined', note: action.note } };
      default:
        throw new Problem('ACTION_NOT_ALLOWED', `${action.type} in consultation`);
    }
  },

  wake: (state) =>
    running(state)
      .map((b) => endOfDay(b.due))
      .sort()[0],

  tick(state, _stage, context) {
    const late = running(state)
      .filter((b) => endOfDay(b.due) <= context.now)
      .map((b) => b.body);
    return {
      state: {
        ...state,
        overdueSince: state.overdueSince ?? dayOf(context.now),
        bodies: state.bodies.map((b) => (late.includes(b.body) ? { ...b, late: true as const } : b)),
      },
      event: { type: 'noAnswer', facts: { bodies: late.join(',') } },
    };
  },

  mapClocks: (state, shift) => ({
    ...state,
    bodies: state.bodies.map((b) => (isRunning(b) ? { ...b, due: shift(b.due) } : b)),
  }),

  view: (state) => {
    const due = running(state)
      .map((b) => b.due)
      .sort()[0];
    const asked = state.bodies.some((b) => b.askedOn !== undefined && b.answer === undefined);
    return {
      status: 'consultation',
      holder: asked ? 'body' : 'office',
      level: 'province',
      ...(due === undefined ? {} : { due }),
    };
  },
};

/** Bodies whose clock runs and of whose silence the office has not been told. */
const running = (state: ConsultationState): readonly (Asked & { readonly due: Day })[] =>
  state.bodies.filter(isRunning);

const isRunning = (b: Asked): b is Asked & { readonly due: Day } =>
  b.due !== undefined && b.answer === undefined && b.late !== true;

function settle(
  state: ConsultationState,
  action: Extract<LineAction, { body: string }>,
  change: (asked: Asked) => Asked,
) {
  const { type, body } = action;
  const bodies = state.bodies.map((b) => (b.body === body ? change(b) : b));
  const told = {
    state: { ...state, bodies },
    event: { type, facts: { body, ...('opinion' in action ? { opinion: action.opinion } : {}) } },
  };
  return bodies.every(isSettled) ? { ...told, done: true as const } : told;
}

const notNow = (action: string, body: string, due?: Day): Problem =>
  new Problem('ACTION_NOT_ALLOWED', `${action} of ${body} does not fit its state`, {
    body,
    ...(due === undefined ? {} : { due }),
  });
