import { get } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { profiled } from '../platform/store/profile';
import { dossier, prepare, START } from '../setup/fixtures';
import { formIn, textOf } from './form';
import { largeSession } from './large';
import { testSite, type TestSite } from './site';

const COUNT = 1_000;
let site: TestSite;
let path: string;
let ids: string[];

beforeAll(async () => {
  site = await testSite({ worker: false });
  ids = await largeSession(site.service, 'S-large', COUNT);
  path = await site.token('ballot', 'S-large', 'C2');
});
afterAll(() => site.stop());

const form = (more: Record<string, string> = {}): Record<string, string> => ({
  submission: 'form-0001',
  step: 'review',
  ...Object.fromEntries(
    ids.flatMap((id) => [
      [`choice.${id}`, 'yes'],
      [`reason.${id}`, ''],
    ]),
  ),
  ...more,
});

test('a thousand lines are shown and read back', async () => {
  expect((await site.get(path)).html.match(/<article/g)).toHaveLength(COUNT);
  const review = await site.post(path, form({ [`choice.${ids[998]!}`]: 'no' }));
  expect(review.status).toBe(200);
  expect(textOf(review.html)).toContain('Không đồng ý: 1 trường hợp');
  expect(textOf(review.html)).toContain('Đồng ý: 999 trường hợp');
});

/** What goes over the wire, and what it says. */
const transferred = (accepts: string) =>
  new Promise<{ bytes: Buffer; encoding: string | undefined; vary: string | undefined; firstMs: number }>((resolve) => {
    const began = performance.now();
    get(`${site.url}${path}`, { headers: { 'accept-encoding': accepts } }, (answer) => {
      const firstMs = performance.now() - began;
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const { 'content-encoding': encoding, vary } = answer.headers;
        resolve({ bytes: Buffer.concat(parts), encoding, vary, firstMs });
      });
    });
  });

test('a thousand lines are less than 300 KB on their way to a phone, and the same page for a browser that knows no brotli', async () => {
  const plain = await transferred('identity');
  const [br, gzip] = [await transferred('gzip, deflate, br'), await transferred('gzip')];
  expect([plain.encoding, br.encoding, gzip.encoding]).toEqual([undefined, 'br', 'gzip']);
  expect(br.bytes.length).toBeLessThan(300_000);
  expect(gzip.bytes.length).toBeLessThan(300_000);
  expect(br.vary).toContain('Accept-Encoding');
  const said = [brotliDecompressSync(br.bytes), gunzipSync(gzip.bytes), plain.bytes].map((one) =>
    textOf(one.toString()),
  );
  expect(new Set(said).size).toBe(1);
});

test('what the server looks at for the page does not grow with the other sessions on record', async () => {
  const { store, database } = site.service;
  const looked = async () => {
    const { result, commands } = await profiled(database, () => site.get(path));
    expect(result.status).toBe(200);
    return commands.map(
      (c) => `${c.command} ${c.collection}: ${c.plan}, ${c.keysExamined} keys, ${c.docsExamined} documents`,
    );
  };
  const alone = await looked();
  const { _id, ...like } = await store.sessions.need('S-large');
  for (let i = 0; i < 30; i += 1) {
    const other = `${_id}-${i}`;
    await store.sessions.insert({ ...like, _id: other, lines: like.lines.slice(0, 20) });
    await store.electors.drawElectorate(other, ['C1', 'C2', 'C3']);
    await site.token('ballot', other, 'C2');
  }
  const among = await looked();
  expect(among.sort()).toEqual(alone.sort());
  expect(among.filter((line) => line.includes('COLLSCAN'))).toEqual([]);
});

test('only a sheet may be as large as this: the same form at another page is refused', async () => {
  const { store } = site.service;
  const { unitProposal } = await prepare(store, 'D-large', [dossier('CSTDCS', 1)], START);
  const status = await site.token('status', unitProposal, 'contact');
  expect((await site.post(path, form())).status).toBe(200);
  expect((await site.post(`${status}/1/withdraw`, form())).status).toBe(413);
});

test('without script, those without an opinion are shown alone, and the others are handed on', async () => {
  const some = Object.fromEntries(ids.slice(0, 997).map((id, i) => [`choice.${id}`, i === 4 ? 'no' : 'yes']));
  const fold = { submission: 'form-0002', step: 'blank', ...some };
  const folded = await site.post(path, fold);
  expect(folded.status).toBe(200);
  expect(folded.html.match(/<article/g)).toHaveLength(3);
  expect(textOf(folded.html)).toContain('997 trường hợp đã có ý kiến được giữ nguyên');
  expect(folded.html).not.toContain('ballot.js');
  expect(formIn(folded.html).fields).toMatchObject({ submission: 'form-0002', ...some });
  expect(formIn(folded.html).buttons).toContain('edit');

  const review = await site.press(path, folded, 'agreeRest');
  expect(textOf(review.html)).toMatch(/đã áp dụng cho 3 trường hợp để trống, trừ: số.5/);
  const full = await site.press(path, folded, 'edit', { [`choice.${ids[999]!}`]: 'no' });
  expect(full.html.match(/<article/g)).toHaveLength(COUNT);
  expect(formIn(full.html).fields).toMatchObject({ ...some, [`choice.${ids[999]!}`]: 'no' });
});

test('what is chosen for a thousand lines is kept in one save, and shown again', async () => {
  await site.service.sessionKeys.create('S-large');
  const fresh = await site.token('ballot', 'S-large', 'C3');
  const reasons = Object.fromEntries(
    ids.slice(0, 100).map((id) => [`reason.${id}`, 'Có họ hàng với người được đề nghị']),
  );
  const recused = Object.fromEntries(ids.slice(0, 100).map((id) => [`choice.${id}`, 'recuse']));
  const filled = { ...form(), ...recused, ...reasons, step: 'draft' };
  const kept = await site.post(fresh, filled, { accept: 'application/json' });
  expect([kept.status, kept.html]).toEqual([200, expect.stringContaining('Đã lưu tạm lúc')]);
  const { fields } = formIn((await site.get(fresh)).html);
  expect(Object.values(fields).filter((value) => value === 'yes')).toHaveLength(900);
  expect(fields).toMatchObject({ ...recused, ...reasons });
});

test('six thousand fields are refused as a page', async () => {
  const many = Object.fromEntries(Array.from({ length: 6_000 }, (_, i) => [`x.${i}`, 'yes']));
  const refused = await site.post(path, many);
  expect(refused.status).toBe(413);
  expect(refused.headers.get('content-type')).toContain('text/html');
  expect(textOf(refused.html)).toContain('Nội dung quá lớn');
});

test('more than half a megabyte is refused as a page', async () => {
  const refused = await site.post(path, form({ note: 'x'.repeat(600_000) }));
  expect(refused.status).toBe(413);
});

test('what is no form is refused as a page', async () => {
  const refused = await site.post(path, {}, { 'content-type': 'application/json' });
  expect(refused.status).toBe(415);
});
