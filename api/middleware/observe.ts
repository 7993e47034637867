import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Logger } from '../../platform/log';
import { callerOf, requestIdOf, routeOf } from './request';

/** Counts of this process, for `/metrics`. */
export interface Metrics {
  readonly registry: Registry;
  readonly durations: Histogram<'method' | 'route' | 'status'>;
  /** Checks of certificates by what they said: nothing of who asked, or for which one. */
  readonly checks: Counter<'result'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, by template of their route',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const checks = new Counter({
    name: 'certificate_checks_total',
    help: 'Checks of certificates on the public page, by what was said',
    labelNames: ['result'] as const,
    registers: [registry],
  });
  // each result is there from the start, so that a first one is seen as a rise
  for (const result of ['valid', 'corrected', 'replaced', 'revoked', 'unknown']) checks.inc({ result }, 0);
  return { registry, durations, checks };
}

/** One line in the log and one count per request: template of the route and prefix of the key, no address, id or token. */
export const observe =
  (log: Logger, { durations }: Metrics): RequestHandler =>
  (req, res, next) => {
    const started = performance.now();
    res.once('close', () => {
      const ms = performance.now() - started;
      const route = routeOf(req, res);
      const { method } = req;
      // a client that went away before it was answered
      const status = res.writableFinished ? res.statusCode : 499;
      durations.observe({ method, route, status: String(status) }, ms / 1_000);
      log.info(
        { requestId: requestIdOf(res), method, route, status, ms: Math.round(ms), actor: callerOf(res)?.actor },
        'request',
      );
    });
    next();
  };
