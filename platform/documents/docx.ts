import { createHash } from 'node:crypto';
import Docxtemplater from 'docxtemplater';
import { version as docxtemplaterVersion } from 'docxtemplater/package.json';
import PizZip from 'pizzip';
import { DocumentError } from './errors';
import { TemplateRefused, type TemplateFault, type TemplateFaultCode } from './faults';
import { escaped, paragraphsOf } from './ooxml';
import { readParts, type Parts } from './package';
import { faultsOf, lackingIn, usedIn, type Part, type Placeholders } from './placeholders';
import { dangersIn } from './safety';
import { legible } from './text';

/** A .docx file as an office edits it, with the names that it may use. */
export interface DocxTemplate {
  /** Kind, owner and version, as papers name it: `decision@STC/2`. */
  readonly label: string;
  readonly bytes: Uint8Array;
  readonly placeholders: Placeholders;
  /** The paper is made of what there is: nothing that it asks for must be there. */
  readonly lenient?: true;
}

export interface RenderedDocx {
  readonly docx: Buffer;
  readonly sha256: string;
  /** Versions of the engine and of the template: with the same data, the same string means the same bytes. */
  readonly renderer: string;
}

/** What was found of an uploaded file. Without faults it can be filled in. */
export interface ExaminedDocx {
  readonly faults: readonly TemplateFault[];
  /** Names that it uses, as paths. */
  readonly used: readonly string[];
}

type Data = Readonly<Record<string, unknown>>;

/** Entries of a file carry a time; the beginning of time for ZIP is no lie about when a paper was made. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * Fills in a template. One that asks for what there is not is refused by the name of the placeholder, before any paper is made of
 * it; what it needs and the data lack, by its path. The same data gives the same bytes. @throws DocumentError
 */
export function fill(template: DocxTemplate, data: Data): RenderedDocx {
  const { label, lenient } = template;
  const { paper, parts } = opened(template);
  const lacking = lenient === true ? [] : lackingIn(parts, template.placeholders, data);
  if (lacking.length > 0) throw new DocumentError('DOCUMENT_FACTS_MISSING', lacking.join(' '));
  try {
    // a word processor has faces of its own for what ours cannot print
    paper.render(tied(legible(data, () => true)));
  } catch (error) {
    throw new DocumentError('DOCUMENT_TEMPLATE_FAILED', `${label}: cannot be filled in: ${tagsOf(error)}`);
  }
  const renderer = `docxtemplater ${docxtemplaterVersion}, ${label} ${sha256(template.bytes).slice(0, 12)}`;
  const zip = paper.getZip();
  signed(zip, renderer);
  for (const entry of Object.values(zip.files)) entry.date = NO_TIME;
  const docx = zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
  return { docx, sha256: sha256(docx), renderer };
}

/** What a template needs and the data do not have, as paths. @throws DocumentError */
export const lacking = (template: DocxTemplate, data: Data): string[] =>
  template.lenient === true ? [] : lackingIn(opened(template).parts, template.placeholders, data);

/** Looks at an uploaded file, and fills it in once with `sample`, a value for every name. */
export function examine(
  bytes: Uint8Array,
  { placeholders, sample }: { placeholders: Placeholders; sample: Data },
): ExaminedDocx {
  try {
    const read = readParts(Buffer.from(bytes));
    const dangers = dangersIn(read);
    if (dangers.length > 0) throw new TemplateRefused(...dangers);
    const { parts } = parsed(read);
    const faults = faultsOf(parts, [placeholders]);
    if (faults.length > 0) throw new TemplateRefused(...faults.map((fault) => placed(fault, read)));
    const { docx } = fill({ label: 'sample', bytes, placeholders }, sample);
    const left = leftIn(readParts(docx));
    return { faults: left, used: usedIn(parts, [{ path: '', names: placeholders }]) };
  } catch (error) {
    if (error instanceof TemplateRefused) return { faults: error.faults, used: [] };
    if (error instanceof DocumentError)
      return { faults: [{ code: 'cannotBeFilledIn', where: error.detail }], used: [] };
    throw error;
  }
}

/** A number stays on one line with its percent sign. */
const tied = (data: unknown): unknown => JSON.parse(JSON.stringify(data).replaceAll(' %', '\u00a0%'));

/** A template of which every name is known. @throws DocumentError */
function opened({ bytes, label, placeholders }: DocxTemplate): Parsed {
  try {
    const found = parsed(readParts(Buffer.from(bytes)));
    const unknown = faultsOf(found.parts, [placeholders]).map(({ what }) => `{${what!}}`);
    if (unknown.length === 0) return found;
    throw new DocumentError('DOCUMENT_PLACEHOLDER_UNKNOWN', `${label}: ${unknown.join(', ')}`);
  } catch (error) {
    if (!(error instanceof TemplateRefused)) throw error;
    throw new DocumentError('DOCUMENT_TEMPLATE_FAILED', `${label}: ${error.message}`);
  }
}

interface Parsed {
  readonly paper: Docxtemplater<PizZip>;
  /** Of its text, headers and properties. */
  readonly parts: readonly Part[];
}

/** @throws TemplateRefused by tags that are not closed, with the text around them */
function parsed(read: Parts): Parsed {
  const zip = new PizZip();
  for (const [name, content] of read) zip.file(name, content);
  const parts: Part[] = [];
  const listener = {
    name: 'placeholders',
    set({ inspect }: { readonly inspect?: { readonly postparsed?: readonly Part[] } }) {
      parts.push(...(inspect?.postparsed ?? []));
    },
  };
  try {
    const paper = new Docxtemplater(zip, {
      paragraphLoop: true,
      errorLogging: false,
      modules: [listener],
      // a condition that does not hold has no value; a name that nobody knows was refused before
      nullGetter: () => '',
    });
    return { paper, parts };
  } catch (error) {
    throw new TemplateRefused(...complaintsOf(error).map((fault) => placed(fault, read)));
  }
}

/** What the engine says of tags: ids and names, never data. */
interface Complaint {
  readonly id?: string;
  readonly xtag?: string;
  readonly openingtag?: string;
  readonly closingtag?: string;
  readonly errors?: readonly { readonly properties?: Complaint }[];
}

const COMPLAINTS: Readonly<Record<string, TemplateFaultCode>> = {
  unclosed_tag: 'openBrace',
  unopened_tag: 'closeBrace',
  duplicate_open_tag: 'doubledBrace',
  duplicate_close_tag: 'doubledBrace',
  unclosed_loop: 'listNotClosed',
  unopened_loop: 'listNotOpened',
  unbalanced_loop_tags: 'listsCross',
  closing_tag_does_not_match_opening_tag: 'listsCross',
  raw_xml_tag_should_be_only_text_in_paragraph: 'rawTag',
};

function complaintsOf(error: unknown): TemplateFault[] {
  const { properties = {} } = error as { readonly properties?: Complaint };
  const all = properties.errors?.map((e) => e.properties ?? {}) ?? [properties];
  return all.map(({ id = '', xtag, openingtag, closingtag }) => {
    const what = (xtag ?? [openingtag, closingtag].filter(Boolean).join(', ')).replace(/^\{+|\}+$/g, '').slice(0, 60);
    return { code: COMPLAINTS[id] ?? 'cannotBeFilledIn', ...(what === '' ? {} : { what }) };
  });
}

/** A fault with the text of the paragraph in which it stands. */
function placed(fault: TemplateFault, read: Parts): TemplateFault {
  const { what } = fault;
  if (what === undefined || fault.where !== undefined) return fault;
  const paragraphs = [...read]
    .filter(([name]) => PROSE.test(name))
    .flatMap(([, xml]) => paragraphsOf(xml.toString('utf8')));
  if (fault.code === 'openBrace') return openedIn(paragraphs, what) ?? fault;
  const first = what.split(', ')[0]!;
  const tag = new RegExp(`[{/#^@]\\s*${first.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
  const paragraph = paragraphs.find((text) => tag.test(text)) ?? paragraphs.find((text) => text.includes(first));
  if (paragraph === undefined) return fault;
  const at = Math.max(0, paragraph.indexOf(first) - 60);
  return { ...fault, where: paragraph.slice(at, at + 160).trim() };
}

/** A brace that nothing closes: the engine then reads on into the next paragraph. */
function openedIn(paragraphs: readonly string[], read: string): TemplateFault | undefined {
  for (const where of paragraphs) {
    const rest = where.slice(where.lastIndexOf('{') + 1);
    const found = where.includes('{') && rest !== '' && (read.startsWith(rest) || rest.startsWith(read));
    if (found) return { code: 'openBrace', what: rest.slice(0, 60), where: where.slice(-160) };
  }
  return undefined;
}

/** Parts of a file that hold text. */
const PROSE = /^word\/(?!styles|settings|fontTable|theme|numbering)[^/]+\.xml$/;

/** Tags that stand where the engine does not look: they would be in every paper as they are. */
const leftIn = (read: Parts): TemplateFault[] =>
  [...read]
    .filter(([name]) => PROSE.test(name))
    .flatMap(([, xml]) => paragraphsOf(xml.toString('utf8')))
    .flatMap((text) => [...text.matchAll(/\{[#/^]?([A-Za-z]\w*)\}/g)].map(([, what]) => ({ what, text })))
    .map(({ what, text }) => ({ code: 'notFilledInHere', what: what!, where: text.slice(0, 160) }));

/** The tags that could not be filled in; what they would have said stays here. */
const tagsOf = (error: unknown): string =>
  complaintsOf(error)
    .map(({ what = '?' }) => `{${what}}`)
    .join(', ');

const CORE = 'docProps/core.xml';
const CORE_TYPE = 'application/vnd.openxmlformats-package.core-properties+xml';
const CORE_RELATION = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';

/** Which template made it, among the properties of the file (“Comments” of a word processor). */
function signed(zip: PizZip, renderer: string): void {
  const said = `<dc:description>${escaped(renderer)}</dc:description>`;
  const core = zip.file(CORE)?.asText();
  if (core?.includes('</cp:coreProperties>') && core.includes('xmlns:dc=')) {
    const rest = core.replace(/<dc:description(?:\s*\/>|>[^<]*<\/dc:description>)/g, '');
    zip.file(CORE, rest.replace('</cp:coreProperties>', `${said}</cp:coreProperties>`));
    return;
  }
  zip.file(
    CORE,
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties ' +
      'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
      `xmlns:dc="http://purl.org/dc/elements/1.1/">${said}</cp:coreProperties>`,
  );
  const within = (part: string, tag: string, known: string, more: string): void => {
    const xml = zip.file(part)?.asText() ?? '';
    if (!xml.includes(known)) zip.file(part, xml.replace(`</${tag}>`, `${more}</${tag}>`));
  };
  within('[Content_Types].xml', 'Types', CORE_TYPE, `<Override PartName="/${CORE}" ContentType="${CORE_TYPE}"/>`);
  within(
    '_rels/.rels',
    'Relationships',
    CORE_RELATION,
    `<Relationship Id="rIdCore" Type="${CORE_RELATION}" Target="${CORE}"/>`,
  );
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
