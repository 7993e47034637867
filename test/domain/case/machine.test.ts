import { act, allowedIn, checkAct, openTo, tick, wakeOf } from '../../../domain/case/machine';
import {
  outerCaseActions,
  type CaseAction,
  type CaseActionType,
  type PersonsCaseAction,
} from '../../../domain/case/said';
import { newCase, type CaseKind, type CaseState, type Returnable } from '../../../domain/case/state';
import { Problem } from '../../../domain/errors';
import { dayOf, endOfDay, startOfDay } from '../../../domain/time';
import { calendar, START } from '../../setup/fixtures';

const TODAY = dayOf(START);

/** Everything that a person can say, in words that fit where it is allowed. */
const said: { readonly [T in CaseActionType]: PersonsCaseAction } = {
  record: { type: 'record', decision: 'QD-1', date: TODAY, calendar },
  recordReturn: { type: 'recordReturn', what: 'object', on: TODAY },
  waiveReturn: { type: 'waiveReturn', what: 'object', note: 'n' },
  recordPrint: { type: 'recordPrint' },
  cancel: { type: 'cancel', note: 'n' },
  addPaper: { type: 'addPaper', note: 'n' },
  hold: { type: 'hold', note: 'n' },
  release: { type: 'release', note: 'n' },
  conclude: { type: 'conclude', outcome: 'rejected', note: 'n' },
};
const opened: CaseAction = { type: 'opened', heldBy: [] };
const carriedOut: CaseAction = { type: 'carriedOut', on: TODAY };
const refused: CaseAction = { type: 'refused', code: 'NUMBER_TAKEN' };

/** A case after it was said all this. */
function after(kind: CaseKind, returns: readonly Returnable[], ...steps: readonly CaseAction[]): CaseState {
  const begun = newCase({ kind, returns, returnWithin: { count: 15, unit: 'workingDays' }, calendar });
  return steps.reduce((state, step) => act(state, step, START)!.state, begun);
}

const object = ['object'] as const;
const { record, recordReturn, waiveReturn, recordPrint, cancel, hold, release, conclude, addPaper } = said;

/** Every state that a case can be in, the way to it, what may be said to it, and where that leads. */
const table: readonly (readonly [string, CaseState, { readonly [T in CaseActionType]?: string }])[] = [
  ['opening', after('revocation', object), {}],
  ...(['correction', 'replacement', 'revocation'] as const).flatMap((kind) => {
    const begin = kind === 'revocation' ? object : [];
    return [
      [`awaitingPaper of a ${kind}`, after(kind, begin, opened), { record: 'carryingOut', cancel: 'cancelled' }],
      [`carryingOut of a ${kind}`, after(kind, begin, opened, record), {}],
      [
        `awaitingPaper of a ${kind} that the register refused`,
        after(kind, begin, opened, record, refused),
        { record: 'carryingOut', cancel: 'cancelled' },
      ],
      [`cancelled ${kind}`, after(kind, begin, opened, cancel), {}],
    ] as const;
  }),
  ['done correction', after('correction', [], opened, record, carriedOut), {}],
  ['done replacement', after('replacement', [], opened, record, carriedOut), {}],
  ['done revocation of what came with nothing', after('revocation', [], opened, record, carriedOut), {}],
  [
    'awaitingReturn of a revocation',
    after('revocation', object, opened, record, carriedOut),
    { recordReturn: 'done', waiveReturn: 'done' },
  ],
  [
    'awaitingReturn of object and money',
    after('revocation', ['object', 'money'], opened, record, carriedOut),
    { recordReturn: 'awaitingReturn', waiveReturn: 'awaitingReturn' },
  ],
  ['done revocation, returned', after('revocation', object, opened, record, carriedOut, recordReturn), {}],
  ['done revocation, waived', after('revocation', object, opened, record, carriedOut, waiveReturn), {}],
  [
    'awaitingReturn of a damaged one',
    after('reprint', object, opened),
    { recordReturn: 'awaitingPrint', waiveReturn: 'awaitingPrint', cancel: 'cancelled' },
  ],
  [
    'awaitingPrint of a damaged one',
    after('reprint', object, opened, recordReturn),
    { recordPrint: 'carryingOut', cancel: 'cancelled' },
  ],
  ['awaitingPrint of a lost one', after('reprint', [], opened), { recordPrint: 'carryingOut', cancel: 'cancelled' }],
  ['carryingOut of a reprint', after('reprint', [], opened, recordPrint), {}],
  [
    'awaitingPrint of a reprint that was refused',
    after('reprint', [], opened, recordPrint, refused),
    { recordPrint: 'carryingOut', cancel: 'cancelled' },
  ],
  ['done reprint', after('reprint', [], opened, recordPrint, carriedOut), {}],
  ['open complaint', after('complaint', [], opened), { addPaper: 'open', hold: 'open', conclude: 'done' }],
  [
    'open complaint that holds',
    after('complaint', [], opened, hold),
    { addPaper: 'open', release: 'open', conclude: 'done' },
  ],
  [
    'open complaint that has let go',
    after('complaint', [], opened, hold, addPaper, release),
    { addPaper: 'open', hold: 'open', conclude: 'done' },
  ],
  ['done complaint', after('complaint', [], opened, hold, conclude), {}],
];

/** The code of a refusal; undefined when it is allowed. */
function refusal(state: CaseState, action: PersonsCaseAction, expects: number | undefined = state.version) {
  try {
    checkAct(state, action, expects, START);
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error;
  }
}

describe.each(table)('%s', (_name, state, allowed) => {
  test.each(outerCaseActions)('%s', (type) => {
    const no = refusal(state, said[type]);
    const leads = allowed[type];
    if (leads === undefined) {
      expect(no?.code).toBe('ACTION_NOT_ALLOWED');
      expect(no?.data).toMatchObject({ state: state.status, version: state.version, allowed: Object.keys(allowed) });
      return;
    }
    expect(no).toBeUndefined();
    const step = act(state, said[type], START)!;
    expect([step.state.status, step.state.version, step.event]).toEqual([leads, state.version + 1, said[type]]);
    expect(refusal(state, said[type], state.version - 1)?.code).toBe('STATE_CHANGED');
  });

  test('offers what it allows, and while a complaint holds it nothing that brings something about', () => {
    expect([...allowedIn(state)].sort()).toEqual(Object.keys(allowed).sort());
    const held = act(state, { type: 'holdBy', by: 'VV-K' }, START)?.state;
    if (!held || state.terms.kind === 'complaint') return;
    const back = ['record', 'recordPrint', 'waiveReturn'];
    expect(openTo(held)).toEqual(allowedIn(state).filter((action) => !back.includes(action)));
    for (const type of allowedIn(state)) {
      expect([type, refusal(held, said[type])?.code]).toEqual([type, back.includes(type) ? 'ON_HOLD' : undefined]);
    }
    // the same hold twice is one, and a release that was heard first is not undone by a late question who holds it
    expect(act(held, { type: 'holdBy', by: 'VV-K' }, START)).toBeUndefined();
    const free = act(held, { type: 'releaseBy', by: 'VV-K' }, START)!.state;
    expect([free.heldBy, act(free, { type: 'releaseBy', by: 'VV-K' }, START)]).toEqual([[], undefined]);
  });
});

test('what is over and what a complaint is are not held', () => {
  for (const state of [after('correction', [], opened, cancel), after('complaint', [], opened)])
    expect(act(state, { type: 'holdBy', by: 'VV-K' }, START)).toBeUndefined();
});

describe('the clock of a return', () => {
  const waiting = after('revocation', ['object', 'money'], opened, record, carriedOut);

  test('is 15 working days with the holiday of 24 November between; the unit is reminded three before the last', () => {
    expect([waiting.due, waiting.remindOn, wakeOf(waiting)]).toEqual([
      '2026-12-08',
      '2026-12-03',
      startOfDay('2026-12-03'),
    ]);
    expect(tick(waiting, START)).toBeUndefined();
    const reminded = tick(waiting, startOfDay('2026-12-03'))!;
    expect([reminded.event.type, wakeOf(reminded.state)]).toEqual(['returnReminder', endOfDay('2026-12-08')]);
    expect(tick(reminded.state, startOfDay('2026-12-08'))).toBeUndefined();
    const late = tick(reminded.state, endOfDay('2026-12-08'))!;
    expect([late.event.type, late.state.overdue, wakeOf(late.state)]).toEqual(['returnOverdue', true, undefined]);
    expect(tick(late.state, endOfDay('2027-12-08'))).toBeUndefined();
  });

  test('is not reminded of any more when nobody looked before its end', () => {
    expect(tick(waiting, endOfDay('2026-12-08'))?.event.type).toBe('returnOverdue');
  });

  test('recorded late begins at the date of the paper all the same', () => {
    const recorded = after('revocation', object, opened, record);
    const { state } = act(recorded, carriedOut, endOfDay('2026-12-09'))!;
    expect([state.due, state.remindOn, wakeOf(state)]).toEqual(['2026-12-08', undefined, endOfDay('2026-12-08')]);
  });

  test('stands still while it is held, and moves by the working days of that time', () => {
    const held = act(waiting, { type: 'holdBy', by: 'VV-K' }, START)!.state;
    expect([wakeOf(held), tick(held, endOfDay('2026-12-31'))]).toEqual([undefined, undefined]);
    // Monday to Monday is five working days
    const { state } = act(held, { type: 'releaseBy', by: 'VV-K' }, startOfDay('2026-11-23'))!;
    expect([state.due, state.remindOn, state.heldSince]).toEqual(['2026-12-15', '2026-12-10', undefined]);
  });

  test('ends with the second of both, and each comes back once, on a day that has come', () => {
    const one = act(waiting, recordReturn, START)!.state;
    expect([one.status, refusal(one, recordReturn)?.code, refusal(one, waiveReturn)?.data]).toEqual([
      'awaitingReturn',
      'ACTION_NOT_ALLOWED',
      expect.objectContaining({ outstanding: ['money'] }),
    ]);
    expect(refusal(one, { ...recordReturn, what: 'money', on: '2026-11-17' } as PersonsCaseAction)?.code).toBe(
      'VALIDATION',
    );
    const both = act(one, { type: 'recordReturn', what: 'money', on: TODAY }, START)!.state;
    expect([both.status, both.due, wakeOf(both)]).toEqual(['done', undefined, undefined]);
  });

  test('is refused where no calendar says which days are worked', () => {
    const far = { ...said.record, date: '2031-12-20' } as PersonsCaseAction;
    expect(refusal(after('revocation', object, opened), far)?.code).toBe('CALENDAR_ENDS');
    expect(refusal(after('correction', [], opened), far)).toBeUndefined();
  });
});

describe('a case that is handed where its record stands', () => {
  const before = after('revocation', ['object', 'money'], opened);
  const { terms: _terms, ...state } = after(
    'revocation',
    ['object', 'money'],
    opened,
    record,
    carriedOut,
    recordReturn,
  );
  const carried = { at: START, by: 'key:clerk', version: 4, decision: 'QD-1', number: '01/QĐ-UBND', date: TODAY };

  test('goes on from there under a version of its own, with its terms', () => {
    const step = act(before, { type: 'reconciled', state: { ...state, carried } }, START)!;
    expect(step.state).toEqual({ ...state, carried, terms: before.terms, version: state.version + 1 });
    expect([allowedIn(step.state), wakeOf(step.state)]).toEqual([
      ['recordReturn', 'waiveReturn'],
      startOfDay(state.remindOn!),
    ]);
  });

  test('keeps what came about by its paper, with its numbers', () => {
    const signed = after('revocation', ['object'], opened, record);
    expect(act(signed, { type: 'carriedOut', on: TODAY, as: carried }, START)!.state.carried).toEqual(carried);
  });

  test('never goes to a version that is behind its own', () => {
    const far = { ...before, version: 20 };
    expect(act(far, { type: 'reconciled', state }, START)!.state.version).toBe(21);
  });
});
