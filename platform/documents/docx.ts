import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Docxtemplater from 'docxtemplater';
import { version as docxtemplaterVersion } from 'docxtemplater/package.json';
import PizZip from 'pizzip';
import { DocumentError } from './errors';
import { legible } from './text';

/** The names that a template may use, as a tree: a list with the names of its items. */
export interface Placeholders {
  readonly [name: string]: true | Placeholders;
}

/** A .docx file as an office edits it, with the names that it may use. */
export interface DocxTemplate {
  /** What it is called in a folder. */
  readonly file: string;
  readonly bytes: Buffer;
  readonly placeholders: Placeholders;
}

export interface RenderedDocx {
  readonly docx: Buffer;
  readonly sha256: string;
  /** Versions of the engine and of the template: with the same data, the same string means the same bytes. */
  readonly renderer: string;
}

export interface DocxRenderer {
  render(template: string, data: unknown): RenderedDocx;
}

/** Entries of a file carry a time; the beginning of time for ZIP is no lie about when a paper was made. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * Fills in .docx templates. A template that asks for what there is not is refused by the name of the placeholder, before any
 * paper is made of it. The same data gives the same bytes. Throws `DocumentError`.
 */
export function createDocxRenderer(templates: Readonly<Record<string, DocxTemplate>>): DocxRenderer {
  for (const [name, { bytes, placeholders }] of Object.entries(templates)) {
    const unknown = unknownIn(partsOf(bytes, name), [placeholders]);
    if (unknown.length > 0) throw new DocumentError('DOCUMENT_PLACEHOLDER_UNKNOWN', `${name}: ${unknown.join(', ')}`);
  }
  return {
    render(name, data) {
      const template = templates[name];
      if (!template) throw new DocumentError('DOCUMENT_TEMPLATE_UNKNOWN', name);
      const paper = opened(template.bytes, name);
      try {
        // a word processor has faces of its own for what ours cannot print
        paper.render(tied(legible(data, () => true)));
      } catch (error) {
        throw new DocumentError('DOCUMENT_TEMPLATE_FAILED', `${name}: cannot be filled in: ${tagsOf(error)}`);
      }
      const zip = paper.getZip();
      for (const entry of Object.values(zip.files)) entry.date = NO_TIME;
      const docx = zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
      const renderer = `docxtemplater ${docxtemplaterVersion}, ${name} ${sha256(template.bytes).slice(0, 12)}`;
      return { docx, sha256: sha256(docx), renderer };
    },
  };
}

/** A number stays on one line with its percent sign. */
const tied = (data: unknown): unknown => JSON.parse(JSON.stringify(data).replaceAll(' %', '\u00a0%'));

/** The templates, with an office's own in place of those that its folder has; the folder need not be there. */
export const withOwn = <T extends Readonly<Record<string, DocxTemplate>>>(templates: T, folder: string): T =>
  Object.fromEntries(
    Object.entries(templates).map(([name, template]) => {
      const own = path.join(folder, template.file);
      return [name, existsSync(own) ? { ...template, bytes: readFileSync(own) } : template];
    }),
  ) as T;

/** A part of a template as the engine has parsed it: what `{#list}…{/list}` holds is below the name of the list. */
interface Part {
  readonly type: string;
  readonly value?: string;
  readonly subparsed?: readonly Part[];
}

/** All parts of a template, of its text, headers and properties. */
function partsOf(bytes: Buffer, name: string): readonly Part[] {
  const parts: Part[] = [];
  const listener = {
    name: 'placeholders',
    set({ inspect }: { readonly inspect?: { readonly postparsed?: readonly Part[] } }) {
      parts.push(...(inspect?.postparsed ?? []));
    },
  };
  opened(bytes, name, [listener]);
  return parts;
}

/** A name within a list may be that of a field of its items, or of whatever stands around the list. */
function unknownIn(parts: readonly Part[], scopes: readonly Placeholders[]): string[] {
  return parts.flatMap(({ type, value, subparsed = [] }) => {
    if (type !== 'placeholder' || value === undefined) return [];
    const found = scopes.find((scope) => Object.hasOwn(scope, value))?.[value];
    if (found === undefined) return [`{${value}}`];
    return unknownIn(subparsed, found === true ? scopes : [found, ...scopes]);
  });
}

function opened(bytes: Buffer, name: string, modules: object[] = []): Docxtemplater<PizZip> {
  try {
    return new Docxtemplater(new PizZip(bytes), {
      paragraphLoop: true,
      errorLogging: false,
      modules: modules,
      // a condition that does not hold has no value; a name that nobody knows was refused before
      nullGetter: () => '',
    });
  } catch (error) {
    throw new DocumentError('DOCUMENT_TEMPLATE_FAILED', `${name}: ${explained(error)}`);
  }
}

/** What the engine says of a template: names of tags that are not closed, never data. */
function explained(error: unknown): string {
  const { properties } = error as { properties?: { errors?: { properties?: { explanation?: string } }[] } };
  const all = properties?.errors?.map((e) => e.properties?.explanation ?? '').join('; ');
  return all ?? 'not a .docx file';
}

/** The tags that could not be filled in; what they would have said stays here. */
function tagsOf(error: unknown): string {
  const { properties } = error as { properties?: { xtag?: string; errors?: { properties?: { xtag?: string } }[] } };
  const all = properties?.errors?.map((e) => e.properties?.xtag) ?? [properties?.xtag];
  return all.map((tag) => `{${tag ?? '?'}}`).join(', ');
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
