import { z } from 'zod';
import { checkNomination, createNomination, editNomination } from '../commands/nominations/nominations';
import { listNominations, nominationTrail, nominationWithFindings } from '../commands/nominations/reads';
import { copyNomination, discardNomination } from '../commands/unit/drafts';
import { overrideFinding } from '../commands/nominations/overrides';
import { defined } from '../commands/shared';
import {
  draft,
  draftAnswer,
  nomination,
  nominationAnswer,
  nominationItem,
  nominationItemAnswer,
  trailAnswer,
  trailEntry,
} from '../schemas/answers/nominations';
import { eligibility, eligibilityAnswer } from '../schemas/answers/findings';
import { pageOf } from '../schemas/answers/registers';
import { dossier as dossierSchema, nomination as nominationBody, numberedPaper } from '../schemas/content';
import { code, id, prose, version, year } from '../schemas/fields';
import { filterOf, listQuery } from '../schemas/listing';
import { endpoint } from './endpoint';
import { expectsOf } from './serve';

const tag = 'nominations' as const;
export const byId = z.strictObject({ id });

/** Every field may be left out: what is not named stays. */
const changes = z
  .strictObject({
    expects: version.optional(),
    ...Object.fromEntries(
      Object.entries(dossierSchema.shape).map(([name, field]) => [name, withoutDefault(field).optional()]),
    ),
  })
  .refine((body) => Object.keys(body).some((name) => name !== 'expects'), 'nothingToChange');

function withoutDefault(field: z.ZodType): z.ZodType {
  return field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field;
}

export const overrideBody = z
  .strictObject({
    code: code.meta({ description: 'Code of the finding', examples: ['R14'] }),
    reason: prose(5_000),
    paper: numberedPaper.exactOptional().meta({ description: 'Needed for all but warnings' }),
  })
  .meta({ id: 'NewOverride' });
const overrideShown = z.object({ eligibility });

/** A body of a nomination as command and store know it. */
const split = ({ unit, round, ...dossier }: z.output<typeof nominationBody>) => ({
  ...defined({ unit, round }),
  dossier: dossier as never,
});

export const nominationRoutes = [
  endpoint({
    method: 'post',
    path: '/eligibility-checks',
    tag,
    summary: 'Check a nomination without saving anything',
    right: 'readNominations',
    body: nominationBody,
    answers: { 200: eligibility },
    async handle({ context, caller, body }) {
      return { body: eligibilityAnswer(await checkNomination(context, { caller, nomination: split(body) }), caller) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/nominations',
    tag,
    summary: 'Create a draft',
    description: 'With the same Idempotency-Key again: 200 and the first draft.',
    right: 'writeDrafts',
    body: nominationBody,
    answers: { 201: draft, 200: draft },
    refuses: ['KEY_REUSED'],
    async handle({ context, caller, body, submission }) {
      const made = await createNomination(context, { caller, nomination: split(body), submission });
      return {
        status: made.created ? 201 : 200,
        location: `/api/v1/nominations/${made.record._id}`,
        version: made.record.version,
        body: draftAnswer(made.record, made.eligibility, caller),
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/nominations',
    tag,
    summary: 'List nominations',
    right: 'readNominations',
    query: listQuery,
    answers: { 200: pageOf(nominationItem) },
    async handle({ context, caller, query: { limit, cursor, ...query } }) {
      const filter = filterOf(query);
      const page = await listNominations(context, { caller, filter, paging: defined({ limit, cursor }) });
      return { body: { ...page, items: page.items.map(nominationItemAnswer) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/nominations/:id',
    tag,
    summary: 'Where a nomination stands: holder, since, due, next, and what may be done',
    right: 'readNominations',
    params: byId,
    answers: { 200: nomination },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params: { id } }) {
      const { found, eligibility: of } = await nominationWithFindings(context, { caller, id });
      return { body: nominationAnswer(found, caller, of), version: found.record.version };
    },
  }),
  endpoint({
    method: 'patch',
    path: '/nominations/:id',
    tag,
    summary: 'Change fields of a draft',
    right: 'writeDrafts',
    params: byId,
    body: changes,
    answers: { 200: draft },
    refuses: ['NOT_FOUND', 'STATE_CHANGED', 'ACTION_NOT_ALLOWED'],
    async handle(asked) {
      const { context, caller, params, body } = asked;
      const { expects: _expects, ...fields } = body;
      const made = await editNomination(context, { caller, ...params, expects: expectsOf(asked), fields });
      return { body: draftAnswer(made.record, made.eligibility, caller), version: made.record.version };
    },
  }),
  endpoint({
    method: 'delete',
    path: '/nominations/:id',
    tag,
    summary: 'Throw a draft away',
    description:
      'It stays on record as `discarded` and is in no list any more. Name the version as If-Match or in the body.',
    right: 'writeDrafts',
    params: byId,
    body: z.strictObject({ expects: version.optional() }),
    answers: { 200: nomination },
    refuses: ['NOT_FOUND', 'STATE_CHANGED', 'ACTION_NOT_ALLOWED'],
    async handle(asked) {
      const { context, caller, params } = asked;
      const record = await discardNomination(context, { caller, ...params, expects: expectsOf(asked) });
      return { body: nominationAnswer({ record }, caller), version: record.version };
    },
  }),
  endpoint({
    method: 'post',
    path: '/nominations/:id/copies',
    tag,
    summary: 'Begin a draft with the words of an earlier nomination',
    description:
      'Papers, initiatives and what was stated of earlier years stay behind; post and unit are those of the register of people today.',
    right: 'writeDrafts',
    params: byId,
    body: z.strictObject({ round: code.optional(), awardYear: year.optional() }),
    answers: { 201: draft, 200: draft },
    refuses: ['NOT_FOUND', 'KEY_REUSED'],
    async handle({ context, caller, params, body, submission }) {
      const made = await copyNomination(context, { caller, ...params, ...defined(body), submission });
      return {
        status: made.created ? 201 : 200,
        location: `/api/v1/nominations/${made.record._id}`,
        version: made.record.version,
        body: draftAnswer(made.record, made.eligibility, caller),
      };
    },
  }),
  endpoint({
    method: 'post',
    path: '/nominations/:id/overrides',
    tag,
    summary: 'Let a nomination pass with a finding that stands in its way',
    description:
      'At the level at which it stands now. A warning needs a reason; what refuses or pauses it needs a paper and a role that the ' +
      'finding names.',
    right: 'readNominations',
    params: byId,
    body: overrideBody,
    answers: { 200: overrideShown, 201: overrideShown },
    refuses: ['NOT_FOUND', 'NO_OVERRIDE', 'ACTION_NOT_ALLOWED', 'KEY_REUSED'],
    async handle({ context, caller, params, body, submission }) {
      const done = await overrideFinding(context, { caller, ...params, ...body, submission });
      return { status: done.created ? 201 : 200, body: { eligibility: eligibilityAnswer(done.eligibility, caller) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/nominations/:id/history',
    tag,
    summary: 'The trail of a nomination',
    right: 'readNominations',
    params: byId,
    answers: { 200: z.object({ items: z.array(trailEntry) }) },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params: { id } }) {
      const trail = await nominationTrail(context, { caller, id });
      return { body: { items: trail.map((entry) => trailAnswer(entry, caller)) } };
    },
  }),
];
