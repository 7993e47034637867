import { z } from 'zod';
import { defined } from '../commands/shared';
import { listDrafts } from '../commands/unit/drafts';
import { opportunities } from '../commands/unit/opportunities';
import { createTicked, tickList, tickedAwards } from '../commands/unit/tick-list';
import {
  draftItem,
  draftItemAnswer,
  opportunityAnswer,
  opportunityList,
  tickListAnswer,
  tickListShown,
} from '../schemas/answers/units';
import { pageOf } from '../schemas/answers/registers';
import { code, distinct, paging } from '../schemas/fields';
import { endpoint } from './endpoint';

const tag = 'nominations' as const;
const unit = code.exactOptional().meta({ description: 'That of the key when absent' });

const ticked = z.strictObject({ unit, round: code, award: z.enum(tickedAwards) });

/** What a unit asks before it sends anything. */
export const unitRoutes = [
  endpoint({
    method: 'get',
    path: '/opportunities',
    tag,
    summary: 'What a unit can propose today, for whom, with what papers and by when',
    right: 'readNominations',
    query: z.strictObject({ unit }),
    answers: { 200: opportunityList },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, query }) {
      const found = await opportunities(context, { caller, ...defined(query) });
      return { body: opportunityAnswer(found.unit._id, found.occasions) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/drafts',
    tag,
    summary: 'Drafts with what would be said of each if it were sent now',
    right: 'writeDrafts',
    query: z.strictObject({ unit, round: code.optional(), award: code.optional(), ...paging }),
    answers: { 200: pageOf(draftItem) },
    async handle({ context, caller, query: { limit, cursor, ...filter } }) {
      const page = await listDrafts(context, { caller, filter: defined(filter), paging: defined({ limit, cursor }) });
      return { body: { ...page, items: page.items.map((found) => draftItemAnswer(found, caller)) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/tick-lists',
    tag,
    summary: 'The people of a unit and its rooms, with grade, discipline and findings of the year',
    description:
      'For the titles that most people of a unit are proposed for. What is still to be attached is not told here.',
    right: 'writeDrafts',
    query: ticked,
    answers: { 200: tickListShown },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, query }) {
      const list = await tickList(context, { caller, ...query });
      return { body: tickListAnswer(list, caller) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/tick-lists',
    tag,
    summary: 'Create drafts for the people who were ticked',
    description:
      'All or none. With the same Idempotency-Key again: the first drafts. Who is proposed already gets no second one.',
    right: 'writeDrafts',
    body: ticked.extend({ persons: distinct(code, 1_000).min(1) }),
    answers: {
      200: z.object({ items: z.array(z.object({ person: z.string(), nomination: z.string(), created: z.boolean() })) }),
    },
    refuses: ['NOT_FOUND', 'ROUND_CLOSED', 'KEY_REUSED'],
    async handle({ context, caller, body, submission }) {
      const items = await createTicked(context, { caller, ...body, submission });
      return { body: { items: items.map((item) => ({ ...item })) } };
    },
  }),
];
