import { crc32, inflateRawSync } from 'node:zlib';

/** Why a ZIP is not taken. `locked`: under a password. */
export type ZipFault = 'notZip' | 'locked' | 'corrupted' | 'unpacksTooLarge';

export class ZipRefused extends Error {
  constructor(
    readonly code: ZipFault,
    /** The part that is wrong, where it is one. */
    readonly where?: string,
  ) {
    super(`zip refused: ${code}${where === undefined ? '' : ` at ${where}`}`);
  }
}

export interface ZipLimits {
  /** Of all parts together, unpacked. */
  readonly mostUnpacked: number;
  readonly mostParts: number;
}

/** The parts of a ZIP by name, in the order of its directory. */
export type Parts = ReadonlyMap<string, Buffer>;

const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const ENCRYPTED = 0x1;

const begins = (bytes: Buffer, ...signature: readonly number[]): boolean =>
  bytes.subarray(0, signature.length).equals(Buffer.from(signature));

/** Whether bytes begin as those of a ZIP do. */
export const isZip = (bytes: Buffer): boolean => begins(bytes, 0x50, 0x4b, 0x03, 0x04);

/** A compound file: an office file of 1997 to 2003, or one of today under a password. */
export const isCompound = (bytes: Buffer): boolean => begins(bytes, 0xd0, 0xcf, 0x11, 0xe0);

/**
 * Unpacks a ZIP and believes nothing that it says of itself: sizes are held while unpacking, checksums compared, names looked at.
 * @throws ZipRefused
 */
export function unzip(bytes: Buffer, limits: ZipLimits): Parts {
  if (bytes.length < END_BYTES || !isZip(bytes)) throw new ZipRefused('notZip');
  try {
    return unpacked(bytes, limits);
  } catch (error) {
    if (error instanceof ZipRefused) throw error;
    // a RangeError of an offset that leads out of the file, an error of zlib
    throw new ZipRefused('corrupted');
  }
}

function unpacked(bytes: Buffer, { mostUnpacked, mostParts }: ZipLimits): Parts {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostParts) throw new ZipRefused('unpacksTooLarge');
  const parts = new Map<string, Buffer>();
  let left = mostUnpacked;
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new ZipRefused('corrupted');
    const [nameBytes, extra, comment] = [28, 30, 32].map((o) => bytes.readUInt16LE(at + o)) as [number, number, number];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes);
    if (!name.endsWith('/')) {
      if (parts.has(name) || !/^[^/\\:][^\\:]*$/.test(name) || name.split('/').includes('..')) {
        throw new ZipRefused('corrupted', name);
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
  throw new ZipRefused('corrupted');
}

function contentOf(bytes: Buffer, entry: number, left: number): Buffer {
  const [flags, method] = [bytes.readUInt16LE(entry + 8), bytes.readUInt16LE(entry + 10)];
  const [crc, packed, local] = [16, 20, 42].map((o) => bytes.readUInt32LE(entry + o)) as [number, number, number];
  if ((flags & ENCRYPTED) !== 0) throw new ZipRefused('locked');
  if (bytes.readUInt32LE(local) !== LOCAL) throw new ZipRefused('corrupted');
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const raw = bytes.subarray(start, start + packed);
  if (raw.length !== packed) throw new ZipRefused('corrupted');
  const content = method === 0 ? raw : inflated(raw, method, left);
  if (content.length > left) throw new ZipRefused('unpacksTooLarge');
  if (crc32(content) !== crc) throw new ZipRefused('corrupted');
  return content;
}

function inflated(raw: Buffer, method: number, left: number): Buffer {
  if (method !== 8) throw new ZipRefused('corrupted');
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    const tooLarge = (error as { readonly code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new ZipRefused(tooLarge ? 'unpacksTooLarge' : 'corrupted');
  }
}
