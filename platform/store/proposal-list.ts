import { trusted } from 'mongoose';
import { countedKey, searchWords, type Listed, type ListShape } from './record-list';
import type { ProposalRecord } from './records';
import { tied } from './row';
import type { Filter } from './rows';
import { anyOf } from './rows';
import type { Changes } from './versioned';

/** The list of what is put to an authority: what it goes by, is filtered and searched by. */

export const paperOrders = ['newest', 'date', 'number'] as const;
export type PaperOrder = (typeof paperOrders)[number];

export interface ProposalFilter extends Listed<PaperOrder> {
  readonly status?: ProposalRecord['status'] | readonly ProposalRecord['status'][];
  readonly authority?: string;
  readonly power?: ProposalRecord['power'];
  readonly level?: ProposalRecord['level'];
  readonly unit?: string;
  /** The year of its date. */
  readonly year?: number;
  /** Proposals whose list names this nomination. */
  readonly nomination?: string;
}

/** What is stored of a proposal for its list alone. */
export interface ProposalRow extends Readonly<Record<PaperOrder, string>> {
  readonly words: readonly string[];
  /** How many lines it has. */
  readonly cases: number;
}
export interface StoredProposal extends ProposalRecord {
  readonly row?: ProposalRow;
}

/** What a list shows of a proposal. */
export type ProposalItem = Pick<
  ProposalRecord,
  '_id' | 'number' | 'date' | 'authority' | 'level' | 'unit' | 'power' | 'mode' | 'submitter' | 'status' | 'sentAt'
> & { readonly cases: number };

export const proposalList: ListShape<PaperOrder> = {
  orders: { newest: -1, date: -1, number: -1 },
  filters: ['status', 'authority', 'power', 'level', 'unit', 'row.date'],
  lead: 'status',
};

/** The fields of the row that follow from some fields of the record; number and date are written together. */
export function proposalRow(
  id: string,
  { number, date, createdAt, lines }: Changes<ProposalRecord>,
): Partial<ProposalRow> {
  return {
    ...(createdAt === undefined ? {} : { newest: tied(createdAt, id) }),
    ...(date === undefined ? {} : { date: tied(date, id) }),
    ...(number === undefined || date === undefined
      ? {}
      : { number: tied(`${date.slice(0, 4)} ${countedKey(number)}`, id), words: searchWords(number, id) }),
    ...(lines === undefined ? {} : { cases: lines.length }),
  };
}

const shown = ['number', 'date', 'authority', 'level', 'unit', 'power', 'mode', 'submitter', 'status', 'sentAt'];
/** The fields of `ProposalItem`. */
export const proposalItemFields: Readonly<Record<string, 1>> = Object.fromEntries(
  [...shown, 'row.cases'].map((field) => [field, 1]),
);

export const proposalItem = ({ row, ...record }: StoredProposal): ProposalItem => ({
  ...record,
  cases: row?.cases ?? 0,
});

/** The filter as the database takes it. */
export const proposalConditions = (filter: ProposalFilter): Filter => {
  const { status, nomination, authority, power, level, unit, year } = filter;
  return {
    ...(status === undefined ? {} : { status: typeof status === 'string' ? status : anyOf(status) }),
    ...(authority === undefined ? {} : { authority }),
    ...(power === undefined ? {} : { power }),
    ...(level === undefined ? {} : { level }),
    ...(unit === undefined ? {} : { unit }),
    ...(nomination === undefined ? {} : { 'lines.nomination': nomination }),
    ...(year === undefined ? {} : { 'row.date': inYear(year) }),
  };
};

/** Days of a year. */
export const inYear = (year: number): unknown => trusted({ $gte: String(year), $lt: String(year + 1) });
