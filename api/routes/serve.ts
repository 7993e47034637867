import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import { Router } from 'express';
import { z } from 'zod';
import { Problem } from '../../domain/errors';
import { has } from '../../domain/roles';
import { refused } from '../../templates/words';
import { freshSubmission, mustHave } from '../commands/shared';
import type { ApiContext } from '../context';
import { fileBody, filesBody, jsonBody } from '../middleware/body';
import { otherMethods } from '../middleware/methods';
import { callerOf, languageOf, rememberRoute } from '../middleware/request';
import { invalid, parse } from '../schemas/parse';
import type { Answer, Endpoint } from './endpoint';

const nothing = z.strictObject({});

/** A router that serves the calls: each is parsed by its schemas, handled, answered. */
export function serve(context: ApiContext, base: string, endpoints: readonly Endpoint[]): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const endpoint of endpoints) {
    const named: RequestHandler = (_req, res, next) => {
      rememberRoute(res, `${base}${endpoint.path}`);
      next();
    };
    const reads = endpoint.method === 'get' ? [] : [bodyOf(endpoint)];
    router[endpoint.method](endpoint.path, named, allowed(endpoint), ...reads, async (req, res) => {
      await send(res, await handle(context, endpoint, req, res));
    });
  }
  router.use(otherMethods(router, (res, taken) => endpoints.some((one) => isFor(one, taken) && mayUse(one, res))));
  return router;
}

const isFor = (one: Endpoint, { path, method }: { readonly path: string; readonly method: string }): boolean =>
  one.path === path && one.method === (method === 'HEAD' ? 'get' : method.toLowerCase());

function mayUse({ right }: Endpoint, res: Response): boolean {
  const caller = callerOf(res);
  return right === undefined || (caller !== undefined && has(caller, right));
}

/** Whoever lacks the right is told so before anything that he has sent is read; commands look again, and at the unit. */
const allowed =
  ({ right }: Endpoint): RequestHandler =>
  (_req, res, next) => {
    const caller = callerOf(res);
    if (right !== undefined && caller) mustHave(caller, right);
    next();
  };

function bodyOf({ upload }: Endpoint): RequestHandler {
  if (upload === undefined) return jsonBody;
  return upload === true ? fileBody : filesBody;
}

async function handle(context: ApiContext, endpoint: Endpoint, req: Request, res: Response): Promise<Answer> {
  const caller = callerOf(res);
  if (!caller) throw new Problem('UNAUTHENTICATED');
  const ifMatch = versionIn(req);
  return endpoint.handle({
    context,
    caller,
    params: parse(endpoint.params ?? nothing, req.params),
    query: parse(endpoint.query ?? nothing, { ...req.query }),
    body: bodyIn(endpoint, req),
    submission: submissionIn(req),
    language: languageOf(req),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(req.file ? { upload: uploaded(req.file) } : {}),
    ...(Array.isArray(req.files) ? { uploads: req.files.map(uploaded) } : {}),
  });
}

const uploaded = ({ originalname: name, buffer: bytes }: Express.Multer.File) => ({ name, bytes });

function bodyIn(endpoint: Endpoint, req: Request): unknown {
  if (endpoint.method === 'get' || endpoint.upload !== undefined) return {};
  const body: unknown = req.body ?? {};
  return parse(endpoint.body ?? nothing, body);
}

function submissionIn(req: Request): string {
  const key = req.get('idempotency-key');
  if (key === undefined) return freshSubmission();
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw invalid({ field: 'Idempotency-Key', ...refused('request.key') });
}

function versionIn(req: Request): number | undefined {
  const value = req.get('if-match');
  if (value === undefined) return undefined;
  const version = /^(?:W\/)?"?(\d{1,15})"?$/.exec(value.trim())?.[1];
  if (version !== undefined) return Number(version);
  throw invalid({ field: 'If-Match', ...refused('request.version') });
}

/** The version that the caller decided on: in the body or as If-Match. @throws Problem VALIDATION */
export function expectsOf(asked: { readonly body: unknown; readonly ifMatch?: number }): number {
  const { expects } = asked.body as { readonly expects?: number };
  const { ifMatch } = asked;
  if (expects !== undefined && ifMatch !== undefined && expects !== ifMatch) {
    throw invalid({ field: 'expects', ...refused('request.differs') });
  }
  const version = expects ?? ifMatch;
  if (version !== undefined) return version;
  throw invalid({ field: 'expects', ...refused('request.needsVersion') });
}

async function send(res: Response, { status = 200, body, version, location, file }: Answer): Promise<void> {
  res.status(status);
  if (version !== undefined) res.set('ETag', `"${version}"`);
  if (location !== undefined) res.location(location);
  if (file) {
    // a file is looked at where it was saved, never run in our origin
    res.type(file.type).set('Content-Disposition', attachmentOf(file.name));
    await sendBytes(res, file.bytes);
  } else if (body === undefined) res.end();
  else res.type('application/json').send(JSON.stringify(body));
}

/** Sends a file as a whole, or piece by piece. */
export async function sendBytes(res: Response, bytes: Buffer | AsyncIterable<Buffer>): Promise<void> {
  if (Buffer.isBuffer(bytes)) res.send(bytes);
  else if (res.req.method === 'HEAD') res.end();
  else await pipeline(Readable.from(bytes), res).catch(whenLeft);
}

/** Whoever goes away in the middle wants no more, and nothing is wrong. */
function whenLeft(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}

/**
 * How a file is called where it is saved (RFC 6266): in its own letters, and without marks for who reads only the old form. What
 * `encodeURIComponent` leaves alone but RFC 8187 does not allow is written out too.
 */
export function attachmentOf(name: string): string {
  const plain = name
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
