import type { Request } from 'express';
import { z } from 'zod';
import { Problem, problems } from '../../../../domain/errors';
import { roles } from '../../../../domain/roles';
import type { AccountRecord, Language, UnitRecord } from '../../../../platform/store';
import type { PageData } from '../../../../templates/pages';
import { accountBody } from '../../../schemas/accounts';
import { invalid, parse, type FieldProblem } from '../../../schemas/parse';
import { dayIn, fieldsIn, wordsIn, type Fields } from '../../forms';
import { fieldsOf } from '../../problem';
import { unitNamed } from '../named';

/** The form of an account: what was typed, what it means, and what is wrong with it. */

export type AccessForm = PageData['app/access-form'];
export type Typed = AccessForm['typed'];

/** Rows for roles that a form begins with, and empty ones beyond those that are filled in. */
const EMPTY_ROWS = 2;
const MOST_ROWS = 20;

const row = /^(?:role|unit|until)\.(\d{1,2})$/;

/** As it was typed. */
export function typedIn(req: Request): Typed {
  const fields = fieldsIn(req);
  const numbers = [...fields.keys()].flatMap((name) => row.exec(name)?.[1] ?? []).map(Number);
  const last = Math.min(Math.max(0, ...numbers), MOST_ROWS - 1);
  const rows = Array.from({ length: last + 1 }, (_, no) => ({
    no,
    role: wordsIn(fields, `role.${no}`, 20),
    unit: wordsIn(fields, `unit.${no}`),
    until: dayIn(wordsIn(fields, `until.${no}`, 10)),
  }));
  return { ...plain(fields), rows };
}

const plain = (fields: Fields): Omit<Typed, 'rows'> => ({
  mail: wordsIn(fields, 'mail'),
  name: wordsIn(fields, 'name'),
  phone: wordsIn(fields, 'phone'),
  language: fields.get('language') === 'en' ? 'en' : 'vi',
  status: fields.get('status') === 'ended' ? 'ended' : 'active',
});

/** As the record has it. */
export const typedOf = ({ mail, name, phone = '', language, status, grants }: AccountRecord): Typed => ({
  mail,
  name,
  phone,
  language,
  status,
  rows: grants.map(({ role, unit = '', until = '' }, no) => ({ no, role, unit, until })),
});

export const blank: Typed = { mail: '', name: '', phone: '', language: 'vi', status: 'active', rows: [] };

/** Room for more roles than there are. */
export function withRoom(typed: Typed): Typed {
  const filled = typed.rows.filter(({ role, unit, until }) => role !== '' || unit !== '' || until !== '');
  const count = Math.min(filled.length + EMPTY_ROWS, MOST_ROWS);
  const rows = Array.from({ length: count }, (_, no) => ({ ...(filled[no] ?? { role: '', unit: '', until: '' }), no }));
  return { ...typed, rows };
}

const body = accountBody.extend({ status: z.enum(['active', 'ended']) });

/** What the form means. Units may be named by code or by name. @throws Problem VALIDATION */
export function meantBy(typed: Typed, units: readonly UnitRecord[]): z.output<typeof body> {
  const { rows, phone, ...said } = typed;
  const wrong: FieldProblem[] = [];
  const codeOf = (named: string, no: number): string => {
    const found = unitNamed(units, { field: `grants.${no}.unit`, typed: named });
    if ('code' in found) return found.code;
    wrong.push(found.problem);
    return named;
  };
  const grants = rows.filter(isFilled).map(({ role, unit, until }, no) => ({
    role: (roles as readonly string[]).includes(role) ? role : undefined,
    ...(unit === '' ? {} : { unit: codeOf(unit, no) }),
    ...(until === '' ? {} : { until }),
  }));
  if (wrong.length > 0) throw invalid(...wrong);
  return parse(body, { ...said, grants, ...(phone === '' ? {} : { phone }) });
}

const isFilled = ({ role, unit, until }: Typed['rows'][0]): boolean => role !== '' || unit !== '' || until !== '';

/** Where a refusal stands on the form. @throws what is no refusal of this form */
export function wrongIn(error: unknown, typed: Typed, lang: Language): Pick<AccessForm, 'wrong' | 'refused'> {
  if (!(error instanceof Problem)) throw error;
  if (error.code === 'VALIDATION') return { wrong: fieldsOf(error).map((field) => asTyped(field, typed, lang)) };
  const sentence = problems[error.code][lang];
  if (error.code === 'MAIL_TAKEN') return { wrong: [{ field: 'mail', sentence }] };
  if (error.code === 'LAST_ADMINISTRATOR' || error.code === 'STATE_CHANGED') return { refused: error.code };
  throw error;
}

/** The second role that is filled in may stand in the fourth row. */
function asTyped({ field, ...words }: FieldProblem, typed: Typed, lang: Language): { field: string; sentence: string } {
  const [, no, part = 'role'] = /^grants(?:\.(\d+)(?:\.(\w+))?)?$/.exec(field) ?? [];
  if (!field.startsWith('grants')) return { field, sentence: words[lang] };
  const filled = typed.rows.filter(isFilled)[Number(no ?? 0)];
  return { field: `${part}.${filled?.no ?? 0}`, sentence: words[lang] };
}
