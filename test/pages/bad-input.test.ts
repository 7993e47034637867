import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { problems } from '../../domain/errors';
import { requirementsFor } from '../../domain/pack';
import { samplePack } from '../../samples/pack';
import { note, sendDocket } from '../setup/docket';
import { databaseOf, type OpenDatabase } from '../setup/dump';
import { dossier } from '../setup/fixtures';
import { sendTestProposal } from '../setup/proposal';
import { eventually } from '../setup/service';
import { formIn, textOf } from './form';
import { testSite, type TestSite } from './site';
import { sheetLines } from './sitting';

/** Bad input at the pages, row by row: every row is posted to each page that holds a form, and nothing is saved. */

let site: TestSite;
const pages = new Map<string, { readonly path: string; readonly fields: Record<string, string> }>();
let lines: readonly string[];
let database: OpenDatabase;

beforeAll(async () => {
  site = await testSite();
  const sitting = await sheetLines(site, 2);
  const { path: ballot, ids } = await sitting.open('named');
  lines = ids;

  const household = { kind: 'household', name: 'Hộ ông Lê Văn Mẫu', residence: 'Thôn 1, xã N' } as const;
  const simplified = { procedure: 'simplified', commendationType: 'adHoc', nominee: household } as const;
  const waiting = await sendDocket(site.service, [dossier('BKT', 1, simplified)]);
  await waiting.reach('waitingForApproval');
  const put = waiting.nominations.map((nomination) => ({ nomination, docket: waiting.docket, award: 'BKT' }));
  const proposal = await sendTestProposal(site.service, put, { level: 'unit', power: 'forward' });
  await proposal.reach('sent');

  const papers = requirementsFor(samplePack, { award: 'CSTDCS', procedure: 'normal' }).papers;
  const sent = await sendDocket(site.service, [
    dossier('CSTDCS', 1, { papers: papers.map(({ kind, name }) => ({ kind, title: name.vi })) }),
  ]);
  await sent.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16' });
  await sent.reach('screening');
  const items = [{ field: 'merit', reason: 'Chưa rõ', citation: 'Điều 42' }];
  await sent.act({ type: 'return', note: await note(site.service, { items }) });
  await sent.reach('returned');
  const unit = await site.token('status', sent.unitProposal, 'contact');

  const passed = await sendDocket(site.service, [dossier('GK', 1)], { selfChecked: true });
  await passed.reach('waitingForCouncil');
  await passed.act({ type: 'claim', claim: 'session-x', stage: 'council', level: 'unit' });
  await passed.act({ type: 'councilResult', claim: 'session-x', result: 'passed' });
  await passed.reach('waitingForApproval');
  await passed.act({ type: 'askWording', due: '2026-11-25' });
  await eventually(
    async () => (await passed.nomination()).line?.wording,
    (wording) => wording !== undefined,
  );
  const asked = await site.token('status', passed.unitProposal, 'contact');

  const paths = {
    wording: `${asked}/wording`,
    ballot,
    proposal: await site.token('proposal', proposal.id, 'C1'),
    correction: `${unit}/1`,
    withdrawal: `${unit}/1/withdraw`,
  };
  for (const [name, path] of Object.entries(paths)) {
    const page = await site.get(path);
    pages.set(name, { path, fields: formIn(page.html).fields });
  }
  // the mails of all this have been sent and noted
  await site.hash();
  database = await databaseOf(site.service);
});
afterAll(async () => {
  await database.close();
  await site.stop();
});

const names = ['ballot', 'proposal', 'correction', 'withdrawal', 'wording'] as const;

interface Sent {
  readonly status: number;
  readonly text: string;
  readonly html: string;
  readonly headers: Record<string, unknown>;
}

/** Bytes as they are. The answer may come before all of them were taken. */
function send(
  path: string,
  method: string,
  body?: string | Buffer,
  headers: Record<string, string> = {},
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const asked = request(`${site.url}${path}`, { method, headers: { accept: 'text/html', ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const html = Buffer.concat(chunks).toString();
        resolve({ status: answer.statusCode!, html, text: textOf(html), headers: answer.headers });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const encoded = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

interface Row {
  readonly body: (fields: Record<string, string>) => string | Buffer;
  readonly headers?: Record<string, string>;
  readonly code: 'MALFORMED' | 'TOO_LARGE' | 'UNSUPPORTED_TYPE';
}

const rows: Readonly<Record<string, Row>> = {
  'a form without its id': { body: ({ submission: _none, ...rest }) => encoded(rest), code: 'MALFORMED' },
  'a form whose id is empty': { body: (fields) => encoded({ ...fields, submission: '' }), code: 'MALFORMED' },
  'an operator as its id': {
    body: ({ submission, ...rest }) => `${encoded(rest)}&submission[$gt]=${submission}`,
    code: 'MALFORMED',
  },
  'a field that stands twice': { body: (fields) => `${encoded(fields)}&submission=another-0001`, code: 'MALFORMED' },
  'nothing at all': { body: () => '', code: 'MALFORMED' },
  JSON: {
    body: (fields) => JSON.stringify(fields),
    headers: { 'content-type': 'application/json' },
    code: 'UNSUPPORTED_TYPE',
  },
  'plain text': { body: encoded, headers: { 'content-type': 'text/plain' }, code: 'UNSUPPORTED_TYPE' },
  'a form in Latin-1': {
    body: encoded,
    headers: { 'content-type': `${FORM['content-type']}; charset=koi8-r` },
    code: 'UNSUPPORTED_TYPE',
  },
  'a zip that is none': { body: encoded, headers: { 'content-encoding': 'gzip' }, code: 'MALFORMED' },
  '2 MB': { body: (fields) => encoded({ ...fields, note: 'x'.repeat(2 * 1024 * 1024) }), code: 'TOO_LARGE' },
  '2 MB that were zipped to nearly nothing': {
    body: (fields) => gzipSync(encoded({ ...fields, note: 'x'.repeat(2 * 1024 * 1024) })),
    headers: { 'content-encoding': 'gzip' },
    code: 'TOO_LARGE',
  },
  '6,000 fields': {
    body: (fields) =>
      encoded({ ...fields, ...Object.fromEntries(Array.from({ length: 6_000 }, (_, i) => [`f${i}`, '1'])) }),
    code: 'TOO_LARGE',
  },
};

describe.each(names)('the page of a %s', (name) => {
  test.each(Object.entries(rows))('refuses %s, in both languages, and saves nothing', async (_what, row) => {
    const { path, fields } = pages.get(name)!;
    const before = await database.dump();
    for (const lang of ['vi', 'en'] as const) {
      const answer = await send(`${path}?lang=${lang}`, 'POST', row.body({ ...fields, step: 'send' }), {
        ...FORM,
        ...row.headers,
      });
      expect([answer.status, answer.text]).toEqual([
        problems[row.code].http,
        expect.stringContaining(problems[row.code][lang].slice(0, 60)),
      ]);
      expect(answer.html).not.toMatch(/node_modules|Error:|stack/);
    }
    expect(await database.dump()).toEqual(before);
  });

  test('takes fields of a prototype, and fields that it does not know, for nothing', async () => {
    const { path, fields } = pages.get(name)!;
    const before = await database.dump();
    const more = { ['__proto__']: 'x', constructor: 'x', $where: '1', 'a[b]': 'c' };
    const plain = await send(path, 'POST', encoded({ ...fields, step: 'review' }), FORM);
    const answer = await send(path, 'POST', encoded({ ...fields, step: 'review', ...more }), FORM);
    expect([answer.status, answer.text]).toEqual([plain.status, plain.text]);
    expect(answer.status).toBeLessThan(500);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    expect(await database.dump()).toEqual(before);
  });

  test('answers HEAD as GET without a body, and no method that it does not serve', async () => {
    const { path } = pages.get(name)!;
    const before = await database.dump();
    const head = await send(path, 'HEAD');
    expect([head.status, head.html]).toEqual([200, '']);
    const options = await send(path, 'OPTIONS');
    expect([options.status, options.headers['allow']]).toEqual([200, 'GET, HEAD, POST']);
    for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await send(path, method);
      expect([method, answer.status, answer.headers['allow']]).toEqual([method, 405, 'GET, HEAD, POST']);
      expect(answer.text).toContain(problems.METHOD_NOT_ALLOWED.vi.slice(0, 30));
    }
    expect(await database.dump()).toEqual(before);
  });
});

test('a sheet with choices that there are not, or for another line, is refused and nothing is sent', async () => {
  const { path, fields } = pages.get('ballot')!;
  const before = await database.dump();
  for (const choice of ['YES', 'maybe', 'recused', '{"$gt":""}']) {
    const filled = Object.fromEntries(lines.map((id) => [`choice.${id}`, choice]));
    const answer = await site.post(path, { ...fields, ...filled, step: 'send' });
    expect([choice, answer.status]).toEqual([choice, 400]);
    expect(textOf(answer.html)).toContain(problems.MALFORMED.vi);
  }
  const foreign = { ...fields, 'choice.HS-2026-999999': 'yes', step: 'send' };
  expect((await site.post(path, foreign)).status).toBe(400);
  expect(await database.dump()).toEqual(before);
});

test('words lose what nobody can see before they are read back', async () => {
  const { path, fields } = pages.get('ballot')!;
  const [first, second] = lines as [string, string];
  const bad = ['\u202E', '\u200D', '\u061C', '\u2066', '\u0007', '\uFFFD', '\u3164', '\u{E0041}'].join('x');
  const answer = await site.post(path, {
    ...fields,
    [`choice.${first}`]: 'recuse',
    [`reason.${first}`]: `Lý do${bad}`.normalize('NFD'),
    [`choice.${second}`]: 'yes',
    step: 'review',
  });
  expect(answer.status).toBe(200);
  expect(formIn(answer.html).fields[`reason.${first}`]).toBe('Lý doxxxxxxx');
});

test('bytes that are no UTF-8 are not kept as signs of replacement', async () => {
  const { path, fields } = pages.get('ballot')!;
  const [first, second] = lines as [string, string];
  const { [`reason.${first}`]: _empty, ...rest } = fields;
  const choices = { [`choice.${first}`]: 'recuse', [`choice.${second}`]: 'yes', step: 'review' };
  const body = `${encoded({ ...rest, ...choices })}&reason.${first}=L%FD+do`;
  const answer = await send(path, 'POST', body, FORM);
  expect(answer.status).toBe(200);
  expect(formIn(answer.html).fields[`reason.${first}`]).not.toContain('\uFFFD');
});
