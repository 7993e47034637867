import { Problem } from '../errors';
import type { StageBase } from '../line';
import type { Level, Stage } from '../route';
import type { StageRules } from './stage';

/** Waiting for a council, then in one of its sessions. The session claims the line and delivers the result. */
export interface CouncilState extends StageBase {
  readonly kind: 'council';
  readonly level: Level;
  readonly phase: 'waiting' | 'inSession';
}

type Council = Extract<Stage, { kind: 'council' }>;

export const council: StageRules<CouncilState, Council> = {
  enter: (stage, context) => ({ kind: 'council', level: stage.level, phase: 'waiting', since: context.now }),

  allowed: (state) => (state.phase === 'waiting' ? ['claim', 'decline'] : ['councilResult', 'releaseClaim']),

  apply(state, action, _stage, context) {
    switch (action.type) {
      case 'claim':
        return {
          state: { ...state, phase: 'inSession', since: context.now },
          event: { type: 'claim', facts: { by: action.claim } },
        };
      case 'releaseClaim':
        return { state: { ...state, phase: 'waiting', since: context.now }, unclaim: true };
      case 'councilResult': {
        const event = { type: 'councilResult' as const, facts: { result: action.result, session: action.claim } };
        if (action.result === 'passed') return { state, done: true, unclaim: true, event };
        if (action.result === 'sentBack') return { state, back: true, unclaim: true, event };
        const note = action.note === undefined ? {} : { note: action.note };
        return { state, end: { outcome: 'declined', ...note }, event };
      }
      case 'decline':
        return { state, end: { outcome: 'declined', note: action.note } };
      default:
        throw new Problem('ACTION_NOT_ALLOWED', `${action.type} in council`);
    }
  },

  wake: () => undefined,
  tick: (state) => ({ state }),
  mapClocks: (state) => state,

  view: (state) => ({
    status: state.phase === 'waiting' ? 'waitingForCouncil' : 'inSession',
    holder: state.phase === 'waiting' ? 'office' : 'council',
    level: state.level,
  }),
};
