import type { Language } from '../../../../platform/store';
import type { AppFrame, PageData } from '../../../../templates/pages';
import type { ImportOutcome } from '../../../commands/facts/history-import';
import type { Looked } from '../../../commands/nominations/workbook';
import type { CellFault } from '../../../commands/sheets/rows';
import type { KeptUpload } from './kept-upload';

/** Faults that a page shows; all of them stand in the marked workbook. */
const MOST_SHOWN = 100;

type Result = Omit<PageData['app/import-result'], 'frame'> & { readonly frame?: AppFrame };

/** What the page of a result says. */
export function resultOf(
  { id, kind, uploads }: KeptUpload,
  found: Looked | ImportOutcome,
  lang: Language,
): Omit<Result, 'frame'> {
  const { rows, faults } = found;
  const drafts = 'parties' in found ? found : undefined;
  const changes = drafts?.changes;
  return {
    kind,
    file: drafts?.name ?? uploads[0]!.name,
    ...(drafts ? { unit: drafts.parties.unit.name, round: drafts.parties.round.name } : {}),
    rows,
    wrong: faults.length,
    faults: faults.slice(0, MOST_SHOWN).map((fault) => shown(fault, lang)),
    more: Math.max(0, faults.length - MOST_SHOWN),
    ...(changes ? { changes } : {}),
    confirm: faults.length === 0 && (changes === undefined || changes.created + changes.changed > 0),
    action: `/app/import/${id}`,
    explained: `/app/import/${id}/explained.xlsx`,
  };
}

const shown = ({ sheet, row, column = '', heading, ...text }: CellFault, lang: Language) => ({
  sheet,
  place: `${column}${row}`,
  ...(heading === undefined ? {} : { heading }),
  sentence: text[lang],
});
