import type { SubjectKind } from '../../../domain/award';
import { catalogue } from '../../../domain/catalogue';
import { evaluate } from '../../../domain/rules/evaluate';
import type { ConsultationFact, Facts, UnitFacts } from '../../../domain/rules/facts';
import type { Criterion, Finding } from '../../../domain/rules/rule';
import { awards, facts, found, outcome, rule } from './given';

type Outcome = Finding['outcome'];

describe('R01: award, subject and power', () => {
  const fits: Criterion = { op: 'subjectFits' };
  const given = (
    award: string,
    subjectKind: SubjectKind,
    kind: UnitFacts['kind'],
    changes: Partial<Facts> = {},
  ): Facts =>
    facts({ ...changes, dossier: { award, subjectKind }, unit: { code: 'U01', kind, validFrom: '2025-07-01' } });

  test.each<[string, Facts, Outcome]>([
    ['a department decides on LDTT', given('LDTT', 'person', 'department'), 'pass'],
    ['a hospital decides on CSTDCS', given('CSTDCS', 'person', 'hospital'), 'pass'],
    ['a commune decides on GK', given('GK', 'household', 'commune'), 'pass'],
    ['a department forwards BKT', given('BKT', 'person', 'department'), 'pass'],
    ['a commune forwards an order', given('HCLD3', 'person', 'commune'), 'pass'],
    ['a block forwards a flag', given('COTINH', 'collective', 'block'), 'pass'],
    ['a block decides on nothing', given('TTLDTT', 'collective', 'block'), 'fail'],
    ['a room decides on nothing', given('LDTT', 'person', 'room'), 'fail'],
    ['a room forwards nothing', given('BKT', 'person', 'room'), 'fail'],
    ['a commune decides on GDVH', given('GDVH', 'household', 'commune'), 'pass'],
    ['a department does not decide on GDVH', given('GDVH', 'household', 'department'), 'fail'],
    ['a title for persons, proposed for a collective', given('CSTDT', 'collective', 'department'), 'fail'],
    ['a flag for a person', given('COTINH', 'person', 'department'), 'fail'],
    ['a code that does not exist', given('BKX', 'person', 'department'), 'fail'],
    ['an award on the last day of its basis', given('LDTT', 'person', 'department', { today: '2027-02-28' }), 'pass'],
    ['an award on the day after', given('LDTT', 'person', 'department', { today: '2027-03-01' }), 'fail'],
  ])('R01: %s', (_what, of, expected) => {
    expect(outcome(fits, of)).toBe(expected);
  });

  test('R01: names the field to go to, and who would have the power', () => {
    expect(found(fits, given('CSTDT', 'household', 'department'))).toMatchObject({
      field: 'nominee.kind',
      say: { vi: 'Chiến sĩ thi đua cấp tỉnh tặng cho cá nhân, không tặng cho hộ gia đình' },
    });
    expect(found(fits, given('LDTT', 'person', 'room'))).toMatchObject({
      field: 'unit',
      say: {
        en: 'Advanced worker is decided by the head of the unit; U01 is a room of a unit and may neither decide nor forward it',
      },
      missing: [{ by: 'unit' }],
    });
  });
});

describe('R18: the unit exists on the day', () => {
  const exists: Criterion = { op: 'unitExists' };
  const unit = (changes: Partial<UnitFacts> = {}): UnitFacts => ({
    code: 'U01x',
    kind: 'department',
    validFrom: '2020-01-01',
    ...changes,
  });

  test.each<[string, Partial<Facts>, Outcome]>([
    ['open end', { unit: unit() }, 'pass'],
    ['ends on the day of the check', { unit: unit({ validTo: '2026-11-23' }) }, 'pass'],
    ['ended the day before', { unit: unit({ validTo: '2026-11-22' }) }, 'fail'],
    ['begins on the day of the check', { unit: unit({ validFrom: '2026-11-23' }) }, 'pass'],
    ['begins the day after', { unit: unit({ validFrom: '2026-11-24' }) }, 'fail'],
    [
      'the collective ended, the unit not',
      { unit: unit(), collective: unit({ code: 'U01b', validTo: '2026-06-30' }) },
      'fail',
    ],
    ['unit and collective exist', { unit: unit(), collective: unit({ code: 'U01b' }) }, 'pass'],
  ])('R18: %s', (_what, changes, expected) => {
    expect(outcome(exists, facts(changes))).toBe(expected);
  });

  test('R18: a merged unit is named with its successor, which has to propose', () => {
    const { say, missing, field } = found(exists, facts({ unit: unit({ validTo: '2025-06-30', successor: 'U01' }) }));
    expect(say).toEqual({
      vi: 'U01x đã kết thúc hoạt động ngày 30/6/2025; đơn vị kế thừa là U01',
      en: 'U01x ended on 30 June 2025; its successor is U01',
    });
    expect(missing.map((m) => [m.by, m.what.vi])).toEqual([['unit', 'Đề nghị của đơn vị kế thừa U01']]);
    expect(field).toBe('unit');
  });

  test('R18: a successor that is not known is asked of the administrator', () => {
    expect(found(exists, facts({ unit: unit({ validTo: '2025-06-30' }) })).missing).toMatchObject([{ by: 'admin' }]);
  });

  test('R18: the successor proposes, and the record that it inherits counts', () => {
    const successor = facts({
      dossier: { subject: 'U01', subjectKind: 'collective', award: 'TTLDXS' },
      unit: unit({ code: 'U01', validFrom: '2025-07-01' }),
      awards: awards('TTLDTT', 2024, 2025, 2026),
    });
    expect(outcome(exists, successor)).toBe('pass');
    expect(outcome({ op: 'titlesInARow', award: 'TTLDTT', years: 3 }, successor)).toBe('pass');
  });
});

describe('R37: the basis holds on the expected day of the decision', () => {
  const holds = rule({ op: 'basisHolds' }, { kind: 'WARN' });
  const decree = { citation: { vi: 'Nghị định 152', en: 'Decree 152' }, validTo: '2027-02-28' };
  const permanent = catalogue.map(({ validTo, ...award }) => award);

  test.each<[string, Partial<Facts>, readonly Finding['outcome'][]]>([
    ['decided on its last day', { expectedDecision: '2027-02-28' }, ['pass']],
    ['decided the day after', { expectedDecision: '2027-03-01' }, ['fail']],
    [
      'decided the day after, and the award goes on',
      { expectedDecision: '2027-03-01', catalogue: permanent },
      ['pass'],
    ],
    ['checked when it has ended', { today: '2027-03-01', expectedDecision: '2027-04-01' }, ['fail']],
    [
      'checked when it has ended, and another entry follows it',
      {
        today: '2027-03-01',
        expectedDecision: '2027-04-01',
        catalogue: [...catalogue, ...permanent.map((award) => ({ ...award, validFrom: '2027-03-01' }))],
      },
      ['pass'],
    ],
  ])('R37: the award: %s', (_what, changes, expected) => {
    expect(evaluate([holds], facts(changes)).map((f) => f.outcome)).toEqual(expected);
  });

  test('R37: a rule that the dossier rests on ends before, one that is not for it does not matter', () => {
    const given = facts({ expectedDecision: '2027-03-01', catalogue: permanent });
    const used = rule({ op: 'subjectFits' }, { code: 'R01', ...decree });
    const foreign = rule({ op: 'subjectFits' }, { code: 'R02', ...decree, when: { awards: ['LDTT'] } });
    expect(evaluate([holds, foreign], given)[0]!.outcome).toBe('pass');
    const [warned] = evaluate([holds, used, foreign], given);
    expect(warned).toMatchObject({
      outcome: 'fail',
      say: {
        vi: '1 căn cứ hết hiệu lực trước ngày dự kiến quyết định (ngày 01/3/2027): Nghị định 152 (đến ngày 28/02/2027)',
        en: '1 source ends before the expected day of the decision (1 March 2027): Decree 152 (to 28 February 2027)',
      },
    });
  });

  test('R37: a rule that had ended by the day of the check is named, unless another of its code has followed', () => {
    const given = facts({ today: '2027-03-01', expectedDecision: '2027-03-01', catalogue: permanent });
    const ended = rule({ op: 'subjectFits' }, { code: 'R16', ...decree });
    const next = rule({ op: 'subjectFits' }, { code: 'R16', validFrom: '2027-03-01' });
    const foreign = rule({ op: 'subjectFits' }, { code: 'R02', ...decree, when: { awards: ['LDTT'] } });
    const [warned, ...others] = evaluate([holds, ended, foreign], given);
    expect(warned).toMatchObject({ outcome: 'fail', say: { en: expect.stringContaining('Decree 152') } });
    expect(others).toEqual([]);
    expect(evaluate([holds, ended, next], given).map((f) => f.outcome)).toEqual(['pass', 'pass']);
    expect(evaluate([holds, foreign], given)[0]!.outcome).toBe('pass');
  });

  test('R37: each source is named once, the earliest to end first, and no more than three of them', () => {
    const given = facts({ expectedDecision: '2027-03-01', catalogue: permanent });
    const ending = (code: string, vi: string, validTo: string) =>
      rule({ op: 'subjectFits' }, { code, citation: { vi, en: vi }, validTo });
    const rules = [
      ending('R05', 'E', '2027-01-31'),
      ending('R01', 'A', '2027-02-28'),
      ending('R02', 'B', '2027-02-28'),
      ending('R03', 'A', '2027-02-28'),
      ending('R04', 'C', '2027-02-28'),
    ];
    const say = evaluate([holds, ...rules], given)[0]!.say.en;
    expect(say).toContain('4 sources end before');
    expect(say).toContain('E (to 31 January 2027); A (to 28 February 2027); B (to 28 February 2027); and 1 more');
  });
});

describe('R39, R40: the opinion of a body that had to be asked', () => {
  const opinion: Criterion = { op: 'opinionOf', body: 'ministry' };

  test.each<[string, ConsultationFact[], Outcome, string[]]>([
    ['not asked', [], 'fail', ['office']],
    ['another body was asked', [{ body: 'partyCommittee', answer: 'agrees' }], 'fail', ['office']],
    ['asked, not answered', [{ body: 'ministry' }], 'unknown', ['body']],
    ['agrees', [{ body: 'ministry', answer: 'agrees' }], 'pass', []],
    ['objects', [{ body: 'ministry', answer: 'objects' }], 'fail', ['body']],
    ['silent, and nobody wrote down why it goes on', [{ body: 'ministry', answer: 'silent' }], 'fail', ['office']],
    ['silent, with the reason', [{ body: 'ministry', answer: 'silent', reasonRecorded: true }], 'pass', []],
    [
      'asked twice: silent, then agrees',
      [
        { body: 'ministry', answer: 'silent' },
        { body: 'ministry', answer: 'agrees' },
      ],
      'pass',
      [],
    ],
    [
      'asked twice, once objected',
      [
        { body: 'ministry', answer: 'agrees' },
        { body: 'ministry', answer: 'objects' },
      ],
      'fail',
      ['body'],
    ],
  ])('R39: %s', (_what, consultations, expected, by) => {
    for (const order of [consultations, [...consultations].reverse()]) {
      const finding = found(opinion, facts({ consultations: order }));
      expect(finding.outcome).toBe(expected);
      expect(finding.missing.map((m) => m.by)).toEqual(by);
    }
  });

  test('R40: names the Party committee', () => {
    expect(found({ op: 'opinionOf', body: 'partyCommittee' }, facts()).say.vi).toBe(
      'Chưa lấy ý kiến của Ban Thường vụ Tỉnh ủy',
    );
  });
});

describe('R41: achievements of the last six months', () => {
  const six: Criterion = { op: 'achievementsWithin', months: 6 };
  const given = (to: string, today: string): Facts =>
    facts({ dossier: { achievementPeriod: { from: '2021-01-01', to } }, today });

  test.each<[string, string, string, Outcome]>([
    ['the last day', '2026-05-23', '2026-11-23', 'pass'],
    ['a day too late', '2026-05-22', '2026-11-23', 'fail'],
    ['the achievements go on', '2026-12-31', '2026-11-23', 'pass'],
    ['a month without such a day', '2026-08-31', '2027-02-28', 'pass'],
    ['the day after it', '2026-08-31', '2027-03-01', 'fail'],
    ['a leap year', '2027-08-31', '2028-02-29', 'pass'],
    ['over the turn of the year', '2026-12-31', '2027-06-30', 'pass'],
  ])('R41: %s', (_what, to, today, expected) => {
    expect(outcome(six, given(to, today))).toBe(expected);
  });

  test('R41: says until when they served', () => {
    expect(found(six, given('2026-05-22', '2026-11-23')).say.en).toBe(
      'Achievements to 22 May 2026; 6 months end on 22 November 2026; checked on 23 November 2026',
    );
  });
});
