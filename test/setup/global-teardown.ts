import { rmSync } from 'node:fs';
import { takeRunning } from './running';

/** Ends what global set-up has started. */
async function globalTeardown(): Promise<void> {
  const running = takeRunning();
  if (!running) return;
  await Promise.all([running.temporal.teardown(), running.mongo.stop()]);
  rmSync(running.folder, { recursive: true, force: true });
}

// Jest calls what the module is; it has no named exports
export = globalTeardown;
