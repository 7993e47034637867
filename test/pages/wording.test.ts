import type { NominationRecord } from '../../platform/store';
import { dossier } from '../setup/fixtures';
import { note, sendDocket, type TestDocket } from '../setup/docket';
import { eventually } from '../setup/service';
import { formIn, textOf } from './form';
import { someone } from './app/someone';
import { testSite, type TestSite } from './site';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.stop());

const DUE = '2026-11-25';

/** Lines of an award that the province decides, waiting for the proposal; all but the last were asked about. */
async function asked(count = 3): Promise<{ docket: TestDocket; path: string }> {
  const docket = await sendDocket(
    site.service,
    Array.from({ length: count }, (_, i) => dossier('GK', i + 1)),
  );
  await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16' });
  await docket.act({ type: 'accept' });
  await docket.reach('waitingForCouncil');
  await docket.act({ type: 'claim', claim: 'session-x', stage: 'council', level: 'unit' });
  await docket.act({ type: 'councilResult', claim: 'session-x', result: 'passed' });
  await docket.reach('waitingForApproval');
  const lines = docket.nominations.slice(0, -1);
  await docket.act({ type: 'askWording', due: DUE }, lines);
  for (const id of lines) await wordingOf(docket, id, (wording) => wording !== undefined);
  const path = await site.token('status', docket.unitProposal, 'contact');
  return { docket, path: `${path}/wording` };
}

type Wording = NonNullable<NominationRecord['line']>['wording'];

/** What stands of a line in the read model, once it is so. */
const wordingOf = (docket: TestDocket, id: string, is: (wording: Wording) => boolean): Promise<Wording> =>
  eventually(async () => (await docket.nomination(id)).line?.wording, is);

const answerOf = async (docket: TestDocket, i: number) =>
  (await docket.nomination(docket.nominations[i])).line?.wording?.answer;

const mailsWith = (words: string) => site.service.mails.mails.filter(({ subject = '' }) => subject.includes(words));

describe('what is to be printed', () => {
  test('is asked for in one mail, announced on the list and shown part by part, of the lines that were asked about', async () => {
    const { docket, path } = await asked();
    const [mail, ...more] = await eventually(
      () => Promise.resolve(mailsWith('Đề nghị xác nhận nội dung in bằng')),
      (mails) => mails.length > 0,
    );
    expect(more).toEqual([]);
    expect(mail!.text).toContain('Đây chưa phải là kết quả khen thưởng');
    const list = textOf((await site.get(path.replace('/wording', ''))).html);
    expect(list).toContain('Có 2 trường hợp chờ xác nhận nội dung in bằng');
    const before = await site.hash();
    const page = await site.get(path);
    expect(page.status).toBe(200);
    const { nominee, merit } = (await docket.nomination()).dossier;
    expect(textOf(page.html)).toContain(`1. Bà ${nominee.name}`);
    expect(textOf(page.html)).toContain(merit);
    const names = Object.keys(formIn(page.html).fields);
    expect(names.filter((name) => name.startsWith('version.'))).toEqual(['version.1', 'version.2']);
    expect(names.some((name) => name.startsWith('answer.'))).toBe(false);
    expect(await site.hash()).toBe(before);
  });

  test('is confirmed line by line; what is wrong is told to the office; the same form twice counts once', async () => {
    const { docket, path } = await asked();
    const page = await site.get(path);
    const filled = {
      'answer.1': 'right',
      'answer.2': 'wrong',
      'said.2': 'Họ tên đúng là Đỗ Thị Mẫu',
      by: 'Vũ Thị Mẫu',
    };
    const done = await site.press(path, page, undefined, filled);
    expect([done.status, textOf(done.html)]).toEqual([200, expect.stringContaining('Họ tên đúng là Đỗ Thị Mẫu')]);
    const [first, second] = docket.nominations as [string, string, string];
    await wordingOf(docket, first, (wording) => wording?.answer?.right === true);
    const disputed = await wordingOf(docket, second, (wording) => wording?.answer?.right === false);
    const again = await site.press(path, page, undefined, filled);
    expect(again.status).toBe(200);
    expect((await site.service.store.notes.need(disputed!.answer!.note)).reason).toBe(
      'Họ tên đúng là Đỗ Thị Mẫu\nNgười trả lời: Vũ Thị Mẫu',
    );
    const told = await eventually(
      () => Promise.resolve(mailsWith('đơn vị đề nghị sửa nội dung in bằng')),
      (mails) => mails.length > 0,
    );
    expect(told).toHaveLength(1);
    expect(told[0]!.text).not.toContain('Đỗ Thị Mẫu');
    // the answer stands on the page, and can be given otherwise
    expect(textOf((await site.get(path)).html)).toContain('Đơn vị đã đề nghị sửa lúc');
  });

  test('is confirmed by who has signed in for the unit as through its link; for another unit it is not there', async () => {
    const { docket, path: linked } = await asked();
    const path = `/app/submit/sent/${docket.unitProposal}/wording`;
    const unit = await someone(site, 'unit', 'U01');
    const { nominee } = (await docket.nomination()).dossier;
    expect(textOf((await unit.get(path)).html)).toContain(`1. Bà ${nominee.name}`);
    const filled = { 'answer.1': 'right', by: 'Vũ Thị Mẫu' };
    const done = await unit.fill(path, filled);
    expect([done.status, textOf(done.html)]).toEqual([200, expect.stringContaining('Đã')]);
    await wordingOf(docket, docket.nominations[0]!, (wording) => wording?.answer?.right === true);
    // seen through the link as well
    expect(textOf((await site.get(linked)).html)).toContain('Đơn vị đã xác nhận');
    const other = await someone(site, 'unit', 'U02');
    expect((await other.get(path)).status).toBe(404);
    expect((await other.post(path, filled)).status).toBe(404);
  });

  test.each([
    ['nothing', {}, 'Chưa chọn trường hợp nào.'],
    ['a line as wrong without saying what', { 'answer.1': 'wrong', by: 'Vũ Thị Mẫu' }, 'Số 1: chưa ghi chỗ cần sửa.'],
    ['no name', { 'answer.1': 'right', 'said.2': 'đang xem' }, 'Chưa ghi họ tên người trả lời.'],
  ])('%s is not taken, and what was typed stays', async (_name, filled: Record<string, string>, sentence) => {
    const { docket, path } = await asked();
    const refused = await site.press(path, await site.get(path), undefined, filled);
    expect(refused.status).toBe(400);
    expect(textOf(refused.html)).toContain(sentence);
    expect(formIn(refused.html).fields).toMatchObject(filled);
    expect(await answerOf(docket, 0)).toBeUndefined();
  });

  test('that was corrected meanwhile is shown anew, and nothing is confirmed unread', async () => {
    const { docket, path } = await asked();
    const page = await site.get(path);
    const id = docket.nominations[0]!;
    const { dossier: of } = await docket.nomination(id);
    await site.service.store.dossiers.insert({
      _id: `${id}/mended`,
      nomination: id,
      content: { ...of, merit: 'Thành tích đã sửa' },
      by: 'key:office',
      at: '2026-11-16T03:00:00.000Z',
    });
    await docket.act({ type: 'correctClerical', note: await note(site.service), dossier: `${id}/mended` }, [id]);
    await docket.act({ type: 'askWording', due: DUE }, [id]);
    await wordingOf(docket, id, (wording) => wording !== undefined && wording.answer === undefined);
    const stale = await site.press(path, page, undefined, { 'answer.1': 'right', by: 'Vũ Thị Mẫu' });
    expect([stale.status, textOf(stale.html)]).toEqual([409, expect.stringContaining('Nội dung đã thay đổi')]);
    expect(textOf(stale.html)).toContain('Thành tích đã sửa');
    expect(formIn(stale.html).fields).toMatchObject({ by: 'Vũ Thị Mẫu' });
    expect(await answerOf(docket, 0)).toBeUndefined();
  });

  test('says so when nothing waits, and takes no line that was not asked about', async () => {
    const { docket, path } = await asked(2);
    const page = await site.get(path);
    const forged = { 'answer.2': 'right', 'version.2': '9', by: 'Vũ Thị Mẫu' };
    expect((await site.press(path, page, undefined, forged)).status).toBe(409);
    expect(await answerOf(docket, 1)).toBeUndefined();
    expect((await site.press(path, page, undefined, { 'answer.1': 'maybe', by: 'x' })).status).toBe(400);
    const other = await sendDocket(site.service, [dossier('GK', 1)]);
    const none = await site.get(`${await site.token('status', other.unitProposal, 'contact')}/wording`);
    expect(textOf(none.html)).toContain('Hiện không có nội dung nào chờ xác nhận.');
  });
});
