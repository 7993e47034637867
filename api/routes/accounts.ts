import { z } from 'zod';
import { getAccount, invite, listAccounts } from '../commands/accounts/accounts';
import { defined } from '../commands/shared';
import { account, accountAnswer, accountBody } from '../schemas/accounts';
import { pageOf } from '../schemas/answers/registers';
import { id, paging } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';

const tag = 'service' as const;

export const accountRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/accounts',
    tag,
    summary: 'Let somebody sign in, and invite him by mail',
    right: 'manageAccounts',
    body: accountBody.extend({
      invite: z.boolean().default(true).meta({ description: 'Whether he is told by mail' }),
    }),
    answers: { 201: account },
    refuses: ['MAIL_TAKEN'],
    async handle({ context, caller, body, submission }) {
      const made = await invite(context, { caller, submission, ...body });
      return { status: 201, version: made.version, body: accountAnswer(made) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/accounts',
    tag,
    summary: 'List who may sign in, newest first',
    right: 'manageAccounts',
    query: z.strictObject(paging),
    answers: { 200: pageOf(account) },
    async handle({ context, caller, query }) {
      const page = await listAccounts(context, { caller, paging: defined(query) });
      return { body: { ...page, items: page.items.map(accountAnswer) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/accounts/:id',
    tag,
    summary: 'Who may sign in: one account',
    right: 'manageAccounts',
    params: z.strictObject({ id }),
    answers: { 200: account },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const found = await getAccount(context, { caller, ...params });
      return { version: found.version, body: accountAnswer(found) };
    },
  }),
];
