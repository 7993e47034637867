import type { Request, RequestHandler, Response, Router } from 'express';
import { grantId, liveGrants, mailOf, signInRule } from '../../../domain/accounts';
import { dayOf } from '../../../domain/time';
import { renderPage, type PageData } from '../../../templates/pages';
import { askForCode, noteSignIn, tryCode } from '../../commands/accounts/sign-in';
import type { ApiContext } from '../../context';
import { email } from '../../schemas/fields';
import { asLongForAll, sendPage } from '../answer';
import { fieldsIn, plainForm, type Fields } from '../forms';
import { frameOf, provinceOffice } from '../frame';
import { languageOf, queryOf } from '../language';
import { agencyPages } from './agency';
import { enter } from './enter';
import { forgetHeld } from './held';
import { keptFor } from './kept';
import { limitDoor, limitMail } from './limits';
import { localPath } from './local';
import { browserOf, ended, saved } from './session';

type Wrong = NonNullable<PageData['sign-in']['wrong']>;

/** Sign-in by a code that comes by mail: the address, then six digits. What is said is the same for every address. */
export function signInPages(router: Router, context: ApiContext): void {
  const { clock, config, log, store } = context;

  const showForm = (req: Request, res: Response, wrong?: Wrong): void => {
    const lang = languageOf(req, req.session.language);
    const posted = req.method === 'POST' ? fieldsIn(req) : undefined;
    const next = posted?.get('next') ?? queryOf(req, 'next');
    const note = wrong ? undefined : noteFor(req);
    const html = renderPage('sign-in', lang, {
      ...frameFor(req, lang, next),
      ...(posted?.get('mail') === undefined ? {} : { mail: posted.get('mail')! }),
      ...(next === undefined ? {} : { next: localPath(next) }),
      ...(note ? { note } : {}),
      ...(wrong ? { wrong } : {}),
      ...agencyFor(next),
    });
    sendPage(res, wrong === 'tooMany' ? 429 : wrong ? 400 : 200, lang, html);
  };

  const agencyFor = (next: string | undefined) => {
    if (!context.agency) return {};
    const query = next === undefined ? '' : `?${new URLSearchParams({ next: localPath(next) }).toString()}`;
    return { agency: { name: context.agency.name, href: `/sign-in/agency${query}` } };
  };

  const showCode = (req: Request, res: Response, wrong?: PageData['sign-in-code']['wrong']): void => {
    const lang = languageOf(req, req.session.language);
    const { mail, next } = req.session.pending!;
    const html = renderPage('sign-in-code', lang, {
      ...frameFor(req, lang),
      mail,
      minutes: signInRule.minutes,
      ...(next === undefined ? {} : { next }),
      ...(wrong ? { wrong } : {}),
    });
    sendPage(res, wrong ? 400 : 200, lang, html);
  };

  const frameFor = (req: Request, lang: 'vi' | 'en', next?: string) => {
    const frame = frameOf(req, provinceOffice(context), lang);
    if (req.method === 'POST') return frame;
    const kept = next === undefined ? {} : { next: localPath(next) };
    return {
      ...frame,
      otherLanguage: `?${new URLSearchParams({ ...kept, lang: lang === 'vi' ? 'en' : 'vi' }).toString()}`,
    };
  };

  router.get('/sign-in', (req, res) => {
    if (req.session.account !== undefined) res.redirect(303, localPath(queryOf(req, 'next')));
    else showForm(req, res);
  });

  router.post('/sign-in', limitDoor('asked'), plainForm, validMail(showForm), tooOften(showForm), async (req, res) => {
    const fields = fieldsIn(req);
    const mail = mailOf(fields.get('mail') ?? '');
    const asked = await askForCode(context, mail);
    if (!asked) {
      await asLongForAll();
      showForm(req, res, 'tooMany');
      return;
    }
    void asked.mailed().catch((error: unknown) => log.warn({ err: error }, 'a code could not be mailed'));
    await asLongForAll();
    const next = fields.get('next');
    req.session.pending = { code: asked.code, mail, ...(next === undefined ? {} : { next: localPath(next) }) };
    await saved(req);
    if (config.publicUrl.startsWith('https:') && !req.secure) {
      log.warn('a request came by http, so no cookie can be set: the proxy must send X-Forwarded-Proto');
    }
    res.redirect(303, '/sign-in/code');
  });

  router.get('/sign-in/code', (req, res) => {
    if (req.session.pending) showCode(req, res);
    else res.redirect(303, '/sign-in?note=noCookie');
  });

  router.post('/sign-in/code', limitDoor('typed'), plainForm, async (req, res) => {
    const { pending } = req.session;
    if (!pending) {
      res.redirect(303, '/sign-in?note=noCookie');
      return;
    }
    const typed = await tryCode(context, { ...pending, typed: fieldsIn(req).get('code') ?? '' });
    if (typed.outcome !== 'right') {
      showCode(req, res, typed.outcome === 'wrong' ? { kind: 'wrong', left: typed.left } : { kind: typed.outcome });
      return;
    }
    await enter(context, req, typed.account, typed.grants);
    const kept = keptFor(context, req, typed.account._id);
    res.redirect(303, kept ? '/app/kept' : localPath(pending.next));
  });

  agencyPages(router, context);

  // beside the pages behind sign-in: who may be nothing any more must still find the way out
  router.post('/sign-in/role', plainForm, async (req, res) => {
    const { account: id } = req.session;
    const account = id === undefined ? undefined : await store.accounts.get(id);
    const grants = account ? liveGrants(account, dayOf(clock.now())) : [];
    const fields = fieldsIn(req);
    const wanted = grants.find((grant) => grantId(grant) === fields.get('as'));
    if (wanted) {
      req.session.as = grantId(wanted);
      await saved(req);
    }
    res.redirect(303, localPath(fields.get('next')));
  });

  router.post('/sign-out', async (req, res) => {
    const { account } = req.session;
    if (account !== undefined) {
      const browser = browserOf(req);
      await ended(req);
      await forgetHeld(context, account);
      await noteSignIn(context, { account, type: 'signedOut', browser, at: clock.now() });
    }
    res.redirect(303, '/sign-in?note=signedOut');
  });
}

/** Why somebody sees the page: what his browser's record says, or the address. */
function noteFor(req: Request): PageData['sign-in']['note'] {
  const { kept, formerly } = req.session;
  if (kept) return kept.files ? 'keptFiles' : 'kept';
  const note = queryOf(req, 'note');
  const known = (['signedOut', 'noCookie', 'lost', 'agencyFailed', 'agencyUnknown'] as const).find(
    (one) => one === note,
  );
  if (known) return known;
  return formerly === undefined ? undefined : 'over';
}

type Show = (req: Request, res: Response, wrong: Wrong) => void;

/** What is no address is told at once; it belongs to nobody. */
const validMail =
  (show: Show): RequestHandler =>
  (req, res, next) => {
    const fields: Fields = fieldsIn(req);
    if (email.safeParse(mailOf(fields.get('mail') ?? '')).success) next();
    else show(req, res, 'mail');
  };

const tooOften = (show: Show): RequestHandler =>
  limitMail(
    (req) => mailOf(fieldsIn(req).get('mail') ?? ''),
    (req, res) => show(req, res, 'tooMany'),
  );
