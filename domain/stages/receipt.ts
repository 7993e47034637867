import { Problem } from '../errors';
import type { StageBase } from '../line';
import type { Stage } from '../route';
import type { Day } from '../time';
import { dayOf, endOfDay } from '../time';
import { futureDay } from './screening';
import type { StageRules } from './stage';
import { dueIn } from './stage';

/** A central award: the objects are fetched and handed over (Decree 152/2025 art. 35(4)(d)); never rendered by this service. */
export interface ReceiptState extends StageBase {
  readonly kind: 'receipt';
  readonly due: Day;
  readonly fetchedOn?: Day;
}

const beforeFetched = (fetchedOn: Day): Problem =>
  new Problem('VALIDATION', `handed over before ${fetchedOn}`, {
    fields: [
      {
        field: 'on',
        vi: `Hiện vật được nhận về ngày ${fetchedOn.split('-').reverse().join('/')}; ngày trao không thể trước ngày đó.`,
        en: `The objects were fetched on ${fetchedOn}; they cannot have been handed over before.`,
      },
    ],
  });

export const receipt: StageRules<ReceiptState, Extract<Stage, { kind: 'receipt' }>> = {
  enter: (stage, context) => ({ kind: 'receipt', since: context.now, due: dueIn(context, stage.workingDays) }),
  allowed: (state) => (state.fetchedOn === undefined ? ['recordFetched', 'recordHandover'] : ['recordHandover']),
  apply(state, action, _stage, context) {
    switch (action.type) {
      case 'recordFetched':
        if (action.on > dayOf(context.now)) throw futureDay('on');
        return { state: { ...state, fetchedOn: action.on } };
      case 'recordHandover':
        if (action.on > dayOf(context.now)) throw futureDay('on');
        if (state.fetchedOn !== undefined && action.on < state.fetchedOn) throw beforeFetched(state.fetchedOn);
        return { state, done: true };
      default:
        throw new Problem('ACTION_NOT_ALLOWED', `${action.type} in receipt`);
    }
  },
  wake: (state) => (state.overdueSince === undefined ? endOfDay(state.due) : undefined),
  tick: (state, _stage, context) => ({
    state: { ...state, overdueSince: dayOf(context.now) },
    event: { type: 'overdue', facts: { due: state.due } },
  }),
  mapClocks: (state, shift) => ({ ...state, due: shift(state.due) }),
  view: (state) => ({ status: 'receipt', holder: 'office', due: state.due }),
};
