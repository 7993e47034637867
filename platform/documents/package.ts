import { crc32, inflateRawSync } from 'node:zlib';
import { TemplateRefused } from './faults';

/** What an uploaded file may be: compressed, unpacked in all, and in how many parts. */
export const MOST_PACKED = 5 * 1024 * 1024;
const MOST_UNPACKED = 30 * 1024 * 1024;
const MOST_PARTS = 400;

const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const ENCRYPTED = 0x1;

/** The parts of an office file, by name, in the order of its directory. */
export type Parts = ReadonlyMap<string, Buffer>;

/**
 * Reads a .docx as the ZIP that it is, and believes nothing that it says of itself: sizes are held while unpacking, checksums
 * compared, names looked at. @throws TemplateRefused
 */
export function readParts(bytes: Buffer): Parts {
  if (bytes.length > MOST_PACKED) throw new TemplateRefused({ code: 'tooLarge' });
  // a compound file: Word 97, or a .docx under a password
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw new TemplateRefused({ code: 'oldOrLocked' });
  if (bytes.length < END_BYTES || bytes.readUInt32LE(0) !== LOCAL) throw new TemplateRefused({ code: 'notDocx' });
  try {
    return unpacked(bytes);
  } catch (error) {
    if (error instanceof TemplateRefused) throw error;
    // a RangeError of an offset that leads out of the file, an error of zlib
    throw new TemplateRefused({ code: 'corrupted' });
  }
}

function unpacked(bytes: Buffer): Parts {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_PARTS) throw new TemplateRefused({ code: 'unpacksTooLarge' });
  const parts = new Map<string, Buffer>();
  let left = MOST_UNPACKED;
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new TemplateRefused({ code: 'corrupted' });
    const [nameBytes, extra, comment] = [28, 30, 32].map((o) => bytes.readUInt16LE(at + o)) as [number, number, number];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes);
    if (!name.endsWith('/')) {
      if (parts.has(name) || !/^[^/\\:][^\\:]*$/.test(name) || name.split('/').includes('..')) {
        throw new TemplateRefused({ code: 'corrupted', where: name });
      }
      const content = contentOf(bytes, at, left);
      left -= content.length;
      parts.set(name, content);
    }
    at += 46 + nameBytes + extra + comment;
  }
  return parts;
}

/** Where the directory ends: the last such mark that is followed by nothing but its comment. */
function endOf(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= lowest; at -= 1) {
    if (bytes.readUInt32LE(at) === END && at + END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  throw new TemplateRefused({ code: 'corrupted' });
}

function contentOf(bytes: Buffer, entry: number, left: number): Buffer {
  const [flags, method] = [bytes.readUInt16LE(entry + 8), bytes.readUInt16LE(entry + 10)];
  const [crc, packed, local] = [16, 20, 42].map((o) => bytes.readUInt32LE(entry + o)) as [number, number, number];
  if ((flags & ENCRYPTED) !== 0) throw new TemplateRefused({ code: 'oldOrLocked' });
  if (bytes.readUInt32LE(local) !== LOCAL) throw new TemplateRefused({ code: 'corrupted' });
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const raw = bytes.subarray(start, start + packed);
  if (raw.length !== packed) throw new TemplateRefused({ code: 'corrupted' });
  const content = method === 0 ? raw : inflated(raw, method, left);
  if (content.length > left) throw new TemplateRefused({ code: 'unpacksTooLarge' });
  if (crc32(content) !== crc) throw new TemplateRefused({ code: 'corrupted' });
  return content;
}

function inflated(raw: Buffer, method: number, left: number): Buffer {
  if (method !== 8) throw new TemplateRefused({ code: 'corrupted' });
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    const tooLarge = (error as { readonly code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new TemplateRefused({ code: tooLarge ? 'unpacksTooLarge' : 'corrupted' });
  }
}
