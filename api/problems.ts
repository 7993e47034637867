import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Request } from 'express';
import { MulterError } from 'multer';
import { refused } from '../templates/words';
import type { ProblemCode } from '../domain/errors';
import { isProblemCode, Problem, problems, sentenceOf } from '../domain/errors';
import { innerActions } from '../domain/roles';
import { figureText } from '../domain/text';
import type { Language } from '../platform/store';
import type { ApiContext, RenderProblemPage } from './context';
import { languageOf, requestIdOf } from './middleware/request';
import type { FieldProblem } from './schemas/parse';

/** A problem document (RFC 9457) with the code that machines go by and the sentence that people read. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly requestId: string;
  readonly fields?: readonly { readonly field: string; readonly message: string }[];
  readonly reference?: string;
  readonly [fact: string]: unknown;
}

/** Facts of a refusal that people and programs may see; whatever else stands in `data` stays here. */
const shownFacts = [
  'state',
  'version',
  'neighbours',
  'case',
  'registration',
  'registrations',
  'day',
  'milestone',
  'outstanding',
  'closedAt',
  'deadline',
  'year',
  'body',
  'due',
  'nominations',
  'accepted',
  'roles',
  'findings',
  'outOfReach',
  'maximum',
  'file',
] as const;

/** Seconds after which the same request may succeed. */
const RETRY_AFTER_S: Partial<Record<ProblemCode, number>> = { ENGINE_BUSY: 3, STORE_BUSY: 3, TOO_MANY_REQUESTS: 60 };

const unexpected = refused('unexpected');

/** What is wrong with a line, in the words of its code. */
export const detailOf = (code: string, language: Language): string | undefined =>
  isProblemCode(code) ? problems[code][language] : undefined;

export const typeOf = (code: string): string => `urn:vinh-danh:problem:${code.toLowerCase().replaceAll('_', '-')}`;

/** A refusal as a document. @param reads whether nothing was to be done but to see something */
export function documentOf(
  problem: Problem,
  language: Language,
  reads = false,
): Omit<ProblemDocument, 'instance' | 'requestId'> {
  const { http } = problems[problem.code];
  const { data } = problem;
  const facts = Object.fromEntries(
    shownFacts.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]])),
  );
  return {
    type: typeOf(problem.code),
    title: STATUS_CODES[http] ?? '',
    status: http,
    code: problem.code,
    detail: sentenceOf(problem, reads)[language],
    ...facts,
    ...(Array.isArray(data['fields']) ? { fields: (data['fields'] as FieldProblem[]).map(fieldIn(language)) } : {}),
    ...(Array.isArray(data['allowed']) ? { allowed: outer(data['allowed']) } : {}),
    ...(Array.isArray(data['lines']) ? { lines: data['lines'].map((line) => lineIn(line, language)) } : {}),
  };
}

const fieldIn =
  (language: Language) =>
  (field: FieldProblem): { field: string; message: string } => ({ field: field.field, message: field[language] });

/** What sessions and proposals say to lines is nothing that a caller could say. */
const inner: ReadonlySet<unknown> = new Set(innerActions);
const outer = (allowed: readonly unknown[]): readonly unknown[] => allowed.filter((action) => !inner.has(action));

/** The refusal of a line of a list; some refusals name the ids alone. */
export function lineIn(line: unknown, language: Language): unknown {
  if (typeof line !== 'object' || line === null) return { id: line };
  const { id, done, code, status, allowed, version, fields, findings } = line as Record<string, unknown>;
  return {
    id,
    done,
    ...(code === undefined ? {} : { code, detail: typeof code === 'string' ? detailOf(code, language) : undefined }),
    ...(status === undefined ? {} : { status }),
    ...(version === undefined ? {} : { version }),
    ...(Array.isArray(allowed) ? { allowed: outer(allowed) } : {}),
    ...(Array.isArray(fields) ? { fields: (fields as FieldProblem[]).map(fieldIn(language)) } : {}),
    ...(Array.isArray(findings) ? { findings } : {}),
  };
}

const MB = 1024 * 1024;

/** A body beyond the limit of its parser, which the parser tells where it knows it. */
export function bodyTooLarge(error: object): Problem {
  const { limit, type } = error as { readonly limit?: unknown; readonly type?: unknown };
  const sentence =
    typeof limit === 'number' ? refused('upload.largeForm', { most: figureText(String(limit / MB)) }) : undefined;
  return new Problem('TOO_LARGE', String(type), sentence ? { sentence } : {});
}

/** What Express and its parsers throw, as refusals; undefined for what is none. */
function refusalOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof MulterError) {
    return error.code === 'LIMIT_FILE_SIZE'
      ? new Problem('TOO_LARGE', error.code)
      : new Problem('MALFORMED', error.code);
  }
  if (!(error instanceof Error)) return undefined;
  const { type, status } = error as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large' || status === 413) return bodyTooLarge(error);
  if (status === 415) return new Problem('UNSUPPORTED_TYPE', String(type));
  // broken JSON, broken escapes in the address, broken multipart, a body shorter than announced
  if (status === 400 || /^(Multipart|Malformed part|Unexpected end of form)/.test(error.message)) {
    return new Problem('MALFORMED', typeof type === 'string' ? type : error.name);
  }
  return undefined;
}

/** Whether nothing was to be done but to see something. */
export const onlyReads = ({ method }: Pick<Request, 'method'>): boolean => method === 'GET' || method === 'HEAD';

/** Whether the answer goes to a program: everything under `/api`, and whoever does not take pages. */
const wantsJson = (req: Request): boolean => req.path.startsWith('/api') || req.accepts('html', 'json') !== 'html';

/** The one place where errors become answers. Unexpected ones get a reference that stands in the log, and nothing else. */
export function problemHandler(context: ApiContext, page: RenderProblemPage): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const problem = refusalOf(error);
    const language = languageOf(req);
    const reference = problem ? undefined : randomUUID().slice(0, 8);
    if (reference !== undefined)
      context.log.error({ err: error, reference, requestId: requestIdOf(res) }, 'unexpected');
    else context.log.debug({ code: problem?.code, why: problem?.message, requestId: requestIdOf(res) }, 'refused');

    const status = problem ? problems[problem.code].http : 500;
    res.status(status).set('Cache-Control', 'no-store').set('Content-Language', language).vary('Accept-Language');
    if (problem?.code === 'UNAUTHENTICATED') res.set('WWW-Authenticate', 'Bearer');
    const seconds = problem && RETRY_AFTER_S[problem.code];
    if (seconds !== undefined) res.set('Retry-After', String(seconds));
    if (!wantsJson(req)) {
      res.type('html').send(
        page({
          context,
          language,
          reads: onlyReads(req),
          ...(problem ? { problem } : {}),
          ...(reference === undefined ? {} : { reference }),
        }),
      );
      return;
    }
    const body = problem
      ? documentOf(problem, language, onlyReads(req))
      : {
          type: typeOf('UNEXPECTED'),
          title: STATUS_CODES[500] ?? '',
          status,
          code: 'UNEXPECTED',
          detail: unexpected[language],
          reference,
        };
    const instance = req.originalUrl.split('?')[0]!;
    res.type('application/problem+json').send(JSON.stringify({ ...body, instance, requestId: requestIdOf(res) }));
  };
}
