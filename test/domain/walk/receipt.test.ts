import { endOfDay } from '../../../domain/time';
import { NOTE, stages, START, Walker } from './walker';

const receipt = () => new Walker([[stages.receipt]]);

test('the office fetches the objects within ten working days and is told once when it is late', () => {
  const w = receipt();
  expect(w.view).toMatchObject({ status: 'receipt', holder: 'office', due: '2026-12-01', next: [] });
  w.until('2026-12-31');
  expect(w.times('overdue')).toEqual([endOfDay('2026-12-01')]);
  expect(w.status).toBe('receipt');
});

test('fetched and handed over: received', () => {
  const w = receipt().act({ type: 'recordFetched', on: START });
  expect(w.allowed).not.toContain('recordFetched');
  w.act({ type: 'recordHandover', on: START, note: NOTE });
  expect(w.line.end).toEqual({ outcome: 'received', at: w.now, stage: 'receipt' });
  expect(w.last).toMatchObject({ type: 'recordHandover', note: NOTE });
});

test('handed over at once, with nothing said of the fetching', () => {
  expect(receipt().act({ type: 'recordHandover', on: START, note: NOTE }).status).toBe('received');
});

test('nothing is handed over before it was fetched', () => {
  const w = receipt().act({ type: 'recordFetched', on: START });
  expect(w.refusal({ type: 'recordHandover', on: '2026-11-15', note: NOTE })).toBe('VALIDATION');
  expect(w.act({ type: 'recordHandover', on: START, note: NOTE }).status).toBe('received');
});

test('no day that has not come is taken', () => {
  expect(receipt().refusal({ type: 'recordFetched', on: '2026-11-17' })).toBe('VALIDATION');
  expect(receipt().refusal({ type: 'recordHandover', on: '2026-11-17', note: NOTE })).toBe('VALIDATION');
});
