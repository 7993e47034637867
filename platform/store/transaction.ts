import { setTimeout as after } from 'node:timers/promises';
import { mongo, type ClientSession, type Connection } from 'mongoose';
import { Problem } from '../../domain/errors';

/** Longest wait for a transaction; the driver itself would go on for two minutes. */
const TOTAL_MS = 12_000;

/** Answered when a majority has it on disk. */
const durable = new mongo.WriteConcern('majority', undefined, true);

export type Transaction = <T>(work: (session: ClientSession) => Promise<T>) => Promise<T>;

/**
 * The one way to run a transaction. `work` may run several times (the driver repeats it when writers met), so it changes
 * nothing but the database, hands its session to every call, and catches no error of the driver.
 * @throws Problem STORE_BUSY when the outcome is not known after 12 s; it may still be applied
 */
export const transactionsOn =
  (connection: Connection): Transaction =>
  async (work) => {
    const started = performance.now();
    const give = (): Problem => new Problem('STORE_BUSY', 'transaction took too long');
    const run = async () => {
      const session = await connection.startSession();
      try {
        return await session.withTransaction(
          (current) => {
            if (performance.now() - started > TOTAL_MS) throw give();
            return work(current);
          },
          { readConcern: { level: 'snapshot' }, writeConcern: durable, readPreference: 'primary' },
        );
      } finally {
        await session.endSession();
      }
    };
    const timer = new AbortController();
    const outcome = run();
    outcome.catch(() => undefined); // told to nobody when the time was up first
    try {
      return await Promise.race([
        outcome,
        after(TOTAL_MS + 1_000, undefined, { signal: timer.signal }).then(() => Promise.reject(give())),
      ]);
    } finally {
      timer.abort();
    }
  };
