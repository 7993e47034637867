import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import { correctionsBy } from '../../domain/case/life';
import { searchNameOf } from '../../domain/words';
import { foundPage } from './record-list';
import type { CertificateRecord } from './records';
import { wordsOf } from './row';
import type { Filter } from './rows';
import { anyOf } from './rows';
import type { CertificateRow, StoredCertificate } from './schemas/decisions';
import type { Page, Paging } from './shapes';
import { beginning, wholly } from './word-search';

/** The list of all certificates, newest first: read from one index, whichever filters are set. */

export interface CertificateFilter {
  readonly decision?: readonly string[];
  readonly award?: string;
  readonly status?: CertificateRecord['status'];
  /** The units that proposed them. */
  readonly unit?: readonly string[];
  /** Words of a name as it was printed or corrected, with or without diacritics; a number, a place in the gold book, a code. */
  readonly q?: string;
}

/** The index of the list. */
export const certificateListIndex = { 'row.listed': 1, unit: 1, award: 1, status: 1, decision: 1 } as const;

/** What the list knows of a certificate, made of the record as it is written. */
export function certificateRow(
  of: Pick<CertificateRecord, 'number' | 'goldBookNumber' | 'verifyCode' | 'issuedAt' | 'snapshot' | 'entries'>,
): CertificateRow {
  const { number, goldBookNumber, verifyCode, issuedAt, snapshot, entries = [] } = of;
  const right = correctionsBy(entries).flatMap(({ field, correct }) => (field === 'name' ? [correct] : []));
  const names = [snapshot.nominee.name, ...right].flatMap((name) => wordsOf(searchNameOf(name)));
  return {
    listed: `${issuedAt} ${number}`,
    words: [...new Set([...names, searchNameOf(number), String(goldBookNumber), verifyCode.toLowerCase()])],
  };
}

/** What a person typed of a code, as it was drawn. */
export const readCode = (typed: string): string =>
  typed.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1').replace(/[\s-]/g, '');

export async function certificateList(
  model: Model<StoredCertificate>,
  { q = '', ...wanted }: CertificateFilter,
  paging?: Paging,
): Promise<Page<CertificateRecord>> {
  const order = { field: 'row.listed', direction: -1, unique: true } as const;
  const filter = fieldsOf(wanted);
  const patterns = q
    .trim()
    .split(/\s+/)
    .slice(0, 10)
    .flatMap((typed) => patternsOf(typed));
  return foundPage(
    model,
    {
      filter: { $and: [filter, { 'row.listed': trusted({ $gte: '' }) }] },
      patterns: q.trim() === '' ? undefined : patterns,
      order,
      // with a decision or two the database finds its own way
      index: wanted.decision === undefined ? certificateListIndex : undefined,
      fields,
      hidden: ['row'],
    },
    paging,
  );
}

/** A name is found by its beginnings, a code and a number by theirs, a place in the gold book by itself. */
function patternsOf(typed: string): string[] {
  const word = searchNameOf(typed);
  if (/^\d{1,6}$/.test(word)) return [wholly(word.replace(/^0+(?=\d)/, ''))];
  if (/^sv-/.test(word)) return [`^${word.replace(/[^a-z0-9]/g, '\\$&')}`];
  if (/^[a-z0-9]{5}-?[a-z0-9]{5}$/.test(word) && /[\d-]/.test(word)) return [wholly(readCode(word).toLowerCase())];
  return wordsOf(word).map(beginning);
}

function fieldsOf({ decision, award, status, unit }: Omit<CertificateFilter, 'q'>): Filter {
  return {
    ...(decision === undefined ? {} : { decision: anyOf(decision) }),
    ...(award === undefined ? {} : { award }),
    ...(status === undefined ? {} : { status }),
    ...(unit === undefined ? {} : { unit: anyOf(unit) }),
  };
}

/** All that a record has. */
const fields: Readonly<Record<keyof CertificateRecord | 'row', 1>> = {
  _id: 1,
  number: 1,
  goldBook: 1,
  goldBookNumber: 1,
  verifyCode: 1,
  decision: 1,
  nomination: 1,
  award: 1,
  unit: 1,
  snapshot: 1,
  status: 1,
  statusPaper: 1,
  entries: 1,
  issuedAt: 1,
  handedOver: 1,
  document: 1,
  row: 1,
};
