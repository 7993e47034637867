import { isCompound, unzip, ZipRefused } from '../bundle/unzip';
import { zipOf } from '../bundle/zip';
import { notRead, tooFar, tooWide } from './refused';

/** What a person must mend in a sheet before its cells can be believed. Rows and columns count from 0. */
export interface Oddity {
  readonly row: number;
  readonly column: number;
  /** `link`: a formula that looks into another file; `error`: a cell that shows #REF! or the like. */
  readonly kind: 'formula' | 'link' | 'error' | 'merged';
  /** Of merged cells: the whole range. */
  readonly range?: string;
}

export interface Inspected {
  /** The workbook packed anew of the parts that were looked at, without errors of formulas. */
  readonly bytes: Buffer;
  readonly oddities: ReadonlyMap<string, readonly Oddity[]>;
}

/** More than any office has; a file with more is split. */
export const MOST_ROWS = 50_000;
const MOST_COLUMNS = 256;
const LIMITS = { mostUnpacked: 100 * 1024 * 1024, mostParts: 2_000 };

/** Whether a ZIP is a workbook, by its parts. */
export const isWorkbook = (names: Iterable<string>): boolean => [...names].includes('xl/workbook.xml');

/**
 * Takes an XLSX apart before any library reads it: sizes, macros, passwords, how far its cells reach, and what cannot be believed.
 * @throws Problem UNSUPPORTED_TYPE, TOO_LARGE, each with its sentence
 */
export function inspect(bytes: Buffer): Inspected {
  if (isCompound(bytes)) throw notRead('oldOrLocked');
  const parts = new Map(partsOf(bytes));
  const names = [...parts.keys()];
  if (names.some((name) => /vbaProject\.bin$|\/macrosheets\//i.test(name))) throw notRead('macros');
  if (!isWorkbook(names)) throw notRead('damaged');
  const oddities = new Map<string, readonly Oddity[]>();
  for (const [sheet, path] of sheetsIn(parts)) {
    const part = parts.get(path);
    if (!part) throw notRead('damaged');
    const looked = lookInto(textOf(part), sheet);
    oddities.set(sheet, looked.oddities);
    parts.set(path, Buffer.from(looked.xml));
  }
  return { bytes: zipOf([...parts].map(([name, content]) => ({ name, bytes: content }))), oddities };
}

function partsOf(bytes: Buffer): ReadonlyMap<string, Buffer> {
  try {
    return unzip(bytes, LIMITS);
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error;
    throw notRead(error.code === 'unpacksTooLarge' ? 'swells' : error.code === 'locked' ? 'oldOrLocked' : 'damaged');
  }
}

/** XML of any office program is UTF-8; another encoding could hide from a look what a reader sees. */
function textOf(part: Buffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(part);
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw notRead('damaged');
    return text;
  } catch {
    throw notRead('damaged');
  }
}

/** Sheets with the part that each is. */
function sheetsIn(parts: ReadonlyMap<string, Buffer>): [string, string][] {
  const book = textOf(parts.get('xl/workbook.xml')!);
  const relations = parts.get('xl/_rels/workbook.xml.rels');
  if (!relations) throw notRead('damaged');
  const targets = new Map(
    [...textOf(relations).matchAll(/<(?:\w+:)?Relationship\b([^>]*)>/g)].map(([, text]) => [
      attribute(text!, 'Id'),
      attribute(text!, 'Target'),
    ]),
  );
  return [...book.matchAll(/<(?:\w+:)?sheet\b([^>]*)>/g)].flatMap(([, text]): [string, string][] => {
    const target = targets.get(/\b\w+:id="([^"]*)"/.exec(text!)?.[1] ?? '') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    // a chart sheet holds no cells
    return path.includes('worksheets/') ? [[decoded(attribute(text!, 'name')), path]] : [];
  });
}

const attribute = (text: string, name: string): string =>
  new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)?.[1] ?? '';

const decoded = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, no: string) => String.fromCodePoint(Number(no)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** Every row, cell, formula and merged range of a sheet. @throws Problem TOO_LARGE for cells beyond what an office has */
function lookInto(xml: string, sheet: string): { readonly xml: string; readonly oddities: readonly Oddity[] } {
  const oddities: Oddity[] = [];
  for (const [, tag, text] of xml.matchAll(/<(?:\w+:)?(row|c|mergeCell)\b((?:[^>"]|"[^"]*")*)>/g)) {
    if (tag === 'mergeCell') {
      const range = attribute(text!, 'ref');
      oddities.push({ ...placeIn(range, sheet), kind: 'merged', range });
    } else if (tag === 'row') {
      const no = Number(attribute(text!, 'r'));
      if (no > MOST_ROWS + 1) throw tooFar(sheet, no, MOST_ROWS);
    } else {
      const reference = attribute(text!, 'r');
      if (reference !== '') placeIn(reference, sheet);
    }
  }
  const cells = /(<(?:\w+:)?c\b(?:[^>"/]|"[^"]*")*)>((?:(?!<\/(?:\w+:)?c>)[\s\S])*)<\/(?:\w+:)?c>/g;
  const without = xml.replace(cells, (all: string, head: string, inner: string) => {
    const formula = /<(?:\w+:)?f\b[^>]*?(?:\/>|>([^<]*)<)/.exec(inner);
    const wrong = attribute(head, 't') === 'e';
    if (!formula && !wrong) return all;
    const kind = formula ? (/\[[^\]]+\]/.test(formula[1] ?? '') ? 'link' : 'formula') : 'error';
    const reference = attribute(head, 'r');
    if (reference !== '') oddities.push({ ...placeIn(reference, sheet), kind });
    return wrong ? `${head.replace(/\st="e"/, '')}/>` : all;
  });
  return { xml: without, oddities };
}

/** Where a reference such as `B12` or `B12:C13` begins. */
function placeIn(reference: string, sheet: string): { readonly row: number; readonly column: number } {
  const [, letters, digits] = /^\$?([A-Z]{1,7})\$?(\d{1,9})/.exec(reference) ?? [];
  if (letters === undefined || Number(digits) < 1) throw notRead('damaged');
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  const row = Number(digits) - 1;
  if (row > MOST_ROWS) throw tooFar(sheet, row + 1, MOST_ROWS);
  if (column >= MOST_COLUMNS) throw tooWide(sheet, letters);
  return { row, column };
}
