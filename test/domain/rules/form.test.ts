import type { DeclaredFacts, Facts } from '../../../domain/rules/facts';
import type { Criterion, Finding } from '../../../domain/rules/rule';
import { award, awards, facts, found, grades, measure, members, outcome } from './given';

type Outcome = Finding['outcome'];

const declaring = (declared: Partial<DeclaredFacts>, changes: Partial<Facts> = {}): Facts =>
  facts({ ...changes, dossier: { declared: { grades: [], awards: [], ...declared } } });

describe('R43: the form agrees with the ledger', () => {
  const agrees: Criterion = { op: 'formAgrees' };
  const well = { grades: [{ year: 2026, grade: 'well' as const }] };
  const named = (stated: string, registered?: string) => ({ stated, ...(registered ? { registered } : {}) });
  const title = (more: object = {}) => ({ awards: [{ award: 'CSTDCS', awardYear: 2025, ...more }] });

  test.each<[string, Facts, Outcome]>([
    ['nothing declared', declaring({}, { grades: grades(2026, 'w') }), 'pass'],
    ['the same grade', declaring(well, { grades: grades(2026, 'w') }), 'pass'],
    ['another grade', declaring(well, { grades: grades(2026, 'c') }), 'fail'],
    ['a lower grade than the ledger has', declaring(well, { grades: grades(2026, 'e') }), 'fail'],
    ['a grade in a year of leave', declaring(well, { grades: grades(2026, 'm') }), 'fail'],
    ['a grade that only the form states', declaring(well), 'info'],
    ['the same award', declaring(title(), { awards: awards('CSTDCS', 2025) }), 'pass'],
    [
      'the same award and number',
      declaring(title({ decisionNumber: '25/QĐ' }), { awards: awards('CSTDCS', 2025) }),
      'pass',
    ],
    ['another number', declaring(title({ decisionNumber: '1/QĐ' }), { awards: awards('CSTDCS', 2025) }), 'fail'],
    [
      'one of two numbers',
      declaring(title({ decisionNumber: '1/QĐ' }), {
        awards: [...awards('CSTDCS', 2025), award('CSTDCS', 2025, { decisionNumber: '1/QĐ' })],
      }),
      'pass',
    ],
    [
      'another type',
      declaring(title({ commendationType: 'merit' }), {
        awards: [award('CSTDCS', 2025, { commendationType: 'thematic' })],
      }),
      'fail',
    ],
    ['a revoked award', declaring(title(), { awards: [award('CSTDCS', 2025, { revokedOn: '2026-01-01' })] }), 'fail'],
    ['an award that only the form states', declaring(title(), { awards: awards('CSTDCS', 2024) }), 'info'],
    ['the same headcount', declaring({ headcount: 10 }, { members: members() }), 'pass'],
    ['another headcount', declaring({ headcount: 11 }, { members: members() }), 'fail'],
    [
      'a headcount that only the form states',
      declaring({ headcount: 11 }, { members: members({ headcount: 0 }) }),
      'info',
    ],
    ['the name of the register', facts({ name: named('Lê Thị Mẫu', 'Lê Thị Mẫu') }), 'pass'],
    [
      'the same name in decomposed letters',
      facts({ name: named('Lê Thị Mẫu'.normalize('NFD'), 'Lê Thị  Mẫu') }),
      'pass',
    ],
    ['a name that differs in diacritics only', facts({ name: named('Lê Thi Mẫu', 'Lê Thị Mẫu') }), 'fail'],
    ['a name that differs in capitals only', facts({ name: named('LÊ THỊ MẪU', 'Lê Thị Mẫu') }), 'fail'],
    ['another name', facts({ name: named('Lê Thị Mẫu', 'Trần Thị Mẫu') }), 'fail'],
    ['a code that the register does not have', facts({ name: named('Lê Thị Mẫu') }), 'info'],
    ['a headcount of what is no collective', declaring({ headcount: 11 }), 'pass'],
  ])('R43: %s', (_what, given, expected) => {
    expect(outcome(agrees, given)).toBe(expected);
  });

  test('R43: each difference is named, with both sides', () => {
    const given = declaring(
      { ...well, ...title({ decisionNumber: '1/QĐ' }), headcount: 11 },
      {
        grades: grades(2026, 'c'),
        awards: awards('CSTDCS', 2025),
        members: members(),
      },
    );
    expect(found(agrees, given).say).toEqual({
      vi:
        '3 nội dung kê khai khác sổ theo dõi: ' +
        'xếp loại năm 2026: kê khai hoàn thành tốt nhiệm vụ, sổ theo dõi hoàn thành nhiệm vụ; ' +
        'Chiến sĩ thi đua cơ sở năm 2025: kê khai Quyết định số 1/QĐ, sổ theo dõi Quyết định số 25/QĐ; ' +
        'số người: kê khai 11, sổ theo dõi 10',
      en:
        'The form differs from the ledger in 3: ' +
        'grade of 2026: the form says “completed tasks well”, the ledger “completed tasks”; ' +
        'Grassroots emulation fighter of 2025: the form says Decision 1/QĐ, the ledger Decision 25/QĐ; ' +
        'headcount: the form says 11, the ledger 10',
    });
  });

  test('R43: a name is compared letter by letter, and its field is named', () => {
    const alike = found(agrees, facts({ name: named('Lê Thi Mẫu', 'Lê Thị Mẫu') }));
    expect(alike).toMatchObject({
      field: 'nominee.name',
      say: {
        vi:
          '1 nội dung kê khai khác sổ theo dõi: ' +
          'họ tên: kê khai “Lê Thi Mẫu”, sổ theo dõi “Lê Thị Mẫu” (chỉ khác dấu hoặc chữ hoa)',
        en:
          'The form differs from the ledger in 1: ' +
          'name: the form says “Lê Thi Mẫu”, the ledger “Lê Thị Mẫu” (only diacritics or capitals differ)',
      },
    });
    expect(found(agrees, facts({ name: named('Lê Thị Mẫu', 'Trần Thị Mẫu') })).say.en).toMatch(
      /the ledger “Trần Thị Mẫu”$/,
    );
    const unknown = found(agrees, facts({ name: named('Lê Thị Mẫu') }));
    expect(unknown.say).toEqual({
      vi: 'Theo kê khai, chưa có trong sổ theo dõi: họ tên Lê Thị Mẫu (danh mục chưa có mã P1)',
      en: 'As declared, not in the ledger: the name Lê Thị Mẫu (the register does not have the code P1)',
    });
    const both = { ...facts({ name: named('Lê Thi Mẫu', 'Lê Thị Mẫu') }), grades: grades(2026, 'c') };
    expect(found(agrees, { ...both, dossier: { ...both.dossier, declared: { ...well, awards: [] } } }).field).toBe(
      'declared',
    );
  });

  test('R43: what only the form states is listed as declared', () => {
    const given = declaring({ ...well, ...title({ decisionNumber: '1/QĐ' }) });
    expect(found(agrees, given).say.vi).toBe(
      'Theo kê khai, chưa có trong sổ theo dõi: xếp loại năm 2026: hoàn thành tốt nhiệm vụ; ' +
        'Chiến sĩ thi đua cơ sở năm 2025, Quyết định số 1/QĐ',
    );
  });
});

describe('R15, R17, R35: what is left out', () => {
  const left = (because: 'commendationType' | 'revoked' | 'discipline', given: Facts): string =>
    found({ op: 'notCounted', because }, given).say.en;
  const given = facts({
    awards: [
      award('BKT', 2024, { commendationType: 'thematic' }),
      award('BKT', 2023, { commendationType: 'adHoc' }),
      award('CSTDCS', 2024, { revokedOn: '2025-05-01' }),
      award('CSTDCS', 2025),
    ],
    conduct: [measure('2022-06-01', '2023-06-01')],
  });

  test('R15: names ad hoc and thematic awards, for an award for merit only', () => {
    expect(left('commendationType', given)).toBe(
      'Not counted towards an award for merit: ' +
        'Provincial certificate of merit of 2023, Decision 23/QĐ of 20 November 2023 (ad hoc); ' +
        'Provincial certificate of merit of 2024, Decision 24/QĐ of 20 November 2024 (thematic)',
    );
    const adHoc = { ...given, dossier: { ...given.dossier, commendationType: 'adHoc' as const } };
    expect(left('commendationType', adHoc)).toBe('No award was left out');
  });

  test('R35: names revoked awards', () => {
    expect(left('revoked', given)).toBe(
      'Not counted, since revoked: Grassroots emulation fighter of 2024, Decision 24/QĐ of 20 November 2024',
    );
    expect(left('revoked', facts())).toBe('No award was left out');
  });

  test('R17: says from which year time counts', () => {
    expect(left('discipline', given)).toBe('A reprimand was served on 1 June 2023; time counts from 2024');
    expect(left('discipline', facts({ conduct: [measure('2026-06-01')] }))).toBe(
      'A reprimand of 1 June 2026 is still being served; no year counts yet',
    );
    expect(left('discipline', facts())).toBe('No discipline shortens the time');
  });
});

describe('what is one fact', () => {
  test.each<[string, Criterion, Facts, Outcome]>([
    ['R23: registered', { op: 'registered' }, facts(), 'pass'],
    ['R23: not registered', { op: 'registered' }, facts({ registration: 'notRegistered' }), 'fail'],
    ['R23: no list of registrations', { op: 'registered' }, facts({ registration: 'unknown' }), 'info'],
    ['R33: no secret', { op: 'noSecretContent' }, facts(), 'pass'],
    ['R33: a secret', { op: 'noSecretContent' }, facts({ dossier: { secretContent: true } }), 'fail'],
    ['for the council to judge', { op: 'judged', by: 'council' }, facts(), 'info'],
    ['for the office to judge', { op: 'judged', by: 'office' }, facts(), 'info'],
  ])('%s', (_what, asked, given, expected) => {
    expect(outcome(asked, given)).toBe(expected);
  });
});
