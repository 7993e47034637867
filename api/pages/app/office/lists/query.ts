import type { Request } from 'express';
import type { Tables } from '../../../../../templates/pages';
import { defined } from '../../../../commands/shared';

/** What an address of a list asks for. */
export type Query = Readonly<Record<string, string>>;

/** What a form of filters sends: fields that were left empty say nothing. */
export const queryIn = (req: Request): Query =>
  Object.fromEntries(
    Object.entries(req.query).flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() !== '' && name !== 'lang' ? [[name, value]] : [],
    ),
  );

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
