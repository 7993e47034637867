import { claim, NOTE, pass, stages, Walker } from './walker';

const SESSION = 'session-7';
const waiting = () => pass(new Walker([[stages.unitScreening], [stages.unitCouncil], [stages.forward]]));
const inSession = () => claim(waiting(), SESSION);

describe('waiting for a council', () => {
  test('has no clock, and the office may still decline', () => {
    const w = waiting();
    expect(w.view).toMatchObject({ status: 'waitingForCouncil', holder: 'office', level: 'unit', next: ['approval'] });
    expect(w.wake).toBeUndefined();
    expect(w.act({ type: 'decline', note: NOTE }).line.end).toMatchObject({ outcome: 'declined', stage: 'council' });
  });

  test('a session of that level takes the line', () => {
    const w = inSession();
    expect(w.view).toMatchObject({ status: 'inSession', holder: 'council' });
    expect(w.line.claim).toEqual({ by: SESSION, at: w.now });
    expect(w.last).toMatchObject({ type: 'claim', facts: { by: SESSION } });
  });

  test('a session of another level, or a proposal, does not', () => {
    const other = { type: 'claim', claim: SESSION, stage: 'council', level: 'province' } as const;
    expect(waiting().refusal(other)).toBe('ACTION_NOT_ALLOWED');
    const proposal = { type: 'claim', claim: 'proposal-1', stage: 'approval', level: 'unit' } as const;
    expect(waiting().refusal(proposal)).toBe('ACTION_NOT_ALLOWED');
  });

  test('while a council sits on it the office cannot decline it', () => {
    expect(inSession().refusal({ type: 'decline', note: NOTE })).toBe('ACTION_NOT_ALLOWED');
  });
});

describe('outcomes', () => {
  test('passed: the line goes on and is free for a proposal', () => {
    const w = inSession().act({ type: 'councilResult', claim: SESSION, result: 'passed' });
    expect(w.status).toBe('waitingForApproval');
    expect(w.line.claim).toBeUndefined();
    const result = w.events.find((e) => e.type === 'councilResult');
    expect(result).toMatchObject({ stage: 'council', level: 'unit', facts: { result: 'passed', session: SESSION } });
  });

  test('not passed: the line ends, with the note that the unit is told', () => {
    const w = inSession().act({ type: 'councilResult', claim: SESSION, result: 'notPassed', note: 'note-4' });
    expect(w.line.end).toMatchObject({ outcome: 'declined', stage: 'council', note: 'note-4' });
    expect(w.last).toMatchObject({ type: 'councilResult', note: 'note-4' });
    expect(w.line.claim).toBeUndefined();
  });

  test('sent back: to the last screening, in review with a clock of its own', () => {
    const w = inSession().until('2026-11-18').act({ type: 'councilResult', claim: SESSION, result: 'sentBack' });
    expect(w.view).toMatchObject({ status: 'screening', level: 'unit', due: '2026-12-03' });
    expect(w.line.claim).toBeUndefined();
    expect(claim(w.act({ type: 'accept' }), 'session-8').status).toBe('inSession');
  });

  test('sent back by the council of the province: to the screening of the province', () => {
    const w = new Walker([
      [stages.unitScreening],
      [stages.provinceScreening],
      [stages.posting],
      [stages.provinceCouncil],
    ]);
    claim(pass(pass(pass(w))), SESSION).act({ type: 'councilResult', claim: SESSION, result: 'sentBack' });
    expect(w.view).toMatchObject({ status: 'screening', level: 'province', next: ['posting'] });
    expect(w.line.at).toBe(1);
    expect(w.due).toBeDefined();
  });

  test('dropped or cancelled: the session lets the line go and it waits for another', () => {
    const w = inSession().act({ type: 'releaseClaim', claim: SESSION });
    expect(w.status).toBe('waitingForCouncil');
    expect(claim(w, 'session-8').line.claim?.by).toBe('session-8');
  });
});

describe('claims', () => {
  const take = (by: string) => ({ type: 'claim', claim: by, stage: 'council', level: 'unit' }) as const;

  test('are refused for a line on hold', () => {
    expect(waiting().act({ type: 'hold', note: NOTE }).refusal(take(SESSION))).toBe('ON_HOLD');
  });

  test('are refused for a line that another session has', () => {
    expect(inSession().refusal(take('session-8'))).toBe('CLAIMED');
  });

  test('said twice change nothing: a session that has begun anew has the line still', () => {
    const w = inSession();
    const before = w.line;
    expect(w.act(take(SESSION)).line).toEqual(before);
    expect(before.claim?.by).toBe(SESSION);
  });

  test('are refused at any other stage', () => {
    const early = new Walker([[stages.unitScreening], [stages.unitCouncil]]);
    expect(early.refusal(take(SESSION))).toBe('ACTION_NOT_ALLOWED');
  });

  test('outcomes of a session that does not have the line are refused, whatever its state', () => {
    const result = { type: 'councilResult', claim: 'session-8', result: 'passed' } as const;
    expect(inSession().refusal(result)).toBe('NOT_CLAIMED');
    expect(waiting().refusal(result)).toBe('NOT_CLAIMED');
    expect(inSession().refusal({ type: 'releaseClaim', claim: 'session-8' })).toBe('NOT_CLAIMED');
    const passed = inSession().act({ type: 'councilResult', claim: SESSION, result: 'passed' });
    expect(passed.refusal({ type: 'councilResult', claim: SESSION, result: 'notPassed' })).toBe('NOT_CLAIMED');
  });
});
