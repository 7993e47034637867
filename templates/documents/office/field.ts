import type { Text } from '../../../domain/award';

/** A name that a template may use, as it is explained to whoever edits the template. */
export interface Field extends Text {
  /** What it reads in a paper; of a list there is none. */
  readonly example?: string | boolean;
  /** What it says may be missing from a paper. */
  readonly optional?: true;
  /** Of a list: the names of its items. */
  readonly items?: Fields;
}
export interface Fields {
  readonly [name: string]: Field;
}

/** Every field of a paper, and no other: one that is added to the type and forgotten here does not compile. */
export type FieldsOf<T> = {
  readonly [K in keyof T]-?: T[K] extends readonly (infer Item)[]
    ? Field & { readonly items: FieldsOf<Item> }
    : Field & { readonly example: string | boolean };
};

export const field = <E extends string | boolean>(vi: string, en: string, example: E) => ({ vi, en, example });
/** One that a paper does without. */
export const maybe = <E extends string | boolean>(vi: string, en: string, example: E) =>
  ({ vi, en, example, optional: true }) as const;
export const list = <I extends Fields>(vi: string, en: string, items: I) => ({ vi, en, items });
export const maybeList = <I extends Fields>(vi: string, en: string, items: I) =>
  ({ vi, en, items, optional: true }) as const;

/** Data made of the examples: every list has one item. */
export function exampleOf(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { example, items }]) => [name, items ? [exampleOf(items)] : example]),
  );
}

/** What a path of a paper is called: `lines.0.name` is the name of the first line. */
export function meaningOf(fields: Fields, path: string): Text {
  let names: Fields | undefined = fields;
  const said: Text[] = [];
  for (const step of path.split('.')) {
    if (/^\d+$/.test(step)) {
      const last = said.pop()!;
      const no = Number(step) + 1;
      said.push({ vi: `${last.vi}, mục ${no}`, en: `${last.en}, item ${no}` });
      continue;
    }
    const found: Field | undefined = names?.[step];
    said.push(found ?? { vi: step, en: step });
    names = found?.items;
  }
  return { vi: said.map(({ vi }) => vi).join(': '), en: said.map(({ en }) => en).join(': ') };
}
