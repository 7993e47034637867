import { once } from 'node:events';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { Problem } from '../domain/errors';

/** One question after another to a thread of its own. */
export interface WorkerThread<Request, Answer> {
  /** @throws Problem STORE_BUSY when too many wait; ThreadEnded when the thread has died of this question, or was closed */
  ask(request: Request): Promise<Answer>;
  /** Ends the thread, the question that it answers and those that wait. One that is asked later starts another. */
  close(): Promise<void>;
}

/** The thread has died of a question: of its memory, its time, or because it was closed. */
export class ThreadEnded extends Problem {
  constructor(reason: unknown) {
    super('STORE_BUSY', `the thread has ended: ${String(reason)}`);
  }
}

/**
 * A thread that is started by its first question, and holds no process that has nothing else to do; after it has died the next
 * question starts another. `program` is the path of its file without the ending: from sources when this runs from sources, for
 * a thread inherits no compiler of TypeScript.
 */
export function workerThread<Request, Answer>({
  program,
  data,
  mostWaiting,
  mostMs,
  limits,
  refuse,
}: {
  readonly program: string;
  readonly data: unknown;
  readonly mostWaiting: number;
  /** How long one question may take before the thread is ended. */
  readonly mostMs?: number;
  readonly limits?: ResourceLimits;
  /** What is thrown for a question that cannot go from one thread to another. */
  readonly refuse?: () => Error;
}): WorkerThread<Request, Answer> {
  let thread: Worker | undefined;
  let closings = 0;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  function running(): Worker {
    if (thread) return thread;
    const started = start(program, data, limits);
    const forget = (): void => {
      if (thread === started) thread = undefined;
    };
    started.on('exit', forget).on('error', forget).unref();
    return (thread = started);
  }

  /** One question, one answer; a thread that ends instead has died of it. The process lives at least until then. */
  async function answer(request: Request): Promise<Answer> {
    const asked = running();
    const over = new AbortController();
    const { signal } = over;
    const clock = mostMs === undefined ? undefined : setTimeout(() => void asked.terminate(), mostMs);
    asked.ref();
    try {
      post(asked, request);
      const answered = once(asked, 'message', { signal }).then(([said]) => said as Answer, died);
      const ended = once(asked, 'exit', { signal }).then(([code]) => died(`exit ${code as number}`), died);
      return await Promise.race([answered, ended]);
    } finally {
      clearTimeout(clock);
      asked.unref();
      over.abort();
    }
  }

  function post(to: Worker, request: Request): void {
    try {
      to.postMessage(request);
    } catch (error) {
      throw refuse?.() ?? error;
    }
  }

  return {
    async ask(request) {
      if (waiting >= mostWaiting) throw new Problem('STORE_BUSY', `${waiting} wait already`);
      waiting += 1;
      const asked = closings;
      const turn = last.then(() => (asked === closings ? answer(request) : died('closed')));
      last = turn.catch(() => undefined);
      return await turn.finally(() => (waiting -= 1));
    },
    async close() {
      closings += 1;
      const ended = thread?.terminate();
      thread = undefined;
      await ended;
    },
  };
}

function start(program: string, workerData: unknown, limits: ResourceLimits | undefined): Worker {
  const options = { workerData, ...(limits === undefined ? {} : { resourceLimits: limits }) };
  if (!__filename.endsWith('.ts')) return new Worker(`${program}.js`, options);
  return new Worker(`${program}.ts`, { ...options, execArgv: ['--require', require.resolve('tsx/cjs')] });
}

function died(reason: unknown): never {
  throw new ThreadEnded(reason);
}
