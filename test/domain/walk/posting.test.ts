import { endOfDay, instant, msOf } from '../../../domain/time';
import { NOTE, stages, START, Walker } from './walker';

const waiting = () => new Walker([[stages.posting], [stages.provinceCouncil]]);
const posted = () => waiting().act({ type: 'post', firstDay: START, note: NOTE });
const objection = (opinion: string, note = NOTE) =>
  ({ type: 'recordOpinion', opinion, nature: 'objection', note }) as const;
const resolve = (opinion: string) => ({ type: 'resolveOpinion', opinion, note: 'note-2' }) as const;

describe('publication', () => {
  test('begins on the day that the office records, and not on one to come', () => {
    expect(waiting().view).toMatchObject({ status: 'posting', holder: 'office' });
    expect(waiting().wake).toBeUndefined();
    expect(waiting().refusal({ type: 'post', firstDay: '2026-11-17', note: NOTE })).toBe('VALIDATION');
    expect(posted().view).toMatchObject({ status: 'posting', holder: 'public', due: '2026-12-01' });
  });

  test('lasts ten working days after its first day: from 19 November to 4 December 2026', () => {
    const w = new Walker([[stages.posting], [stages.provinceCouncil]], { on: '2026-11-19' });
    w.act({ type: 'post', firstDay: '2026-11-19', note: NOTE });
    expect(w.last.facts).toEqual({ firstDay: '2026-11-19', lastDay: '2026-12-04' });
    w.untilInstant(instant(msOf(endOfDay('2026-12-04')) - 1));
    expect(w.status).toBe('posting');
    w.untilInstant(endOfDay('2026-12-04'));
    expect(w.status).toBe('waitingForCouncil');
    expect(w.types.slice(-2)).toEqual(['postingEnded', 'entered']);
  });

  test('happens once, and is not needed for the office to decline', () => {
    expect(posted().refusal({ type: 'post', firstDay: START, note: NOTE })).toBe('ACTION_NOT_ALLOWED');
    expect(waiting().act({ type: 'decline', note: NOTE }).line.end?.outcome).toBe('declined');
  });
});

describe('opinions', () => {
  test('are recorded only once the list is public, each under an id of its own', () => {
    expect(waiting().refusal(objection('O1'))).toBe('ACTION_NOT_ALLOWED');
    const w = posted().act({ type: 'recordOpinion', opinion: 'O1', nature: 'support', note: NOTE });
    expect(w.refusal(objection('O1'))).toBe('ACTION_NOT_ALLOWED');
  });

  test('of support hold nothing up', () => {
    const w = posted().act({ type: 'recordOpinion', opinion: 'O1', nature: 'support', note: NOTE });
    expect(w.status).toBe('posting');
    expect(w.last.facts).toBeUndefined();
    expect(w.until('2026-12-02').status).toBe('waitingForCouncil');
  });

  test('an objection puts the line on hold and says no more than that it is one', () => {
    const w = posted().act(objection('O1', 'note-7'));
    expect(w.view).toMatchObject({ status: 'onHold', holder: 'office' });
    expect(w.line.hold).toMatchObject({ note: 'note-7', opinion: 'O1' });
    expect(w.last).toMatchObject({ type: 'recordOpinion', facts: { nature: 'objection', hold: 'begins' } });
    expect(w.until('2026-12-14').types).not.toContain('postingEnded');
  });

  test('resolved with a paper: the hold ends and the clock goes on for what was left of it', () => {
    const w = posted().until('2026-11-18').act(objection('O1')).until('2026-11-25').act(resolve('O1'));
    expect(w.status).toBe('posting');
    expect(w.last).toMatchObject({ type: 'resolveOpinion', note: 'note-2', facts: { hold: 'ends' } });
    // on hold for 19, 20, 23 and 25 November; 24 November is a holiday
    expect(w.due).toBe('2026-12-07');
    expect(w.until('2026-12-08').status).toBe('waitingForCouncil');
  });

  test('an open objection that the office released keeps the stage open after the last day', () => {
    const w = posted().act(objection('O1')).act({ type: 'release', note: NOTE });
    w.until('2026-12-02');
    expect(w.view).toMatchObject({ status: 'posting', holder: 'office' });
    expect(w.types.at(-1)).toBe('postingEnded');
    expect(w.wake).toBeUndefined();
    expect(w.act(resolve('O1')).status).toBe('waitingForCouncil');
  });

  test('that are not open cannot be resolved', () => {
    const w = posted().act(objection('O1'));
    expect(w.refusal(resolve('O2'))).toBe('ACTION_NOT_ALLOWED');
    w.act(resolve('O1'));
    expect(w.allowed).not.toContain('resolveOpinion');
    expect(w.refusal(resolve('O1'))).toBe('ACTION_NOT_ALLOWED');
  });

  test('a line may be declined while an objection holds it', () => {
    const w = posted().act(objection('O1')).act({ type: 'decline', note: NOTE });
    expect(w.line.end).toMatchObject({ outcome: 'declined', stage: 'posting' });
    expect(w.line.hold).toBeUndefined();
  });
});

describe('several objections', () => {
  test.each([
    ['O1', 'O2'],
    ['O2', 'O1'],
  ])('hold the line until the last of them is resolved: %s, then %s', (first, second) => {
    const w = posted().act(objection('O1')).until('2026-11-18').act(objection('O2'));
    expect(w.until('2026-11-20').act(resolve(first)).status).toBe('onHold');
    w.until('2026-11-23').act(resolve(second));
    expect(w.status).toBe('posting');
    // on hold since the first objection, for five working days
    expect(w.due).toBe('2026-12-08');
  });

  test('a hold of the office stays when an objection is recorded and resolved within it', () => {
    const w = posted().act({ type: 'hold', note: 'note-3' }).until('2026-11-18').act(objection('O1'));
    expect(w.line.hold).toMatchObject({ note: 'note-3', since: '2026-11-16T02:00:00.000Z' });
    expect(w.last.facts).toEqual({ nature: 'objection' });
    w.act(resolve('O1'));
    expect(w.last.facts).toBeUndefined();
    expect(w.status).toBe('onHold');
    expect(w.act({ type: 'release', note: NOTE }).due).toBe('2026-12-03');
  });

  test('a line that the office released is held again by a further objection', () => {
    const w = posted().act(objection('O1')).act({ type: 'release', note: NOTE }).act(objection('O2'));
    expect(w.line.hold).toMatchObject({ opinion: 'O2' });
    expect(w.act(resolve('O2')).status).toBe('onHold');
    expect(w.act(resolve('O1')).status).toBe('posting');
  });
});
