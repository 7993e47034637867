import { endOfDay, instant, msOf } from '../../../domain/time';
import { NOTE, pass, stages, START, Walker } from './walker';

const waiting = () => new Walker([[stages.consultation], [stages.provinceCouncil]]);
const ask = (body: string, askedOn = START) => ({ type: 'ask', body, askedOn, note: NOTE }) as const;
const agrees = (body: string) => ({ type: 'answer', body, opinion: 'agrees', note: NOTE }) as const;
const objects = (body: string) => ({ type: 'answer', body, opinion: 'objects', note: NOTE }) as const;
const silent = (body: string) => ({ type: 'proceedWithoutAnswer', body, note: NOTE }) as const;
const overrule = (body: string) => ({ type: 'overruleObjection', body, note: NOTE }) as const;
const asked = () => waiting().act(ask('ministry')).act(ask('department', '2026-11-13'));

describe('asking', () => {
  test('the office holds the line until a body has been asked', () => {
    const w = waiting();
    expect(w.view).toMatchObject({ status: 'consultation', holder: 'office', level: 'province' });
    expect(w.wake).toBeUndefined();
    expect(w.act(ask('ministry')).view.holder).toBe('body');
  });

  test('every body has a clock of its own, from the day of its letter; the nearest is shown', () => {
    const w = asked();
    expect(w.state('consultation').bodies.map((b) => b.due)).toEqual(['2026-12-01', '2026-11-30']);
    expect(w.due).toBe('2026-11-30');
    expect(w.wake).toBe(endOfDay('2026-11-30'));
  });

  test('is refused for a day that has not come, a second time, and for a body that has no say', () => {
    expect(waiting().refusal(ask('ministry', '2026-11-17'))).toBe('VALIDATION');
    const w = waiting().act(ask('ministry'));
    expect(w.refusal(ask('ministry'))).toBe('ACTION_NOT_ALLOWED');
    expect(w.refusal(ask('partyCommittee'))).toBe('ACTION_NOT_ALLOWED');
    expect(w.act(ask('department')).allowed).not.toContain('ask');
  });
});

describe('answers', () => {
  test('all agree: the line goes on', () => {
    const w = asked().act(agrees('ministry'));
    expect(w.status).toBe('consultation');
    expect(w.act(agrees('department')).status).toBe('waitingForCouncil');
  });

  test('come only from a body that was asked, and once', () => {
    expect(waiting().allowed).not.toContain('answer');
    const w = waiting().act(ask('ministry')).act(agrees('ministry'));
    expect(w.refusal(agrees('department'))).toBe('ACTION_NOT_ALLOWED');
    w.act(ask('department'));
    expect(w.refusal(agrees('ministry'))).toBe('ACTION_NOT_ALLOWED');
  });

  test('an objection keeps the stage open until it is overruled with a paper', () => {
    const w = asked().act(agrees('department')).act(objects('ministry'));
    expect(w.view).toMatchObject({ status: 'consultation', holder: 'office' });
    expect(w.allowed).toContain('overruleObjection');
    expect(w.refusal(overrule('department'))).toBe('ACTION_NOT_ALLOWED');
    expect(w.act(overrule('ministry')).status).toBe('waitingForCouncil');
  });

  test('the office may decline instead', () => {
    const w = asked().act(objects('ministry')).act({ type: 'decline', note: 'note-2' });
    expect(w.line.end).toMatchObject({ outcome: 'declined', stage: 'consultation', note: 'note-2' });
  });
});

describe('silence', () => {
  test('counts only after the clock of that body has run out', () => {
    const w = waiting().act(ask('ministry')).act(ask('department')).act(agrees('department'));
    w.untilInstant(instant(msOf(endOfDay('2026-12-01')) - 1));
    expect(w.allowed).not.toContain('proceedWithoutAnswer');
    expect(w.refusal(silent('ministry'))).toBe('ACTION_NOT_ALLOWED');
    w.untilInstant(endOfDay('2026-12-01'));
    expect(w.allowed).toContain('proceedWithoutAnswer');
    expect(w.act(silent('ministry')).status).toBe('waitingForCouncil');
  });

  test('of one body says nothing of the other, whose clock still runs', () => {
    const w = asked().until('2026-12-01');
    const problem = w.problem(silent('ministry'));
    expect(problem).toMatchObject({ code: 'ACTION_NOT_ALLOWED', data: { body: 'ministry', due: '2026-12-01' } });
    expect(w.refusal(silent('department'))).toBeUndefined();
  });

  test('is told to the office once a body, at the end of its due day; nothing goes on by itself', () => {
    const w = asked().until('2027-01-29');
    expect(w.times('noAnswer')).toEqual([endOfDay('2026-11-30'), endOfDay('2026-12-01')]);
    expect(w.events.filter((e) => e.type === 'noAnswer').map((e) => e.facts)).toEqual([
      { bodies: 'department' },
      { bodies: 'ministry' },
    ]);
    expect(w.view).toMatchObject({ status: 'consultation', overdue: true });
  });

  test('of two bodies on one day is told at once', () => {
    const w = waiting().act(ask('ministry')).act(ask('department')).until('2026-12-31');
    expect(w.events.filter((e) => e.type === 'noAnswer').map((e) => e.facts)).toEqual([
      { bodies: 'ministry,department' },
    ]);
  });

  test('ends with a late answer, which still counts', () => {
    const w = waiting().act(ask('ministry')).act(ask('department')).act(agrees('department')).until('2026-12-31');
    expect(w.act(agrees('ministry')).status).toBe('waitingForCouncil');
  });

  test('that was noticed before a hold may be acted on right after it', () => {
    // the clock runs out on Friday; held on Saturday, released on Monday
    const w = waiting().act(ask('ministry', '2026-11-13')).act(ask('department')).act(agrees('department'));
    w.act({ type: 'hold', note: NOTE }).until('2026-11-20').act({ type: 'release', note: NOTE });
    expect(w.state('consultation').bodies[0]?.due).toBe('2026-12-04');
    w.until('2026-12-05').act({ type: 'hold', note: NOTE }).until('2026-12-07').act({ type: 'release', note: NOTE });
    expect(w.state('consultation').bodies[0]?.due).toBe('2026-12-04');
    expect(w.act(silent('ministry')).status).toBe('waitingForCouncil');
  });
});

describe('consultation beside posting', () => {
  const both = () => new Walker([[stages.consultation, stages.posting], [stages.provinceCouncil]]);

  test('the line goes on when both are done, whichever is last', () => {
    const posted = both().act({ type: 'post', firstDay: START, note: NOTE }).until('2026-12-02');
    expect(posted.view).toMatchObject({ status: 'consultation', stage: 'consultation', next: ['council'] });
    for (const body of ['ministry', 'department']) posted.act(ask(body)).act(agrees(body));
    expect(posted.status).toBe('waitingForCouncil');

    const answered = both();
    for (const body of ['ministry', 'department']) answered.act(ask(body)).act(agrees(body));
    expect(answered.status).toBe('posting');
    expect(pass(answered).status).toBe('waitingForCouncil');
  });

  test('declining in one of them ends the line, whatever the other still waits for', () => {
    const w = both().act({ type: 'post', firstDay: START, note: NOTE }).act({ type: 'decline', note: NOTE });
    expect(w.line.end?.outcome).toBe('declined');
  });

  test('an objection of the public stops the clock of the bodies too', () => {
    const w = both().act(ask('ministry')).act({ type: 'post', firstDay: START, note: NOTE });
    w.act({ type: 'recordOpinion', opinion: 'O1', nature: 'objection', note: NOTE });
    w.until('2026-11-18').act({ type: 'resolveOpinion', opinion: 'O1', note: NOTE });
    expect(w.state('consultation').bodies[0]?.due).toBe('2026-12-03');
    expect(w.state('posting').lastDay).toBe('2026-12-03');
  });
});
