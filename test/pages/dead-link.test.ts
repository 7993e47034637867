import { eventually } from '../setup/service';
import { formIn, textOf } from './form';
import { sheetLines } from './sitting';
import { testSite, type TestSite } from './site';

let site: TestSite;
let live: string;
let replaced: string;
let revoked: string;
beforeAll(async () => {
  site = await testSite();
  const sitting = await sheetLines(site, 1);
  const { session, path, ids } = await sitting.open('secret');
  replaced = path;
  const { links } = site.service.context;
  const fresh = await links.fresh(
    { purpose: 'ballot', entity: session.id, person: 'C2' },
    site.context.clock.now(),
    'wish',
  );
  live = `/b/${links.tokenOf(fresh)}`;
  await sitting.send(live, { [`choice.${ids[0]!}`]: 'yes' });
  revoked = await site.token('ballot', session.id, 'C3');
  await links.revoke({ purpose: 'ballot', entity: session.id, person: 'C3' });
});
afterAll(() => site.stop());

const unknown = `/b/${'x'.repeat(43)}`;
const dead = (): string[] => [
  replaced,
  revoked,
  unknown,
  '/b/short',
  live.slice(0, -1),
  live.replace('/b/', '/p/'),
  live.replace('/b/', '/n/'),
  '/n/short/3',
  '/n/short/3/withdraw',
  '/b/%E0%A4%A',
];

test('dead, cut off, unknown and foreign links answer the very same page', async () => {
  expect((await site.get(live)).status).toBe(200);
  const answers = await Promise.all(dead().map((path) => site.get(path)));
  expect(new Set(answers.map((a) => a.status))).toEqual(new Set([404]));
  expect(new Set(answers.map((a) => a.html)).size).toBe(1);
  const headers = answers.map((a) =>
    [...a.headers].filter(([name]) => name !== 'date' && name !== 'x-request-id').join('\n'),
  );
  expect(new Set(headers).size).toBe(1);
  expect(textOf(answers[0]!.html)).toContain('Liên kết này không còn sử dụng được.');
  expect(formIn(answers[0]!.html).offered['send']).toEqual(['yes', 'no']);
  expect(formIn(answers[0]!.html).fields).toEqual({ submission: 'fresh-link' });
});

test('whatever is posted to one gets the same page too', async () => {
  const answers = await Promise.all(
    dead()
      .slice(0, 6)
      .map((path) => site.post(path, { step: 'send' })),
  );
  expect(new Set(answers.map((a) => `${a.status} ${a.html}`)).size).toBe(1);
  const unanswered = await Promise.all(
    [replaced, unknown].map((path) => site.post(path, { submission: 'fresh-link' })),
  );
  expect(unanswered.map((a) => a.status)).toEqual([400, 400]);
  expect(unanswered[0]!.html).toBe(unanswered[1]!.html);
});

test('“no” writes nothing; “yes” mails a fresh link to the address on file, and says the same to everybody', async () => {
  const before = await site.hash();
  const mails = site.service.mails.to('c2@').length;
  const no = await site.post(replaced, { submission: 'fresh-link', send: 'no' });
  expect(textOf(no.html)).toContain('Không gửi liên kết mới.');
  expect(await site.hash()).toBe(before);

  const yes = { submission: 'fresh-link', send: 'yes' };
  const timed = async (path: string) => {
    const startedMs = performance.now();
    const answer = await site.post(path, yes);
    return { answer, ms: performance.now() - startedMs };
  };
  const known = await timed(replaced);
  const foreign = await timed(unknown);
  expect(known.answer.status).toBe(200);
  expect(known.answer.html).toBe(foreign.answer.html);
  expect(Math.abs(known.ms - foreign.ms)).toBeLessThan(400);
  await eventually(
    () => Promise.resolve(site.service.mails.to('c2@').length),
    (n) => n === mails + 1,
  );
  const [link] = /https:\/\/vinhdanh\.example(\/b\/[\w-]+)/.exec(site.service.mails.to('c2@').at(-1)!.text!)!.slice(1);
  expect((await site.get(link!)).status).toBe(200);
  expect((await site.get(live)).status).toBe(200);
});

test('three mails a day and no more, however often it is asked', async () => {
  const mails = (): number => site.service.mails.to('c3@').filter((m) => m.subject?.includes('iên kết mới')).length;
  const before = mails();
  for (let i = 0; i < 5; i += 1) await site.post(revoked, { submission: 'fresh-link', send: 'yes' });
  await eventually(
    () => Promise.resolve(mails()),
    (n) => n === before + 3,
  );
  await site.hash();
  expect(mails()).toBe(before + 3);
});

test('somebody who tries again and again is answered as before, and no link that works is refused for it', async () => {
  const first = await site.get(unknown);
  for (let i = 0; i < 40; i += 1) await site.get(unknown);
  const last = await site.get(unknown);
  expect(last.html).toBe(first.html);
  expect(last.status).toBe(404);
  expect((await site.get(live)).status).toBe(200);
});
