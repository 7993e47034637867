import { paperOrders } from '../../../../../platform/store/proposal-list';
import { proposalStatuses } from '../../../../../platform/store/records/decisions';
import type { Cell } from '../../../../../templates/pages';
import { exportProposals, proposalItems } from '../../../../commands/proposals/list';
import { listMaster } from '../../../../commands/service/master-data';
import type { ApiContext } from '../../../../context';
import { proposalFilterOf, proposalQuery } from '../../../../schemas/listing';
import { parse } from '../../../../schemas/parse';
import type { AppPage } from '../../page';
import { proposalHref, words } from '../cells';
import { put } from '../proposals/words';
import { filterFields } from './fields';
import { listOf } from './page';

/** What was put to an authority, newest first. */
export const proposalListPages = (context: ApiContext): AppPage[] =>
  listOf(context, {
    entry: 'proposals',
    right: 'readProposals',
    lead: { key: 'app.about.proposals' },
    fresh: { right: 'writeProposals', href: '/app/proposals/new', text: { key: 'proposing.new.title' } },
    heads: ['proposal', 'date', 'cases', 'status'],
    filter: (query) => proposalFilterOf(parse(proposalQuery, query)),
    read: (asked) => proposalItems(context, asked),
    file: (asked) => exportProposals(context, asked),
    async rows(items) {
      const authorities = await context.store.authorities.many(items.map(({ authority }) => authority));
      return items.map((one): Cell[] => [
        {
          text: one.number === '' ? one._id : one.number,
          href: proposalHref(one._id),
          sub: authorities.get(one.authority)?.title ?? one.authority,
          main: true,
        },
        { day: one.date },
        { n: one.cases },
        { text: words(`proposalStatus.${one.status}`), tone: one.status === 'issued' ? 'awarded' : 'plain' },
      ]);
    },
    async filters(query, { caller }) {
      const authorities = await listMaster(context, { caller, kind: 'authorities' });
      const make = filterFields(query);
      return {
        open: ['authority', 'power', 'year', 'reverse'].some((name) => query[name] !== undefined),
        fields: [
          make.search('q', { label: words('field.proposalQ'), hint: words('field.qHow') }),
          make.select(
            'status',
            proposalStatuses.map((value) => ({ value, text: words(`proposalStatus.${value}`) })),
          ),
          make.order(paperOrders.map((value) => ({ value, text: words(`proposalOrder.${value}`) }))),
        ],
        more: [
          make.select(
            'authority',
            authorities.map(({ _id, title }) => ({ value: _id, text: title })),
          ),
          make.select(
            'power',
            (['decide', 'forward'] as const).map((value) => ({ value, text: put(`power.${value}`) })),
          ),
          make.year('year', context.clock.now(), words('field.year')),
          make.check('reverse'),
        ],
      };
    },
  });
