import { join } from 'node:path';
import type { Expected } from '../../domain/signed/compare';
import { ThreadEnded, workerThread } from '../worker-thread';
import type { Roots } from './cms';
import { PdfRefused } from './refused';
import type { SignedPdf } from './shapes';
import type { ReadAnswer, ReadData, ReadRequest } from './thread';

export interface PdfReader {
  /** Whether a PDF may be taken at all. @throws PdfRefused; Problem STORE_BUSY when too many wait */
  check(bytes: Buffer): Promise<void>;
  /** Its signatures, and in what its text differs from what it should say. @throws PdfRefused; Problem STORE_BUSY when too many wait */
  read(bytes: Buffer, expected: Expected): Promise<SignedPdf>;
  close(): Promise<void>;
}

/** Files that wait for one another; a person waits for his own. */
const MOST_WAITING = 30;
/** A file of 20 MB with a list of ten thousand names takes some three seconds. */
const MOST_MS = 20_000;
const MOST_MB = 768;

/**
 * Reads PDFs that strangers have sent, on a thread of its own with a limit of time and memory: a file made to stop a reader ends
 * that thread and is refused, and the next file gets another.
 */
export function createPdfReader({
  roots,
  mostMs = MOST_MS,
}: {
  readonly roots: Roots;
  readonly mostMs?: number;
}): PdfReader {
  const data: ReadData = { roots };
  const thread = workerThread<ReadRequest, ReadAnswer>({
    program: join(__dirname, 'thread'),
    data,
    mostWaiting: MOST_WAITING,
    mostMs,
    limits: { maxOldGenerationSizeMb: MOST_MB },
  });
  let closed = false;

  async function ask(bytes: Buffer, expected?: Expected): Promise<ReadAnswer> {
    if (bytes.length === 0) throw new PdfRefused('empty');
    try {
      return await thread.ask({ bytes, ...(expected ? { expected } : {}) });
    } catch (error) {
      if (error instanceof ThreadEnded && !closed) throw new PdfRefused('tooCostly');
      throw error;
    }
  }

  return {
    async check(bytes) {
      const answer = await ask(bytes);
      if (!('taken' in answer)) throw errorOf(answer);
    },
    async read(bytes, expected) {
      const answer = await ask(bytes, expected);
      if ('read' in answer) return answer.read;
      throw errorOf(answer);
    },
    async close() {
      closed = true;
      await thread.close();
    },
  };
}

function errorOf(answer: ReadAnswer): Error {
  if ('fault' in answer) return new PdfRefused(answer.fault);
  const failed = 'failed' in answer ? answer.failed : answer;
  return failed instanceof Error ? failed : new Error(`the reader of PDFs answered ${JSON.stringify(failed)}`);
}
