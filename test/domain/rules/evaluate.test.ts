import { evaluate } from '../../../domain/rules/evaluate';
import type { DossierFacts, Moment } from '../../../domain/rules/facts';
import type { RuleCondition } from '../../../domain/rules/rule';
import { stands } from '../../../domain/rules/rule';
import { facts, found, grades, initiative, rule } from './given';

describe('a rule is applied', () => {
  const applied = (when: RuleCondition, dossier: Partial<DossierFacts> = {}, moment: Moment = 'unit'): boolean =>
    evaluate([rule({ op: 'subjectFits' }, { when })], facts({ dossier, moment })).length === 1;

  test('to every dossier, when it names no condition', () => {
    expect(applied({})).toBe(true);
  });

  test.each<[string, RuleCondition, Partial<DossierFacts>, Partial<DossierFacts>]>([
    ['award', { awards: ['BKT', 'GK'] }, { award: 'GK' }, { award: 'LDTT' }],
    ['subject', { subjects: ['person'] }, { subjectKind: 'person' }, { subjectKind: 'household' }],
    ['procedure', { procedures: ['simplified'] }, { procedure: 'simplified' }, { procedure: 'normal' }],
    ['type', { commendationTypes: ['adHoc'] }, { commendationType: 'adHoc' }, { commendationType: 'merit' }],
    ['criterion', { criterion: { code: 'BKT.d' } }, { criterion: 'BKT.d' }, { criterion: 'BKT.a' }],
    ['criterion that the dossier must name', { criterion: { code: 'BKT.d' } }, { criterion: 'BKT.d' }, {}],
    ['criterion, or none', { criterion: { code: 'BKT.d', orNone: true } }, {}, { criterion: 'BKT.a' }],
    ['one of several flags', { flags: ['head', 'managed'] }, { flags: ['managed', 'other'] }, { flags: ['other'] }],
    ['a flag that the dossier must carry', { flags: ['head'] }, { flags: ['head'] }, {}],
    [
      'all conditions at once',
      { awards: ['BKT'], subjects: ['person'] },
      { award: 'BKT' },
      { award: 'BKT', subjectKind: 'collective' },
    ],
  ])('by its %s', (_what, when, fitting, other) => {
    expect(applied(when, fitting)).toBe(true);
    expect(applied(when, other)).toBe(false);
  });

  test('from a moment on', () => {
    const all: Moment[] = ['draft', 'unit', 'province', 'central'];
    expect(all.filter((moment) => applied({ from: 'province' }, {}, moment))).toEqual(['province', 'central']);
    expect(all.filter((moment) => applied({}, {}, moment))).toEqual(all);
  });

  test('on the days on which it holds, by the day of the check', () => {
    const until = rule({ op: 'subjectFits' }, { code: 'R01', validFrom: '2026-01-01', validTo: '2026-11-23' });
    const after = rule({ op: 'subjectFits' }, { code: 'R02', validFrom: '2026-11-24' });
    const on = (today: string) => evaluate([until, after], facts({ today })).map((f) => f.code);
    expect(on('2025-12-31')).toEqual([]);
    expect(on('2026-01-01')).toEqual(['R01']);
    expect(on('2026-11-23')).toEqual(['R01']);
    expect(on('2026-11-24')).toEqual(['R02']);
  });
});

describe('a finding', () => {
  test('carries its rule, article and who may let it pass', () => {
    const cited = rule(
      { op: 'gradeOfYear', atLeast: 'well' },
      {
        code: 'R02.LDTT',
        rule: 'R02',
        override: { roles: ['office', 'admin'] },
        verified: false,
        sourceLevel: 'province',
      },
    );
    expect(evaluate([cited], facts())[0]).toMatchObject({
      code: 'R02.LDTT',
      rule: 'R02',
      kind: 'BLOCK',
      outcome: 'unknown',
      citation: cited.citation,
      sourceLevel: 'province',
      verified: false,
      override: ['office', 'admin'],
      field: 'declared.grades',
    });
  });

  test('of a warning may be passed by the office even when its rule does not say so', () => {
    const of = (kind: 'WARN' | 'BLOCK') => evaluate([rule({ op: 'registered' }, { kind })], facts())[0]!.override;
    expect(of('WARN')).toEqual(['office']);
    expect(of('BLOCK')).toEqual([]);
  });

  test('comes in the order of the rules, one for each', () => {
    const rules = ['R03', 'R01', 'R02'].map((code) => rule({ op: 'registered' }, { code }));
    expect(evaluate(rules, facts()).map((f) => f.code)).toEqual(['R03', 'R01', 'R02']);
  });

  test('stands in the way when it fails or cannot be known, unless its rule only reckons', () => {
    const of = (kind: 'BLOCK' | 'HOLD' | 'WARN' | 'CALC') =>
      (['excellent', 'completed', undefined] as const).map((grade) =>
        stands(
          evaluate(
            [rule({ op: 'gradeOfYear', atLeast: 'well' }, { kind })],
            facts({ grades: grade === undefined ? [] : [{ year: 2026, grade }] }),
          )[0]!,
        ),
      );
    for (const kind of ['BLOCK', 'HOLD', 'WARN'] as const) expect(of(kind)).toEqual([false, true, true]);
    expect(of('CALC')).toEqual([false, false, false]);
  });
});

describe('criteria together', () => {
  const well = { op: 'gradeOfYear', atLeast: 'well' } as const;
  const council = { op: 'judged', by: 'council' } as const;
  const one = { op: 'initiatives', scope: 'unit', count: 1 } as const;
  const good = facts({ grades: grades(2026, 'w') });
  const bad = facts({ grades: grades(2026, 'c') });

  test('what people judge hinders nothing where all must hold', () => {
    expect(found({ op: 'all', of: [well, council] }, good).outcome).toBe('pass');
    expect(found({ op: 'all', of: [well, council] }, bad).outcome).toBe('fail');
    expect(found({ op: 'all', of: [well, council] }, facts()).outcome).toBe('unknown');
    expect(found({ op: 'all', of: [council, council] }, bad).outcome).toBe('info');
  });

  test('what people may judge is a way where one is enough', () => {
    expect(found({ op: 'any', of: [well, council] }, good).outcome).toBe('pass');
    expect(found({ op: 'any', of: [well, council] }, bad).outcome).toBe('info');
    expect(found({ op: 'any', of: [well, council] }, facts()).outcome).toBe('info');
  });

  test('of a failure what holds is not said, and what is missing is asked for once', () => {
    const both = found({ op: 'all', of: [well, one, { op: 'all', of: [one, one] }] }, good);
    expect(both.say.vi).not.toContain('Xếp loại');
    expect(both.missing).toHaveLength(1);
    expect(both.field).toBe('initiatives');
  });

  test('of a success by one way only that way is said', () => {
    const given = facts({ grades: grades(2026, 'c'), dossier: { initiatives: ['A'] }, initiatives: [initiative('A')] });
    const either = found({ op: 'any', of: [well, one] }, given);
    expect(either).toMatchObject({ outcome: 'pass', missing: [] });
    expect(either.say.vi).not.toContain('Xếp loại');
  });
});
