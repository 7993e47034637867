import { join } from 'node:path';
import { workerThread } from '../worker-thread';
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
 * answering. Documents wait for one another.
 */
export function createRenderer({
  templates,
  mostWaiting = MOST_WAITING,
}: {
  readonly templates: Readonly<Record<string, TemplateSources>>;
  readonly mostWaiting?: number;
}): Renderer {
  const data: ThreadData = { templates };
  const thread = workerThread<ThreadRequest, ThreadAnswer>({
    program: join(__dirname, 'thread'),
    data,
    mostWaiting,
    // a function, or what else cannot go from one thread to another
    refuse: () => new DocumentError('DOCUMENT_TEXT_REFUSED', 'data is not plain data'),
  });
  return {
    async render(template, data) {
      const answer = await thread.ask({ template, data });
      if (typeof answer === 'object' && 'document' in answer) return answer.document;
      throw errorOf(answer);
    },
    async getReady() {
      const answer = await thread.ask('getReady');
      if (answer !== 'ready') throw errorOf(answer);
    },
    close: () => thread.close(),
  };
}

function errorOf(answer: ThreadAnswer): Error {
  if (typeof answer === 'object' && 'refused' in answer) {
    return new DocumentError(answer.refused.code, answer.refused.detail);
  }
  const failed = typeof answer === 'object' && 'failed' in answer ? answer.failed : answer;
  return failed instanceof Error ? failed : new Error(`the thread of the documents answered ${JSON.stringify(failed)}`);
}
