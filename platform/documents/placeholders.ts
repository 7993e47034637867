import type { TemplateFault } from './faults';

/** The names that a template may use, as a tree: a list with the names of its items. */
export interface Placeholders {
  readonly [name: string]: Placeholder;
}
export interface Placeholder {
  /** What it says may be missing from a paper. */
  readonly optional?: true;
  /** Of a list: the names of its items. */
  readonly items?: Placeholders;
}

/** A part of a template as the engine has parsed it: what `{#list}…{/list}` holds is below the name of the list. */
export interface Part {
  readonly type: string;
  readonly value?: string;
  readonly module?: string;
  /** `{^name}`: shown when there is nothing. */
  readonly inverted?: boolean;
  readonly subparsed?: readonly Part[];
}

const named = (parts: readonly Part[]) =>
  parts.flatMap((part) =>
    part.type === 'placeholder' && part.value !== undefined ? [{ ...part, value: part.value }] : [],
  );

/** A name within a list may be that of a field of its items, or of whatever stands around the list. */
export function faultsOf(parts: readonly Part[], scopes: readonly Placeholders[]): TemplateFault[] {
  return named(parts).flatMap(({ value, module, subparsed }): TemplateFault[] => {
    if (module !== undefined && module !== 'loop') return [{ code: 'rawTag', what: value }];
    const found = lookUp(scopes, value);
    if (found === undefined) return [{ code: 'unknownName', what: value }];
    if (subparsed === undefined) return found.items ? [{ code: 'listAsText', what: value }] : [];
    return faultsOf(subparsed, found.items ? [found.items, ...scopes] : scopes);
  });
}

/** The names that a template uses, as paths: `awards.lines.name`. */
export function usedIn(parts: readonly Part[], scopes: readonly Scope[]): string[] {
  const used = named(parts).flatMap(({ value, subparsed = [] }) => {
    const scope = scopes.find(({ names }) => Object.hasOwn(names, value));
    if (!scope) return [];
    const path = scope.path === '' ? value : `${scope.path}.${value}`;
    const { items } = scope.names[value]!;
    return [path, ...usedIn(subparsed, items ? [{ path, names: items }, ...scopes] : scopes)];
  });
  return [...new Set(used)].sort();
}
interface Scope {
  readonly path: string;
  readonly names: Placeholders;
}

/**
 * What a template needs and the data do not have, as paths: `signerPost`, `awards.0.groups.1.lines.3.name`. What stands under
 * a condition on itself, and what may be missing, is not needed.
 */
export function lackingIn(
  parts: readonly Part[],
  names: Placeholders,
  data: Readonly<Record<string, unknown>>,
): string[] {
  return [...new Set(lackingFrom(parts, [{ path: [], names, data }]))];
}
interface Filled {
  readonly path: readonly string[];
  readonly names: Placeholders;
  readonly data: Readonly<Record<string, unknown>>;
}

function lackingFrom(parts: readonly Part[], scopes: readonly Filled[]): string[] {
  return named(parts).flatMap(({ value, subparsed, inverted = false }) => {
    const scope = scopes.find((s) => Object.hasOwn(s.names, value));
    if (!scope) return [];
    const path = [...scope.path, value];
    const { items, optional } = scope.names[value]!;
    const said = scope.data[value];
    const there = Array.isArray(said) ? said.length > 0 : said !== undefined && said !== '' && said !== false;
    if (subparsed === undefined) return there || optional === true || said === false ? [] : [path.join('.')];
    if (inverted) return there ? [] : lackingFrom(subparsed, scopes);
    if (!items) return there ? lackingFrom(subparsed, scopes) : [];
    if (!there) return optional === true ? [] : [path.join('.')];
    return (said as readonly Readonly<Record<string, unknown>>[]).flatMap((of, i) =>
      lackingFrom(subparsed, [{ path: [...path, String(i)], names: items, data: of }, ...scopes]),
    );
  });
}

const lookUp = (scopes: readonly Placeholders[], name: string): Placeholder | undefined =>
  scopes.find((scope) => Object.hasOwn(scope, name))?.[name];
