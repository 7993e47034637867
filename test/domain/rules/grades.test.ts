import type { Facts } from '../../../domain/rules/facts';
import type { Criterion, Finding } from '../../../domain/rules/rule';
import { awards, facts, found, grades, initiative, measure, outcome } from './given';

type Outcome = Finding['outcome'];

describe('R02, R03: the grade of the award year', () => {
  const well: Criterion = { op: 'gradeOfYear', atLeast: 'well' };
  const excellent: Criterion = { op: 'gradeOfYear', atLeast: 'excellent' };

  test.each<[string, Criterion, string, Outcome]>([
    ['R02: better than asked', well, 'e', 'pass'],
    ['R02: just as asked', well, 'w', 'pass'],
    ['R02: one below', well, 'c', 'fail'],
    ['R02: far below', well, 'n', 'fail'],
    ['R02: not graded', well, '.', 'unknown'],
    ['R02: maternity leave counts as time', well, 'm', 'pass'],
    ['R03: excellent', excellent, 'e', 'pass'],
    ['R03: well is not excellent', excellent, 'w', 'fail'],
    ['R03: maternity leave is not excellent', excellent, 'm', 'fail'],
    ['R03: not graded', excellent, '.', 'unknown'],
  ])('%s', (_what, asked, letter, expected) => {
    expect(outcome(asked, facts({ grades: grades(2026, letter) }))).toBe(expected);
  });

  test('R02: the grades of other years, past and future, mean nothing', () => {
    expect(outcome(well, facts({ grades: [...grades(2025, 'e'), ...grades(2027, 'e')] }))).toBe('unknown');
    expect(outcome(well, facts({ grades: grades(2025, 'nwn') }))).toBe('pass');
  });

  test('R02: an award year in the future has no grade yet', () => {
    const { outcome: of, missing } = found(well, facts({ dossier: { awardYear: 2028 }, grades: grades(2024, 'eee') }));
    expect(of).toBe('unknown');
    expect(missing).toEqual([{ what: { vi: 'Xếp loại chất lượng năm 2028', en: 'The grade of 2028' }, by: 'unit' }]);
  });

  test('R02: of two gradings of a year the lower one holds, whichever comes first', () => {
    const two = [...grades(2026, 'w'), ...grades(2026, 'c')];
    expect(outcome(well, facts({ grades: two }))).toBe('fail');
    expect(outcome(well, facts({ grades: [...two].reverse() }))).toBe('fail');
  });

  test('R02: a leave in a year that was graded all the same is no excuse', () => {
    expect(outcome(well, facts({ grades: [...grades(2026, 'm'), ...grades(2026, 'c')] }))).toBe('fail');
    expect(outcome(well, facts({ grades: [{ year: 2026, grade: 'completed', maternityLeave: true }] }))).toBe('fail');
  });

  test('R02, R43: what only the form states is used, and said to be declared', () => {
    const declared = { grades: [{ year: 2026, grade: 'well' as const }], awards: [] };
    const { outcome: of, say } = found(well, facts({ dossier: { declared } }));
    expect(of).toBe('pass');
    expect(say).toEqual({
      vi: 'Xếp loại năm 2026: hoàn thành tốt nhiệm vụ (theo kê khai); cần hoàn thành tốt nhiệm vụ trở lên',
      en: 'The grade of 2026 is “completed tasks well” (as declared); “completed tasks well” or better is needed',
    });
    expect(outcome(well, facts({ dossier: { declared }, grades: grades(2026, 'c') }))).toBe('fail');
  });

  test.each<[string, Facts['conduct'], Outcome]>([
    ['served in the year before', [measure('2024-03-01', '2025-12-31')], 'pass'],
    ['served on the first day of the year', [measure('2025-01-01', '2026-01-01')], 'pass'],
    ['served on the second day of the year', [measure('2025-01-02', '2026-01-02')], 'fail'],
    ['still being served', [measure('2026-02-01')], 'fail'],
    [
      'one of two served in the year',
      [measure('2024-01-01', '2024-12-31'), measure('2025-05-01', '2026-05-01')],
      'fail',
    ],
    ['not begun yet on the day of the check', [measure('2026-12-01')], 'pass'],
  ])('R17: the year of a measure %s', (_what, conduct, expected) => {
    expect(outcome(well, facts({ conduct, grades: grades(2026, 'e') }))).toBe(expected);
  });

  test('R17: says which measure took the year away', () => {
    const { say } = found(well, facts({ conduct: [measure('2025-01-02', '2026-01-02')], grades: grades(2026, 'e') }));
    expect(say.vi).toContain('Năm 2026 không được tính: chấp hành xong kỷ luật khiển trách ngày 02/01/2026');
  });
});

describe('R09: grades in a row', () => {
  const twice: Criterion = { op: 'gradesInARow', years: 2, atLeast: 'excellent' };
  const thrice: Criterion = { op: 'gradesInARow', years: 3, atLeast: 'well' };

  test.each<[string, Criterion, string, Outcome]>([
    ['R09: two of two', twice, '..ee', 'pass'],
    ['R09: more than asked', twice, 'eeee', 'pass'],
    ['R09: what came before means nothing', twice, 'nnee', 'pass'],
    ['R09: the award year is not as good', twice, 'eeew', 'fail'],
    ['R09: one year short', twice, 'eewe', 'fail'],
    ['R09: a gap year that is not graded', twice, 'ee.e', 'unknown'],
    ['R09: a year is open and another fails', twice, 'ee.w', 'fail'],
    ['R09: maternity leave is not excellent', twice, 'eeme', 'fail'],
    ['R09: maternity leave is as good as well', thrice, '.wmw', 'pass'],
    ['R09: nothing is graded', thrice, '....', 'unknown'],
  ])('%s', (_what, asked, letters, expected) => {
    expect(outcome(asked, facts({ grades: grades(2023, letters) }))).toBe(expected);
  });

  test('R09: names each year that does not fit, and asks for each that is not known', () => {
    const { say } = found(twice, facts({ grades: grades(2025, 'we') }));
    expect(say).toEqual({
      vi: '1/2 năm liên tục (2025–2026) hoàn thành xuất sắc nhiệm vụ; xếp loại năm 2025: hoàn thành tốt nhiệm vụ',
      en: '1 of 2 years in a row (2025–2026) graded “completed tasks excellently”; the grade of 2025 is “completed tasks well”',
    });
    const { missing } = found(thrice, facts({ grades: grades(2025, 'w') }));
    expect(missing.map((m) => m.what.en)).toEqual(['The grade of 2024', 'The grade of 2026']);
  });

  test('a title may be as good as a grade, in its own year only', () => {
    const or: Criterion = { op: 'gradesInARow', years: 2, atLeast: 'excellent', orTitle: 'TTLDXS' };
    const given = facts({ awards: awards('TTLDXS', 2025), grades: grades(2025, 'we') });
    expect(outcome(or, given)).toBe('pass');
    expect(found(or, given).say.vi).toContain('hoàn thành xuất sắc nhiệm vụ hoặc Tập thể lao động xuất sắc');
    expect(outcome(or, { ...given, awards: awards('TTLDXS', 2024) })).toBe('fail');
  });
});

describe('R03: excellent, or an initiative', () => {
  const either: Criterion = {
    op: 'any',
    of: [
      { op: 'gradeOfYear', atLeast: 'excellent' },
      { op: 'initiatives', scope: 'unit', count: 1 },
    ],
  };
  const both: Criterion = { ...either, op: 'all' };
  const withInitiative = { dossier: { initiatives: ['SK-1'] }, initiatives: [initiative('SK-1')] };

  test.each<[string, Parameters<typeof facts>[0], Outcome, Outcome]>([
    ['both', { ...withInitiative, grades: grades(2026, 'e') }, 'pass', 'pass'],
    ['the grade alone', { grades: grades(2026, 'e') }, 'pass', 'fail'],
    ['the initiative alone', { ...withInitiative, grades: grades(2026, 'w') }, 'pass', 'fail'],
    ['the initiative, and no grade', withInitiative, 'pass', 'unknown'],
    ['neither', { grades: grades(2026, 'w') }, 'fail', 'fail'],
    ['no grade, and no initiative', {}, 'unknown', 'fail'],
  ])('R03: %s', (_what, given, any, all) => {
    expect(outcome(either, facts(given))).toBe(any);
    expect(outcome(both, facts(given))).toBe(all);
  });

  test('R03: of a failure each way is named', () => {
    expect(found(either, facts({ grades: grades(2026, 'w') })).say.vi).toBe(
      '(1) Xếp loại năm 2026: hoàn thành tốt nhiệm vụ; cần hoàn thành xuất sắc nhiệm vụ; ' +
        '(2) 0 sáng kiến, đề tài được công nhận trong phạm vi cơ sở, chưa sử dụng; cần 1',
    );
  });

  test('R03: what only is open is asked for, not what has failed', () => {
    const { missing } = found(either, facts());
    expect(missing.map((m) => m.what.en)).toEqual(['The grade of 2026']);
  });
});

test('R02, R04, R09: a nominee who changed the unit keeps grades and titles', () => {
  const given = facts({ awards: awards('CSTDCS', 2024, 2025, 2026), grades: grades(2024, 'eee') });
  const moved: Facts = { ...given, unit: { code: 'U02', kind: 'department', validFrom: '2026-06-01' } };
  for (const asked of [
    { op: 'titlesInARow', award: 'CSTDCS', years: 3 },
    { op: 'gradesInARow', years: 3, atLeast: 'excellent' },
  ] as const) {
    expect(found(asked, moved)).toEqual(found(asked, given));
    expect(outcome(asked, moved)).toBe('pass');
  }
});
