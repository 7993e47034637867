import { Problem } from '../../domain/errors';
import { msOf, type Instant } from '../../domain/time';
import { canonicalJson, sha256 } from './canonical';
import type { Db } from './rows';
import { byIds, findMany, findOne, insertOnce, retryOnDuplicate } from './rows';
import type { FileRecord } from './schemas/service';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface FileStore {
  /** Stores a file for good. The id is made of name, metadata and content, so twice is once. */
  put(
    name: string,
    bytes: Buffer,
    metadata: Readonly<Record<string, string>>,
    at: Instant,
  ): Promise<Omit<StoredFile, 'bytes'>>;
  /** @throws Problem INTEGRITY when the bytes are not those that were stored */
  get(id: string): Promise<StoredFile | undefined>;
  /** What is known of a file, without its bytes. */
  about(id: string): Promise<(Omit<StoredFile, 'bytes'> & { readonly length: number }) | undefined>;
  /** The files beside an entity, without their bytes. */
  idsOf(entity: string): Promise<readonly string[]>;
  /** How many files lie beside an entity. */
  countOf(entity: string): Promise<number>;
  /** Takes a file away for good. Twice is once. */
  remove(id: string): Promise<void>;
  /** The same of many; unknown ids are left out. */
  aboutMany(ids: readonly string[]): Promise<ReadonlyMap<string, Omit<StoredFile, 'bytes'>>>;
}

const CHUNK_BYTES = 255 * 1024;

/**
 * GridFS by its own format, written chunk by chunk: the driver's upload draws ids, and a crash in the middle of it would leave
 * chunks behind which stand in the way of the second try. Here all writers of one file write the same.
 */
export function fileStore({ models }: Db): FileStore {
  const files = models['attachments.files'];
  const chunks = models['attachments.chunks'];

  const about = async (id: string) => {
    const file = await findOne(files, { _id: id });
    return file && { ...described(file), length: file.length };
  };

  return {
    about,
    idsOf: async (entity) =>
      (await findMany(files, { 'metadata.fields.entity': entity }, { _id: 1 })).map(({ _id }) => _id),
    countOf: (entity) => files.countDocuments({ 'metadata.fields.entity': entity }),

    async remove(id) {
      // the file first: chunks without a file are nobody's, and a second try finds them again
      await files.deleteOne({ _id: id });
      await chunks.deleteMany({ files_id: id });
    },
    aboutMany: async (ids) =>
      new Map([...(await byIds<FileRecord, string>(files, ids))].map(([id, file]) => [id, described(file)])),

    async put(name, bytes, metadata, at) {
      const hash = sha256(bytes);
      const id = sha256(canonicalJson({ name, metadata, sha256: hash }));
      const file: FileRecord = {
        _id: id,
        length: bytes.length,
        chunkSize: CHUNK_BYTES,
        uploadDate: new Date(msOf(at)),
        filename: name,
        metadata: { sha256: hash, fields: metadata },
      };
      if ((await findOne(files, { _id: id })) !== undefined) return described(file);
      for (let n = 0; n * CHUNK_BYTES < bytes.length; n += 1) {
        const data = bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES);
        await retryOnDuplicate(() =>
          chunks.updateOne(
            { _id: `${id}/${n}` },
            { $setOnInsert: { files_id: id, n, data } },
            {
              upsert: true,
            },
          ),
        );
      }
      // last, so that a file that can be found is whole
      await insertOnce(files, file, () => true);
      return described(file);
    },

    async get(id) {
      const file = await findOne(files, { _id: id });
      if (file === undefined) return undefined;
      const parts = await findMany(chunks, { files_id: id }, { n: 1 });
      const bytes = Buffer.concat(parts.map((part) => part.data));
      if (sha256(bytes) !== file.metadata.sha256) throw new Problem('INTEGRITY', `file ${id} was changed`, { id });
      return { ...described(file), bytes };
    },
  };
}

const described = (file: FileRecord): Omit<StoredFile, 'bytes'> => ({
  id: file._id,
  name: file.filename,
  sha256: file.metadata.sha256,
  metadata: file.metadata.fields,
});
