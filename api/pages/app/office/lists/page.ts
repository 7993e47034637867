import { z } from 'zod';
import { has, type Right } from '../../../../../domain/roles';
import type { Page, Paging } from '../../../../../platform/store';
import type { AppEntry, Cell, Filters, Said, Tables } from '../../../../../templates/pages';
import type { ExportedFile, ExportFormat } from '../../../../commands/exported';
import { defined } from '../../../../commands/shared';
import type { ApiContext, Caller } from '../../../../context';
import { paging } from '../../../../schemas/fields';
import { parse } from '../../../../schemas/parse';
import { showApp } from '../../frame';
import type { AppPage, SignedIn } from '../../page';
import { words } from '../cells';
import { sendFile } from '../file';
import { pagerOf, queryIn, withoutCursor, type Query } from './query';

const cursorOnly = z.object({ cursor: paging.cursor });

/** A list of records: filtered, sorted, searched, leafed through, and as a file. */
export interface ListPage<F, T> {
  readonly entry: AppEntry;
  readonly right: Right;
  readonly lead?: Said;
  readonly heads: readonly string[];
  /** What an address asks for, its cursor left out. @throws Problem VALIDATION */
  readonly filter: (query: Query, signed: SignedIn) => F | Promise<F>;
  readonly read: (asked: { readonly caller: Caller; readonly filter: F; readonly paging: Paging }) => Promise<Page<T>>;
  readonly rows: (items: readonly T[], signed: SignedIn) => Promise<readonly (readonly Cell[])[]>;
  /** The form above it. */
  readonly filters: (query: Query, signed: SignedIn) => Promise<Omit<Filters, 'action'>>;
  readonly file: (asked: {
    readonly caller: Caller;
    readonly filter: F;
    readonly format: ExportFormat;
  }) => Promise<ExportedFile>;
  /** Notes above it, links below it. */
  readonly beside?: (query: Query, signed: SignedIn) => Promise<Pick<Tables, 'notes' | 'links'>>;
  /** What may be done with what is found. */
  readonly ways?: (
    query: Query,
    items: readonly T[],
    signed: SignedIn,
  ) => readonly { readonly href: string; readonly text: Said }[];
  /** Where a new one is made, for those who may. */
  readonly fresh?: { readonly right: Right; readonly href: string; readonly text: Said };
}

/** The page of a list and its two files. */
export function listOf<F, T>(context: ApiContext, of: ListPage<F, T>): AppPage[] {
  const { entry, right, lead, heads, fresh } = of;
  const path = `/app/${entry}`;
  return [
    {
      path,
      entry,
      right,
      async show(req, res, signed) {
        const query = queryIn(req);
        const { cursor } = parse(cursorOnly, defined({ cursor: query['cursor'] }));
        const { caller } = signed;
        const filter = await of.filter(withoutCursor(query), signed);
        const page = await of.read({ caller, filter, paging: defined({ cursor }) });
        const { notes, links = [] } = (await of.beside?.(query, signed)) ?? {};
        const actions = [
          ...(fresh && has(caller, fresh.right) ? [fresh] : []),
          ...(of.ways?.(query, page.items, signed) ?? []),
        ];
        await showApp(context, req, res, signed, 'app/office/tables', {
          title: { key: `app.entry.${entry}` },
          ...defined({ lead }),
          ...(actions.length > 0 ? { actions } : {}),
          filters: { action: path, ...(await of.filters(query, signed)) },
          sections: [{ heads, rows: await of.rows(page.items, signed), empty: words('list.none') }],
          ...pagerOf(path, query, page),
          ...defined({ notes }),
          links: [
            ...links,
            ...(['xlsx', 'csv'] as const).map((format) => ({
              href: `${path}.${format}?${new URLSearchParams(withoutCursor(query)).toString()}`,
              text: words(`list.${format}`),
              download: true as const,
            })),
          ],
        });
      },
    },
    ...(['xlsx', 'csv'] as const).map((format): AppPage => ({
      path: `${path}.${format}`,
      right,
      async show(req, res, signed) {
        const filter = await of.filter(withoutCursor(queryIn(req)), signed);
        await sendFile(res, await of.file({ caller: signed.caller, filter, format }));
      },
    })),
  ];
}
