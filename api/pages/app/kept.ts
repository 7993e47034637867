import type { Request, Response } from 'express';
import { grantId } from '../../../domain/accounts';
import { instant, msOf } from '../../../domain/time';
import type { KeptForm } from '../../../platform/store';
import { switchedWords, type TypedText } from '../../../templates/pages';
import type { ApiContext } from '../../context';
import { placesOf, showApp, unitNames } from './frame';
import { fieldsFor, pairsIn, textsIn } from './kept-fields';
import { localPath } from './local';
import type { AppPage, SignedIn } from './page';
import { answerScript, wantsJson } from './quiet';
import { browserOf, saved } from './session';

/** How long what was typed waits for its owner. */
const KEPT_MS = 30 * 60_000;

const isMultipart = (req: Request): boolean => req.is('multipart/form-data') !== false;

/**
 * Keeps a form that came when nobody was signed in any more, in the browser's own record, and asks to sign in. Where nobody ever
 * was, nothing is read, and it is said that nothing was kept.
 */
export async function keepForm({ clock }: ApiContext, req: Request, res: Response): Promise<void> {
  const { formerly, as } = req.session;
  if (formerly === undefined) {
    res.redirect(303, `/sign-in?${new URLSearchParams({ next: '/app', note: 'lost' }).toString()}`);
    return;
  }
  const all = await fieldsFor(req, res);
  await keep(req, { of: formerly, all, as, at: clock.now() });
  res.redirect(303, `/sign-in?${new URLSearchParams({ next: '/app/kept' }).toString()}`);
}

/**
 * Keeps a form of somebody who may no longer be what he was when he opened it.
 * @returns what he had typed, for the page that tells him so
 */
export async function keepOfFormer({ clock }: ApiContext, req: Request, res: Response): Promise<readonly TypedText[]> {
  const { account, as } = req.session;
  const all = await fieldsFor(req, res);
  await keep(req, { of: account!, all, as, at: clock.now() });
  return textsIn(all);
}

/** The grant of a form stands beside its fields: it is given back with that of whoever sends it. */
async function keep(
  req: Request,
  given: Pick<KeptForm, 'at' | 'of'> & { readonly all: KeptForm['fields']; readonly as: string | undefined },
): Promise<void> {
  const { all, as: before, at, of } = given;
  const as = all.find(([name]) => name === 'as')?.[1] ?? before;
  req.session.kept = {
    action: localPath(req.originalUrl),
    fields: all.filter(([name]) => name !== 'as'),
    files: isMultipart(req),
    at,
    of,
    ...(as === undefined ? {} : { as }),
  };
  await saved(req);
}

/** What is kept for this person, as long as it is. */
export function keptFor({ clock }: Pick<ApiContext, 'clock'>, req: Request, account: string): KeptForm | undefined {
  const { kept } = req.session;
  if (!kept || kept.of !== account) return undefined;
  return kept.at > instant(msOf(clock.now()) - KEPT_MS) ? kept : undefined;
}

/**
 * Carries a form out. One that was kept is kept no longer once it was answered: neither a new sign-in nor its address gives it back
 * to be sent a second time.
 */
export async function oncePerKept(req: Request, work: () => Promise<void>): Promise<void> {
  const { kept } = req.session;
  if (req.method !== 'POST' || !kept || !isSameForm(req, kept)) {
    await work();
    return;
  }
  delete req.session.kept;
  try {
    await work();
  } catch (error) {
    req.session.kept = kept;
    throw error;
  }
}

const isSameForm = (req: Request, { action, fields }: KeptForm): boolean => {
  const { submission } = (req.body ?? {}) as Record<string, unknown>;
  return (
    submission !== undefined &&
    action === localPath(req.originalUrl) &&
    fields.some(([name, value]) => name === 'submission' && value === submission)
  );
};

/**
 * Whether a form was opened by somebody who is something else by now: it is carried out as nothing else, and kept. Handlers do not
 * see the field.
 */
export async function opensElsewhere(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
): Promise<boolean> {
  const body = (req.body ?? {}) as Record<string, unknown>;
  const { as } = body;
  if (as === undefined || as === grantId(signed.grant)) {
    delete body['as'];
    return false;
  }
  if (wantsJson(req)) {
    answerScript(res, 409, { said: switchedWords(signed.lang), stop: true });
    return true;
  }
  await keep(req, { of: signed.account._id, all: pairsIn(body), as: undefined, at: context.clock.now() });
  await showKept(context, req, res, signed, 409);
  return true;
}

async function showKept(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  status: number,
): Promise<void> {
  const kept = keptFor(context, req, signed.account._id);
  if (!kept) {
    res.redirect(303, '/app');
    return;
  }
  const { action, fields, files, at, as = grantId(signed.grant) } = kept;
  const other = as !== grantId(signed.grant);
  const places = other ? placesOf(signed.grants, await unitNames(context, signed.grants)) : [];
  const page = {
    action,
    submission: 'kept',
    discard: '/app/kept',
    at,
    files,
    other,
    places: places.filter(({ id }) => id === as),
    kept: fields.map(([name, value]) => ({ name, value })),
    texts: textsIn(fields),
  };
  await showApp(context, req, res, signed, 'app/kept', page, status);
}

/** Gives a form back: it is posted again where it was posted before, as it was, when its owner says so. */
export const keptPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/kept',
    show: (req, res, signed) => showKept(context, req, res, signed, 200),
    async post(req, res, { account }) {
      const { kept } = req.session;
      delete req.session.kept;
      await saved(req);
      if (kept) {
        const path = kept.action.replace(/\?.*$/, '');
        await context.store.heldPages.forgetAt({ of: account._id, browser: browserOf(req), path });
      }
      res.redirect(303, '/app');
    },
  },
];
