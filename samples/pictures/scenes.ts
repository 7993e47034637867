import type { Page } from 'playwright-core';
import { found } from '../driver/cast';
import type { Stage } from '../driver/stage';
import type { Act } from '../season';
import type { Camera } from './camera';

/** Where the pictures are taken. */
export interface Place {
  readonly stage: Stage;
  readonly camera: Camera;
  /** Address of the service. */
  readonly url: string;
}

/** A moment of the season, and the pictures that are taken then. */
export interface Scene {
  /** The act after which the pictures are taken. */
  readonly after: (act: Act) => boolean;
  readonly take: (place: Place) => Promise<void>;
}

const PHONE = { width: 360, height: 1640 };
const SHORT_PHONE = { width: 360, height: 780 };
const DESK = { width: 1280, height: 900 };

/** What of the season is shown. */
const returned = 'N11';
const session = 'S3';
const member = 'C02';
const secretary = 'C13';
const proposal = 'A9';
const authority = 'C01';
const awarded = 'N35';

/** The last act that the pictures need. */
export const isLast = (act: Act): boolean => act.act === 'record' && act.proposal === proposal;

/** The pictures that are taken while the season is played, in the order of its story. */
export const scenes: readonly Scene[] = [
  { after: (act) => act.act === 'line' && act.action.type === 'return', take: unitPages },
  { after: (act) => act.act === 'openSession' && act.session === session, take: ballotPages },
  { after: (act) => act.act === 'propose' && act.proposal === proposal, take: proposalPages },
];

/** A unit sees where its dossiers are, and what it has to correct. */
async function unitPages({ stage, camera }: Place): Promise<void> {
  const number = stage.number(returned);
  const { unitProposal = '' } = found(await stage.list(), ({ id }) => id === number, returned);
  const submissions = stage.season.story.acts.filter((act) => act.act === 'submit');
  const { contact } = found(submissions, (act) => act.nominations.includes(returned), `submission of ${returned}`);
  const link = await stage.inbox.linkTo(contact.email, 'return', unitProposal);
  await camera.page('status-1280', link, DESK);
  await camera.page('status-360', link, PHONE);
  await camera.page('correction-360', link, { ...PHONE, act: (page) => page.locator('.tocorrect a').first().click() });
}

/** A member gets a mail, opens the sheet, and reads back what it says. */
async function ballotPages({ stage, camera }: Place): Promise<void> {
  const matter = `${stage.session(session).id}.${member}`;
  const { mail, link } = await stage.inbox.mailTo(stage.cast.person(member).email, 'invitation', matter);
  await camera.mail('mail-invitation', mail.html, { width: 640, height: 780 });
  await camera.page('ballot-360', link, PHONE);
  await camera.page('ballot-360-dark', link, { ...PHONE, dark: true });
  await camera.page('ballot-1280', link, DESK);
  await camera.page('ballot-review-360', link, { ...SHORT_PHONE, act: readBack });
  const slip = `/sessions/${stage.session(session).id}/members/${member}/slip`;
  const printed = await stage.cast.as(secretary).print(slip, { reason: 'Gửi kèm tài liệu giấy.' });
  await camera.paper('paper-invitation', printed, 900);
}

async function readBack(page: Page): Promise<void> {
  await page.locator('article.line').nth(1).locator('input[value=no]').check();
  await page.locator('button[value=agreeRest]').click();
  await page.locator('button[value=send]').waitFor();
}

/** An authority sees the list that is put to it. */
async function proposalPages({ stage, camera }: Place): Promise<void> {
  const { email } = stage.cast.person(authority);
  const link = await stage.inbox.linkTo(email, 'toAuthority', stage.proposal(proposal).id);
  await camera.page('proposal-1280', link, DESK);
  await camera.page('proposal-360', link, PHONE);
  await camera.page('proposal-360-dark', link, { ...PHONE, dark: true });
}

/** When certificates have been issued: the papers, and what everybody may see. */
export async function lastPictures({ stage, camera, url }: Place): Promise<void> {
  const api = stage.cast.admin;
  const nomination = stage.number(awarded);
  const decisions = await api.get<{ readonly items: readonly { readonly id: string }[] }>(
    `/decisions?kind=decision&nomination=${nomination}`,
  );
  const [{ id }] = decisions.items as readonly [{ readonly id: string }];
  const under = await api.get<{ readonly items: readonly Certificate[] }>(`/decisions/${id}/certificates`);
  const { number, verifyCode } = found(under.items, (c) => c.nomination === nomination, `certificate of ${awarded}`);
  await camera.paper('certificate', await api.file(`/certificates/${number}/certificate.pdf`), 1200);
  await camera.paper('decision', await api.file(`/decisions/${id}/document.pdf`), 900);
  const minutes = `/sessions/${stage.session(session).id}/papers`;
  await camera.paper('counting-minutes', await api.file(`${minutes}/counting-minutes.pdf`), 900);
  await camera.page('verify-360', `${url}/verify?code=${verifyCode}`, PHONE);
  await camera.page('home-1280', url, { ...DESK, height: 720 });
  await camera.page('home-360', url, SHORT_PHONE);
  await camera.page('dead-link-360', `${url}/b/${'0'.repeat(43)}`, SHORT_PHONE);
}

interface Certificate {
  readonly number: string;
  readonly nomination: string;
  readonly verifyCode: string;
}
