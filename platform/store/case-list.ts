import { trusted, type ClientSession } from 'mongoose';
import { isOver } from '../../domain/case/state';
import { startOfDay } from '../../domain/time';
import { searchWords, type Listed, type ListShape } from './record-list';
import type { CaseRecord } from './records';
import { noDueDay, sortNameOf, tied } from './row';
import type { Db, Filter } from './rows';
import { anyOf, findOne } from './rows';
import type { Changes } from './versioned';

/** The list of cases about awards that were given: what it goes by, is filtered and searched by. */

export const caseOrders = ['newest', 'due', 'name'] as const;
export type CaseOrder = (typeof caseOrders)[number];

export interface CaseFilter extends Listed<CaseOrder> {
  readonly kind?: CaseRecord['kind'];
  readonly status?: CaseRecord['status'] | readonly CaseRecord['status'][];
  /** The entry of the ledger. */
  readonly award?: string;
  readonly awardCode?: string;
  readonly nomination?: string;
  readonly unit?: string;
  readonly overdue?: boolean;
  /** The year in which it was opened. */
  readonly year?: number;
}

/** What is stored of a case for its list alone. */
export interface CaseRow extends Readonly<Record<CaseOrder, string>> {
  readonly words: readonly string[];
}
export interface StoredCase extends CaseRecord {
  readonly row?: CaseRow;
}

export const caseList: ListShape<CaseOrder> = {
  orders: { newest: -1, due: 1, name: 1 },
  filters: ['status', 'kind', 'awardCode', 'unit', 'overdue', 'row.newest'],
  lead: 'status',
};

/** The filter as the database takes it. */
export const caseConditions = (filter: CaseFilter): Filter => {
  const { kind, status, award, awardCode, nomination, unit, overdue, year } = filter;
  return {
    ...(status === undefined ? {} : { status: typeof status === 'string' ? status : anyOf(status) }),
    ...(kind === undefined ? {} : { kind }),
    ...(award === undefined ? {} : { award }),
    ...(awardCode === undefined ? {} : { awardCode }),
    ...(nomination === undefined ? {} : { nomination }),
    ...(unit === undefined ? {} : { unit }),
    ...(overdue === undefined ? {} : { overdue }),
    ...(year === undefined ? {} : { 'row.newest': trusted({ $gte: startOfYear(year), $lt: startOfYear(year + 1) }) }),
  };
};

const startOfYear = (year: number): string => startOfDay(`${year}-01-01`);

/** The fields of the row that follow from what changes: what is over is due no more. */
export const changedCase = (id: string, fields: Changes<CaseRecord>): Partial<CaseRow> => {
  const over = fields.status !== undefined && isOver({ status: fields.status });
  return over || 'due' in fields ? { due: tied(over ? noDueDay : (fields.due ?? noDueDay), id) } : {};
};

/** What is stored of a new case beside it: by the name as it was printed it is found, and by the right one. */
export async function caseRow(db: Db, record: CaseRecord, session?: ClientSession): Promise<CaseRow> {
  const { _id, createdAt, nomination = '', changes = [] } = record;
  const holder = await holderIn(db, record, session);
  const right = changes.flatMap(({ field, correct }) => (field === 'name' ? [correct] : []));
  return {
    newest: tied(createdAt, _id),
    due: tied(noDueDay, _id),
    ...changedCase(_id, record),
    name: tied(sortNameOf(holder), _id),
    words: searchWords(holder.name, ...right, _id, nomination),
  };
}

type Holder = Parameters<typeof sortNameOf>[0];

async function holderIn(
  { models: { nominations, people, units } }: Db,
  { nomination, subject }: Pick<CaseRecord, 'nomination' | 'subject'>,
  session?: ClientSession,
): Promise<Holder> {
  if (nomination !== undefined) {
    const found = await findOne(nominations, { _id: nomination }, session);
    return found?.dossier.nominee ?? { kind: 'person', name: subject };
  }
  const person = await findOne(people, { _id: subject }, session);
  if (person) return { kind: 'person', name: person.name };
  return { kind: 'collective', name: (await findOne(units, { _id: subject }, session))?.name ?? subject };
}
