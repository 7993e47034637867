import type { z } from 'zod';
import type { Text } from '../../domain/award';
import { Problem } from '../../domain/errors';
import { countText } from '../../domain/text';
import { isRefusedKey, refused } from '../../templates/words';

/** What is wrong with one field, in both languages. */
export interface FieldProblem extends Text {
  readonly field: string;
  /** What is said instead to whoever has typed it on a page. */
  readonly typed?: Text;
}

/**
 * What a schema makes of an input. @throws Problem VALIDATION with one entry a field
 * @param under the path of the input in the request, when it is a part of it
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown, under: readonly string[] = []): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const all = parsed.error.issues.flatMap((issue) => fieldsOf(issue, input, under));
  // one entry a field: the first thing that is wrong with it
  const fields = all.filter(({ field }, i) => all.findIndex((f) => f.field === field) === i);
  throw new Problem('VALIDATION', fields.map((f) => f.field).join(', '), { fields });
}

export const invalid = (...fields: readonly FieldProblem[]): Problem =>
  new Problem('VALIDATION', fields.map((f) => f.field).join(', '), { fields });

/** The body itself has no name of its own. */
const pathOf = (under: readonly string[], path: readonly PropertyKey[]): string =>
  [...under, ...path.map(String)].join('.') || 'body';

function fieldsOf(issue: z.core.$ZodIssue, input: unknown, under: readonly string[]): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: pathOf(under, [...issue.path, key]), ...unknownField }));
  }
  const field = pathOf(under, issue.path);
  const own = `field.${issue.message}`;
  const typed = `typed.${issue.message}`;
  if (isRefusedKey(own)) return [{ field, ...refused(own), ...(isRefusedKey(typed) ? { typed: refused(typed) } : {}) }];
  if (valueAt(input, issue.path) === undefined) return [{ field, ...missing }];
  return [{ field, ...sentenceOf(issue) }];
}

const unknownField: Text = refused('field.unknown');
const missing: Text = refused('needed');
const wrong: Text = refused('field.wrong');

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );

function sentenceOf(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = `field.kind.${issue.expected}`;
      return isRefusedKey(kind) ? refused(kind) : wrong;
    }
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1 ? missing : limit('least', issue.origin, issue.minimum);
    case 'too_big':
      return limit('most', issue.origin, issue.maximum);
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return refused('field.oneOf', { values });
    }
    default:
      return wrong;
  }
}

function limit(side: 'least' | 'most', origin: string, bound: number | bigint): Text {
  const of = origin === 'string' ? 'characters' : origin === 'array' ? 'items' : 'value';
  return refused(`field.${side}.${of}`, { n: countText(Number(bound)) });
}
