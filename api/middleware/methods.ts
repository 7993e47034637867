import type { Request, RequestHandler, Response, Router } from 'express';
import { Problem } from '../../domain/errors';

/** A route of a router, and whether an address is one of its. */
interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/** A method that a path, as the router has it, takes. */
interface Taken {
  readonly path: string;
  readonly method: string;
}

/** Whether whoever asks may use it. */
type Usable = (res: Response, taken: Taken) => boolean;

/** Stands after the routes of a router, and refuses methods that none of them takes. */
export const otherMethods =
  (router: Router, usable: Usable = () => true): RequestHandler =>
  (req, res, next) => {
    if (isOtherMethod(router, req)) refuseMethod(router, { req, res, usable });
    next();
  };

/** Whether an address is there, but asked by a method that it does not take. */
export function isOtherMethod(router: Router, req: Request): boolean {
  const taken = methodsAt(router, req);
  return taken.length > 0 && req.method !== 'OPTIONS' && !taken.some(({ method }) => method === req.method);
}

/**
 * Says which methods an address takes (RFC 9110, 15.5.6) to whoever may use one of them; to others, what it says to them in any case.
 * @throws Problem METHOD_NOT_ALLOWED, FORBIDDEN
 */
export function refuseMethod(
  router: Router,
  { req, res, usable }: { readonly req: Request; readonly res: Response; readonly usable: Usable },
): never {
  const methods = methodsAt(router, req).flatMap((taken) => (usable(res, taken) ? taken.method : []));
  if (methods.length === 0) throw new Problem('FORBIDDEN', `${req.method} of what is not his`);
  res.set('Allow', [...new Set(methods)].sort().join(', '));
  throw new Problem('METHOD_NOT_ALLOWED', `${req.method} is not taken`);
}

function methodsAt(router: Router, { path: asked }: Request): Taken[] {
  return (router.stack as unknown as readonly Layer[]).flatMap((layer) => {
    const { route } = layer;
    if (!route || !layer.match(asked)) return [];
    return Object.keys(route.methods).flatMap((name) =>
      (name === 'get' ? ['GET', 'HEAD'] : [name.toUpperCase()]).map((method) => ({ path: route.path, method })),
    );
  });
}
