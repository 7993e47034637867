import PizZip from 'pizzip';
import type { Page } from 'playwright-core';
import { found } from '../driver/cast';
import type { Stage } from '../driver/stage';
import type { Act } from '../season';
import { line } from '../driver/unit-acts';
import type { Camera } from './camera';
import { caseScenes, type PrintedCertificate } from './case-scenes';
import { madePapers } from './made';

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
const collective = 'N19';
const household = 'N07';
const office = 'P059';
const asked = ['N19', 'N34', 'N35'];
const askedOn = '2026-12-15T09:00+07:00';
const printer = 'may-in-tdkt';
const signing = new URLSearchParams({ signer: 'Nguyễn Văn Mẫu', signerPost: 'Chủ tịch' }).toString();

/** The last act that the pictures need. */
export const isLast = (act: Act): boolean => act.act === 'record' && act.proposal === proposal;

/** The pictures that are taken while the season is played, in the order of its story. */
export const scenes: readonly Scene[] = [
  { after: (act) => act.act === 'line' && act.action.type === 'return', take: unitPages },
  { after: (act) => act.act === 'openSession' && act.session === session, take: ballotPages },
  { after: (act) => act.act === 'clock' && act.to === askedOn, take: wordingPage },
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

/** A unit reads what is to be printed, and says whether it is right. */
async function wordingPage({ stage, camera }: Place): Promise<void> {
  await line(stage, { act: 'line', by: office, nominations: asked, action: { type: 'askWording', due: '2026-12-22' } });
  const number = stage.number(collective);
  const { unitProposal = '' } = found(await stage.list(), ({ id }) => id === number, collective);
  const submissions = stage.season.story.acts.filter((act) => act.act === 'submit');
  const { contact } = found(submissions, (act) => act.nominations.includes(collective), `submission of ${collective}`);
  const { mail, link } = await stage.inbox.mailTo(contact.email, 'confirmWording', unitProposal);
  await camera.mail('mail-wording-360', mail.html, { width: 360 });
  await camera.page('wording-360', `${link}/wording`, PHONE);
}

/** An authority sees the list that is put to it. */
async function proposalPages({ stage, camera }: Place): Promise<void> {
  const { email } = stage.cast.person(authority);
  const link = await stage.inbox.linkTo(email, 'toAuthority', stage.proposal(proposal).id);
  await camera.page('proposal-1280', link, DESK);
  await camera.page('proposal-360', link, PHONE);
  await camera.page('proposal-360-dark', link, { ...PHONE, dark: true });
  const pack = new PizZip(
    await stage.cast.as(office).file(`/proposals/${stage.proposal(proposal).id}/signing-pack.zip?${signing}`),
  );
  const [draft] = pack.file(/Dự thảo Quyết định\.pdf$/);
  if (!draft) throw new Error('The signing pack has no draft decision');
  const bytes = draft.asNodeBuffer();
  await camera.paper('draft-decision', bytes, 900);
  await camera.paper('draft-decision-list', bytes, 900, 2);
}

/** When certificates have been issued: the papers, what everybody may see, and what becomes of some of them. */
export async function lastPictures(place: Place): Promise<void> {
  const { stage, camera, url } = place;
  const api = stage.cast.admin;
  const decision = await decisionOf(stage, awarded);
  const certificates = await certificatesOf(stage, decision);
  const { number, verifyCode } = found(certificates, (c) => c.key === awarded, `certificate of ${awarded}`);
  await camera.paper('certificate', await api.file(`/certificates/${number}/certificate.pdf`), 1200);
  await camera.paper('decision', await api.file(`/decisions/${decision}/document.pdf`), 900);
  const minutes = `/sessions/${stage.session(session).id}/papers`;
  await camera.paper('counting-minutes', await api.file(`${minutes}/counting-minutes.pdf`), 900);
  await camera.page('verify-360', `${url}/verify?code=${verifyCode}`, PHONE);
  await camera.page('home-1280', url, { ...DESK, height: 720 });
  await camera.page('home-360', url, SHORT_PHONE);
  await camera.page('dead-link-360', `${url}/b/${'0'.repeat(43)}`, SHORT_PHONE);
  await certificatePapers(place, decision, certificates);
  await caseScenes(place, certificates);
}

/** File copies of each kind, the print on a blank and its proof, the slips, and the page on which a printer is adjusted. */
async function certificatePapers(
  { stage, camera }: Place,
  decision: string,
  certificates: readonly PrintedCertificate[],
): Promise<void> {
  const api = stage.cast.admin;
  const copies = [
    ['collective', certificates, collective],
    ['household', await certificatesOf(stage, await decisionOf(stage, household)), household],
  ] as const;
  for (const [kind, all, key] of copies) {
    const { number } = found(all, (c) => c.key === key, `certificate of ${key}`);
    await camera.paper(`certificate-${kind}`, await api.file(`/certificates/${number}/certificate.pdf`), 1200);
  }
  const { posthumous, blank } = await madePapers();
  await camera.paper('certificate-posthumous', posthumous, 1200);
  const printed = `/decisions/${decision}/certificates.pdf?printer=${printer}`;
  const last = certificates.length;
  await camera.printed('certificate-on-blank', await api.file(printed), blank, 1200, last);
  await camera.printed('certificate-proof', await api.file(`${printed}&proof=true`), blank, 1200);
  await camera.paper('handover-slip', await api.file(`/decisions/${decision}/slips.pdf`), 900, last);
  const { url: adjust } = await api.post<{ readonly url: string }>(`/printers/${printer}/adjust-link`);
  await camera.page('printer-1280', adjust, { ...DESK, height: 1560 });
}

export async function decisionOf(stage: Stage, key: string): Promise<string> {
  const path = `/decisions?kind=decision&nomination=${stage.number(key)}`;
  const { items } = await stage.cast.admin.get<{ readonly items: readonly { readonly id: string }[] }>(path);
  return found(items, () => true, `decision on ${key}`).id;
}

export async function certificatesOf(stage: Stage, decision: string): Promise<readonly PrintedCertificate[]> {
  const keys = new Map([...stage.numbers].map(([key, number]) => [number, key]));
  const { items } = await stage.cast.admin.get<{ readonly items: readonly Certificate[] }>(
    `/decisions/${decision}/certificates`,
  );
  return items.map(({ nomination, ...rest }) => ({ ...rest, key: keys.get(nomination) ?? '' }));
}

interface Certificate {
  readonly number: string;
  readonly nomination: string;
  readonly verifyCode: string;
}
