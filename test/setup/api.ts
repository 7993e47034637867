import { randomUUID } from 'node:crypto';
import type { Role } from '../../domain/roles';
import { START } from './fixtures';
import { eventually } from './service';
import { testSite, type TestSite } from '../pages/site';

/** An answer of the JSON API. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // tests look into bodies whose shape they state themselves
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly bytes: Buffer;
}

/** A finding as it is answered. */
export interface Finding {
  readonly rule: string;
  readonly code: string;
  readonly kind: 'BLOCK' | 'HOLD' | 'WARN' | 'CALC';
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'info';
  readonly say: { readonly vi: string; readonly en: string };
  readonly citation: { readonly vi: string; readonly en: string };
  readonly missing: readonly { readonly what: { readonly vi: string }; readonly by: string }[];
  readonly field?: string;
  readonly overridden?: { readonly level: string; readonly role: string; readonly reason?: string };
}

/** One caller with his key. */
export interface TestCaller {
  readonly key: string;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  /** With a fresh Idempotency-Key unless the headers name one. */
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  put(path: string, body: unknown): Promise<Reply>;
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
  remove(path: string): Promise<Reply>;
  upload(path: string, name: string, bytes: Buffer): Promise<Reply>;
  /** Several files in one go. */
  uploadAll(path: string, files: Readonly<Record<string, Buffer>>): Promise<Reply>;
}

export interface TestApi {
  readonly site: TestSite;
  /** A caller of a role; with a unit, scoped to it. */
  as(role: Role, unit?: string): Promise<TestCaller>;
  /** A request as it is, without anything added. */
  raw(method: string, path: string, init?: RequestInit): Promise<Reply>;
  stop(): Promise<void>;
}

/** The JSON API over the real store and engine of the run, on the small province of the fixtures. */
export async function startApi(options: Parameters<typeof testSite>[0] = {}): Promise<TestApi> {
  const site = await testSite(options);
  const callers = new Map<string, Promise<TestCaller>>();

  const raw = async (method: string, path: string, init: RequestInit = {}): Promise<Reply> => {
    const answer = await fetch(`${site.url}${path}`, { method, ...init });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const json = /json/.test(answer.headers.get('content-type') ?? '');
    const body: unknown = json ? JSON.parse(bytes.toString()) : undefined;
    return { status: answer.status, headers: answer.headers, body, bytes };
  };

  const caller = async (role: Role, unit?: string): Promise<TestCaller> => {
    const { key } = await site.service.store.apiKeys.create({
      name: `${role} ${unit ?? 'province'}`,
      role,
      now: START,
      ...(unit === undefined ? {} : { unit }),
    });
    const say = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
      raw(method, `/api/v1${path}`, {
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const send = (path: string, files: Readonly<Record<string, Buffer>>) => {
      const form = new FormData();
      for (const [name, bytes] of Object.entries(files)) form.append('file', new Blob([new Uint8Array(bytes)]), name);
      return raw('POST', `/api/v1${path}`, { headers: { authorization: `Bearer ${key}` }, body: form });
    };
    return {
      key,
      get: (path, headers) => say('GET', path, undefined, headers),
      post: (path, body, headers) => say('POST', path, body, { 'idempotency-key': randomUUID(), ...headers }),
      put: (path, body) => say('PUT', path, body),
      patch: (path, body, headers) => say('PATCH', path, body, headers),
      remove: (path) => say('DELETE', path, undefined),
      upload: (path, name, bytes) => send(path, { [name]: bytes }),
      uploadAll: send,
    };
  };

  return {
    site,
    raw,
    as(role, unit) {
      const name = `${role}/${unit ?? ''}`;
      const known = callers.get(name) ?? caller(role, unit);
      callers.set(name, known);
      return known;
    },
    stop: () => site.stop(),
  };
}

/** What a caller does who is told that nothing is known yet: he says the same again, under the same key, until he has an answer. */
export async function insist(caller: TestCaller, path: string, body: unknown): Promise<Reply> {
  const key = { 'idempotency-key': randomUUID() };
  return await eventually(
    () => caller.post(path, body, key),
    (answer) => answer.status !== 503,
  );
}

/** A nomination as it is posted. */
export const nominationBody = (award: string, no: number, more: Record<string, unknown> = {}) => ({
  award,
  awardYear: 2026,
  commendationType: 'merit',
  nominee: {
    kind: 'person',
    person: `P${no}`,
    name: `Lê Thị Mẫu ${no}`,
    address: 'Bà',
    post: 'Chuyên viên',
    unitName: 'Sở Tài chính',
  },
  achievementPeriod: { from: '2026-01-01', to: '2026-10-31' },
  merit: 'Hoàn thành xuất sắc nhiệm vụ; thu ngân sách đạt 106,46 % dự toán.',
  basis: 'khoản 1 Điều 22 Luật Thi đua, khen thưởng',
  papers: [
    { kind: 'achievementReport', title: 'Báo cáo thành tích' },
    { kind: 'roomMinutes', title: 'Biên bản bình xét của phòng' },
  ],
  ...more,
});

/** The unit's proposal that sends nominations. */
export const letter = (more: Record<string, unknown> = {}) => ({
  number: '09/TTr-VP',
  date: '2026-11-13',
  signer: 'Nguyễn Văn Mẫu',
  contact: { name: 'Vũ Thị Mẫu', email: 'unit@tinh-d.example' },
  ...more,
});
