import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import express from 'express';
import { Problem } from '../../domain/errors';
import { isDay } from '../../domain/time';
import { cleaned, withoutHidden } from '../../domain/words';
import { bodyTooLarge } from '../problems';

/** Fields of a posted form; every name stands once. */
export type Fields = ReadonlyMap<string, string>;

/** A parser whose refusals are ours: a form that is too large or cannot be read gets a page that says so. */
function parser(limits: { readonly parameterLimit: number; readonly limit: string }): RequestHandler {
  const parse = express.urlencoded({ extended: false, ...limits }) as RequestHandler;
  return (req: Request, res: Response, next: NextFunction) => {
    parse(req, res, (error?: unknown) => {
      if (error === undefined) next();
      else next(refusalOf(error));
    });
  };
}

/** A sheet has up to three fields a line, and a session up to a thousand lines and more. */
export const sheetForm = parser({ parameterLimit: 5_000, limit: '512kb' });

/**
 * Every other form: what a dossier may hold takes some 250 kB in it, nine bytes a Vietnamese letter. More is read, so that what is
 * too long is told at its field, and none of it lost.
 */
export const plainForm = parser({ parameterLimit: 200, limit: '1mb' });

/** What the parsers of Express and multer call their refusals. */
export function refusalOf(error: unknown): unknown {
  const known = error as { status?: number; type?: string; code?: string; limit?: number };
  const { status, type, code } = known;
  if (code?.startsWith('LIMIT_')) return new Problem('TOO_LARGE', code);
  if (status === 413) return bodyTooLarge(known);
  if (status === 415) return new Problem('UNSUPPORTED_TYPE', type);
  if (status !== undefined && status >= 400 && status < 500) return new Problem('MALFORMED', type);
  return error;
}

/**
 * The fields of a posted form. @throws Problem UNSUPPORTED_TYPE when it is no form; MALFORMED when a field stands twice with
 * different values, which no form of ours does
 */
export function fieldsIn(req: Request): Fields {
  const body = req.body as Readonly<Record<string, unknown>> | undefined;
  if (body === undefined) {
    if (req.headers['content-type'] !== undefined) throw new Problem('UNSUPPORTED_TYPE');
    return new Map();
  }
  const fields = new Map<string, string>();
  for (const name of Object.keys(body)) {
    const values = new Set([body[name]].flat());
    const [value] = values;
    if (values.size > 1 || typeof value !== 'string') throw new Problem('MALFORMED', 'a field stands twice');
    fields.set(name, value);
  }
  return fields;
}

/**
 * Words as they were typed, in one form: one kind of line end, nothing invisible. Whole: too many are refused, with what was typed;
 * `max` is for codes and the like, of which no more is looked at.
 */
export function wordsIn(fields: Fields, name: string, max = Infinity): string {
  const typed = (fields.get(name) ?? '').replace(/\r\n?/g, '\n');
  return cleaned(withoutHidden(typed)).slice(0, max);
}

/** The fresh id of a rendered form comes back in it. @throws Problem MALFORMED when it is none of ours */
export function submissionIn(fields: Fields): string {
  const submission = fields.get('submission') ?? '';
  if (!/^[A-Za-z0-9_-]{8,80}$/.test(submission)) throw new Problem('MALFORMED', 'no submission');
  return submission;
}

/**
 * The id of a form, with the version that its page shows: the decision names what it was made on.
 * `3-5f0c…` was made for version 3.
 */
export const submissionFor = (version: number): string => `${version}-${randomUUID()}`;

/**
 * What was typed under these names, as a schema takes it: `paper.title` within `paper`; what was left empty is not said. A key that
 * the form does not have is never taken along.
 */
export const bodyIn = (fields: Fields, names: readonly string[]): Record<string, unknown> =>
  nested(
    names.flatMap((name): [string, string][] => {
      const value = fields.get(name) ?? '';
      return value.trim() === '' ? [] : [[name, value]];
    }),
  );

/** Values by the dots of their names: `a.b` is `b` within `a`. */
export function nested(values: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of values) {
    const path = name.split('.');
    let at = body;
    for (const part of path.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
    at[path.at(-1)!] = value;
  }
  return body;
}

/** A day as people write it, `31/12/2027`, in the form in which days are kept; any other text as it is. */
export function dayIn(typed: string): string {
  const [, day = '', month = '', year = ''] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typed) ?? [];
  const meant = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(meant) ? meant : typed;
}

/** What was typed, with the days of its date fields in the form in which days are kept. */
export function withDays(shown: readonly { readonly name: string; readonly kind: string }[], fields: Fields): Fields {
  const days = new Set(shown.flatMap(({ name, kind }) => (kind === 'date' ? name : [])));
  return new Map([...fields].map(([name, value]) => [name, days.has(name) ? dayIn(value) : value]));
}

/** @throws Problem MALFORMED */
export function versionIn(submission: string): number {
  const [, version] = /^(\d{1,9})-./.exec(submission) ?? [];
  if (version === undefined) throw new Problem('MALFORMED', 'a submission without its version');
  return Number(version);
}
