import { Problem } from '../errors';
import type { StageBase } from '../line';
import type { Stage } from '../route';
import type { StageRules } from './stage';

/** Waiting for the proposal to number and write the certificates of a signed decision: awards of own power only. */
export interface IssuanceState extends StageBase {
  readonly kind: 'issuance';
}

export const issuance: StageRules<IssuanceState, Extract<Stage, { kind: 'issuance' }>> = {
  enter: (_stage, context) => ({ kind: 'issuance', since: context.now }),
  allowed: () => ['issue'],
  apply(state, action) {
    if (action.type !== 'issue') throw new Problem('ACTION_NOT_ALLOWED', `${action.type} in issuance`);
    return {
      state,
      done: true,
      unclaim: true,
      patch: { issued: { decision: action.decision } },
      event: { type: 'issue', facts: { decision: action.decision } },
    };
  },
  wake: () => undefined,
  tick: (state) => ({ state }),
  mapClocks: (state) => state,
  view: () => ({ status: 'awaitingIssue', holder: 'service' }),
};
