import { targetsFor } from '../../../domain/campaign/amendment';
import { figureFor, periods } from '../../../domain/campaign/target';
import { figureText } from '../../../domain/text';
import { readSheets } from '../../../platform/spreadsheets/read';
import { writeWorkbook } from '../../../platform/spreadsheets/write';
import type { Language, RegistrationRecord } from '../../../platform/store';
import { LISTS } from '../../../templates/sheets/nominations';
import { row } from '../../../templates/sheets/sheet';
import { goalText } from '../../../templates/words';
import { fileName, toMend } from '../../../templates/documents/file-names';
import { aimedHeadings, figureHeadings as headings, FIGURES, periodNames } from '../../../templates/sheets/figures';
import type { ApiContext, Caller } from '../../context';
import { explained } from '../sheets/explained';
import { everything, mustHave } from '../shared';
import { needCampaign } from './need';
import { listRegistrations } from './registrations';
import { importResults } from './results-import';

interface NamedBytes {
  readonly name: string;
  readonly bytes: Buffer;
}

const widths = [20, 16, 18, 18, 36, 36, 44, 16, 18];

/**
 * A workbook with a row for each target and period of everything that is signed, and the figures that stand: filled in, it is what
 * `importResults` reads. @throws Problem FORBIDDEN, NOT_FOUND
 */
export async function resultsWorkbook(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<NamedBytes> {
  mustHave(caller, 'writeRegistrations');
  await needCampaign(context, caller, id);
  const filter = { campaign: id, status: 'signed' } as const;
  const signed = await everything((paging) => listRegistrations(context, { caller, filter, paging }));
  const columns = [...Object.values(headings), ...aimedHeadings];
  const period = Object.keys(headings).indexOf('period');
  const names = periodNames.map(([, name]) => name);
  const bytes = await writeWorkbook(
    {
      name: FIGURES,
      widths,
      stickyRows: 1,
      asTyped: true,
      choices: [{ column: period, from: { sheet: LISTS, column: 0, rows: names.length } }],
      rows: [row('head', ...columns), ...[...signed].reverse().flatMap(rowsOf)],
    },
    {
      name: LISTS,
      widths: [24],
      stickyRows: 1,
      rows: [row('head', headings.period), ...names.map((name) => row('body', name))],
    },
  );
  return { name: `${fileName('figures', id)}.xlsx`, bytes };
}

const rowsOf = (record: RegistrationRecord) =>
  periods.flatMap((period) =>
    targetsFor(record, period).map((aimed) => {
      const { _id, registrant, results } = record;
      const { code, name, unit } = aimed;
      const holds = figureFor(results, code, period)?.holds;
      const goal = goalText('vi', aimed);
      const said = periodNames.find(([one]) => one === period)![1];
      const value = holds === undefined ? '' : figureText(holds.value).vi;
      return row('typed', _id, code, said, value, '', registrant.name, name, unit, goal);
    }),
  );

/** A file back, with every wrong or doubtful cell coloured and explained; nothing is saved. @throws Problem as `importResults` does */
export async function explainedResults(
  context: ApiContext,
  asked: {
    readonly caller: Caller;
    readonly id: string;
    readonly upload: NamedBytes;
    readonly language: Language;
  },
): Promise<NamedBytes> {
  const { caller, id, upload, language } = asked;
  const { faults, doubts } = await importResults(context, {
    caller,
    id,
    bytes: upload.bytes,
    dryRun: true,
    confirm: false,
  });
  const bytes = await explained(await readSheets(upload.bytes), [...faults, ...doubts], language, () => ({ widths }));
  return { name: toMend(upload.name), bytes };
}
