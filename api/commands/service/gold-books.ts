import { Problem } from '../../../domain/errors';
import { dayOf, type Day } from '../../../domain/time';
import { goldBookOf } from '../../../platform/gold-book';
import type { AuthorityRecord, RegisterFloorRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { mustBeWithin, mustHave } from '../shared';

/** The gold book of an authority on a day: which one, and what it gives next. */
export interface GoldBookState {
  readonly register: string;
  readonly next: number;
  /** The last number that was used before the service. */
  readonly imported?: Pick<RegisterFloorRecord, 'serial' | 'date' | 'reason'>;
}

interface Named {
  readonly caller: Caller;
  /** Code of the authority. */
  readonly code: string;
}

/** @throws Problem FORBIDDEN, NOT_FOUND, also for the authority of another unit */
export async function goldBookState(
  context: ApiContext,
  { caller, code, day }: Named & { readonly day?: Day },
): Promise<GoldBookState> {
  mustHave(caller, 'readDecisions');
  const authority = await authorityOf(context, caller, code);
  const { register } = goldBookOf(context.pack.goldBook, authority, day ?? dayOf(context.clock.now()));
  const { next, imported } = await context.store.certificates.goldBook(register);
  if (!imported) return { register, next };
  const { serial, date, reason } = imported;
  return { register, next, imported: { serial, date, reason } };
}

/**
 * Notes the last number of the paper book, of the year of its date: the first certificate of the service has the one after it. Twice is
 * once. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, GOLD_BOOK_BEGUN
 */
export async function importLastGoldBookNumber(
  context: ApiContext,
  {
    caller,
    code,
    number: serial,
    date,
    reason,
  }: Named & { readonly number: number; readonly date: Day; readonly reason: string },
): Promise<GoldBookState> {
  mustHave(caller, 'importNumbers');
  const { store, pack, clock } = context;
  const at = clock.now();
  if (date > dayOf(at)) throw invalid({ field: 'date', ...refused('notYet') });
  const authority = await authorityOf(context, caller, code);
  const { register, prefix } = goldBookOf(pack.goldBook, authority, date);
  const floor = { serial, number: `${prefix}-${String(serial).padStart(5, '0')}`, date, reason, at, by: caller.actor };
  await store.certificates.importLast(register, floor, {
    entity: `goldBooks/${register}`,
    key: `last/${at}`,
    at,
    actor: caller.actor,
    type: 'lastNumberImported',
    data: { number: serial, date, reason },
  });
  return goldBookState(context, { caller, code, day: date });
}

async function authorityOf(context: ApiContext, caller: Caller, code: string): Promise<AuthorityRecord> {
  const authority = await context.store.authorities.get(code);
  if (!authority) throw new Problem('NOT_FOUND', `authority ${code}`);
  await mustBeWithin(context, caller, authority.unit);
  return authority;
}
