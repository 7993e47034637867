import { parentPort, workerData } from 'node:worker_threads';
import { differences, type Expected } from '../../domain/signed/compare';
import type { Roots } from './cms';
import { PdfRefused } from './refused';
import type { PdfFault, SignedPdf } from './shapes';
import { signaturesIn } from './signatures';
import { structureOf } from './structure';
import { textOf } from './text';

/** What the thread is asked: whether a file may be taken, or also what it says, beside what it should say. */
export interface ReadRequest {
  readonly bytes: Uint8Array;
  readonly expected?: Expected;
}
export type ReadAnswer =
  { readonly read: SignedPdf } | { readonly taken: true } | { readonly fault: PdfFault } | { readonly failed: unknown };

export interface ReadData {
  readonly roots: Roots;
}

const { roots } = workerData as ReadData;
const port = parentPort!;
// the parser speaks of broken objects there; whoever sent the file is told by the answer
console.warn = () => undefined;

port.on('message', (request: ReadRequest) => {
  void answerTo(request).then((answer) => port.postMessage(answer));
});

async function answerTo({ bytes, expected }: ReadRequest): Promise<ReadAnswer> {
  try {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const document = await structureOf(file);
    if (!expected) return { taken: true };
    const signatures = await signaturesIn(document, file, roots);
    const { pages, text } = await textOf(file);
    return { read: { bytes: file.length, pages, ...signatures, differences: differences(text, expected) } };
  } catch (error) {
    return error instanceof PdfRefused ? { fault: error.fault } : { failed: error };
  }
}
