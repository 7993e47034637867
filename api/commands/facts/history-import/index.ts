import { Problem } from '../../../../domain/errors';
import { dayOf } from '../../../../domain/time';
import { readSheets, type Sheet } from '../../../../platform/spreadsheets/read';
import { sha256 } from '../../../../platform/store/canonical';
import type { HistoryRecord, Store } from '../../../../platform/store';
import type { PastAward } from '../../../../platform/store/ledger';
import { refused } from '../../../../templates/words';
import type { ApiContext, Caller } from '../../../context';
import { mustHave } from '../../shared';
import { asRegistered } from '../../sheets/registered';
import { inOrder, type CellFault } from '../../sheets/rows';
import { faultOf, pastRows, type Column, type PastRow } from './rows';

export interface ImportOutcome {
  readonly rows: number;
  readonly faults: readonly CellFault[];
  /** Absent after a dry run, and when anything is wrong: then nothing is saved. */
  readonly saved?: Readonly<Record<'created' | 'corrected' | 'unchanged', number>>;
}

/** Written in one transaction; more come in several. */
const PER_WRITE = 500;

/**
 * Takes awards of the past into the ledger from a workbook or CSV file. First everything is read and compared with the
 * registers; with one wrong cell nothing is saved. The same file again changes nothing; a row that states an award of the ledger
 * otherwise than before corrects it, with what stood there in the trail.
 * @throws Problem FORBIDDEN, UNSUPPORTED_TYPE, TOO_LARGE
 */
export async function importHistory(
  context: ApiContext,
  { caller, bytes, dryRun }: { readonly caller: Caller; readonly bytes: Buffer; readonly dryRun: boolean },
): Promise<ImportOutcome> {
  mustHave(caller, 'writeFacts');
  if (caller.unit !== undefined) throw new Problem('FORBIDDEN', 'awards of the past are taken in by the province');
  const { store, catalogue, clock } = context;
  const now = clock.now();
  const sheets = await readSheets(bytes);
  const read = pastRows(sheets, catalogue, dayOf(now));
  const faults = inOrder(
    [
      ...read.faults,
      ...(await namesThatDiffer(store, read.rows, sheets)),
      ...twiceInFile(read.rows, sheets, context),
      ...(await otherwiseInLedger(store, read.rows, sheets, context)),
    ],
    sheets,
  );
  if (faults.length > 0 || dryRun) return { rows: read.rows.length, faults };
  const saved = { created: 0, corrected: 0, unchanged: 0 };
  for (let from = 0; from < read.rows.length; from += PER_WRITE) {
    const awards = read.rows.slice(from, from + PER_WRITE).map(pastAward);
    for (const written of await store.history.putPast(awards, { actor: caller.actor, now })) saved[written] += 1;
  }
  return { rows: read.rows.length, faults, saved };
}

/** What makes two rows the same award: subject, award, year and decision. */
const idOf = (row: PastRow): string =>
  `import/${sha256([subjectOf(row), row.award, row.awardYear, row.commendationType, row.decisionNumber].join('\n')).slice(0, 32)}`;

/** A household has no code: its name stands for it. */
const subjectOf = ({ subject, name }: PastRow): string => subject ?? `household/${name}`;

function pastAward(row: PastRow): PastAward {
  const { place: _place, name: _name, subject: _subject, ...award } = row;
  return {
    _id: idOf(row),
    subject: subjectOf(row),
    ...award,
    ...(row.initiatives === undefined ? {} : { wonBy: 'initiative' }),
  };
}

/** Codes that nobody has, and names that are not those of the register, down to the diacritics. */
async function namesThatDiffer(store: Store, rows: readonly PastRow[], sheets: readonly Sheet[]): Promise<CellFault[]> {
  const coded = rows.flatMap((row) => {
    const { subject: code, subjectKind: kind, name } = row;
    return code === undefined || kind === 'household' ? [] : [{ row, kind, code, name }];
  });
  const found = await asRegistered(store, coded);
  return coded.flatMap(({ row }, i) => {
    const { wrong } = found[i]!;
    return wrong ? [faultOf(row, wrong.at === 'code' ? 'subject' : 'name', sheets, wrong.say)] : [];
  });
}

/** A title is won once a year; another award once under one decision. */
const winningOf = (row: PastRow, { catalogue }: ApiContext): string =>
  [
    subjectOf(row),
    row.award,
    row.awardYear,
    ...(catalogue.find((a) => a.code === row.award)?.kind === 'title'
      ? []
      : [row.commendationType, row.decisionNumber]),
  ].join('\n');

function twiceInFile(rows: readonly PastRow[], sheets: readonly Sheet[], context: ApiContext): CellFault[] {
  const first = new Map<string, PastRow>();
  return rows.flatMap((row): CellFault[] => {
    const winning = winningOf(row, context);
    const other = first.get(winning);
    if (!other) {
      first.set(winning, row);
      return [];
    }
    const { sheet, row: at } = other.place;
    return [faultOf(row, 'award', sheets, refused('facts.sameRow', { at, sheet }))];
  });
}

/** Titles that the ledger has for that year under another decision. */
async function otherwiseInLedger(
  store: Store,
  rows: readonly PastRow[],
  sheets: readonly Sheet[],
  { catalogue }: ApiContext,
): Promise<CellFault[]> {
  const titles = rows.filter((row) => catalogue.find((a) => a.code === row.award)?.kind === 'title');
  const known = new Map<string, HistoryRecord>();
  const subjects = [...new Set(titles.map(subjectOf))];
  for (let from = 0; from < subjects.length; from += PER_WRITE) {
    for (const entry of await store.history.ofSubjects(subjects.slice(from, from + PER_WRITE))) {
      if (!entry.revoked && !entry.replaced) known.set([entry.subject, entry.award, entry.awardYear].join('\n'), entry);
    }
  }
  return titles.flatMap((row): CellFault[] => {
    const entry = known.get([subjectOf(row), row.award, row.awardYear].join('\n'));
    if (!entry || entry._id === idOf(row)) return [];
    const column: Column = entry.decisionNumber === row.decisionNumber ? 'award' : 'decisionNumber';
    return [
      faultOf(row, column, sheets, refused('facts.inLedger', { year: row.awardYear, decision: entry.decisionNumber })),
    ];
  });
}
