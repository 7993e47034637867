import { calendarYears, workingCalendar } from '../../domain/data/calendar.data';
import { remindersAfter } from '../../domain/reminders';
import { signerOn, substitutionOn, wrongSignature, wrongSubstitutions, type Substitution } from '../../domain/signing';

const deputy = (more: Partial<Substitution> = {}): Substitution => ({
  person: 'P2',
  form: 'KT.',
  from: '2026-11-10',
  to: '2026-11-20',
  paper: { number: '96/GUQ-STC', date: '2026-11-09' },
  ...more,
});
const authority = (...substitutions: Substitution[]) => ({ person: 'P1', substitutions });
const names = new Map([['P2', 'Trần Thị Mẫu']]);

test('a substitution holds from its first day to its last', () => {
  const of = (day: string) => signerOn(authority(deputy()), day);
  expect(['2026-11-09', '2026-11-10', '2026-11-20', '2026-11-21'].map(of)).toEqual(['P1', 'P2', 'P2', 'P1']);
  expect(signerOn({ person: 'P1' }, '2026-11-10')).toBe('P1');
  expect(substitutionOn(authority(deputy()), '2026-11-10')?.form).toBe('KT.');
});

test('two do not hold on one day, and none ends before it begins', () => {
  const fields = (...all: Substitution[]) => wrongSubstitutions(all).map((f) => f.field);
  expect(fields(deputy(), deputy({ from: '2026-11-21', to: '2026-11-30' }))).toEqual([]);
  expect(fields(deputy(), deputy({ from: '2026-11-20', to: '2026-11-30' }))).toEqual(['substitutions.1.from']);
  expect(fields(deputy(), deputy({ from: '2026-11-01', to: '2026-11-10' }))).toEqual(['substitutions.1.from']);
  expect(fields(deputy({ to: '2026-11-09' }))).toEqual(['substitutions.0.to']);
  expect(fields(deputy({ to: '2026-11-10' }))).toEqual([]);
});

describe('a signature in another’s place', () => {
  const of = (form: string, date = '2026-11-12', signer = 'Trần Thị Mẫu') =>
    wrongSignature(authority(deputy()), { form, signer, date }, names);

  test('stands on a substitution of its form, in force on the date of the paper', () => {
    expect(of('KT.')).toBeUndefined();
    expect(of('TUQ.')?.field).toBe('form');
    expect(of('KT.', '2026-11-21')).toMatchObject({ field: 'form' });
    expect(of('KT.', '2026-11-21')?.vi).toContain(
      'Ngày 21/11/2026 không có ghi nhận ký thay (KT.); đã ghi nhận: 10/11/2026–20/11/2026.',
    );
    const none = wrongSignature({ person: 'P1' }, { form: 'KT.', signer: 'X', date: '2026-11-12' }, names);
    expect(none?.vi).toContain('Ngày 12/11/2026 không có ghi nhận ký thay (KT.). Đề nghị');
  });

  test('names who is recorded, however it is typed', () => {
    expect(of('KT.', '2026-11-12', 'TRẦN  THỊ MẪU'.normalize('NFD'))).toBeUndefined();
    const other = of('KT.', '2026-11-12', 'Lê Văn Mẫu');
    expect([other?.field, other?.vi]).toEqual([
      'signer',
      'Người ký thay được ghi nhận cho ngày 12/11/2026 là Trần Thị Mẫu (văn bản số 96/GUQ-STC).',
    ]);
    expect(
      wrongSignature(authority(deputy()), { form: 'KT.', signer: 'p2', date: '2026-11-12' }, new Map()),
    ).toBeUndefined();
  });

  test('other forms are the word of the clerk', () => {
    for (const form of ['direct', 'TM.', 'TL.']) expect(of(form, '2027-01-01', 'X')).toBeUndefined();
  });
});

describe('reminders of something that waits', () => {
  const calendar = workingCalendar(calendarYears);
  const times = (since: string, days: number[], from = '08:00') =>
    remindersAfter(calendar, since, days, { from, to: '17:00' });

  test('come at nine on working days, the holidays left out, or when the office opens', () => {
    const since = '2026-11-20T02:00:00.000Z'; // Friday before a holiday on Tuesday
    expect(times(since, [2, 1])).toEqual(['2026-11-23T02:00:00.000Z', '2026-11-25T02:00:00.000Z']);
    expect(times(since, [1], '10:00')).toEqual(['2026-11-23T03:00:00.000Z']);
    expect(times(since, [])).toEqual([]);
  });

  test('end with the calendar', () => {
    const last = Math.max(...calendar.years);
    expect(times(`${last}-12-30T02:00:00.000Z`, [1, 300])).toHaveLength(1);
  });
});
