import { deadlineOn, isRemindedOn, type DeadlineFacts } from '../../domain/centralDeadlines';
import { centralDeadlines } from '../../domain/data/centralDeadlines.data';

const facts = (award: string, more: Partial<DeadlineFacts> = {}): DeadlineFacts => ({
  award,
  awardYear: 2025,
  education: false,
  decidedOn: (code) => (code === 'CSTDT' ? '2025-12-20' : undefined),
  ...more,
});
const on = (of: DeadlineFacts, today: string) => {
  const found = deadlineOn(centralDeadlines, of, today);
  return found && [found.due, found.state];
};

test('a flag of the Government is sent by 30 June of the next year, in education by 31 December of the same', () => {
  expect(on(facts('COCP'), '2026-06-30')).toEqual(['2026-06-30', 'near']);
  expect(on(facts('COCP'), '2026-07-01')).toEqual(['2026-06-30', 'passed']);
  expect(on(facts('COCP', { education: true }), '2025-11-16')).toEqual(['2025-12-31', 'near']);
});

test('a national title is sent by 31 December of the year after the decision on the provincial one', () => {
  expect(on(facts('CSTDTQ'), '2026-11-16')).toEqual(['2026-12-31', 'near']);
  expect(on(facts('CSTDTQ'), '2026-11-15')).toEqual(['2026-12-31', 'far']);
  expect(on(facts('CSTDTQ', { decidedOn: () => undefined }), '2026-11-16')).toEqual([undefined, 'unknown']);
});

test('each says its day, what is left and its article; others have no such day, and none has one past its validity', () => {
  const found = deadlineOn(centralDeadlines, facts('CSTDTQ'), '2026-12-01');
  expect(found).toMatchObject({
    vi: 'Bộ Nội vụ nhận hồ sơ đến ngày 31/12/2026, còn 30 ngày.',
    en: 'The Ministry takes it in until 31/12/2026, 30 days from now.',
    citation: { vi: 'Nghị định 152/2025/NĐ-CP, khoản 1 Điều 35' },
  });
  expect(deadlineOn(centralDeadlines, facts('COCP'), '2026-07-02')?.vi).toBe(
    'Đã qua ngày Bộ Nội vụ nhận hồ sơ (30/06/2026).',
  );
  expect(deadlineOn(centralDeadlines, facts('CSTDTQ', { decidedOn: () => undefined }), '2026-07-02')?.vi).toContain(
    'CSTDT',
  );
  expect(on(facts('HCLD3'), '2026-11-16')).toBeUndefined();
  expect(on(facts('COCP'), '2027-03-01')).toBeUndefined();
});

test('offices are reminded on fixed days before, on the working day that is nearest before', () => {
  const calendar = { years: [2026], off: ['2026-12-30'], extraWorking: [] };
  const days = ['2026-11-16', '2026-11-17', '2026-12-01', '2026-12-24', '2026-12-28', '2026-12-29', '2026-12-30'];
  expect(days.filter((day) => isRemindedOn(calendar, '2026-12-31', day))).toEqual([
    '2026-11-16',
    '2026-12-01',
    '2026-12-24',
    '2026-12-28',
    '2026-12-29',
  ]);
});
