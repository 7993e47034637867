import { parentPort, workerData } from 'node:worker_threads';
import { createCompiler, type Compiler, type RenderedDocument, type TemplateSources } from './compiler';
import { examine, fill, lacking, type DocxTemplate, type ExaminedDocx, type RenderedDocx } from './docx';
import { DocumentError, type DocumentErrorCode } from './errors';

/**
 * What the thread is asked: to get ready, to render, or to do something with a .docx template. It is asked again only when it has
 * answered.
 */
export type ThreadRequest =
  'getReady' | { readonly template: string; readonly data: unknown; readonly as?: 'picture' } | DocxRequest;

type Data = Parameters<typeof fill>[1];
export type DocxRequest =
  | { readonly docx: 'fill' | 'lacking'; readonly of: DocxTemplate; readonly data: Data }
  | { readonly docx: 'examine'; readonly bytes: Uint8Array; readonly against: Parameters<typeof examine>[1] };

export type ThreadAnswer =
  | 'ready'
  | { readonly document: RenderedDocument }
  | { readonly picture: string }
  | { readonly filled: RenderedDocx }
  | { readonly lacking: readonly string[] }
  | { readonly examined: ExaminedDocx }
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
  const answer = answerTo(request);
  const bytes = typeof answer === 'object' && 'document' in answer ? [answer.document.pdf.buffer as ArrayBuffer] : [];
  port.postMessage(answer, bytes);
});

function answerTo(request: ThreadRequest): ThreadAnswer {
  try {
    if (typeof request === 'object' && 'docx' in request) return answerToDocx(request);
    const compiler = (made ??= createCompiler(templates));
    if (typeof request === 'object' && request.as === 'picture') {
      return { picture: compiler.picture(request.template, request.data) };
    }
    return request === 'getReady' ? 'ready' : { document: compiler.compile(request.template, request.data) };
  } catch (error) {
    // a class does not survive the way between threads
    if (error instanceof DocumentError) return { refused: { code: error.code, detail: error.detail } };
    return { failed: error };
  }
}

function answerToDocx(request: DocxRequest): ThreadAnswer {
  switch (request.docx) {
    case 'fill':
      return { filled: fill(request.of, request.data) };
    case 'lacking':
      return { lacking: lacking(request.of, request.data) };
    case 'examine':
      return { examined: examine(request.bytes, request.against) };
  }
}
