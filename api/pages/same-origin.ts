import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Problem } from '../../domain/errors';

/**
 * Refuses posts that another site has sent. Who holds a link needs nothing else, and no cookie goes with it, so this is a
 * second wall: it keeps a page that learnt the address from posting in somebody's name.
 *
 * `Sec-Fetch-Site` decides where a browser sends it. Older ones send `Origin`, which must be ours; it is `null` on our own
 * forms, because our pages name no referrer. A phone too old for both sends neither and is let in: it could not prove more.
 */
export function sameOrigin(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).origin;
  return (req: Request, _res: Response, next: NextFunction) => {
    if (req.method !== 'POST' || isOwn(req, own)) next();
    else next(new Problem('CROSS_SITE', req.headers['sec-fetch-site'] ?? req.headers.origin));
  };
}

function isOwn(req: Request, own: string): boolean {
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = req.headers;
  return origin === undefined || origin === 'null' || origin === own;
}
