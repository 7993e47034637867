import { Problem } from '../../domain/errors';
import type { Day } from '../../domain/time';
import type { DocxTemplate, ExaminedDocx, RenderedDocx } from './docx';
import type { Placeholders } from './placeholders';
import type { DocxRenderer } from './renderer';

/** A template as it comes with the service: version 0 of its kind. */
export interface ShippedTemplate {
  readonly bytes: Buffer;
  readonly placeholders: Placeholders;
  readonly lenient?: true;
}

/** Whose paper it is, and which version of its template: the one in force on a day, or one by its number. */
export interface PaperOwner {
  /** The agency; absent: the province. */
  readonly unit?: string;
  readonly version: number | { readonly inForceOn: Day };
}

/** The templates of agencies. */
export interface OwnTemplates {
  /** Number of the version that an agency has adopted and that is in force on a day; undefined: it has adopted none. */
  inForce(kind: string, unit: string | undefined, on: Day): Promise<number | undefined>;
  /** @throws Problem NOT_FOUND */
  bytes(kind: string, unit: string | undefined, version: number): Promise<Buffer>;
}

/** Makes papers of .docx templates: the agency's own, or those that come with the service. */
export interface Office<Kind extends string> {
  /** Number of the version that is meant; 0: the one that comes with the service. */
  versionOf(kind: Kind, owner: PaperOwner): Promise<number>;
  /** @throws Problem NOT_FOUND */
  bytes(kind: Kind, owner: PaperOwner): Promise<Buffer>;
  /** @throws DocumentError, Problem NOT_FOUND, STORE_BUSY */
  make(kind: Kind, owner: PaperOwner, data: object): Promise<RenderedDocx>;
  /** What the paper would lack, as paths. @throws DocumentError, Problem NOT_FOUND, STORE_BUSY */
  lacking(kind: Kind, owner: PaperOwner, data: object): Promise<readonly string[]>;
  /** Looks at a file that shall become a template of this kind, and fills it in once. @throws Problem STORE_BUSY */
  examine(kind: Kind, bytes: Buffer, sample: object): Promise<ExaminedDocx>;
}

/** @param own absent: only what comes with the service */
export function createOffice<Kind extends string>({
  shipped,
  docx,
  own,
}: {
  readonly shipped: Readonly<Record<Kind, ShippedTemplate>>;
  readonly docx: DocxRenderer;
  readonly own?: OwnTemplates;
}): Office<Kind> {
  async function versionOf(kind: Kind, { unit, version }: PaperOwner): Promise<number> {
    if (typeof version === 'number') return version;
    return (await own?.inForce(kind, unit, version.inForceOn)) ?? 0;
  }
  async function bytesOf(kind: Kind, unit: string | undefined, version: number): Promise<Buffer> {
    if (version === 0) return shipped[kind].bytes;
    if (!own) throw new Problem('NOT_FOUND', `${kind} ${version}`);
    return own.bytes(kind, unit, version);
  }
  async function template(kind: Kind, owner: PaperOwner): Promise<DocxTemplate> {
    const version = await versionOf(kind, owner);
    const { placeholders, lenient } = shipped[kind];
    return {
      label: `${kind}${version === 0 || owner.unit === undefined ? '' : `@${owner.unit}`}/${version}`,
      bytes: await bytesOf(kind, owner.unit, version),
      placeholders: bare(placeholders),
      ...(lenient === true ? { lenient } : {}),
    };
  }
  return {
    versionOf,
    bytes: async (kind, owner) => bytesOf(kind, owner.unit, await versionOf(kind, owner)),
    make: async (kind, owner, data) => docx.fill(await template(kind, owner), { ...data }),
    lacking: async (kind, owner, data) => docx.lacking(await template(kind, owner), { ...data }),
    examine: (kind, bytes, sample) =>
      docx.examine(bytes, { placeholders: bare(shipped[kind].placeholders), sample: { ...sample } }),
  };
}

/** The tree alone, without what is said of its names to people. */
const bare = (names: Placeholders): Placeholders =>
  Object.fromEntries(
    Object.entries(names).map(([name, { optional, items }]) => [
      name,
      { ...(optional === true ? { optional } : {}), ...(items ? { items: bare(items) } : {}) },
    ]),
  );
