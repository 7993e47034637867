import { catalogue } from '../../../domain/catalogue';
import { amended, tryingOn } from '../../../domain/rules/amend';
import { diffRules } from '../../../domain/rules/diff';
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
    'amends national 2025.1, not national@2026.1',
  );
  expect(() => amended(national, national)).toThrow('amends nothing');
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
  });

  test('of a source that it was not judged by come last', () => {
    const alone: RulesInForce = { id: 'national@2025.1', sets: [national], rules: national.rules };
    expect(tryingOn(alone, [province])).toEqual(pinned);
  });
});
