import type { Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { Problem } from '../../../domain/errors';
import type { KeptForm } from '../../../platform/store';
import type { TypedText } from '../../../templates/pages';
import { refusalOf, sheetForm } from '../forms';
import { MOST_REQUEST } from '../upload';

/** What is kept of one form: as many fields as the longest list has, and no more than its parser takes. */
const MOST = { fields: 5_000, bytes: 512 * 1024 } as const;
/** What the parts of that many fields take on their way, beside files. */
const MOST_READ = 4 * MOST.bytes;

/** Reads fields, and files past: neither is there more in memory than is kept, whatever comes. */
function withoutFiles(): RequestHandler {
  let [read, files] = [0, 0];
  const storage: multer.StorageEngine = {
    _handleFile(_req, { stream }, done) {
      stream.on('data', (chunk: Buffer) => (files += chunk.length));
      stream.once('error', done);
      stream.once('end', () => done(null, {}));
    },
    _removeFile: (_req, _file, done) => done(null),
  };
  const limits = { fields: MOST.fields, fieldSize: 128 * 1024, parts: MOST.fields + 1_000 };
  const parse = multer({ storage, limits }).any();
  return (req, res, next) => {
    req.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (read - files <= MOST_READ) return;
      req.unpipe();
      req.removeAllListeners('data').resume();
      next(new Problem('TOO_LARGE', 'fields'));
    });
    void parse(req, res, next);
  };
}

/** The fields of a posted form, plain or with files. @throws Problem TOO_LARGE, MALFORMED, UNSUPPORTED_TYPE */
export async function fieldsFor(req: Request, res: Response): Promise<KeptForm['fields']> {
  if (Number(req.headers['content-length'] ?? 0) > MOST_REQUEST) throw new Problem('TOO_LARGE', 'content-length');
  const parse = req.is('multipart/form-data') ? withoutFiles() : sheetForm;
  await new Promise<void>((resolve, reject) => {
    void parse(req, res, (error?: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(asProblem(refusalOf(error)));
    });
  });
  return pairsIn((req.body ?? {}) as Readonly<Record<string, unknown>>);
}

const asProblem = (error: unknown): Error => (error instanceof Error ? error : new Problem('MALFORMED', 'form'));

/** The fields of a form that was read. @throws Problem TOO_LARGE when they are more than is kept */
export function pairsIn(body: Readonly<Record<string, unknown>>): KeptForm['fields'] {
  const fields = Object.entries(body).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, String(value)] as const),
  );
  const bytes = fields.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (bytes > MOST.bytes || fields.length > MOST.fields) throw new Problem('TOO_LARGE', 'fields');
  return fields;
}

/** What a form says of itself, and not its reader. */
const OF_THE_FORM: ReadonlySet<string> = new Set(['submission', 'as', 'step']);
/** What a box says that was ticked. */
const TICKED: ReadonlySet<string> = new Set(['yes', 'true']);

/** What somebody has typed into a form, to be read and copied: no codes of the form itself, no ticks. */
export const textsIn = (fields: KeptForm['fields']): readonly TypedText[] =>
  fields
    .filter(([name, value]) => !OF_THE_FORM.has(name) && !TICKED.has(value) && value.trim() !== '')
    .map(([, text], i) => ({ no: i + 1, text }));
