import { changeAccount } from '../../../api/commands/accounts/accounts';
import { accountFor, cookieOf } from '../../setup/accounts';
import { issueCertificate } from '../../setup/cases';
import { blankOverlay } from '../../setup/issued';
import { formsIn, textOf } from '../form';
import { testSite, type TestSite } from '../site';
import type { CertificateRecord } from '../../../platform/store';
import type { Role } from '../../../domain/roles';

let site: TestSite;
let certificate: CertificateRecord;
let at: string;
beforeAll(async () => {
  site = await testSite({ worker: false });
  const { store } = site.service;
  certificate = await issueCertificate(store, { serial: 5 });
  at = `/app/decisions/${certificate.decision}`;
  await store.printers.put({ _id: 'MAY-1', name: 'Máy in phòng Khen thưởng', nudge: { dxMm: 0, dyMm: 0 } });
  await store.overlays.put({ ...blankOverlay('BLANK'), awards: ['BKT'] });
});
afterAll(() => site.stop());

async function as(role: Role, unit?: string) {
  const cookie = await cookieOf(site, await accountFor(site, role, unit));
  const headers = { cookie, 'x-forwarded-proto': 'https', 'sec-fetch-site': 'same-origin' };
  return {
    get: (path: string) => site.get(path, headers),
    post: (path: string, fields: Record<string, string>) => site.post(path, fields, headers),
  };
}

test('an office is offered everything that is done with a decision, and gets it', async () => {
  const office = await as('office');
  const { status, html } = await office.get(at);
  expect(status).toBe(200);
  const text = textOf(html);
  for (const one of [
    'In trên phôi',
    'Căn chỉnh máy in',
    'Danh sách trao tặng',
    'Danh sách chi tiền thưởng',
    'sổ A-TINH',
  ]) {
    expect(text).toContain(one);
  }
  const links = [...html.matchAll(new RegExp(`href="${at}/([^"]+)"`, 'g'))].map(([, link]) => link!);
  expect(links).toEqual(
    expect.arrayContaining(['dossier.zip', 'certificates.pdf', 'ceremony-list.xlsx', 'slips.pdf', 'payment-list.xlsx']),
  );
  for (const link of links.filter((one) => !one.startsWith('document') && one !== 'certificates.pdf')) {
    expect([link, (await office.get(`${at}/${link}`)).status]).toEqual([link, 200]);
  }
  expect((await office.get(`${at}/handover.docx?unit=U01`)).headers.get('content-type')).toContain('wordprocessing');
  expect((await office.get(`${at}?lang=en`)).html).toContain('<html lang="en">');
});

test('it prints on a blank, and opens the page of the printer, which is dead once the role is taken away', async () => {
  const office = await as('office');
  const printed = await office.get(`${at}/certificates.pdf?printer=MAY-1&proof=true`);
  expect([printed.status, printed.html.startsWith('%PDF')]).toEqual([200, true]);
  const page = await office.get(at);
  const form = formsIn(page.html).find(({ action }) => action.endsWith('/printer-link'))!;
  const opened = await office.post(form.action, form.fields);
  const link = opened.headers.get('location')!;
  expect([opened.status, link]).toEqual([303, expect.stringMatching(/^\/o\//)]);
  expect(textOf((await site.get(link)).html)).toContain('Máy in phòng Khen thưởng');
  const account = await accountFor(site, 'office');
  const caller = { actor: 'service', role: 'admin' as const };
  const { _id: id, version: expects, ...said } = account;
  await changeAccount(site.context, { ...said, caller, id, expects, status: 'ended' });
  expect((await site.get(link)).status).toBe(404);
});

test('each sees what is for him: a clerk records the signed file, a unit reads its own lines, an inspector only looks', async () => {
  const inspector = (await (await as('inspector')).get(at)).html;
  expect(inspector).not.toContain('method="post"><input type="hidden" name="submission"');
  expect(inspector).not.toContain('printer-link');
  expect(inspector).toContain('dossier.zip');
  const unit = (await (await as('unit', 'U01')).get(at)).html;
  expect(unit).not.toContain('dossier.zip');
  expect(unit).not.toContain('printer-link');
  expect((await (await as('unit', 'U02')).get(at)).status).toBe(404);
  expect((await (await as('inspector')).post(`${at}/printer-link`, { printer: 'MAY-1' })).status).toBe(403);
});

test.each(['printer=none', 'printer=MAY-1&award=%00', 'colour=red'])(
  'refuses to print by "%s" with a page',
  async (query) => {
    const { status, html } = await (await as('clerk')).get(`${at}/certificates.pdf?${query}`);
    expect([400, 404]).toContain(status);
    expect(html).toContain('<html lang="vi">');
  },
);
