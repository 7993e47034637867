import type { Award } from '../../../domain/award';
import { catalogue } from '../../../domain/catalogue';
import { checkRuleSet } from '../../../domain/rules/check';
import type { RuleSet } from '../../../domain/rules/ruleSet';

const rule = {
  code: 'R04.CSTDT',
  rule: 'R04',
  kind: 'BLOCK',
  when: {},
  test: { op: 'registered' },
  wording: { vi: 'Đã đăng ký', en: 'Registered' },
  citation: { vi: 'Điều 22', en: 'art. 22' },
  sourceLevel: 'law',
  validFrom: '2024-01-01',
  verified: true,
};
const set = {
  code: 'national',
  version: '2025.1',
  title: { vi: 'Luật', en: 'Law' },
  effectiveFrom: '2025-07-01',
};
const check = (content: unknown, of: readonly Award[] = catalogue) => checkRuleSet(content as RuleSet, of);
/** Faults of rules as a file may hold them, each as `place: what`. */
const faults = (...rules: unknown[]): string[] =>
  check({ ...set, rules }).map(({ path, what }) => `${path.join('.')}: ${what}`);
/** Faults of one rule with some fields set, below it and without its code. */
const faultsWith = (more: object): string[] =>
  faults({ ...rule, ...more }).map((fault) => fault.replace('rules.0.', '').replace('R04.CSTDT: ', ''));

test.each([[null], ['x'], [3], [[]], [{}], [{ rules: 'all' }]])('%j is no set of rules', (content) => {
  expect(check(content)).toEqual([{ path: [], what: 'it holds no list of rules' }]);
});

describe('the head of a set', () => {
  const head = (more: object) => check({ ...set, rules: [], ...more });

  test.each([
    ['n', true],
    ['2025.1-b', true],
    ['', false],
    ['.1', false],
    ['a b', false],
    ['a/b', false],
    [5, false],
    [undefined, false],
  ])('is named and numbered like %j: %s', (name, right) => {
    for (const field of ['code', 'version'])
      expect(head({ [field]: name })).toEqual(
        right ? [] : [{ path: [field], what: `${field} is not made of letters, digits, points and hyphens` }],
      );
  });

  test.each([[undefined], [null], ['Luật'], [{ vi: 'Luật' }], [{ vi: 'Luật', en: ' ' }], [{ vi: '', en: 'Law' }]])(
    'has a title in both languages, not %j',
    (title) => {
      expect(head({ title })).toEqual([{ path: ['title'], what: 'the title is missing in Vietnamese or English' }]);
    },
  );

  test('begins on a day', () => {
    expect(head({ effectiveFrom: '2025-06-31' })).toEqual([
      { path: ['effectiveFrom'], what: 'effectiveFrom is not a day' },
    ]);
  });
});

describe('the code of a rule', () => {
  const noCode = 'the code is not like R04.CSTDT';
  const noNumber = 'rule is not the number that the code begins with';
  test.each<[unknown, unknown, string[]]>([
    ['R04', 'R04', []],
    ['R04.CSTDT', 'R04', []],
    ['R04.CSTDT.2b', 'R04', []],
    ['R04.', 'R04', [`code: R04.: ${noCode}`]],
    ['R04CSTDT', 'R04', [`code: R04CSTDT: ${noCode}`]],
    ['R04.CSTDT-2', 'R04', [`code: R04.CSTDT-2: ${noCode}`]],
    ['XR04', 'R04', [`code: XR04: ${noCode}`, `rule: XR04: ${noNumber}`]],
    ['XR04', 'XR04', [`code: XR04: ${noCode}`, `rule: XR04: ${noNumber}`]],
    ['R4', 'R4', [`code: R4: ${noCode}`, `rule: R4: ${noNumber}`]],
    ['R04', 'R05', [`rule: R04: ${noNumber}`]],
    ['R04.A', 'R04.A', [`rule: R04.A: ${noNumber}`]],
    ['R04', 'R0', [`rule: R04: ${noNumber}`]],
    ['R04', 4, [`rule: R04: ${noNumber}`]],
    [4, 'R04', [`code: ${noCode}`, `rule: ${noNumber}`]],
  ])('%j with the number %j', (code, number, wrong) => {
    expect(faultsWith({ code, rule: number })).toEqual(wrong);
  });
});

test.each<[string, object, string[]]>([
  ['a kind that is no word', { kind: 3 }, ['kind:  is no kind of rule']],
  ['whether it was read that is no yes or no', { verified: 'yes' }, ['verified: verified is neither true nor false']],
  [
    'whether it was read left out',
    { verified: undefined },
    [
      'verified: verified is neither true nor false',
      'verified: it is not verified and does not say what is to be checked',
    ],
  ],
  ['a citation of spaces', { citation: { vi: ' ', en: 'art. 22' } }, ['citation: the citation is missing']],
  ['wording that is null', { wording: null }, ['wording: the wording is missing in Vietnamese or English']],
  ['a last day that is none', { validTo: 'soon' }, ['validTo: validTo soon is not a day']],
  ['a source level that is no word', { sourceLevel: 1 }, ['sourceLevel:  is no level of a source']],
  [
    'what is to be read, in no words',
    { toCheck: null },
    ['toCheck: what is to be checked is missing in Vietnamese or English'],
  ],
  ['an override that is null', { override: null }, ['override: it names no roles']],
  ['an override by one word', { override: { roles: 'office' } }, ['override.roles: override.roles is no list']],
  ['an override by an office', { override: { roles: ['office', 'secretary'] } }, []],
  ['an end, and something to read, that are right', { validTo: '2024-01-01', toCheck: { vi: 'x', en: 'y' } }, []],
])('of a rule, %s', (_what, more, wrong) => {
  expect(faultsWith(more)).toEqual(wrong);
});

describe('for whom a rule is', () => {
  const when = (what: unknown) => faultsWith({ when: what });

  test.each([
    [{}],
    [{ flags: ['anything'] }],
    [{ commendationTypes: ['adHoc', 'merit'] }],
    [{ procedures: ['simplified'], from: 'draft' }],
    [{ criterion: { code: 'BKT.d' } }],
    [{ criterion: { code: 'BKT.d', orNone: true } }],
    [{ awards: ['BKT'], subjects: ['person'] }],
    [{ awards: ['CSTDT', 'BKT'], subjects: ['household', 'person'] }],
  ])('may be %j', (what) => {
    expect(when(what)).toEqual([]);
  });

  test.each<[unknown, string[]]>([
    [null, ['when: when is missing; {} means always']],
    [{ flags: [3] }, ['when.flags.0:  is none of the codes']],
    [{ flags: 'x' }, ['when.flags: when.flags is no list']],
    [
      { commendationTypes: ['merit', 'x'] },
      ['when.commendationTypes.1: x is none of merit, adHoc, movement, thematic, devotion, seniority, external'],
    ],
    [{ commendationTypes: [] }, ['when.commendationTypes: when.commendationTypes is no list']],
    [{ awards: [5] }, ['when.awards.0: award  is not in the catalogue']],
    [{ awards: ['BKT', 'X'] }, ['when.awards.1: award X is not in the catalogue']],
    [{ from: 3 }, ['when.from:  is none of draft, unit, province, central']],
    [{ criterion: 'BKT.d' }, ['when.criterion: the criterion has no code']],
    [{ criterion: null }, ['when.criterion: the criterion has no code']],
    [{ criterion: {} }, ['when.criterion: the criterion has no code']],
    [{ criterion: { code: 5, orNone: true } }, ['when.criterion: the criterion has no code']],
    [{ criterion: { code: 'x', orNone: 'yes' } }, ['when.criterion.orNone: orNone is true, or is left out']],
  ])('is not %j', (what, wrong) => {
    expect(when(what)).toEqual(wrong);
  });

  test('may be subjects whom a later entry of the award names', () => {
    const bkt = catalogue.find((a) => a.code === 'BKT')!;
    const entries: Award[] = [
      { ...bkt, subjects: ['person'], validTo: '2026-12-31' },
      { ...bkt, subjects: ['collective'], validFrom: '2027-01-01' },
    ];
    const of = (subject: string) =>
      check({ ...set, rules: [{ ...rule, when: { awards: ['BKT'], subjects: [subject] } }] }, entries);
    expect(of('person')).toEqual([]);
    expect(of('collective')).toEqual([]);
    expect(of('household')).toEqual([
      {
        path: ['rules', 0, 'when', 'awards', 0],
        what: 'R04.CSTDT: award BKT is for none of the subjects named, so the rule reaches nobody',
      },
    ]);
  });
});

describe('several rules', () => {
  test('of different codes hold side by side', () => {
    expect(faults(rule, { ...rule, code: 'R04.BKT' })).toEqual([]);
  });

  test('of one code do not, each told of every earlier one', () => {
    const twice = 'R04.CSTDT: two entries hold at the same time';
    expect(faults(rule, rule, rule)).toEqual([
      `rules.1.validFrom: ${twice}`,
      `rules.2.validFrom: ${twice}`,
      `rules.2.validFrom: ${twice}`,
    ]);
  });

  test('are checked beside what is no rule', () => {
    expect(faults(null, rule, 'R04')).toEqual(['rules.0: it is no rule', 'rules.2: it is no rule']);
  });
});
