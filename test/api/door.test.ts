import { randomBytes } from 'node:crypto';
import { createApp } from '../../api/app';
import { Problem, problems } from '../../domain/errors';
import type { AddressInfo } from 'node:net';
import { nominationBody, startApi, type Reply, type TestApi, type TestCaller } from '../setup/api';

describe('the door of the API', () => {
  let api: TestApi;
  let unit: TestCaller;
  beforeAll(async () => {
    api = await startApi({ worker: false });
    unit = await api.as('unit', 'U01');
  });
  afterAll(() => api.stop());

  /** A POST of raw bytes with a good key. */
  const post = (path: string, body: string | Buffer, type = 'application/json'): Promise<Reply> =>
    api.raw('POST', `/api/v1${path}`, {
      headers: { authorization: `Bearer ${unit.key}`, 'content-type': type },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
  const fieldsOf = (reply: Reply): string[] => reply.body.fields.map((f: { field: string }) => f.field);

  test('answers nobody without a good key, in the same words for every key that is not good', async () => {
    const none = await api.raw('GET', '/api/v1/nominations');
    const wrong = await api.raw('GET', '/api/v1/nominations', {
      headers: { authorization: `Bearer vd_0000_${randomBytes(32).toString('hex')}` },
    });
    const odd = await api.raw('GET', '/api/v1/nominations', { headers: { authorization: 'Basic YTpi' } });
    for (const reply of [none, wrong, odd]) {
      expect(reply.status).toBe(401);
      expect(reply.headers.get('www-authenticate')).toBe('Bearer');
      expect(reply.body).toMatchObject({ code: 'UNAUTHENTICATED', detail: none.body.detail });
    }
  });

  test('refuses as a problem document in Vietnamese, in English when asked', async () => {
    const vi = await unit.get('/nominations/HS-2026-999999');
    const en = await unit.get('/nominations/HS-2026-999999', { 'accept-language': 'en-GB, vi;q=0.5' });
    expect(vi.status).toBe(404);
    expect(vi.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(vi.headers.get('content-language')).toBe('vi');
    expect(vi.body).toMatchObject({
      type: 'urn:vinh-danh:problem:not-found',
      title: 'Not Found',
      status: 404,
      code: 'NOT_FOUND',
      instance: '/api/v1/nominations/HS-2026-999999',
      requestId: vi.headers.get('x-request-id'),
    });
    expect(vi.body.detail).toMatch(/^Không tìm thấy/);
    expect(en.body.detail).toMatch(/^There is nothing/);
    expect(en.headers.get('content-language')).toBe('en');
  });

  test('is kept by nobody on the way, and runs in no frame', async () => {
    const { headers } = await unit.get('/awards');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test('takes a request id of a proxy, and no other text', async () => {
    const good = await unit.get('/awards', { 'x-request-id': 'trace-1234-abcd' });
    const bad = await unit.get('/awards', { 'x-request-id': 'a b "c"' });
    expect(good.headers.get('x-request-id')).toBe('trace-1234-abcd');
    expect(bad.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([
    ['broken JSON', '{"a":', 400, 'MALFORMED'],
    ['a bare word', 'null', 400, 'MALFORMED'],
    ['a body that is too large', `"${'x'.repeat(1_100_000)}"`, 413, 'TOO_LARGE'],
  ])('refuses %s', async (_what, body, status, code) => {
    const reply = await post('/nominations', body);
    expect([reply.status, reply.body.code]).toEqual([status, code]);
  });

  test('refuses a body that is no JSON before reading it', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
      const reply = await post('/nominations', 'award=BKT', type);
      expect([reply.status, reply.body.code]).toEqual([415, 'UNSUPPORTED_TYPE']);
    }
  });

  test('refuses a charset that it does not know', async () => {
    const reply = await post('/nominations', '{}', 'application/json; charset=tcvn3');
    expect(reply.status).toBe(415);
  });

  test('names every field that is wrong, each with a sentence', async () => {
    const reply = await unit.post('/nominations', {
      ...nominationBody('CSTDCS', 1),
      award: 5,
      awardYear: '2026',
      achievementPeriod: { from: '2026-02-30', to: '2026-01-01' },
      nominee: { kind: 'person', name: '  ', address: 'Anh', post: 'x', unitName: 'y' },
      posthumous: 'no',
      status: 'issued',
      papers: [{ kind: 'other' }],
    });
    expect(reply.status).toBe(400);
    expect(reply.body.code).toBe('VALIDATION');
    expect(fieldsOf(reply).sort()).toEqual([
      'achievementPeriod.from',
      'award',
      'awardYear',
      'nominee.address',
      'nominee.name',
      'papers.0.title',
      'posthumous',
      'status',
    ]);
    const sentences = Object.fromEntries(reply.body.fields.map((f: Record<string, string>) => [f.field, f.message]));
    expect(sentences['status']).toBe('Mục này không có trong biểu mẫu.');
    expect(sentences['papers.0.title']).toBe('Cần có mục này.');
    expect(sentences['award']).toBe('Phải là chuỗi ký tự.');
    expect(sentences['nominee.address']).toContain('đồng chí');
    expect(JSON.stringify(reply.body)).not.toMatch(/Invalid input|expected/);
  });

  test('refuses control characters and marks of direction in names, and mends what pasting brings along', async () => {
    for (const hidden of ['\u0000', '\u0007', '\u202E', '\uD800']) {
      const named = nominationBody('CSTDCS', 1, { nominee: { kind: 'collective', name: `Phòng${hidden}Ngân sách` } });
      const reply = await unit.post('/nominations', named);
      expect([hidden, reply.status, fieldsOf(reply)]).toEqual([hidden, 400, ['nominee.name']]);
    }
    const decomposed = 'Phòng\u00A0Ngân sách\u200B'.normalize('NFD');
    const made = await unit.post('/nominations', {
      ...nominationBody('TTLDTT', 1),
      nominee: { kind: 'collective', name: ` ${decomposed} ` },
    });
    const { body } = await unit.get(`/nominations/${made.body.id}`);
    expect(body.dossier.nominee.name).toBe('Phòng Ngân sách'.normalize('NFC'));
  });

  test('takes no code of a database and no field of a prototype', async () => {
    const operators = await unit.post('/nominations', { ...nominationBody('CSTDCS', 1), unit: { $ne: '' } });
    expect([operators.status, fieldsOf(operators)]).toEqual([400, ['unit']]);
    const text = JSON.stringify(nominationBody('CSTDCS', 1)).replace(/^\{/, '{"__proto__":{"admin":true},');
    const prototype = await post('/nominations', text);
    expect(prototype.status).toBe(400);
    const query = await unit.get('/nominations?unit[$ne]=x');
    expect([query.status, fieldsOf(query)]).toEqual([400, ['unit[$ne]']]);
    const twice = await unit.get('/nominations?award=BKT&award=GK');
    expect([twice.status, fieldsOf(twice)]).toEqual([400, ['award']]);
  });

  test('says which methods an address takes, to whoever may use one of them', async () => {
    const put = (path: string, headers: Record<string, string> = {}): Promise<Reply> =>
      api.raw('PUT', `/api/v1${path}`, { headers });
    const known = { authorization: `Bearer ${unit.key}` };
    const vi = await put('/nominations', known);
    expect([vi.status, vi.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect(vi.body).toMatchObject({ code: 'METHOD_NOT_ALLOWED', detail: problems.METHOD_NOT_ALLOWED.vi });
    const en = await put('/nominations', { ...known, 'accept-language': 'en' });
    expect(en.body.detail).toBe(problems.METHOD_NOT_ALLOWED.en);
    // as it is refused to read, and as an address that is not there
    for (const [reply, status] of [
      [await put('/nominations'), 401],
      [await put('/api-keys', known), 403],
      [await put('/nothing', known), 404],
    ] as const)
      expect([reply.status, reply.headers.get('allow')]).toEqual([status, null]);
    expect((await api.raw('POST', '/livez')).headers.get('allow')).toBe('GET, HEAD');
  });

  test('a refusal by state is said of whatever it is of, and lists nothing that is not there', () => {
    const { vi, en } = problems.ACTION_NOT_ALLOWED;
    expect([vi, en].join(' ')).not.toMatch(/hồ sơ|bên dưới|nomination|below/i);
  });

  test('whoever only reads is not told of saving; a year is told as years are written', async () => {
    const { body } = await unit.get('/nominations?awardYear=1000000000');
    expect(body.detail).toBe(problems.VALIDATION.reading.vi);
    expect(body.fields).toEqual([{ field: 'awardYear', message: 'Năm phải từ 1990 đến 2200.' }]);
  });

  test('knows no address that it does not serve, and leaves one that cannot be decoded', async () => {
    expect((await unit.get('/nothing')).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await unit.get('/nominations/%E0%A4%A')).body).toMatchObject({ status: 400, code: 'MALFORMED' });
    expect((await api.raw('GET', '/api/v2/nominations')).body).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('says what is wrong with a key of idempotency, a version, a cursor', async () => {
    const key = await unit.post('/nominations', nominationBody('CSTDCS', 1), { 'idempotency-key': 'a b' });
    expect(fieldsOf(key)).toEqual(['Idempotency-Key']);
    const match = await unit.patch('/nominations/HS-2026-000001', { merit: 'x' }, { 'if-match': '*' });
    expect(fieldsOf(match)).toEqual(['If-Match']);
    expect(fieldsOf(await unit.get('/nominations?cursor=abc'))).toEqual(['cursor']);
    expect(fieldsOf(await unit.get('/nominations?limit=0'))).toEqual(['limit']);
  });

  test('answers 503 with Retry-After when the database is away, and a reference for what is unexpected', async () => {
    const { context } = api.site;
    const failing = async (error: Error): Promise<Response> => {
      const apiKeys = { ...context.store.apiKeys, find: () => Promise.reject(error) };
      const server = createApp({ ...context, store: { ...context.store, apiKeys } }).listen(0);
      const { port } = server.address() as AddressInfo;
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/awards`, {
        headers: { authorization: `Bearer ${unit.key}` },
      });
      server.close();
      return answer;
    };
    const busy = await failing(new Problem('STORE_BUSY', 'mongodb://secret'));
    expect([busy.status, Number(busy.headers.get('retry-after')) > 0]).toEqual([503, true]);
    expect(await busy.text()).not.toContain('secret');

    const broken = await failing(new TypeError('cannot read mongodb://secret'));
    const text = await broken.text();
    expect(broken.status).toBe(500);
    expect(text).not.toMatch(/secret|TypeError|at /);
    expect(JSON.parse(text)).toMatchObject({ code: 'UNEXPECTED', reference: expect.stringMatching(/^[0-9a-f]{8}$/) });
  });

  test('tells operators what is ready, part by part', async () => {
    expect((await api.raw('GET', '/livez')).status).toBe(200);
    const ready = await api.raw('GET', '/readyz');
    expect(ready.status).toBe(503);
    expect(ready.body).toEqual({
      status: 'not ready',
      parts: { mongodb: 'ready', temporal: 'ready', worker: 'not ready' },
    });
  });

  test('measures by template of the route, with no id in any label', async () => {
    await unit.get('/nominations/HS-2026-424242');
    const { bytes } = await api.raw('GET', '/metrics');
    expect(bytes.toString()).toContain('route="/api/v1/nominations/:id"');
    expect(bytes.toString()).not.toContain('424242');
  });
});
