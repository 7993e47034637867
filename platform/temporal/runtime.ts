import { makeTelemetryFilterString, Runtime, type RuntimeOptions } from '@temporalio/worker';
import { placeOf, type Logger } from '../log';

let installed = false;

/**
 * Gives the engine's native part our log. Once per process, before the first connection of a worker; again it does nothing.
 * It takes no signals: whoever starts the worker stops it, in the right order with everything else.
 */
export function installRuntime(log: Logger): void {
  if (installed) return;
  installed = true;
  Runtime.install({
    logger: adapted(log.child({ part: 'temporal' })),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} } },
  });
}

/** The engine's logger interface on ours. Its entries hold ids and codes; of errors their kind and place, never their text. */
function adapted(log: Logger): NonNullable<RuntimeOptions['logger']> {
  const write =
    (level: 'trace' | 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, meta: Readonly<Record<string | symbol, unknown>> = {}): void => {
      const { error, sdkComponent, ...rest } = meta;
      log[level]({ ...rest, ...placeOf(error) }, message);
    };
  const levels = {
    trace: write('trace'),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
  return {
    ...levels,
    log: (level, message, meta) => levels[level.toLowerCase() as keyof typeof levels](message, meta),
  };
}
