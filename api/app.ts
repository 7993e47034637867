import type { Express } from 'express';
import express from 'express';
import helmet from 'helmet';
import { Problem } from '../domain/errors';
import { authenticate } from './auth';
import type { ApiContext } from './context';
import { limitAddress, limitKey } from './middleware/limits';
import { createMetrics, observe } from './middleware/observe';
import { noStore, requestId } from './middleware/request';
import { pageRoutes, renderProblemPage } from './pages';
import { problemHandler } from './problems';
import { API_BASE, endpoints } from './routes';
import { docsRoutes } from './routes/docs';
import { healthRoutes } from './routes/health';
import { serve } from './routes/serve';

/** Proxies in front are believed when they stand on this machine or in a private network. */
const TRUSTED_PROXIES = ['loopback', 'linklocal', 'uniquelocal'];

/** Nothing from elsewhere, nothing inline, in no frame. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  },
};

/**
 * The doors of the service in the order in which a request passes them. Handlers parse, call one command and answer; errors
 * fall through to the one handler at the end.
 */
export function createApp(context: ApiContext): Express {
  const app = express();
  app.set('trust proxy', TRUSTED_PROXIES);
  app.set('etag', false);
  app.disable('x-powered-by');

  const metrics = createMetrics();
  app.use(requestId);
  app.use(observe(context.log, metrics));
  app.use(helmet({ contentSecurityPolicy, referrerPolicy: { policy: 'no-referrer' } }));

  app.use(healthRoutes(context, metrics));
  app.use(docsRoutes(context.config.publicUrl));

  app.use(API_BASE, noStore, limitAddress(), authenticate(context), limitKey(), serve(context, API_BASE, endpoints));
  app.use('/api', () => {
    throw new Problem('NOT_FOUND', 'no such address');
  });

  app.use(pageRoutes(context, metrics));
  app.use(() => {
    throw new Problem('NOT_FOUND', 'no such address');
  });
  app.use(problemHandler(context, renderProblemPage));
  return app;
}
