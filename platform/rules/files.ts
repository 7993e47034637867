import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Award } from '../../domain/award';
import { checkPack } from '../../domain/checkPack';
import type { ProvincePack } from '../../domain/pack';
import { checkRuleSet } from '../../domain/rules/check';
import type { RuleSet } from '../../domain/rules/ruleSet';

/** The rules that come with the service. */
export const nationalRules = path.join(__dirname, '../../rules/national.yaml');
export const draftRules = path.join(__dirname, '../../rules/drafts/2025-12.yaml');

/** What is wrong in a file, with the line to go to. */
export interface Fault {
  readonly file: string;
  /** Counted from 1; absent when it is about the file as a whole. */
  readonly line?: number;
  readonly what: string;
}

export interface ReadFile<T> {
  readonly content?: T;
  readonly faults: readonly Fault[];
}

/** A set of rules as a file holds it (YAML, or JSON). With any fault there is no content. */
export function readRuleSet(file: string, catalogue: readonly Award[]): ReadFile<RuleSet> {
  return read<RuleSet>(file, (set) => checkRuleSet(set, catalogue));
}

/** The pack of a province, with the rules of its own. */
export function readProvincePack(file: string, catalogue: readonly Award[]): ReadFile<ProvincePack> {
  return read<ProvincePack>(file, (pack) => [
    ...checkPack(pack, catalogue).map((what) => ({ path: [], what })),
    ...checkRuleSet(rulesOfPack(pack), catalogue),
  ]);
}

/** What a province regulates itself, as a set of rules beside the national one. */
export const rulesOfPack = (pack: ProvincePack): RuleSet => ({
  code: 'province',
  version: pack.version,
  title: pack.province.name,
  ...(pack.example === undefined ? {} : { example: pack.example }),
  effectiveFrom: pack.effectiveFrom,
  rules: pack.rules ?? [],
});

function read<T>(
  file: string,
  check: (content: T) => readonly { readonly path: readonly (string | number)[]; readonly what: string }[],
): ReadFile<T> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return { faults: [{ file, what: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})` }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, uniqueKeys: true });
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ pos, message }) => ({
      file,
      line: lines.linePos(pos[0]).line,
      what: message.split('\n')[0]!,
    }));
    return { faults };
  }
  // anchors that several entries share stand under `sources`; they are not part of the content
  const whole: unknown = document.toJS();
  if (typeof whole !== 'object' || whole === null) return { faults: [{ file, what: 'it is empty' }] };
  const { sources: _sources, ...content } = whole as { sources?: unknown };
  const lineOf = (at: readonly (string | number)[]): number | undefined => {
    for (let length = at.length; length > 0; length -= 1) {
      const node = document.getIn(at.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  const faults = check(content as T).map(({ path: at, what }): Fault => {
    const line = lineOf(at);
    return { file, ...(line === undefined ? {} : { line }), what };
  });
  return faults.length > 0 ? { faults } : { content: content as T, faults };
}

/** `rules/national.yaml:41: what is wrong`. */
export const sentenceOf = ({ file, line, what }: Fault): string =>
  `${path.relative('.', file)}${line === undefined ? '' : `:${line}`}: ${what}`;
