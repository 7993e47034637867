import { parentPort, workerData } from 'node:worker_threads';
import { createCompiler, type Compiler, type RenderedDocument, type TemplateSources } from './compiler';
import { DocumentError, type DocumentErrorCode } from './errors';

/** What the thread is asked: to get ready, or to render. It is asked again only when it has answered. */
export type ThreadRequest = 'getReady' | { readonly template: string; readonly data: unknown };

export type ThreadAnswer =
  | 'ready'
  | { readonly document: RenderedDocument }
  | { readonly refused: { readonly code: DocumentErrorCode; readonly detail: string } }
  | { readonly failed: unknown };

/** What the thread is started with. */
export interface ThreadData {
  readonly templates: Readonly<Record<string, TemplateSources>>;
}

const { templates } = workerData as ThreadData;
const port = parentPort!;
let made: Compiler | undefined;

port.on('message', (request: ThreadRequest) => {
  void answerTo(request).then((answer) => {
    const bytes = typeof answer === 'object' && 'document' in answer ? [answer.document.pdf.buffer as ArrayBuffer] : [];
    port.postMessage(answer, bytes);
  });
});

async function answerTo(request: ThreadRequest): Promise<ThreadAnswer> {
  try {
    const compiler = (made ??= createCompiler(templates));
    return request === 'getReady' ? 'ready' : { document: await compiler.compile(request.template, request.data) };
  } catch (error) {
    // a class does not survive the way between threads
    if (error instanceof DocumentError) return { refused: { code: error.code, detail: error.detail } };
    return { failed: error };
  }
}
