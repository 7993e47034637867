import { paperOrders } from '../../../../../platform/store/proposal-list';
import { decisionKinds } from '../../../../../platform/store/records/decisions';
import type { Cell } from '../../../../../templates/pages';
import { exportDecisions, listDecisions } from '../../../../commands/issued/issued';
import { listMaster } from '../../../../commands/service/master-data';
import type { ApiContext } from '../../../../context';
import { decisionFilterOf, decisionQuery } from '../../../../schemas/listing';
import { parse } from '../../../../schemas/parse';
import type { AppPage } from '../../page';
import { decisionHref, words } from '../cells';
import { filterFields } from './fields';
import { listOf } from './page';

/** Signed papers, the last recorded first. */
export const decisionListPages = (context: ApiContext): AppPage[] =>
  listOf(context, {
    entry: 'decisions',
    right: 'readDecisions',
    lead: { key: 'app.about.decisions' },
    heads: ['decision', 'date', 'subject', 'cases'],
    filter: (query) => decisionFilterOf(parse(decisionQuery, query)),
    read: (asked) => listDecisions(context, asked),
    file: (asked) => exportDecisions(context, asked),
    rows: (items) =>
      Promise.resolve(
        items.map((one): Cell[] => [
          { text: one.number, href: decisionHref(one._id), sub: kindSaid(one.kind), main: true },
          { day: one.date },
          { text: one.subject },
          { n: one.lines.length },
        ]),
      ),
    async filters(query, { caller }) {
      const authorities = await listMaster(context, { caller, kind: 'authorities' });
      const make = filterFields(query);
      return {
        open: ['authority', 'reverse'].some((name) => query[name] !== undefined),
        fields: [
          make.search('q', { label: words('field.decisionQ'), hint: words('field.qHow') }),
          make.select(
            'kind',
            decisionKinds.map((value) => ({ value, text: kindSaid(value) })),
            words('field.decisionKind'),
          ),
          make.year('year', context.clock.now(), words('field.year')),
          make.order(paperOrders.map((value) => ({ value, text: words(`decisionOrder.${value}`) }))),
        ],
        more: [
          make.select(
            'authority',
            authorities.map(({ _id, title }) => ({ value: _id, text: title })),
          ),
          make.check('reverse'),
        ],
      };
    },
  });

const kindSaid = (kind: string) => ({ key: `issuedPages.decisionKind.${kind}` });
