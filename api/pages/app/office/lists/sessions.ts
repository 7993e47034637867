import { sessionOrders } from '../../../../../platform/store/session-list';
import type { Cell } from '../../../../../templates/pages';
import { listMaster } from '../../../../commands/service/master-data';
import { exportSessions, listSessions } from '../../../../commands/sessions/list';
import type { ApiContext } from '../../../../context';
import { sessionFilterOf, sessionQuery } from '../../../../schemas/listing';
import { parse } from '../../../../schemas/parse';
import { sessionKinds, sessionStatus } from '../../../../schemas/sessions';
import type { AppPage } from '../../page';
import { sessionHref, words } from '../cells';
import { filterFields } from './fields';
import { listOf } from './page';

/** Sessions of councils, newest first. */
export const sessionListPages = (context: ApiContext): AppPage[] =>
  listOf(context, {
    entry: 'sessions',
    right: 'readSessions',
    lead: { key: 'app.about.sessions' },
    fresh: { right: 'runSessions', href: '/app/sessions/new', text: { key: 'sittings.new.title' } },
    heads: ['session', 'kind', 'cases', 'closes', 'status'],
    filter: (query) => sessionFilterOf(parse(sessionQuery, query)),
    read: (asked) => listSessions(context, asked),
    file: (asked) => exportSessions(context, asked),
    rows: (items) =>
      Promise.resolve(
        items.map((one): Cell[] => [
          { text: one.name, href: sessionHref(one._id), sub: one._id, main: true },
          { text: words(`sessionKind.${one.kind}`) },
          { n: one.cases },
          { at: one.closesAt },
          { text: words(`sessionStatus.${one.status}`), tone: 'plain' },
        ]),
      ),
    async filters(query, { caller }) {
      const versions = await listMaster(context, { caller, kind: 'councils' });
      const councils = [...new Map(versions.map(({ code, name }) => [code, name]))];
      const make = filterFields(query);
      return {
        open: ['council', 'kind', 'year', 'reverse'].some((name) => query[name] !== undefined),
        fields: [
          make.search('q', { label: words('field.sessionQ'), hint: words('field.qHow') }),
          make.select(
            'status',
            sessionStatus.options.map((value) => ({ value, text: words(`sessionStatus.${value}`) })),
          ),
          make.order(sessionOrders.map((value) => ({ value, text: words(`sessionOrder.${value}`) }))),
        ],
        more: [
          make.select(
            'council',
            councils.map(([value, text]) => ({ value, text })),
          ),
          make.select(
            'kind',
            sessionKinds.map((value) => ({ value, text: words(`sessionKind.${value}`) })),
            words('field.sessionKind'),
          ),
          make.year('year', context.clock.now(), words('field.sessionYear')),
          make.check('reverse'),
        ],
      };
    },
  });
