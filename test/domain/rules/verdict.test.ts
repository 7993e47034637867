import type { Missing } from '../../../domain/rules/facts';
import { plain } from '../../../domain/rules/sentences';
import { allOf, anyOf, fail, info, pass, unknown, type Verdict } from '../../../domain/rules/verdict';

const need = (what: string, by: Missing['by'] = 'unit'): Missing => ({ what: plain(what), by });

const good = pass(plain('good'), 'a');
const fine = pass(plain('fine'));
const bad = fail(plain('bad'), [need('x')], 'b');
const worse = fail(plain('worse'), [need('y')], 'c');
const open = unknown(plain('open'), [need('z')], 'd');
const people = info(plain('people'), 'e');

const secret = (verdict: Verdict): Verdict => ({ ...verdict, internal: true });

describe('a verdict', () => {
  test('has a field only where there is one to go to', () => {
    expect(good).toStrictEqual({ outcome: 'pass', say: plain('good'), missing: [], field: 'a' });
    expect(fine).toStrictEqual({ outcome: 'pass', say: plain('fine'), missing: [] });
    expect(people).toStrictEqual({ outcome: 'info', say: plain('people'), missing: [], field: 'e' });
    expect(bad).toStrictEqual({ outcome: 'fail', say: plain('bad'), missing: [need('x')], field: 'b' });
    expect(open).toStrictEqual({ outcome: 'unknown', say: plain('open'), missing: [need('z')], field: 'd' });
  });
});

describe('where all must hold', () => {
  test.each<[string, Verdict[], Verdict]>([
    ['all hold: all are said, with the first field', [fine, good], pass(plain('fine; good'), 'a')],
    ['what is left to people hinders nothing', [good, people], pass(plain('good; people'), 'a')],
    ['all is left to people', [people, people], info(plain('people; people'), 'e')],
    ['one fails: it is said alone', [good, bad, people], fail(plain('bad'), [need('x')], 'b')],
    ['one fails, one is open', [good, open, bad], fail(plain('open; bad'), [need('z'), need('x')], 'd')],
    ['one is open: it is said alone', [good, people, open], unknown(plain('open'), [need('z')], 'd')],
    ['nothing is asked', [], info(plain(''))],
  ])('%s', (_what, parts, expected) => {
    expect(allOf(parts)).toStrictEqual(expected);
  });
});

describe('where one is enough', () => {
  test.each<[string, Verdict[], Verdict]>([
    ['the first that holds is said alone', [bad, fine, good], fine],
    ['people may judge: every way is said', [bad, people], info(plain('(1) bad; (2) people'), 'e')],
    ['one is open', [bad, open], unknown(plain('(1) bad; (2) open'), [need('z')], 'd')],
    ['none holds', [bad, worse], fail(plain('(1) bad; (2) worse'), [need('x'), need('y')], 'b')],
    ['a single way has no number', [bad], bad],
    ['nor has a single open one', [open], open],
    ['nothing is asked', [], info(plain(''))],
  ])('%s', (_what, parts, expected) => {
    expect(anyOf(parts)).toStrictEqual(expected);
  });
});

test('what is missing is asked for once of each who has it', () => {
  const parts = [
    fail(plain('p'), [need('x'), need('y')]),
    fail(plain('q'), [need('x'), need('x', 'office')]),
    fail(plain('r'), [need('y', 'office')]),
  ];
  const missing = [need('x'), need('y'), need('x', 'office'), need('y', 'office')];
  expect(allOf(parts)).toStrictEqual(fail(plain('p; q; r'), missing));
});

test('R16: what is internal stays so, even of a part that decides nothing', () => {
  expect(allOf([good, secret(fine)])).toStrictEqual(secret(pass(plain('good; fine'), 'a')));
  expect(allOf([secret(good), bad])).toStrictEqual(bad);
  expect(anyOf([secret(bad), open])).toStrictEqual(secret(unknown(plain('(1) bad; (2) open'), [need('z')], 'd')));
});
