import type { Request, Response } from 'express';
import { z } from 'zod';
import { problems } from '../../../../../domain/errors';
import { has, type Right } from '../../../../../domain/roles';
import type { Page, Paging } from '../../../../../platform/store';
import type { AppEntry, Cell, Filters, Said, Tables } from '../../../../../templates/pages';
import type { ExportedFile, ExportFormat } from '../../../../commands/exported';
import { defined } from '../../../../commands/shared';
import type { ApiContext, Caller } from '../../../../context';
import { paging } from '../../../../schemas/fields';
import { parse, type FieldProblem } from '../../../../schemas/parse';
import { showApp } from '../../frame';
import type { AppPage, SignedIn } from '../../page';
import { words } from '../cells';
import { sendFile } from '../file';
import { pagerOf, queryIn, withoutCursor, type Query } from './query';
import { asked, withUnread } from './unread';

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
  /** The filter that a name of the schema stands for, where it is called otherwise. */
  readonly at?: Readonly<Record<string, string>>;
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
  const title = { key: `app.entry.${entry}` };
  return [
    {
      path,
      entry,
      right,
      async show(req, res, signed) {
        const query = queryIn(req);
        const { caller } = signed;
        const { found, unread } = await asked(async () => {
          const { cursor } = parse(cursorOnly, defined({ cursor: query['cursor'] }));
          const filter = await of.filter(withoutCursor(query), signed);
          return of.read({ caller, filter, paging: defined({ cursor }) });
        });
        if (unread) await showUnread(req, res, signed, unread);
        else await showFound(req, res, signed, found);
      },
    },
    ...(['xlsx', 'csv'] as const).map((format): AppPage => ({
      path: `${path}.${format}`,
      right,
      async show(req, res, signed) {
        const { caller } = signed;
        const { found, unread } = await asked(async () => {
          const filter = await of.filter(withoutCursor(queryIn(req)), signed);
          return of.file({ caller, filter, format });
        });
        if (unread) await showUnread(req, res, signed, unread);
        else await sendFile(res, found);
      },
    })),
  ];

  async function showFound(req: Request, res: Response, signed: SignedIn, page: Page<T>): Promise<void> {
    const query = queryIn(req);
    const { notes, links = [] } = (await of.beside?.(query, signed)) ?? {};
    const actions = [
      ...(fresh && has(signed.caller, fresh.right) ? [fresh] : []),
      ...(of.ways?.(query, page.items, signed) ?? []),
    ];
    await showApp(context, req, res, signed, 'app/office/tables', {
      title,
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
  }

  /** The filters as they were asked for, with what is wrong at each. */
  async function showUnread(
    req: Request,
    res: Response,
    signed: SignedIn,
    unread: readonly FieldProblem[],
  ): Promise<void> {
    const named = unread.map((fault) => ({ ...fault, field: of.at?.[fault.field] ?? fault.field }));
    const { filters, notes } = withUnread(await of.filters(queryIn(req), signed), named, signed.lang);
    const page = { title, ...defined({ lead }), filters: { action: path, ...filters }, notes, sections: [] };
    await showApp(context, req, res, signed, 'app/office/tables', page, problems.VALIDATION.http);
  }
}
