import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { joins } from '../setup/fixtures';
import { eventually } from '../setup/service';
import { basis, board, draftOf, fieldsOf, linesWaiting } from './council';

let api: TestApi;
let secretary: TestCaller;
beforeAll(async () => {
  api = await startApi();
  secretary = await api.as('secretary');
});
afterAll(() => api.stop());

const waiting = (...persons: readonly string[]) => linesWaiting(api, ...persons);

describe('a draft', () => {
  test('rests on its whole basis: without one of the four parts there is none, nor without all', async () => {
    const nominations = await waiting('P1');
    const ofUnit = await api.as('secretary', 'U01');
    const before = await api.site.hash();
    const refused = async (said: Record<string, string>) => {
      const { status, body } = await ofUnit.post('/sessions', draftOf(nominations, { basis: said }));
      return [status, body.code, (body.fields as { field: string }[]).map((f) => f.field)];
    };
    for (const part of Object.keys(basis)) {
      const { [part as keyof typeof basis]: _none, ...rest } = basis;
      expect(await refused(rest)).toEqual([409, 'NO_BASIS', [`basis.${part}`]]);
    }
    const all = Object.keys(basis).map((part) => `basis.${part}`);
    expect(await refused({})).toEqual([409, 'NO_BASIS', all]);
    expect(await api.site.hash()).toBe(before);
  });

  test('of a secret session has a counting board, without its nominees', async () => {
    const nominations = await waiting('P1');
    const ofUnit = await api.as('secretary', 'U01');
    const none = await ofUnit.post('/sessions', draftOf(nominations, { ballot: 'secret' }));
    expect([none.status, fieldsOf(none)]).toEqual([400, ['countingBoard']]);
    const nominee = { name: 'Lê Thị Mẫu', person: 'P1' };
    const partial = draftOf(nominations, { ballot: 'secret', countingBoard: [board[0], nominee] });
    expect(fieldsOf(await ofUnit.post('/sessions', partial))).toEqual(['countingBoard.1']);
    const said = draftOf(nominations, { ballot: 'secret', countingBoard: board });
    const key = { 'idempotency-key': 'board-1' };
    const made = await ofUnit.post('/sessions', said, key);
    expect([made.status, made.body.countingBoard]).toEqual([201, board]);
    expect((await ofUnit.post('/sessions', said, key)).status).toBe(200);
    const other = { ...said, countingBoard: [...board, { name: 'Phạm Thị Mẫu' }] };
    expect((await ofUnit.post('/sessions', other, key)).status).toBe(422);
  });
});

describe('opening', () => {
  test('names the lines that cannot reach their threshold, and takes them with a reason', async () => {
    // 80 % of three members are all three, so a member who is a nominee puts his own line out of reach
    const [reachable, own] = (await waiting('P1', 'C1')) as readonly [string, string];
    const ofUnit = await api.as('secretary', 'U01');
    const { body: draft } = await ofUnit.post('/sessions', draftOf([reachable, own]));
    const refused = await ofUnit.post(`/sessions/${draft.id}/open`, { expects: 0 });
    expect([refused.status, refused.body.code]).toEqual([409, 'OUT_OF_REACH']);
    expect(refused.body.outOfReach).toEqual([
      {
        nomination: own,
        no: draft.lines.find((l: { nomination: string }) => l.nomination === own).no,
        members: 3,
        recused: 1,
        needed: 3,
        why: {
          vi: '1 trong 3 thành viên không được bỏ phiếu; cần ít nhất 3 phiếu đồng ý nhưng chỉ có thể có 2',
          en: '1 of 3 members may not vote; at least 3 must vote yes, and only 2 can',
        },
      },
    ]);
    expect((await ofUnit.get(`/sessions/${draft.id}`)).body.status).toBe('draft');
    const reason = 'Hội đồng yêu cầu lấy ý kiến để ghi nhận.';
    const needless = { accepting: [{ nomination: reachable, reason }], expects: 0 };
    const wrong = await ofUnit.post(`/sessions/${draft.id}/open`, needless);
    expect([wrong.status, fieldsOf(wrong)]).toEqual([400, ['accepting.0.nomination']]);
    const accepting = [{ nomination: own, reason }];
    expect((await ofUnit.post(`/sessions/${draft.id}/open`, { accepting, expects: 0 })).status).toBe(202);
    const { body: open } = await eventually(
      () => ofUnit.get(`/sessions/${draft.id}`),
      (r) => r.body.status === 'open',
    );
    expect(open.lines.map((l: { accepted?: string }) => l.accepted).filter(Boolean)).toEqual([reason]);
    const trail = await api.site.service.store.audit.trail(draft.id);
    expect(trail.find((e) => e.type === 'openingOrdered')?.data).toEqual({ accepting });
  });
});

describe('what if', () => {
  test('says outcome and reason of made-up votes, and saves nothing', async () => {
    const nominations = await waiting('P1', 'P2');
    const ofUnit = await api.as('secretary', 'U01');
    const { body: draft } = await ofUnit.post('/sessions', draftOf(nominations));
    const before = await api.site.hash();
    const ask = (lines: readonly Record<string, unknown>[]) => ofUnit.post(`/sessions/${draft.id}/what-if`, { lines });
    const said = await ask([
      { nomination: nominations[0], yes: 3, no: 0 },
      { nomination: nominations[1], yes: 2, no: 1 },
    ]);
    expect(said.body.lines).toMatchObject([
      { passed: true, why: { vi: '3/3 phiếu đồng ý = 100,00 % tổng số thành viên; cần ít nhất 3' } },
      { passed: false, why: { en: '2 of 3 voted yes = 66.67 % of all members; at least 3 needed' } },
    ]);
    const wrong = await ask([
      { nomination: nominations[0], yes: 4, no: 0 },
      { nomination: 'HS-X', yes: 1, no: 0 },
    ]);
    expect([wrong.status, fieldsOf(wrong)]).toEqual([400, ['lines.0.participated', 'lines.1.nomination']]);
    expect(await api.site.hash()).toBe(before);
    const unit = await api.as('unit', 'U01');
    expect((await unit.post(`/sessions/${draft.id}/what-if`, { lines: [] })).status).toBeGreaterThanOrEqual(400);
    expect((await secretary.get(`/sessions/${draft.id}`)).status).toBe(200);
  });
});

describe('while a session is open', () => {
  const paper = { kind: 'decision', title: 'Quyết định', number: '77/QĐ-STC', date: '2026-11-16' };
  const reason = 'Chuyển công tác.';
  const mailed = (address: string, session: string) =>
    api.site.service.mails.to(address).filter((m) => m.messageId?.includes(session) === true);
  const linkOf = (address: string, session: string): string => {
    const link = /https?:\/\/\S+/.exec(mailed(address, session).at(-1)?.text ?? '')?.[0] ?? '';
    return `${api.site.url}${new URL(link).pathname}`;
  };
  const invited = (address: string, session: string) =>
    eventually(
      () => Promise.resolve(mailed(address, session)),
      (mails) => mails.length > 0,
    );
  const pageAt = async (url: string) => {
    const answer = await fetch(url);
    return { status: answer.status, text: await answer.text() };
  };

  test('a line is dropped with its paper; a draft loses it without', async () => {
    const nominations = await waiting('P1', 'P2', 'P3');
    const ofUnit = await api.as('secretary', 'U01');
    const { body: draft } = await ofUnit.post('/sessions', draftOf(nominations));
    const drop = (nomination: string, body: unknown, key?: Record<string, string>) =>
      ofUnit.post(`/sessions/${draft.id}/lines/${nomination}/drop`, body, key);
    const pressed = { 'idempotency-key': `drop-${draft.id}` };
    const dropped = await drop(nominations[0]!, { reason }, pressed);
    expect(dropped.status).toBe(200);
    expect((await drop(nominations[0]!, { reason }, pressed)).body).toEqual(dropped.body);
    expect((await drop(nominations[0]!, { reason: 'Lý do khác.' }, pressed)).body.code).toBe('KEY_REUSED');
    expect((await drop(nominations[0]!, { reason })).body.code).toBe('NOT_CLAIMED');
    const { lines } = (await ofUnit.get(`/sessions/${draft.id}`)).body;
    expect(lines.map((l: { no: number }) => l.no)).toEqual([1, 2]);
    const open = (expects?: number) => ofUnit.post(`/sessions/${draft.id}/open`, { expects });
    expect(fieldsOf(await open())).toEqual(['expects']);
    // the draft that was read had three lines
    expect((await open(0)).body.code).toBe('STATE_CHANGED');
    expect((await open(1)).status).toBe(202);
    await eventually(
      () => ofUnit.get(`/sessions/${draft.id}`),
      (r) => r.body.status === 'open',
    );
    const [first] = lines as { nomination: string }[];
    expect(fieldsOf(await drop(first!.nomination, { reason }))).toEqual(['paper']);
    const withPaper = { 'idempotency-key': `paper-${draft.id}` };
    const taken = await drop(first!.nomination, { reason, paper }, withPaper);
    expect(taken.body).toMatchObject({ status: 'open' });
    expect((await drop(first!.nomination, { reason, paper }, withPaper)).body).toEqual(taken.body);
    expect((await drop(first!.nomination, { reason, paper })).body.code).toBe('NOT_CLAIMED');
    const { body: shown } = await eventually(
      () => ofUnit.get(`/sessions/${draft.id}`),
      (r) => r.body.lines.length === 1,
    );
    expect(shown.dropped).toMatchObject([{ no: 1, paper: 'Quyết định số 77/QĐ-STC ngày 16/11/2026' }]);
    await invited('c2@', draft.id);
    const { text } = await pageAt(linkOf('c2@', draft.id));
    expect(text).toMatch(/Trường hợp số\s1 được đưa ra khỏi danh sách/);
    const sister = await api.as('secretary', 'U02');
    expect((await sister.post(`/sessions/${draft.id}/cancel`, { reason })).status).toBe(404);
  });

  test('an address is corrected, and a member replaced: dead links at once, fresh ones to the right people', async () => {
    const { service } = api.site;
    const nominations = await waiting('P1');
    const ofUnit = await api.as('secretary', 'U01');
    const { body: draft } = await ofUnit.post('/sessions', draftOf(nominations));
    await ofUnit.post(`/sessions/${draft.id}/open`, { expects: 0 });
    await invited('c2@', draft.id);
    const old = linkOf('c2@', draft.id);
    expect((await pageAt(old)).status).toBe(200);
    const move = (key = {}, email = 'moi@tinh-d.example', member = 'C2') =>
      ofUnit.post(`/sessions/${draft.id}/members/${member}/address`, { email, reason }, key);
    // of another agency he may sign for an authority: his letters are led elsewhere by those who keep his record alone
    const foreign = await move();
    expect([foreign.status, fieldsOf(foreign)]).toEqual([400, ['email']]);
    expect((await pageAt(old)).status).toBe(200);
    await joins(service.store, 'C2', 'U01');
    const moving = { 'idempotency-key': `move-${draft.id}` };
    const moved = await move(moving);
    expect(moved.status).toBe(200);
    expect((await pageAt(old)).status).toBe(404);
    await invited('moi@', draft.id);
    expect((await pageAt(linkOf('moi@', draft.id))).status).toBe(200);
    const emailOf = async (person: string) => (await service.store.people.need(person)).email;
    expect(await emailOf('C2')).toBe('moi@tinh-d.example');
    // its key moves nobody else, of the session or not, and gives nobody another address
    for (const [member, email] of [
      ['C3', 'moi@tinh-d.example'],
      ['C5', 'moi@tinh-d.example'],
      ['C2', 'khac@tinh-d.example'],
    ] as const) {
      const before = await emailOf(member);
      const reused = await move(moving, email, member);
      expect([member, reused.status, reused.body.code]).toEqual([member, 422, 'KEY_REUSED']);
      expect(await emailOf(member)).toBe(before);
    }
    // asked again it has its receipt, and what was changed since then stays
    expect((await move(moving)).body).toEqual(moved.body);
    expect((await pageAt(linkOf('moi@', draft.id))).status).toBe(200);
    expect((await move({}, 'sau@tinh-d.example')).status).toBe(200);
    expect((await move(moving)).body).toEqual(moved.body);
    expect(await emailOf('C2')).toBe('sau@tinh-d.example');

    const replace = (body: unknown, key = {}) => ofUnit.post(`/sessions/${draft.id}/members/C1/replace`, body, key);
    const body = { by: 'C4', reason, paper };
    expect(fieldsOf(await replace(body))).toEqual(['by']);
    const office = await api.as('office');
    const council = (await office.get('/councils/HD-U01')).body;
    const { id: _id, code: _code, ...said } = Array.isArray(council.items) ? council.items.at(-1) : council;
    const members = said.members.map((m: { person: string }) => (m.person === 'C1' ? { ...m, person: 'C4' } : m));
    const changed = { ...said, validFrom: '2026-11-16', members };
    expect((await office.put('/councils/HD-U01', changed)).status).toBeLessThan(300);
    await invited('c1@', draft.id);
    const left = linkOf('c1@', draft.id);
    expect((await pageAt(left)).status).toBe(200);
    const key = { 'idempotency-key': 'replace-C1' };
    const done = await replace(body, key);
    expect(done.status).toBe(200);
    expect((await pageAt(left)).status).toBe(404);
    await invited('c4@', draft.id);
    expect((await pageAt(linkOf('c4@', draft.id))).status).toBe(200);
    // said again, it is the same; said by whoever comes too late, it is refused
    expect((await replace(body, key)).body).toEqual(done.body);
    expect((await replace(body)).body.code).toBe('NOT_A_MEMBER');
    const { body: open } = await ofUnit.get(`/sessions/${draft.id}`);
    expect(open.members.map((m: { person: string }) => m.person)).toEqual(['C4', 'C2', 'C3']);
    // a fresh link is not to be had for whoever has left
    const before = service.mails.to('c1@').length;
    const wish = new URLSearchParams({ submission: 'fresh-link', send: 'yes' });
    await fetch(left, { method: 'POST', body: wish, headers: { origin: new URL(left).origin } });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(service.mails.to('c1@').length).toBe(before);
  });
});

describe('a session as its secretary sees it', () => {
  test('shows at once whose invitation was refused, in the words of the mail server, and when the next reminder goes', async () => {
    const { service } = api.site;
    const nominations = await waiting('P1');
    const ofUnit = await api.as('secretary', 'U01');
    const { body: draft } = await ofUnit.post('/sessions', draftOf(nominations));
    expect((await ofUnit.get(`/sessions/${draft.id}`)).body.letters.map((l: Letter) => l.status)).toContain('none');
    service.mails.refuse = { code: 550, text: 'No such mailbox', to: 'c3@' };
    await ofUnit.post(`/sessions/${draft.id}/open`, { expects: 0 });
    const seen = (wanted: (letter: Letter) => boolean) =>
      eventually(
        async () => (await ofUnit.get(`/sessions/${draft.id}`)).body as { letters: Letter[]; nextReminder?: string },
        ({ letters }) => letters.every(wanted),
      );
    const { letters, nextReminder } = await seen((l) => l.status === 'sent' || l.status === 'refused');
    expect(letters.filter((l) => l.status === 'refused')).toMatchObject([
      {
        person: 'C3',
        to: 'c3@tinh-d.example',
        mail: 'invitation',
        serverReply: expect.stringContaining('No such mailbox'),
      },
    ]);
    // three working days before Friday, at nine
    expect(nextReminder).toBe('2026-11-17T02:00:00.000Z');
    service.mails.refuse = undefined;
    const reason = 'Địa chỉ ghi sai.';
    await joins(service.store, 'C3', 'U01');
    await ofUnit.post(`/sessions/${draft.id}/members/C3/address`, { email: 'dung@tinh-d.example', reason });
    const after = await seen((l) => l.status === 'sent');
    expect(after.letters.find((l) => l.person === 'C3')).toMatchObject({ to: 'dung@tinh-d.example' });
  });
});

interface Letter {
  readonly person: string;
  readonly status: string;
  readonly to?: string;
}
