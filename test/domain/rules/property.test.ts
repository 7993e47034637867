import fc from 'fast-check';
import { evaluate } from '../../../domain/rules/evaluate';
import type { AwardFact, Facts } from '../../../domain/rules/facts';
import type { Finding } from '../../../domain/rules/rule';
import { anyFacts, shuffled, verification } from './any-facts';
import { national } from './national';

const { rules } = national;
const check = (given: Facts): Finding[] => evaluate(rules, given);
const runs = { numRuns: 500 };

/** Rules that passed before and do not after. */
const lost = (before: readonly Finding[], after: readonly Finding[]): string[] =>
  before
    .filter((f) => f.outcome === 'pass' && after.find((g) => g.code === f.code)?.outcome !== 'pass')
    .map((f) => f.code);

/** A fraction from a seed, time after time the same. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

test('the order in which facts are listed means nothing', () => {
  fc.assert(
    fc.property(anyFacts, fc.integer(), (given, seed) => {
      // the list of subjects an award is for is part of its sentence, and no fact of the dossier
      const { catalogue, ...own } = given;
      expect(check({ ...shuffled(own, randomOf(seed)), catalogue })).toEqual(check(given));
    }),
    runs,
  );
});

test('the same facts give the same findings, and are left as they were', () => {
  fc.assert(
    fc.property(anyFacts, (given) => {
      const before = structuredClone(given);
      expect(check(given)).toEqual(check(given));
      expect(given).toEqual(before);
    }),
    runs,
  );
});

test('an award more in the ledger never turns a pass into something else', () => {
  const added = fc.record({
    award: fc.constantFrom('LDTT', 'CSTDCS', 'CSTDT', 'BKT', 'BKTTG', 'GK'),
    awardYear: fc.integer({ min: 2016, max: 2027 }),
    decidedOn: fc.constantFrom('2017-05-01', '2020-12-31', '2021-01-01', '2026-11-20'),
    commendationType: fc.constantFrom('merit' as const, 'adHoc' as const),
  });
  fc.assert(
    fc.property(anyFacts, added, (given, more) => {
      // an award that the form states already is no further one, it is the ledger's word against the form's
      const { grades } = given.dossier.declared;
      const silent: Facts = { ...given, dossier: { ...given.dossier, declared: { grades, awards: [] } } };
      const award: AwardFact = { ...more, wonBy: 'grade', initiatives: [] };
      const after = check({ ...silent, awards: [...silent.awards, award] });
      expect(lost(check(silent), after)).toEqual([]);
    }),
    runs,
  );
});

test('a better grade never turns a pass into something else', () => {
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: 2019, max: 2026 }), (given, year) => {
      const { awards } = given.dossier.declared;
      const silent: Facts = { ...given, dossier: { ...given.dossier, declared: { grades: [], awards } } };
      const better: Facts = {
        ...silent,
        grades: [...silent.grades.filter((g) => g.year !== year), { year, grade: 'excellent' }],
      };
      expect(lost(check(silent), check(better))).toEqual([]);
    }),
    runs,
  );
});

test('what the unit may see does not depend on what is being verified', () => {
  fc.assert(
    fc.property(anyFacts, fc.array(verification, { minLength: 1, maxLength: 3 }), (given, matters) => {
      const seen = (of: Facts) => check(of).filter((f) => !f.internal);
      expect(seen({ ...given, conduct: [...given.conduct, ...matters] })).toEqual(seen(given));
    }),
    runs,
  );
});

test('every finding says something in both languages, and asks for what is not known', () => {
  fc.assert(
    fc.property(anyFacts, (given) => {
      const findings = check(given);
      const texts = findings
        .flatMap(({ say, missing }) => [say, ...missing.map((m) => m.what)])
        .flatMap(({ vi, en }) => [vi, en]);
      expect(texts.filter((text) => text.trim() === '' || /undefined|NaN|Infinity|\[object/.test(text))).toEqual([]);
      // what is not known is asked for; what is well asks for nothing
      const asks = ({ outcome, missing }: Finding) => missing.length > 0 || outcome === 'fail';
      expect(findings.filter((f) => asks(f) !== (f.outcome === 'fail' || f.outcome === 'unknown'))).toEqual([]);
    }),
    runs,
  );
});

test('the world of these tests is not all the same: every rule of a person passes now and then, and fails now and then', () => {
  const seen = new Map<string, Set<Finding['outcome']>>();
  for (const given of fc.sample(anyFacts, { numRuns: 3000, seed: 20261123 })) {
    for (const { code, outcome } of check(given)) seen.set(code, (seen.get(code) ?? new Set()).add(outcome));
  }
  for (const code of [
    'R02.LDTT',
    'R04.CSTDT',
    'R05.CSTDT',
    'R06.CSTDTQ',
    'R09.BKT.d',
    'R10.BKTTG.b',
    'R11.HCLD3.e',
    'R07.TTLDTT',
    'R13',
    'R14',
  ]) {
    expect([code, [...(seen.get(code) ?? [])]]).toEqual([code, expect.arrayContaining(['pass', 'fail'])]);
  }
});
