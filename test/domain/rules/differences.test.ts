import { decidedOtherwise, differences } from '../../../domain/rules/differences';
import { evaluate } from '../../../domain/rules/evaluate';
import { awards, facts, grades, rule } from './given';
import { national, withDraft } from './national';

const excellent = facts({ dossier: { award: 'CSTDCS' }, grades: grades(2026, 'e') });

test('findings differ from themselves in nothing', () => {
  const findings = evaluate(national.rules, excellent);
  expect(differences(findings, structuredClone(findings))).toEqual([]);
  expect(differences([], [])).toEqual([]);
});

test('under the draft law the one rule that is decided otherwise is named', () => {
  const changes = differences(evaluate(national.rules, excellent), evaluate(withDraft.rules, excellent));
  expect(changes).toMatchObject([
    { code: 'R03.CSTDCS', change: 'changed', before: { outcome: 'pass' }, after: { outcome: 'fail' } },
  ]);
  expect(changes[0]!.fields).toEqual(expect.arrayContaining(['outcome', 'say', 'missing', 'citation', 'verified']));
});

test('after the facts have changed a finding may say something else and be decided alike', () => {
  const asked = [rule({ op: 'titlesInARow', award: 'CSTDCS', years: 3 }, { code: 'R04.CSTDT' })];
  const changes = differences(
    evaluate(asked, facts({ awards: awards('CSTDCS', 2026) })),
    evaluate(asked, facts({ awards: awards('CSTDCS', 2025, 2026) })),
  );
  expect(changes).toMatchObject([{ code: 'R04.CSTDT', change: 'changed', fields: ['say', 'missing'] }]);
});

test('rules that came and went are named, those that went first', () => {
  const of = (...codes: string[]) =>
    evaluate(
      codes.map((code) => rule({ op: 'registered' }, { code })),
      facts(),
    );
  const changes = differences(of('R01', 'R02'), of('R03', 'R02'));
  expect(changes.map(({ code, change }) => [code, change])).toEqual([
    ['R01', 'removed'],
    ['R03', 'added'],
  ]);
});

test('a mark that a finding lost is a difference', () => {
  const [finding] = evaluate([rule({ op: 'noOpenMatter', matters: 'verification' })], facts());
  const { internal: _internal, ...open } = finding!;
  expect(differences([finding!], [open])).toMatchObject([{ change: 'changed', fields: ['internal'] }]);
});

test.each([
  ['another outcome', { change: 'changed', fields: ['say', 'outcome'] }, true],
  ['another kind', { change: 'changed', fields: ['kind'] }, true],
  ['other words and another article', { change: 'changed', fields: ['say', 'citation', 'verified'] }, false],
  ['a rule that came', { change: 'added' }, true],
  ['a rule that went', { change: 'removed' }, true],
  ['a change of nothing', { change: 'changed', fields: [] }, false],
  ['a change of which nothing is told', { change: 'changed' }, false],
] as const)('%s: whether the rule is decided otherwise', (_what, change, otherwise) => {
  expect(decidedOtherwise({ code: 'R03.CSTDCS', ...change })).toBe(otherwise);
});
