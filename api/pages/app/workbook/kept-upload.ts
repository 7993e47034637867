import { unzip } from '../../../../platform/bundle/unzip';
import { zipOf } from '../../../../platform/bundle/zip';
import type { ImportKind } from '../../../../templates/pages';
import type { NamedFile } from '../../../commands/nominations/workbook';
import { defined } from '../../../commands/shared';
import type { ApiContext, Caller } from '../../../context';

/** What somebody has sent and not confirmed yet: as one file, beside nothing, for nobody but him. */
export interface KeptUpload {
  readonly id: string;
  readonly kind: ImportKind;
  readonly unit?: string;
  readonly round?: string;
  readonly uploads: readonly NamedFile[];
}

const entityOf = ({ actor, unit = '' }: Caller): string => `import/${actor}@${unit}`;
const LIMITS = { mostUnpacked: 100 * 1024 * 1024, mostParts: 1_000 };

/** Keeps it; the same again is the same one. */
export async function keepUpload(
  { store, clock }: ApiContext,
  caller: Caller,
  { kind, unit, round, uploads }: Omit<KeptUpload, 'id'>,
): Promise<string> {
  // numbered, for two files may have one name
  const bytes = zipOf(uploads.map((file, i) => ({ name: `${i}/${file.name}`, bytes: file.bytes })));
  const metadata = { entity: entityOf(caller), kind, ...defined({ unit, round }) };
  return (await store.files.put(uploads[0]!.name, bytes, metadata, clock.now())).id;
}

/** What he has sent under this id; undefined once it is saved, or of somebody else. */
export async function keptUpload({ store }: ApiContext, caller: Caller, id: string): Promise<KeptUpload | undefined> {
  const about = /^[0-9a-f]{64}$/.test(id) ? await store.files.about(id) : undefined;
  if (about?.metadata['entity'] !== entityOf(caller)) return undefined;
  const stored = await store.files.get(id);
  if (!stored) return undefined;
  const { kind, unit, round } = stored.metadata;
  const uploads = [...unzip(stored.bytes, LIMITS)].map(([path, bytes]) => ({
    name: path.replace(/^\d+\//, ''),
    bytes,
  }));
  return { id, kind: kind === 'awards' ? 'awards' : 'drafts', ...defined({ unit, round }), uploads };
}

/** After it is saved nobody needs it any more. */
export const dropUpload = ({ store }: ApiContext, { id }: KeptUpload): Promise<void> => store.files.remove(id);
