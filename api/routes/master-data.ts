import { z } from 'zod';
import { awardOn } from '../../domain/award';
import { requirementsFor } from '../../domain/pack';
import { dayOf } from '../../domain/time';
import type { MasterKind, MasterRecords, VersionedKind } from '../commands/service/master-data';
import { exportPeople, searchPeople } from '../commands/facts/people';
import { adjustLink } from '../commands/issued/printer-link';
import { getMaster, listMaster, putMaster, versionsOf } from '../commands/service/master-data';
import { defined } from '../commands/shared';
import {
  award,
  awardAnswer,
  criteriaAnswer,
  criterion,
  pageOf,
  ruleSetAnswer,
  ruleSetShown,
} from '../schemas/answers/registers';
import { code, day, paging, year } from '../schemas/fields';
import { peopleFilterOf, peopleQuery } from '../schemas/listing';
import * as schemas from '../schemas/master-data';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { listFiles } from './list-files';

const tag = 'master-data' as const;
const byCode = z.strictObject({ code });

type Coded = Exclude<MasterKind, VersionedKind | 'calendars'>;

/** A record as it was put, under its code. */
const shown = ({ _id, ...rest }: { readonly _id: string | number }): object => ({ code: _id, ...rest });

/**
 * Put, get and list of records that have one version each.
 * @param list in the place of a list of all of them
 */
function table(kind: Coded, one: string, body: z.ZodObject, list?: readonly Endpoint[]): Endpoint[] {
  const answer = z.object({ code: z.string(), ...body.shape });
  return [
    endpoint({
      method: 'put',
      path: `/${kind}/:code`,
      tag,
      summary: `Write ${one}`,
      description: 'As a whole: fields that are left out are gone afterwards.',
      right: 'writeMasterData',
      params: byCode,
      body,
      answers: { 200: answer, 201: answer },
      async handle({ context, caller, params, body: fields }) {
        const meant = { _id: params.code, ...fields } as unknown as MasterRecords[Coded];
        const { outcome, record } = await putMaster(context, { caller, kind, record: meant });
        return { status: outcome === 'created' ? 201 : 200, body: shown(record) };
      },
    }),
    endpoint({
      method: 'get',
      path: `/${kind}/:code`,
      tag,
      summary: `Read ${one}`,
      params: byCode,
      answers: { 200: answer },
      refuses: ['NOT_FOUND'],
      async handle({ context, caller, params }) {
        return { body: shown(await getMaster(context, { caller, kind, id: params.code })) };
      },
    }),
    ...(list ?? [
      endpoint({
        method: 'get',
        path: `/${kind}`,
        tag,
        summary: `List: ${kind}`,
        answers: { 200: z.object({ items: z.array(answer) }) },
        async handle({ context, caller }) {
          return { body: { items: (await listMaster(context, { caller, kind })).map(shown) } };
        },
      }),
    ]),
  ];
}

/** A list that is leafed through, and as a file. */
const people: readonly Endpoint[] = [
  ...listFiles({
    path: '/people',
    tag,
    right: 'readInternal',
    query: peopleQuery,
    file: (context, { query, ...asked }) => exportPeople(context, { ...asked, filter: peopleFilterOf(query) }),
  }),
  endpoint({
    method: 'get',
    path: '/people',
    tag,
    summary: 'List people',
    query: peopleQuery.extend(paging),
    answers: { 200: pageOf(z.object({ code: z.string(), ...schemas.person.shape })) },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, query: { limit, cursor, ...asked } }) {
      const filter = peopleFilterOf(asked);
      const page = await searchPeople(context, { caller, filter, paging: defined({ limit, cursor }) });
      return { body: { ...page, items: page.items.map(shown) } };
    },
  }),
];

/** Put, versions and list of records of which each day of validity is a version. */
function versions(kind: VersionedKind, one: string, body: z.ZodObject): Endpoint[] {
  const answer = z.object({ id: z.string(), code: z.string(), ...body.shape });
  const answered = ({ _id, ...rest }: MasterRecords[VersionedKind]): object => ({ id: _id, ...rest });
  return [
    endpoint({
      method: 'put',
      path: `/${kind}/:code`,
      tag,
      summary: `Write a version of ${one}`,
      description: 'The version is named by the day from which it holds; another day makes another version.',
      right: 'writeMasterData',
      params: byCode,
      body,
      answers: { 200: answer, 201: answer },
      async handle({ context, caller, params: { code }, body: fields }) {
        const { validFrom } = fields as unknown as MasterRecords[VersionedKind];
        const record = { _id: `${code}@${validFrom}`, code, ...fields } as unknown as MasterRecords[VersionedKind];
        const { outcome } = await putMaster(context, { caller, kind, record });
        return { status: outcome === 'created' ? 201 : 200, body: answered(record) };
      },
    }),
    endpoint({
      method: 'get',
      path: `/${kind}/:code`,
      tag,
      summary: `All versions of ${one}, oldest first`,
      params: byCode,
      answers: { 200: z.object({ items: z.array(answer) }) },
      refuses: ['NOT_FOUND'],
      async handle({ context, caller, params }) {
        return { body: { items: (await versionsOf(context, { caller, kind, ...params })).map(answered) } };
      },
    }),
    endpoint({
      method: 'get',
      path: `/${kind}`,
      tag,
      summary: `List: ${kind}, every version`,
      answers: { 200: z.object({ items: z.array(answer) }) },
      async handle({ context, caller }) {
        return { body: { items: (await listMaster(context, { caller, kind })).map(answered) } };
      },
    }),
  ];
}

const byYear = z.strictObject({ year: z.coerce.number().pipe(year) });
const calendarAnswer = z.object({ year: z.number(), ...schemas.calendar.shape });
const calendarShown = ({ _id, ...rest }: MasterRecords['calendars']): object => ({ year: _id, ...rest });

const calendars: Endpoint[] = [
  endpoint({
    method: 'put',
    path: '/calendars/:year',
    tag,
    summary: 'Write the working calendar of a year',
    right: 'writeMasterData',
    params: byYear,
    body: schemas.calendar,
    answers: { 200: calendarAnswer, 201: calendarAnswer },
    async handle({ context, caller, params, body }) {
      const record = { _id: params.year, ...body };
      const { outcome } = await putMaster(context, { caller, kind: 'calendars', record });
      return { status: outcome === 'created' ? 201 : 200, body: calendarShown(record) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/calendars/:year',
    tag,
    summary: 'Read the working calendar of a year',
    params: byYear,
    answers: { 200: calendarAnswer },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      return { body: calendarShown(await getMaster(context, { caller, kind: 'calendars', id: params.year })) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/calendars',
    tag,
    summary: 'List: calendars',
    answers: { 200: z.object({ items: z.array(calendarAnswer) }) },
    async handle({ context, caller }) {
      return { body: { items: (await listMaster(context, { caller, kind: 'calendars' })).map(calendarShown) } };
    },
  }),
];

export const masterDataRoutes: readonly Endpoint[] = [
  ...table('units', 'a unit', schemas.unit),
  ...table('people', 'a person', schemas.person, people),
  ...versions('councils', 'a council', schemas.council),
  ...table('authorities', 'who decides or forwards', schemas.authority),
  ...table('rounds', 'a round', schemas.round),
  ...table('printers', 'a printer of blanks', schemas.printer),
  endpoint({
    method: 'post',
    path: '/printers/:code/adjust-link',
    tag,
    summary: 'A link to the page on which the print of this printer is adjusted',
    description:
      'For whoever stands at the printer: preview, test print, nudge in steps of 0.5 mm, coordinates. The link does what the key that ' +
      'asked for it may do, and dies when that key is revoked.',
    right: 'writeMasterData',
    params: byCode,
    answers: { 201: z.object({ url: z.string() }) },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params, submission }) {
      const url = await adjustLink(context, { caller, printer: params.code, submission });
      return { status: 201, body: { url } };
    },
  }),
  ...versions('overlays', 'the coordinates of a blank', schemas.overlay),
  ...calendars,
  endpoint({
    method: 'get',
    path: '/awards',
    tag,
    summary: 'The catalogue in force, with criteria, citations and what a dossier holds',
    query: z.strictObject({ day: day.exactOptional().meta({ description: 'Today when absent' }) }),
    answers: {
      200: z.object({
        day: z.string(),
        rules: z.array(ruleSetShown).meta({ description: 'Versions of the rules that are in force' }),
        criteria: z.array(criterion).meta({ description: 'What is asked of every award' }),
        items: z.array(award),
      }),
    },
    async handle({ context, query }) {
      const on = query.day ?? dayOf(context.clock.now());
      const rules = await context.rules.on(on);
      const inForce = context.catalogue.filter((a) => awardOn(context.catalogue, a.code, on) === a);
      const items = inForce.map((a) => {
        const { fields, papers } = requirementsFor(context.pack, { award: a.code, procedure: 'normal' });
        const criteria = criteriaAnswer(rules, on, a.code);
        return awardAnswer(a, { fields, papers: papers.map((p) => ({ ...p })), criteria });
      });
      return { body: { day: on, rules: rules.sets.map(ruleSetAnswer), criteria: criteriaAnswer(rules, on), items } };
    },
  }),
];
