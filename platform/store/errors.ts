import { Error as MongooseErrors, mongo, MongooseError } from 'mongoose';
import { Problem } from '../../domain/errors';
import { wrongValue } from '../../domain/sentencesOfInput';

/** What the server answers when it is starting, stepping down, overloaded, or when two writers met. */
const passingCodes: ReadonlySet<number> = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  24, // LockTimeout
  46, // LockBusy
  50, // MaxTimeMSExpired
  64, // WriteConcernFailed
  89, // NetworkTimeout
  91, // ShutdownInProgress
  112, // WriteConflict
  189, // PrimarySteppedDown
  246, // SnapshotUnavailable
  251, // NoSuchTransaction
  262, // ExceededTimeLimit
  9001, // SocketException
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13388, // StaleConfig
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);

const passingLabels = ['TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableWriteError'] as const;

/** Names of driver errors that tell of a connection that is not there (yet, or any more). */
const connectionErrors =
  /^Mongo(Network|ServerSelection|NotConnected|PoolCleared|PoolClosed|WaitQueueTimeout|TopologyClosed|ServerClosed|ExpiredSession|OperationTimeout|ClientClosed)/;

/** Whether a unique index refused the write. */
export const isDuplicate = (error: unknown): boolean => error instanceof mongo.MongoServerError && error.code === 11000;

/** A socket that broke while a command was written: the driver lets this error of Node's through as it is. */
const isSocketError = (error: object): boolean =>
  'code' in error && typeof error.code === 'string' && /^(E[A-Z]{3,}|ERR_(STREAM|SOCKET)_[A-Z_]+)$/.test(error.code);

/** Whether the same call may succeed later. */
export function isPassing(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if (error instanceof MongooseErrors.MongooseServerSelectionError || isSocketError(error)) return true;
  if (!(error instanceof mongo.MongoError)) return false;
  if (connectionErrors.test(error.name)) return true;
  // a list of writes wraps an error of the connection, and hides its name and labels
  if (error instanceof mongo.MongoBulkWriteError && isPassing(error.errorResponse)) return true;
  if (passingLabels.some((label) => error.hasErrorLabel(label))) return true;
  return typeof error.code === 'number' && passingCodes.has(error.code);
}

/**
 * What leaves the store instead of an error of driver or mongoose, whose texts hold values and addresses: STORE_BUSY, VALIDATION
 * with the paths at fault, or an Error that names the kind and nothing else.
 */
export function translated(error: unknown): unknown {
  if (error instanceof Problem) return error;
  if (isPassing(error)) return new Problem('STORE_BUSY', nameOf(error));
  if (error instanceof MongooseErrors.ValidationError) return invalid(Object.keys(error.errors));
  if (error instanceof MongooseErrors.CastError || error instanceof MongooseErrors.StrictModeError) {
    return invalid([error.path]);
  }
  if (error instanceof mongo.MongoError || error instanceof MongooseError) {
    return new Error(`unexpected store error: ${nameOf(error)}`);
  }
  return error;
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return error instanceof mongo.MongoServerError ? `${error.name} ${String(error.code)}` : error.name;
}

const invalid = (paths: readonly string[]): Problem =>
  new Problem('VALIDATION', `record breaks its schema at ${paths.join(', ')}`, {
    fields: paths.map((field) => ({ field, ...wrongValue })),
  });

/** The same functions, with every error translated. */
export function guarded<T extends object>(part: T): T {
  const guard =
    (call: (...args: unknown[]) => Promise<unknown>) =>
    async (...args: unknown[]): Promise<unknown> => {
      try {
        return await call(...args);
      } catch (error) {
        throw translated(error);
      }
    };
  return Object.fromEntries(
    Object.entries(part).map(([name, call]) => [name, guard(call as (...args: unknown[]) => Promise<unknown>)]),
  ) as T;
}
