import type { Request } from 'express';
import type { Language } from '../../platform/store';

const isLanguage = (value: unknown): value is Language => value === 'vi' || value === 'en';

/** A value of the query that was given once; lists and nested values count as absent. */
export function queryOf(req: Request, name: string): string | undefined {
  const value: unknown = req.query[name];
  return typeof value === 'string' ? value : undefined;
}

/** The language that the address asks for, if it does. */
export function askedLanguage(req: Request): Language | undefined {
  const asked = queryOf(req, 'lang');
  return isLanguage(asked) ? asked : undefined;
}

/**
 * The language of a page: what the address asks for, else that of the person whose link it is, else what the browser prefers.
 * Vietnamese comes first: English is shown only to those who name it before Vietnamese, or name no other of the two.
 */
export function languageOf(req: Request, person?: Language): Language {
  const asked = askedLanguage(req) ?? person;
  if (asked !== undefined) return asked;
  if (req.headers['accept-language'] === undefined) return 'vi';
  const preferred = req.acceptsLanguages('vi', 'en');
  return preferred === 'en' ? 'en' : 'vi';
}

/** `?lang=en&edit=1` with what is given; `?` when there is nothing, which is this very page without its query. */
export function addressWith(given: Readonly<Record<string, string | undefined>>): string {
  const named = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `?${new URLSearchParams(named).toString()}`;
}
