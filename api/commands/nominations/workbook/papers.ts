import type { Text } from '../../../../domain/award';
import { Problem, problems } from '../../../../domain/errors';
import { sha256 } from '../../../../platform/store/canonical';
import type { Paper } from '../../../../platform/store';
import type { StoredFile } from '../../../../platform/store/files';
import type { PaperColumn } from '../../../../templates/sheets/nominations';
import { refused } from '../../../../templates/words';
import type { ApiContext } from '../../../context';
import type { FieldProblem } from '../../../schemas/parse';
import { secret, takeable, type Takeable } from '../../papers';
import { folded } from '../../sheets/cells';
import { fileKey, type NamedFile } from './upload';
import type { ReadRow } from './rows';

/** A paper of a draft to be, with the file that is still to be stored beside it. */
export interface PlannedPaper {
  readonly paper: Paper;
  readonly file?: Takeable;
}

export type StoredNames = ReadonlyMap<string, Omit<StoredFile, 'bytes'>>;

/** The papers that a row names, beside those of its draft that it has no column for. Unknown files are refused at their cell. */
export function papersOf(
  { papers: named, reader, fields }: Pick<ReadRow, 'papers' | 'reader' | 'fields'>,
  before: readonly Paper[],
  {
    files,
    stored,
    columns,
  }: { readonly files: UploadedFiles; readonly stored: StoredNames; readonly columns: readonly PaperColumn[] },
): readonly PlannedPaper[] {
  const planned: PlannedPaper[] = before.filter(({ kind }) => !named.has(kind)).map((paper) => ({ paper }));
  for (const [kind, names] of named) {
    const own = before.filter((paper) => paper.kind === kind);
    const title = columns.find((column) => column.kind === kind)?.name ?? kind;
    for (const name of names) {
      if (onPaper.has(folded(name))) {
        planned.push({ paper: own.find(({ attachment }) => attachment === undefined) ?? { kind, title } });
        continue;
      }
      const there = own.find(({ attachment }) => fileKey(stored.get(attachment ?? '')?.name ?? '') === fileKey(name));
      const sent = files.take(name);
      if (sent && fields.secretContent === true) reader.refuse(`paper:${kind}`, secret);
      else if (sent && 'wrong' in sent) reader.refuse(`paper:${kind}`, sent.wrong);
      else if (sent && !(there && stored.get(there.attachment!)?.sha256 === sha256(sent.bytes))) {
        planned.push({ paper: there ?? { kind, title }, file: sent });
      } else if (there) planned.push({ paper: there });
      else reader.refuse(`paper:${kind}`, notSent(name));
    }
  }
  const [last] = named.keys();
  if (planned.length > MOST_PAPERS && last !== undefined) reader.refuse(`paper:${last}`, tooMany);
  return inOrderOf(before, planned);
}

/** Of one dossier, as the API holds them. */
const MOST_PAPERS = 100;
const tooMany: Text = refused('workbook.tooManyPapers', { most: MOST_PAPERS });

/** What says that there is a paper and no file. */
const onPaper: ReadonlySet<string> = new Set(['co', 'x', 'ban giay']);

const notSent = (name: string): Text => refused('workbook.noFile', { name });

/** Papers that were there keep their places, so that an untouched row changes nothing. */
function inOrderOf(before: readonly Paper[], planned: readonly PlannedPaper[]): readonly PlannedPaper[] {
  const rank = ({ paper }: PlannedPaper): number => {
    const at = before.indexOf(paper);
    return at < 0 ? before.length : at;
  };
  return [...planned].sort((a, b) => rank(a) - rank(b));
}

/** The files of an upload after a look into each, and which of them a row has named. */
export interface UploadedFiles {
  /** Undefined when there is none of this name. */
  take(name: string): Takeable | { readonly wrong: Text } | undefined;
  /** Names that no row has named. */
  unnamed(): readonly string[];
}

/** Looks into every file that was sent, before anything is stored. @throws Problem STORE_BUSY */
export async function lookInto(
  context: Pick<ApiContext, 'pdfs'>,
  files: ReadonlyMap<string, NamedFile>,
): Promise<UploadedFiles> {
  const looked = new Map<string, Takeable | { readonly wrong: Text }>();
  for (const [key, file] of files) looked.set(key, await takeableOrWhy(context, file));
  const named = new Set<string>();
  return {
    take(name) {
      const key = fileKey(name);
      named.add(key);
      return looked.get(key);
    },
    unnamed: () => [...files].filter(([key]) => !named.has(key)).map(([, { name }]) => name),
  };
}

async function takeableOrWhy(
  context: Pick<ApiContext, 'pdfs'>,
  file: NamedFile,
): Promise<Takeable | { readonly wrong: Text }> {
  try {
    return await takeable(context, file);
  } catch (error) {
    if (!(error instanceof Problem) || problems[error.code].retry) throw error;
    const [said] = (error.data['fields'] ?? []) as readonly FieldProblem[];
    return { wrong: refused('workbook.file', { name: file.name, wrong: said ?? unfit }) };
  }
}

const unfit: Text = refused('workbook.wrongFile');
