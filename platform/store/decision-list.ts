import type { ClientSession } from 'mongoose';
import { unitsOf } from './nomination-piles';
import { inYear, type PaperOrder } from './proposal-list';
import { countedKey, searchWords, type Listed, type ListShape } from './record-list';
import type { DecisionKind, DecisionRecord } from './records';
import { tied } from './row';
import type { Db, Filter } from './rows';
import { anyOf, findOne } from './rows';

/** The list of signed papers: what it goes by, is filtered and searched by, and which units it has to do with. */

export interface DecisionFilter extends Listed<PaperOrder> {
  readonly register?: string;
  readonly number?: string;
  readonly proposal?: string;
  readonly case?: string;
  readonly kind?: DecisionKind;
  readonly authority?: string;
  /** The year of its date. */
  readonly year?: number;
  readonly nomination?: string;
  /** Papers that these units have to do with: theirs, of their proposals, or with a line of theirs. */
  readonly units?: readonly string[];
}

/** What is stored of a signed paper for its list alone. */
export interface DecisionRow extends Readonly<Record<PaperOrder, string>> {
  readonly words: readonly string[];
  readonly units: readonly string[];
}
export interface StoredDecision extends DecisionRecord {
  readonly row?: DecisionRow;
}

export const decisionList: ListShape<PaperOrder> = {
  orders: { newest: -1, date: -1, number: -1 },
  filters: ['kind', 'authority', 'row.date'],
  lead: 'row.units',
};

/** The filter as the database takes it. */
export const decisionConditions = (filter: DecisionFilter): Filter => {
  const { register, number, proposal, case: matter, kind, authority, year, nomination, units } = filter;
  return {
    ...(register === undefined ? {} : { register }),
    ...(number === undefined ? {} : { number }),
    ...(proposal === undefined ? {} : { proposal }),
    ...(matter === undefined ? {} : { case: matter }),
    ...(kind === undefined ? {} : { kind }),
    ...(authority === undefined ? {} : { authority }),
    ...(year === undefined ? {} : { 'row.date': inYear(year) }),
    ...(nomination === undefined ? {} : { lines: nomination }),
    ...(units === undefined ? {} : { 'row.units': anyOf(units) }),
  };
};

/** Whether a filter names what few papers have. */
export const namesFew = ({ register, number, proposal, case: matter, nomination }: DecisionFilter): boolean =>
  [register, number, proposal, matter, nomination].some((tie) => tie !== undefined);

/** What is stored of a paper beside it; its units are those of its lines too. */
export async function decisionRow(
  { models }: Db,
  { _id, number, date, at, subject, signer, unit, proposal, lines }: DecisionRecord,
  session?: ClientSession,
): Promise<DecisionRow> {
  const own = proposal === undefined ? undefined : await findOne(models.proposals, { _id: proposal }, session);
  const named = await unitsOf(models.nominations, lines, session);
  const units = [unit, own?.unit, ...named.values()].filter((code) => code !== undefined);
  return {
    newest: tied(at, _id),
    date: tied(date, _id),
    number: tied(`${date.slice(0, 4)} ${countedKey(number)}`, _id),
    words: searchWords(number, subject, signer),
    units: [...new Set(units)],
  };
}
