import { unzip } from '../../../../platform/bundle/unzip';
import { zipOf } from '../../../../platform/bundle/zip';
import type { ImportKind } from '../../../../templates/pages';
import type { NamedFile } from '../../../commands/nominations/workbook';
import { defined } from '../../../commands/shared';
import type { ApiContext, Caller } from '../../../context';

/** Workbooks of drafts and of old awards, and files with figures of a campaign, whose code stands for the round. */
export type KeptKind = ImportKind | 'figures';

/** What somebody has sent and not confirmed yet: as one file, beside nothing, for nobody but him. */
export interface KeptUpload<K extends KeptKind = ImportKind> {
  readonly id: string;
  readonly kind: K;
  readonly unit?: string;
  readonly round?: string;
  readonly uploads: readonly NamedFile[];
}

const entityOf = ({ actor, unit = '' }: Caller, kind: KeptKind): string => `import/${kind}/${actor}@${unit}`;
/** The entry that has the names of the others: a name may hold what the path of an entry may not. */
const NAMES = 'names.json';
const LIMITS = { mostUnpacked: 100 * 1024 * 1024, mostParts: 1_000 };

/** Keeps it in place of what he has sent of the same kind and never confirmed; the same again is the same one. */
export async function keepUpload<K extends KeptKind>(
  { store, clock }: ApiContext,
  caller: Caller,
  { kind, unit, round, uploads }: Omit<KeptUpload<K>, 'id'>,
): Promise<string> {
  const bytes = zipOf([
    { name: NAMES, bytes: JSON.stringify(uploads.map(({ name }) => name)) },
    ...uploads.map((file, i) => ({ name: String(i), bytes: file.bytes })),
  ]);
  const entity = entityOf(caller, kind);
  for (const older of await store.files.idsOf(entity)) await store.files.remove(older);
  const metadata = { entity, kind, ...defined({ unit, round }) };
  return (await store.files.put(uploads[0]!.name, bytes, metadata, clock.now())).id;
}

/** What he has sent under this id, of one of these kinds; undefined once it is saved, or of somebody else. */
export async function keptUpload<K extends KeptKind>(
  { store }: ApiContext,
  caller: Caller,
  id: string,
  kinds: readonly K[],
): Promise<KeptUpload<K> | undefined> {
  const about = /^[0-9a-f]{64}$/.test(id) ? await store.files.about(id) : undefined;
  const kind = kinds.find((one) => one === about?.metadata['kind']);
  if (kind === undefined || about?.metadata['entity'] !== entityOf(caller, kind)) return undefined;
  const stored = await store.files.get(id);
  if (!stored) return undefined;
  const { unit, round } = stored.metadata;
  const parts = unzip(stored.bytes, LIMITS);
  const names = JSON.parse(parts.get(NAMES)!.toString()) as readonly string[];
  const uploads = names.map((name, i) => ({ name, bytes: parts.get(String(i))! }));
  return { id, kind, ...defined({ unit, round }), uploads };
}

/** After it is saved nobody needs it any more. */
export const dropUpload = ({ store }: ApiContext, { id }: Pick<KeptUpload, 'id'>): Promise<void> =>
  store.files.remove(id);
