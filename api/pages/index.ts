import type { ErrorRequestHandler } from 'express';
import { Router } from 'express';
import type { ApiContext } from '../context';
import { otherMethods } from '../middleware/methods';
import type { Metrics } from '../middleware/observe';
import { appRoutes } from './app';
import { privateHeaders, publicHeaders } from './answer';
import { ballotPages } from './ballot';
import { blankPages } from './blank';
import { showDeadLink } from './dead-link';
import { deadLinkLimits } from './failures';
import { assetFiles, homePage } from './home';
import { problemPages } from './problem';
import { proposalPages } from './proposal';
import { registrationPages } from './registration';
import { sameOrigin } from './same-origin';
import { unitPages } from './status';
import { verifyPages } from './verify';

export { renderProblemPage } from './problem';

/**
 * All pages: the personal ones behind a link in a mail, and the public ones. Those two need no account, no cookie and
 * no script; sign-in and what lies behind it know a cookie.
 * GET and HEAD change nothing; refusals come as pages too.
 */
export function pageRoutes(context: ApiContext, metrics: Metrics): Router {
  const router = Router();
  const personal = ['/b', '/p', '/n', '/o', '/g'];
  assetFiles(router);
  router.use(personal, privateHeaders);
  router.use('/verify', publicHeaders);
  router.use([...personal, '/verify'], sameOrigin(context.config.publicUrl));
  const limits = deadLinkLimits();
  ballotPages(router, context, limits);
  proposalPages(router, context, limits);
  registrationPages(router, context, limits);
  unitPages(router, context, limits);
  blankPages(router, context, limits);
  verifyPages(router, context, metrics);
  homePage(router, context);
  appRoutes(router, context);
  router.use(otherMethods(router));
  router.use(personal, brokenAddress(context));
  router.use(problemPages(context));
  return router;
}

/** An address that cannot even be decoded is a link that was not copied whole. */
const brokenAddress =
  (context: ApiContext): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    if (error instanceof URIError) showDeadLink(context, req, res);
    else next(error);
  };
