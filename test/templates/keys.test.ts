import Handlebars from 'handlebars';
import ts from 'typescript';
import { en } from '../../templates/locales/en';
import { vi } from '../../templates/locales/vi';
import { filesOf, sourceOf } from './outside';

/** Keys of words: what is asked for is there with the values that it names, and what is there is asked for. */

type Words = { readonly [key: string]: string | Words };
const textsOf = (words: Words, path = ''): (readonly [key: string, text: string])[] =>
  Object.entries(words).flatMap(([name, inner]) =>
    typeof inner === 'string'
      ? [[path + name.replace(/_(one|other)$/, ''), inner] as const]
      : textsOf(inner, `${path}${name}.`),
  );
const known = new Map<string, ReadonlySet<string>>();
for (const [key, text] of [...textsOf(vi), ...textsOf(en)])
  known.set(
    key,
    new Set([...(known.get(key) ?? []), ...[...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!)]),
  );

const code = filesOf(['api', 'activities', 'platform', 'templates', 'cli', 'domain', 'samples'], '.ts').filter(
  (file) => !file.startsWith('templates/locales/'),
);
const templates = filesOf(['templates'], '.hbs');

const visited = (file: string, visit: (node: ts.Node, source: ts.SourceFile) => void): void => {
  const source = ts.createSourceFile(file, sourceOf(file), ts.ScriptTarget.Latest, true);
  const walk = (node: ts.Node): void => {
    visit(node, source);
    ts.forEachChild(node, walk);
  };
  walk(source);
};

/** Where functions that look words up have the key, and what stands before it. */
const LOOKS_UP: Readonly<Record<string, readonly [at: number, before: string]>> = {
  say: [1, ''],
  inBoth: [0, ''],
  refused: [0, 'refused.'],
};

test('a sentence that is asked for by its key is there, and gets the values that it names', () => {
  const wrong: string[] = [];
  let calls = 0;
  for (const file of code) {
    visited(file, (node, source) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return;
      const [at, before = ''] = LOOKS_UP[node.expression.text] ?? [];
      const key = at === undefined ? undefined : node.arguments[at];
      if (at === undefined || !key || !ts.isStringLiteral(key)) return;
      calls++;
      const where = `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${before}${key.text}`;
      const names = known.get(before + key.text);
      if (!names) return void wrong.push(`${where} is not there`);
      const values = node.arguments[at + 1];
      if (values && !ts.isObjectLiteralExpression(values)) return;
      const given = new Set(values?.properties.map((one) => one.name?.getText()));
      if (given.has(undefined)) return;
      for (const name of names)
        if (!given.has(name) && !(name === 'n' && given.has('count'))) wrong.push(`${where} lacks ${name}`);
    });
  }
  expect(calls).toBeGreaterThan(200);
  expect(wrong).toEqual([]);
});

test('no words are there that nobody asks for', () => {
  /** Whole texts, and beginnings of texts whose end is put in. */
  const said = new Set<string>();
  const begun = new Set<string>();
  for (const file of code) {
    visited(file, (node) => {
      if (ts.isStringLiteralLike(node)) said.add(node.text);
      else if (ts.isTemplateHead(node)) begun.add(node.text);
      else if (ts.isPropertyAccessExpression(node)) said.add(node.name.text);
      else if (ts.isPropertyName(node) && ts.isIdentifier(node)) said.add(node.text);
    });
  }
  for (const file of templates) {
    const found = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      const { type, value } = node as { readonly type?: string; readonly value?: unknown };
      if (type === 'StringLiteral' && typeof value === 'string') {
        said.add(value);
        if (value.endsWith('.')) begun.add(value);
      }
      Object.values(node).forEach(found);
    };
    found(Handlebars.parse(sourceOf(file)));
  }
  /** A key with what stands before it left out bit by bit: pages name their words by the end of the key. */
  const ends = (key: string): string[] => key.split('.').map((_, i, all) => all.slice(i).join('.'));
  const isAsked = (key: string): boolean =>
    ends(key).some(
      (end) => said.has(end) || end.split('.').some((_, i, all) => i > 0 && begun.has(`${all.slice(0, i).join('.')}.`)),
    );
  expect([...known.keys()].filter((key) => !isAsked(key))).toEqual([]);
});
