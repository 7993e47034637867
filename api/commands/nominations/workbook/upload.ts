import { Problem } from '../../../../domain/errors';
import { cleaned } from '../../../../domain/words';
import { isCompound, isZip, unzip, ZipRefused } from '../../../../platform/bundle/unzip';
import { isWorkbook } from '../../../../platform/spreadsheets/package';
import { refused } from '../../../../templates/words';
import { invalid } from '../../../schemas/parse';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What came in one go: the sheets, and the files that its rows name. */
export interface Opened {
  readonly book: NamedFile;
  /** By name, as `fileKey` has it. */
  readonly files: ReadonlyMap<string, NamedFile>;
}

/** All files of one upload together. */
export const MOST_TOGETHER = 40 * 1024 * 1024;
const LIMITS = { mostUnpacked: 100 * 1024 * 1024, mostParts: 2_000 };

/** Names are the same whatever their capitals, and however their letters were composed. */
export const fileKey = (name: string): string => cleaned(name).toLowerCase();

/**
 * Takes apart what was sent: a workbook alone, with files beside it, or a ZIP of all. @throws Problem VALIDATION without one
 * workbook, UNSUPPORTED_TYPE, TOO_LARGE
 */
export function opened(uploads: readonly NamedFile[]): Opened {
  const all = uploads.flatMap(flattened);
  const [book, ...others] = all.filter(isSheet);
  if (!book) {
    throw invalid({ field: 'file', ...refused('workbook.none') });
  }
  // a workbook may itself be a paper of a dossier: the first one is read, unless two come side by side
  const named = [book, ...others].filter(({ name }) => /^(bieu|biểu)/i.test(cleaned(name)));
  if (others.length > 0 && named.length !== 1) {
    const names = [book, ...others].map(({ name }) => name).join(', ');
    throw invalid({ field: 'file', ...refused('workbook.several', { names }) });
  }
  const read = named[0] ?? book;
  const files = new Map<string, NamedFile>();
  for (const file of all.filter((one) => one !== read)) {
    const before = files.get(fileKey(file.name));
    if (before && !before.bytes.equals(file.bytes)) {
      throw invalid({ field: 'file', ...refused('workbook.sameName', { name: file.name }) });
    }
    files.set(fileKey(file.name), file);
  }
  return { book: read, files };
}

/** The files of a ZIP that is no office file; folders and what systems put beside files are left behind. */
function flattened(upload: NamedFile): readonly NamedFile[] {
  if (!isZip(upload.bytes)) return [upload];
  const parts = partsOf(upload.bytes);
  if (parts.has('[Content_Types].xml')) return [upload];
  return [...parts].flatMap(([path, bytes]) => {
    const name = path.split('/').pop()!;
    return path.startsWith('__MACOSX/') || /^(\.|~\$)/.test(name) ? [] : [{ name: cleaned(name), bytes }];
  });
}

function partsOf(bytes: Buffer): ReadonlyMap<string, Buffer> {
  try {
    return unzip(bytes, LIMITS);
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error;
    const { code, ...sentence } = faults[error.code];
    throw new Problem(code, `zip: ${error.code}`, { sentence });
  }
}

const damaged = {
  code: 'UNSUPPORTED_TYPE',
  ...refused('workbook.zipDamaged'),
} as const;
const faults = {
  notZip: damaged,
  corrupted: damaged,
  locked: {
    code: 'UNSUPPORTED_TYPE',
    ...refused('workbook.zipLocked'),
  },
  unpacksTooLarge: {
    code: 'TOO_LARGE',
    ...refused('workbook.zipLarge'),
  },
} as const;

/** A workbook by its parts, an office file that cannot be opened, or words. */
function isSheet({ name, bytes }: NamedFile): boolean {
  if (isCompound(bytes)) return /\.xls[xmb]?$/i.test(name);
  if (isZip(bytes)) return isWorkbook(partsOf(bytes).keys());
  return /\.(csv|txt|tsv)$/i.test(name);
}
