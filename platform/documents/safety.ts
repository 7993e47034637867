import type { TemplateFault } from './faults';
import type { Parts } from './package';
import { tagsIn, textOf } from './ooxml';

const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** Fields of Word that fetch something, run something, or put in a file. */
const FETCHING = /\b(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD|MACROBUTTON|EMBED)\b/i;

/** Changes that are still marked as such, with the name of who made them. */
const CHANGES = /<w:(ins|del|moveFrom|moveTo|rPrChange|pPrChange|sectPrChange|tblPrChange|cellIns|cellDel)[\s>/]/;

/**
 * What a file would do to whoever opens a paper that was made of it, or would carry into every such paper: macros, embedded
 * objects, links that are followed without being asked, fields that fetch, marked changes, comments.
 */
export function dangersIn(parts: Parts): readonly TemplateFault[] {
  const types = textPart(parts, '[Content_Types].xml');
  const names = [...parts.keys()];
  const macros = /macroEnabled|vnd\.ms-office\.vba/i.test(types) || names.some((n) => /vba(Project|Data)/i.test(n));
  if (macros) return [{ code: 'macros' }];
  if (!types.includes(MAIN) || !parts.has('word/document.xml')) return [{ code: 'notDocx' }];
  const xml = names.filter((name) => /\.(xml|rels)$/i.test(name));
  return [
    ...names
      .filter((n) => /(embeddings|activeX)\//i.test(n))
      .map((where): TemplateFault => ({ code: 'embedded', where })),
    ...xml.flatMap((name) => dangersOf(name, textPart(parts, name))),
  ];
}

const textPart = (parts: Parts, name: string): string => parts.get(name)?.toString('utf8') ?? '';

function dangersOf(name: string, xml: string): TemplateFault[] {
  // a document type can grow or reach out when it is read; office files have none. Another encoding would hide it
  if (/<!DOCTYPE|<!ENTITY/i.test(xml) || /^\W{0,3}<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8)/i.test(xml)) {
    return [{ code: 'doctype', where: name }];
  }
  if (xml.includes('\0')) return [{ code: 'corrupted', where: name }];
  if (name.endsWith('.rels')) return linksOut(xml);
  if (!name.startsWith('word/')) return [];
  return [
    ...fieldsIn(xml),
    ...(/<w:(altChunk|object|control)[\s>/]|<o:OLEObject/.test(xml)
      ? [{ code: 'embedded', where: name } as const]
      : []),
    ...(CHANGES.test(xml) ? [{ code: 'trackedChanges', where: name } as const] : []),
    ...(/<w:comment[\s>]/.test(xml) ? [{ code: 'comments', where: textOf(xml).slice(0, 80) } as const] : []),
  ];
}

/** Relations to the outside that are followed when the file is opened; a hyperlink waits for a click. */
function linksOut(xml: string): TemplateFault[] {
  return tagsIn(xml, 'Relationship').flatMap((relation) => {
    const target = relation('Target') ?? '';
    const inside =
      relation('TargetMode')?.toLowerCase() !== 'external' && !/^[a-z][a-z0-9+.-]+:|^\\\\|^\/\//i.test(target);
    const clicked = /\/hyperlink$/.test(relation('Type') ?? '') && /^(https?|mailto):/i.test(target);
    return inside || clicked ? [] : [{ code: 'externalLink', what: target.slice(0, 200) }];
  });
}

/** Instructions of fields; Word parts them as it likes, so they are read as one text. */
function fieldsIn(xml: string): TemplateFault[] {
  const simple = tagsIn(xml, 'w:fldSimple').map((field) => field('w:instr') ?? '');
  const complex = [...xml.matchAll(/<w:instrText[^>]*>([^<]*)<\/w:instrText>/g)].map((match) => match[1]!).join('');
  const found = [...simple, complex].flatMap((instruction) => FETCHING.exec(instruction)?.[1] ?? []);
  return [...new Set(found.map((name) => name.toUpperCase()))].map((what) => ({ code: 'field', what }));
}
