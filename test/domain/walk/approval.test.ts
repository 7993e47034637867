import { endOfDay } from '../../../domain/time';
import { claim, NOTE, pass, stages, Walker } from './walker';

const P = 'proposal-3';
const ownPower = () => new Walker([[stages.decide], [stages.issuance]]);
const passedOn = () => pass(new Walker([[stages.unitScreening], [stages.forward], [stages.provinceScreening]]));
const decided = () => claim(ownPower(), P);
const forwarding = () => claim(passedOn(), P);

describe('waiting for a proposal', () => {
  test('the office has a period for it, and is told when it is over', () => {
    const w = ownPower();
    expect(w.view).toMatchObject({
      status: 'waitingForApproval',
      holder: 'office',
      level: 'province',
      due: '2026-11-23',
    });
    w.until('2026-12-31');
    expect(w.times('overdue')).toEqual([endOfDay('2026-11-23')]);
    expect(w.view.overdue).toBe(true);
  });

  test('the office may decline', () => {
    const w = ownPower().act({ type: 'decline', note: NOTE });
    expect(w.line.end).toMatchObject({ outcome: 'declined', stage: 'approval', note: NOTE });
  });

  test('a proposal takes the line; the period of the authority begins, whatever the office needed', () => {
    const w = claim(ownPower().until('2026-11-25'), P);
    expect(w.view).toMatchObject({ status: 'approvalPending', holder: 'authority', due: '2026-12-02', overdue: false });
    w.until('2026-12-31');
    expect(w.times('overdue')).toEqual([endOfDay('2026-11-23'), endOfDay('2026-12-02')]);
  });

  test('a session, or a proposal of another level, does not take it', () => {
    const other = { type: 'claim', claim: P, stage: 'approval', level: 'unit' } as const;
    expect(ownPower().refusal(other)).toBe('ACTION_NOT_ALLOWED');
    expect(ownPower().refusal({ ...other, stage: 'council', level: 'province' })).toBe('ACTION_NOT_ALLOWED');
  });
});

describe('outcomes', () => {
  test('decided: the line is signed, stays with its proposal and waits to be issued', () => {
    const w = decided().act({ type: 'decisionSigned', claim: P, decision: 'QD1' });
    expect(w.line).toMatchObject({ signed: true, claim: { by: P } });
    expect(w.status).toBe('awaitingIssue');
    expect(w.events.at(-2)).toMatchObject({ type: 'decisionSigned', facts: { decision: 'QD1' } });
  });

  test('forwarded: the line goes to the next office, unsigned and free', () => {
    const w = forwarding().act({ type: 'forwarded', claim: P, decision: 'TT9' });
    expect(w.view).toMatchObject({ status: 'submitted', level: 'province' });
    expect(w.line.claim).toBeUndefined();
    expect(w.line.signed).toBeUndefined();
    expect(w.events.at(-2)).toMatchObject({ type: 'forwarded', facts: { decision: 'TT9' } });
  });

  test('own power decides and forwarding forwards: neither does the other', () => {
    expect(decided().refusal({ type: 'forwarded', claim: P, decision: 'TT9' })).toBe('ACTION_NOT_ALLOWED');
    expect(forwarding().refusal({ type: 'decisionSigned', claim: P, decision: 'QD1' })).toBe('ACTION_NOT_ALLOWED');
  });

  test('struck out: the line ends with its own reason', () => {
    const w = decided().act({ type: 'struckOut', claim: P, note: 'note-5' });
    expect(w.line.end).toMatchObject({ outcome: 'declined', stage: 'approval', note: 'note-5' });
    expect(w.line.claim).toBeUndefined();
  });

  test('returned: to the last screening, with a clock', () => {
    const w = forwarding().act({ type: 'returnProposal', claim: P, note: NOTE });
    expect(w.view).toMatchObject({ status: 'screening', level: 'unit', due: '2026-12-01' });
    expect(w.line.claim).toBeUndefined();
  });

  test('returned where no screening came before: it waits for another proposal', () => {
    const w = claim(new Walker([[stages.forward], [stages.provinceScreening]]), P);
    expect(w.act({ type: 'returnProposal', claim: P, note: NOTE }).status).toBe('waitingForApproval');
  });

  test('cancelled: the line waits again, with a new period of the office', () => {
    const w = decided().until('2026-11-27');
    expect(w.view.overdue).toBe(true);
    w.act({ type: 'releaseClaim', claim: P, note: NOTE });
    expect(w.view).toMatchObject({ status: 'waitingForApproval', holder: 'office', due: '2026-12-04', overdue: false });
    expect(w.line.claim).toBeUndefined();
  });

  test('cancelled while on hold: the new period moves only by the days that were left of the hold', () => {
    const w = decided().act({ type: 'hold', note: NOTE }).until('2026-11-18');
    w.act({ type: 'releaseClaim', claim: P, note: NOTE }).until('2026-11-20').act({ type: 'release', note: NOTE });
    // five working days from 18 November, and two more for 19 and 20 November
    expect(w.due).toBe('2026-11-30');
  });

  test('nothing of another proposal reaches the line', () => {
    const w = decided();
    expect(w.refusal({ type: 'decisionSigned', claim: 'proposal-4', decision: 'QD1' })).toBe('NOT_CLAIMED');
    expect(w.refusal({ type: 'struckOut', claim: 'proposal-4', note: NOTE })).toBe('NOT_CLAIMED');
    expect(w.refusal({ type: 'claim', claim: 'proposal-4', stage: 'approval', level: 'province' })).toBe('CLAIMED');
  });
});
