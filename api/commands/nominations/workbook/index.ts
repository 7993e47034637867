import { Problem } from '../../../../domain/errors';
import { readSheets, type Sheet } from '../../../../platform/spreadsheets/read';
import { GUIDE, guideMarks } from '../../../../templates/sheets/nominations';
import { refused } from '../../../../templates/words';
import type { ApiContext, Caller } from '../../../context';
import { invalid } from '../../../schemas/parse';
import { folded } from '../../sheets/cells';
import { inOrder, type CellFault } from '../../sheets/rows';
import { isWithin, mustHave } from '../../shared';
import { lookInto, type UploadedFiles } from './papers';
import { planFor, type Parties, type Plan } from './plan';
import { draftRows } from './rows';
import { save } from './save';
import { opened, type NamedFile } from './upload';

export { MOST_TOGETHER, type NamedFile } from './upload';

/** For which unit and round a workbook is taken down or comes back. */
export interface WorkbookAsked {
  readonly caller: Caller;
  /** That of the caller when absent. */
  readonly unit?: string;
  readonly round: string;
}

export interface WorkbookOutcome {
  /** Rows that were read. */
  readonly rows: number;
  readonly faults: readonly CellFault[];
  /** What the rows would bring about, or have brought about. */
  readonly changes: Readonly<Record<'created' | 'changed' | 'unchanged', number>>;
  readonly saved: boolean;
}

/** What was read of an upload, and what it would bring about. */
export interface Looked extends WorkbookOutcome {
  readonly parties: Parties;
  readonly sheets: readonly Sheet[];
  readonly name: string;
  readonly plan: Plan;
}

/** How often an upload is compared anew when others write at the same time. */
const TRIES = 3;

/**
 * Takes drafts of a unit in from its workbook, with the files that its rows name. First everything is read and compared; with one
 * wrong cell nothing is saved, else all of it at once. The same workbook again changes nothing.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, UNSUPPORTED_TYPE, TOO_LARGE, each with a sentence; STORE_BUSY
 */
export async function importWorkbook(
  context: ApiContext,
  asked: WorkbookAsked & { readonly uploads: readonly NamedFile[]; readonly dryRun: boolean },
): Promise<WorkbookOutcome> {
  const { caller, dryRun } = asked;
  for (let tries = 1; ; tries += 1) {
    const looked = await lookAtWorkbook(context, asked);
    if (dryRun || looked.faults.length > 0) return looked;
    try {
      await save(context, caller, looked.parties, looked.plan);
      return { ...looked, saved: true };
    } catch (error) {
      // somebody has changed or created one of them meanwhile: what is in the way now is named
      if (!(error instanceof Problem && error.code === 'STATE_CHANGED') || tries === TRIES) throw error;
    }
  }
}

/** Reads and compares, and saves nothing. @throws Problem as `importWorkbook` does */
export async function lookAtWorkbook(
  context: ApiContext,
  asked: WorkbookAsked & { readonly uploads: readonly NamedFile[] },
): Promise<Looked> {
  mustHave(asked.caller, 'writeDrafts');
  const parties = await partiesOf(context, asked);
  const { book, files } = opened(asked.uploads);
  if (files.size > 0) mustHave(asked.caller, 'attach');
  const sheets = await readSheets(book.bytes);
  const read = draftRows(context, sheets);
  const looked = await lookInto(context, files);
  const plan = await planFor(context, asked.caller, parties, read.rows, looked);
  const faults = inOrder(
    [
      ...ofAnother(sheets, parties),
      ...read.faults,
      ...read.rows.flatMap(({ reader }) => reader.faults),
      ...leftOver(looked),
    ],
    sheets,
  );
  const created = plan.changes.filter(({ before }) => before === undefined).length;
  const changes = { created, changed: plan.changes.length - created, unchanged: plan.unchanged };
  return { rows: read.rows.length, faults, changes, saved: false, parties, sheets, name: book.name, plan };
}

/** The unit and round of a workbook. @throws Problem NOT_FOUND, also for a unit outside the caller's; VALIDATION */
export async function partiesOf(context: ApiContext, { caller, unit: said, round }: WorkbookAsked): Promise<Parties> {
  const { store } = context;
  const code = said ?? caller.unit;
  if (code === undefined) throw invalid({ field: 'unit', ...refused('unitNeeded') });
  const unit = await store.units.get(code);
  if (!unit || !(await isWithin(context, caller, code))) throw new Problem('NOT_FOUND', code);
  const found = await store.rounds.get(round);
  if (!found) throw invalid({ field: 'round', ...refused('noRound') });
  return { unit, round: found };
}

/** A workbook that was taken down for another unit or round. */
function ofAnother(sheets: readonly Sheet[], { unit, round }: Parties): CellFault[] {
  const guide = sheets.find(({ name }) => folded(name) === folded(GUIDE));
  const wanted = [
    [guideMarks.unit, unit._id, 'workbook.ofOtherUnit'],
    [guideMarks.round, round._id, 'workbook.ofOtherRound'],
  ] as const;
  return wanted.flatMap(([mark, code, key]): CellFault[] => {
    const at = guide?.rows.findIndex(([cell]) => typeof cell === 'string' && folded(cell) === folded(mark)) ?? -1;
    const said = guide?.rows[at]?.[1];
    if (!guide || said === undefined || String(said) === code) return [];
    return [
      {
        sheet: guide.name,
        row: at + 1,
        column: 'B',
        heading: mark,
        ...refused(key, { said: String(said), code }),
      },
    ];
  });
}

/** Nothing that was sent is dropped without a word. */
const leftOver = (files: UploadedFiles): CellFault[] =>
  files.unnamed().map((name) => ({
    sheet: name,
    row: 1,
    ...refused('workbook.unnamedFile', { name }),
  }));
