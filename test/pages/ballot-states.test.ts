import { randomBytes } from 'node:crypto';
import { createClock } from '../../platform/clock';
import { votedIn } from '../setup/session';
import { codeOn, formIn, textOf } from './form';
import { dropLine, sheetLines, type Sitting } from './sitting';
import { apiContext, testSite, type Answer, type TestSite } from './site';

let site: TestSite;
let sitting: Sitting;
beforeAll(async () => {
  site = await testSite();
  sitting = await sheetLines(site, 2);
});
afterAll(() => site.stop());

const all = (ids: readonly string[], choice: string) => Object.fromEntries(ids.map((id) => [`choice.${id}`, choice]));

test('two devices that send at the same moment: one sheet counts, and its receipt is the one that is shown', async () => {
  const { path, ids, session } = await sitting.open('secret');
  const reviews = [];
  for (const choice of ['yes', 'no', 'yes', 'no'])
    reviews.push(await site.press(path, await site.get(path), 'review', all(ids, choice)));
  const answers = await Promise.all(reviews.map((review) => site.press(path, review, 'send')));
  expect(answers.map((a) => a.status)).toEqual([200, 200, 200, 200]);
  expect(await votedIn(session)).toBe(1);
  const shown = codeOn((await site.get(path)).html);
  expect(answers.map((a) => codeOn(a.html))).toContain(shown);
  await sitting.othersVote(session, 'C2');
  const { result } = await session.reach('closed');
  expect(result!.receiptCodes).toContain(shown);
  expect(result!.ballots).toBe(3);
});

test('the id of another member’s form makes a sheet of one’s own, and shows nothing of his', async () => {
  const { path, ids, session } = await sitting.open('named');
  const review = await site.press(path, await site.get(path), 'review', all(ids, 'no'));
  await site.press(path, review, 'send');
  const other = await site.token('ballot', session.id, 'C3');
  const { submission } = formIn(review.html).fields;
  const done = await site.post(other, { submission: submission!, step: 'send', ...all(ids, 'yes') });
  expect(done.status).toBe(200);
  expect(textOf(done.html)).toContain('Đồng ý: 2 trường hợp');
  expect(await votedIn(session)).toBe(2);
});

describe('another opinion', () => {
  const rule = { other: 'countsAsNo' } as const;

  test('is given in words where the regulation of a named ballot knows it, kept with the name, and no yes', async () => {
    const { path, ids, session } = await sitting.open('named', { rule });
    const sheet = await site.get(path);
    expect(formIn(sheet.html).offered[`choice.${ids[0]!}`]).toEqual(['yes', 'no', 'other', 'recuse']);
    const wordless = await site.press(path, sheet, 'review', all(ids, 'other'));
    expect([wordless.status, textOf(wordless.html)]).toEqual([
      400,
      expect.stringContaining('Chưa ghi nội dung ý kiến khác.'),
    ]);
    const said = { ...all(ids, 'yes'), [`choice.${ids[0]!}`]: 'other', [`text.${ids[0]!}`]: 'Đề nghị xét mức cao hơn' };
    const review = await site.press(path, wordless, 'review', said);
    expect(textOf(review.html)).toContain('Ý kiến khác: 1 trường hợp');
    expect(textOf(await site.press(path, review, 'send').then((done) => done.html))).toContain(
      'Đề nghị xét mức cao hơn',
    );
    await sitting.othersVote(session, 'C2');
    const { result } = await session.reach('closed');
    expect(result!.lines.map(({ tally }) => [tally.yes, tally.base])).toEqual([
      [2, 3],
      [3, 3],
    ]);
    const [first] = await site.service.store.ballots.ofSession(session.id);
    expect(first!.named).toContainEqual({ person: 'C2', choice: 'other', text: 'Đề nghị xét mức cao hơn' });
  });

  test('is not offered in a secret one, where the words would name their author', async () => {
    const { path, ids } = await sitting.open('secret', { rule });
    expect(formIn((await site.get(path)).html).offered[`choice.${ids[0]!}`]).toEqual(['yes', 'no', 'recuse']);
  });
});

test('a sheet that is sent with a line missing is not sent: the line is marked, and what was chosen is there', async () => {
  const { path, ids, session } = await sitting.open('secret');
  const { submission } = formIn((await site.get(path)).html).fields;
  const page = await site.post(path, { submission: submission!, step: 'send', [`choice.${ids[1]!}`]: 'no' });
  expect(page.status).toBe(400);
  expect(textOf(page.html)).toContain('Còn 1 trường hợp chưa có ý kiến nên chưa thể gửi phiếu');
  expect(formIn(page.html).fields[`choice.${ids[1]!}`]).toBe('no');
  expect(await votedIn(session)).toBe(0);
});

test('the form of one session is refused by the link of another', async () => {
  const [one, other] = [await sitting.open('secret'), await sitting.open('secret')];
  const review = await site.press(one.path, await site.get(one.path), 'review', all(one.ids, 'yes'));
  const refused = await site.press(other.path, review, 'send');
  expect(refused.status).toBe(400);
  expect([await votedIn(one.session), await votedIn(other.session)]).toEqual([0, 0]);
});

test('ten thousand guesses learn nothing: one page for all of them, no mail, no trace, and other links still work', async () => {
  const { path, session } = await sitting.open('secret');
  const other = await site.token('ballot', session.id, 'C3');
  const before = await site.hash();
  const mails = site.service.mails.mails.length;
  const pages = new Set<string>();
  // random ones, and ones that begin as a link does
  const guess = (i: number) =>
    i % 2 === 0
      ? `/b/${randomBytes(32).toString('base64url')}`
      : `${path.slice(0, 12)}${randomBytes(25).toString('base64url')}`;
  const seen = ({ status, html, headers }: Answer): string =>
    [status, ...[...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id'), html].join('\n');
  // to compress each answer takes longer than to give it
  const plain = { 'accept-encoding': 'identity' };
  for (let i = 0; i < 10_000; i += 20) {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, k) => site.get(guess(i + k), plain)));
    for (const answer of answers) pages.add(seen(answer));
  }
  const asked = await site.post(guess(0), { submission: 'fresh-link', send: 'yes' });
  expect(textOf(asked.html)).toContain('Nếu liên kết từng được cấp');
  expect(pages.size).toBe(1);
  expect(await site.hash()).toBe(before);
  expect(site.service.mails.mails.length).toBe(mails);
  expect((await site.get(other)).status).toBe(200);
  // one whose beginning was tried so often is shut for that address for a while: a hit would look like a miss
  expect(pages.has(seen(await site.get(path, plain)))).toBe(true);
  expect((await site.get(path, { 'x-forwarded-for': '10.1.2.3' })).status).toBe(200);
}, 300_000);

describe('the clock of the server', () => {
  const HOUR_MS = 3_600_000;
  /** Somebody has set the clock of this server, or it is another server whose clock is behind. */
  const turnTo = (hours: number): void => {
    const { offsetMs } = site.service;
    const { clock } = apiContext(site.service);
    Object.assign(site.context, { clock: { ...clock, ...createClock({ offsetMs: offsetMs + hours * HOUR_MS }) } });
  };

  test('may jump back between two sheets of a member: the later one counts', async () => {
    const { path, ids, session } = await sitting.open('named');
    await sitting.send(path, all(ids, 'no'));
    turnTo(-5);
    const changed = await sitting.send(path, all(ids, 'yes'));
    expect(textOf(changed.html)).toContain('Đồng ý: 2 trường hợp');
    expect(textOf((await site.get(path)).html)).toContain('Đồng ý: 2 trường hợp');
    turnTo(0);
    await sitting.othersVote(session, 'C2');
    const { result } = await session.reach('closed');
    expect(result!.lines.map(({ tally }) => tally.yes)).toEqual([3, 3]);
  });

  test('may jump back over the closing: what is closed stays closed', async () => {
    const { path, ids, session } = await sitting.open('secret');
    const review = await site.press(path, await site.get(path), 'review', all(ids, 'no'));
    await session.vote('C2', 'yes');
    await sitting.othersVote(session, 'C2');
    const { result } = await session.reach('closed');
    turnTo(-48);
    const late = await site.press(path, review, 'send');
    expect([late.status, textOf(late.html)]).toEqual([409, expect.stringContaining('Việc nhận phiếu đã kết thúc')]);
    expect(textOf((await site.get(path)).html)).toContain('Việc nhận phiếu đã kết thúc');
    turnTo(0);
    expect((await session.record()).result).toEqual(result);
  });
});

test('a form that is open while the rules change is counted by the rule that stands on it', async () => {
  const { path, ids, session } = await sitting.open('secret');
  const review = await site.press(path, await site.get(path), 'review', all(ids, 'no'));
  const { pack } = site.context;
  const half = { of: [1, 2], mode: 'atLeast' } as const;
  const easier = pack.councilRules.map((rule) => ({ ...rule, threshold: half, quorum: half }));
  // the service was started again, with other rules
  Object.assign(site.context, { pack: { ...pack, councilRules: easier } });
  expect(textOf((await site.get(path)).html)).toContain('ít nhất 80 %');
  expect((await site.press(path, review, 'send')).status).toBe(200);
  await sitting.othersVote(session, 'C2');
  const { result } = await session.reach('closed');
  Object.assign(site.context, { pack });
  expect(result!.lines.map(({ tally }) => [tally.yes, tally.needed, tally.passed])).toEqual([
    [2, 3, false],
    [2, 3, false],
  ]);
});

describe('a line that is dropped while the session is open', () => {
  const DROPPED = 'Trường hợp số 1 được đưa ra khỏi danh sách lúc';

  test('is told to those who have its form open, and what they chose for the others is sent and counts', async () => {
    const { path, ids, session } = await sitting.open('secret');
    const sheet = await site.get(path);
    const review = await site.press(path, sheet, 'review', all(ids, 'no'));
    await dropLine(site, session, ids[0]!);
    for (const step of ['edit', 'draft', 'blank']) {
      const page = await site.press(path, sheet, step, all(ids, 'no'));
      expect([step, page.status, textOf(page.html)]).toEqual([step, 200, expect.stringContaining(DROPPED)]);
      expect(formIn(page.html).offered[`choice.${ids[0]!}`]).toBeUndefined();
    }
    const again = await site.press(path, sheet, 'review', all(ids, 'no'));
    expect(textOf(again.html)).toContain('(Công văn số 77/SNV-TĐKT ngày 16/11/2026)');
    expect(textOf(again.html)).toContain('Không đồng ý: 1 trường hợp');
    const done = await site.press(path, review, 'send');
    expect([done.status, textOf(done.html)]).toEqual([200, expect.stringContaining(DROPPED)]);
    await sitting.othersVote(session, 'C2');
    const { result } = await session.reach('closed');
    expect(result!.lines.map(({ nomination, tally }) => [nomination, tally.yes])).toEqual([[ids[1]!, 2]]);
  });

  test('does not make a second click on the same button another sheet', async () => {
    const { path, ids, session } = await sitting.open('named');
    const review = await site.press(path, await site.get(path), 'review', all(ids, 'no'));
    const first = await site.press(path, review, 'send');
    await dropLine(site, session, ids[0]!);
    const second = await site.press(path, review, 'send');
    expect([second.status, codeOn(second.html)]).toEqual([200, codeOn(first.html)]);
    const voted = await site.get(path);
    expect([codeOn(voted.html), textOf(voted.html)]).toEqual([codeOn(first.html), expect.stringContaining(DROPPED)]);
    expect(textOf(voted.html)).toContain('Không đồng ý: 1 trường hợp');
  });
});
