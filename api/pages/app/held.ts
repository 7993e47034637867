import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import type { Request, Response } from 'express';
import { Problem } from '../../../domain/errors';
import { grantId } from '../../../domain/accounts';
import { instant, msOf, type Instant } from '../../../domain/time';
import type { HeldPage, Language } from '../../../platform/store';
import { sha256 } from '../../../platform/store/canonical';
import type { ApiContext } from '../../context';
import { sendPage } from '../answer';
import type { SignedIn } from './page';
import { browserOf } from './session';

/**
 * What a form is answered with, when that is a page and leads nowhere: refused with what was typed, read back, to be confirmed. A
 * browser that goes back to the answer of a form, or loads it anew, can only offer to send the form again. So the page is held, and
 * the browser is led to an address that shows it as often as it is asked: see docs/decisions/0022-back.md.
 */

/** The name of a held page in an address. */
const NAME = 'shown';
const HOUR_MS = 3_600_000;

const packed = promisify(brotliCompress);
const unpacked = promisify(brotliDecompress);
const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

export const namesHeld = (req: Request): boolean => req.method !== 'POST' && req.query[NAME] !== undefined;

interface Shown {
  readonly status: number;
  readonly lang: Language;
  readonly html: string;
}

/** A browser that goes where its form leads; scripts, programs and the oldest browsers read the answer where they asked. */
const goesThere = (req: Request): boolean => req.method === 'POST' && req.headers['sec-fetch-dest'] === 'document';

const addressOf = (req: Request): URL => new URL(req.originalUrl, 'http://here');
const local = ({ pathname, search }: URL): string => `${pathname}${search}`;

/** Sends a page; in answer to a form of a browser by an address of its own. */
export async function answerPage(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  page: Shown,
): Promise<void> {
  const id = goesThere(req) ? await hold(context, req, signed, page) : undefined;
  if (id === undefined) {
    sendPage(res, page.status, page.lang, page.html);
    return;
  }
  const to = addressOf(req);
  to.searchParams.set(NAME, id);
  res.redirect(303, local(to));
}

/** @returns undefined where it cannot be held just now: then the page itself is the better answer */
async function hold(
  { store, clock, config, log }: ApiContext,
  req: Request,
  { account, grant }: SignedIn,
  { status, lang, html }: Shown,
): Promise<string | undefined> {
  const id = randomBytes(16).toString('base64url');
  const at = clock.now();
  const before = oldest({ clock, config });
  const bytes = await packed(html, fast);
  const held: HeldPage = {
    _id: sha256(id),
    of: account._id,
    as: grantId(grant),
    browser: browserOf(req),
    path: addressOf(req).pathname,
    status,
    lang,
    page: bytes.toString('base64'),
    at,
  };
  try {
    await store.heldPages.hold(held);
    await store.heldPages.forget(before);
    return id;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    log.warn({ code: error.code }, 'a page could not be held');
    return undefined;
  }
}

/** What was held before is held no longer. */
const oldest = ({ clock, config }: Pick<ApiContext, 'clock' | 'config'>): Instant =>
  instant(msOf(clock.now()) - config.sessionHours.most * HOUR_MS);

/** Forgets what the browsers of an account were shown that are signed in no more. */
export async function forgetHeld({ store }: Pick<ApiContext, 'store'>, account: string): Promise<void> {
  const others = await store.signIns.ofAccount(account);
  await store.heldPages.forgetOf(
    account,
    others.map(({ _id }) => _id),
  );
}

/**
 * Shows the page that an address names, to the one whose form it answered, as what he was then; for anybody else, and when it is held no
 * longer, the address leads to its page without it.
 */
export async function showHeld(context: ApiContext, req: Request, res: Response, signed: SignedIn): Promise<void> {
  const address = addressOf(req);
  const held = await context.store.heldPages.get(sha256(address.searchParams.get(NAME) ?? ''));
  const his = held?.of === signed.account._id && held.as === grantId(signed.grant) && held.path === address.pathname;
  if (!held || !his || held.at < oldest(context)) {
    address.searchParams.delete(NAME);
    res.redirect(303, local(address));
    return;
  }
  const html = await unpacked(Buffer.from(held.page, 'base64'));
  sendPage(res, held.status, held.lang, html.toString('utf8'));
}
