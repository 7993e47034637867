import { join } from 'node:path';
import { workerThread } from '../worker-thread';
import type { RenderedDocument, TemplateSources } from './compiler';
import type { DocxTemplate, examine, ExaminedDocx, fill, RenderedDocx } from './docx';
import { DocumentError } from './errors';
import type { ThreadAnswer, ThreadData, ThreadRequest } from './thread';

/** What is done with .docx templates, on the same thread: papers of a thousand lines, and files that somebody has uploaded. */
export interface DocxRenderer {
  /** @throws DocumentError by the name of a placeholder, or the path of what is missing; Problem STORE_BUSY */
  fill(template: DocxTemplate, data: Parameters<typeof fill>[1]): Promise<RenderedDocx>;
  /** What the template needs and the data do not have, as paths. @throws DocumentError, Problem STORE_BUSY */
  lacking(template: DocxTemplate, data: Parameters<typeof fill>[1]): Promise<readonly string[]>;
  /** @throws Problem STORE_BUSY */
  examine(bytes: Uint8Array, against: Parameters<typeof examine>[1]): Promise<ExaminedDocx>;
}

export interface Renderer extends DocxRenderer {
  /** @throws DocumentError what the document lacks; Problem STORE_BUSY when too many wait, or the thread has died of this one */
  render(template: string, data: unknown): Promise<RenderedDocument>;
  /** The same as an SVG for a screen. @throws DocumentError, Problem STORE_BUSY */
  picture(template: string, data: unknown): Promise<string>;
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
    async picture(template, data) {
      const answer = await thread.ask({ template, data, as: 'picture' });
      if (typeof answer === 'object' && 'picture' in answer) return answer.picture;
      throw errorOf(answer);
    },
    async fill(of, data) {
      const answer = await thread.ask({ docx: 'fill', of, data });
      if (typeof answer !== 'object' || !('filled' in answer)) throw errorOf(answer);
      // a Buffer does not survive the way between threads
      return { ...answer.filled, docx: Buffer.from(answer.filled.docx) };
    },
    async lacking(of, data) {
      const answer = await thread.ask({ docx: 'lacking', of, data });
      if (typeof answer === 'object' && 'lacking' in answer) return answer.lacking;
      throw errorOf(answer);
    },
    async examine(bytes, against) {
      const answer = await thread.ask({ docx: 'examine', bytes, against });
      if (typeof answer === 'object' && 'examined' in answer) return answer.examined;
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
