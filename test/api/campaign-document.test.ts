import { tinyPdf } from '../setup/tiny-pdf';
import { campaignBody, open, reach, registering, type Registering } from '../setup/registering';

/** The scan of the document that launches a campaign. */

let us: Registering;
beforeAll(async () => {
  us = await registering();
});
afterAll(() => us.api.stop());

const pdf = tinyPdf();
const document = { title: 'Kế hoạch phát động phong trào thi đua', number: '15/KH-UBND', date: '2026-11-10' };
const at = (code: string) => `/campaigns/${code}/attachments`;

test('is attached by the office that launched the campaign, and opened by whoever takes part', async () => {
  await open(us, 'TD-V', { document });
  const refused = [
    await us.unit.upload(at('TD-V'), 'a.pdf', pdf),
    await us.office.upload(at('TD-V'), 'a.pdf', pdf),
    await us.head.upload(at('TD-V'), 'a.pdf', pdf),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
  const kept = await us.province.upload(at('TD-V'), 'KH-15.pdf', pdf);
  expect(kept.status).toBe(201);
  const say = (file: string, expects = 0) => us.province.put('/campaigns/TD-V/document/file', { file, expects });
  expect((await us.office.put('/campaigns/TD-V/document/file', { file: kept.body.id, expects: 0 })).status).toBe(403);
  const done = await say(kept.body.id);
  expect([done.status, done.body.document.file, done.body.edition]).toEqual([200, kept.body.id, 1]);
  // the same file again changes nothing; another one names the edition that was seen
  expect((await say(kept.body.id)).body.edition).toBe(1);
  const other = await us.province.upload(at('TD-V'), 'KH-15.pdf', tinyPdf({ catalog: '/Lang(vi)' }));
  expect([(await say(other.body.id)).body.code, (await say(other.body.id, 1)).status]).toEqual(['STATE_CHANGED', 200]);
  expect((await say('none', 2)).body.code).toBe('VALIDATION');

  const got = await us.unit.get(`${at('TD-V')}/${other.body.id}`);
  expect(got.status).toBe(200);
  // who has no part in it is told nothing
  const { store } = us.api.site.service;
  await store.units.put({ ...(await store.units.need('U02')), _id: 'U09', name: 'Sở Khác' });
  const stranger = await us.api.as('unit', 'U09');
  expect((await stranger.get(`${at('TD-V')}/${other.body.id}`)).status).toBe(404);
  expect((await stranger.upload(at('TD-V'), 'a.pdf', pdf)).status).toBe(404);
  // all that was done stands in the trail of the campaign, and in no other
  const trail = await store.audit.trail('campaigns/TD-V');
  expect(trail.map(({ type }) => type).filter((type) => /file|document/.test(type))).toEqual([
    'fileAttached',
    'documentScanned',
    'fileAttached',
    'documentScanned',
  ]);
  expect(trail.at(-1)!.data).toEqual({ document: '15/KH-UBND', file: other.body.id, before: kept.body.id });
  expect(await store.audit.trail('TD-V')).toEqual([]);
  // it is no change of words
  expect((await us.unit.get('/campaigns/TD-V/texts')).body.items).toEqual([]);
});

test('is a PDF by what it holds, of 20 MB at most, of a document that is named', async () => {
  await open(us, 'TD-VB', { document });
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
  const large = Buffer.concat([pdf, Buffer.alloc(20 * 1024 * 1024)]);
  const said = [
    await us.province.upload(at('TD-VB'), 'cai-dat.pdf', Buffer.from('MZ\u0090\u0000 this program cannot be run')),
    await us.province.upload(at('TD-VB'), 'anh.pdf', png),
    await us.province.upload(at('TD-VB'), 'lon.pdf', large),
    await us.province.upload(at('TD-VB'), 'ma-lenh.pdf', tinyPdf({ catalog: '/OpenAction<</S/JavaScript/JS(1)>>' })),
  ];
  expect(said.map(({ status, body }) => [status, body.code])).toEqual([
    [415, 'UNSUPPORTED_TYPE'],
    [400, 'VALIDATION'],
    [413, 'TOO_LARGE'],
    [400, 'VALIDATION'],
  ]);
  expect(said[1]!.body.fields[0].message).toContain('phải là tệp PDF');

  await open(us, 'TD-VC');
  const kept = await us.province.upload(at('TD-VC'), 'a.pdf', pdf);
  const unnamed = await us.province.put('/campaigns/TD-VC/document/file', { file: kept.body.id, expects: 0 });
  expect([unnamed.status, unnamed.body.fields[0].message]).toEqual([
    400,
    expect.stringContaining('chưa ghi văn bản phát động'),
  ]);
  // a file of another campaign is none of this one
  const foreign = await us.province.put('/campaigns/TD-VB/document/file', { file: kept.body.id, expects: 0 });
  expect([foreign.status, foreign.body.code]).toEqual([400, 'VALIDATION']);
});

test('stays with the document when words change, and goes with another one; nothing is taken once the campaign is over', async () => {
  await open(us, 'TD-VD', { document });
  const kept = await us.province.upload(at('TD-VD'), 'a.pdf', pdf);
  await us.province.put('/campaigns/TD-VD/document/file', { file: kept.body.id, expects: 0 });
  const say = (changes: object, expects: number, texts = campaignBody('TD-VD').texts) =>
    us.province.put('/campaigns/TD-VD/texts', { texts, reason: 'Sửa', expects, ...changes });
  const same = await say({ document: { ...document, title: 'Kế hoạch' } }, 1);
  expect([same.status, same.body.document]).toEqual([200, { ...document, title: 'Kế hoạch', file: kept.body.id }]);
  // a number comes again every year, a document with its date does not
  const another = [
    { ...document, date: '2026-11-12' },
    { ...document, date: '2026-11-12', number: '20/KH-UBND' },
  ];
  expect((await say({ document: another[0] }, 2)).body.document).toEqual(another[0]);
  const put = await us.province.put('/campaigns/TD-VD/document/file', { file: kept.body.id, expects: 3 });
  expect(put.body.document).toEqual({ ...another[0], file: kept.body.id });
  expect((await say({ document: another[1] }, 4)).body.document).toEqual(another[1]);

  const { version } = (await us.province.get('/campaigns/TD-VD')).body;
  expect((await us.province.post('/campaigns/TD-VD/cancel', { reason: 'Dừng', expects: version })).status).toBe(200);
  await reach(us.province, '/campaigns/TD-VD', (one) => one['status'] === 'cancelled');
  const again = await us.province.upload(at('TD-VD'), 'b.pdf', tinyPdf({ catalog: '/Lang(en)' }));
  const late = await us.province.put('/campaigns/TD-VD/document/file', { file: again.body.id, expects: 5 });
  expect(late.body.code).toBe('ACTION_NOT_ALLOWED');
  expect((await us.unit.get(`${at('TD-VD')}/${kept.body.id}`)).status).toBe(200);
});
