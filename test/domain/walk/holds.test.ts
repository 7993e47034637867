import type { Route } from '../../../domain/route';
import { endOfDay, startOfDay } from '../../../domain/time';
import { claim, NOTE, pass, stages, START, Walker } from './walker';

const hold = { type: 'hold', note: 'note-3' } as const;
const release = { type: 'release', note: NOTE } as const;

const full: Route = [
  [stages.unitScreening],
  [stages.consultation, stages.posting],
  [stages.provinceCouncil],
  [stages.decide],
  [stages.issuance],
];

describe('a hold', () => {
  test('can be put on a line at every step and lifted again, and the line stands where it stood', () => {
    const w = new Walker(full);
    for (;;) {
      const before = w.view;
      w.act(hold);
      expect(w.view).toMatchObject({ status: 'onHold', holder: 'office', stage: before.stage, overdue: false });
      expect(w.last).toMatchObject({ type: 'hold', note: 'note-3' });
      w.act(release);
      expect(w.view).toEqual(before);
      pass(w);
      if (w.line.end) break;
    }
    expect(w.status).toBe('issued');
    expect(w.types.filter((t) => t === 'hold')).toHaveLength(full.length);
  });

  test('is put on once; only then can it be lifted', () => {
    const w = new Walker(full);
    expect(w.refusal(release)).toBe('ACTION_NOT_ALLOWED');
    expect(w.act(hold).refusal(hold)).toBe('ON_HOLD');
  });

  test('refuses what would move the line, and says what can be done', () => {
    const w = new Walker(full).act({ type: 'receive', number: '1', arrivedOn: START }).act(hold);
    expect(w.problem({ type: 'accept' })).toMatchObject({
      code: 'ON_HOLD',
      data: { state: 'onHold', version: w.line.version, allowed: w.allowed },
    });
    expect(w.allowed).toEqual(['decline', 'release', 'correctClerical', 'changeContact', 'withdraw']);
  });

  test('does not keep the office from declining', () => {
    const w = new Walker(full).act(hold).act({ type: 'decline', note: NOTE });
    expect(w.line.end?.outcome).toBe('declined');
    expect(w.line.hold).toBeUndefined();
  });
});

describe('clocks of a line on hold', () => {
  const inReview = () =>
    new Walker([[stages.unitScreening], [stages.decide]]).act({ type: 'receive', number: '1', arrivedOn: START });

  test('stand still, and move by the working days of the hold: 24 November does not count', () => {
    const w = inReview();
    expect(w.due).toBe('2026-12-01');
    w.until('2026-11-20').act(hold).until('2026-12-07');
    expect(w.types).not.toContain('overdue');
    // held for 23, 25, 26, 27, 30 November and 1, 2, 3, 4, 7 December: ten working days
    expect(w.act(release).due).toBe('2026-12-15');
    expect(w.until('2026-12-16').times('overdue')).toEqual([endOfDay('2026-12-15')]);
  });

  test('do not move when the hold is lifted on the same day, or over a weekend and a holiday only', () => {
    expect(inReview().act(hold).until(START, '16:00').act(release).due).toBe('2026-12-01');
    const weekend = inReview().until('2026-11-20', '17:00').act(hold).until('2026-11-22').act(release);
    expect(weekend.due).toBe('2026-12-01');
    const holiday = inReview().until('2026-11-23').act(hold).until('2026-11-24').act(release);
    expect(holiday.due).toBe('2026-12-01');
  });

  test('a correction does not lapse, nor is it reminded of, and both days move', () => {
    const w = inReview().act({ type: 'return', note: NOTE }).act(hold).until('2026-11-30').act(release);
    expect(w.types).not.toContain('correctionReminder');
    // held for nine working days: due on 23 November before, reminded of on 20 November
    expect(w.due).toBe('2026-12-07');
    expect(w.wake).toBe(startOfDay('2026-12-04'));
    expect(w.until('2026-12-07', '23:59').status).toBe('returned');
    expect(w.until('2026-12-08', '00:00').status).toBe('lapsed');
  });

  test('move by every one of two holds', () => {
    const w = inReview().act(hold).until('2026-11-18').act(release).until('2026-11-19').act(hold);
    expect(w.until('2026-11-20').act(release).due).toBe('2026-12-04');
  });

  test('of a publication stand still too', () => {
    const w = new Walker([[stages.posting], [stages.decide]]).act({ type: 'post', firstDay: START, note: NOTE });
    w.act(hold).until('2026-12-03');
    expect(w.status).toBe('onHold');
    expect(w.types).not.toContain('postingEnded');
    // held for twelve working days
    expect(w.act(release).due).toBe('2026-12-17');
  });

  test('that began while the line was held move only by the days since they began', () => {
    const w = claim(
      pass(new Walker([[stages.unitScreening], [stages.unitCouncil], [stages.forward], [stages.decide]])),
      's',
    );
    w.act(hold).until('2026-11-20').act({ type: 'councilResult', claim: 's', result: 'passed' });
    expect(w.view).toMatchObject({ status: 'onHold', stage: 'approval' });
    // five working days from 20 November, and 23 and 25 November on hold
    expect(w.until('2026-11-25').act(release).due).toBe('2026-12-02');
  });
});

describe('what is said to a line on hold by who has claimed it', () => {
  const inSession = () => claim(new Walker([[stages.unitScreening], ...full.slice(2)], { selfChecked: true }), 's');

  test('a council’s result is taken, and the line stays on hold at the next stage', () => {
    const w = inSession().act(hold).act({ type: 'councilResult', claim: 's', result: 'passed' });
    expect(w.view).toMatchObject({ status: 'onHold', stage: 'approval' });
    expect(w.refusal({ type: 'claim', claim: 'p', stage: 'approval', level: 'province' })).toBe('ON_HOLD');
  });

  test('a line that did not pass ends, and one sent back goes to its screening, still on hold', () => {
    const failed = inSession().act(hold).act({ type: 'councilResult', claim: 's', result: 'notPassed' });
    expect(failed.line.end?.outcome).toBe('declined');
    const back = inSession().act(hold).act({ type: 'councilResult', claim: 's', result: 'sentBack' });
    expect(back.view).toMatchObject({ status: 'onHold', stage: 'screening' });
  });

  test('an authority’s answer and its signed paper are taken', () => {
    const proposed = () =>
      claim(inSession().act({ type: 'councilResult', claim: 's', result: 'passed' }), 'p').act(hold);
    expect(proposed().act({ type: 'struckOut', claim: 'p', note: NOTE }).line.end?.outcome).toBe('declined');
    expect(proposed().act({ type: 'returnProposal', claim: 'p', note: NOTE }).view.stage).toBe('screening');
    const signed = proposed().act({ type: 'decisionSigned', claim: 'p', decision: 'QD1' });
    expect(signed.act({ type: 'issue', claim: 'p', decision: 'QD1' }).status).toBe('issued');
  });
});

describe('review of a hold', () => {
  test('is asked for after the period of the pack again and again, at the start of a working day', () => {
    const w = new Walker(full).act(hold);
    expect(w.wake).toBe(startOfDay('2026-12-16'));
    w.until('2027-02-16');
    // thirty days after 15 January is Sunday 14 February
    expect(w.times('holdReview')).toEqual(['2026-12-16', '2027-01-15', '2027-02-15'].map(startOfDay));
    expect(w.status).toBe('onHold');
  });

  test('is asked for after working days where the pack counts them', () => {
    const w = new Walker(full, { holdReview: { count: 20, unit: 'workingDays' } }).act(hold).until('2027-02-01');
    expect(w.times('holdReview')).toEqual(['2026-12-15', '2027-01-13'].map(startOfDay));
  });

  test('of a hold by an objection is asked for after the same period', () => {
    const w = new Walker([[stages.posting], [stages.provinceCouncil]], { holdReview: { count: 3, unit: 'days' } });
    w.act({ type: 'post', firstDay: START, note: NOTE });
    w.act({ type: 'recordOpinion', opinion: 'O1', nature: 'objection', note: NOTE });
    expect(w.wake).toBe(startOfDay('2026-11-19'));
  });

  test('ends with the hold', () => {
    const w = new Walker(full).act(hold).until('2026-12-01').act(release).until('2027-02-01');
    expect(w.types).not.toContain('holdReview');
  });
});
