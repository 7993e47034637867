import type { GoldBook } from '../domain/pack';
import { yearOf, type Day } from '../domain/time';
import type { AuthorityRecord } from './store';
import type { IssueBatch } from './store/certificates';

/** The gold book of an authority: in the year of a decision, or the one whose numbers go on. */
export function goldBookOf(
  { restart }: Pick<GoldBook, 'restart'>,
  { _id }: Pick<AuthorityRecord, '_id'>,
  date: Day,
): IssueBatch['goldBook'] {
  if (restart === 'never') return { register: `${_id}/all`, prefix: `SV-${_id}` };
  const year = yearOf(date);
  return { register: `${_id}/${year}`, prefix: `SV-${_id}-${year}` };
}
