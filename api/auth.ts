import type { RequestHandler } from 'express';
import { Problem } from '../domain/errors';
import { actorOf } from './commands/service/keys';
import type { ApiContext } from './context';
import { rememberCaller } from './middleware/request';

const bearer = /^Bearer +([A-Za-z0-9._~+/=-]{16,256})$/i;

/** Finds the caller by the key in `Authorization: Bearer …`. One answer for every key that is not good. @throws Problem UNAUTHENTICATED */
export const authenticate =
  ({ store }: ApiContext): RequestHandler =>
  async (req, res, next) => {
    const presented = bearer.exec(req.get('authorization') ?? '')?.[1];
    const key = presented === undefined ? undefined : await store.apiKeys.find(presented);
    if (!key) throw new Problem('UNAUTHENTICATED', presented === undefined ? 'no key' : 'no such key');
    rememberCaller(res, { actor: actorOf(key), role: key.role, ...(key.unit === undefined ? {} : { unit: key.unit }) });
    next();
  };
