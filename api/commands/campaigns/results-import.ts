import type { Text } from '../../../domain/award';
import { Problem } from '../../../domain/errors';
import { readSheets } from '../../../platform/spreadsheets/read';
import type { RegistrationRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { inOrder, type CellFault } from '../sheets/rows';
import { mustHave } from '../shared';
import { needCampaign } from './need';
import { reaches, unitsReached } from './reach';
import { resultRows, type ResultColumn, type ResultRow } from './result-rows';
import { weigh, writeFigures, type Entered } from './results';

export interface ResultsImported {
  readonly rows: number;
  readonly faults: readonly CellFault[];
  /** Figures that look like a slip of the pen; saved with a confirmation only. */
  readonly doubts: readonly CellFault[];
  /** What it comes to; absent with a wrong cell. */
  readonly changes?: FigureCounts;
  readonly saved?: FigureCounts;
}

export type FigureCounts = Readonly<Record<'created' | 'corrected' | 'unchanged', number>>;

/** What a file brings to one registration. */
interface News {
  readonly record: RegistrationRecord;
  readonly entries: readonly Entered[];
}

/**
 * Takes figures from a workbook or CSV file into registrations of a campaign. With one wrong cell nothing is saved, nor with a
 * doubtful one that is not confirmed. The same file again changes nothing; where others save meanwhile, it is asked for again, and takes in
 * what is left of it.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED, UNSUPPORTED_TYPE, TOO_LARGE, STATE_CHANGED
 */
export async function importResults(
  context: ApiContext,
  given: {
    readonly caller: Caller;
    readonly id: string;
    readonly bytes: Buffer;
    readonly dryRun: boolean;
    readonly confirm: boolean;
  },
): Promise<ResultsImported> {
  const { caller, id, dryRun, confirm } = given;
  mustHave(caller, 'writeRegistrations');
  const { status, version } = await needCampaign(context, caller, id);
  if (status === 'cancelled') throw new Problem('ACTION_NOT_ALLOWED', id, { state: status, version, allowed: [] });
  const sheets = await readSheets(given.bytes);
  const read = resultRows(sheets);
  const records = await context.store.registrations.many([...new Set(read.rows.map((row) => row.registration))]);
  const reached = await unitsReached(context, caller);
  const faults = [...read.faults];
  const doubts: CellFault[] = [];
  const news: News[] = [];
  for (const [code, rows] of byRegistration(read.rows)) {
    const record = records.get(code);
    const ours = record?.campaign === id && reaches(reached, record.unit);
    if (!ours || record.status !== 'signed') {
      faults.push(...rows.map((row) => read.faultOf(row, 'registration', noRegistration(code))));
      continue;
    }
    const weighed = weigh(record, rows.map(entryOf));
    for (const { index, field, vi, en } of weighed.faults)
      faults.push(read.faultOf(rows[index]!, columnOf(field), { vi, en }));
    for (const { index, vi, en } of weighed.doubts) doubts.push(read.faultOf(rows[index]!, 'value', { vi, en }));
    if (weighed.news.length > 0) news.push({ record, entries: weighed.news });
  }
  const wrong = { rows: read.rows.length, faults: inOrder(faults, sheets), doubts: inOrder(doubts, sheets) };
  if (faults.length > 0) return wrong;
  const outcome = { ...wrong, changes: countsOf(news, read.rows.length) };
  if (dryRun || (doubts.length > 0 && !confirm)) return outcome;
  for (const { record, entries } of news)
    await writeFigures(context, record, { caller, expects: record.version, news: entries });
  return { ...outcome, saved: outcome.changes };
}

function countsOf(news: readonly News[], rows: number): FigureCounts {
  const all = news.flatMap(({ record, entries }) => entries.map((entry) => ({ record, entry })));
  const corrected = all.filter(({ record, entry }) => stood(record, entry)).length;
  return { created: all.length - corrected, corrected, unchanged: rows - all.length };
}

function byRegistration(rows: readonly ResultRow[]): ReadonlyMap<string, readonly ResultRow[]> {
  const of = new Map<string, ResultRow[]>();
  for (const row of rows) of.set(row.registration, [...(of.get(row.registration) ?? []), row]);
  return of;
}

const entryOf = ({ target, period, value, reason }: ResultRow): Entered => ({
  target,
  period,
  value,
  ...(reason === undefined ? {} : { reason }),
});

/** The column of a field of an entry. */
const columnOf = (field: string): ResultColumn => (field.endsWith('.reason') ? 'reason' : 'target');

const stood = ({ results }: RegistrationRecord, { target, period }: Entered): boolean =>
  results.some((one) => one.target === target && one.period === period);

const noRegistration = (code: string): Text => refused('campaign.noRegistration', { code });
