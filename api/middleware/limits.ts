import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Problem } from '../../domain/errors';
import { callerOf } from './request';

const MINUTE_MS = 60_000;
/** Generous: an import of a season by one key passes; a loop that has gone wild does not. */
const A_MINUTE = { address: 3_000, key: 3_000 } as const;

const limit = (most: number, key: (req: Request, res: Response) => string): RequestHandler =>
  rateLimit({
    windowMs: MINUTE_MS,
    limit: most,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: key,
    handler: (_req, _res, next) => next(new Problem('TOO_MANY_REQUESTS')),
  });

/** Requests of one address, whoever they say they are. */
export const limitAddress = (): RequestHandler => limit(A_MINUTE.address, (req) => ipKeyGenerator(req.ip ?? ''));

/** Requests with one key, from wherever. */
export const limitKey = (): RequestHandler => limit(A_MINUTE.key, (_req, res) => callerOf(res)?.actor ?? '');
