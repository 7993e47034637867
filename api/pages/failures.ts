import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';

/** Within which time failures are counted. */
const WINDOW_MS = 10 * 60_000;
/** Dead links that one address may open, and dead links that begin alike: somebody who tries again and again. */
const PER_ADDRESS = 300;
const PER_TOKEN = 30;
/** How much of a token names it in the count. */
const PREFIX = 8;

const addressOf = (req: Request): string => ipKeyGenerator(req.ip ?? '');
const tokenOf = (req: Request): string => String(req.params['token']).slice(0, PREFIX);

/**
 * Counts links that were dead, by address and by the beginning of the token. A link that works is never counted and never
 * refused for what others do at the same address: a whole office sits behind one.
 */
export function deadLinkLimits(): RequestHandler[] {
  const shared = {
    windowMs: WINDOW_MS,
    standardHeaders: false,
    legacyHeaders: false,
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_req: Request, res: Response) => res.locals['deadLink'] !== true,
  };
  const marking = (mark: 'addressExhausted' | 'tokenExhausted') => (_req: Request, res: Response, next: () => void) => {
    res.locals[mark] = true;
    next();
  };
  return [
    rateLimit({ ...shared, limit: PER_ADDRESS, keyGenerator: addressOf, handler: marking('addressExhausted') }),
    rateLimit({
      ...shared,
      limit: PER_TOKEN,
      keyGenerator: (req: Request) => `${addressOf(req)} ${tokenOf(req)}`,
      handler: marking('tokenExhausted'),
    }),
  ];
}

/** This request met a dead link. */
export const markDead = (res: Response): void => {
  res.locals['deadLink'] = true;
};
/** This address has tried links like this one too often: the database is not asked again. */
export const tokenExhausted = (res: Response): boolean => res.locals['tokenExhausted'] === true;
/** This address has met too many dead links: it is answered as before, and no mail is sent any more. */
export const addressExhausted = (res: Response): boolean => res.locals['addressExhausted'] === true;
