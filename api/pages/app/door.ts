import type { Request, RequestHandler, Response, Router } from 'express';
import { grantId, liveGrants } from '../../../domain/accounts';
import { Problem, problems } from '../../../domain/errors';
import { has } from '../../../domain/roles';
import { dayOf } from '../../../domain/time';
import type { AccountRecord } from '../../../platform/store';
import { appEntries, renderPage, takenWords } from '../../../templates/pages';
import { actorOf } from '../../commands/accounts/sign-in';
import type { ApiContext } from '../../context';
import { isOtherMethod, refuseMethod } from '../../middleware/methods';
import { rememberCaller, requestIdOf } from '../../middleware/request';
import { onlyReads } from '../../problems';
import { sendPage } from '../answer';
import { plainForm } from '../forms';
import { frameOf, provinceOffice } from '../frame';
import { languageOf } from '../language';
import { refusalOf, rememberLanguage } from '../problem';
import { placesOf, showApp, unitNames } from './frame';
import { namesHeld, showHeld } from './held';
import { keepForm, keepOfFormer, oncePerKept, opensElsewhere } from './kept';
import { limitDoor } from './limits';
import type { AppHandler, AppPage, SignedIn } from './page';
import { answerScript, stopScripts, wantsJson } from './quiet';
import { accountEntity } from '../../../domain/ids';

/** Puts pages behind sign-in. */
export function openApp(router: Router, context: ApiContext, pages: readonly AppPage[]): void {
  const door = doorOf(context, pages);
  router.use('/app', (req, res, next) => {
    if (!namesHeld(req)) return next();
    return door(req, res, (error?: unknown) => {
      if (error === undefined) showHeld(context, req, res, signedInOf(res)).catch(next);
      else next(error);
    });
  });
  const posts = limitDoor('posted', (req) => req.session.account !== undefined);
  for (const { path, right, show, post, form = plainForm } of pages) {
    const through =
      (handle: AppHandler): RequestHandler =>
      (req, res) =>
        inFrame(context, req, res, async (signed) => {
          // first: of a form of another role, what he lacks now says nothing
          if (req.method === 'POST' && (await opensElsewhere(context, req, res, signed))) return;
          if (right !== undefined && !has(signed.caller, right)) {
            throw new Problem('FORBIDDEN', `${signed.caller.role} has no right to ${right}`);
          }
          await oncePerKept(req, () => handle(req, res, signed));
        });
    if (show) router.get(path, door, through(show));
    if (post) router.post(path, stopScripts, posts, door, parsed(context, form), through(post));
  }
  router.use((req, res, next) => {
    if (!isBehind(req) || !isOtherMethod(router, req)) return next();
    // whoever has not signed in is told no more than of an address that is not there
    if (req.session.account === undefined) throw new Problem('NOT_FOUND', 'no such address');
    return door(req, res, (error?: unknown) => {
      if (error !== undefined) return next(error);
      const usable = (_res: Response, { path }: { readonly path: string }): boolean =>
        pages.some(
          (page) => page.path === path && (page.right === undefined || has(signedInOf(res).caller, page.right)),
        );
      inFrame(context, req, res, () => Promise.resolve().then(() => refuseMethod(router, { req, res, usable }))).catch(
        next,
      );
    });
  });
  // no route of any method has it: whoever is signed in is told so in his language, with the menu beside it
  router.use((req, res, next) => {
    if (!isBehind(req) || req.session.account === undefined || !['GET', 'HEAD'].includes(req.method)) return next();
    return door(req, res, (error?: unknown) => {
      if (error !== undefined) return next(error);
      inFrame(context, req, res, () => Promise.reject(new Problem('NOT_FOUND', 'no such address'))).catch(next);
    });
  });
}

const isBehind = ({ path }: Request): boolean => /^\/app(\/|$)/i.test(path);

const signedInOf = (res: Response): SignedIn => res.locals['signed'] as SignedIn;

/** Runs a handler; what it refuses is told in the frame. */
async function inFrame(
  context: ApiContext,
  req: Request,
  res: Response,
  work: (signed: SignedIn) => Promise<void>,
): Promise<void> {
  const signed = signedInOf(res);
  try {
    await work(signed);
  } catch (error) {
    if (!(error instanceof Problem) || res.headersSent) throw error;
    await showRefusal(context, req, res, error);
  }
}

async function showRefusal(context: ApiContext, req: Request, res: Response, problem: Problem): Promise<void> {
  const signed = signedInOf(res);
  context.log.debug({ code: problem.code, why: problem.message, requestId: requestIdOf(res) }, 'refused');
  const back = req.method === 'POST' ? { back: req.originalUrl.split('?')[0]! } : {};
  const data = { ...refusalOf(problem, signed.lang, onlyReads(req)), ...back };
  await showApp(context, req, res, signed, 'app/problem', data, problems[problem.code].http);
}

/** A form that cannot be read is refused in the frame too. */
const parsed =
  (context: ApiContext, form: RequestHandler): RequestHandler =>
  (req, res, next) =>
    void form(req, res, (error?: unknown) => {
      if (error instanceof Problem) showRefusal(context, req, res, error).catch(next);
      else next(error);
    });

/**
 * Looks up who asks, anew at each request: a role that was taken away, an account that was ended, a last day that has passed
 * stop at once.
 */
function doorOf(context: ApiContext, pages: readonly AppPage[]): RequestHandler {
  const { store, clock } = context;
  const offered = appEntries.flatMap((entry) => pages.filter((page) => page.entry === entry).slice(0, 1));

  return async (req, res, next) => {
    const id = req.session.account;
    if (id === undefined) {
      await askToSignIn(context, req, res);
      return;
    }
    const account = await store.accounts.get(id);
    const lang = languageOf(req, req.session.language ?? account?.language);
    rememberLanguage(res, lang);
    const grants = account ? liveGrants(account, dayOf(clock.now())) : [];
    const grant = grants.find((one) => grantId(one) === req.session.as);
    if (!account || !grant) {
      await refuse(context, req, res, { grants, known: account !== undefined });
      return;
    }
    const { role, unit } = grant;
    const caller = { actor: actorOf(account), role, ...(unit === undefined ? {} : { unit }) };
    rememberCaller(res, caller);
    const entries = offered
      .filter(({ right, ofUnit }) => (right === undefined || has(caller, right)) && (!ofUnit || unit !== undefined))
      .map(({ entry, path }) => ({ entry: entry!, href: path }));
    res.locals['signed'] = { account, caller, grant, grants, lang, entries } satisfies SignedIn;
    if (role === 'inspector') await noteLook(context, req, res, account);
    next();
  };
}

/** Where to, and what was typed: nothing is lost. */
async function askToSignIn(context: ApiContext, req: Request, res: Response): Promise<void> {
  if (req.method === 'POST') {
    await keepForm(context, req, res);
    return;
  }
  res.redirect(303, `/sign-in?${new URLSearchParams({ next: req.originalUrl }).toString()}`);
}

/** The forms of the frame itself: nobody types into them. */
const FRAME_FORMS: ReadonlySet<string> = new Set(['/app/language', '/app/kept']);

/**
 * He may do nothing any more, or nothing as what he was: a page says so, and offers what is left. What he has typed stands on it, and
 * is kept for the case that he gets the role back; nothing of it is done.
 */
async function refuse(
  context: ApiContext,
  req: Request,
  res: Response,
  { grants, known }: { readonly grants: SignedIn['grants']; readonly known: boolean },
): Promise<void> {
  const lang = languageOf(req, req.session.language);
  if (req.method === 'POST' && wantsJson(req)) {
    answerScript(res, 403, { said: takenWords(lang), stop: true });
    return;
  }
  const typed = req.method === 'POST' && known && !FRAME_FORMS.has(req.path);
  const texts = typed ? await keepOfFormer(context, req, res) : [];
  const [role] = (req.session.as ?? '').split('@');
  const html = renderPage('sign-in-refused', lang, {
    ...frameOf(req, provinceOffice(context), lang),
    ...(grants.length > 0 && role !== undefined ? { role: role as SignedIn['grant']['role'] } : {}),
    places: placesOf(grants, await unitNames(context, grants)),
    ...(typed ? { texts } : {}),
  });
  sendPage(res, 403, lang, html);
}

/** Each look of an inspector stands in the trail of his account: what, and when. */
async function noteLook(
  { store, clock }: ApiContext,
  req: Request,
  res: Response,
  account: AccountRecord,
): Promise<void> {
  const at = clock.now();
  await store.audit.append([
    {
      entity: accountEntity(account._id),
      key: `looked/${requestIdOf(res)}/${at}`,
      at,
      actor: actorOf(account),
      type: 'looked',
      data: { page: req.originalUrl.split('?')[0]! },
    },
  ]);
}
