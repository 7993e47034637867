import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { changeAccount, getAccount, invite, inviteAgain, listAccounts } from '../../../commands/accounts/accounts';
import type { AccountRecord, MailState } from '../../../../platform/store';
import type { ApiContext } from '../../../context';
import { fieldsIn, submissionFor, submissionIn, versionIn } from '../../forms';
import { queryOf } from '../../language';
import { placesOf, showApp, unitNames } from '../frame';
import type { AppPage } from '../page';
import { blank, meantBy, typedIn, typedOf, withRoom, wrongIn, type AccessForm } from './form';
import { accountEntity } from '../../../../domain/ids';

const PER_PAGE = 50;
const outcomes = ['invited', 'saved', 'resent'] as const;

/** An invitation never waits for a digest. */
const settled = (status: MailState) => (status === 'accepted' || status === 'failed' ? status : 'queued');

/** Who may sign in, and as what: an administrator's own page. */
export const accessPages = (context: ApiContext): AppPage[] => {
  const { store } = context;
  const allUnits = () => store.units.all();
  const choices = async () => (await allUnits()).map(({ _id, name }) => ({ code: _id, name }));

  /** What stands beside the form of an account that is there. */
  const aboutOf = async (account: AccountRecord, req: Request): Promise<Pick<AccessForm, 'about' | 'done'>> => {
    const [browsers, mails] = await Promise.all([
      store.signIns.ofAccount(account._id),
      store.sentMails.ofEntity(accountEntity(account._id)),
    ]);
    const invitation = mails.findLast(({ mail }) => mail === 'account-invitation');
    const done = outcomes.find((one) => one === queryOf(req, 'done'));
    return {
      about: {
        name: account.name,
        ended: account.status === 'ended',
        ...(browsers[0] ? { seenAt: browsers[0].seenAt } : {}),
        ...(invitation
          ? { invitation: { status: settled(invitation.status), at: invitation.acceptedAt ?? invitation.queuedAt } }
          : {}),
      },
      ...(req.method === 'GET' && done !== undefined ? { done } : {}),
    };
  };

  return [
    {
      path: '/app/access',
      right: 'manageAccounts',
      entry: 'access',
      async show(req, res, signed) {
        const cursor = queryOf(req, 'cursor');
        const paging = { limit: PER_PAGE, ...(cursor === undefined ? {} : { cursor }) };
        const { items, next } = await listAccounts(context, { caller: signed.caller, paging });
        const names = await unitNames(
          context,
          items.flatMap(({ grants }) => grants),
        );
        await showApp(context, req, res, signed, 'app/access', {
          accounts: items.map(({ _id, name, mail, status, grants }) => ({
            href: `/app/access/${_id}`,
            name,
            mail,
            ended: status === 'ended',
            may: placesOf(grants, names).map((place, i) => {
              const until = grants[i]?.until;
              return { ...place, ...(until === undefined ? {} : { until }) };
            }),
          })),
          ...(next === undefined ? {} : { next: `/app/access?${new URLSearchParams({ cursor: next }).toString()}` }),
        });
      },
    },
    {
      path: '/app/access/new',
      right: 'manageAccounts',
      async show(req, res, signed) {
        const form = { action: '/app/access/new', submission: randomUUID(), units: await choices() };
        await showApp(context, req, res, signed, 'app/access-form', { ...form, typed: withRoom(blank) });
      },
      async post(req, res, signed) {
        const submission = submissionIn(fieldsIn(req));
        const typed = typedIn(req);
        try {
          const meant = meantBy(typed, await allUnits());
          const { _id } = await invite(context, { caller: signed.caller, submission, ...meant });
          res.redirect(303, `/app/access/${_id}?done=invited`);
        } catch (error) {
          const form = { action: '/app/access/new', submission, units: await choices() };
          const wrong = wrongIn(error, typed, signed.lang);
          const shown = { ...form, typed: withRoom(typed), ...wrong };
          await showApp(context, req, res, signed, 'app/access-form', shown, 400);
        }
      },
    },
    {
      path: '/app/access/:id',
      right: 'manageAccounts',
      async show(req, res, signed) {
        const account = await getAccount(context, { caller: signed.caller, id: String(req.params['id']) });
        await showApp(context, req, res, signed, 'app/access-form', {
          action: `/app/access/${account._id}`,
          submission: submissionFor(account.version),
          units: await choices(),
          typed: withRoom(typedOf(account)),
          ...(await aboutOf(account, req)),
        });
      },
      async post(req, res, signed) {
        const id = String(req.params['id']);
        const fields = fieldsIn(req);
        if (fields.get('step') === 'invite') {
          await inviteAgain(context, { caller: signed.caller, id, submission: submissionIn(fields) });
          res.redirect(303, `/app/access/${id}?done=resent`);
          return;
        }
        const expects = versionIn(submissionIn(fields));
        const typed = typedIn(req);
        try {
          const meant = meantBy(typed, await allUnits());
          await changeAccount(context, { caller: signed.caller, id, expects, ...meant });
          res.redirect(303, `/app/access/${id}?done=saved`);
        } catch (error) {
          const wrong = wrongIn(error, typed, signed.lang);
          const account = await getAccount(context, { caller: signed.caller, id });
          const shown = {
            action: `/app/access/${id}`,
            submission: submissionFor(account.version),
            units: await choices(),
            typed: withRoom(typed),
            ...wrong,
            ...(await aboutOf(account, req)),
          };
          await showApp(context, req, res, signed, 'app/access-form', shown, wrong.refused ? 409 : 400);
        }
      },
    },
  ];
};
