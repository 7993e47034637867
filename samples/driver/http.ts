import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { StoryError } from './wait';

/** A refusal of the API, as its problem document says it. */
export class Refused extends StoryError {
  constructor(
    what: string,
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(`${what}: ${status} ${problem.code ?? ''} ${problem.detail ?? problem.title ?? ''} ${facts(problem)}`.trim());
  }

  get code(): string {
    return this.problem.code ?? '';
  }
}

interface Problem {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly [fact: string]: unknown;
}

const facts = ({ type: _t, title: _ti, status: _s, detail: _d, code: _c, instance: _i, ...rest }: Problem): string =>
  Object.keys(rest).length === 0 ? '' : JSON.stringify(rest);

/** How often a call is said again that could not be confirmed: it carries the same key, so it never counts twice. */
const TRIES = 6;

/** The JSON API, as one person uses it with his key. */
export class Api {
  constructor(
    private readonly origin: string,
    private readonly key: string,
  ) {}

  get = async <T>(path: string): Promise<T> => (await (await this.ask('GET', path)).json()) as T;
  put = async <T>(path: string, body: unknown): Promise<T> => (await (await this.ask('PUT', path, body)).json()) as T;
  post = async <T>(path: string, body: unknown = {}): Promise<T> =>
    (await (await this.ask('POST', path, body)).json()) as T;
  upload = async <T>(
    path: string,
    file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
  ): Promise<T> => {
    const form = new FormData();
    form.set('file', new Blob([file.bytes]), file.name);
    return (await (await this.ask('POST', path, form)).json()) as T;
  };
  file = async (path: string): Promise<Buffer> => Buffer.from(await (await this.ask('GET', path)).arrayBuffer());
  /** A file whose making is an act. */
  print = async (path: string, body: unknown): Promise<Buffer> =>
    Buffer.from(await (await this.ask('POST', path, body)).arrayBuffer());

  private async ask(method: string, path: string, body?: unknown): Promise<Response> {
    const submission = randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(`${this.origin}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.key}`,
          'accept-language': 'en',
          ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
          ...(method === 'POST' ? { 'idempotency-key': submission } : {}),
        },
        ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      });
      if (answer.ok) return answer;
      const passing = answer.status === 503 || answer.status === 429;
      if (!passing || attempt === TRIES) throw new Refused(`${method} ${path}`, answer.status, await problemIn(answer));
      await pause(Math.min(2_000, 1_000 * Number(answer.headers.get('retry-after') ?? 1)));
    }
  }
}

async function problemIn(answer: Response): Promise<Problem> {
  const text = await answer.text();
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return { detail: text.slice(0, 300) };
  }
}
