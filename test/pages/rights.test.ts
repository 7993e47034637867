import { appPages } from '../../api/pages/app';
import { API_BASE, endpoints } from '../../api/routes';
import type { Endpoint } from '../../api/routes/endpoint';
import { has, mayAct } from '../../domain/roles';
import { accountFor, cookieOf } from '../setup/accounts';
import { startApi, type Reply, type TestApi } from '../setup/api';
import { addresses, pages, type Case } from './sight/addresses';
import { callers, nameOf } from './sight/look';
import { saidIn } from './sight/said';
import { drafted, MERIT } from './sight/sittings';

/**
 * What `domain/roles.ts` says is what every door does: every call of the API and every page behind sign-in is asked for by every
 * role, of the province, of the unit concerned and of another one. A new address is in these tables by being served.
 */

type Caller = (typeof callers)[number];

const AT_ONCE = 12;
let asked = 0;
/** Each from an address of its own: nobody asks so much in a minute. */
const from = (): string => `10.8.${Math.floor((asked += 1) / 200) % 250}.${asked % 200}`;

let api: TestApi;
let of: Case;
const keys = new Map<Caller, string>();
const cookies = new Map<Caller, string>();
beforeAll(async () => {
  api = await startApi({ sizes: { province: 5, unit: 9 } });
  of = await drafted(api, { level: 'unit', ballot: 'named', members: 9 });
  for (const caller of callers) {
    keys.set(caller, (await api.as(caller.role, caller.unit)).key);
    cookies.set(caller, await cookieOf(api.site, await accountFor(api.site, caller.role, caller.unit)));
  }
}, 60_000);
afterAll(() => api.stop());

const withKey = (caller: Caller) => ({ authorization: `Bearer ${keys.get(caller)!}`, 'x-forwarded-for': from() });

/** Asks for many things, some at once. */
async function all<T, R>(list: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let i = 0; i < list.length; i += AT_ONCE)
    answers.push(...(await Promise.all(list.slice(i, i + AT_ONCE).map(ask))));
  return answers;
}

/** A path with something in the place of its parameters. */
const filled = (path: string): string => path.replace(/:year\b/g, '2026').replace(/:\w+/g, 'none');
/** Where a GET of the API has something to show, and where another call goes. */
const pathsOf = ({ method, path }: Endpoint): readonly string[] =>
  method === 'get' ? (addresses[path]?.(of) ?? [filled(path)]) : [filled(path)];

const ruled = endpoints.filter((endpoint) => endpoint.right !== undefined);
const codeOf = ({ body }: Reply): unknown => (body as { code?: string } | undefined)?.code;

describe.each(callers.map((caller) => [nameOf(caller), caller] as const))('%s', (_name, caller) => {
  const lacking = ruled.filter(({ right }) => !has(caller, right!));
  const having = ruled.filter(({ right }) => has(caller, right!));
  const askApi = async (endpoint: Endpoint) =>
    await all(pathsOf(endpoint), (path) =>
      api.raw(endpoint.method.toUpperCase(), `${API_BASE}${path}`, { headers: withKey(caller) }),
    );

  test('is refused every call of the API that is not for the role', async () => {
    const wrong: string[] = [];
    for (const endpoint of lacking) {
      for (const reply of await askApi(endpoint)) {
        if (reply.status !== 403 || codeOf(reply) !== 'FORBIDDEN') {
          wrong.push(`${endpoint.method} ${endpoint.path}: ${reply.status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('is let in to every call that is, and told of his own unit alone', async () => {
    const refused: string[] = [];
    const told: string[] = [];
    const foreign = caller.unit === 'U02';
    for (const endpoint of [...having, ...endpoints.filter(({ right }) => right === undefined)]) {
      for (const reply of await askApi(endpoint)) {
        const name = `${endpoint.method} ${endpoint.path}`;
        expect([name, reply.status < 500]).toEqual([name, true]);
        const narrow = narrower[name]?.(caller) ?? false;
        if (endpoint.right !== undefined && (reply.status === 403) !== narrow) refused.push(name);
        if (foreign && reply.status === 200 && (await isTold(reply))) told.push(name);
      }
    }
    expect(refused).toEqual([]);
    expect(told).toEqual([]);
  });

  test('sees the pages of the role, and no others', async () => {
    const wrong: string[] = [];
    const told: string[] = [];
    const entries = navigation((await open('/app')).html);
    for (const { path, right: needed, entry, ofUnit, show, post } of appPages(api.site.context)) {
      const may = needed === undefined || has(caller, needed);
      if (entry !== undefined && path !== '/app') {
        const listed = entries.includes(path);
        if (listed !== (may && (!ofUnit || caller.unit !== undefined)))
          wrong.push(`${path} in the navigation: ${String(listed)}`);
      }
      if (show) {
        const rows = pages[path];
        if (!rows) wrong.push(`${path} has no row in sight/addresses.ts`);
        for (const address of (await rows?.(of, api)) ?? []) {
          const { status, html } = await open(address);
          if (status === 200) wrong.push(...linksBeyond(html).map((link) => `${address} links to ${link}`));
          const narrow = may && (narrower[path]?.(caller) ?? isRunning(path, caller));
          const right = narrow ? [403, 404].includes(status) : (status === 403) !== may && status < 500;
          if (!right) wrong.push(`GET ${address}: ${status}`);
          if (caller.unit === 'U02' && secrets().some((secret) => html.includes(secret) && !address.includes(secret)))
            told.push(address);
        }
      }
      if (post && !may) {
        const { status } = await api.site.post(filled(path), {}, headersOf());
        if (status !== 403) wrong.push(`POST ${path}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(told).toEqual([]);
  });

  /** What a page leads to that is not for this role. */
  const linksBeyond = (html: string): string[] =>
    navigation(html).filter((link) => {
      const page = patterns.find(({ matches }) => matches.test(link.split(/[?#]/)[0]!));
      return page !== undefined && !(page.right === undefined || has(caller, page.right));
    });

  const headersOf = () => ({
    cookie: cookies.get(caller)!,
    'x-forwarded-for': from(),
    'sec-fetch-site': 'same-origin',
  });
  const open = (path: string) => api.site.get(path, headersOf());
});

/** Where the links of a page lead. */
const navigation = (html: string): string[] =>
  [...html.matchAll(/<a (?:class="[^"]*" )?href="(\/app[^"]*)"/g)].map(([, href]) => href!);

/** The first that matches is served. */
const patterns = appPages({} as TestApi['site']['context'])
  .filter(({ show }) => show)
  .map(({ path, right }) => ({ right, matches: new RegExp(`^${path.replaceAll(/:[a-z]+/gi, '[^/]+')}$`, 'i') }));

/**
 * What is refused beyond the right: the session is of a unit, whose own people run it; a draft is made of what one may read; the
 * line, which stands at unit level, is held by that unit's office.
 */
const narrower: Readonly<Record<string, (caller: Caller) => boolean>> = {
  'get /sessions/:id/letters/drafts': ({ unit }) => unit === undefined,
  'get /sessions/:id/totals': ({ unit }) => unit === undefined,
  'get /templates/:kind/preview.docx': (caller) => !has(caller, 'readSessions'),
  // kept by the province for all
  '/app/calendars/new': ({ unit }) => unit !== undefined,
  '/app/calendars/:year/edit': ({ unit }) => unit !== undefined,
  // units submit for themselves; a wider scope is the province's to recognise
  '/app/initiatives/new': ({ unit }) => unit === undefined,
  '/app/initiatives/:id/withdraw': ({ unit }) => unit === undefined,
  '/app/initiatives/:id/scope': ({ unit }) => unit !== undefined,
  // an office keeps its rooms, its unit is the province's
  '/app/units/:code/edit': ({ unit }) => unit !== undefined,
  '/app/blocks/:id/:year/edit': ({ unit }) => unit !== undefined,
  '/app/blocks/:id/:year/paper': (caller) => caller.unit !== undefined || !has(caller, 'writeFacts'),
  '/app/substitutions/new': ({ unit }) => unit !== undefined,
  '/app/substitutions/:authority/:from': ({ unit }) => unit !== undefined,
  // whoever asks: what is found of these lines is not one to let pass
  '/app/nominations/:id/findings/:code': () => true,
  '/app/nominations/:id/act/:action': (caller) => !mayAct(caller, 'hold', 'unit'),
  '/app/nominations/:id/act/correctClerical': (caller) => !mayAct(caller, 'correctClerical', 'unit'),
};

/** Of the session of a unit the province reads the page and the papers, and runs nothing. */
const isRunning = (path: string, { unit }: Caller): boolean =>
  unit === undefined && /^\/app\/sessions\/:id\/(act|letters|totals|members|lines)\b/.test(path);

/** Ids and words of the unit's lines, which nobody of another unit may be told. */
const secrets = (): readonly string[] => [...of.lines, of.docket, of.unitProposal, of.id, ...MERIT];
async function isTold({ bytes, headers }: Reply): Promise<boolean> {
  const type = headers.get('content-type') ?? '';
  if (/zip|spreadsheet/.test(type)) return false;
  const { text } = await saidIn(bytes, type);
  return secrets().some((secret) => text.includes(secret));
}

test('nobody is let in without a key, or without having signed in', async () => {
  const open = await all(endpoints, async ({ method, path }) => {
    const { status } = await api.raw(method.toUpperCase(), `${API_BASE}${filled(path)}`, {
      headers: { 'x-forwarded-for': from() },
    });
    return [`${method} ${path}`, status] as const;
  });
  expect(open.filter(([, status]) => status !== 401)).toEqual([]);
  const behind = appPages(api.site.context).filter(({ show }) => show);
  const seen = await all(behind, async ({ path }) => [path, (await api.site.get(filled(path))).status] as const);
  expect(seen.filter(([, status]) => status !== 303)).toEqual([]);
});
