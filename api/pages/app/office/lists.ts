import { has, type Right } from '../../../../domain/roles';
import type { Page, Paging } from '../../../../platform/store';
import type { AppEntry, Cell, Said, Section } from '../../../../templates/pages';
import { listDecisions } from '../../../commands/issued/issued';
import { listProposals } from '../../../commands/proposals/proposals';
import { listSessions } from '../../../commands/sessions/sessions';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { paging } from '../../../schemas/fields';
import { parse } from '../../../schemas/parse';
import { queryOf } from '../../language';
import { showApp } from '../frame';
import type { AppPage, SignedIn } from '../page';
import { decisionHref, proposalHref, sessionHref, words } from './cells';
import { pagerOf } from './nominations';
import { z } from 'zod';

const cursorOnly = z.object({ cursor: paging.cursor });

interface ListPage<T> {
  readonly entry: AppEntry;
  readonly right: Right;
  readonly heads: readonly string[];
  readonly read: (signed: SignedIn, paging: Paging) => Promise<Page<T>>;
  readonly rows: (items: readonly T[], signed: SignedIn) => Promise<readonly (readonly Cell[])[]>;
  /** Where a new one is made, for those who may. */
  readonly fresh?: { readonly right: Right; readonly href: string; readonly text: Said };
}

/** What stands in the records, newest first or by code, with links to what there is about it. */
export const listPages = (context: ApiContext): AppPage[] => {
  const list = <T>({ entry, right, heads, read, rows, fresh }: ListPage<T>): AppPage => ({
    path: `/app/${entry}`,
    entry,
    right,
    async show(req, res, signed) {
      const { cursor } = parse(cursorOnly, defined({ cursor: queryOf(req, 'cursor') }));
      const page = await read(signed, defined({ cursor }));
      const section: Section = { heads, rows: await rows(page.items, signed), empty: words('list.none') };
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: { key: `app.entry.${entry}` },
        lead: { key: `app.about.${entry}` },
        ...(fresh && has(signed.caller, fresh.right) ? { actions: [fresh] } : {}),
        sections: [section],
        ...pagerOf(`/app/${entry}`, {}, page),
      });
    },
  });

  return [
    list({
      entry: 'sessions',
      right: 'readSessions',
      fresh: { right: 'runSessions', href: '/app/sessions/new', text: { key: 'sittings.new.title' } },
      heads: ['session', 'kind', 'cases', 'closes', 'status'],
      read: ({ caller }, paging) => listSessions(context, { caller, filter: {}, paging }),
      rows: (items) =>
        Promise.resolve(
          items.map((one): Cell[] => [
            { text: one.name, href: sessionHref(one._id), sub: one._id, main: true },
            { text: words(`sessionKind.${one.kind}`) },
            { n: one.lines.length },
            { at: one.closesAt },
            { text: words(`sessionStatus.${one.status}`), tone: 'plain' },
          ]),
        ),
    }),
    list({
      entry: 'proposals',
      right: 'readProposals',
      fresh: { right: 'writeProposals', href: '/app/proposals/new', text: { key: 'proposing.new.title' } },
      heads: ['proposal', 'date', 'cases', 'status'],
      read: ({ caller }, paging) => listProposals(context, { caller, filter: {}, paging }),
      rows: (items) =>
        Promise.resolve(
          items.map((one): Cell[] => [
            {
              text: one.number === '' ? one._id : one.number,
              href: proposalHref(one._id),
              main: true,
            },
            { day: one.date },
            { n: one.lines.length },
            { text: words(`proposalStatus.${one.status}`), tone: one.status === 'issued' ? 'awarded' : 'plain' },
          ]),
        ),
    }),
    list({
      entry: 'decisions',
      right: 'readDecisions',
      heads: ['decision', 'date', 'subject', 'cases'],
      read: ({ caller }, paging) => listDecisions(context, { caller, filter: {}, paging }),
      rows: (items) =>
        Promise.resolve(
          items.map((one): Cell[] => [
            { text: one.number, href: decisionHref(one._id), main: true },
            { day: one.date },
            { text: one.subject },
            { n: one.lines.length },
          ]),
        ),
    }),
  ];
};
