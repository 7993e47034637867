import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../../domain/catalogue';
import { nationalRules, readProvincePack, readRuleSet, sentenceOf } from '../../../platform/rules/files';
import { doubtsIn, examplesIn, readRules, summaryOf } from '../../../platform/rules/load';
import { scratchFolder } from '../../setup/scratch';

const packFile = join(__dirname, '../../../samples/pack/province.json');
const folder = scratchFolder('rules');
const national = readFileSync(nationalRules, 'utf8');

/** The national file with one text replaced by another, and the line on which that stood. */
function changed(was: string, is: string): { file: string; line: number } {
  expect(national).toContain(was);
  const file = join(folder, 'rules.yaml');
  writeFileSync(file, national.replace(was, is));
  return { file, line: national.slice(0, national.indexOf(was)).split('\n').length };
}

test('the national rules and the pack of the sample province can be loaded', () => {
  const { rules, faults } = readRules(packFile, catalogue);
  expect(faults.map(sentenceOf)).toEqual([]);
  expect(rules?.national.rules.length).toBeGreaterThan(40);
});

test('what the service relies on without having read it is listed, examples apart', () => {
  const doubts = doubtsIn(readRules(packFile, catalogue).rules!);
  expect(doubts).toContainEqual(expect.objectContaining({ entry: 'rule R08.TTLDXS', why: 'unverified' }));
  expect(doubts).toContainEqual(expect.objectContaining({ entry: 'rule R23', why: 'example' }));
  expect(doubts).not.toContainEqual(expect.objectContaining({ entry: 'rule R04.CSTDT' }));
});

test('what is still an example is named at a start, as long as it is', () => {
  const { rules } = readRules(packFile, catalogue);
  expect(examplesIn(rules!)).toMatch(/^Only an example, .*: rule R23, .*, route unit, .*, gold book$/);
  expect(summaryOf(rules!)).toMatch(
    /^Rules: national@2025\.1, province@2026\.1; \d+ entries not verified, \d+ only an example/,
  );
  const { example: _example, ...replaced } = rules!.pack;
  expect(examplesIn({ ...rules!, pack: replaced })).toBeUndefined();
});

test.each([
  ['an unknown operator', 'op: subjectFits', 'op: subjectSuits', 'there is no operator subjectSuits'],
  [
    'a citation that is missing',
    'vi: Luật Thi đua, khen thưởng, Điều 77 đến Điều 80',
    "vi: ''",
    'R01: the citation is missing',
  ],
  [
    'an award that its subjects cannot receive',
    'awards: [CSTDT], subjects: [person]',
    'awards: [CSTDT], subjects: [household]',
    'CSTDT is for none of the subjects named, so the rule reaches nobody',
  ],
  ['a share of more than everything', 'share: { of: [70, 100]', 'share: { of: [170, 100]', 'is more than everything'],
  ['a wrong parameter', 'years: 3 }', 'years: three }', 'years is no whole number'],
  [
    'an unreachable award',
    'awards: [CSTDT], subjects: [person]',
    'awards: [CSTDX], subjects: [person]',
    'CSTDX is not in the catalogue',
  ],
])('%s is named with its line', (_name, was, is, what) => {
  const { file, line } = changed(was, is);
  const { content, faults } = readRuleSet(file, catalogue);
  expect(content).toBeUndefined();
  expect(faults).toEqual([{ file, line, what: expect.stringContaining(what) }]);
});

test('two entries of a code that hold at one time are named, with the line of the second', () => {
  const entry = /- code: R04\.CSTDT\n[^]*?(?=\n\n)/.exec(national)![0];
  const next = entry.replace('<<: *law', 'sourceLevel: law\n    verified: true\n    validFrom: 2026-01-01');
  const { file, line } = changed(entry, `${entry}\n  ${next}`);
  const lines = (text: string): number => text.split('\n').length;
  expect(readRuleSet(file, catalogue)).toEqual({
    faults: [
      { file, line: line + lines(entry) + lines(next) - 1, what: 'R04.CSTDT: two entries hold at the same time' },
    ],
  });
});

test('a file that is no YAML is named with its line, and one that is not there is said so', () => {
  const { file, line } = changed('rules:\n', 'rules: [\n');
  const [fault] = readRuleSet(file, catalogue).faults;
  expect(fault!.line).toBeGreaterThanOrEqual(line);
  expect(readRuleSet(join(folder, 'none.yaml'), catalogue).faults.map((f) => f.what)).toEqual([
    'cannot be read (ENOENT)',
  ]);
});

test('a pack that breaks the law is refused as a whole', () => {
  const file = join(folder, 'pack.json');
  const pack = JSON.parse(readFileSync(packFile, 'utf8')) as { rules: { test: object }[] };
  pack.rules[0]!.test = { op: 'horoscope' };
  writeFileSync(file, JSON.stringify(pack, null, 2));
  const { content, faults } = readProvincePack(file, catalogue);
  expect(content).toBeUndefined();
  expect(faults.map((f) => f.what)).toEqual(['R23: there is no operator horoscope']);
  expect(faults[0]!.line).toBeGreaterThan(1);
});

test('empty and hostile files are faults, not crashes', () => {
  const file = join(folder, 'hostile.yaml');
  for (const text of ['', '[]', 'a: &a [*a]', '- 1', '{"__proto__": {"rules": []}}', '\u0000']) {
    writeFileSync(file, text);
    expect(readRuleSet(file, catalogue).faults.length).toBeGreaterThan(0);
  }
});
