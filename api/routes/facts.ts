import { z } from 'zod';
import {
  factsOf,
  getInitiative,
  putConduct,
  putInitiative,
  putYearly,
  type About,
  type Put,
  type YearlyFact,
} from '../commands/facts/registers';
import { ledgerOf } from '../commands/facts/ledgers';
import { blockStandings, putStandings } from '../commands/facts/standings';
import {
  awardEntry,
  fact,
  factAnswer,
  initiativeAnswer,
  initiativeShown,
  ledgerAnswer,
  standingAnswer,
  standingShown,
} from '../schemas/answers/facts';
import * as schemas from '../schemas/facts';
import { code, id, year } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';

const tag = 'facts' as const;
const byCode = z.strictObject({ code });
const byYear = z.strictObject({ code, year: z.coerce.number().pipe(year) });
const putShown = z.object({
  created: z.number(),
  corrected: z.number(),
  unchanged: z.number(),
  withdrawn: z.number().meta({ description: 'Members of the paper before that this one lacks' }),
});
const outcome = z.object({ outcome: z.enum(['created', 'corrected', 'unchanged']) });
const answered = (done: Put) => ({ status: done === 'created' ? 201 : 200, body: { outcome: done } });
const corrected = 'Put again with other content it is corrected; what it said stands in the trail.';

function yearly(kind: About['kind'], fact: YearlyFact['kind'], summary: string, body: z.ZodObject): Endpoint {
  return endpoint({
    method: 'put',
    path: `/${kind}/:code/${fact}s/:year`,
    tag,
    summary,
    description: corrected,
    right: 'writeFacts',
    params: byYear,
    body,
    answers: { 200: outcome, 201: outcome },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params, body: fields }) {
      const about = { kind, code: params.code };
      const stated = { kind: fact, ...fields } as unknown as YearlyFact;
      return answered(await putYearly(context, { caller, about, year: params.year, fact: stated }));
    },
  });
}

const readers = (kind: About['kind'], of: string): Endpoint[] => [
  endpoint({
    method: 'get',
    path: `/${kind}/:code/awards`,
    tag,
    summary: `The ledger of awards of ${of}`,
    description: 'A later award that rested on one that was revoked afterwards says by which rule.',
    right: 'readNominations',
    params: byCode,
    answers: { 200: z.object({ items: z.array(awardEntry) }) },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const ledger = await ledgerOf(context, { caller, about: { kind, code: params.code } });
      return { body: { items: ledgerAnswer(ledger) } };
    },
  }),
  endpoint({
    method: 'get',
    path: `/${kind}/:code/facts`,
    tag,
    summary: `Grades, initiatives and other facts of ${of}`,
    right: 'readNominations',
    params: byCode,
    answers: { 200: z.object({ items: z.array(fact) }) },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const facts = await factsOf(context, { caller, about: { kind, code: params.code } });
      return { body: { items: facts.map(factAnswer) } };
    },
  }),
];

export const factRoutes: readonly Endpoint[] = [
  yearly('people', 'grade', 'Write the grade of a person in a year', schemas.grade),
  yearly('units', 'grade', 'Write the grade of a collective in a year', schemas.grade),
  yearly('units', 'headcount', 'Write how many people a unit or room had in a year', schemas.headcount),
  yearly('units', 'ranking', 'Write the standing of a collective in its emulation block', schemas.ranking),
  endpoint({
    method: 'put',
    path: '/blocks/:code/standings/:year',
    tag,
    summary: 'Write how a cluster or block has ranked its members, from its paper',
    description: `All lines or none. ${corrected} Whoever it lacks then has no standing any more. Rules R12 and R38 read it.`,
    right: 'writeFacts',
    params: byYear,
    body: schemas.standings,
    answers: { 200: putShown },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params: { code: block, year: of }, body }) {
      return { body: await putStandings(context, { caller, block, year: of, asked: body }) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/blocks/:code/standings/:year',
    tag,
    summary: 'How a cluster or block has ranked its members in a year, first ones first',
    description: 'Of the offices of units those read it whose unit it names.',
    right: 'readInternal',
    params: byYear,
    answers: { 200: z.object({ items: z.array(standingShown) }) },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params: { code: block, year: of } }) {
      const found = await blockStandings(context, { caller, block, year: of });
      return { body: { items: found.map(standingAnswer) } };
    },
  }),
  endpoint({
    method: 'put',
    path: '/initiatives/:code',
    tag,
    summary: 'Write a recognised initiative',
    description: `${corrected} A scope beyond the unit is written by the province.`,
    right: 'writeFacts',
    params: byCode,
    body: schemas.initiative,
    answers: { 200: outcome, 201: outcome },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params, body }) {
      return answered(await putInitiative(context, { caller, code: params.code, fields: body }));
    },
  }),
  endpoint({
    method: 'get',
    path: '/initiatives/:code',
    tag,
    summary: 'Read an initiative, with the awards that used it up',
    right: 'readNominations',
    params: byCode,
    answers: { 200: initiativeShown },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      return { body: initiativeAnswer(await getInitiative(context, { caller, code: params.code })) };
    },
  }),
  endpoint({
    method: 'put',
    path: '/conduct/:id',
    tag,
    summary: 'Write discipline, or a matter that is being looked into',
    description: `${corrected} Read by those with a right to internal matters only.`,
    right: 'writeFacts',
    params: z.strictObject({ id }),
    body: schemas.conduct,
    answers: { 200: outcome, 201: outcome },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params, body: { about, ...fields } }) {
      return answered(await putConduct(context, { caller, ...params, about, fields }));
    },
  }),
  ...readers('people', 'a person'),
  ...readers('units', 'a unit or collective'),
];
