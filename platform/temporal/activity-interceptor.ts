import type { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure, TemporalFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { Problem, problems } from '../../domain/errors';
import { placeOf, type Logger } from '../log';

/** A heartbeat is said so often, and first after so long: what is done by then costs the engine no transition for it. */
const BEAT_MS = 2_000;

/** A timeout of heartbeats up to this is about the process, which beats while it lives; a longer one is about what the activity itself says. */
const LONGEST_BEAT_TIMEOUT_MS = 10_000;

/**
 * Logs every activity with its duration, never its arguments, and makes its errors fit to be stored by the engine. Where heartbeats
 * are waited for briefly they are said here: an activity whose worker was killed is begun again within seconds.
 */
export const activityInterceptor =
  (log: Logger): ActivityInterceptorsFactory =>
  (context: Context) => ({
    inbound: {
      async execute(input, next) {
        const started = performance.now();
        const { info } = context;
        const beating = beats(context);
        const about = {
          activity: info.activityType,
          workflowId: info.workflowExecution?.workflowId,
          attempt: info.attempt,
          local: info.isLocal,
        };
        const ms = (): number => Math.round(performance.now() - started);
        try {
          const result: unknown = await next(input);
          log.debug({ ...about, ms: ms() }, 'activity done');
          return result;
        } catch (error) {
          const failure = failureOf(error);
          if (failure instanceof CancelledFailure) log.info({ ...about, ms: ms() }, 'activity cancelled');
          else logFailure(log, { ...about, ms: ms() }, error, failure);
          throw failure;
        } finally {
          clearInterval(beating);
        }
      },
    },
  });

function beats({ info, heartbeat }: Context): NodeJS.Timeout | undefined {
  const { isLocal, heartbeatTimeoutMs = Infinity } = info;
  if (isLocal || heartbeatTimeoutMs > LONGEST_BEAT_TIMEOUT_MS) return undefined;
  return setInterval(heartbeat, BEAT_MS);
}

/**
 * A Problem becomes a failure of its code, final unless the table says that trying again can help. Anything else is a bug or a
 * passing trouble: tried again, and stored without its text, which may hold personal data.
 */
export function failureOf(error: unknown): Error {
  if (error instanceof Problem) {
    const { code, data } = error;
    return ApplicationFailure.create({
      type: code,
      message: code,
      nonRetryable: !problems[code].retry,
      details: [data],
    });
  }
  if (error instanceof TemporalFailure || isCompleteAsync(error)) return error;
  const type = error instanceof Error ? error.name : 'Error';
  return ApplicationFailure.create({ type, message: 'unexpected error; the log of the worker tells where' });
}

const isCompleteAsync = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'CompleteAsyncError';

function logFailure(log: Logger, about: object, error: unknown, failure: Error): void {
  const code = failure instanceof ApplicationFailure ? failure.type : failure.name;
  if (error instanceof Problem) {
    // a refusal is an answer, not a fault; `message` of a Problem is written for the log
    log[problems[error.code].retry ? 'warn' : 'info']({ ...about, code, detail: error.message }, 'activity refused');
    return;
  }
  log.error({ ...about, code, ...placeOf(error) }, 'activity failed');
}
