import { commendationTypes, subjectKinds } from '../../../../../domain/award';
import { levels } from '../../../../../domain/statistics/tables';
import { countable, sexes } from '../../../../../domain/statistics/where';
import { holderCodes, statusCodes } from '../../../../../domain/stages/stage';
import { listOrders } from '../../../../../platform/store/list-indexes';
import type { Filters } from '../../../../../templates/pages';
import { exportNominations } from '../../../../commands/desk/export';
import { listNominations, type ListFilter } from '../../../../commands/nominations/reads';
import { listMaster } from '../../../../commands/service/master-data';
import type { ApiContext } from '../../../../context';
import { filterOf, filterQuery } from '../../../../schemas/listing';
import { parse } from '../../../../schemas/parse';
import type { AppPage, SignedIn } from '../../page';
import { audienceOf, holderSaid, nominationHeads, nominationRow, unitNamesOf, words } from '../cells';
import { filterFields } from './fields';
import { listOf } from './page';
import type { Query } from './query';

/** All nominations that somebody may see. */
export const nominationListPages = (context: ApiContext): AppPage[] =>
  listOf(context, {
    entry: 'nominations',
    right: 'readNominations',
    heads: nominationHeads,
    filter: (query, signed) => filterIn(context, signed, query),
    read: (asked) => listNominations(context, asked),
    file: (asked) => exportNominations(context, asked),
    async rows(items, { caller, lang }) {
      const name = await unitNamesOf(
        context,
        items.map(({ unit }) => unit),
      );
      return items.map((item) => nominationRow(context, caller, lang, item, name));
    },
    filters: (query, signed) => filtersOf(context, signed, query),
  });

/** `mine=true`: of the units that the reader works on, whom his address tells. */
async function filterIn({ store }: ApiContext, { account }: SignedIn, { mine, ...query }: Query): Promise<ListFilter> {
  const filter = filterOf(parse(filterQuery, query));
  if (mine !== 'true') return filter;
  const [person] = await store.people.byEmail(account.mail);
  // whoever is nobody's officer has no nominations of his own; no code is empty
  return { ...filter, officer: person?._id ?? '' };
}

const folded = [
  ...['holder', 'award', 'awardYear', 'round', 'level', 'overdue', 'dueDay', 'reverse', 'unitProposal'],
  // what the statistics count by
  ...['outcome', 'awardLevel', 'kind', 'sex', 'commendationType', 'direct', 'fromYear', 'toYear'],
];

async function filtersOf(
  context: ApiContext,
  { caller, lang }: SignedIn,
  query: Query,
): Promise<Omit<Filters, 'action'>> {
  const [units, rounds] = await Promise.all([
    listMaster(context, { caller, kind: 'units' }),
    listMaster(context, { caller, kind: 'rounds' }),
  ]);
  const { select, check, search, order, year } = filterFields(query);
  const audience = audienceOf(caller);
  const awards = [...new Map(context.catalogue.map((award) => [award.code, award.name[lang]]))];
  return {
    open: folded.some((name) => query[name] !== undefined),
    fields: [
      search('q', { label: words('field.q'), hint: words('field.qHow') }),
      select(
        'status',
        statusCodes.map((status) => ({ value: status, text: { key: `status.${audience}.${status}` } })),
      ),
      select(
        'unit',
        units.map(({ _id, name }) => ({ value: _id, text: name })),
      ),
      order(listOrders.map((by) => ({ value: by, text: words(`order.${by}`) }))),
      ...(audience === 'office' && caller.unit === undefined ? [check('mine')] : []),
    ],
    more: [
      select(
        'award',
        awards.map(([value, text]) => ({ value, text })),
      ),
      year('awardYear', context.clock.now(), words('field.awardYear')),
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
