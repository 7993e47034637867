import { catalogue } from '../../../domain/catalogue';
import { checkCriterion, known } from '../../../domain/rules/vocabulary';

/** All that is wrong with a criterion that stands under `test`, each as `place: what`. */
const faults = (test: unknown): string[] =>
  checkCriterion(test, catalogue, ['test']).map(({ path, what }) => `${path.join('.')}: ${what}`);

const all = { of: [1, 1], mode: 'atLeast' };

test.each([
  ['every field', { op: 'sinceAward', awards: ['BKT'], years: 5, atLeast: 'well' }],
  [
    'what may be there besides',
    {
      op: 'sinceAward',
      awards: ['BKT', 'CSTDT'],
      years: 1,
      atLeast: 'well',
      ofThem: { grade: 'excellent', count: 2, orTitle: 'CSTDCS' },
      titles: { award: 'CSTDT', count: 1 },
    },
  ],
  ['a part without its optional field', { op: 'gradesInARow', years: 2, atLeast: 'completed' }],
  ['no field where none is needed', { op: 'achievementOnce' }],
  ['the whole as a share', { op: 'roundShare', share: all }],
  ['more than a share', { op: 'membersGraded', atLeast: 'well', share: { of: [1, 2], mode: 'moreThan' } }],
  ['scopes in a list', { op: 'leadsBlock', scopes: ['nation', 'province'] }],
  ['words', { op: 'opinionOf', body: 'partyCommittee' }],
  ['criteria in criteria', { op: 'any', of: [{ op: 'all', of: [{ op: 'registered' }] }, { op: 'unitExists' }] }],
])('a criterion is right with %s', (_what, criterion) => {
  expect(faults(criterion)).toEqual([]);
});

test.each<[string, unknown, string[]]>([
  ['nothing', undefined, ['test: the test is missing']],
  ['null', null, ['test: the test is missing']],
  ['a word', 'registered', ['test: the test is missing']],
  ['no operator', {}, ['test.op: there is no operator undefined']],
  ['an operator in capitals', { op: 'Registered' }, ['test.op: there is no operator Registered']],
  ['an operator that is no word', { op: 3 }, ['test.op: there is no operator 3']],
  ['what every object has', { op: 'toString' }, ['test.op: there is no operator toString']],
  ['any of no list', { op: 'any', of: { op: 'registered' } }, ['test.of: any holds no criteria']],
  [
    'faults at any depth, each at its place',
    { op: 'all', of: [{ op: 'registered', x: 1 }, null, { op: 'any', of: [{ op: 'opinionOf' }] }] },
    [
      'test.of.0.x: there is no parameter x',
      'test.of.1: the test is missing',
      'test.of.2.of.0: the parameter body is missing',
    ],
  ],
  [
    'every parameter missing and one too many',
    { op: 'titlesInARow', toString: 1 },
    [
      'test.toString: there is no parameter toString',
      'test: the parameter award is missing',
      'test: the parameter years is missing',
    ],
  ],
])('of a criterion, %s is refused', (_what, criterion, wrong) => {
  expect(faults(criterion)).toEqual(wrong);
});

describe('a parameter', () => {
  const since = { op: 'sinceAward', awards: ['BKT'], years: 5, atLeast: 'well' };
  const of = (what: object) => faults({ op: 'roundShare', share: { ...all, ...what } });

  test.each([[[]], ['BKT'], [{ length: 1 }], [null]])('that is a list is not %j', (awards) => {
    expect(faults({ ...since, awards })).toEqual(['test.awards: awards is no list']);
  });

  test('that is a list names its first value that is wrong', () => {
    expect(faults({ ...since, awards: ['BKT', 'X', 'Y'] })).toEqual(['test.awards: awards is not in the catalogue: X']);
    expect(faults({ op: 'leadsBlock', scopes: ['province', 'world'] })).toEqual([
      'test.scopes: scopes is none of province, nation',
    ]);
  });

  test.each([0, -1, 1.5, '3', null])('that is a number is not %j', (years) => {
    expect(faults({ ...since, years })).toEqual(['test.years: years is no whole number']);
  });

  test.each(['', '  ', 5, null])('that is in words is not %j', (body) => {
    expect(faults({ op: 'opinionOf', body })).toEqual(['test.body: body is missing']);
  });

  test.each([5, 'CSTDT', null])('that is a set of fields is not %j', (titles) => {
    expect(faults({ ...since, titles })).toEqual(['test.titles: titles is no set of fields']);
  });

  test('that is a set of fields has them all, and right', () => {
    expect(faults({ ...since, ofThem: { grade: 'well', count: 0 } })).toEqual([
      'test.ofThem: ofThem count is no whole number',
    ]);
    expect(faults({ ...since, ofThem: { grade: 'well', count: 1, of: 2 } })).toEqual([
      'test.ofThem: ofThem there is no parameter of',
    ]);
  });

  test.each([[5], [null], ['1/2']])('that is a share is not %j', (share) => {
    expect(faults({ op: 'roundShare', share })).toEqual(['test.share: share is no set of fields']);
  });

  test.each([[[1]], [[1, 2, 3]], [[0, 2]], [[1, 0]], [[1, 2.5]], ['12'], [{ length: 2 }]])(
    'that is a share has no parts like %j',
    (parts) => {
      expect(of({ of: parts })).toEqual(['test.share: share is no fraction']);
    },
  );

  test('that is a share is at most everything, and says how it is met', () => {
    expect(of({ of: [2, 1] })).toEqual(['test.share: share is more than everything']);
    expect(of({ mode: 'exactly' })).toEqual(['test.share: share mode is none of atLeast, moreThan']);
    expect(of({ of: undefined })).toEqual(['test.share: share the parameter of is missing']);
  });
});

test.each([
  ['BLOCK', true],
  ['block', false],
  [undefined, false],
  [0, false],
])('%j is known among kinds: %s', (value, is) => {
  expect(known(['BLOCK', 'HOLD'], value)).toBe(is);
});
