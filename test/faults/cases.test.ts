import fc from 'fast-check';
import { textOf } from '../pages/form';
import { startApi, type TestApi } from '../setup/api';
import { actOn, asked, issueCertificate, openCase, reach, signedPaper, type CaseWorkers } from '../setup/cases';
import { eventually } from '../setup/service';
import type { CertificateRecord } from '../../platform/store';

/** What a plain book says of one certificate. */
interface Told {
  readonly certificate: CertificateRecord;
  state: 'valid' | 'corrected' | 'replaced' | 'revoked';
  prints: number;
  by?: string;
}

const does = ['correction', 'replacement', 'revocation', 'reprint', 'lost', 'complaint'] as const;
const shown = {
  valid: 'Đang có hiệu lực',
  corrected: 'Đã đính chính',
  replaced: 'Đã thay thế bởi Quyết định số',
  revoked: 'Đã hủy bỏ quyết định tặng',
} as const;

let api: TestApi;
let us: CaseWorkers;
beforeAll(async () => {
  api = await startApi();
  us = { office: await api.as('office'), clerk: await api.as('clerk') };
});
afterAll(() => api.stop());

let serial = 0;
const nextNumber = (): string => {
  serial += 1;
  return `${serial < 10 ? '0' : ''}${serial}`;
};
const book: Told[] = [];

async function issue(): Promise<Told> {
  const certificate = await issueCertificate(api.site.service.store, { serial: Number(nextNumber()) });
  const told: Told = { certificate, state: 'valid', prints: 0 };
  book.push(told);
  return told;
}

const stands = ({ state }: Told): boolean => state === 'valid' || state === 'corrected';

/** One matter through the real doors, and in the plain book. @returns the certificate that it is about afterwards */
async function settle(told: Told, what: (typeof does)[number]): Promise<Told> {
  const { store } = api.site.service;
  const { number } = told.certificate;
  if (!stands(told) && what !== 'complaint') {
    const refused = await us.office.post('/cases', { award: number, ...asked[what] });
    expect([refused.status, refused.body.code]).toEqual([409, 'AWARD_CHANGED']);
    return told;
  }
  const facts =
    what === 'correction' || what === 'replacement' ? { facts: { post: `Chức danh ${(serial += 1)}` } } : {};
  const id = await openCase(us, number, what, facts);
  if (what === 'complaint') {
    await reach(us, id, 'open');
    expect((await actOn(us.office, id, 'hold', { reason: 'Chờ xác minh' })).status).toBe(200);
    const paper = { kind: 'decision', title: 'Kết luận', number: '1/KL', date: '2026-11-16' };
    expect((await actOn(us.office, id, 'conclude', { outcome: 'rejected', reason: 'Không đúng', paper })).status).toBe(
      200,
    );
    await reach(us, id, 'done');
    return told;
  }
  if (what === 'reprint' || what === 'lost') {
    if (what === 'reprint') {
      await reach(us, id, 'awaitingReturn');
      await actOn(us.office, id, 'return', { what: 'object', on: '2026-11-16' });
    }
    await reach(us, id, 'awaitingPrint');
    expect((await actOn(us.office, id, 'print', {})).status).toBe(200);
    await reach(us, id, 'done');
    told.prints += 1;
    return told;
  }
  await reach(us, id, 'awaitingPaper');
  const symbol = what === 'correction' ? 'UBND-NC' : 'QĐ-UBND';
  const recorded = await actOn(us.clerk, id, 'record', signedPaper(`${nextNumber()}/${symbol}`));
  expect([recorded.status, recorded.body.code]).toEqual([200, undefined]);
  const { issued } = await reach(us, id, what === 'revocation' ? 'awaitingReturn' : 'done');
  if (what === 'correction') told.state = 'corrected';
  if (what === 'revocation') told.state = 'revoked';
  if (what !== 'replacement') return told;
  told.state = 'replaced';
  // it is drawn a moment after it was numbered
  const certificate = await eventually(
    async () => (await store.certificates.get(issued as string))!,
    ({ document }) => document !== undefined,
  );
  const next: Told = { certificate, state: 'valid', prints: 0 };
  told.by = certificate._id;
  book.push(next);
  return next;
}

const AT_ONCE = 5;
async function live(steps: readonly (typeof does)[number][]): Promise<void> {
  let told = await issue();
  for (const step of steps) told = await settle(told, step);
}

test('random lives on the real engines: the page tells the truth of every code, the gold book has no gap', async () => {
  const life = fc.array(fc.constantFrom(...does), { minLength: 1, maxLength: 4 });
  const lives = fc.sample(life, 18);
  // and those that must be among them: a chain that ends revoked, and a corrected one that is replaced
  lives.push(['replacement', 'replacement', 'revocation'], ['correction', 'replacement', 'correction', 'lost']);
  // some of them at the same time: they meet in the registers and in the gold book
  for (let from = 0; from < lives.length; from += AT_ONCE)
    await Promise.all(lives.slice(from, from + AT_ONCE).map(live));
  const { store } = api.site.service;
  for (const { certificate, state, prints } of book) {
    const { number, verifyCode } = certificate;
    const text = textOf((await api.site.get(`/verify/${verifyCode}`)).html);
    const said = { lives, number, state, text: text.includes(shown[state]) };
    expect(said).toEqual({ ...said, text: true });
    if (state !== 'corrected' && state !== 'valid') expect(text).not.toContain('Kết quả tra cứu: Đang có hiệu lực');
    const record = (await us.office.get(`/certificates/${number}`)).body;
    expect([record.status, record.reprints ?? 0]).toEqual([state, prints]);
    const entry = (await store.history.many([certificate._id])).get(certificate._id)!;
    expect([entry.revoked !== undefined, entry.replaced !== undefined]).toEqual([
      state === 'revoked',
      state === 'replaced',
    ]);
  }
  const numbers = book.map(({ certificate }) => certificate.goldBookNumber).sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));

  // the file of a replacing certificate is known by its bytes, and says what became of it
  const replacing = book.find(
    ({ certificate, state }) => state === 'revoked' && book.some(({ by }) => by === certificate._id),
  )!;
  const form = new FormData();
  form.set(
    'file',
    new Blob([new Uint8Array((await store.files.get(replacing.certificate.document!.file))!.bytes)]),
    'bang.pdf',
  );
  const uploaded = textOf((await api.site.postForm('/verify', form)).html);
  for (const words of ['Tệp trùng khớp', shown.revoked]) expect(uploaded).toContain(words);
}, 180_000);
