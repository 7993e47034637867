import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { isProblemCode, problems, type ProblemEntry } from '../../domain/errors';
import { insist, letter, nominationBody, startApi, type Reply, type TestApi, type TestCaller } from '../setup/api';
import { databaseOf, type OpenDatabase } from '../setup/dump';
import { eventually } from '../setup/service';
import { tinyPdf } from '../setup/tiny-pdf';

/**
 * Bad input at the JSON API, row by row: what is sent, and which refusal it gets. Every row is asked in both languages, and
 * after each the database is the same as before, record by record.
 */

let api: TestApi;
let unit: TestCaller;
let office: TestCaller;
let database: OpenDatabase;
let draft: string;
let sent: string;

beforeAll(async () => {
  api = await startApi();
  unit = await api.as('unit', 'U01');
  office = await api.as('office', 'U01');
  await api.as('unit', 'U02');
  await api.as('admin');
  const made = await Promise.all([1, 2].map((no) => unit.post('/nominations', nominationBody('CSTDCS', no))));
  [draft, sent] = made.map((reply) => reply.body.id as string) as [string, string];
  await insist(unit, `/nominations/${sent}/submit`, letter());
  database = await databaseOf(api.site.service);
  await eventually(
    () => api.site.service.store.nominations.need(sent),
    (n) => n.status === 'submitted',
  );
  // the mail of the receipt has been sent and noted
  await eventually(
    () => Promise.resolve(api.site.service.mails.to('unit@').length),
    (n) => n === 1,
  );
  await api.site.hash();
});
afterAll(async () => {
  await database.close();
  await api.stop();
});

interface Sending {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly as?: TestCaller;
}

/** Sends bytes as they are, with the key of the unit, in one language. */
function send(
  language: 'vi' | 'en',
  { path = '/nominations', method = 'POST', headers = {}, body, as = unit }: Sending,
) {
  return new Promise<Reply>((resolve, reject) => {
    const asked = request(
      `${api.site.url}/api/v1${path}`,
      {
        method,
        headers: {
          authorization: `Bearer ${as.key}`,
          'accept-language': language,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const said = new Headers(answer.headers as Record<string, string>);
          const json = bytes.length > 0 && /json/.test(said.get('content-type') ?? '');
          const parsed: unknown = json ? JSON.parse(bytes.toString()) : undefined;
          resolve({ status: answer.statusCode!, headers: said, body: parsed, bytes });
        });
      },
    );
    // the answer may come before the whole body was taken
    asked.on('error', reject);
    asked.end(body);
  });
}

interface Said {
  readonly field: string;
  readonly message: string;
}

/** One refusal in both languages: code, sentence, fields; and nothing was saved. */
async function refused(sending: Sending): Promise<{ status: number; code: string; fields: string[] }> {
  const before = await database.dump();
  const vi = await send('vi', sending);
  const en = await send('en', sending);
  expect(await database.dump()).toEqual(before);

  const code = String(vi.body?.code);
  // the sentence of the code, or of one who only reads; what is said of this very one may follow it
  const entry: ProblemEntry = problems[code as keyof typeof problems];
  const sentence = (sending.method === 'GET' ? entry.reading : undefined) ?? entry;
  expect(isProblemCode(code) ? [vi.body.detail, en.body.detail] : code).toEqual([
    expect.stringContaining(sentence.vi),
    expect.stringContaining(sentence.en),
  ]);
  expect([vi.status, en.status]).toEqual([vi.body.status, vi.body.status]);
  expect(vi.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const [fields, inEnglish] = [vi, en].map(({ body }) => (body.fields ?? []) as Said[]) as [Said[], Said[]];
  expect(inEnglish.map((f) => f.field)).toEqual(fields.map((f) => f.field));
  for (const [i, { field, message }] of fields.entries()) {
    expect([field, message, inEnglish[i]!.message].every((text) => text.length > 0)).toBe(true);
    expect(message).not.toBe(inEnglish[i]!.message);
  }
  expect(vi.bytes.toString() + en.bytes.toString()).not.toMatch(/Invalid|expected|Mongo|zod|stack|node_modules/i);
  return { status: vi.status, code, fields: fields.map((f) => f.field) };
}

const json = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({ ...nominationBody('CSTDCS', 9), ...changes });
const person = nominationBody('CSTDCS', 9).nominee;
const named = (name: string): string => json({ nominee: { ...person, name } });
const huge = 'x'.repeat(2 * 1024 * 1024);
const latin1 = Buffer.from(json({ merit: 'Hoàn thành' }), 'latin1');

const malformed: readonly (readonly [string, Sending])[] = [
  ['JSON that breaks off', { body: '{"award":' }],
  ['JSON with single quotes', { body: "{'award':'GK'}" }],
  ['JSON with a comma too many', { body: '{"award":"GK",}' }],
  ['JSON with NaN', { body: '{"awardYear":NaN}' }],
  ['two values', { body: '{}{}' }],
  ['a text alone', { body: '"GK"' }],
  ['a number alone', { body: '5' }],
  ['null', { body: 'null' }],
  ['bytes of Latin-1', { body: latin1 }],
  [
    'bytes of Latin-1 that are called UTF-8',
    {
      body: latin1,
      headers: { 'content-type': 'application/json; charset=utf-8' },
    },
  ],
  ['a zip that is none', { body: json(), headers: { 'content-encoding': 'gzip' } }],
  ['a zip that breaks off', { body: gzipSync(json()).subarray(0, 40), headers: { 'content-encoding': 'gzip' } }],
  ['an address that cannot be decoded', { method: 'GET', path: '/nominations/%E0%A4%A' }],
];

const tooLarge: readonly (readonly [string, Sending])[] = [
  ['2 MB of text', { body: json({ merit: huge }) }],
  ['2 MB in pieces, of unknown length', { body: json({ merit: huge }), headers: { 'transfer-encoding': 'chunked' } }],
  [
    '2 MB that were zipped to nearly nothing',
    {
      body: gzipSync(json({ merit: huge })),
      headers: { 'content-encoding': 'gzip' },
    },
  ],
];

const unsupported: readonly (readonly [string, Sending])[] = [
  ['a form', { body: 'award=GK', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['plain text', { body: json(), headers: { 'content-type': 'text/plain' } }],
  ['no type at all', { body: json(), headers: { 'content-type': '' } }],
  ['JSON for something else', { body: json(), headers: { 'content-type': 'application/merge-patch+json' } }],
  ['Latin-1 that says so', { body: latin1, headers: { 'content-type': 'application/json; charset=iso-8859-1' } }],
  ['an encoding that there is not', { body: json(), headers: { 'content-encoding': 'rot13' } }],
  ['a file where JSON is asked for', { body: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
];

/** What is wrong, and which fields are named. */
const invalid: readonly (readonly [string, Sending, readonly string[]])[] = [
  ['a list instead of an object', { body: '[]' }, ['body']],
  ['a field that there is not', { body: json({ colour: 'red' }) }, ['colour']],
  [
    'fields that there are not, within another',
    { body: json({ nominee: { ...person, email: 'a@b.vn', x: 1 } }) },
    ['nominee.email', 'nominee.x'],
  ],
  ['a number instead of a code', { body: json({ award: 5 }) }, ['award']],
  ['a list instead of a code', { body: json({ award: ['CSTDCS'] }) }, ['award']],
  ['a text instead of a number', { body: json({ awardYear: '2026' }) }, ['awardYear']],
  ['a text instead of yes or no', { body: json({ posthumous: 'false' }) }, ['posthumous']],
  ['null', { body: json({ merit: null }) }, ['merit']],
  ['a list instead of a person', { body: json({ nominee: [person] }) }, ['nominee']],
  ['an object instead of a list', { body: json({ papers: { kind: 'other' } }) }, ['papers']],
  [
    'an object instead of a day',
    { body: json({ achievementPeriod: { from: {}, to: '2026-10-31' } }) },
    ['achievementPeriod.from'],
  ],
  ['an award that there is not', { body: json({ award: 'LDTX' }) }, ['award']],
  [
    'an award that is not for households',
    {
      body: json({ nominee: { kind: 'household', name: 'Hộ ông Lê Văn Mẫu', residence: 'Thôn 1' } }),
    },
    ['nominee.kind'],
  ],
  [
    'a kind of subject that there is not',
    { body: json({ nominee: { kind: 'company', name: 'X' } }) },
    ['nominee.kind'],
  ],
  [
    '30 February',
    { body: json({ achievementPeriod: { from: '2026-02-30', to: '2026-10-31' } }) },
    ['achievementPeriod.from'],
  ],
  [
    '29 February of a common year',
    { body: json({ achievementPeriod: { from: '2027-02-29', to: '2027-10-31' } }) },
    ['achievementPeriod.from'],
  ],
  [
    'a day in another order',
    { body: json({ achievementPeriod: { from: '01/01/2026', to: '2026-10-31' } }) },
    ['achievementPeriod.from'],
  ],
  [
    'a period that ends before it begins',
    {
      body: json({ achievementPeriod: { from: '2026-10-31', to: '2026-01-01' } }),
    },
    ['achievementPeriod.to'],
  ],
  ['the year 9999', { body: json({ awardYear: 9999 }) }, ['awardYear']],
  [
    'a day of the year 9999',
    { body: json({ achievementPeriod: { from: '2026-01-01', to: '9999-12-31' } }) },
    ['achievementPeriod.to'],
  ],
  [
    'the year 0',
    { body: json({ achievementPeriod: { from: '0000-01-01', to: '2026-10-31' } }) },
    ['achievementPeriod.from'],
  ],
  ['a negative number', { body: json({ awardYear: -2026 }) }, ['awardYear']],
  ['a broken number', { body: json({ awardYear: 2026.5 }) }, ['awardYear']],
  ['a number beyond all numbers', { body: json().replace('2026', '1e999') }, ['awardYear']],
  ['a name of spaces', { body: named(' \u00A0\u2003 ') }, ['nominee.name']],
  ['a name of marks that nobody sees', { body: named('\u200B\u200D\uFEFF') }, ['nominee.name']],
  ['a name that is too long', { body: named('x'.repeat(301)) }, ['nominee.name']],
  ['a line break in a name', { body: named('Lê Thị\nMẫu') }, ['nominee.name']],
  ['a code that is too long', { body: json({ award: 'X'.repeat(65) }) }, ['award']],
  ['a code with a path in it', { body: json({ round: '../../etc' }) }, ['round']],
  ['the same flag twice', { body: json({ flags: ['managedByParty', 'managedByParty'] }) }, ['flags']],
  [
    '101 papers',
    { body: json({ papers: Array.from({ length: 101 }, () => ({ kind: 'other', title: 'T' })) }) },
    ['papers'],
  ],
  ['a round that there is not', { body: json({ round: 'D99' }) }, ['round']],
  [
    'a file that there is not',
    { body: json({ papers: [{ kind: 'other', title: 'T', attachment: 'none' }] }) },
    ['papers.0.attachment'],
  ],
  ['__proto__', { body: json().replace('{', '{"__proto__":{"admin":true},') }, ['__proto__']],
  [
    '__proto__ within',
    { body: json().replace('"nominee":{', '"nominee":{"__proto__":{"kind":"person"},') },
    ['nominee.__proto__'],
  ],
  [
    'constructor and prototype',
    { body: json({ constructor: { prototype: { admin: true } }, prototype: 1 }) },
    ['constructor', 'prototype'],
  ],
  ['an operator instead of a code', { body: json({ award: { $gt: '' } }) }, ['award']],
  ['an operator as a field', { body: json({ $where: 'sleep(1000)' }) }, ['$where']],
  ['an operator within', { body: json({ nominee: { ...person, name: { $ne: null } } }) }, ['nominee.name']],
  ['a dotted path as a field', { body: json({ 'dossier.award': 'BKT' }) }, ['dossier.award']],
  ['an empty key of idempotency', { body: json(), headers: { 'idempotency-key': '' } }, ['Idempotency-Key']],
  [
    'a key of idempotency that is too long',
    { body: json(), headers: { 'idempotency-key': 'k'.repeat(201) } },
    ['Idempotency-Key'],
  ],
];

const queries: readonly (readonly [string, readonly string[]])[] = [
  ['unit[$gt]=', ['unit[$gt]']],
  ['unit[$ne]=U01&award[$in][]=GK', ['award[$in][]', 'unit[$ne]']],
  ['__proto__=x', ['__proto__']],
  ['__proto__[admin]=1', ['__proto__[admin]']],
  ['constructor=x', ['constructor']],
  ['award=GK&award=BKT', ['award']],
  ['status=%24where', ['status']],
  ['holder=nobody', ['holder']],
  ['awardYear=9999', ['awardYear']],
  ['awardYear=-1', ['awardYear']],
  ['limit=-1', ['limit']],
  ['limit=1e9', ['limit']],
  ['limit=ten', ['limit']],
  ['cursor=%00', ['cursor']],
  ['cursor=eyIkZ3QiOiIifQ', ['cursor']],
  ['unknown=1', ['unknown']],
];

describe('what cannot be read', () => {
  test.each(malformed)('is refused as malformed: %s', async (_what, sending) => {
    expect(await refused(sending)).toEqual({ status: 400, code: 'MALFORMED', fields: [] });
  });

  test.each(tooLarge)('is refused as too large: %s', async (_what, sending) => {
    expect(await refused(sending)).toEqual({ status: 413, code: 'TOO_LARGE', fields: [] });
  });

  test.each(unsupported)('is refused for its type: %s', async (_what, sending) => {
    expect(await refused(sending)).toEqual({ status: 415, code: 'UNSUPPORTED_TYPE', fields: [] });
  });
});

describe('what is wrong in a body', () => {
  test.each(invalid)('is refused by its field: %s', async (_what, sending, fields) => {
    const said = await refused(sending);
    expect({ ...said, fields: said.fields.sort() }).toEqual({
      status: 400,
      code: 'VALIDATION',
      fields: [...fields].sort(),
    });
  });

  const hidden = [
    ...['\u0000', '\u0007', '\u001B', '\u007F', '\u0085'], // controls
    ...['\u061C', '\u200E', '\u202E', '\u2066', '\u2069'], // direction
    ...['\u115F', '\u3164', '\uFE0F', '\u{E0041}', '\u2061'], // nothing to see
    ...['\u2028', '\u2029', '\uFFF9', '\uFFFC', '\uFFFD'], // separators, notes, what was broken before
    ...['\uE000', '\uFFFF', '\uD800'], // private, none, half
  ];
  test.each(hidden.map((c) => [`U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`, c]))(
    'is refused in a name: %s',
    async (_code, character) => {
      const said = await refused({ body: named(`Lê Thị${character}Mẫu`) });
      expect(said).toEqual({ status: 400, code: 'VALIDATION', fields: ['nominee.name'] });
    },
  );

  test('is refused in every kind of field that takes words', async () => {
    const bad = '\u202E';
    const body = json({
      merit: `a${bad}`,
      basis: `a${bad}`,
      nominee: { ...person, post: `a${bad}`, unitName: `a${bad}`, person: `P${bad}` },
      papers: [{ kind: 'other', title: `a${bad}`, number: `1${bad}`, attachment: `f${bad}` }],
    });
    expect((await refused({ body })).fields.sort()).toEqual([
      'basis',
      'merit',
      'nominee.person',
      'nominee.post',
      'nominee.unitName',
      'papers.0.attachment',
      'papers.0.number',
      'papers.0.title',
    ]);
    const contact = { name: 'Vũ Thị Mẫu', email: `unit${bad}@tinh-d.example`, phone: '0215\u0000' };
    const sending = { path: `/nominations/${draft}/submit`, body: JSON.stringify(letter({ contact })) };
    expect((await refused(sending)).fields.sort()).toEqual(['contact.email', 'contact.phone']);
  });
});

describe('what is wrong in an address', () => {
  test.each(queries)('is refused by its field: ?%s', async (query, fields) => {
    const said = await refused({ method: 'GET', path: `/nominations?${query}` });
    expect({ ...said, fields: said.fields.sort() }).toEqual({
      status: 400,
      code: 'VALIDATION',
      fields: [...fields].sort(),
    });
  });

  test.each([
    ['/nominations', 'id'],
    ['/sessions', 'id'],
    ['/proposals', 'id'],
    ['/decisions', 'id'],
    ['/certificates', 'number'],
  ])('an id under %s that is no id is refused or not found, however it looks', async (path, field) => {
    for (const id of ['x'.repeat(5_000), '%00', 'a%E2%80%AEb', '%EF%BF%BD']) {
      const said = await refused({ method: 'GET', path: `${path}/${id}`, as: office });
      expect([path, id.slice(0, 10), said]).toEqual([
        path,
        id.slice(0, 10),
        { status: 400, code: 'VALIDATION', fields: [field] },
      ]);
    }
    for (const id of ['__proto__', 'constructor', '%7B%22%24gt%22%3A%22%22%7D', '..%2F..%2Fetc%2Fpasswd', '%27%3B--']) {
      const { status } = await refused({ method: 'GET', path: `${path}/${id}`, as: office });
      expect([path, id, [400, 404].includes(status)]).toEqual([path, id, true]);
    }
  });

  test('a version that is none, or another than the body names, is refused by its field', async () => {
    const patch = (body: unknown, headers: Record<string, string> = {}) =>
      refused({ method: 'PATCH', path: `/nominations/${draft}`, body: JSON.stringify(body), headers });
    expect((await patch({ expects: -1, merit: 'x' })).fields).toEqual(['expects']);
    expect((await patch({ expects: 1.5, merit: 'x' })).fields).toEqual(['expects']);
    expect((await patch({ expects: Number.MAX_SAFE_INTEGER + 1, merit: 'x' })).fields).toEqual(['expects']);
    expect((await patch({ expects: 1, merit: 'x' }, { 'if-match': '"2"' })).fields).toEqual(['expects']);
    expect((await patch({ merit: 'x' }, { 'if-match': '' })).fields).toEqual(['If-Match']);
    expect((await patch({ expects: 1, award: 'LDTX' })).fields).toEqual(['award']);
    expect((await patch({ expects: 1, nominee: { kind: 'collective', name: 'Phòng' } })).fields).toEqual([
      'nominee.kind',
    ]);
  });
});

describe('methods that are not served', () => {
  test('are refused, and said what is served; HEAD answers as GET without a body', async () => {
    const before = await database.dump();
    const asked = (method: string, path = '/nominations') => send('vi', { method, path });
    for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND']) {
      const { status, body, headers } = await asked(method);
      expect([method, status, body.code]).toEqual([method, 405, 'METHOD_NOT_ALLOWED']);
      expect(headers.get('allow')).toBe('GET, HEAD, POST');
    }
    const [head, get] = [await asked('HEAD'), await asked('GET')];
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    expect((await asked('HEAD', '/nominations/HS-2026-999999')).status).toBe(404);
    const options = await asked('OPTIONS');
    expect([options.status, options.headers.get('allow')]).toEqual([200, 'GET, HEAD, POST']);
    expect(options.headers.get('access-control-allow-origin')).toBeNull();
    expect(await database.dump()).toEqual(before);
  });
});

describe('good bodies in other clothes are taken', () => {
  test('letters that were decomposed come out composed, in names, forms of address and searches', async () => {
    const name = 'Nguyễn Thị Mẫu Đường';
    const body = JSON.parse(json({ nominee: { ...person, address: 'Bà', name }, award: 'GK' })) as object;
    const decomposed = JSON.stringify(body).normalize('NFD');
    const made = await send('vi', { body: decomposed, headers: { 'idempotency-key': randomUUID() } });
    expect(made.status).toBe(201);
    const { body: stored } = await unit.get(`/nominations/${made.body.id}`);
    expect(stored.dossier.nominee).toMatchObject({ name: name.normalize('NFC'), address: 'Bà'.normalize('NFC') });
    const found = await unit.get(`/nominations?q=${encodeURIComponent('Mẫu Đường'.normalize('NFD'))}`);
    expect(found.body.items.map((n: { id: string }) => n.id)).toEqual([made.body.id]);
  });

  test('a body that was zipped, and one with a byte order mark', async () => {
    const zipped = await send('vi', { body: gzipSync(json()), headers: { 'content-encoding': 'gzip' } });
    expect(zipped.status).toBe(201);
    expect((await send('vi', { body: `\uFEFF${json()}` })).status).toBe(201);
  });
});

describe('what is not allowed', () => {
  test('without a good key is 401, for every address and method alike', async () => {
    const before = await database.dump();
    const keys = ['', 'Bearer', 'Bearer short', `Bearer ${'x'.repeat(40)}`, `Bearer ${unit.key}x`, `Basic ${unit.key}`];
    for (const authorization of [...keys, `Bearer ${unit.key.toUpperCase()}`, `Bearer ${'é'.repeat(20)}`]) {
      for (const [method, path] of [
        ['GET', `/nominations/${draft}`],
        ['POST', '/nominations'],
        ['GET', '/nothing'],
      ] as const) {
        const reply = await send('vi', {
          method,
          path,
          headers: { authorization: Buffer.from(authorization).toString('latin1') },
          ...(method === 'POST' ? { body: '{"broken' } : {}),
        });
        expect([authorization, method, path, reply.status]).toEqual([authorization, method, path, 401]);
      }
    }
    expect(await database.dump()).toEqual(before);
  });

  test('in another unit is 404, for reading and for acting, as if it were not there', async () => {
    const other = await api.as('unit', 'U02');
    const before = await database.dump();
    const replies = [
      await other.get(`/nominations/${draft}`),
      await other.get(`/nominations/${sent}/history`),
      await other.patch(`/nominations/${draft}`, { expects: 1, merit: 'x' }),
      await other.post(`/nominations/${sent}/withdraw`, { expects: 2, reason: 'Lý do' }),
      await other.get('/units/U01/nothing'),
      await other.upload(`/nominations/${draft}/attachments`, 'a.pdf', tinyPdf()),
    ];
    const never = await other.get('/nominations/HS-2026-999999');
    for (const { status, body } of replies) {
      expect([status, body.code, body.detail]).toEqual([404, 'NOT_FOUND', never.body.detail]);
    }
    expect(await database.dump()).toEqual(before);
  });

  test('in the state that it is in is 409, with the state and what is allowed instead', async () => {
    const before = await database.dump();
    const { version } = await api.site.service.store.nominations.need(sent);
    const early = await office.post(`/nominations/${sent}/review`, { expects: version, action: 'accept' });
    expect(early.body).toMatchObject({ status: 409, code: 'ACTION_NOT_ALLOWED', state: 'submitted', version });
    expect(early.body.allowed).toEqual(expect.arrayContaining(['receive', 'hold']));
    const stale = await office.post(`/nominations/${sent}/receive`, {
      expects: version + 1,
      number: '1',
      arrivedOn: '2026-11-16',
    });
    expect(stale.body).toMatchObject({ status: 409, code: 'STATE_CHANGED', version });
    expect(stale.body.allowed).toEqual(early.body.allowed);
    const again = await unit.post(`/nominations/${sent}/submit`, letter());
    expect(again.body).toMatchObject({ status: 409, code: 'ACTION_NOT_ALLOWED', state: 'submitted' });
    const future = await office.post(`/nominations/${sent}/receive`, {
      expects: version,
      number: '1',
      arrivedOn: '2199-12-31',
    });
    expect(future.body).toMatchObject({ status: 400, code: 'VALIDATION' });
    expect(future.body.fields.map((f: Said) => f.field)).toEqual(['arrivedOn']);
    expect(await database.dump()).toEqual(before);
  });
});
