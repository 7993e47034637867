import { isUtf8 } from 'node:buffer';
import type { RequestHandler } from 'express';
import express from 'express';
import multer from 'multer';
import { Problem } from '../../domain/errors';
import { MOST_BYTES } from '../commands/papers';

const MOST_JSON = '1mb';

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

export const fileBody: RequestHandler = (req, res, next) => {
  if (!req.is('multipart/form-data')) {
    next(new Problem('UNSUPPORTED_TYPE', 'no multipart', { accepted: ['multipart/form-data'] }));
    return;
  }
  void oneFile(req, res, next);
};
