import { Problem } from '../errors';
import type { Context, StageBase } from '../line';
import type { Level, Stage } from '../route';
import type { Day } from '../time';
import { dayOf, endOfDay } from '../time';
import type { StageRules } from './stage';
import { dueIn } from './stage';

/**
 * Waiting for, then part of, a proposal to one authority. Ends only with the signed and numbered paper, which the proposal
 * delivers: a decision (own power), or the proposal that forwards the line to the next level.
 */
export interface ApprovalState extends StageBase {
  readonly kind: 'approval';
  readonly level: Level;
  readonly power: 'decide' | 'forward';
  readonly phase: 'waiting' | 'proposed';
  readonly due: Day;
}

type Approval = Extract<Stage, { kind: 'approval' }>;

const waiting = (stage: Approval, context: Context): ApprovalState => ({
  kind: 'approval',
  level: stage.level,
  power: stage.power,
  phase: 'waiting',
  since: context.now,
  due: dueIn(context, stage.workingDays),
});

export const approval: StageRules<ApprovalState, Approval> = {
  enter: waiting,

  allowed: (state) =>
    state.phase === 'waiting'
      ? ['claim', 'decline']
      : [state.power === 'decide' ? 'decisionSigned' : 'forwarded', 'struckOut', 'returnProposal', 'releaseClaim'],

  apply(state, action, stage, context) {
    switch (action.type) {
      case 'claim':
        return {
          state: { ...waiting(stage, context), phase: 'proposed' },
          event: { type: 'claim', facts: { by: action.claim } },
        };
      case 'releaseClaim':
        return { state: waiting(stage, context), unclaim: true };
      case 'decisionSigned':
        // the claim stays: the same proposal issues the certificates
        return {
          state,
          done: true,
          patch: { signed: true },
          event: { type: 'decisionSigned', facts: { decision: action.decision } },
        };
      case 'forwarded':
        return { state, done: true, unclaim: true, event: { type: 'forwarded', facts: { decision: action.decision } } };
      case 'returnProposal':
        return { state, back: true, unclaim: true };
      case 'struckOut':
      case 'decline':
        return { state, end: { outcome: 'declined', note: action.note } };
      default:
        throw new Problem('ACTION_NOT_ALLOWED', `${action.type} in approval`);
    }
  },

  // superiors get no red marks: the office alone learns that a proposal waits longer than its period
  wake: (state) => (state.overdueSince === undefined ? endOfDay(state.due) : undefined),
  tick: (state, _stage, context) => ({
    state: { ...state, overdueSince: dayOf(context.now) },
    event: { type: 'overdue', facts: { due: state.due } },
  }),
  mapClocks: (state, shift) => ({ ...state, due: shift(state.due) }),

  view: (state) => ({
    status: state.phase === 'waiting' ? 'waitingForApproval' : 'approvalPending',
    holder: state.phase === 'waiting' ? 'office' : 'authority',
    level: state.level,
    due: state.due,
  }),
};
