import { claim, NOTE, pass, stages, Walker } from './walker';

const P = 'proposal-3';
const ask = { type: 'askWording', due: '2026-11-20' } as const;
const right = { type: 'confirmWording', note: 'note-6' } as const;
const wrong = { type: 'disputeWording', note: 'note-7' } as const;

const waiting = () => new Walker([[stages.decide], [stages.issuance]]);
const asked = () => claim(waiting(), P).act(ask);

describe('the office asks about the words that are to be printed', () => {
  test('while the line waits for a decision of a power of its own, proposed or not', () => {
    expect(waiting().act(ask).line.wording).toEqual({ askedAt: waiting().now, due: '2026-11-20' });
    const w = asked();
    expect(w.last).toMatchObject({ type: 'askWording', facts: { due: '2026-11-20' } });
    expect(w.status).toBe('approvalPending');
  });

  test('not before, not of what goes to the next level, not on hold, not once the decision is signed', () => {
    expect(new Walker([[stages.unitCouncil], [stages.decide]]).refusal(ask)).toBe('ACTION_NOT_ALLOWED');
    expect(pass(new Walker([[stages.unitScreening], [stages.forward]])).refusal(ask)).toBe('ACTION_NOT_ALLOWED');
    expect(waiting().act({ type: 'hold', note: NOTE }).refusal(ask)).toBe('ON_HOLD');
    expect(asked().act({ type: 'decisionSigned', claim: P, decision: 'QD1' }).refusal(ask)).toBe('ACTION_NOT_ALLOWED');
  });

  test('with a day that lies ahead', () => {
    expect(waiting().problem({ ...ask, due: '2026-11-16' })).toMatchObject({ code: 'VALIDATION' });
  });
});

describe('the unit answers', () => {
  test('only when it was asked', () => {
    for (const answer of [right, wrong]) expect(claim(waiting(), P).refusal(answer)).toBe('ACTION_NOT_ALLOWED');
  });

  test('and may answer otherwise, but not the same twice', () => {
    const w = asked().act(right);
    expect(w.line.wording?.answer).toEqual({ right: true, at: w.now, note: 'note-6' });
    expect(w.refusal(right)).toBe('ACTION_NOT_ALLOWED');
    w.act(wrong);
    expect(w.line.wording?.answer).toMatchObject({ right: false, note: 'note-7' });
    expect(w.refusal(wrong)).toBe('ACTION_NOT_ALLOWED');
    expect(w.act(right).line.wording?.answer).toMatchObject({ right: true });
  });

  test('also while the line is on hold', () => {
    expect(asked().act({ type: 'hold', note: NOTE }).act(right).line.wording?.answer).toMatchObject({ right: true });
  });

  test('until the decision is signed: what it said then stays with the line', () => {
    const w = asked().act(right).act({ type: 'decisionSigned', claim: P, decision: 'QD1' });
    expect(w.line.wording?.answer).toMatchObject({ right: true });
    for (const answer of [right, wrong]) expect(w.refusal(answer)).toBe('ACTION_NOT_ALLOWED');
  });
});

describe('other words are asked about anew', () => {
  test.each([
    [
      'after a clerical correction',
      () => asked().act(right).act({ type: 'correctClerical', note: NOTE, dossier: 'D4' }),
    ],
    [
      'after the question was put again',
      () =>
        asked()
          .act(right)
          .act({ ...ask, due: '2026-11-24' }),
    ],
  ])('%s', (_name, walk) => {
    expect(walk().line.wording?.answer).toBeUndefined();
  });

  test('when the authority sent the proposal back to where it is screened', () => {
    const line = pass(new Walker([[stages.provinceScreening], [stages.decide], [stages.issuance]]));
    const w = claim(line, P).act(ask).act(right).act({ type: 'returnProposal', claim: P, note: NOTE });
    expect(w.line.wording).toBeUndefined();
  });
});
