import type { Request, Response } from 'express';
import { problems } from '../../domain/errors';
import type { LinkRecord } from '../../platform/store';
import { renderPage } from '../../templates/pages';
import { requestFreshLink } from '../commands/links';
import type { ApiContext } from '../context';
import { asLongForAll, sendPage } from './answer';
import { addressExhausted, markDead, tokenExhausted } from './failures';
import { fieldsIn, type Fields } from './forms';
import { frameOf, provinceOffice } from './frame';
import { addressWith, askedLanguage, languageOf } from './language';

/**
 * The one page of every link that does not work: unknown, cut off, replaced, revoked. It is the same bytes for all, so it
 * holds nothing of the token, and its form carries a fixed id.
 */
export function showDeadLink(context: ApiContext, req: Request, res: Response, missing = false): void {
  markDead(res);
  const lang = languageOf(req);
  const page = renderPage('dead-link', lang, {
    ...frameOf(req, provinceOffice(context), lang),
    action: addressWith({ lang: askedLanguage(req) }),
    submission: 'fresh-link',
    ...(missing ? { missing } : {}),
  });
  sendPage(res, missing ? 400 : problems.LINK_DEAD.http, lang, page);
}

/**
 * Takes the wish for a fresh link. Everybody gets the same answer after the same time; only when the token was a link once, a
 * mail goes to the address on file, by a workflow. Whatever else is posted to a dead link shows the page of dead links.
 */
export async function answerDeadLink(
  context: ApiContext,
  req: Request,
  res: Response,
  purpose: LinkRecord['purpose'],
): Promise<void> {
  const fields = readable(req);
  const said = fields.get('send');
  if (said !== 'yes' && said !== 'no') {
    showDeadLink(context, req, res, fields.get('submission') === 'fresh-link');
    return;
  }
  markDead(res);
  const mayMail = said === 'yes' && !tokenExhausted(res) && !addressExhausted(res);
  if (mayMail) void mailFreshLink(context, String(req.params['token']), purpose);
  await asLongForAll();
  const lang = languageOf(req);
  const page = renderPage('dead-link-done', lang, {
    ...frameOf(req, provinceOffice(context), lang),
    send: said === 'yes',
  });
  sendPage(res, 200, lang, page);
}

/** Never fails: what went wrong is for the log, and the answer must not tell. */
async function mailFreshLink(context: ApiContext, token: string, purpose: LinkRecord['purpose']): Promise<void> {
  try {
    const link = await context.links.find(token, purpose);
    if (link) await requestFreshLink(context, link._id);
  } catch (error) {
    context.log.warn({ error }, 'a fresh link could not be sent');
  }
}

/** A form that cannot be read says nothing; the page is the same as for any other post. */
function readable(req: Request): Fields {
  try {
    return fieldsIn(req);
  } catch {
    return new Map();
  }
}
