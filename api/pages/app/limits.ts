import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Problem } from '../../../domain/errors';

/** Within which time requests are counted. */
const WINDOW_MS = 10 * 60_000;
/** Codes asked for, codes typed and forms posted by nobody: a whole office sits behind one address. */
const MOST = { asked: 60, typed: 100, posted: 20 } as const;
/** Codes asked for with one mail address. */
const PER_MAIL = 5;

const addressOf = (req: Request): string => ipKeyGenerator(req.ip ?? '');

/** What one address may do at the door, whoever it says it is. */
export const limitDoor = (what: keyof typeof MOST, skip?: (req: Request) => boolean): RequestHandler =>
  rateLimit({
    windowMs: WINDOW_MS,
    limit: MOST[what],
    standardHeaders: false,
    legacyHeaders: false,
    keyGenerator: addressOf,
    handler: (_req, _res, next) => next(new Problem('TOO_MANY_REQUESTS', what)),
    ...(skip ? { skip } : {}),
  });

/** Codes for one mail address: the answer is told by a page, the same for every address. */
export const limitMail = (mailOf: (req: Request) => string, exhausted: RequestHandler): RequestHandler =>
  rateLimit({
    windowMs: WINDOW_MS,
    limit: PER_MAIL,
    standardHeaders: false,
    legacyHeaders: false,
    keyGenerator: mailOf,
    handler: exhausted,
  });
