import { digestDefaults, digestLeaves, digestRuleOf } from '../../domain/digest';

const calendar = { years: [2026], off: ['2026-11-24'], extraWorking: [] };
const rule = digestDefaults;
const on = (day: string, hour: string): string => new Date(`${day}T${hour}:00+07:00`).toISOString();

test('a digest leaves at its hour of a working day, once', () => {
  const leaves = (since: string, now: string) => digestLeaves(rule, calendar, since, now);
  expect(leaves(on('2026-11-23', '07:00'), on('2026-11-23', '15:29'))).toBe(false);
  expect(leaves(on('2026-11-23', '07:00'), on('2026-11-23', '15:30'))).toBe(true);
  expect(leaves(on('2026-11-23', '15:30'), on('2026-11-23', '23:00'))).toBe(false);
  // a day off, a Saturday
  expect(leaves(on('2026-11-24', '07:00'), on('2026-11-24', '15:30'))).toBe(false);
  expect(leaves(on('2026-11-21', '07:00'), on('2026-11-21', '15:30'))).toBe(false);
  // nobody was there for a weekend and more
  expect(leaves(on('2026-11-20', '16:00'), on('2026-11-22', '16:00'))).toBe(false);
  expect(leaves(on('2026-11-20', '15:00'), on('2026-11-22', '16:00'))).toBe(true);
  // no calendar was entered: rather on a day off than never
  expect(leaves(on('2027-05-01', '07:00'), on('2027-05-01', '15:30'))).toBe(true);
});

test('a province says what is otherwise', () => {
  expect(digestRuleOf({ mail: {} })).toEqual(digestDefaults);
  expect(digestRuleOf({ mail: { digest: { perDay: 20 } } })).toEqual({ ...digestDefaults, perDay: 20 });
});
