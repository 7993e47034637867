import type { ActionType } from '../../../domain/actions';
import { NOTE, pass, stages, START, Walker } from './walker';

const receive = { type: 'receive', number: '12', arrivedOn: START } as const;
const sent = () => new Walker([[stages.unitScreening], [stages.unitCouncil]]);

describe('what a decision was made on', () => {
  test('a decision on an older version is refused with the state as it is now', () => {
    const w = sent().act(receive, 1);
    expect(w.problem({ type: 'accept' }, 1)).toMatchObject({
      code: 'STATE_CHANGED',
      data: { state: 'screening', version: 2, allowed: w.allowed },
    });
    expect(w.act({ type: 'accept' }, 2).line.version).toBe(3);
  });

  test('it is looked at before everything else, also on a line that has ended', () => {
    const w = sent().act({ type: 'withdraw', note: NOTE });
    expect(w.refusal({ type: 'accept' }, 1)).toBe('STATE_CHANGED');
  });

  test('time changes the version too: who decided before a reminder looks again', () => {
    const w = sent().act(receive).act({ type: 'return', note: NOTE });
    const seen = w.line.version;
    w.until('2026-11-20');
    expect(w.types.at(-1)).toBe('correctionReminder');
    expect(w.refusal({ type: 'resubmit', dossier: 'D2' }, seen)).toBe('STATE_CHANGED');
  });
});

describe('messages that hit anywhere', () => {
  test('a clerical correction brings a dossier and moves nothing', () => {
    const w = sent().act(receive);
    const before = w.view;
    w.act({ type: 'correctClerical', dossier: 'D5', note: NOTE });
    expect(w.view).toEqual(before);
    expect(w.last).toMatchObject({ type: 'correctClerical', note: NOTE, facts: { dossier: 'D5' }, version: 3 });
  });

  test('another contact person is named by a note', () => {
    const w = sent().act({ type: 'changeContact', note: 'note-6' });
    expect(w.last).toMatchObject({ type: 'changeContact', note: 'note-6', stage: 'screening', level: 'unit' });
    expect(w.line.version).toBe(2);
  });
});

describe('a line that has ended', () => {
  const allActions: readonly ActionType[] = [
    'hold',
    'release',
    'retry',
    'correctClerical',
    'changeContact',
    'withdraw',
  ];
  const ends = {
    issued: () => pass(pass(new Walker([[stages.decide], [stages.issuance]]))),
    received: () => pass(new Walker([[stages.receipt]])),
    declined: () => sent().act({ type: 'decline', note: NOTE }),
    lapsed: () => sent().act(receive).act({ type: 'return', note: NOTE }).until('2026-12-01'),
    withdrawn: () => sent().act({ type: 'withdraw', note: NOTE }),
  };

  test.each(Object.keys(ends) as (keyof typeof ends)[])('as %s allows nothing and waits for nothing', (outcome) => {
    const w = ends[outcome]();
    expect(w.line.end?.outcome).toBe(outcome);
    expect(w.view).toMatchObject({
      status: outcome,
      holder: 'service',
      since: w.line.end?.at,
      next: [],
      overdue: false,
    });
    expect(w.allowed).toEqual([]);
    expect(w.wake).toBeUndefined();
    for (const type of allActions) {
      const action = { type, note: NOTE, dossier: 'D9' } as Parameters<Walker['refusal']>[0];
      expect(['ACTION_NOT_ALLOWED', 'DECISION_SIGNED']).toContain(w.refusal(action));
    }
    const before = w.line;
    expect(w.until('2027-12-01').line).toBe(before);
  });
});
