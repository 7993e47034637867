import type { Page } from 'playwright-core';
import type { Cast } from '../driver/cast';
import { left, waiting } from '../driver/encore';
import type { Inbox } from '../driver/inbox';
import type { Stage } from '../driver/stage';
import { eventually } from '../driver/wait';
import { encore } from '../season';
import { signIn } from './sign-in';

/** Where the first five minutes are spent: a service with the encore played, and windows of a browser. */
export interface Visit {
  readonly url: string;
  readonly mailInboxUrl: string;
  readonly stage: Stage;
  readonly cast: Cast;
  readonly inbox: Inbox;
  /** A window of its own; wide unless it is a phone. */
  readonly window: (phone?: true) => Promise<Page>;
  /** Takes the next picture. */
  readonly picture: (page: Page) => Promise<void>;
}

/** The steps of docs/first-five-minutes.md, in their order; each works, or it throws. */
export const firstSteps: readonly (readonly [what: string, step: (visit: Visit) => Promise<void>])[] = [
  ['the first page says what this is', firstPage],
  ['a mail waits', mailWaits],
  ['a member votes and has a receipt', votes],
  ['the unit’s office sees what came of it', officeLooks],
  ['the clerk enters a number, and the certificate is there', clerkNumbers],
  ['everybody can check the certificate', checks],
  ['a unit begins a dossier', unitBegins],
  ['another system asks the API', apiAnswers],
];

async function firstPage({ url, window, picture }: Visit): Promise<void> {
  const page = await window();
  await page.goto(`${url}/readyz`);
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await picture(page);
}

const invited = (visit: Visit) => {
  const { email } = visit.cast.person(waiting.member);
  return visit.inbox.mailTo(email, 'invitation', `${visit.stage.session(waiting.session).id}.${waiting.member}`);
};

async function mailWaits(visit: Visit): Promise<void> {
  const { mail } = await invited(visit);
  const page = await visit.window();
  await page.goto(visit.mailInboxUrl);
  await page.getByText(mail.to[0]!.address).first().click();
  await page.frameLocator('iframe').getByText('Liên kết dành riêng').first().waitFor();
  await visit.picture(page);
}

async function votes(visit: Visit): Promise<void> {
  const { link } = await invited(visit);
  const page = await visit.window(true);
  await page.goto(link);
  await visit.picture(page);
  await page.locator('article.line').first().locator('input[value=yes]').check();
  await page.locator('button[value=agreeRest]').click();
  await page.locator('button[value=send]').click();
  await page.getByText('Đã ghi nhận phiếu').waitFor();
  await visit.picture(page);
  // the same link once more: nobody is punished
  await page.goto(link);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** A window in which somebody has signed in. */
async function signedIn(visit: Visit, person: string): Promise<Page> {
  const page = await visit.window();
  await signIn(page, visit, visit.cast.person(person).email);
  return page;
}

async function officeLooks(visit: Visit): Promise<void> {
  const page = await signedIn(visit, left.office);
  await visit.picture(page);
  const number = visit.stage.number(waiting.nomination);
  // the sheet that was missing closed the session; its result is written within moments
  await eventually('the dossier to have passed', async () => {
    await page.goto(`${visit.url}/app/nominations/${number}`);
    const said = await page.locator('.outcome .state').innerText();
    return said === 'Chờ trình ký' ? { found: true } : { instead: said };
  });
  await visit.picture(page);
}

async function clerkNumbers(visit: Visit): Promise<void> {
  const { signed } = encore.proposals[0]!;
  const page = await signedIn(visit, left.clerk);
  await visit.picture(page);
  await page.locator('main table a').first().click();
  await page.getByRole('link', { name: 'Ghi số, ngày của văn bản đã ký' }).click();
  await page.getByLabel('Số, ký hiệu').fill(signed.number);
  await page.getByLabel('Ngày văn bản').fill(signed.date);
  await page.getByLabel('Người ký', { exact: true }).fill(signed.signer);
  await page.getByLabel('Chức vụ người ký').fill(signed.signerPost);
  await page.getByRole('button', { name: 'Ghi số' }).click();
  await page.getByText('Đã ghi số').waitFor();
  await visit.picture(page);
}

async function checks(visit: Visit): Promise<void> {
  const number = visit.stage.number(waiting.numbered);
  const code = await eventually('the certificate', async () => {
    const { items } = await visit.cast.admin.get<{ readonly items: readonly { readonly id: string }[] }>(
      `/decisions?kind=decision&nomination=${number}`,
    );
    const [decision] = items;
    if (!decision) return { instead: 'no decision yet' };
    const { items: made } = await visit.cast.admin.get<{ readonly items: readonly { readonly verifyCode: string }[] }>(
      `/decisions/${decision.id}/certificates`,
    );
    return made[0] ? { found: made[0].verifyCode } : { instead: 'no certificate yet' };
  });
  const page = await visit.window(true);
  await page.goto(`${visit.url}/verify`);
  await page.locator('input[name=code]').fill(code);
  await page.locator('main form button').first().click();
  await page.getByText('Đang có hiệu lực').first().waitFor();
  await visit.picture(page);
}

async function unitBegins(visit: Visit): Promise<void> {
  const page = await signedIn(visit, left.unit);
  await visit.picture(page);
  await page.getByRole('link', { name: /cho cá nhân.*Lao động tiên tiến/ }).click();
  await page.locator('select[name=code]').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Bắt đầu soạn' }).click();
  await page.getByLabel('Tóm tắt thành tích').fill('Hoàn thành tốt nhiệm vụ; 12/12 báo cáo tháng gửi trước hạn.');
  await page.getByText(/Đã lưu lúc/).waitFor();
  await visit.picture(page);
}

async function apiAnswers(visit: Visit): Promise<void> {
  const { items } = await visit.cast.admin.get<{ readonly items: readonly unknown[] }>('/nominations?limit=5');
  if (items.length === 0) throw new Error('The API lists no nomination');
  const page = await visit.window();
  await page.goto(`${visit.url}/api/docs`);
  await page.locator('.opblock-tag').first().waitFor();
  await visit.picture(page);
}
