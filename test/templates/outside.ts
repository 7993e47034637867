import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import Handlebars from 'handlebars';
import { Parser } from 'htmlparser2';
import ts from 'typescript';

/** Finds words for people in templates and in code: those that the language files do not know. */

const ROOT = join(__dirname, '../..');

/** Files of these folders with this ending, as paths from the root of the repository. */
export const filesOf = (folders: readonly string[], ending: string): string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending))
      .map((name) => relative(ROOT, join(ROOT, folder, name)).replaceAll('\\', '/'))
      .sort(),
  );

export const sourceOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Attributes that are shown or read aloud. */
const SHOWN = /^(title|alt|placeholder|label|aria-(label|description|roledescription|valuetext)|data-.+)$/;
/** What no mustache wrote: a word of two letters or more. */
const WORD = /\p{L}{2,}/u;

/**
 * Words of a Handlebars template that stand in it instead of in the language files: texts, attributes that are shown, and texts
 * that are handed to helpers and partials.
 */
export function wordsInTemplate(source: string): string[] {
  const found: string[] = [];
  const html: string[] = [];
  const text = (value: unknown): void => {
    // keys of words and codes are one token each
    if (typeof value === 'string' && /\s|[^\x00-\x7f]/.test(value) && WORD.test(value)) found.push(value);
  };
  const literals = (node: { readonly params?: readonly hbs.AST.Node[]; readonly hash?: hbs.AST.Hash }): void => {
    const named = node.hash?.pairs.filter(({ key }) => key !== 'class').map(({ value }) => value) ?? [];
    for (const param of [...(node.params ?? []), ...named]) {
      if (param.type === 'StringLiteral') text((param as hbs.AST.StringLiteral).value);
      else literals(param as hbs.AST.SubExpression);
    }
  };
  const walk = (program: hbs.AST.Program | undefined): void => {
    for (const node of program?.body ?? []) {
      if (node.type === 'ContentStatement') html.push((node as hbs.AST.ContentStatement).value);
      else literals(node as hbs.AST.MustacheStatement);
      const { program: inner, inverse } = node as hbs.AST.BlockStatement;
      walk(inner);
      walk(inverse);
    }
  };
  walk(Handlebars.parse(source));
  let shown = true;
  const parser = new Parser({
    onopentagname: (name) => (shown = name !== 'style'),
    onclosetag: () => (shown = true),
    ontext: (said) => {
      if (shown && WORD.test(said)) found.push(said.trim());
    },
    onattribute: (name, value) => {
      // codes for a script are one token
      if (SHOWN.test(name) && WORD.test(value) && (!name.startsWith('data-') || /\s/.test(value)))
        found.push(value.trim());
    },
  });
  parser.end(html.join(''));
  return found;
}

/** A letter that English has not. */
const FOREIGN = /(?=\p{L})[^A-Za-z]/u;
const isForeign = (text: string): boolean => WORD.test(text) && FOREIGN.test(text);
/** Two words of English beside each other. */
const ENGLISH = /^(?!<)[^]*[A-Za-z]{2,} [A-Za-z]{2,}/;

export interface Said {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** Whether its English stands beside it. */
  readonly paired: boolean;
}

/** Texts of a file of code with Vietnamese letters, and where `english` is asked for also those of several English words. */
export function wordsInCode(file: string, asked: { readonly english: boolean }): Said[] {
  const source = ts.createSourceFile(file, sourceOf(file), ts.ScriptTarget.Latest, true);
  const found: Said[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined && (isForeign(text) || (asked.english && ENGLISH.test(text))) && !forNobody(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ file, line: line + 1, text, paired: isInPair(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const textOf = (node: ts.Node): string | undefined =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
    ? node.text
    : undefined;

/** A text of both languages beside each other, `{ vi, en }`: the Vietnamese one. */
function isInPair(node: ts.Node): boolean {
  for (let up = node.parent; !ts.isSourceFile(up); up = up.parent) {
    if (!ts.isPropertyAssignment(up) || up.name.getText() !== 'vi') continue;
    const { properties } = up.parent;
    return properties.some(({ name }) => name?.getText() === 'en');
  }
  return false;
}

/** What developers read: a type, the message of an error, a log line, the description of the API. */
function forNobody(node: ts.Node): boolean {
  for (let up = node.parent; !ts.isSourceFile(up); up = up.parent) {
    if (ts.isLiteralTypeNode(up) || ts.isImportDeclaration(up)) return true;
    if (ts.isNewExpression(up) && /Error$|Problem$|Failure$/.test(up.expression.getText())) return isMessage(node, up);
    if (ts.isCallExpression(up) && /\blog\.\w+$/.test(up.expression.getText())) return true;
    if (ts.isPropertyAssignment(up) && /^(description|examples|summary)$/.test(up.name.getText())) return true;
  }
  return false;
}

/** Whether a text is a message of an error, and not of what is said to people beside it. */
function isMessage(node: ts.Node, error: ts.NewExpression): boolean {
  for (let up = node.parent; up !== error; up = up.parent) if (ts.isPropertyAssignment(up)) return false;
  return true;
}
