import { join } from 'node:path';
import { Problem } from '../../domain/errors';
import { ThreadEnded, workerThread } from '../worker-thread';
import type { BundleAnswer, BundledFile } from './thread';

export type { BundledFile } from './thread';
export { zipOf, type ZipEntry } from './zip';

export interface PdfBundler {
  /**
   * One PDF of several files, in order: PDFs page by page, pictures a page each.
   * @throws Problem NOT_PRINTABLE with the file that cannot be taken in, STORE_BUSY when too many wait
   */
  bundle(title: string, files: readonly BundledFile[]): Promise<Buffer>;
  close(): Promise<void>;
}

/** Dossiers that wait for one another. */
const MOST_WAITING = 500;
/** A dossier of some hundred scanned pages takes a few seconds. */
const MOST_MS = 60_000;
const MOST_MB = 1_024;

/** Makes one PDF of the papers of a dossier, on a thread of its own: pages are answered meanwhile. */
export function createPdfBundler(): PdfBundler {
  const thread = workerThread<{ title: string; files: readonly BundledFile[] }, BundleAnswer>({
    program: join(__dirname, 'thread'),
    data: undefined,
    mostWaiting: MOST_WAITING,
    mostMs: MOST_MS,
    limits: { maxOldGenerationSizeMb: MOST_MB },
  });
  return {
    async bundle(title, files) {
      try {
        const answer = await thread.ask({ title, files });
        if ('bytes' in answer) return Buffer.from(answer.bytes);
        throw new Problem('NOT_PRINTABLE', `${answer.file}: ${answer.why}`, { file: answer.file });
      } catch (error) {
        if (error instanceof ThreadEnded)
          throw new Problem('NOT_PRINTABLE', `${title} takes too much`, { file: title });
        throw error;
      }
    },
    close: () => thread.close(),
  };
}
