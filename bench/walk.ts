import os from 'node:os';
import { createLog } from '../platform/log';
import { installRuntime } from '../platform/temporal/runtime';
import { dossiersOn, routeNames, type RouteName } from '../test/bench/dockets';
import { sendDocket } from '../test/setup/docket';
import { furnish } from '../test/setup/fixtures';
import globalSetup from '../test/setup/global-setup';
import globalTeardown from '../test/setup/global-teardown';
import { travel } from '../test/setup/journey';
import { testService, type TestService } from '../test/setup/service';

const DOCKETS = 16;
const LINES = 60;

/** How many lines a second go from their submission to their end, when every docket is acted on as a list. */
export async function walk(): Promise<void> {
  installRuntime(createLog({ level: 'silent' }));
  await globalSetup();
  const service = await testService();
  try {
    await furnish(service.store);
    process.stdout.write(
      `${DOCKETS} dockets of ${LINES} lines at once; Node ${process.version}, ${os.cpus().length} cores\n`,
    );
    for (const route of routeNames) {
      const seconds = await secondsFor(service, route);
      process.stdout.write(
        `${route.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s ${((DOCKETS * LINES) / seconds).toFixed(0).padStart(6)} lines/s\n`,
      );
    }
  } finally {
    await service.stop();
    await globalTeardown();
  }
}

async function secondsFor(service: TestService, route: RouteName): Promise<number> {
  const dockets = await Promise.all(
    Array.from({ length: DOCKETS }, () => sendDocket(service, dossiersOn(route, LINES), { openUntil: '2026-11-15' })),
  );
  const startedMs = performance.now();
  await Promise.all(
    dockets.map(async (docket) => {
      await travel(service, docket);
      await docket.handle.result();
    }),
  );
  return (performance.now() - startedMs) / 1000;
}
