import { dayOf } from '../../../../domain/time';
import { holdsOn } from '../../../../domain/award';
import { readSheets } from '../../../../platform/spreadsheets/read';
import { writeWorkbook } from '../../../../platform/spreadsheets/write';
import type { Language } from '../../../../platform/store';
import { LISTS } from '../../../../templates/sheets/nominations';
import { row } from '../../../../templates/sheets/sheet';
import { fileName, toMend } from '../../../../templates/documents/file-names';
import { PAST_AWARDS } from '../../../../templates/sheets/past-awards';
import type { ApiContext, Caller } from '../../../context';
import { commendations, subjects } from '../../../../templates/sheets/choices';
import { explained } from '../../sheets/explained';
import { importHistory } from './index';
import { columns } from './rows';

interface NamedBytes {
  readonly name: string;
  readonly bytes: Buffer;
}

/** An empty list of old awards, with what may be chosen. */
export async function historyTemplate({ catalogue, clock }: ApiContext): Promise<NamedBytes> {
  const today = dayOf(clock.now());
  const lists = [
    ['subjectKind', subjects.map(([, name]) => name)],
    ['award', catalogue.filter((award) => holdsOn(award, today)).map(({ name }) => name.vi)],
    ['commendationType', commendations.map(([, name]) => name)],
  ] as const;
  const at = (column: string): number => columns.findIndex(([one]) => one === column);
  const most = Math.max(...lists.map(([, values]) => values.length));
  const bytes = await writeWorkbook(
    {
      name: PAST_AWARDS,
      widths: columns.map(() => 22),
      stickyRows: 1,
      asTyped: true,
      choices: lists.map(([column, values], i) => ({
        column: at(column),
        from: { sheet: LISTS, column: i, rows: values.length },
      })),
      rows: [row('head', ...columns.map(([, heading]) => heading))],
    },
    {
      name: LISTS,
      widths: [20, 60, 24],
      stickyRows: 1,
      rows: [
        row('head', ...lists.map(([column]) => columns[at(column)]![1])),
        ...Array.from({ length: most }, (_, i) => row('body', ...lists.map(([, values]) => values[i] ?? ''))),
      ],
    },
  );
  return { name: `${fileName('pastAwards')}.xlsx`, bytes };
}

/** A list of old awards back, with every wrong cell coloured and explained; nothing is saved. @throws Problem as `importHistory` does */
export async function explainedHistory(
  context: ApiContext,
  { caller, upload, language }: { readonly caller: Caller; readonly upload: NamedBytes; readonly language: Language },
): Promise<NamedBytes> {
  const { faults } = await importHistory(context, { caller, bytes: upload.bytes, dryRun: true });
  const bytes = await explained(await readSheets(upload.bytes), faults, language);
  return { name: toMend(upload.name), bytes };
}
