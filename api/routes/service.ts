import { z } from 'zod';
import { roles } from '../../domain/roles';
import { createKey, listKeys, revokeKey } from '../commands/service/keys';
import { moveRehearsalClock } from '../commands/service/rehearsal';
import { apiKey, apiKeyAnswer } from '../schemas/answers/registers';
import { code, instant, line } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';

const tag = 'service' as const;

const newKey = z
  .strictObject({
    name: line(200).meta({ description: 'For whom or what it is' }),
    role: z.enum(roles),
    unit: code
      .exactOptional()
      .meta({ description: 'Sees and touches this unit and its rooms only; absent: the province' }),
  })
  .refine(({ role, unit }) => (role === 'unit' ? unit !== undefined : role !== 'admin' || unit === undefined), {
    error: 'unitRoleNeedsUnit',
    path: ['unit'],
  });

export const serviceRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/api-keys',
    tag,
    summary: 'Draw a key for somebody; it is shown once',
    right: 'manageKeys',
    body: newKey,
    answers: { 201: apiKey.extend({ key: z.string().meta({ description: 'Shown here and never again' }) }) },
    async handle({ context, caller, body }) {
      const { record, key } = await createKey(context, { caller, key: body });
      return { status: 201, body: { ...apiKeyAnswer(record), key } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/api-keys',
    tag,
    summary: 'List keys, without the keys themselves',
    right: 'manageKeys',
    answers: { 200: z.object({ items: z.array(apiKey) }) },
    async handle({ context, caller }) {
      return { body: { items: (await listKeys(context, { caller })).map(apiKeyAnswer) } };
    },
  }),
  endpoint({
    method: 'delete',
    path: '/api-keys/:prefix',
    tag,
    summary: 'Revoke a key at once',
    right: 'manageKeys',
    params: z.strictObject({ prefix: code }),
    answers: { 204: undefined },
    refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED'],
    async handle({ context, caller, params }) {
      await revokeKey(context, { caller, ...params });
      return { status: 204 };
    },
  }),
  endpoint({
    method: 'post',
    path: '/rehearsal/clock',
    tag,
    summary: 'Move the business clock of a rehearsal forward, in every running process too',
    right: 'moveClock',
    body: z.strictObject({ to: instant }),
    answers: {
      200: z.object({ now: z.string(), moved: z.number(), unreachable: z.number() }).meta({ id: 'ClockMoved' }),
    },
    refuses: ['NOT_REHEARSAL', 'CLOCK_BACKWARDS'],
    async handle({ context, caller, body }) {
      return { body: await moveRehearsalClock(context, { caller, ...body }) };
    },
  }),
];
