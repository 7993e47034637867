import type { Page } from 'playwright-core';
import type { TestBrowser } from '../../setup/browser';
import type { Line } from './agenda';
import type { Act, Place, Said } from './cast';

/** What a member does in front of a sheet, with clicks and keys alone. */

const heading = (page: Page): Promise<string> => page.locator('h1').innerText();
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const choices = (page: Page): Promise<Record<string, string>> =>
  page.evaluate<Record<string, string>>(
    `Object.fromEntries([...document.querySelectorAll('form.sheet input[type=radio]:checked')].map((i) => [i.name.slice(7), i.value]))`,
  );
const numbersIn = (page: Page, part: string): Promise<number[]> =>
  page.evaluate<number[]>(
    `[...document.querySelectorAll('.part.${part} li .no')].map((e) => parseInt(e.textContent, 10))`,
  );

const wanted = ({ no = [], recused = {} }: Said, line: number): string =>
  recused[line] !== undefined ? 'recuse' : no.includes(line) ? 'no' : 'yes';

/** The sheet that a member has before him. */
export interface Sheet {
  readonly lines: readonly Line[];
  /** The line that is locked for him. */
  readonly own?: number | undefined;
}

/**
 * One act of a member, on a device of its own.
 * @returns the receipt code that he saw, when he sent his sheet
 */
export async function perform(
  browser: TestBrowser,
  { width, script }: Place,
  path: string,
  act: Act,
  sheet: Sheet,
): Promise<string | undefined> {
  const page = await browser.open(width, { script });
  try {
    await page.goto(path);
    if ((await heading(page)).includes('đã gửi phiếu lúc')) await page.getByRole('link', { name: 'Sửa phiếu' }).click();
    const blank = await fill(page, act, sheet);
    if (act.ends === 'saved') {
      if (!script) await press(page, 'Lưu tạm');
      await page.getByText('Đã lưu tạm lúc').waitFor();
      return undefined;
    }
    await press(page, blank > 0 ? 'Đồng ý với các trường hợp còn lại…' : 'Xem lại phiếu');
    await readBack(page, act.says, sheet, act.how === 'agreesWithRest' ? blank : 0);
    if (act.ends === 'atReadBack') return undefined;
    await press(page, 'Gửi phiếu');
    expect(await heading(page)).toContain('Đã ghi nhận phiếu của Ông');
    const code = await page.locator('.code dd').innerText();
    await page.goto(path);
    expect(await heading(page)).toContain('Ông đã gửi phiếu lúc');
    expect(await page.locator('.code dd').innerText()).toBe(code);
    return code;
  } finally {
    await page.context().close();
  }
}

/** Chooses what is not chosen yet. @returns how many lines are left to "agree with the rest" */
async function fill(page: Page, { says, how, stopsAfter = Infinity }: Act, { lines, own }: Sheet): Promise<number> {
  const before = await choices(page);
  let blank = 0;
  let chosen = Object.keys(before).length;
  for (const { no, nomination } of lines.filter((line) => line.no !== own && line.no <= stopsAfter)) {
    const choice = wanted(says, no);
    if (before[nomination] === choice) continue;
    if (how === 'agreesWithRest' && choice === 'yes' && before[nomination] === undefined) {
      blank += 1;
      continue;
    }
    await choose(page, no, nomination, choice, says.recused?.[no]);
    chosen += 1;
  }
  if (blank > 0 && chosen === 0) await page.getByLabel('Tôi đã xem các trường hợp còn lại').check();
  return blank;
}

async function choose(page: Page, no: number, id: string, choice: string, reason?: string): Promise<void> {
  const line = page.locator(`#l-${no}`);
  if (choice === 'recuse') await line.locator('details.recuse summary').click();
  await line.locator(`label:has(input[name="choice.${id}"][value="${choice}"])`).click();
  if (reason !== undefined) await line.locator(`input[name="reason.${id}"]`).fill(reason);
}

/** The read-back shows what was chosen, all of it and nothing else, and says that nothing is sent. */
async function readBack(page: Page, { no = [], recused = {} }: Said, { lines, own }: Sheet, rest: number) {
  expect(await heading(page)).toContain('PHIẾU CHƯA ĐƯỢC GỬI');
  const apart = [...Object.keys(recused).map(Number), ...(own === undefined ? [] : [own])].sort((a, b) => a - b);
  expect(await numbersIn(page, 'no')).toEqual(no);
  expect(await numbersIn(page, 'recuse')).toEqual(apart);
  expect(await numbersIn(page, 'yes')).toEqual(
    lines.map((line) => line.no).filter((line) => !no.includes(line) && !apart.includes(line)),
  );
  const said = page.getByText(`đã áp dụng cho ${rest} trường hợp để trống`);
  expect(await said.count()).toBe(rest > 0 ? 1 : 0);
}

/** What the sheet shows to a member who opens it again: how many lines are chosen, and whether it says that nothing is sent. */
export async function lookAgain(browser: TestBrowser, { width, script }: Place, path: string) {
  const page = await browser.open(width, { script });
  try {
    await page.goto(path);
    const notes = await page.locator('.note').allInnerTexts();
    return { chosen: Object.keys(await choices(page)).length, notes: notes.join('\n') };
  } finally {
    await page.context().close();
  }
}
