import type { Text } from '../../../../domain/award';
import { Problem } from '../../../../domain/errors';
import { countText } from '../../../../domain/text';
import { dayOf, type Day } from '../../../../domain/time';
import type { Cell, Sheet } from '../../../../platform/spreadsheets/read';
import type { Dossier } from '../../../../platform/store';
import { dayText } from '../../../../templates/format';
import { refused } from '../../../../templates/words';
import {
  FAULTS,
  GUIDE,
  LISTS,
  sheetNames,
  type DraftColumn,
  type DraftRow,
  type NomineeKind,
  type PaperColumn,
} from '../../../../templates/sheets/nominations';
import type { ApiContext } from '../../../context';
import { dossier as dossierSchema } from '../../../schemas/content';
import { parse, type FieldProblem } from '../../../schemas/parse';
import { awardNamed, choiceIn, dayIn, folded, listIn, wordsIn, yearIn } from '../../sheets/cells';
import { addresses, commendations, procedures, yesNo } from '../../../../templates/sheets/choices';
import { columnsOf, oddly, RowReader, type CellFault, type Place } from '../../sheets/rows';
import { fingerprint, layoutFor, paperColumns } from './layout';

/** A row of a sheet as it was read. */
export interface ReadRow {
  readonly place: Place;
  readonly kind: NomineeKind;
  readonly id?: string;
  /** The version of its draft when it was taken down, and what the row said then. */
  readonly taken?: { readonly version: number; readonly said: string };
  /** What the row says now. */
  readonly said: string;
  /** Without papers; what the file has no column for is left out, what its cell leaves empty is undefined. */
  readonly fields: Omit<Dossier, 'papers'>;
  /** What the cells of papers name, by kind; a kind without a column is left out. */
  readonly papers: ReadonlyMap<string, readonly string[]>;
  readonly reader: RowReader<DraftColumn>;
}

/** More drafts in one file are more than one unit has in a round. */
const MOST_DRAFTS = 2_000;

/** Reads the rows of all sheets; wrong cells stay with the reader of their row, wrong sheets are among the faults. */
export function draftRows(
  context: Pick<ApiContext, 'catalogue' | 'clock' | 'pack'>,
  sheets: readonly Sheet[],
): { readonly rows: readonly ReadRow[]; readonly faults: readonly CellFault[] } {
  const rows: ReadRow[] = [];
  const faults: CellFault[] = [];
  const papers = paperColumns(context.pack);
  for (const sheet of sheets) {
    if (sheet.rows.length === 0 || [LISTS, GUIDE, FAULTS].some((name) => folded(name) === folded(sheet.name))) continue;
    const kind = kindOf(sheet, papers);
    if (!kind) {
      faults.push({ sheet: sheet.name, row: 1, ...unknownSheet });
      continue;
    }
    const layout = layoutFor(kind, papers);
    const found = columnsOf(sheet, layout);
    faults.push(...found.faults);
    if (found.faults.length > 0) continue;
    sheet.rows.forEach((cells, i) => {
      if (i === 0 || cells.every((cell) => cell === undefined)) return;
      const reader = new RowReader({ sheet: sheet.name, row: i + 1 }, cells, found.at, layout.headings);
      for (const oddity of sheet.oddities ?? []) {
        const [column] = [...found.at].find(([, at]) => at === oddity.column) ?? [];
        if (oddity.row === i && column !== undefined) reader.refuse(column, oddly[oddity.kind](oddity));
      }
      rows.push(draftRow(context, reader, kind, [...found.at.keys()]));
    });
    faults.push(...mergedHeads(sheet));
  }
  if (rows.length > MOST_DRAFTS) {
    const sentence = refused('workbook.tooManyRows', { n: countText(rows.length), most: countText(MOST_DRAFTS) });
    throw new Problem('TOO_LARGE', `${rows.length} rows`, { sentence });
  }
  if (rows.length === 0 && faults.length === 0) faults.push({ sheet: sheets[0]?.name ?? '', row: 1, ...noRows });
  return { rows, faults };
}

const kinds = Object.keys(sheetNames) as NomineeKind[];

const unknownSheet: Text = refused('workbook.otherSheet', {
  person: sheetNames.person,
  collective: sheetNames.collective,
  household: sheetNames.household,
});
const noRows: Text = refused('sheet.noRows');

/** By the name of the sheet; that of CSV by its headings. */
export function kindOf(sheet: Sheet, papers: readonly PaperColumn[]): NomineeKind | undefined {
  const named = kinds.find((kind) => folded(sheetNames[kind]) === folded(sheet.name));
  if (named || sheet.name !== 'CSV') return named;
  const missing = (kind: NomineeKind): number => columnsOf(sheet, layoutFor(kind, papers)).faults.length;
  return [...kinds].sort((a, b) => missing(a) - missing(b))[0];
}

/** A merged heading hides the columns below it. */
const mergedHeads = (sheet: Sheet): CellFault[] =>
  (sheet.oddities ?? [])
    .filter(({ kind, row }) => kind === 'merged' && row === 0)
    .map((oddity) => ({ sheet: sheet.name, row: 1, ...oddly.merged(oddity) }));

const textOf = (cell: Cell): string =>
  cell === undefined ? '' : cell instanceof Date ? dayText('vi', cell.toISOString().slice(0, 10)) : String(cell);

function draftRow(
  { catalogue, clock, pack }: Pick<ApiContext, 'catalogue' | 'clock' | 'pack'>,
  reader: RowReader<DraftColumn>,
  kind: NomineeKind,
  present: readonly DraftColumn[],
): ReadRow {
  const today = dayOf(clock.now());
  const words = (column: DraftColumn): string => reader.take(column, wordsIn(reader.cell(column)), '?');
  const maybe = (column: DraftColumn): string | undefined =>
    reader.cell(column) === undefined ? undefined : words(column);
  const choice = <T extends string>(column: DraftColumn, of: readonly (readonly [T, ...string[]])[], instead: T): T =>
    reader.take(column, choiceIn(reader.cell(column), of), instead);
  const yes = (column: DraftColumn): boolean | undefined =>
    reader.cell(column) === undefined ? undefined : choice(column, yesNo, 'no') === 'yes';
  const prose = (column: DraftColumn): string => textOf(reader.cell(column));
  const day = (column: DraftColumn, instead: Day): Day => reader.take(column, dayIn(reader.cell(column)), instead);
  const has = (column: DraftColumn): boolean => present.includes(column);

  const nominee = nomineeOf(kind, { words, maybe, address: () => choice('address', addresses, 'Ông') });
  const awardSaid = words('award');
  const award = awardSaid === '?' ? 'X' : reader.take('award', awardNamed(awardSaid, kind, catalogue), 'X');
  const fields = {
    award,
    awardYear: reader.take('awardYear', yearIn(reader.cell('awardYear'), today), Number(today.slice(0, 4))),
    commendationType: choice('commendationType', commendations, 'merit'),
    nominee,
    achievementPeriod: { from: day('periodFrom', ''), to: day('periodTo', '') },
    merit: prose('merit'),
    ...(has('procedure')
      ? { procedure: reader.cell('procedure') === undefined ? 'normal' : choice('procedure', procedures, 'normal') }
      : {}),
    ...(has('posthumous') ? { posthumous: yes('posthumous') ?? false } : {}),
    ...(has('basis') ? { basis: prose('basis') || undefined } : {}),
    ...(has('criterion') ? { criterion: maybe('criterion') } : {}),
    ...(has('achievement') ? { achievement: maybe('achievement') } : {}),
    ...(has('initiatives') ? { initiatives: orNone(listIn(reader.cell('initiatives'))) } : {}),
    ...(has('secretContent') ? { secretContent: yes('secretContent') } : {}),
    ...(has('flags') ? { flags: flagsIn(reader, pack.flags) } : {}),
  };
  const checked = checkedBySchema(reader, fields);
  const cells = Object.fromEntries(present.map((column) => [column, textOf(reader.cell(column))])) as DraftRow;
  const id = maybe('id');
  const taken = takenIn(textOf(reader.cell('version')));
  return {
    place: reader.place,
    kind,
    ...(id === undefined ? {} : { id }),
    ...(taken ? { taken } : {}),
    said: fingerprint(cells),
    fields: { ...(fields as Omit<Dossier, 'papers'>), ...checked },
    papers: new Map(
      present.flatMap((column): [string, string[]][] =>
        column.startsWith('paper:') ? [[column.slice('paper:'.length), listIn(reader.cell(column))]] : [],
      ),
    ),
    reader,
  };
}

const orNone = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);

interface NomineeCells {
  readonly words: (column: DraftColumn) => string;
  readonly maybe: (column: DraftColumn) => string | undefined;
  readonly address: () => 'Ông' | 'Bà' | 'đồng chí';
}

function nomineeOf(kind: NomineeKind, { words, maybe, address }: NomineeCells): Dossier['nominee'] {
  const name = words('name');
  if (kind === 'household') return { kind, name, residence: words('residence') };
  const code = maybe('code');
  if (kind === 'collective') return { kind, ...(code === undefined ? {} : { collective: code }), name };
  const named = code === undefined ? {} : { person: code };
  return { kind, ...named, name, address: address(), post: words('post'), unitName: words('unitName') };
}

function flagsIn(reader: RowReader<DraftColumn>, flags: ApiContext['pack']['flags']): readonly string[] {
  return listIn(reader.cell('flags')).map((said) => {
    const found = flags.find((f) => f.code === said || folded(f.name.vi) === folded(said));
    if (found) return found.code;
    const there = { vi: flags.map(({ name }) => name.vi).join('; '), en: flags.map(({ name }) => name.en).join('; ') };
    reader.refuse('flags', refused('workbook.noFlag', { said, there }));
    return said;
  });
}

/** `3.ab12cd34ef56`: version, and what the row said when it was taken down. */
export const takenText = (version: number, said: string): string => `${version}.${said}`;

function takenIn(text: string): ReadRow['taken'] {
  const [, version, said] = /^(\d{1,9})\.([0-9a-f]{12})$/.exec(text) ?? [];
  return version === undefined ? undefined : { version: Number(version), said: said! };
}

/** Lengths, codes, hidden characters: as the API holds them. What it has cleaned is what is kept. */
function checkedBySchema(reader: RowReader<DraftColumn>, fields: object): Partial<Dossier> {
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  try {
    const whole = parse(dossierSchema, { ...said, papers: [] });
    return Object.fromEntries(Object.entries(whole).filter(([name]) => name in said));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    for (const { field, vi, en } of error.data['fields'] as readonly FieldProblem[]) {
      const column = columnOfField(field);
      if (column !== undefined) reader.refuse(column, { vi, en });
    }
    return {};
  }
}

const columnsOfFields: Readonly<Record<string, DraftColumn>> = {
  'nominee.person': 'code',
  'nominee.collective': 'code',
  'nominee.kind': 'award',
  'achievementPeriod.from': 'periodFrom',
  'achievementPeriod.to': 'periodTo',
  achievementPeriod: 'periodTo',
};

/** The column in which a field of a dossier is written. */
export function columnOfField(field: string): DraftColumn | undefined {
  const known = columnsOfFields[field];
  if (known) return known;
  const [head = '', name] = field.split('.');
  if (head === 'nominee') return name as DraftColumn;
  return head === 'papers' || head === 'unit' ? undefined : (head as DraftColumn);
}
