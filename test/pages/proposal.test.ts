import type { Dossier } from '../../platform/store';
import { START, dossier } from '../setup/fixtures';
import { sendDocket } from '../setup/docket';
import { sendTestProposal, type TestProposal } from '../setup/proposal';
import { eventually } from '../setup/service';
import { formIn, textOf } from './form';
import { testSite, type TestSite } from './site';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.stop());

/** Lines under the simplified procedure, before the head of the unit. */
async function opened(
  papers: Dossier['papers'] = [],
): Promise<{ proposal: TestProposal; path: string; ids: readonly string[] }> {
  const docket = await sendDocket(
    site.service,
    [1, 2].map((no) =>
      dossier('BKT', no, {
        procedure: 'simplified',
        commendationType: 'adHoc',
        papers,
        nominee: { kind: 'household', name: `Hộ ông Lê Văn Mẫu ${no}`, residence: 'Thôn 1, xã N' },
      }),
    ),
  );
  await docket.reach('waitingForApproval');
  const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'BKT' }));
  const proposal = await sendTestProposal(site.service, lines, { level: 'unit', power: 'forward' });
  await proposal.reach('sent');
  return { proposal, path: await site.token('proposal', proposal.id, 'C1'), ids: docket.nominations };
}

test('shows the list with nothing preset, and wants an answer', async () => {
  const { path } = await opened();
  const page = await site.get(path);
  expect(page.status).toBe(200);
  expect(textOf(page.html)).toContain('Hộ ông Lê Văn Mẫu 2');
  expect(formIn(page.html).fields['answer']).toBeUndefined();
  const refused = await site.press(path, page, 'review');
  expect(refused.status).toBe(400);
  expect(textOf(refused.html)).toContain('chưa chọn ý kiến về danh sách');
});

test('says with which criterion a line was let pass, why and by which paper; never that a matter was looked into', async () => {
  const { path, ids } = await opened();
  const { store, context } = site.service;
  const { id: rules } = await context.rules.on(START.slice(0, 10));
  const add = (code: string, reason: string) =>
    store.overrides.add({
      _id: `${ids[0]!}/${code}`,
      nomination: ids[0]!,
      code,
      rules,
      level: 'unit',
      role: 'office',
      by: 'key:office',
      reason,
      paper: { kind: 'other', title: 'Văn bản đồng ý', number: '12/UBND-NC', date: '2026-11-12' },
      at: START,
    });
  await add('R37', 'Nghị định mới đã ban hành');
  await add('R16.verification', 'Đã có kết luận kiểm tra');
  const text = textOf((await site.get(path)).html);
  expect(text).toContain(
    'Tiêu chuẩn chưa đạt, đã chấp thuận ngoại lệ: Căn cứ pháp lý của hồ sơ còn hiệu lực vào ngày dự kiến ban hành quyết định (R37); ' +
      'lý do: Nghị định mới đã ban hành; văn bản: Văn bản đồng ý, 12/UBND-NC, 12/11/2026',
  );
  expect(text.match(/đủ điều kiện, có tiêu chuẩn chưa đạt được chấp thuận trường hợp ngoại lệ/g)).toHaveLength(1);
  expect(text).not.toContain('kiểm tra');
  const english = textOf((await site.get(`${path}?lang=en`)).html);
  expect(english).toContain('Criterion not met, let pass: The legal basis of the dossier still holds');
});

test('a line is struck out with a reason only, and what was typed is kept', async () => {
  const { path, ids } = await opened();
  const struck = { answer: 'approve', [`strike.${ids[1]!}`]: 'yes' };
  const refused = await site.press(path, await site.get(path), 'review', struck);
  expect(refused.status).toBe(400);
  expect(formIn(refused.html).fields).toMatchObject(struck);
  const both = { ...struck, [`strike.${ids[0]!}`]: 'yes', [`reason.${ids[0]!}`]: 'a', [`reason.${ids[1]!}`]: 'b' };
  const none = await site.press(path, refused, 'review', both);
  expect(textOf(none.html)).toContain('mọi trường hợp đều bị đưa ra khỏi danh sách');
});

test('is read back, sent once, and shown afterwards', async () => {
  const { path, ids, proposal } = await opened();
  const before = await site.hash();
  const filled = { answer: 'approve', [`strike.${ids[1]!}`]: 'yes', [`reason.${ids[1]!}`]: 'Chờ kết luận thanh tra' };
  const review = await site.press(path, await site.get(path), 'review', filled);
  expect(textOf(review.html)).toContain('Chờ kết luận thanh tra');
  const edited = await site.press(path, review, 'edit');
  expect(formIn(edited.html).fields).toMatchObject(filled);
  expect(await site.hash()).toBe(before);

  const answers = await Promise.all([1, 2].map(() => site.press(path, review, 'send')));
  expect(answers.map((a) => a.status)).toEqual([200, 200]);
  expect(answers[0]!.html).toBe(answers[1]!.html);
  await proposal.reach('awaitingNumber');
  expect((await proposal.record()).answer).toMatchObject({ kind: 'approved', by: 'person:C1' });
  const after = await site.get(path);
  expect(textOf(after.html)).toContain('Ông đã cho ý kiến lúc');
  expect(textOf(after.html)).toContain('Chờ kết luận thanh tra');
  // the same form once more finds its own receipt; another one is told what was answered
  expect((await site.press(path, review, 'send')).status).toBe(200);
  const other = await site.press(path, review, 'send', { submission: '2-another-form' });
  expect(other.status).toBe(409);
  expect(textOf(other.html)).toContain('Ông đã cho ý kiến lúc');
});

test('the whole list goes back with a reason', async () => {
  const { path, proposal } = await opened();
  const page = await site.get(path);
  expect((await site.press(path, page, 'review', { answer: 'return' })).status).toBe(400);
  const review = await site.press(path, page, 'review', { answer: 'return', returnReason: 'Bổ sung ý kiến' });
  expect((await site.press(path, review, 'send')).status).toBe(200);
  await proposal.reach('returned');
  expect(textOf((await site.get(path)).html)).toContain('Bổ sung ý kiến');
});

test('a page that is out of date, a foreign line and a list taken back are refused', async () => {
  const { path, proposal } = await opened();
  const stale = await site.press(path, await site.get(path), 'send', { submission: '1-stale-form', answer: 'approve' });
  expect(stale.status).toBe(409);
  expect(textOf(stale.html)).toContain('đã thay đổi sau khi trang này được mở');
  const foreign = await site.press(path, await site.get(path), 'review', { 'strike.HS-2026-999999': 'yes' });
  expect(foreign.status).toBe(400);
  await proposal.handle.executeUpdate('cancelProposal', { args: [{ actor: 'key:office', content: 'h', note: 'n' }] });
  await proposal.reach('cancelled');
  expect(textOf((await site.get(path)).html)).toContain('đã rút Tờ trình');
});

test('without a worker the answer is “not known yet”; pressed again it counts once', async () => {
  const { path, proposal } = await opened();
  await site.service.stopWorker();
  const review = await site.press(path, await site.get(path), 'review', { answer: 'approve' });
  const busy = await site.press(path, review, 'send');
  expect(busy.status).toBe(503);
  expect(formIn(busy.html).fields['submission']).toBe(formIn(review.html).fields['submission']);
  await site.service.startWorker();
  expect((await site.press(path, busy, 'send')).status).toBe(200);
  await proposal.reach('awaitingNumber');
});

test('after the paper was recorded without an answer the page names it', async () => {
  const { path, proposal } = await opened();
  const recorded = { status: 'forwarded' as const, decision: 'QD-RECORDED' };
  await site.service.store.decisions.insert({
    _id: 'QD-RECORDED',
    proposal: proposal.id,
    kind: 'forward',
    register: 'A-U01/forward/2026',
    number: '1034/TTr-STC',
    date: '2026-11-16',
    signer: 'Nguyễn Văn Mẫu',
    signerPost: 'Giám đốc',
    form: 'direct',
    subject: 'Về việc khen thưởng',
    lines: [],
    at: '2026-11-16T03:00:00.000Z',
    by: 'key:clerk',
  });
  await site.service.store.proposals.save(proposal.id, 99, recorded);
  await eventually(
    () => proposal.record(),
    (p) => p.status === 'forwarded',
  );
  expect(textOf((await site.get(path)).html)).toContain('1034/TTr-STC');
});

test('a link opens the papers of its own dossiers, as what they are, and no others', async () => {
  const { files } = site.service.store;
  const bytes = Buffer.from('%PDF-1.7');
  const pdf = await files.put("Báo cáo 'mới' (1).pdf", bytes, { entity: 'HS', type: 'application/pdf' }, START);
  const page = await files.put('trang.html', Buffer.from('<script>'), { entity: 'HS', type: 'text/html' }, START);
  const other = await files.put('khac.pdf', bytes, { entity: 'other', type: 'application/pdf' }, START);
  const paper = { kind: 'achievementReport', title: 'Báo cáo thành tích' };
  const { path } = await opened([pdf, page].map((file) => ({ ...paper, attachment: file.id })));
  expect(textOf((await site.get(path)).html)).toContain('Báo cáo thành tích');
  const shown = await site.get(`${path}?paper=${pdf.id}`);
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename\*=UTF-8''B%C3%A1o/);
  expect(shown.headers.get('cache-control')).toBe('no-store');
  const saved = await site.get(`${path}?paper=${page.id}`);
  expect(saved.headers.get('content-type')).toBe('application/octet-stream');
  expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
  expect((await site.get(`${path}?paper=${other.id}`)).status).toBe(404);
});
