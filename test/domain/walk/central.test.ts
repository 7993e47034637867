import { endOfDay, startOfDay } from '../../../domain/time';
import { NOTE, stages, Walker } from './walker';

const sent = () => new Walker([[stages.central], [stages.receipt]]);
const supplement = () => sent().act({ type: 'requestSupplement', due: '2026-11-27', note: NOTE });

describe('with the central level', () => {
  test('the line has no due day and no end of its own', () => {
    const w = sent();
    expect(w.view).toMatchObject({ status: 'central', holder: 'central', next: ['receipt'] });
    expect(w.due).toBeUndefined();
    expect(w.until('2027-11-30').status).toBe('central');
  });

  test('awarded: the decision of the State is recorded and the objects can be fetched', () => {
    const w = sent().act({ type: 'centralAwarded', decision: 'QD-TTg', note: 'note-6' });
    expect(w.line).toMatchObject({ signed: true, issued: { decision: 'QD-TTg' } });
    expect(w.status).toBe('receipt');
    expect(w.events.at(-2)).toMatchObject({ type: 'centralAwarded', note: 'note-6', facts: { decision: 'QD-TTg' } });
  });

  test('declined: the line ends', () => {
    const w = sent().act({ type: 'centralDeclined', note: 'note-6' });
    expect(w.line.end).toMatchObject({ outcome: 'declined', stage: 'central', note: 'note-6' });
  });
});

describe('a supplement', () => {
  test('is asked for with a day to come; the unit holds the line', () => {
    expect(sent().refusal({ type: 'requestSupplement', due: '2026-11-16', note: NOTE })).toBe('VALIDATION');
    const w = supplement();
    expect(w.view).toMatchObject({ status: 'supplement', holder: 'unit', due: '2026-11-27' });
    expect(w.last).toMatchObject({ type: 'requestSupplement', facts: { due: '2026-11-27' } });
    expect(w.refusal({ type: 'requestSupplement', due: '2026-11-30', note: NOTE })).toBe('ACTION_NOT_ALLOWED');
  });

  test('that is late is told once, and lapses nothing', () => {
    const w = supplement().until('2026-12-10');
    expect(w.times('overdue')).toEqual([endOfDay('2026-11-27')]);
    expect(w.view).toMatchObject({ status: 'supplement', overdue: true });
  });

  test('sent on puts the line back with the central level, with a new reminder', () => {
    const w = supplement().until('2026-12-01').act({ type: 'supply', dossier: 'D3' });
    expect(w.view).toMatchObject({ status: 'central', overdue: false });
    expect(w.last).toMatchObject({ type: 'supply', facts: { dossier: 'D3' } });
    expect(w.wake).toBe(startOfDay('2026-12-29'));
    expect(w.refusal({ type: 'supply' })).toBe('ACTION_NOT_ALLOWED');
  });

  test('may be sent without a changed dossier, and is not needed for an answer', () => {
    expect(supplement().act({ type: 'supply', note: NOTE }).last.facts).toBeUndefined();
    expect(supplement().act({ type: 'centralDeclined', note: NOTE }).line.end?.outcome).toBe('declined');
    const awarded = supplement().act({ type: 'centralAwarded', decision: 'QD-TTg', note: NOTE });
    expect(awarded.status).toBe('receipt');
  });
});
