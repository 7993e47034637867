import type { Request } from 'express';
import { commendationTypes, subjectKinds } from '../../../../domain/award';
import { levels } from '../../../../domain/statistics/tables';
import { countable, sexes } from '../../../../domain/statistics/where';
import { holderCodes, statusCodes } from '../../../../domain/stages/stage';
import { dayOf, yearOf } from '../../../../domain/time';
import { listOrders } from '../../../../platform/store/list-indexes';
import type { Field, Filters, Option, Tables } from '../../../../templates/pages';
import { exportNominations } from '../../../commands/desk/export';
import { listNominations, type ListFilter } from '../../../commands/nominations/reads';
import { listMaster } from '../../../commands/service/master-data';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { filterOf, filterQuery, listQuery } from '../../../schemas/listing';
import { parse } from '../../../schemas/parse';
import { showApp } from '../frame';
import type { AppPage, SignedIn } from '../page';
import { sendFile } from './file';
import { audienceOf, holderSaid, nominationHeads, nominationRow, unitNamesOf, words } from './cells';

export type Query = Readonly<Record<string, string>>;

/** What a form of filters sends: fields that were left empty say nothing. */
export const queryIn = (req: Request): Query =>
  Object.fromEntries(
    Object.entries(req.query).flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() !== '' && name !== 'lang' ? [[name, value]] : [],
    ),
  );

/** `mine=true`: of the units that the reader works on, whom his address tells. */
async function filterIn(
  { store }: ApiContext,
  { account }: SignedIn,
  { mine, cursor: _cursor, ...query }: Query,
): Promise<ListFilter> {
  const filter = filterOf(parse(filterQuery, query));
  if (mine !== 'true') return filter;
  const [person] = await store.people.byEmail(account.mail);
  // whoever is nobody's officer has no nominations of his own; no code is empty
  return { ...filter, officer: person?._id ?? '' };
}

export const nominationPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/nominations',
    entry: 'nominations',
    right: 'readNominations',
    async show(req, res, signed) {
      const query = queryIn(req);
      const { mine: _mine, ...asked } = query;
      const { cursor } = parse(listQuery, asked);
      const { caller, lang } = signed;
      const filter = await filterIn(context, signed, query);
      const { items, next, previous } = await listNominations(context, { caller, filter, paging: defined({ cursor }) });
      const name = await unitNamesOf(
        context,
        items.map(({ unit }) => unit),
      );
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: { key: 'app.entry.nominations' },
        filters: await filtersOf(context, signed, query),
        sections: [
          {
            heads: nominationHeads,
            rows: items.map((item) => nominationRow(context, caller, lang, item, name)),
            empty: words('list.none'),
          },
        ],
        ...pagerOf('/app/nominations', query, { next, previous }),
        links: (['xlsx', 'csv'] as const).map((format) => ({
          href: `/app/nominations.${format}?${new URLSearchParams(withoutCursor(query)).toString()}`,
          text: words(`list.${format}`),
          download: true,
        })),
      });
    },
  },
  ...(['xlsx', 'csv'] as const).map((format): AppPage => ({
    path: `/app/nominations.${format}`,
    right: 'readNominations',
    async show(req, res, signed) {
      const filter = await filterIn(context, signed, queryIn(req));
      await sendFile(res, await exportNominations(context, { caller: signed.caller, filter, format }));
    },
  })),
];

export const withoutCursor = ({ cursor: _cursor, ...query }: Query): Query => query;

/** Addresses of the pages beside this one, with the same filters. */
export function pagerOf(
  path: string,
  query: Query,
  { next, previous }: { readonly next?: string | undefined; readonly previous?: string | undefined },
): Pick<Tables, 'pager'> {
  if (next === undefined && previous === undefined) return {};
  const to = (cursor: string | undefined) =>
    cursor === undefined ? undefined : `${path}?${new URLSearchParams({ ...withoutCursor(query), cursor }).toString()}`;
  return { pager: defined({ next: to(next), previous: to(previous) }) };
}

const folded = [
  ...['holder', 'award', 'awardYear', 'round', 'level', 'overdue', 'dueDay', 'reverse', 'unitProposal'],
  // what the statistics count by
  ...['outcome', 'awardLevel', 'kind', 'sex', 'commendationType', 'direct', 'fromYear', 'toYear'],
];

async function filtersOf(context: ApiContext, { caller, lang }: SignedIn, query: Query): Promise<Filters> {
  const { catalogue, clock } = context;
  const [units, rounds] = await Promise.all([
    listMaster(context, { caller, kind: 'units' }),
    listMaster(context, { caller, kind: 'rounds' }),
  ]);
  const any: Option = { value: '', text: words('list.any'), selected: false };
  const select = (
    name: string,
    options: readonly Omit<Option, 'selected'>[],
    first: readonly Option[] = [any],
  ): Field => ({
    name,
    label: words(`field.${name}`),
    kind: 'select',
    options: [...first, ...options.map((option) => ({ ...option, selected: query[name] === option.value }))],
  });
  const check = (name: string): Field => ({
    name,
    label: words(`field.${name}`),
    kind: 'check',
    checked: query[name] === 'true',
  });
  const audience = audienceOf(caller);
  const year = yearOf(dayOf(clock.now()));
  const awards = [...new Map(catalogue.map((award) => [award.code, award.name[lang]]))];
  return {
    action: '/app/nominations',
    open: folded.some((name) => query[name] !== undefined),
    fields: [
      {
        name: 'q',
        label: words('field.q'),
        kind: 'search',
        hint: words('field.qHow'),
        ...defined({ value: query['q'] }),
      },
      select(
        'status',
        statusCodes.map((status) => ({ value: status, text: { key: `status.${audience}.${status}` } })),
      ),
      select(
        'unit',
        units.map(({ _id, name }) => ({ value: _id, text: name })),
      ),
      select(
        'order',
        listOrders.map((order) => ({ value: order, text: words(`order.${order}`) })),
        [],
      ),
      ...(audience === 'office' && caller.unit === undefined ? [check('mine')] : []),
    ],
    more: [
      select(
        'award',
        awards.map(([value, text]) => ({ value, text })),
      ),
      select(
        'awardYear',
        Array.from({ length: 8 }, (_, i) => String(year + 1 - i)).map((value) => ({ value, text: value })),
      ),
      select(
        'round',
        rounds.map(({ _id, name }) => ({ value: _id, text: name })),
      ),
      select(
        'holder',
        holderCodes.map((holder) => ({ value: holder, text: holderSaid(holder) })),
      ),
      select(
        'outcome',
        countable.map((value) => ({ value, text: words(`outcome.${value}`) })),
      ),
      select(
        'awardLevel',
        levels.map((value) => ({ value, text: { key: `awardLevel.${value}` } })),
      ),
      select(
        'kind',
        subjectKinds.map((value) => ({ value, text: { key: `nomineeKind.${value}` } })),
      ),
      select(
        'sex',
        sexes.map((value) => ({ value, text: { key: `sex.${value}` } })),
      ),
      select(
        'commendationType',
        commendationTypes.map((value) => ({ value, text: { key: `commendationType.${value}` } })),
      ),
      check('direct'),
      check('overdue'),
      check('reverse'),
    ],
  };
}
