import { Problem } from '../../../domain/errors';
import { tick } from '../../../domain/walk';
import { claim, contextAt, NOTE, pass, stages, START, Walker } from './walker';

const inReview = () =>
  new Walker([[stages.unitScreening], [stages.unitCouncil]]).act({ type: 'receive', number: '1', arrivedOn: START });

describe('a line that an error has stopped', () => {
  test('needs attention, is held by the office, and says which code stopped it', () => {
    const w = inReview().until('2026-11-17').stop('UNEXPECTED');
    expect(w.view).toMatchObject({ status: 'needsAttention', holder: 'office', since: w.now, stage: 'screening' });
    expect(w.last).toMatchObject({ type: 'stopped', facts: { code: 'UNEXPECTED' } });
  });

  test('waits for a person: time changes nothing, and little can be asked of it', () => {
    const w = inReview().stop();
    expect(w.wake).toBeUndefined();
    expect(w.allowed).toEqual(['retry', 'correctClerical', 'changeContact', 'withdraw']);
    expect(w.refusal({ type: 'accept' })).toBe('ACTION_NOT_ALLOWED');
    expect(w.until('2026-12-31').types).not.toContain('overdue');
  });

  test('goes on where it stood when someone presses retry, with what time has brought meanwhile', () => {
    const w = inReview().stop().until('2026-12-31').act({ type: 'retry' });
    expect(w.status).toBe('screening');
    expect(w.refusal({ type: 'retry' })).toBe('ACTION_NOT_ALLOWED');
    expect(w.until('2027-01-04').types).toContain('overdue');
  });

  test('may be withdrawn', () => {
    const w = inReview().stop().act({ type: 'withdraw', note: NOTE });
    expect(w.status).toBe('withdrawn');
    expect(w.line.attention).toBeUndefined();
  });

  test('still takes what the session says that has it, and stays stopped', () => {
    const w = claim(pass(new Walker([[stages.unitScreening], [stages.unitCouncil], [stages.forward]])), 's').stop();
    expect(w.refusal({ type: 'councilResult', claim: 'other', result: 'passed' })).toBe('NOT_CLAIMED');
    w.act({ type: 'councilResult', claim: 's', result: 'passed' });
    expect(w.view).toMatchObject({ status: 'needsAttention', stage: 'approval' });
    expect(w.line.claim).toBeUndefined();
    expect(w.refusal({ type: 'claim', claim: 'p', stage: 'approval', level: 'unit' })).toBe('ACTION_NOT_ALLOWED');
    expect(w.act({ type: 'retry' }).status).toBe('waitingForApproval');
  });
});

describe('a period that runs past the last calendar', () => {
  const late = () => new Walker([[stages.unitScreening], [stages.unitCouncil]], { on: '2027-12-24' });

  test('is refused with the year that is missing, and nothing changes', () => {
    const w = late();
    const before = w.line;
    expect(w.problem({ type: 'receive', number: '1', arrivedOn: '2027-12-24' })).toMatchObject({
      code: 'CALENDAR_ENDS',
      data: { year: 2028 },
    });
    expect(w.line).toBe(before);
    expect(w.refusal({ type: 'hold', note: NOTE })).toBe('CALENDAR_ENDS');
  });

  test('refuses a line whose first stage has such a period', () => {
    const submit = () => new Walker([[stages.decide], [stages.issuance]], { on: '2027-12-29' });
    expect(submit).toThrow(Problem);
  });

  test('met by time it stops the line; with the calendar entered, retry lets it go on', () => {
    const w = new Walker([[stages.central], [stages.receipt]], { on: '2027-11-15' });
    const wake = w.wake!;
    w.now = wake;
    expect(() => tick(w.line, contextAt(wake))).toThrow(Problem);
    w.stop('CALENDAR_ENDS').act({ type: 'retry' });
    const calendar = { ...contextAt(wake).calendar, years: [2027, 2028] };
    const { line, events } = tick(w.line, { now: wake, calendar, actor: 'clock' });
    expect(events.map((e) => e.type)).toEqual(['centralReminder']);
    expect(line.stages[0]).toMatchObject({ remindOn: '2028-01-11' });
  });
});
