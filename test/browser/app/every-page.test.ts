import type { Page } from 'playwright-core';
import { appPages } from '../../../api/pages/app';
import { roles, type Role } from '../../../domain/roles';
import { furnishRound } from '../../pages/app/unit-round';
import { pages, type Case } from '../../pages/sight/addresses';
import { accountFor, cookieOf, signedIn } from '../../setup/accounts';
import { startApi, type TestApi } from '../../setup/api';
import { sideways, tabTo, testBrowser, violationsOn, type TestBrowser } from '../../setup/browser';
import { issueCertificate, openSession, sendProposal } from '../people';

/**
 * Every page behind sign-in, as whoever sees it first, and the first page of every role: nothing wrong by WCAG 2.2 AA on a phone,
 * nothing to scroll sideways on a phone and at a desk, everything to be reached by Tab with its focus shown; one page of
 * each kind in English and in the dark. A new page is in it by being served, as soon as its row of sight/addresses.ts leads to something.
 */

let api: TestApi;
let browser: TestBrowser;
let of: Case;
/** Where a page has something to show that the case of a session does not have. */
let instead: Readonly<Record<string, readonly string[]>>;
beforeAll(async () => {
  api = await startApi();
  const { site } = api;
  const { store } = site.service;
  browser = await testBrowser(site);
  const code = await issueCertificate(site);
  const { session, ids } = await openSession(site);
  const { proposal } = await sendProposal(site);
  const round = await furnishRound(site);
  const line = await store.nominations.need(ids[0]!);
  of = {
    id: session.id,
    docket: line.docket!,
    unitProposal: line.unitProposal!,
    lines: ids.slice(0, 1),
    members: 3,
    papers: ['none'],
    attached: 'none',
    proposal: proposal.id,
  };
  const certificate = (await store.certificates.byVerifyCode(code))!;
  const unit = await api.as('unit', 'U01');
  const draft = await unit.post('/nominations', draftIn(round));
  const submitted = await unit.post('/initiative-submissions', initiative);
  const at = `/app/initiatives/${String(submitted.body.id)}`;
  const office = await api.as('office', 'U01');
  await office.put('/initiatives/SK-CU', recognised);
  instead = {
    '/app/initiatives/:id': [at],
    '/app/initiatives/:id/attach': [`${at}/attach`],
    '/app/initiatives/:id/withdraw': [`${at}/withdraw`],
    '/app/initiatives/:id/council/:council': [`${at}/council/HD-U01`],
    '/app/initiatives/:id/scope': ['/app/initiatives/SK-CU/scope'],
    '/app/decisions/:id': [`/app/decisions/${certificate.decision}`],
    '/app/decisions/:id/handover': [`/app/decisions/${certificate.decision}/handover`],
    '/app/certificates/:code': [`/app/certificates/${code}`],
    '/app/rounds/:code': [`/app/rounds/${round}`],
    '/app/submit/drafts/:id': [`/app/submit/drafts/${String(draft.body.id)}`],
    '/app/submit/new': [`/app/submit/new?round=${round}&award=CSTDCS&kind=person`],
    '/app/submit/ticks': [`/app/submit/ticks?round=${round}&award=LDTT`],
    '/app/submit/send': [`/app/submit/send?round=${round}`],
    '/app/people/:code': ['/app/people/T1'],
    '/app/people/:code/edit': ['/app/people/T1/edit'],
    '/app/access/:id': [`/app/access/${(await accountFor(site, 'clerk', 'U01'))._id}`],
    '/app/units/:code': ['/app/units/U01'],
    '/app/units/:code/edit': ['/app/units/U01/edit'],
  };
}, 120_000);
afterAll(async () => {
  await browser.close();
  await api.stop();
});

const draftIn = (round: string) => ({
  award: 'CSTDCS',
  awardYear: 2026,
  round,
  commendationType: 'merit',
  nominee: { kind: 'person', name: 'Lê Văn Mẫu', address: 'Ông', post: 'Chuyên viên', unitName: 'Sở Tài chính' },
  achievementPeriod: { from: '2026-01-01', to: '2026-10-31' },
  merit: '',
  papers: [],
});

const initiative = {
  title:
    'Giải pháp đối chiếu, theo dõi giải ngân vốn đầu tư công dùng chung giữa các phòng và các đơn vị trực thuộc Sở',
  authors: [
    { person: 'T1', share: '66.67' },
    { person: 'T3', share: '33.33' },
  ],
  field: 'Quản lý tài chính',
  content: 'Sổ dùng chung: mỗi phòng nhập một lần, các phòng cùng đọc.',
  effect: 'Rút ngắn thời gian đối chiếu từ 05 ngày xuống 01 ngày.',
  appliedFrom: '2026-03-01',
  claims: 'province',
};

const recognised = {
  title: 'Đối chiếu tự động số thu ngân sách',
  nature: 'initiative',
  authors: ['T3'],
  unit: 'U01',
  scope: 'unit',
  recognisedOn: '2026-06-01',
  decisionNumber: '77/QĐ-STC',
};

type Who = readonly [role: Role, unit?: string];
const everybody: readonly Who[] = roles.flatMap((role): Who[] =>
  role === 'unit' ? [[role, 'U01']] : role === 'admin' ? [[role]] : [[role, 'U01'], [role]],
);

test('every page is sound for whoever may see it', async () => {
  const { site } = api;
  const cookies = await Promise.all(
    everybody.map(
      async ([role, unit]) => [role, unit, await cookieOf(site, await accountFor(site, role, unit))] as const,
    ),
  );
  const seen: (readonly [path: string, who: Who])[] = everybody.map((who) => ['/app', who]);
  let from = 0;
  for (const { path, show } of appPages(site.context)) {
    if (!show || path === '/app') continue;
    const [address] = instead[path] ?? (await pages[path]?.(of, api)) ?? [];
    if (address === undefined) continue;
    for (const [role, unit, cookie] of cookies) {
      from += 1;
      const headers = { cookie, 'x-forwarded-for': `10.9.${Math.floor(from / 200)}.${from % 200}` };
      const { status, headers: got } = await site.get(address, headers);
      const isPage = got.get('content-type')?.includes('html') === true;
      if (status !== 200) continue;
      if (isPage) seen.push([address, unit === undefined ? [role] : [role, unit]]);
      break;
    }
  }
  // one that nobody sees has nothing to show in this case
  expect(seen.length).toBeGreaterThan(40);
  const addresses = seen.map(([address]) => address);
  for (const [path, [address]] of Object.entries(instead))
    if (path.startsWith('/app/initiatives')) expect(addresses).toContain(address);

  const byRole = new Map<string, (typeof seen)[0][]>();
  for (const one of seen) byRole.set(one[1].join('@'), [...(byRole.get(one[1].join('@')) ?? []), one]);
  const wrong: string[] = [];
  const known = new Set<string>();
  for (const all of byRole.values()) {
    const [[, [role, unit]]] = all as [(typeof all)[0]];
    const page = await browser.open(360);
    await signedIn(page, site, unit === undefined ? { role } : { role, unit });
    for (const [path] of all) {
      await page.goto(path);
      if ((await sideways(page)) > 0) wrong.push(`${path} scrolls sideways at 360 px`);
      const parts = (await page.evaluate<string[]>(PARTS)).filter((part) => !known.has(part));
      if (parts.length === 0) continue;
      for (const part of parts) known.add(part);
      wrong.push(...(await violationsOn(page)).map((what) => `${path}: ${what}`));
      await page.setViewportSize({ width: 1280, height: 740 });
      if ((await sideways(page)) > 0) wrong.push(`${path} scrolls sideways at 1280 px`);
      wrong.push(...(await byKeyboard(page)).map((what) => `${path} by keyboard: ${what}`));
      // the same parts in the dark, where they are in English
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=en`);
      const lang = await page.locator('html').getAttribute('lang');
      if (lang !== 'en') wrong.push(`${path} is not in English`);
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 740 });
        if ((await sideways(page)) > 0) wrong.push(`${path} in English scrolls sideways at ${width} px`);
      }
      wrong.push(...(await violationsOn(page)).map((what) => `${path} in English, in the dark: ${what}`));
      await page.emulateMedia({ colorScheme: 'light' });
    }
    await page.context().close();
  }
  expect(wrong).toEqual([]);
}, 420_000);

/** From the top of the page to the last thing that can be pressed on it, by Tab alone; what is wrong on the way. */
async function byKeyboard(page: Page): Promise<string[]> {
  const last = page.locator('main :is(a[href], button)').filter({ visible: true }).last();
  if ((await last.count()) === 0) return [];
  try {
    await tabTo(page, last);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** What a page is made of: a page that has nothing which another one had not is not looked at again. */
const PARTS = `[...new Set([...document.querySelectorAll('main *')].map((e) =>
  [e.parentElement.localName, e.localName, e.className, e.type ?? '', e.getAttribute('role') ?? ''].join('.')))]`;
