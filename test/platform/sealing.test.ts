import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { commitmentOf, createSessionKeys, drawSheetSecrets, open, seal, type Sheet } from '../../platform/sealing';
import { refusal, times } from './store/database';
import { scratchFolder } from '../setup/scratch';

const key = randomBytes(32);
const sheet: Sheet = {
  choices: { N1: { choice: 'yes' }, N2: { choice: 'no', text: 'Chưa đủ' } },
  ...drawSheetSecrets(),
};

describe('a sheet', () => {
  test('is opened with its key and says what it said', () => {
    const sealed = seal(key, sheet);
    expect(sealed.toString('latin1')).not.toContain('yes');
    expect(open(key, sealed)).toEqual(sheet);
    expect(seal(key, sheet).equals(sealed)).toBe(false);
  });

  test('is as long as every other one of its agenda, whatever it says; only words make it longer, in large steps', () => {
    const lines = times(60, (i) => `HS-2026-${String(i).padStart(6, '0')}`);
    const of = (choice: 'yes' | 'no' | 'recused' | 'abstain', text?: string) =>
      seal(key, {
        choices: Object.fromEntries(lines.map((l, i) => [l, { choice, ...(text && i === 0 ? { text } : {}) }])),
        ...drawSheetSecrets(),
      }).length;
    const draft = (choice?: 'yes' | 'no' | 'recuse') =>
      seal(key, { choices: Object.fromEntries(lines.map((l, i) => [l, choice && i < 30 ? { choice } : {}])) }).length;
    const lengths = [of('yes'), of('no'), of('recused'), of('abstain'), draft(), draft('yes'), draft('recuse')];
    expect(new Set(lengths).size).toBe(1);
    expect(of('no', 'Em vợ')).toBe(of('yes', 'Là người thân của tôi'));
  });

  test.each([
    ['under another key', (sealed: Buffer) => ({ with: randomBytes(32), sealed })],
    [
      'changed in one bit',
      (sealed: Buffer) => ({ with: key, sealed: Buffer.from(sealed.map((b, i) => (i === 40 ? b ^ 1 : b))) }),
    ],
    ['cut short', (sealed: Buffer) => ({ with: key, sealed: sealed.subarray(0, 20) })],
    ['empty', () => ({ with: key, sealed: Buffer.alloc(0) })],
  ])('%s is refused', (_, spoil) => {
    const { with: other, sealed } = spoil(seal(key, sheet));
    expect(() => open(other, sealed)).toThrow(expect.objectContaining({ code: 'INTEGRITY' }));
  });

  test('has one commitment, whatever the order of its lines; other choices or nonces have others', () => {
    const { choices, nonce } = sheet;
    const commitment = commitmentOf(choices, nonce);
    expect(commitment).toMatch(/^[0-9a-f]{64}$/);
    expect(commitmentOf({ N2: choices.N2!, N1: choices.N1! }, nonce)).toBe(commitment);
    expect(commitmentOf({ ...choices, N1: { choice: 'no' } }, nonce)).not.toBe(commitment);
    expect(commitmentOf(choices, drawSheetSecrets().nonce)).not.toBe(commitment);
  });

  test('keeps the commitment that was recorded for it: the form of the text that is hashed never changes', () => {
    // printf '{"choices":{"N1":{"choice":"yes"}},"nonce":"n"}' | sha256sum
    const recorded = 'f4d808f9bc96627061ef401f3dfc956e343c0f27a575c759d7a5896208289714';
    expect(commitmentOf({ N1: { choice: 'yes' } }, 'n')).toBe(recorded);
  });
});

test('receipt codes are readable and differ', () => {
  const codes = times(200, () => drawSheetSecrets().code);
  expect(new Set(codes).size).toBe(200);
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
});

describe('the key of a session', () => {
  const folder = path.join(scratchFolder('ballot-keys'), 'made', 'here');
  const keys = createSessionKeys(folder);

  test('is drawn once, by however many, and readable to its owner alone', async () => {
    await Promise.all(times(10, () => keys.create('7')));
    const first = await keys.get('7');
    await keys.create('7');
    expect((await keys.get('7')).equals(first)).toBe(true);
    expect(first).toHaveLength(32);
    expect(statSync(path.join(folder, '7.key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['7.key']);
  });

  test('is gone after it was destroyed, and cannot be drawn again by a late opening', async () => {
    await keys.create('8');
    const before = await keys.get('8');
    await keys.destroy('8');
    await keys.destroy('8');
    expect((await refusal(keys.get('8'))).code).toBe('INTEGRITY');
    expect((await refusal(keys.create('8'))).code).toBe('INTEGRITY');
    for (const file of readdirSync(folder)) expect(readFileSync(path.join(folder, file)).includes(before)).toBe(false);
  });

  test('that was never drawn can be destroyed: its session was cancelled early', async () => {
    await keys.destroy('9');
    expect((await refusal(keys.create('9'))).code).toBe('INTEGRITY');
  });

  test('that is damaged is not used', async () => {
    await keys.create('10');
    writeFileSync(path.join(folder, '10.key'), 'short');
    expect((await refusal(keys.get('10'))).code).toBe('INTEGRITY');
  });

  test('never leaves its folder', async () => {
    await expect(keys.create('../7')).rejects.toThrow('plain file name');
  });
});
