import type { ZipEntry } from '../../../platform/bundle';
import type { StoredFile } from '../../../platform/store/files';
import type { DossierIndexRecords } from '../../../templates/documents/office';
import { packNotes } from '../../../templates/documents/pack-texts';
import type { ApiContext } from '../../context';

/** A paper of a pack: a line of its index, and its file where there is one. */
export type Piece = Omit<DossierIndexRecords['items'][number], 'file'> & {
  readonly ending?: string;
  readonly bytes?: ZipEntry['bytes'];
};

/** For a plain editor of any Windows. */
export const textFile = (lines: readonly string[]): Pick<Piece, 'ending' | 'bytes'> => ({
  ending: 'txt',
  bytes: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8'),
});

export const onPaper = { note: packNotes.onPaper } as const;

/** A file of ours; one that is not there is told, not left out. */
export async function stored({ store }: ApiContext, file: string | undefined): Promise<Partial<Piece>> {
  const found: StoredFile | undefined = file === undefined ? undefined : await store.files.get(file);
  if (!found) return { note: packNotes.noFile };
  return { ending: /\.([A-Za-z0-9]{1,5})$/.exec(found.name)?.[1] ?? 'bin', bytes: found.bytes };
}

/** A file that lies with a decision: the pack of that decision has it once, and only names it in each of its dossiers. */
export const storedWith = async (
  context: ApiContext,
  { decision, packOf }: { readonly decision: string; readonly packOf: string | undefined },
  file: string | undefined,
): Promise<Partial<Piece>> =>
  decision === packOf && file !== undefined ? { note: packNotes.besides } : await stored(context, file);
