import { createHmac, randomBytes } from 'node:crypto';
import { createSlipNumbers } from '../../platform/slip-numbers';

const k1 = { kid: 'k1', secret: Buffer.alloc(32, 1) };
const k2 = { kid: 'k2', secret: Buffer.alloc(32, 2) };
const holder = { session: 'S1', voterRef: 'ref' };
const slip = { print: 'note', kid: 'k1' };

test('is six digits, the same again for the same printing, and another one for any other', () => {
  const numbers = createSlipNumbers([k1]);
  const number = numbers.numberOf(holder, slip)!;
  expect(number).toMatch(/^\d{6}$/);
  expect(createSlipNumbers([k1]).numberOf(holder, slip)).toBe(number);
  const others = [
    numbers.numberOf({ ...holder, session: 'S2' }, slip),
    numbers.numberOf({ ...holder, voterRef: 'ref2' }, slip),
    numbers.numberOf(holder, { ...slip, print: 'note2' }),
    createSlipNumbers([{ ...k2, kid: 'k1' }]).numberOf(holder, slip),
    // parts cannot be moved from one field to another
    numbers.numberOf({ session: 'S', voterRef: '1ref' }, slip),
  ];
  expect(new Set([number, ...others]).size).toBe(6);
});

test('keeps its key when another one comes first, and there is none when its key is gone', () => {
  const number = createSlipNumbers([k1]).numberOf(holder, slip);
  const rotated = createSlipNumbers([k2, k1]);
  expect(rotated.kid).toBe('k2');
  expect(rotated.numberOf(holder, slip)).toBe(number);
  const lost = createSlipNumbers([k2]);
  expect(lost.numberOf(holder, slip)).toBeUndefined();
  expect(lost.isRight(holder, slip, number!)).toBe(false);
  expect(() => createSlipNumbers([])).toThrow('at least one key');
});

test('is compared as a whole', () => {
  const numbers = createSlipNumbers([k1]);
  const number = numbers.numberOf(holder, slip)!;
  expect(numbers.isRight(holder, slip, number)).toBe(true);
  const wrong = String((Number(number) + 1) % 1_000_000).padStart(6, '0');
  for (const typed of [wrong, '', number.slice(1), `${number}0`])
    expect(numbers.isRight(holder, slip, typed)).toBe(false);
});

test('is not what the key of the links makes of the same words, and the hash of a try is no number', () => {
  const numbers = createSlipNumbers([k1]);
  const words = JSON.stringify(['number', 'S1', 'ref', 'note']);
  const asLink = createHmac('sha256', k1.secret).update(words).digest().readUIntBE(0, 6) % 1_000_000;
  expect(Number(numbers.numberOf(holder, slip))).not.toBe(asLink);
  expect(numbers.hashOf(holder, '123456')).not.toBe(numbers.hashOf({ ...holder, voterRef: 'ref2' }, '123456'));
  expect(numbers.hashOf(holder, '123456')).not.toBe(createSlipNumbers([k2]).hashOf(holder, '123456'));
});

test('comes from the whole range', () => {
  const numbers = createSlipNumbers([{ kid: 'k', secret: randomBytes(32) }]);
  const drawn = Array.from({ length: 2_000 }, (_, i) => numbers.numberOf(holder, { print: String(i), kid: 'k' })!);
  const first = new Set(drawn.map((number) => number[0]));
  expect(first.size).toBe(10);
  expect(new Set(drawn).size).toBeGreaterThan(1_950);
});
