import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Language } from '../../platform/store';
import type { Caller } from '../context';

/** What the middleware keeps beside a response. */
interface Kept {
  requestId?: string;
  caller?: Caller;
  /** Template of the route that answered: never the address itself, which may hold a token. */
  route?: string;
}
const kept = (res: Response): Kept => res.locals as Kept;

export const requestIdOf = (res: Response): string => kept(res).requestId ?? '';
export const callerOf = (res: Response): Caller | undefined => kept(res).caller;
export const rememberCaller = (res: Response, caller: Caller): void => {
  kept(res).caller = caller;
};
export const rememberRoute = (res: Response, route: string): void => {
  kept(res).route = route;
};

/** The route that answered, for log and metrics. */
export function routeOf(req: Request, res: Response): string {
  const own = kept(res).route;
  if (own !== undefined) return own;
  const route = req.route as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? `${req.baseUrl}${route.path}` : 'unmatched';
}

/** Vietnamese unless English is asked for. */
export const languageOf = (req: Request): Language => (req.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi');

/** Gives every request an id: that of a proxy in front when it is one, else a fresh one. */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get('x-request-id');
  const id = given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  kept(res).requestId = id;
  res.set('X-Request-Id', id);
  next();
};

/** What the API answers is kept by nobody on the way. */
export const noStore: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};
