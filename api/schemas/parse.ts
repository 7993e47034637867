import type { z } from 'zod';
import type { Text } from '../../domain/award';
import { Problem } from '../../domain/errors';
import { countText } from '../../domain/text';
import { sentences } from './fields';

/** What is wrong with one field, in both languages. */
export interface FieldProblem extends Text {
  readonly field: string;
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
  if (issue.message in sentences) return [{ field, ...sentences[issue.message as keyof typeof sentences] }];
  if (valueAt(input, issue.path) === undefined) return [{ field, ...missing }];
  return [{ field, ...sentenceOf(issue) }];
}

const unknownField: Text = { vi: 'Mục này không có trong biểu mẫu.', en: 'There is no such field.' };
const missing: Text = { vi: 'Cần có mục này.', en: 'This field is needed.' };
const wrong: Text = { vi: 'Giá trị không hợp lệ.', en: 'This value is not valid.' };

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );

/** How kinds of values are called. */
const kinds: Readonly<Record<string, Text>> = {
  string: { vi: 'chuỗi ký tự', en: 'a text' },
  number: { vi: 'số', en: 'a number' },
  int: { vi: 'số nguyên', en: 'a whole number' },
  boolean: { vi: 'true hoặc false', en: 'true or false' },
  array: { vi: 'danh sách', en: 'a list' },
  object: { vi: 'nhóm mục', en: 'a group of fields' },
};

function sentenceOf(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = kinds[issue.expected];
      return kind ? { vi: `Phải là ${kind.vi}.`, en: `Must be ${kind.en}.` } : wrong;
    }
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1 ? missing : limit('least', issue.origin, issue.minimum);
    case 'too_big':
      return limit('most', issue.origin, issue.maximum);
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return { vi: `Phải là một trong các giá trị: ${values}.`, en: `Must be one of: ${values}.` };
    }
    default:
      return wrong;
  }
}

function limit(side: 'least' | 'most', origin: string, bound: number | bigint): Text {
  const of = { string: ['ký tự', 'characters'], array: ['mục', 'items'] }[origin] ?? ['', ''];
  const n = countText(Number(bound));
  const vi = `${side === 'least' ? 'Ít nhất' : 'Nhiều nhất'} ${n.vi} ${of[0]}`.trim();
  const en = `At ${side} ${n.en} ${of[1]}`.trim();
  return { vi: `${vi}.`, en: `${en}.` };
}
