import { yearOf, type Day } from '../domain/time';
import type { AuthorityRecord } from '../platform/store';
import type { IssueBatch } from '../platform/store/certificates';

/** The gold book of an authority in the year of a decision. */
export function goldBookOf({ _id }: Pick<AuthorityRecord, '_id'>, date: Day): IssueBatch['goldBook'] {
  const year = yearOf(date);
  return { register: `${_id}/${year}`, prefix: `SV-${_id}-${year}` };
}
