import type { Cell, Said } from '../../../../templates/pages';
import { Problem } from '../../../../domain/errors';
import { has } from '../../../../domain/roles';
import type { ApiContext, Caller } from '../../../context';
import { queryOf } from '../../language';
import type { Request } from 'express';
import { words } from './form';

/** Addresses and cells of the standing records. */

export const personHref = (code: string): string => `/app/people/${encodeURIComponent(code)}`;
export const unitHref = (code: string): string => `/app/units/${encodeURIComponent(code)}`;
export const councilHref = (code: string): string => `/app/councils/${encodeURIComponent(code)}`;
export const registerHref = (code: string): string => `/app/registers/${encodeURIComponent(code)}`;
export const besideHref = (one: string, other: string): string =>
  `${personHref(one)}/beside/${encodeURIComponent(other)}`;

/** What is done with a record by those who keep it. */
export const acts = (caller: Caller, ...offered: readonly { readonly href: string; readonly text: Said }[]) =>
  has(caller, 'writeMasterData') ? { acts: offered } : {};

/** What was done just now, as the address says it. */
export function doneIn(req: Request, outcomes: readonly string[]): { readonly done?: Said } {
  const done = outcomes.find((one) => one === queryOf(req, 'done'));
  return done === undefined ? {} : { done: words(`done.${done}`) };
}

/** The trail of a record, for those of the province who read what is internal. */
export const trailLink = (caller: Caller, entity: string, text: Said = words('trail')) =>
  caller.unit === undefined && has(caller, 'readInternal')
    ? [{ href: `/app/audit?of=${encodeURIComponent(entity)}`, text }]
    : [];

export const fact = (
  name: string,
  value: Said | undefined,
  more: { readonly href?: string; readonly sub?: Said } = {},
) => (value === undefined || value === '' ? [] : [{ label: words(`field.${name}`), value, ...more }]);

/** A person by code, with the name. */
export async function peopleNamed({ store }: ApiContext, codes: readonly string[]): Promise<(code: string) => string> {
  const found = await store.people.many([...new Set(codes)]);
  return (code) => found.get(code)?.name ?? code;
}

export const dayCell = (day: string | undefined): Cell => (day === undefined ? {} : { day });
export const textCell = (text: Said | undefined): Cell => (text === undefined || text === '' ? {} : { text });

export const calendarHref = (year: number): string => `/app/calendars/${year}`;

/** What is the province's alone to keep. @throws Problem FORBIDDEN */
export function mustBeProvince({ unit }: Caller): void {
  if (unit !== undefined) throw new Problem('FORBIDDEN', 'kept by the province');
}

/** The same for what the province keeps for all. */
export const provinceActs = (caller: Caller, ...offered: readonly { readonly href: string; readonly text: Said }[]) =>
  caller.unit === undefined ? acts(caller, ...offered) : {};
