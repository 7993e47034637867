import { dayOf } from '../../../../domain/time';
import { writeWorkbook } from '../../../../platform/spreadsheets/write';
import { dayText } from '../../../../templates/format';
import {
  columnsFor,
  nominationSheets,
  type DraftRow,
  type NomineeKind,
} from '../../../../templates/sheets/nominations';
import type { Language } from '../../../../platform/store';
import { fileName, toMend, EMPTY } from '../../../../templates/documents/file-names';
import type { ApiContext } from '../../../context';
import { everything, mustHave } from '../../shared';
import { explained, type LayoutOf } from '../../sheets/explained';
import { columnsOf } from '../../sheets/rows';
import { lookAtWorkbook, partiesOf, type NamedFile, type WorkbookAsked } from './index';
import { cellsOf, fingerprint, layoutFor, listsFor, paperColumns } from './layout';
import { kindOf, takenText } from './rows';

/**
 * The workbook of a unit for a round: with the drafts that it has now, or empty; lists of what may be chosen, and what to do.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION
 */
export async function workbookFor(
  context: ApiContext,
  asked: WorkbookAsked & { readonly empty: boolean },
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  mustHave(asked.caller, 'writeDrafts');
  const { store, pack, clock } = context;
  const { unit, round } = await partiesOf(context, asked);
  const rows: Record<NomineeKind, DraftRow[]> = { person: [], collective: [], household: [] };
  const drafts = asked.empty
    ? []
    : await everything((paging) =>
        store.nominations.list({ unit: unit._id, round: round._id, status: 'draft' }, paging),
      );
  const files = await store.files.aboutMany([
    ...new Set(drafts.flatMap(({ dossier }) => dossier.papers.flatMap(({ attachment }) => attachment ?? []))),
  ]);
  // oldest first, as they were written
  for (const { _id, version, dossier, unitProposal } of drafts.reverse()) {
    if (unitProposal !== undefined) continue;
    const cells = cellsOf(context, dossier, (attachment) => files.get(attachment)?.name);
    rows[dossier.nominee.kind].push({ id: _id, version: takenText(version, fingerprint(cells)), ...cells });
  }
  const of = {
    unit: { code: unit._id, name: unit.name },
    round: { code: round._id, name: round.name, deadline: dayText('vi', round.deadline) },
  };
  const sheets = nominationSheets(of, rows, paperColumns(pack), listsFor(context, round));
  const made = asked.empty ? EMPTY : dayText('vi', dayOf(clock.now())).replaceAll('/', '-');
  return {
    name: `${fileName('workbook', unit._id, round._id, made)}.xlsx`,
    bytes: await writeWorkbook(...sheets),
  };
}

/**
 * What came, as a workbook in which every wrong cell is coloured and explained; with nothing wrong it says so in its sheet of
 * faults. @throws Problem as `importWorkbook` does
 */
export async function explainedWorkbook(
  context: ApiContext,
  asked: WorkbookAsked & { readonly uploads: readonly NamedFile[]; readonly language: Language },
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const { sheets, faults, name } = await lookAtWorkbook(context, asked);
  const bytes = await explained(sheets, faults, asked.language, layoutIn(context));
  return { name: toMend(name), bytes };
}

/** Widths and hidden columns as in the workbook that is taken down, wherever its columns have come to stand. */
const layoutIn =
  ({ pack }: ApiContext): LayoutOf =>
  (sheet) => {
    const papers = paperColumns(pack);
    const kind = kindOf(sheet, papers);
    if (!kind) return undefined;
    const { at } = columnsOf(sheet, layoutFor(kind, papers));
    const widths = sheet.rows[0]!.map(() => 20);
    for (const [column, , width] of columnsFor(kind, papers)) {
      const index = at.get(column);
      if (index !== undefined) widths[index] = width;
    }
    const version = at.get('version');
    return {
      widths,
      ...(version === undefined ? {} : { hidden: [version] }),
    };
  };
