import { createSession, type NewSession } from '../../api/commands/sessions/draft';
import type { Caller } from '../../api/context';
import type { CouncilRuleEntry } from '../../domain/councilRules';
import { Problem } from '../../domain/errors';
import { readPdf } from '../platform/documents/pdf-reader';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { eventually } from '../setup/service';
import { textOf } from '../pages/form';
import { board, draftOf, fieldsOf, linesWaiting } from './council';
import { tinyPdf } from '../setup/tiny-pdf';

let api: TestApi;
let secretary: TestCaller;
beforeAll(async () => {
  api = await startApi({ sizes: { province: 5, unit: 5 } });
  secretary = await api.as('secretary', 'U01');
});
afterAll(() => api.stop());

const closesAt = '2026-11-20T17:00:00+07:00';
const scan = tinyPdf({ comment: 'counting minutes' });
const all = (ids: readonly string[], choice: string) => Object.fromEntries(ids.map((id) => [`choice.${id}`, choice]));
const reached = (id: string, status: string) =>
  eventually(
    async () => (await secretary.get(`/sessions/${id}`)).body,
    (body) => body.status === status,
  );
/** The page that the invitation to an address leads to. */
const linkOf = async (address: string, session: string): Promise<string> => {
  const mails = () => api.site.service.mails.to(address).filter((m) => m.messageId?.includes(session) === true);
  await eventually(
    () => Promise.resolve(mails()),
    (found) => found.length > 0,
  );
  return new URL(/https?:\/\/\S+/.exec(mails().at(-1)?.text ?? '')![0]).pathname;
};
const paperText = async (session: string, name: string): Promise<string> =>
  (await readPdf((await secretary.get(`/sessions/${session}/papers/${name}`)).bytes)).pages
    .map((page) => page.text)
    .join(' ')
    .replace(/\s+/g, ' ');
const countingPaper = async (session: string) => {
  const { body: file } = await secretary.upload(`/sessions/${session}/attachments`, 'bien-ban.pdf', scan);
  const paper = { kind: 'countingMinutes', title: 'Biên bản kiểm phiếu', number: '01/BB', date: '2026-11-20' };
  return { ...paper, attachment: file.id };
};

describe('a mixed session', () => {
  test('asks the absent by link, keeps a late opinion out and names it, and publishes the sums of both together', async () => {
    const { site } = api;
    const [first, second] = (await linesWaiting(api, 'P1', 'P2')) as [string, string];
    const said = draftOf([first, second], { kind: 'mixed', ballot: 'secret', countingBoard: board, closesAt });
    const reason = 'đi công tác tại Hà Nội';
    const twice = { ...said, absent: ['C4', { member: 'C4', reason }] };
    expect((await secretary.post('/sessions', twice)).status).toBe(400);
    expect(fieldsOf(await secretary.post('/sessions', { ...said, absent: ['C4', 'C9'] }))).toEqual(['absent.1']);
    const absent = ['C5', { member: 'C4', reason }];
    const key = { 'idempotency-key': 'mixed-1' };
    const { body: draft } = await secretary.post('/sessions', { ...said, absent }, key);
    expect((await secretary.post('/sessions', { ...said, absent }, key)).status).toBe(200);
    expect((await secretary.post('/sessions', { ...said, absent: ['C5', 'C4'] }, key)).status).toBe(422);
    expect((await secretary.post(`/sessions/${draft.id}/open`, { expects: 0 })).status).toBe(202);
    const open = await reached(draft.id, 'open');
    expect(open.absent).toEqual(['C5', 'C4']);
    expect(open.members.find((m: { person: string }) => m.person === 'C4')).toMatchObject({ absence: reason });

    // the absent have links, the others have none
    const inTime = await linkOf('c4@', draft.id);
    const tooLate = await linkOf('c5@', draft.id);
    const invited = site.service.mails.keyed(`invitation.${draft.id}.`);
    expect(invited).toHaveLength(2);
    expect(textOf((await site.get(inTime)).html)).toContain(
      'Số phiếu gửi qua liên kết ít nên chỉ công bố kết quả chung',
    );
    const declaring = { ...all([first], 'yes'), [`choice.${second}`]: 'recuse', [`reason.${second}`]: 'Em vợ' };
    const read = await site.press(inTime, await site.get(inTime), 'review', declaring);
    expect((await site.press(inTime, read, 'send')).status).toBe(200);
    const hesitating = await site.press(tooLate, await site.get(tooLate), 'review', all([first, second], 'no'));

    const paper = await countingPaper(draft.id);
    const totals = {
      present: ['C1', 'C2', 'C3'],
      issued: 3,
      returned: 3,
      valid: 3,
      invalid: 0,
      lines: [
        { nomination: first, yes: 3, no: 0 },
        { nomination: second, yes: 2, no: 0, recused: 1, declared: ['C3'] },
      ],
      paper,
    };
    const enter = (body: unknown, withKey = {}) => secretary.post(`/sessions/${draft.id}/totals`, body, withKey);
    // nobody may know what the meeting said while an opinion may still come
    expect((await enter(totals)).body.code).toBe('ACTION_NOT_ALLOWED');
    const admin = await api.as('admin');
    expect((await admin.post('/rehearsal/clock', { to: '2026-11-20T17:30:00+07:00' })).status).toBe(200);
    const late = await site.press(tooLate, hesitating, 'send');
    expect([late.status, textOf(late.html).includes('đến sau thời điểm kết thúc')]).toEqual([409, true]);
    const wrote = { ...totals, present: ['C1', 'C2', 'C4'] };
    expect(fieldsOf(await enter(wrote))).toContain('present.2');
    expect(fieldsOf(await enter({ ...totals, absent: [{ member: 'C1', reason }] }))).toEqual(['absent.0']);
    const ill = { member: 'C5', reason: 'nghỉ ốm' };
    const { body: typed } = await enter({ ...totals, absent: [ill] });
    // what the lines come to would tell what the absent have written
    expect([typed.entered.present, typed.outcomes]).toEqual([['C1', 'C2', 'C3'], undefined]);
    const checked = { totals: typed.totals, checkedBy: 'Bùi Thanh Mẫu' };
    expect((await secretary.post(`/sessions/${draft.id}/totals/confirm`, checked)).body.status).toBe('open');

    const closed = await reached(draft.id, 'closed');
    expect(closed.result).toMatchObject({ ballots: 4, ballotPapers: { issued: 5, returned: 4, valid: 4, invalid: 0 } });
    expect(closed.result.lines.map((l: { tally: object }) => l.tally)).toMatchObject([
      { yes: 4, recused: 0, passed: true },
      { yes: 2, recused: 2, passed: false },
    ]);
    // by name who declared, of the meeting and in writing; why is nobody's business
    expect(closed.recusals).toEqual([
      { nomination: second, person: 'C3' },
      { nomination: second, person: 'C4' },
    ]);
    expect(
      closed.turnout.map((t: { voted: boolean; present?: boolean; late?: string }) => [t.voted, t.present, !!t.late]),
    ).toEqual([
      [true, true, false],
      [true, true, false],
      [true, true, false],
      [true, undefined, false],
      [false, undefined, true],
    ]);
    // neither part stands by itself anywhere
    expect((await secretary.get(`/sessions/${draft.id}/recount.json`)).status).toBe(404);
    expect(await site.service.store.ballots.ofSession(draft.id)).toEqual([]);

    await eventually(
      async () => (await secretary.get(`/sessions/${draft.id}`)).body,
      (body) => body.papers !== undefined,
    );
    const counting = await paperText(draft.id, 'counting-minutes.pdf');
    expect(counting).toContain(
      'Tổng số thành viên Hội đồng: 05; tham gia: 04 (dự họp: 03; gửi ý kiến bằng văn bản: 01); vắng: 01.',
    );
    expect(counting).toContain('Phiếu phát ra: 05; thu về: 04; hợp lệ: 04; không hợp lệ: 00.');
    expect(counting).toMatch(/Nghỉ ốm; ý kiến gửi lúc 17 giờ 3\d, thứ Sáu, ngày 20\/11\/2026, sau thời hạn/);
    const minutes = await paperText(draft.id, 'minutes.pdf');
    expect(minutes).toMatch(/Gửi ý kiến bằng văn bản lúc .*?; vắng họp: đi công tác tại Hà Nội/);
    expect(minutes).toMatch(/Mẫu C3 không tham gia bỏ phiếu trường hợp số 2 \([^)]+\): tự báo không tham gia\./);
    expect(minutes).toMatch(/Mẫu C4 không tham gia bỏ phiếu trường hợp số 2 \([^)]+\): tự báo không tham gia\./);
    expect(minutes).toContain('đến 02 thành viên vắng mặt');
    expect(minutes).toContain('kết quả được nhập từ Biên bản kiểm phiếu, Bùi Thanh Mẫu đối chiếu.');
    expect(minutes + counting).not.toContain('Em vợ');
  });
});

describe('a line that needs another kind', () => {
  test('of session or of ballot is refused, with what it needs, and goes into a session of its own', async () => {
    const lines = await linesWaiting(api, 'P3');
    const { store } = api.site.service;
    const [line] = lines as [string];
    const { pack } = api.site.context;
    const caller: Caller = { actor: 'key:secretary', role: 'secretary', unit: 'U01' };
    const drafting = async (
      over: Partial<CouncilRuleEntry>,
      ballot: 'named' | 'secret' = 'named',
    ): Promise<unknown> => {
      const councilRules = pack.councilRules.map((rule) => (rule.code === 'unit' ? { ...rule, ...over } : rule));
      const session = {
        ...draftOf(lines),
        kind: 'written',
        closing: 'atTime',
        ballot,
        countingBoard: board,
        absent: [],
      };
      const asked = { caller, session: session as NewSession, submission: `kinds-${JSON.stringify(over)}-${ballot}` };
      const told = await createSession({ ...api.site.context, pack: { ...pack, councilRules } }, asked).catch(
        (error: unknown) => error,
      );
      return told instanceof Problem ? told.data['fields'] : told;
    };
    expect(await drafting({ sessions: ['meeting', 'mixed'] })).toEqual([
      {
        field: 'nominations.0',
        vi: 'CSTDCS chỉ được xét theo hình thức: họp Hội đồng, họp có lấy ý kiến bằng văn bản của thành viên vắng mặt. Đề nghị lập phiên riêng.',
        en: 'CSTDCS is decided on by a meeting or a mixed session only. Please draft a session of its own.',
      },
    ]);
    expect(await drafting({ ballots: ['secret'] })).toEqual([
      {
        field: 'nominations.0',
        vi: 'CSTDCS chỉ được xét bằng phiếu kín. Một phiếu chỉ có một loại; đề nghị lập phiên riêng.',
        en: 'CSTDCS is decided on by a secret ballot only. One sheet has one kind; please draft a session of its own.',
      },
    ]);
    expect(await drafting({ ballots: ['secret'] }, 'secret')).toMatchObject({ created: true });
    expect((await store.sessions.list({ nomination: line }, {})).items.map((s) => s.ballot)).toEqual(['secret']);
  });
});
