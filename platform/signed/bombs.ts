import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { createInflate, type Inflate } from 'node:zlib';
import { PdfRefused } from './refused';

/** All that compressed parts of one file may come to. A long list comes to some megabytes, scans are not compressed in this way. */
const MOST_BYTES = 200 * 1024 * 1024;
/** A part within a part within a part; nobody needs more. */
const MOST_LAYERS = 4;

/**
 * Unpacks every compressed part, keeping nothing, before a reader unpacks it into memory. A file that would grow beyond the limit
 * is refused. @throws PdfRefused swells
 */
export async function mustNotSwell(bytes: Buffer): Promise<void> {
  const left = { bytes: MOST_BYTES };
  for (const start of streamsOf(bytes)) {
    const packed = Readable.from([bytes.subarray(start)]);
    await count(packed.pipe(createInflate()), MOST_LAYERS, left);
  }
}

/** Where the content of each stream begins, if it looks compressed: the first two bytes of zlib. */
function* streamsOf(bytes: Buffer): Generator<number> {
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    let start = at + 6;
    if (bytes[start] === 0x0d) start += 1;
    if (bytes[start] === 0x0a) start += 1;
    if (isZlib(bytes, start)) yield start;
  }
}

const isZlib = (bytes: Buffer, at: number): boolean =>
  ((bytes[at] ?? 0) & 0x0f) === 8 && ((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)) % 31 === 0;

/** What is no zlib after all, or ends early, is counted as far as it goes; what is packed twice is unpacked once more. */
async function count(unpacked: Inflate, layers: number, left: { bytes: number }): Promise<void> {
  let inner: { readonly into: Writable; readonly counted: Promise<void> } | undefined;
  let first = true;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      left.bytes -= chunk.length;
      if (left.bytes < 0) throw new PdfRefused('swells');
      if (first && layers > 1 && isZlib(chunk, 0)) {
        const into = createInflate();
        inner = { into, counted: count(into, layers - 1, left) };
      }
      first = false;
      if (inner && inner.into.writable && !inner.into.write(chunk)) {
        await Promise.race([once(inner.into, 'drain').catch(() => undefined), inner.counted]);
      }
    }
  } catch (error) {
    if (error instanceof PdfRefused) throw error;
  }
  inner?.into.end();
  await inner?.counted;
}
