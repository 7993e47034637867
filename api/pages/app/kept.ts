import type { Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { Problem } from '../../../domain/errors';
import { instant, msOf } from '../../../domain/time';
import type { KeptForm } from '../../../platform/store';
import type { ApiContext } from '../../context';
import { plainForm, refusalOf } from '../forms';
import { showApp } from './frame';
import { localPath } from './local';
import type { AppPage } from './page';
import { saved } from './session';

/** How long what was typed waits for its owner. */
const KEPT_MS = 30 * 60_000;

/** Fields of a form, whatever files come with it. */
const withoutFiles: RequestHandler = multer({
  limits: { fields: 200, fieldSize: 128 * 1024, parts: 300 },
  fileFilter: (_req, _file, take) => take(null, false),
}).any();

/** Reads the fields of a posted form, plain or with files. */
const fieldsOf = (req: Request, res: Response): Promise<KeptForm['fields']> =>
  new Promise((resolve, reject) => {
    const read = req.is('multipart/form-data') ? withoutFiles : plainForm;
    void read(req, res, (error?: unknown) => {
      if (error !== undefined && error !== null) {
        const refused = refusalOf(error);
        reject(refused instanceof Error ? refused : new Problem('MALFORMED', 'form'));
        return;
      }
      const body = (req.body ?? {}) as Readonly<Record<string, string | readonly string[]>>;
      resolve(Object.entries(body).flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const)));
    });
  });

/** Keeps a form that came when nobody was signed in any more, in the browser's own record, and asks to sign in. */
export async function keepForm({ clock }: ApiContext, req: Request, res: Response): Promise<void> {
  const fields = await fieldsOf(req, res);
  const { formerly } = req.session;
  const files = req.is('multipart/form-data') !== false;
  const action = localPath(req.originalUrl);
  req.session.kept = { action, fields, files, at: clock.now(), ...(formerly === undefined ? {} : { of: formerly }) };
  await saved(req);
  res.redirect(303, `/sign-in?${new URLSearchParams({ next: '/app/kept' }).toString()}`);
}

/** What is kept for this person, as long as it is. */
export function keptFor({ clock }: Pick<ApiContext, 'clock'>, req: Request, account: string): KeptForm | undefined {
  const { kept } = req.session;
  if (!kept || (kept.of !== undefined && kept.of !== account)) return undefined;
  return kept.at > instant(msOf(clock.now()) - KEPT_MS) ? kept : undefined;
}

/** Gives a form back: it is posted again where it was posted before, as it was, when its owner says so. */
export const keptPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/kept',
    async show(req, res, signed) {
      const kept = keptFor(context, req, signed.account._id);
      if (!kept) {
        res.redirect(303, '/app');
        return;
      }
      const { action, fields, files, at } = kept;
      await showApp(context, req, res, signed, 'app/kept', {
        action,
        submission: 'kept',
        discard: '/app/kept',
        at,
        files,
        kept: fields.map(([name, value]) => ({ name, value })),
      });
    },
    async post(req, res) {
      delete req.session.kept;
      await saved(req);
      res.redirect(303, '/app');
    },
  },
];
