import type { Request, Response } from 'express';
import { Problem } from '../../../domain/errors';
import { chooseLanguage, choosePhone } from '../../commands/accounts/accounts';
import { noteSignIn } from '../../commands/accounts/sign-in';
import type { ApiContext } from '../../context';
import { phone } from '../../schemas/fields';
import { fieldsIn, wordsIn } from '../forms';
import { queryOf } from '../language';
import { placesOf, showApp, unitNames } from './frame';
import { forgetHeld } from './held';
import type { AppPage, SignedIn } from './page';
import { browserOf, isOver, saved } from './session';

/** How much of a browser's id names it in a form. */
const PREFIX = 16;

/** What somebody sees and decides of his own account: where he is signed in, his language, and where he can be called. */
export const accountPages = (context: ApiContext): AppPage[] => {
  const { clock, config, store } = context;

  const browsersOf = async (account: string) => {
    const now = clock.now();
    const all = await store.signIns.ofAccount(account);
    return all.filter((record) => !isOver(record, now, config.sessionHours));
  };

  /** @param wrong a telephone number that is none, as it was typed */
  const show = async (req: Request, res: Response, signed: SignedIn, wrong?: string): Promise<void> => {
    const { account, grant, grants } = signed;
    const own = browserOf(req);
    const browsers = await browsersOf(account._id);
    const names = await unitNames(context, grants);
    const { name, mail, language } = account;
    const done = (['language', 'phone', 'signedOut'] as const).find((one) => one === queryOf(req, 'done'));
    const data = {
      name,
      mail,
      language,
      phone: wrong ?? account.phone ?? '',
      wrongPhone: wrong !== undefined,
      may: placesOf(grants, names, grant).map((place, i) => ({ ...place, ...until(grants[i]?.until) })),
      browsers: browsers.map(({ _id, device, startedAt, seenAt }) => ({
        id: _id.slice(0, PREFIX),
        startedAt,
        seenAt,
        own: _id === own,
        ...(device === undefined ? {} : { device }),
      })),
      ...(done === undefined || wrong !== undefined ? {} : { done }),
    };
    await showApp(context, req, res, signed, 'app/account', data, wrong === undefined ? 200 : 400);
  };

  return [
    {
      path: '/app/account',
      show: (req, res, signed) => show(req, res, signed),
    },
    {
      path: '/app/account/phone',
      async post(req, res, signed) {
        const typed = wordsIn(fieldsIn(req), 'phone', 40);
        const said = phone.safeParse(typed);
        if (typed !== '' && !said.success) {
          await show(req, res, signed, typed);
          return;
        }
        await choosePhone(context, signed.account, said.data);
        res.redirect(303, '/app/account?done=phone');
      },
    },
    {
      path: '/app/account/language',
      async post(req, res, { account }) {
        const language = fieldsIn(req).get('language');
        if (language !== 'vi' && language !== 'en') throw new Problem('MALFORMED', 'no such language');
        await chooseLanguage(context, account, language);
        delete req.session.language;
        await saved(req);
        res.redirect(303, '/app/account?done=language');
      },
    },
    {
      path: '/app/account/sign-out',
      async post(req, res, { account }) {
        const at = clock.now();
        const browser = fieldsIn(req).get('browser') ?? '';
        if (browser === 'all') {
          await store.signIns.endAll(account._id, at);
          await forgetHeld(context, account._id);
          await noteSignIn(context, { account: account._id, type: 'signedOutEverywhere', browser: browserOf(req), at });
          res.redirect(303, '/sign-in?note=signedOut');
          return;
        }
        // one that is gone already is as signed out as it can be
        const named = (await browsersOf(account._id)).find(({ _id }) => _id.slice(0, PREFIX) === browser);
        if (named) {
          await store.signIns.end(named._id, at);
          await forgetHeld(context, account._id);
          await noteSignIn(context, { account: account._id, type: 'signedOut', browser: named._id, at });
        }
        res.redirect(303, '/app/account?done=signedOut');
      },
    },
  ];
};

const until = (day: string | undefined) => (day === undefined ? {} : { until: day });
