import { accountFor, cookieOf } from '../../setup/accounts';
import { issueCertificate, settle } from '../../setup/cases';
import { textOf } from '../form';
import { testSite, type TestSite } from '../site';
import type { CertificateRecord } from '../../../platform/store';
import type { Role } from '../../../domain/roles';

let site: TestSite;
let plain: CertificateRecord;
let revoked: CertificateRecord;
beforeAll(async () => {
  site = await testSite({ worker: false });
  const { store } = site.service;
  const nominee = (name: string) => ({ kind: 'person', person: 'P1', name, address: 'Bà' as const, ...post }) as const;
  plain = await issueCertificate(store, {
    serial: 5,
    dossier: { nominee: { ...nominee('Đặng Thị Ánh'), post: '=HYPERLINK(1)' } },
  });
  revoked = await issueCertificate(store, { serial: 6, dossier: { nominee: nominee('Lê Thị Mẫu') } });
  const changes = [{ field: 'name', printed: 'Lê Thị Mẫu', correct: 'Lê Thị Mậu' }] as const;
  await settle(store, revoked._id, { kind: 'corrected', changes }, { number: '07/QĐ-UBND' });
  await settle(store, revoked._id, { kind: 'revoked', ground: 'fraud' }, { number: '08/QĐ-UBND' });
});
afterAll(() => site.stop());

const post = { post: 'Chuyên viên', unitName: 'Sở Tài chính' };

async function as(role: Role, unit?: string) {
  const cookie = await cookieOf(site, await accountFor(site, role, unit));
  return { get: (path: string) => site.get(path, { cookie, 'x-forwarded-proto': 'https' }) };
}

const found = async (role: Role, unit: string | undefined, query: string): Promise<number> => {
  const { status, html } = await (await as(role, unit)).get(`/app/certificates?${query}`);
  expect(status).toBe(200);
  return [...html.matchAll(/href="\/app\/certificates\/[0-9A-Z]{5}-[0-9A-Z]{5}"/g)].length;
};

describe('the list', () => {
  test.each([
    ['q=dang+anh', 1],
    ['q=le+thi+mau', 1],
    ['decision=05%2FQ%C4%90-UBND', 1],
    ['decision=99%2FQ%C4%90-UBND', 0],
    ['status=revoked', 1],
    ['award=BKT&status=valid', 1],
    ['q=', 2],
  ])('with %s shows %i', async (query, count) => {
    expect(await found('office', undefined, query)).toBe(count);
  });

  test('is of the own people in a unit, and empty for another one', async () => {
    expect(await found('unit', 'U01', '')).toBe(2);
    expect(await found('unit', 'U02', '')).toBe(0);
    expect((await (await as('unit', 'U02')).get(`/app/certificates/${plain.verifyCode}`)).status).toBe(404);
    expect((await (await as('unit', 'U02')).get('/app/certificates.csv')).html).not.toContain('Ánh');
  });

  test.each(['status=lost', `q=${'x'.repeat(101)}`, 'cursor=!!', 'colour=red', 'q=%E2%80%AE'])(
    'refuses "%s" by a page that says what is wrong',
    async (query) => {
      expect((await (await as('office')).get(`/app/certificates?${query}`)).status).toBe(400);
    },
  );

  test('is exported with its filters, with a mark for Excel and no formula', async () => {
    const { html, headers } = await (await as('clerk')).get('/app/certificates.csv?q=dang');
    expect(headers.get('content-type')).toContain('text/csv');
    const lines = html.trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("'=HYPERLINK");
    expect((await (await as('clerk')).get('/app/certificates.xlsx')).headers.get('content-type')).toContain('sheet');
  });
});

describe('a certificate', () => {
  test('shows what is printed, its place in the gold book, what it is worth and everything since', async () => {
    const { html } = await (await as('office')).get(`/app/certificates/${revoked.verifyCode}`);
    const text = textOf(html);
    expect(text).toContain('Lê Thị Mậu (đã in: Lê Thị Mẫu)');
    expect(text).toContain('Đã hủy bỏ');
    expect(text).toContain('quyết định tặng đã bị hủy bỏ theo Quyết định số 08/QĐ-UBND');
    for (const one of ['Cấp, ghi vào sổ vàng', 'gian dối', '07/QĐ-UBND', 'số 2, sổ A-TINH/2026']) {
      expect(text).toContain(one);
    }
    // nothing more can be done about it
    expect(text).not.toContain('Việc có thể làm');
  });

  test('tells a unit of no case, and offers an office to open one', async () => {
    const unit = await (await as('unit', 'U01')).get(`/app/certificates/${revoked.verifyCode}`);
    expect(unit.html).not.toContain('/app/cases/');
    const office = await (await as('office')).get(`/app/certificates/${plain.number}`);
    expect(office.html).toContain('/app/cases/new?certificate');
    expect((await (await as('inspector')).get(`/app/certificates/${plain.number}`)).html).not.toContain(
      '/app/cases/new',
    );
  });

  test('gives the bytes that were issued, in English too', async () => {
    const office = await as('office');
    const { status, html } = await office.get(`/app/certificates/${plain.verifyCode}/certificate.pdf`);
    expect([status, html.startsWith('%PDF')]).toEqual([200, true]);
    expect((await office.get(`/app/certificates/${plain.verifyCode}?lang=en`)).html).toContain('<html lang="en">');
    expect((await office.get('/app/certificates/AAAAA-BBBBB')).status).toBe(404);
  });
});
