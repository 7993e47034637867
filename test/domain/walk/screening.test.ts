import { endOfDay, instant, msOf } from '../../../domain/time';
import { NOTE, stages, START, Walker } from './walker';

const unit = () => new Walker([[stages.unitScreening], [stages.unitCouncil]]);
const province = () => new Walker([[stages.provinceScreening], [stages.provinceCouncil]]);
const received = () => unit().act({ type: 'receive', number: '12', arrivedOn: START });
const returned = () => received().act({ type: 'return', note: NOTE });

describe('receipt', () => {
  test('a line that was sent waits for receipt, with no clock', () => {
    const w = unit();
    expect(w.view).toMatchObject({ status: 'submitted', holder: 'office', level: 'unit', next: ['council'] });
    expect(w.due).toBeUndefined();
    expect(w.wake).toBeUndefined();
    expect(w.types).toEqual(['submitted', 'entered']);
  });

  test('at unit level it starts the clock of the office, and 24 November is no working day', () => {
    expect(received().view).toMatchObject({ status: 'screening', holder: 'office', due: '2026-12-01' });
  });

  test('at the province the clock starts with the paper original, not with the receipt', () => {
    const w = province().act({ type: 'receive', number: '12', arrivedOn: START });
    expect(w.view).toMatchObject({ status: 'screening', level: 'province' });
    expect(w.due).toBeUndefined();
    expect(w.until('2026-11-18').act({ type: 'recordPaperOriginal', on: '2026-11-17' }).due).toBe('2026-12-10');
    expect(w.allowed).not.toContain('recordPaperOriginal');
  });

  test('with the paper original in hand starts the clock of the province at once', () => {
    const w = province().act({ type: 'receive', number: '12', arrivedOn: START, paperOriginalOn: START });
    expect(w.due).toBe('2026-12-08');
  });

  test('is refused on a day that has not come', () => {
    expect(unit().refusal({ type: 'receive', number: '12', arrivedOn: '2026-11-17' })).toBe('VALIDATION');
    const early = { type: 'receive', number: '12', arrivedOn: START, paperOriginalOn: '2026-11-17' } as const;
    expect(province().refusal(early)).toBe('VALIDATION');
    const waiting = province().act({ type: 'receive', number: '12', arrivedOn: START });
    expect(waiting.refusal({ type: 'recordPaperOriginal', on: '2026-11-17' })).toBe('VALIDATION');
  });

  test('comes before every opinion of the office but a refusal', () => {
    const w = unit();
    expect(w.allowed).toEqual(['receive', 'decline', 'hold', 'correctClerical', 'changeContact', 'withdraw']);
    expect(w.refusal({ type: 'accept' })).toBe('ACTION_NOT_ALLOWED');
  });
});

describe('outcomes', () => {
  test('accepted: the line goes on', () => {
    const w = received().act({ type: 'accept' });
    expect(w.status).toBe('waitingForCouncil');
    expect(w.types.slice(-2)).toEqual(['accept', 'entered']);
  });

  test.each(['submitted', 'screening', 'returned'])('declined while %s: the line ends with the note', (status) => {
    const w = { submitted: unit, screening: received, returned }[status]!();
    expect(w.status).toBe(status);
    w.act({ type: 'decline', note: 'note-9' });
    expect(w.line.end).toEqual({ outcome: 'declined', at: w.now, stage: 'screening', note: 'note-9' });
  });

  test('returned: the unit holds it for five working days, and the clock of the office stands', () => {
    const w = returned();
    expect(w.view).toMatchObject({ status: 'returned', holder: 'unit', due: '2026-11-23' });
    expect(w.last).toMatchObject({ type: 'return', note: NOTE, facts: { due: '2026-11-23' } });
    expect(w.until('2026-11-20').types).not.toContain('overdue');
  });

  test('lapsed: at the end of the due day, and not a millisecond before', () => {
    const midnight = endOfDay('2026-11-23');
    const w = returned().untilInstant(instant(msOf(midnight) - 1));
    expect(w.status).toBe('returned');
    expect(w.refusal({ type: 'resubmit', dossier: 'D2' })).toBeUndefined();
    w.untilInstant(midnight);
    expect(w.line.end).toEqual({ outcome: 'lapsed', at: midnight, stage: 'screening', note: NOTE });
    expect(w.refusal({ type: 'resubmit', dossier: 'D2' })).toBe('ACTION_NOT_ALLOWED');
  });
});

describe('correction', () => {
  test('may be given another day, but not today', () => {
    const w = received();
    expect(w.refusal({ type: 'return', note: NOTE, due: START })).toBe('VALIDATION');
    expect(w.act({ type: 'return', note: NOTE, due: '2026-11-30' }).due).toBe('2026-11-30');
  });

  test('is extended to a later day only', () => {
    const w = returned();
    expect(w.refusal({ type: 'extendCorrection', note: NOTE, due: '2026-11-23' })).toBe('VALIDATION');
    w.act({ type: 'extendCorrection', note: NOTE, due: '2026-11-27' });
    expect(w.until('2026-11-27', '23:59').status).toBe('returned');
    expect(w.until('2026-11-28', '00:00').status).toBe('lapsed');
  });

  test('cannot be extended to a day that is over, even before its lapse was noticed', () => {
    const w = returned();
    w.now = '2026-11-26T02:00:00.000Z';
    expect(w.refusal({ type: 'extendCorrection', note: NOTE, due: '2026-11-25' })).toBe('VALIDATION');
    expect(w.refusal({ type: 'extendCorrection', note: NOTE, due: '2026-11-27' })).toBeUndefined();
  });

  test('sent in time starts the clock of the office anew and names the corrected dossier', () => {
    const w = returned().until('2026-11-20').act({ type: 'resubmit', dossier: 'D2' });
    expect(w.view).toMatchObject({ status: 'screening', holder: 'office', due: '2026-12-07' });
    expect(w.last).toMatchObject({ type: 'resubmit', facts: { dossier: 'D2' } });
  });

  test('of a dossier whose paper original is missing starts no clock at the province', () => {
    const w = province().act({ type: 'receive', number: '12', arrivedOn: START }).act({ type: 'return', note: NOTE });
    expect(w.act({ type: 'resubmit', dossier: 'D2' }).due).toBeUndefined();
    expect(w.allowed).toContain('recordPaperOriginal');
  });

  test('may be asked for again and again, and is counted', () => {
    const w = returned().act({ type: 'resubmit', dossier: 'D2' }).act({ type: 'return', note: NOTE });
    expect(w.state('screening').returns).toBe(2);
  });
});

describe('the clock of the office', () => {
  test('says once that the office is late, at the end of the due day', () => {
    const w = received().until('2026-12-15');
    expect(w.times('overdue')).toEqual([endOfDay('2026-12-01')]);
    expect(w.view).toMatchObject({ status: 'screening', overdue: true, due: '2026-12-01' });
    expect(w.wake).toBeUndefined();
  });

  test('starts anew after a correction: a second delay is told again', () => {
    const w = received().until('2026-12-02').act({ type: 'return', note: NOTE });
    expect(w.view.overdue).toBe(false);
    w.act({ type: 'resubmit', dossier: 'D2' }).until('2026-12-31');
    expect(w.times('overdue')).toEqual([endOfDay('2026-12-01'), endOfDay('2026-12-16')]);
  });
});

describe('self-check', () => {
  test('who may screen at unit level passes that screening by sending', () => {
    const w = new Walker([[stages.unitScreening], [stages.unitCouncil]], { selfChecked: true });
    expect(w.status).toBe('waitingForCouncil');
    expect(w.types).toEqual(['submitted', 'selfChecked', 'entered']);
    expect(w.line.version).toBe(1);
  });

  test('does not pass the screening of the province', () => {
    const w = new Walker([[stages.provinceScreening], [stages.provinceCouncil]], { selfChecked: true });
    expect(w.status).toBe('submitted');
    expect(w.types).toEqual(['submitted', 'entered']);
  });

  test('is not passed again by a line that was sent back: the office looks at it', () => {
    const w = new Walker([[stages.unitScreening], [stages.unitCouncil]], { selfChecked: true });
    w.act({ type: 'claim', claim: 'session-1', stage: 'council', level: 'unit' });
    w.act({ type: 'councilResult', claim: 'session-1', result: 'sentBack' });
    expect(w.view).toMatchObject({ status: 'screening', stage: 'screening', level: 'unit' });
  });
});
