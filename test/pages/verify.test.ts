import { codeFrom, codeInFile } from '../../api/pages/verified';
import { certificate } from '../platform/documents/samples';
import { settle } from '../setup/cases';
import { dossier, START } from '../setup/fixtures';
import { formsIn, textOf } from './form';
import { testSite, type Answer, type TestSite } from './site';

let site: TestSite;
let codes: Record<'valid' | 'corrected' | 'replaced' | 'revoked' | 'second' | 'third', string>;
let last: string;
const PDF = Buffer.from('%PDF-1.7 certificate\n%%EOF\n');

beforeAll(async () => {
  site = await testSite({ worker: false });
  const { store } = site.service;
  const decision = (id: string, number: string, date: string, subject: string) => ({
    _id: id,
    kind: 'decision' as const,
    register: 'A-TINH/decide/2026',
    number,
    serial: Number.parseInt(number, 10),
    date,
    signer: 'Phạm Văn Mẫu',
    signerPost: 'Chủ tịch',
    form: 'direct' as const,
    authority: 'A-TINH',
    subject,
    lines: [],
    at: START,
    by: 'key:clerk',
  });
  await store.decisions.insert(decision('QD-1', '05/QĐ-UBND', '2026-11-16', 'Về việc khen thưởng'));
  const states = ['valid', 'corrected', 'replaced', 'revoked'] as const;
  const issued = await store.certificates.issueBatch({
    decision: 'QD-1',
    batch: 0,
    goldBook: { register: 'A-TINH/2026', prefix: 'SV-QĐ-UBND-2026' },
    now: START,
    actor: 'service',
    lines: states.map((state, i) => ({
      nomination: `HS-${state}`,
      certificate: {
        award: 'BKT',
        unit: 'U01',
        snapshot: {
          nominee: dossier('BKT', i + 1).nominee,
          merit: 'm',
          posthumous: false,
          awardName: { vi: 'Bằng khen', en: 'Certificate of merit' },
          unitName: 'Sở Tài chính',
        },
      },
      history: {
        subject: `P${i}`,
        subjectKind: 'person',
        award: 'BKT',
        awardYear: 2026,
        commendationType: 'merit',
        authority: 'Chủ tịch Ủy ban nhân dân tỉnh Đ',
        decisionNumber: '05/QĐ-UBND',
        decidedOn: '2026-11-16',
        achievementPeriod: { from: '2026-01-01', to: '2026-10-31' },
      },
    })),
  });
  codes = Object.fromEntries(issued.map((c, i) => [states[i]!, c.verifyCode])) as typeof codes;
  const changes = [{ field: 'name', printed: 'Lê Thị Mẫu 2', correct: 'Lê Thị Mẩu 2' }] as const;
  await settle(store, 'QD-1/HS-corrected', { kind: 'corrected', changes }, { number: '21/UBND-NC' });
  const replaced = issued.find((one) => one.nomination === 'HS-replaced')!;
  const { issued: second } = await settle(
    store,
    replaced._id,
    { kind: 'replaced' },
    { number: '06/QĐ-UBND', issue: replaced },
  );
  const again = (await store.certificates.get(second!))!;
  const third = (await settle(store, again._id, { kind: 'replaced' }, { number: '07/QĐ-UBND', issue: again })).issued!;
  codes = { ...codes, second: again.verifyCode, third: (await store.certificates.get(third))!.verifyCode };
  last = third;
  await settle(store, 'QD-1/HS-revoked', { kind: 'revoked' }, { number: '77/QĐ-UBND' });
  const file = await store.files.put('bang.pdf', PDF, { contentType: 'application/pdf' }, START);
  const document = { file: file.id, sha256: file.sha256, renderer: 'test', bytes: PDF.length };
  await store.certificates.setDocument('QD-1/HS-valid', document);
});
afterAll(() => site.stop());

test('shows what is printed on a valid certificate, and nothing else of it', async () => {
  const page = await site.get(`/verify/${codes.valid}`);
  const text = textOf(page.html);
  expect(page.status).toBe(200);
  for (const fact of ['Đang có hiệu lực', 'Lê Thị Mẫu 1', '05/QĐ-UBND', 'Bằng khen', 'vinhdanh.example'])
    expect(text).toContain(fact);
  expect(text).not.toContain('HS-valid');
  expect(page.headers.get('x-robots-tag')).toContain('noindex');
});

test('says that a certificate was corrected, replaced or revoked, and by which paper', async () => {
  const said = async (state: keyof typeof codes) => textOf((await site.get(`/verify?code=${codes[state]}`)).html);
  expect(await said('corrected')).toContain('21/UBND-NC');
  // the right fact beside the printed one
  expect(await said('corrected')).toContain('Lê Thị Mẩu 2 (đã in: Lê Thị Mẫu 2)');
  expect(await said('revoked')).toContain('Bằng này không còn giá trị.');
  expect(await said('revoked')).not.toContain('Đang có hiệu lực');
});

test('follows a chain of replacements to its end, also when that was revoked', async () => {
  const said = async (state: keyof typeof codes) => textOf((await site.get(`/verify?code=${codes[state]}`)).html);
  const { store } = site.service;
  const end = (await store.certificates.get(last))!;
  const valid = `số sổ vàng ${end.goldBookNumber}, đang có hiệu lực`;
  expect(await said('replaced')).toContain('Đã thay thế bởi Quyết định số 06/QĐ-UBND');
  expect(await said('second')).toContain('Đã thay thế bởi Quyết định số 07/QĐ-UBND');
  for (const state of ['replaced', 'second'] as const) {
    expect(await said(state)).toContain(valid);
    expect(await said(state)).not.toContain(end.verifyCode.slice(0, 5));
  }
  expect(await said('third')).toContain('Đang có hiệu lực');
  await settle(store, last, { kind: 'revoked' }, { number: '78/QĐ-UBND' });
  for (const state of ['replaced', 'second'] as const) {
    expect(await said(state)).toContain('cũng không còn giá trị: đã hủy bỏ theo Quyết định số 78/QĐ-UBND');
    expect(await said(state)).not.toContain('đang có hiệu lực');
  }
  expect(await said('third')).toContain('Bằng này không còn giá trị.');
});

test('reads codes as people type them', async () => {
  const typed = codes.valid.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
  const spaced = `${typed.slice(0, 3)} ${typed.slice(3, 7)}–${typed.slice(7)}`;
  expect((await site.get(`/verify?code=${encodeURIComponent(spaced)}`)).status).toBe(200);
  expect(codeFrom(' 7k3qx-9m2ab ')).toBe('7K3QX9M2AB');
  expect(codeFrom('oOiIlL-0123')).toBe('0011110123');
  expect(codeFrom('U234567890')).toBeUndefined();
});

test('an unknown code, and what is none, are said to be in no register', async () => {
  for (const code of ['AAAAABBBBB', 'x', '<script>alert(1)</script>', '%00']) {
    const page = await site.get(`/verify?code=${encodeURIComponent(code)}`);
    expect(page.status).toBe(404);
    expect(textOf(page.html)).toContain('Không tìm thấy trong sổ');
    expect(page.html).not.toContain('<script>alert');
  }
  const form = await site.get('/verify');
  expect(form.status).toBe(200);
  expect(formsIn(form.html).map((f) => f.method)).toEqual(['get', 'post']);
});

/** Sends a file alone, from the page on which no code has been typed. */
async function checked(bytes: Buffer, lang: 'vi' | 'en' = 'vi'): Promise<Answer> {
  const page = await site.get(`/verify${lang === 'en' ? '?lang=en' : ''}`);
  const { action } = formsIn(page.html).find((f) => f.method === 'post')!;
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), 'bang.pdf');
  return site.postForm(action, form);
}
const headline = ({ html }: Answer): string => textOf(/<h2 id="result">([^]*?)<\/h2>/.exec(html)?.[1] ?? '');

test('knows the file that was issued by its bytes alone, without any code', async () => {
  const before = await site.hash();
  const page = await checked(PDF);
  expect([page.status, headline(page)]).toEqual([200, 'Kết quả tra cứu: Đang có hiệu lực']);
  const text = textOf(page.html);
  for (const fact of ['Lê Thị Mẫu 1', 'Tệp trùng khớp', codes.valid.slice(0, 5)]) expect(text).toContain(fact);
  expect(headline(await checked(PDF, 'en'))).toBe('Result: Valid');
  expect(await site.hash()).toBe(before);
});

test('says of a file with one byte more that it is not the issued one, and does not call it forged or valid', async () => {
  const page = await checked(Buffer.concat([PDF, Buffer.from(' ')]));
  expect([page.status, headline(page)]).toEqual([404, 'Kết quả tra cứu: Không tìm thấy trong sổ']);
  expect(textOf(page.html)).toContain('Chưa thể kết luận bằng thật hay giả');
  expect(textOf(page.html)).not.toContain('Lê Thị Mẫu 1');
});

test('shows what the register says under the code in a file that was changed, and that the file is another one', async () => {
  const changed = (code: string) =>
    Buffer.from(`%PDF-1.7\n<pdf:Keywords>vinhdanh.example/verify/${code}</pdf:Keywords>\nNgười khác\n%%EOF`);
  for (const code of [codes.valid, `${codes.valid.slice(0, 5)}-${codes.valid.slice(5)}`]) {
    const page = await checked(changed(code));
    expect([page.status, headline(page)]).toEqual([200, 'Kết quả tra cứu: Tệp này không phải là bản đã phát hành']);
    expect(textOf(page.html)).toContain('Lê Thị Mẫu 1');
    expect(page.html).toContain('class="result unknown"');
  }
  expect(textOf((await checked(changed(codes.revoked))).html)).toContain('Bằng này không còn giá trị.');
  expect((await checked(changed('AAAAABBBBB'))).status).toBe(404);
  expect((await checked(Buffer.from(`no PDF: /verify/${codes.valid}`))).status).toBe(404);
});

test('finds its code in every certificate that the service draws', async () => {
  const { documents } = site.service.context;
  const verification = { ...certificate.verification, code: '7K3QX-9M2AB' };
  const { pdf } = await documents.renderCertificate({ ...certificate, verification });
  expect(codeInFile(Buffer.from(pdf))).toBe('7K3QX9M2AB');
});

test('refuses a file that is too large, a form without one, and one of another site', async () => {
  const before = await site.hash();
  expect((await checked(Buffer.alloc(21 * 1024 * 1024))).status).toBe(413);
  expect((await site.postForm('/verify', new FormData())).status).toBe(400);
  expect((await site.post('/verify', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect(await site.hash()).toBe(before);
});

test('counts each check by what it said, and nothing of who asked or for which one', async () => {
  const counts = async () => {
    const { html } = await site.get('/metrics');
    const said = [...html.matchAll(/^certificate_checks_total\{result="(\w+)"\} (\d+)$/gm)];
    // a line with any other label is none of these
    expect(said).toHaveLength(html.match(/^certificate_checks_total/gm)!.length);
    return Object.fromEntries(said.map(([, result, times]) => [result!, Number(times)]));
  };
  const before = await counts();
  expect(Object.keys(before).sort()).toEqual(['corrected', 'replaced', 'revoked', 'unknown', 'valid']);
  await site.get('/verify');
  for (const code of [codes.valid, codes.valid, codes.corrected, codes.revoked, codes.replaced, 'AAAAABBBBB'])
    await site.get(`/verify/${code}`);
  await checked(PDF);
  const after = await counts();
  const rise = Object.fromEntries(Object.entries(after).map(([state, times]) => [state, times - before[state]!]));
  expect(rise).toEqual({ valid: 3, corrected: 1, replaced: 1, revoked: 1, unknown: 1 });
});

test('is limited by address, with a page', async () => {
  let last = 200;
  for (let i = 0; i < 80 && last !== 429; i += 1) last = (await site.get('/verify')).status;
  const refused = await site.get('/verify');
  expect(refused.status).toBe(429);
  expect(textOf(refused.html)).toContain('Quá nhiều yêu cầu');
});
