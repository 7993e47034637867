import fc from 'fast-check';
import type { Facts, MemberFacts } from '../../../domain/rules/facts';
import type { Criterion, Finding } from '../../../domain/rules/rule';
import { facts, found, members, outcome } from './given';

type Outcome = Finding['outcome'];

const collective = (of?: Partial<MemberFacts>, changes: Parameters<typeof facts>[0] = {}): Facts =>
  facts({
    ...changes,
    dossier: { award: 'TTLDTT', subject: 'U01a', subjectKind: 'collective', ...changes.dossier },
    ...(of === undefined ? {} : { members: members(of) }),
  });
const ldtt = (issued: number, pending = 0): Partial<MemberFacts> => ({ holders: { LDTT: { issued, pending } } });

const seventy: Criterion = { op: 'memberShare', award: 'LDTT', share: { of: [70, 100], mode: 'atLeast' } };
const overHalf: Criterion = { op: 'memberShare', award: 'LDTT', share: { of: [1, 2], mode: 'moreThan' } };

describe('R07: a share of the members', () => {
  test.each<[string, Criterion, Partial<MemberFacts>, Outcome]>([
    ['70 % exactly', seventy, { headcount: 10, ...ldtt(7) }, 'pass'],
    ['just below 70 %', seventy, { headcount: 10, ...ldtt(6) }, 'fail'],
    ['69.7 % of 33', seventy, { headcount: 33, ...ldtt(23) }, 'fail'],
    ['72.7 % of 11', seventy, { headcount: 11, ...ldtt(8) }, 'pass'],
    ['63.6 % of 11', seventy, { headcount: 11, ...ldtt(7) }, 'fail'],
    ['everyone', seventy, { headcount: 3, ...ldtt(3) }, 'pass'],
    ['nobody', seventy, { headcount: 3, ...ldtt(0) }, 'fail'],
    ['a collective of one', seventy, { headcount: 1, ...ldtt(1) }, 'pass'],
    ['no title of that kind at all', seventy, { headcount: 3 }, 'fail'],
    ['a headcount of 0', seventy, { headcount: 0, ...ldtt(0) }, 'unknown'],
    ['a headcount of 0 with titles', seventy, { headcount: 0, ...ldtt(2) }, 'unknown'],
    ['more titles than members', seventy, { headcount: 5, ...ldtt(7) }, 'unknown'],
    ['half, where over half is asked', overHalf, { headcount: 10, ...ldtt(5) }, 'fail'],
    ['over half', overHalf, { headcount: 10, ...ldtt(6) }, 'pass'],
  ])('R07: %s', (_what, asked, of, expected) => {
    expect(outcome(asked, collective(of))).toBe(expected);
  });

  test('R07: nothing is known of the members', () => {
    const { outcome: of, missing } = found(seventy, collective());
    expect(of).toBe('unknown');
    expect(missing).toEqual([
      {
        what: { vi: 'Danh sách thành viên của tập thể trong năm', en: 'The members of the collective in the year' },
        by: 'unit',
      },
    ]);
  });

  test('R07: says the share, what is needed, and who more', () => {
    const { say, missing, field } = found(seventy, collective({ headcount: 11, ...ldtt(5, 1) }));
    expect(say).toEqual({
      vi: '6/11 người đạt danh hiệu Lao động tiên tiến, bằng 54,5 %; cần ít nhất 8 người; trong đó 1 người đang được xét',
      en: '6 of 11 members hold the title Advanced worker = 54.5 %; 8 are needed; 1 of them still being decided',
    });
    expect(missing.map((m) => m.what)).toEqual([
      { vi: 'Thêm 2 người đạt Lao động tiên tiến', en: '2 more members with the title Advanced worker' },
    ]);
    expect(field).toBe('declared.headcount');
  });

  test('R07: a share over 100 % is said, and is no success', () => {
    const { say, missing } = found(seventy, collective({ headcount: 5, ...ldtt(7) }));
    expect(say.vi).toContain('7/5 người đạt danh hiệu Lao động tiên tiến, bằng 140,0 %');
    expect(say.vi).toContain('nhiều hơn số người của tập thể');
    expect(missing.map((m) => m.what.en)).toEqual(['The headcount of the collective in the year']);
  });

  test('R07: titles that are still being decided count until the dossier leaves the unit', () => {
    const given = collective({ headcount: 10, ...ldtt(5, 2) });
    expect(outcome(seventy, { ...given, moment: 'draft' })).toBe('pass');
    expect(outcome(seventy, { ...given, moment: 'unit' })).toBe('pass');
    expect(outcome(seventy, { ...given, moment: 'province' })).toBe('fail');
    expect(outcome(seventy, { ...given, moment: 'central' })).toBe('fail');
  });

  test('R43: where the ledger has no headcount that of the form is used, and said to be declared', () => {
    const declared = { grades: [], awards: [], headcount: 10 };
    const given = collective({ headcount: 0, ...ldtt(7) }, { dossier: { declared } });
    expect(outcome(seventy, given)).toBe('pass');
    expect(found(seventy, given).say.vi).toContain('số người theo kê khai');
    expect(outcome(seventy, collective({ headcount: 11, ...ldtt(7) }, { dossier: { declared } }))).toBe('fail');
  });

  test('R07: the share printed is the true one to half a tenth, and the number needed is the smallest that passes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (headcount, held) => {
        fc.pre(held <= headcount);
        const { say, outcome: of } = found(seventy, collective({ headcount, ...ldtt(held) }));
        const [, whole, tenth] = /= (\d+)\.(\d) %/.exec(say.en)!;
        const tenths = Number(whole) * 10 + Number(tenth);
        expect(2 * Math.abs(tenths * headcount - held * 1000)).toBeLessThanOrEqual(headcount);
        const needed = Number(/(\d+) (is|are) needed/.exec(say.en)![1]);
        expect(needed * 100).toBeGreaterThanOrEqual(headcount * 70);
        expect((needed - 1) * 100).toBeLessThan(Math.max(1, headcount * 70));
        expect(of).toBe(held >= needed ? 'pass' : 'fail');
      }),
    );
  });
});

describe('R08: members with a title, and graded', () => {
  const one: Criterion = { op: 'membersWith', award: 'CSTDCS', count: 1 };
  const all: Criterion = { op: 'membersGraded', atLeast: 'completed', share: { of: [1, 1], mode: 'atLeast' } };

  test.each<[string, Criterion, Partial<MemberFacts>, Outcome]>([
    ['one has it', one, { holders: { CSTDCS: { issued: 1, pending: 0 } } }, 'pass'],
    ['nobody has it', one, { holders: { LDTT: { issued: 9, pending: 0 } } }, 'fail'],
    ['one is on the way to it', one, { holders: { CSTDCS: { issued: 0, pending: 1 } } }, 'pass'],
    ['everybody is graded', all, { graded: { completed: 10 } }, 'pass'],
    ['one is not', all, { graded: { completed: 9 } }, 'fail'],
    ['only better grades were counted, and they are enough', all, { graded: { well: 10 } }, 'pass'],
    ['only better grades were counted, and they are too few', all, { graded: { excellent: 2, well: 9 } }, 'unknown'],
    ['nobody was graded', all, {}, 'unknown'],
    ['more grades than members', all, { graded: { completed: 11 } }, 'unknown'],
    ['a headcount of 0', all, { headcount: 0, graded: { completed: 0 } }, 'unknown'],
  ])('R08: %s', (_what, asked, of, expected) => {
    expect(outcome(asked, collective(of))).toBe(expected);
  });

  test('R08: says how many', () => {
    expect(found(all, collective({ graded: { completed: 9 } })).say).toEqual({
      vi: '9/10 người hoàn thành nhiệm vụ trở lên, bằng 90,0 %; cần ít nhất 10 người',
      en: '9 of 10 members are graded “completed tasks” or better = 90.0 %; 10 are needed',
    });
  });
});

describe('R07, R08: nobody was disciplined', () => {
  const none: Criterion = { op: 'noMemberDisciplined', from: 'warning' };

  test.each<[string, MemberFacts['disciplined'], Outcome]>([
    ['nobody', [], 'pass'],
    ['a milder measure', ['reprimand', 'reprimand'], 'pass'],
    ['just that measure', ['warning'], 'fail'],
    ['a harder one', ['reprimand', 'dismissal'], 'fail'],
  ])('R07: %s', (_what, disciplined, expected) => {
    const { outcome: of, internal } = found(none, collective({ disciplined }));
    expect(of).toBe(expected);
    expect(internal).toBeUndefined();
  });

  test('R07: says how many and with what', () => {
    expect(found(none, collective({ disciplined: ['demotion', 'warning', 'reprimand', 'warning'] })).say).toEqual({
      vi: '3 người bị kỷ luật từ cảnh cáo trở lên trong năm: 2 cảnh cáo, 1 giáng chức, cách chức',
      en: '3 members were disciplined with a warning or more in the year: 2 × warning, 1 × demotion',
    });
  });

  test('R07: nothing is known', () => {
    expect(outcome(none, collective())).toBe('unknown');
  });
});
