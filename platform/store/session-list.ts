import { startOfDay } from '../../domain/time';
import { searchNameOf } from '../../domain/words';
import { trusted } from 'mongoose';
import type { Level } from '../../domain/route';
import { searchWords, type Listed, type ListShape } from './record-list';
import type { SessionRecord } from './records';
import { tied } from './row';
import type { Filter } from './rows';
import { anyOf } from './rows';
import type { Changes } from './versioned';

/** The list of sessions: what it goes by, is filtered and searched by. */

export const sessionOrders = ['newest', 'closes', 'name'] as const;
export type SessionOrder = (typeof sessionOrders)[number];

export interface SessionFilter extends Listed<SessionOrder> {
  readonly status?: SessionRecord['status'] | readonly SessionRecord['status'][];
  readonly council?: string;
  readonly kind?: SessionRecord['kind'];
  readonly level?: Level;
  readonly unit?: string;
  /** The year in which it closes. */
  readonly year?: number;
  /** Sessions whose agenda names this nomination. */
  readonly nomination?: string;
}

/** What is stored of a session for its list alone. */
export interface SessionRow extends Readonly<Record<SessionOrder, string>> {
  readonly words: readonly string[];
  /** How many lines are on the agenda. */
  readonly cases: number;
}
export interface StoredSession extends SessionRecord {
  readonly row?: SessionRow;
}

/** What a list shows of a session. */
export type SessionItem = Omit<
  SessionRecord,
  'basis' | 'lines' | 'dropped' | 'leftOut' | 'members' | 'result' | 'recusals' | 'papers' | 'countingBoard' | 'drill'
> & { readonly cases: number };

export const sessionList: ListShape<SessionOrder> = {
  orders: { newest: -1, closes: -1, name: 1 },
  filters: ['status', 'council', 'kind', 'level', 'unit', 'row.closes'],
  lead: 'status',
};

/** The fields of the row that follow from some fields of the record. */
export function sessionRow(
  id: string,
  { name, createdAt, closesAt, lines }: Changes<SessionRecord>,
): Partial<SessionRow> {
  return {
    ...(createdAt === undefined ? {} : { newest: tied(createdAt, id) }),
    ...(closesAt === undefined ? {} : { closes: tied(closesAt, id) }),
    ...(name === undefined ? {} : { name: tied(searchNameOf(name), id), words: searchWords(name, id) }),
    ...(lines === undefined ? {} : { cases: lines.length }),
  };
}

const shown = [
  ...[
    'name',
    'council',
    'councilVersion',
    'level',
    'unit',
    'kind',
    'ballot',
    'closesAt',
    'closing',
    'absent',
    'status',
  ],
  ...['stepUp', 'extended', 'openedAt', 'closedAt', 'version', 'createdAt', 'reason', 'row.cases'],
];
/** The fields of `SessionItem`. */
export const sessionItemFields: Readonly<Record<string, 1>> = Object.fromEntries(shown.map((field) => [field, 1]));

export const sessionItem = ({ row, ...record }: StoredSession): SessionItem => ({ ...record, cases: row?.cases ?? 0 });

/** The filter as the database takes it. */
export const sessionConditions = ({ status, nomination, council, kind, level, unit, year }: SessionFilter): Filter => ({
  ...(status === undefined ? {} : { status: typeof status === 'string' ? status : anyOf(status) }),
  ...(council === undefined ? {} : { council }),
  ...(kind === undefined ? {} : { kind }),
  ...(level === undefined ? {} : { level }),
  ...(unit === undefined ? {} : { unit }),
  ...(nomination === undefined ? {} : { 'lines.nomination': nomination }),
  ...(year === undefined ? {} : { 'row.closes': trusted({ $gte: startOfYear(year), $lt: startOfYear(year + 1) }) }),
});

const startOfYear = (year: number): string => startOfDay(`${year}-01-01`);
