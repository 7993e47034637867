import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { NodeCompiler, type NodeError, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { version as compilerVersion } from '@myriaddreamin/typst-ts-node-compiler/package.json';
import { CLAIM, claimUniversalAccess } from './conformance';
import { DocumentError } from './errors';
import { loadFonts } from './fonts';
import { legible, printable } from './text';

/** A template: its Typst sources by file name, the one to start from, and how many pages a document may have. */
export interface TemplateSources {
  readonly main: string;
  readonly files: Readonly<Record<string, string>>;
  readonly maxPages?: number;
  /** It is made whatever its texts are: what cannot be printed is given by its number, not refused. */
  readonly legible?: true;
}

export interface RenderedDocument {
  readonly pdf: Uint8Array;
  readonly sha256: string;
  /** Versions of compiler and template and fonts: with the same data, the same string means the same bytes. */
  readonly renderer: string;
}

/** Makes documents where it is called; it is given one after another. */
export interface Compiler {
  compile(template: string, data: unknown): RenderedDocument;
  /** The pages one under the other as an SVG, to be looked at on a screen: its letters are shapes. */
  picture(template: string, data: unknown): string;
}

/** Never on disk: the compiler sees only the sources given to it. */
const WORKSPACE = join(__dirname, 'sources');

/** The compiler's cache is swept once in so many documents, since that looks at all of it; unbounded, it would grow for ever. */
const SWEEP_EVERY = 10;
/** How many sweeps a part stays in it unused. */
const CACHE_AGE = 1;

/**
 * Renders plain data by a named template to a tagged PDF that claims PDF/A-2a and PDF/UA-1. The same data gives the
 * same bytes, in this process and in any other, so a retry after a crash is safe. A list of a thousand takes seconds, all of
 * them on the thread that calls: `createRenderer` has one of its own for it. Throws `DocumentError`.
 */
export function createCompiler(templates: Readonly<Record<string, TemplateSources>>): Compiler {
  const fonts = loadFonts();
  const compiler = NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontBlobs: [...fonts.files] }] });
  for (const [name, { files }] of Object.entries(templates)) {
    for (const [file, source] of Object.entries(files)) compiler.addSource(join(WORKSPACE, name, file), source);
  }
  const engine = `typst ${typstVersion(compiler)}, typst-ts-node-compiler ${compilerVersion}, ${CLAIM}`;
  let made = 0;
  const sweep = (): void => {
    made += 1;
    if (made % SWEEP_EVERY === 0) compiler.evictCache(CACHE_AGE);
  };
  const covers = (codePoint: number) => fonts.covers(codePoint);

  const drawn = <T>(name: string, data: unknown, finish: (document: NodeTypstDocument) => T): T => {
    const template = templates[name];
    if (!template) throw new DocumentError('DOCUMENT_TEMPLATE_UNKNOWN', name);
    const json = JSON.stringify((template.legible ? legible : printable)(data, covers));
    try {
      return compiled(compiler, join(WORKSPACE, name, template.main), json, template.maxPages ?? Infinity, finish);
    } finally {
      sweep();
    }
  };

  return {
    picture: (name, data) => drawn(name, data, (document) => compiler.plainSvg(document)),
    compile(name, data) {
      const plain = drawn(name, data, (document) => conforming(compiler, document));
      const pdf = claimUniversalAccess(plain, fonts.names);
      const versions = `${name} ${templateHash(templates[name]!)}, tinos ${fonts.hash.slice(0, 12)}`;
      return { pdf, sha256: sha256(pdf), renderer: `${engine}, ${versions}` };
    },
  };
}

function compiled<T>(
  compiler: NodeCompiler,
  mainFilePath: string,
  data: string,
  maxPages: number,
  finish: (document: NodeTypstDocument) => T,
): T {
  const answer = compiler.compile({ mainFilePath, inputs: { data } });
  const document = answer.result;
  if (!document || answer.hasError()) throw refusal(compiler, answer.takeDiagnostics());
  // an unknown font is only a warning to the compiler, which then takes another one
  const warnings = answer.takeWarnings();
  if (warnings) throw refusal(compiler, warnings);
  if (document.numOfPages > maxPages) throw new DocumentError('DOCUMENT_TOO_LONG', `${document.numOfPages} pages`);
  return finish(document);
}

/** The compiler's own text on a failure may quote the document, so it stays here. */
function conforming(compiler: NodeCompiler, document: NodeTypstDocument): Uint8Array {
  try {
    return compiler.pdf(document, { pdfStandard: 'a-2a' });
  } catch {
    throw new DocumentError('DOCUMENT_TEMPLATE_FAILED', 'the document does not conform to PDF/A-2a');
  }
}

/** The messages of the compiler name places and functions of a template; `TOO_LONG` is the template's own word. */
function refusal(compiler: NodeCompiler, diagnostics: NodeError | null): DocumentError {
  const messages = diagnostics
    ? (compiler.fetchDiagnostics(diagnostics) as { message: string }[]).map(({ message }) => message)
    : ['no document'];
  const tooLong = messages.some((message) => message.includes('TOO_LONG'));
  return new DocumentError(tooLong ? 'DOCUMENT_TOO_LONG' : 'DOCUMENT_TEMPLATE_FAILED', messages.join('; '));
}

function typstVersion(compiler: NodeCompiler): string {
  const found: unknown = compiler.query(
    { mainFileContent: '#metadata(str(sys.version)) <version>' },
    { selector: '<version>', field: 'value' },
  );
  return Array.isArray(found) ? String(found[0]) : 'unknown';
}

function templateHash({ files }: TemplateSources): string {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify(sorted)).slice(0, 12);
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
