import type { NextFunction, Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { Problem } from '../../domain/errors';
import { fileTooLarge, MOST_BYTES } from '../commands/papers';
import { plainForm, refusalOf } from './forms';

/** A posted file. One that is too large has no bytes: the rest of its form is read all the same. */
export interface Upload {
  readonly field: string;
  readonly name: string;
  readonly bytes?: Buffer;
}

/** Bytes of all files of one form that are kept in memory. */
const MOST_TOGETHER = 2 * MOST_BYTES;
/** What is not even begun to be read. */
export const MOST_REQUEST = 5 * MOST_BYTES;

const uploads = (req: Request): Upload[] => {
  const kept = req as { uploads?: Upload[] };
  return (kept.uploads ??= []);
};

/** Keeps files in memory up to the limit, and reads on past it: what was typed beside the file must not be lost. */
const storage: multer.StorageEngine = {
  _handleFile(req, file, done) {
    const chunks: Buffer[] = [];
    const before = uploads(req).reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
    let size = 0;
    file.stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_BYTES && before + size <= MOST_TOGETHER) chunks.push(chunk);
      else chunks.length = 0;
    });
    file.stream.once('error', done);
    file.stream.once('end', () => {
      const bytes = Buffer.concat(chunks);
      const whole = bytes.length === size;
      uploads(req).push({ field: file.fieldname, name: file.originalname, ...(whole ? { bytes } : {}) });
      done(null, {});
    });
  },
  _removeFile: (_req, _file, done) => done(null),
};

/** A form with files, or without any. */
export function uploadForm(limits: { readonly files: number; readonly fields?: number }): RequestHandler {
  const { files, fields = 200 } = limits;
  const read = multer({
    storage,
    defParamCharset: 'utf8',
    limits: { files, fields, fieldSize: 1024 * 1024, parts: fields + files },
  }).any();
  return (req: Request, res: Response, next: NextFunction) => {
    if (Number(req.headers['content-length'] ?? 0) > MOST_REQUEST) {
      next(fileTooLarge('content-length', MOST_TOGETHER));
      return;
    }
    plainForm(req, res, (error?: unknown) => {
      if (error !== undefined) next(error);
      else
        void read(req, res, (failed?: unknown) =>
          failed === undefined || failed === null ? next() : next(asRefusal(failed)),
        );
    });
  };
}

/** Whatever is wrong with the parts of a form is wrong with the request. */
const asRefusal = (error: unknown): unknown => {
  const known = refusalOf(error);
  return known instanceof Problem ? known : new Problem('MALFORMED', error instanceof Error ? error.message : 'form');
};

/** The files of a posted form; a field that was left empty brings none. */
export const filesIn = (req: Request): readonly Upload[] => uploads(req);
