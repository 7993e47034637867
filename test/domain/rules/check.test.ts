import { catalogue } from '../../../domain/catalogue';
import { checkRuleSet } from '../../../domain/rules/check';
import type { Rule } from '../../../domain/rules/rule';
import type { RuleSet } from '../../../domain/rules/ruleSet';

const rule = (more: object = {}): Rule => ({
  code: 'R04.CSTDT',
  rule: 'R04',
  kind: 'BLOCK',
  when: { awards: ['CSTDT'], subjects: ['person'] },
  test: { op: 'titlesInARow', award: 'CSTDCS', years: 3 },
  wording: { vi: 'Ba lần liên tục', en: 'Three times in a row' },
  citation: { vi: 'Điều 22', en: 'art. 22' },
  sourceLevel: 'law',
  validFrom: '2024-01-01',
  verified: true,
  ...more,
});
const setOf = (...rules: readonly Rule[]): RuleSet => ({
  code: 'national',
  version: '2025.1',
  title: { vi: 'Luật', en: 'Law' },
  effectiveFrom: '2025-07-01',
  rules,
});
const faults = (...rules: readonly Rule[]): string[] =>
  checkRuleSet(setOf(...rules), catalogue).map(({ path, what }) => `${path.join('.')}: ${what}`);

test('a right set has no faults', () => {
  expect(faults(rule())).toEqual([]);
});

test.each<[string, object, string]>([
  [
    'an unknown operator',
    { test: { op: 'titlesInRow' } },
    'rules.0.test.op: R04.CSTDT: there is no operator titlesInRow',
  ],
  [
    'an unknown operator inside another',
    { test: { op: 'all', of: [{ op: 'any', of: [{ op: 'guess' }] }] } },
    'rules.0.test.of.0.of.0.op: R04.CSTDT: there is no operator guess',
  ],
  ['all of nothing', { test: { op: 'all', of: [] } }, 'rules.0.test.of: R04.CSTDT: all holds no criteria'],
  ['no test', { test: undefined }, 'rules.0.test: R04.CSTDT: the test is missing'],
  [
    'a parameter that the operator does not have',
    { test: { op: 'titlesInARow', award: 'CSTDCS', years: 3, gap: 1 } },
    'rules.0.test.gap: R04.CSTDT: there is no parameter gap',
  ],
  [
    'a parameter that is missing',
    { test: { op: 'titlesInARow', award: 'CSTDCS' } },
    'rules.0.test: R04.CSTDT: the parameter years is missing',
  ],
  [
    'years that are no whole number',
    { test: { op: 'titlesInARow', award: 'CSTDCS', years: 2.5 } },
    'rules.0.test.years: R04.CSTDT: years is no whole number',
  ],
  [
    'a title that nobody can have',
    { test: { op: 'titlesInARow', award: 'CSTDX', years: 3 } },
    'rules.0.test.award: R04.CSTDT: award is not in the catalogue: CSTDX',
  ],
  [
    'an unknown grade',
    { test: { op: 'gradeOfYear', atLeast: 'good' } },
    'rules.0.test.atLeast: R04.CSTDT: atLeast is none of excellent, well, completed, notCompleted',
  ],
  [
    'a share above everything',
    { test: { op: 'memberShare', award: 'LDTT', share: { of: [101, 100], mode: 'atLeast' } } },
    'rules.0.test.share: R04.CSTDT: share is more than everything',
  ],
  [
    'a share of no parts',
    { test: { op: 'memberShare', award: 'LDTT', share: { of: [0, 100], mode: 'atLeast' } } },
    'rules.0.test.share: R04.CSTDT: share is no fraction',
  ],
  [
    'a part of a window that is not right',
    { test: { op: 'sinceAward', awards: ['BKT'], years: 5, atLeast: 'well', titles: { award: 'CSTDCS' } } },
    'rules.0.test.titles: R04.CSTDT: titles the parameter count is missing',
  ],
  ['a citation that is missing', { citation: undefined }, 'rules.0.citation: R04.CSTDT: the citation is missing'],
  [
    'a citation in one language',
    { citation: { vi: 'Điều 22' } },
    'rules.0.citation: R04.CSTDT: the citation is missing',
  ],
  [
    'a source level that is none',
    { sourceLevel: 'rumour' },
    'rules.0.sourceLevel: R04.CSTDT: rumour is no level of a source',
  ],
  [
    'a day that does not exist',
    { validFrom: '2026-02-30' },
    'rules.0.validFrom: R04.CSTDT: validFrom 2026-02-30 is not a day',
  ],
  ['an end before the beginning', { validTo: '2023-12-31' }, 'rules.0.validTo: R04.CSTDT: it ends before it begins'],
  [
    'a rule that nobody has read and that does not say what to read',
    { verified: false },
    'rules.0.verified: R04.CSTDT: it is not verified and does not say what is to be checked',
  ],
  ['an unknown kind', { kind: 'STOP' }, 'rules.0.kind: R04.CSTDT: STOP is no kind of rule'],
  [
    'a number that is not its own',
    { rule: 'R05' },
    'rules.0.rule: R04.CSTDT: rule is not the number that the code begins with',
  ],
  [
    'an award that does not exist',
    { when: { awards: ['XYZ'] } },
    'rules.0.when.awards.0: R04.CSTDT: award XYZ is not in the catalogue',
  ],
  [
    'an award that its subjects cannot receive',
    { when: { awards: ['CSTDT'], subjects: ['household'] } },
    'rules.0.when.awards.0: R04.CSTDT: award CSTDT is for none of the subjects named, so the rule reaches nobody',
  ],
  [
    'a condition that is none',
    { when: { award: ['CSTDT'] } },
    'rules.0.when.award: R04.CSTDT: there is no condition award',
  ],
  [
    'an award that is no list, in which codes would be looked for letter by letter',
    { when: { awards: 'CSTDT' } },
    'rules.0.when.awards: R04.CSTDT: when.awards is no list',
  ],
  ['a list of nothing', { when: { awards: [] } }, 'rules.0.when.awards: R04.CSTDT: when.awards is no list'],
  [
    'a kind of subject that is none',
    { when: { subjects: ['person', 'persn'] } },
    'rules.0.when.subjects.1: R04.CSTDT: persn is none of person, collective, household',
  ],
  [
    'a procedure that is none',
    { when: { procedures: ['fast'] } },
    'rules.0.when.procedures.0: R04.CSTDT: fast is none of normal, simplified',
  ],
  [
    'a moment that is none',
    { when: { from: 'later' } },
    'rules.0.when.from: R04.CSTDT: later is none of draft, unit, province, central',
  ],
  [
    'a criterion that is for none or not',
    { when: { criterion: { code: 'BKT.d', orNone: false } } },
    'rules.0.when.criterion.orNone: R04.CSTDT: orNone is true, or is left out',
  ],
  [
    'a role that nobody has',
    { override: { roles: ['boss'] } },
    'rules.0.override.roles.0: R04.CSTDT: boss is none of unit, office, secretary, authority, clerk, inspector, admin',
  ],
  ['an override by nobody', { override: {} }, 'rules.0.override: R04.CSTDT: it names no roles'],
  [
    'what is to be checked in one language',
    { verified: false, toCheck: { en: 'x' } },
    'rules.0.toCheck: R04.CSTDT: what is to be checked is missing in Vietnamese or English',
  ],
  ['no condition at all', { when: undefined }, 'rules.0.when: R04.CSTDT: when is missing; {} means always'],
  ['a field that it does not have', { severity: 3 }, 'rules.0.severity: R04.CSTDT: it has no field severity'],
  [
    'no wording',
    { wording: { vi: '', en: 'x' } },
    'rules.0.wording: R04.CSTDT: the wording is missing in Vietnamese or English',
  ],
])('%s is named with its place', (_name, more, fault) => {
  expect(faults(rule(more))).toEqual([fault]);
});

test('one code holds one entry at a time', () => {
  const early = rule({ validTo: '2025-12-31' });
  expect(faults(early, rule({ validFrom: '2026-01-01' }))).toEqual([]);
  expect(faults(early, rule({ validFrom: '2025-12-31' }))).toEqual([
    'rules.1.validFrom: R04.CSTDT: two entries hold at the same time',
  ]);
});

test('what is no set of rules is refused, not broken on', () => {
  for (const content of [null, 'x', 3, [], {}, { rules: 'all' }]) {
    expect(checkRuleSet(content as unknown as RuleSet, catalogue)).not.toEqual([]);
  }
  expect(faults(null as unknown as Rule)).toEqual(['rules.0: it is no rule']);
});

test('a set names itself', () => {
  const nameless = { ...setOf(rule()), code: '', version: 'a b', title: { vi: 'x', en: '' }, effectiveFrom: 'soon' };
  expect(checkRuleSet(nameless, catalogue).map(({ path }) => path.join('.'))).toEqual([
    'code',
    'version',
    'title',
    'effectiveFrom',
  ]);
});
