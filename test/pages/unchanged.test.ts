import { dossier } from '../setup/fixtures';
import { note, sendDocket } from '../setup/docket';
import { sendTestProposal } from '../setup/proposal';
import { sheetLines } from './sitting';
import { testSite, type TestSite } from './site';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.stop());

/** One address of every page, in states that differ. */
async function addresses(): Promise<string[]> {
  const { service } = site;
  const sitting = await sheetLines(site, 2);
  const open = await sitting.open('secret');
  const voted = await sitting.open('named');
  await sitting.send(voted.path, Object.fromEntries(voted.ids.map((id) => [`choice.${id}`, 'yes'])));
  const closed = await sitting.open('named');
  await closed.session.vote('C2', 'yes');
  await sitting.othersVote(closed.session, 'C2');
  await closed.session.reach('closed');

  const docket = await sendDocket(service, [dossier('BKT', 1, { procedure: 'simplified', commendationType: 'adHoc' })]);
  await docket.reach('waitingForApproval');
  const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'BKT' }));
  const proposal = await sendTestProposal(service, lines, { level: 'unit', power: 'forward' });
  await proposal.reach('sent');

  const returned = await sendDocket(service, [dossier('CSTDCS', 1)]);
  await returned.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16' });
  await returned.reach('screening');
  const items = [{ field: 'merit', reason: 'r', citation: 'c' }];
  await returned.act({ type: 'return', note: await note(service, { items }) });
  await returned.reach('returned');
  const status = await site.token('status', returned.unitProposal, 'contact');
  return [
    open.path,
    `${open.path}?edit=1`,
    voted.path,
    `${voted.path}?edit=1`,
    closed.path,
    await site.token('proposal', proposal.id, 'C1'),
    status,
    `${status}/1`,
    `${status}/1/withdraw`,
    '/b/unknown',
    '/verify',
    '/verify/AAAAABBBBB',
    '/',
    '/assets/look.css',
  ];
}

test('GET, HEAD and OPTIONS of every page change no record, however often a mail robot calls', async () => {
  const paths = await addresses();
  const before = await site.hash();
  for (const path of paths) {
    const get = await site.get(path);
    expect([path, get.status]).toEqual([path, ['/b/unknown', '/verify/AAAAABBBBB'].includes(path) ? 404 : 200]);
    const head = await site.ask('HEAD', path);
    expect([path, head.status, head.html]).toEqual([path, get.status, '']);
    await site.ask('OPTIONS', path);
    await Promise.all([1, 2, 3].map(() => site.get(path, { 'user-agent': '' })));
  }
  expect(await site.hash()).toBe(before);
});

test('no page has one lonely button: a robot that presses any single one sends nothing', async () => {
  const sitting = await sheetLines(site, 1);
  const { path, session } = await sitting.open('secret');
  const sheet = await site.get(path);
  const before = await site.hash();
  for (const step of ['review', 'agreeRest', 'edit', 'draft', 'send', '']) await site.press(path, sheet, step);
  expect(await site.hash()).toBe(before);
  expect((await session.record()).status).toBe('open');
});
