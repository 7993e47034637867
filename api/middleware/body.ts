import { isUtf8 } from 'node:buffer';
import type { RequestHandler } from 'express';
import express from 'express';
import multer from 'multer';
import { Problem } from '../../domain/errors';
import { fileTooLarge, MOST_BYTES } from '../commands/papers';
import { MOST_TOGETHER } from '../commands/nominations/workbook/upload';

const MOST_JSON = '1mb';
const MOST_FILES = 300;
const ROOM_FOR_HEADS = 1024 * 1024;

const json: RequestHandler = express.json({
  limit: MOST_JSON,
  strict: true,
  type: 'application/json',
  // else bytes of another encoding would be kept as signs of replacement
  verify(_req, _res, bytes, encoding) {
    if (encoding === 'utf-8' && !isUtf8(bytes)) throw new Problem('MALFORMED', 'not UTF-8');
  },
});

/** Whether the request brings a body. */
const hasBody = (headers: NodeJS.Dict<string | string[]>): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** JSON in UTF-8 up to 1 MB; anything else that has a body is refused before it is read. */
export const jsonBody: RequestHandler = (req, res, next) => {
  if (hasBody(req.headers) && !req.is('application/json')) {
    next(new Problem('UNSUPPORTED_TYPE', 'the body is no JSON', { accepted: ['application/json'] }));
    return;
  }
  json(req, res, next);
};

/** One file under the name `file`, up to 20 MB, in memory. */
const oneFile = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: { files: 1, fields: 0, parts: 1, fileSize: MOST_BYTES, headerPairs: 20 },
}).single('file');

/** Some files under the name `file`, together up to 40 MB, in memory. */
const someFiles = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: { files: MOST_FILES, fields: 0, parts: MOST_FILES, fileSize: MOST_TOGETHER, headerPairs: 20 },
}).array('file');

const multipart =
  (read: RequestHandler, together?: number): RequestHandler =>
  (req, res, next) => {
    if (!req.is('multipart/form-data')) {
      next(new Problem('UNSUPPORTED_TYPE', 'no multipart', { accepted: ['multipart/form-data'] }));
      return;
    }
    void read(req, res, (error?: unknown) => {
      const large = error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE';
      next(large ? fileTooLarge(error.code, together) : error);
    });
  };

export const fileBody: RequestHandler = multipart(oneFile);

/** What does not say how long it is, or is too long in all, is not begun to be read. */
export const filesBody: RequestHandler = multipart((req, res, next) => {
  const length = Number(req.headers['content-length'] ?? Infinity);
  if (length > MOST_TOGETHER + ROOM_FOR_HEADS) next(fileTooLarge('content-length', MOST_TOGETHER));
  else void someFiles(req, res, next);
}, MOST_TOGETHER);
