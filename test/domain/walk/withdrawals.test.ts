import { claim, NOTE, pass, stages, Walker } from './walker';

const withdraw = { type: 'withdraw', note: 'note-8' } as const;
const request = { type: 'requestWithdrawal', note: 'note-8' } as const;
const accept = { type: 'acceptWithdrawal', note: 'note-9' } as const;
const refuse = { type: 'refuseWithdrawal', note: 'note-9' } as const;

const sent = () => new Walker([[stages.unitScreening], [stages.unitCouncil], [stages.decide], [stages.issuance]]);
const inSession = () => claim(pass(sent()), 'session-1');
const passed = () => inSession().act({ type: 'councilResult', claim: 'session-1', result: 'passed' });
const signed = () => claim(passed(), 'p').act({ type: 'decisionSigned', claim: 'p', decision: 'QD1' });

describe('before a session has taken the line', () => {
  test('the unit withdraws it directly, at once', () => {
    for (const w of [sent(), pass(sent())]) {
      w.act(withdraw);
      expect(w.line.end).toMatchObject({ outcome: 'withdrawn', note: 'note-8' });
      expect(w.last).toMatchObject({ type: 'withdraw', note: 'note-8' });
    }
  });

  test('no request is needed, nor taken', () => {
    expect(sent().refusal(request)).toBe('ACTION_NOT_ALLOWED');
    expect(sent().refusal(accept)).toBe('ACTION_NOT_ALLOWED');
  });

  test('a hold does not keep the unit from it', () => {
    const w = sent().act({ type: 'hold', note: NOTE }).act(withdraw);
    expect(w.status).toBe('withdrawn');
    expect(w.line.hold).toBeUndefined();
  });
});

describe('once a session has taken the line', () => {
  test('the unit asks, and the line goes on meanwhile', () => {
    const w = inSession();
    expect(w.refusal(withdraw)).toBe('ACTION_NOT_ALLOWED');
    w.act(request);
    expect(w.status).toBe('inSession');
    expect(w.line.withdrawalRequest).toEqual({ at: w.now, note: 'note-8' });
    expect(w.refusal(request)).toBe('ACTION_NOT_ALLOWED');
    expect(w.act({ type: 'councilResult', claim: 'session-1', result: 'passed' }).status).toBe('waitingForApproval');
  });

  test('it stays so when the session has let the line go, or sent it back', () => {
    expect(passed().allowed).toContain('requestWithdrawal');
    expect(passed().refusal(withdraw)).toBe('ACTION_NOT_ALLOWED');
    const back = inSession().act({ type: 'councilResult', claim: 'session-1', result: 'sentBack' });
    expect(back.allowed).toContain('requestWithdrawal');
  });

  test('the office accepts: the line ends', () => {
    const w = passed().act(request).act(accept);
    expect(w.line.end).toMatchObject({ outcome: 'withdrawn', stage: 'approval', note: 'note-9' });
    expect(w.line.withdrawalRequest).toBeUndefined();
  });

  test('the office refuses: the line goes on, and may be asked for again', () => {
    const w = passed().act(request).act(refuse);
    expect(w.status).toBe('waitingForApproval');
    expect(w.line.withdrawalRequest).toBeUndefined();
    expect(w.refusal(request)).toBeUndefined();
  });

  test('the office cannot accept while a session or proposal has the line, but can refuse', () => {
    const w = inSession().act(request);
    expect(w.allowed).not.toContain('acceptWithdrawal');
    expect(w.refusal(accept)).toBe('CLAIMED');
    w.act({ type: 'releaseClaim', claim: 'session-1' });
    expect(w.refusal(accept)).toBeUndefined();
    expect(inSession().act(request).act(refuse).status).toBe('inSession');
  });
});

describe('once the decision is signed', () => {
  test('no form of withdrawal is taken any more', () => {
    for (const action of [withdraw, request, accept]) expect(signed().refusal(action)).toBe('DECISION_SIGNED');
    expect(signed().allowed).not.toEqual(expect.arrayContaining(['requestWithdrawal']));
  });

  test('a request that was made before is overtaken by it', () => {
    const w = claim(passed().act(request), 'p').act({ type: 'decisionSigned', claim: 'p', decision: 'QD1' });
    expect(w.refusal(accept)).toBe('DECISION_SIGNED');
    expect(w.act({ type: 'issue', claim: 'p', decision: 'QD1' }).status).toBe('issued');
  });

  test('a list that was only forwarded is not a decision: the unit may still ask', () => {
    const w = claim(pass(new Walker([[stages.unitScreening], [stages.forward], [stages.decide]])), 'p');
    w.act({ type: 'forwarded', claim: 'p', decision: 'TT1' });
    expect(w.refusal(request)).toBeUndefined();
  });

  test('an award of the central level is signed too', () => {
    const w = new Walker([[stages.central], [stages.receipt]]);
    w.act({ type: 'centralAwarded', decision: 'QD2', note: NOTE });
    expect(w.refusal(withdraw)).toBe('DECISION_SIGNED');
  });
});
