import { catalogue } from '../../../domain/catalogue';
import { amended, tryingOn } from '../../../domain/rules/amend';
import { diffRules, sameContent } from '../../../domain/rules/diff';
import type { RuleSet, RulesInForce } from '../../../domain/rules/ruleSet';
import { draftRules, nationalRules, readRuleSet } from '../../../platform/rules/files';

const national = readRuleSet(nationalRules, catalogue).content!;
const draft = readRuleSet(draftRules, catalogue).content!;

test('the draft of December 2025 changes one criterion: that of the Grassroots emulation fighter', () => {
  const changes = diffRules(national, amended(national, draft));
  expect(changes.map(({ code, change }) => `${change} ${code}`)).toEqual(['changed R03.CSTDCS']);
  const test = changes[0]!.fields!.find(({ field }) => field === 'test')!;
  expect(test).toMatchObject({ before: { op: 'any' }, after: { op: 'all' } });
});

test('a set differs from itself in nothing, in whatever order it is written', () => {
  const turned: RuleSet = {
    ...national,
    rules: national.rules
      .map((rule) => Object.fromEntries(Object.entries(rule).reverse()) as unknown as (typeof national.rules)[number])
      .reverse(),
  };
  expect(diffRules(national, turned)).toEqual([]);
});

test('rules that came and went are named, and entries of one code are compared in the order of their days', () => {
  const [first, ...others] = national.rules;
  const later = { ...first!, validFrom: '2027-03-01' };
  const next: RuleSet = {
    ...national,
    rules: [later, ...others.slice(1), { ...first!, validTo: '2027-02-28' }],
  };
  const changes = diffRules(national, next).map(({ code, change, fields }) => [
    change,
    code,
    fields?.map((f) => f.field),
  ]);
  expect(changes).toEqual([
    ['changed', first!.code, ['validTo']],
    ['removed', others[0]!.code, undefined],
    ['added', first!.code, undefined],
  ]);
});

test('a draft is tried on the version for which it was written, and on no other', () => {
  expect(() => amended({ ...national, version: '2026.1' }, draft)).toThrow(
    `${draft.code} amends national 2025.1, not national@2026.1`,
  );
  expect(() => amended({ ...national, code: 'province' }, draft)).toThrow(
    `${draft.code} amends national 2025.1, not province@2025.1`,
  );
  expect(() => amended(national, national)).toThrow('national amends nothing, not national@2025.1');
});

test('an amended set is a version of its own, with the changed rules after the others', () => {
  const [first, ...others] = national.rules;
  const changed = [
    { ...first!, validTo: '2026-12-31' },
    { ...first!, validFrom: '2027-01-01' },
  ];
  const { code, version } = national;
  expect(amended(national, { ...draft, code: 'draft', amends: { code, version }, rules: changed })).toEqual({
    ...national,
    version: '2025.1+draft',
    rules: [...others, ...changed],
  });
});

describe('of a changed rule', () => {
  const set = (...rules: readonly object[]): RuleSet => ({ ...national, rules: rules as RuleSet['rules'] });
  const rule = national.rules[0]!;

  test('every field is told with what it was and is, and nothing where it was not there', () => {
    const { verified, ...unread } = rule;
    const next = { ...unread, kind: 'WARN', toCheck: { vi: 'x', en: 'y' } };
    expect(diffRules(set(rule), set(next))).toStrictEqual([
      {
        code: rule.code,
        change: 'changed',
        fields: [
          { field: 'kind', before: rule.kind, after: 'WARN' },
          { field: 'verified', before: verified },
          { field: 'toCheck', after: { vi: 'x', en: 'y' } },
        ],
      },
    ]);
  });

  test('three entries of its code are compared one by one', () => {
    const entries = ['2024', '2025', '2026'].map((year) => ({ ...rule, validFrom: `${year}-01-01` }));
    const [one, two, three] = entries;
    expect(diffRules(set(...entries), set(three!, { ...two!, kind: 'CALC' }, one!))).toEqual([
      { code: rule.code, change: 'changed', fields: [{ field: 'kind', before: rule.kind, after: 'CALC' }] },
    ]);
    expect(diffRules(set(...entries), set(one!))).toEqual([
      { code: rule.code, change: 'removed' },
      { code: rule.code, change: 'removed' },
    ]);
  });
});

test.each([
  [{ a: 1, b: 2, c: 3 }, { c: 3, a: 1, b: 2 }, true],
  [{ a: 1, b: 2, c: 3 }, { b: 2, c: 3, a: 1 }, true],
  [{ a: 1, b: 2, c: 3 }, { c: 3, b: 2, a: 1 }, true],
  [{ of: [{ a: 1, b: [2] }] }, { of: [{ b: [2], a: 1 }] }, true],
  [{ a: 1 }, { a: 2 }, false],
  [{ a: 1 }, { b: 1 }, false],
  [[1, 2], [2, 1], false],
  [[1, 2], { 0: 1, 1: 2 }, false],
  [{ a: null }, { a: null }, true],
  [{ a: null }, { a: {} }, false],
  [null, null, true],
  [undefined, undefined, true],
  [[undefined], [], false],
  ['1', 1, false],
])('%j and %j hold the same: %s', (a, b, same) => {
  expect(sameContent(a, b)).toBe(same);
});

describe('versions that are tried on a dossier', () => {
  const province: RuleSet = { ...national, code: 'province', version: '2026.1', rules: national.rules.slice(0, 1) };
  const pinned: RulesInForce = {
    id: 'national@2025.1+province@2026.1',
    sets: [national, province],
    rules: [...national.rules, ...province.rules],
  };

  test('take the place of the version of their code, in its order; other sources stay', () => {
    const next = { ...national, version: '2027.1', rules: national.rules.slice(2, 4) };
    expect(tryingOn(pinned, [next])).toEqual({
      id: 'national@2027.1+province@2026.1',
      sets: [next, province],
      rules: [...next.rules, ...province.rules],
    });
    expect(tryingOn(pinned, [])).toBe(pinned);
    const both = [{ ...province, version: '2027.1' }, next];
    expect(tryingOn(pinned, both).sets).toEqual([next, both[0]]);
  });

  test('of a source that it was not judged by come last', () => {
    const alone: RulesInForce = { id: 'national@2025.1', sets: [national], rules: national.rules };
    expect(tryingOn(alone, [province])).toEqual(pinned);
  });
});
