import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../domain/errors';
import type { RenderedDocument, TemplateSources } from './compiler';
import { DocumentError } from './errors';
import type { ThreadAnswer, ThreadData, ThreadRequest } from './thread';

export interface Renderer {
  /** @throws DocumentError what the document lacks; Problem STORE_BUSY when too many wait, or the thread has died of this one */
  render(template: string, data: unknown): Promise<RenderedDocument>;
  /** Starts the thread and loads compiler and faces, which the first document would do. @throws DocumentError */
  getReady(): Promise<void>;
  /** Ends the thread, the document that it is making and those that wait. One that is asked for later starts another. */
  close(): Promise<void>;
}

/** As many as a worker runs activities at once: it is never refused, only requests that come on top of one another are. */
const MOST_WAITING = 100;

/**
 * Renders as `createCompiler` says, on a thread of its own: a list of a thousand lines takes seconds, in which this one goes on
 * answering. Documents wait for one another. The thread is started by the first one, and holds no process that has nothing
 * else to do; after it has died the next document starts another.
 */
export function createRenderer({
  templates,
  mostWaiting = MOST_WAITING,
}: {
  readonly templates: Readonly<Record<string, TemplateSources>>;
  readonly mostWaiting?: number;
}): Renderer {
  let thread: Worker | undefined;
  let closings = 0;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  function running(): Worker {
    if (thread) return thread;
    const started = startThread({ templates });
    const forget = (): void => {
      if (thread === started) thread = undefined;
    };
    started.on('exit', forget).on('error', forget).unref();
    return (thread = started);
  }

  async function inTurn(request: ThreadRequest): Promise<ThreadAnswer> {
    if (waiting >= mostWaiting) throw new Problem('STORE_BUSY', `${waiting} documents wait already`);
    waiting += 1;
    const asked = closings;
    const turn = last.then(() => (asked === closings ? ask(running(), request) : died('closed')));
    last = turn.catch(() => undefined);
    return await turn.finally(() => (waiting -= 1));
  }

  return {
    async render(template, data) {
      const answer = await inTurn({ template, data });
      if (typeof answer === 'object' && 'document' in answer) return answer.document;
      throw errorOf(answer);
    },
    async getReady() {
      const answer = await inTurn('getReady');
      if (answer !== 'ready') throw errorOf(answer);
    },
    async close() {
      closings += 1;
      const ended = thread?.terminate();
      thread = undefined;
      await ended;
    },
  };
}

/** From sources when this runs from sources: a thread inherits no compiler of TypeScript. */
function startThread(workerData: ThreadData): Worker {
  if (!__filename.endsWith('.ts')) return new Worker(join(__dirname, 'thread.js'), { workerData });
  const execArgv = ['--require', require.resolve('tsx/cjs')];
  return new Worker(join(__dirname, 'thread.ts'), { workerData, execArgv });
}

/** One question, one answer; a thread that ends instead has died of it. The process lives at least until then. */
async function ask(thread: Worker, request: ThreadRequest): Promise<ThreadAnswer> {
  const over = new AbortController();
  const { signal } = over;
  thread.ref();
  try {
    post(thread, request);
    const answered = once(thread, 'message', { signal }).then(([answer]) => answer as ThreadAnswer, died);
    const ended = once(thread, 'exit', { signal }).then(([code]) => died(`exit ${code as number}`), died);
    return await Promise.race([answered, ended]);
  } finally {
    thread.unref();
    over.abort();
  }
}

function died(reason: unknown): never {
  throw new Problem('STORE_BUSY', `the thread of the documents has ended: ${String(reason)}`);
}

function post(thread: Worker, request: ThreadRequest): void {
  try {
    thread.postMessage(request);
  } catch {
    // a function, or what else cannot go from one thread to another
    throw new DocumentError('DOCUMENT_TEXT_REFUSED', 'data is not plain data');
  }
}

function errorOf(answer: ThreadAnswer): Error {
  if (typeof answer === 'object' && 'refused' in answer) {
    return new DocumentError(answer.refused.code, answer.refused.detail);
  }
  const failed = typeof answer === 'object' && 'failed' in answer ? answer.failed : answer;
  return failed instanceof Error ? failed : new Error(`the thread of the documents answered ${JSON.stringify(failed)}`);
}
