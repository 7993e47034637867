import type { Browser, BrowserContext } from 'playwright-core';
import { appPages } from '../../api/pages/app';
import type { ApiContext } from '../../api/context';
import { playBeginning, type Turn } from '../driver/beginning';
import { createBoard } from '../driver/board';
import { Cast, found } from '../driver/cast';
import { left, playEncore } from '../driver/encore';
import { startHost } from '../driver/host';
import { Inbox } from '../driver/inbox';
import { enterFacts, enterRegisters } from '../driver/master-data';
import { play } from '../driver/play';
import { Stage } from '../driver/stage';
import { encore, season, type Act } from '../season';
import type { Camera, Framing } from './camera';
import { certificatesOf, decisionOf } from './scenes';
import { signIn } from './sign-in';

/** Who looks around, in this order: a page is shown as the first of them sees it. */
const people = [left.unit, left.office, 'P055', 'P059', 'C13', left.clerk, 'P060', 'C01', 'P061', 'P062'];
/** Whose award is corrected, so that there is a case to be seen. */
const corrected = 'N34';

const DESK = { width: 1280, height: 1100 };
const PHONE = { width: 360, height: 1500 };
/** One page of each kind is shown on a phone too, and one in the dark. */
const onPhone = [
  '/app',
  '/app/nominations',
  '/app/nominations/:id',
  '/app/submit/drafts/:id',
  '/app/people/:code/edit',
];
const inTheDark = ['/app', '/app/nominations/:id', '/app/submit/ticks', '/app/statistics'];

/** Moments of the season at which pages show what they do not show in the end: after which act, who looks, and where he begins. */
interface Moment {
  readonly after: (act: Act, next: Act | undefined) => boolean;
  readonly person: string;
  readonly start: string;
}
const moments: readonly Moment[] = [
  {
    after: (_, next) => next?.act === 'openSession' && next.session === 'S1',
    person: left.office,
    start: '/app/sessions/new',
  },
  {
    after: (_, next) => next?.act === 'propose' && next.proposal === 'A1',
    person: left.office,
    start: '/app/proposals/new',
  },
  { after: (act) => act.act === 'propose' && act.proposal === 'A3', person: left.office, start: '/app/proposals' },
  { after: (act) => act.act === 'line' && act.action.type === 'return', person: 'P054', start: '/app/submit/sent' },
  { after: (act) => act.act === 'openSession' && act.session === 'S4', person: 'C13', start: '/app/sessions' },
  { after: (act) => act.act === 'propose' && act.proposal === 'A10', person: 'P059', start: '/app/proposals' },
];

/** Who looks at the campaign at the turns of its year. */
const atTurns: Readonly<Record<Turn, readonly string[]>> = {
  drafted: [left.unit, 'P059'],
  waiting: [left.unit],
  closed: [left.unit, 'P059'],
  reviewed: [left.unit],
};

/** As often as one person looks at a page of one kind: not all of them lead to the same others. */
const LOOKS = 4;
/** Only few registrations have targets, and so figures to report. */
const MORE_LOOKS: Readonly<Record<string, number>> = { '/app/registrations/:id': 40 };
/** Files are not pages. */
const isFile = (path: string): boolean => /\.[a-z]+$|:file\b|signed-file\/original|\/ballots\//.test(path);

/** Name of the picture of a page: `/app/people/:code/edit` is `app-people-code-edit`. */
export const pictureOf = (path: string): string => path.slice(1).replaceAll(/[^a-z]+/gi, '-');

/** The pages behind sign-in, by their paths, as far as they show something. */
export const pagesInside = (): readonly string[] =>
  // they are listed, not asked: nothing of the service is needed for that
  appPages({} as ApiContext).flatMap(({ path, show }) => (show && !isFile(path) ? [path] : []));

/**
 * Plays the whole season on a service of its own, lets one person of each role walk from link to link, and takes a picture of each
 * page that somebody comes by. @returns the paths of the pages that nobody came by
 */
export async function picturesInside(browser: Browser, camera: Camera, say: (line: string) => void): Promise<string[]> {
  let stop = (): Promise<void> => Promise.resolve();
  try {
    const host = await startHost(season.year.start, say, (end) => (stop = end));
    const cast = new Cast(host.url, host.adminKey, season);
    const inbox = new Inbox(host.mailInboxUrl);
    const stage = new Stage(season, cast, inbox, say);
    await enterRegisters(cast.admin, season);
    await cast.draw();
    const missing = new Set(pagesInside());
    const look = async (person: string, start?: string): Promise<void> => {
      const context = await browser.newContext({ locale: 'vi-VN' });
      await signIn(await context.newPage(), { url: host.url, inbox }, cast.person(person).email);
      await lookAround({ context, url: host.url, camera, missing }, start);
      await context.close();
      say(`  ${person}: ${missing.size} pages are still to be seen`);
    };
    await playBeginning(stage, async (turn) => {
      for (const person of atTurns[turn]) await look(person, '/app/campaigns');
    });
    await enterFacts(cast.admin, season);
    const { acts } = season.story;
    await play(stage, createBoard(acts.length, process.stdout), async (act) => {
      const next = acts[acts.indexOf(act) + 1];
      for (const { after, person, start } of moments) if (after(act, next)) await look(person, start);
    });
    await leaveWork(stage);
    await playEncore(cast, inbox, say);
    await cast.as(left.unit).post('/nominations', found(encore.nominations, ({ key }) => key === 'E1', 'E1').body);
    for (const person of people) await look(person);
    return [...missing];
  } finally {
    await stop();
  }
}

const initiative = {
  unit: 'U01',
  title: 'Đối chiếu tự động số liệu thu ngân sách giữa hai hệ thống',
  authors: [{ person: 'P067', share: '100' }],
  field: 'Quản lý tài chính',
  appliedFrom: '2026-03-02',
  content: 'Chương trình đối chiếu hằng ngày, nêu từng khoản chênh lệch và nguyên nhân.',
  effect: 'Rút thời gian đối chiếu từ 03 ngày xuống 02 giờ mỗi tháng.',
};

/** An award that is being corrected, a measure against somebody, and two people of one name. */
async function leaveWork(stage: Stage): Promise<void> {
  const office = stage.cast.as('P059');
  const { code: _, email: _email, ...person } = found(season.people, ({ code }) => code === 'P067', 'P067');
  await office.put('/people/P967', { ...person, post: 'Chuyên viên chính' });
  await office.put('/conduct/KL-2026-01', {
    about: { kind: 'people', code: 'P067' },
    matter: 'discipline',
    measure: 'reprimand',
    from: '2026-05-11',
    to: '2027-05-11',
    paper: '45/QĐ-STC',
  });
  const certificates = await certificatesOf(stage, await decisionOf(stage, corrected));
  const { number } = found(certificates, ({ key }) => key === corrected, corrected);
  await stage.cast.as(left.unit).post('/initiative-submissions', initiative);
  const facts = { name: 'Cao Văn Mẫu Bình' };
  const asked = { kind: 'correction', reason: 'In thiếu dấu của họ tên.', facts, award: number };
  await office.post('/cases', asked);
}

interface Round {
  readonly context: BrowserContext;
  readonly url: string;
  readonly camera: Camera;
  /** Paths of which there is no picture yet. */
  readonly missing: Set<string>;
}

const patterns = pagesInside().map((path) => ({
  path,
  matches: new RegExp(`^${path.replaceAll(/:[a-z]+/gi, '[^/]+')}$`),
}));
/** The first that matches is served, as in the service. */
export const patternOf = (address: string): string | undefined =>
  patterns.find(({ matches }) => matches.test(address.split(/[?#]/)[0]!))?.path;

const unescaped = (attribute: string): string => attribute.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');

/** Where somebody stays who has begun somewhere; a campaign leads to what was registered for it. */
const withinOf = (start: string): string[] => [
  start.replace(/\/new$/, ''),
  ...(start === '/app/campaigns' ? ['/app/registrations'] : []),
];

/** Years without anything stand before that of the season. */
const played = `/app/statistics/${season.year.start.slice(0, 4)}`;

/** From link to link, the nearest first; with a start, only what lies below it. */
async function lookAround({ context, url, camera, missing }: Round, start?: string): Promise<void> {
  const looks = new Map<string, number>();
  const next = start === undefined ? ['/app', '/app/account', played] : [start];
  const known = new Set(next);
  const within = start === undefined ? ['/app'] : withinOf(start);
  for (let address = next.shift(); address !== undefined; address = next.shift()) {
    const path = patternOf(address);
    const times = path === undefined ? LOOKS : (looks.get(path) ?? 0);
    if (path === undefined || times >= (MORE_LOOKS[path] ?? LOOKS)) continue;
    looks.set(path, times + 1);
    const answer = await context.request.get(`${url}${address}`);
    if (!answer.ok() || answer.headers()['content-type']?.startsWith('text/html') !== true) continue;
    if (missing.delete(path)) await takeAll(camera, path, `${url}${address}`, await context.storageState());
    const links = [...(await answer.text()).matchAll(/href="(\/app[^"]*)"/g)].map(([, link]) => unescaped(link!));
    for (const link of links.filter((one) => within.some((path) => one.startsWith(path)) && !known.has(one))) {
      known.add(link);
      next.push(link);
    }
  }
}

async function takeAll(camera: Camera, path: string, address: string, as: Framing['as']): Promise<void> {
  const name = pictureOf(path);
  await camera.page(name, address, { ...DESK, as });
  if (onPhone.includes(path)) await camera.page(`${name}-360`, address, { ...PHONE, as });
  if (inTheDark.includes(path)) await camera.page(`${name}-dark`, address, { ...DESK, dark: true, as });
}
