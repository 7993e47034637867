import { setTimeout as after } from 'node:timers/promises';
import { Router } from 'express';
import { wallNow } from '../../platform/clock';
import { workerPolls } from '../../platform/temporal/health';
import { otherMethods } from '../middleware/methods';
import type { ApiContext } from '../context';
import type { Metrics } from '../middleware/observe';

/** How long each part may take to answer. */
const PATIENCE_MS = 2_000;

type Check = (context: ApiContext) => Promise<boolean>;

const checks: Readonly<Record<string, Check>> = {
  mongodb: async ({ store }) => {
    await store.settings.get('readiness');
    return true;
  },
  temporal: async ({ client }) => {
    await client.withDeadline(wallNow() + PATIENCE_MS, () => client.workflowService.getSystemInfo({}));
    return true;
  },
  worker: ({ client, taskQueue }) => workerPolls(client, taskQueue),
};

/** Whether a part answers, and in time. */
async function answers(check: Check, context: ApiContext): Promise<boolean> {
  const timer = new AbortController();
  try {
    return await Promise.race([check(context), after(PATIENCE_MS, false, { signal: timer.signal, ref: false })]);
  } catch {
    return false;
  } finally {
    timer.abort();
  }
}

/** For operators: `/livez` (this process runs), `/readyz` (each part by name), `/metrics`. */
export function healthRoutes(context: ApiContext, { registry }: Metrics): Router {
  const router = Router();
  router.get('/livez', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'alive' });
  });
  router.get('/readyz', async (_req, res) => {
    const found = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await answers(check, context)] as const),
    );
    const ready = found.every(([, ok]) => ok);
    const parts = Object.fromEntries(found.map(([name, ok]) => [name, ok ? 'ready' : 'not ready']));
    res
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ready' : 'not ready', parts });
  });
  router.get('/metrics', async (_req, res) => {
    res
      .set('Cache-Control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics());
  });
  router.use(otherMethods(router));
  return router;
}
