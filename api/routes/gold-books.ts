import { z } from 'zod';
import { goldBookState, importLastGoldBookNumber } from '../commands/service/gold-books';
import { defined } from '../commands/shared';
import { code, day, prose } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';

const tag = 'registers' as const;
const byCode = z.strictObject({ code: code.meta({ description: 'Code of the authority' }) });
const state = z
  .object({
    register: z.string(),
    next: z.number(),
    imported: z.object({ serial: z.number(), date: z.string(), reason: z.string() }).optional(),
  })
  .meta({ id: 'GoldBookState' });

/** Gold books (sổ vàng): what they give next, and the last number before the service. */
export const goldBookRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/gold-books/:code',
    tag,
    summary: 'The gold book of an authority on a day, and the number that it gives next',
    right: 'readDecisions',
    params: byCode,
    query: z.strictObject({ day: day.exactOptional().meta({ description: 'Today when absent' }) }),
    answers: { 200: state },
    refuses: ['NOT_FOUND'],
    handle: async ({ context, caller, params, query }) => ({
      body: await goldBookState(context, { caller, ...params, ...defined(query) }),
    }),
  }),
  endpoint({
    method: 'post',
    path: '/gold-books/:code/last-number',
    tag,
    summary: 'Note the last number of the paper book that was used before the service',
    description:
      'The first certificate of the service has the number after it. Its date says of which year. A mistake can be mended until then.',
    right: 'importNumbers',
    params: byCode,
    body: z.strictObject({ number: z.int().min(1).max(999_999), date: day, reason: prose(2_000) }),
    answers: { 200: state },
    refuses: ['NOT_FOUND', 'GOLD_BOOK_BEGUN'],
    handle: async ({ context, caller, params, body }) => ({
      body: await importLastGoldBookNumber(context, { caller, ...params, ...body }),
    }),
  }),
];
