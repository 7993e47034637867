import { claim, NOTE, stages, Walker } from './walker';

const P = 'proposal-3';
const signed = () =>
  claim(new Walker([[stages.decide], [stages.issuance]]), P).act({ type: 'decisionSigned', claim: P, decision: 'QD1' });

test('the service holds a signed line until its number and certificate are written', () => {
  const w = signed();
  expect(w.view).toMatchObject({ status: 'awaitingIssue', holder: 'service', next: [] });
  expect(w.wake).toBeUndefined();
});

test('issued: the line ends, named by its decision', () => {
  const w = signed().act({ type: 'issue', claim: P, decision: 'QD1' });
  expect(w.line.issued).toEqual({ decision: 'QD1' });
  expect(w.line.end).toEqual({ outcome: 'issued', at: w.now, stage: 'issuance' });
  expect(w.line.claim).toBeUndefined();
  expect(w.view).toMatchObject({ status: 'issued', holder: 'service', next: [] });
  expect(w.last).toMatchObject({ type: 'issue', facts: { decision: 'QD1' } });
});

test('only the proposal that has the line issues it, and nobody lets it go again', () => {
  expect(signed().refusal({ type: 'issue', claim: 'proposal-4', decision: 'QD1' })).toBe('NOT_CLAIMED');
  expect(signed().refusal({ type: 'releaseClaim', claim: P })).toBe('ACTION_NOT_ALLOWED');
  expect(signed().refusal({ type: 'struckOut', claim: P, note: NOTE })).toBe('ACTION_NOT_ALLOWED');
});

test('a hold after the signature does not stop the certificate of a signed decision', () => {
  const w = signed().act({ type: 'hold', note: NOTE });
  expect(w.status).toBe('onHold');
  expect(w.act({ type: 'issue', claim: P, decision: 'QD1' }).status).toBe('issued');
  expect(w.line.hold).toBeUndefined();
});
