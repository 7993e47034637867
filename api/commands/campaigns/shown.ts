import { lastAmendment } from '../../../domain/campaign/amendment';
import type { RegistrationRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { defined } from '../shared';
import { needRegistration, registrationsOf } from './registrations';

/** A registration with what is on record about it. */
export interface ShownRegistration {
  readonly record: RegistrationRecord;
  readonly sentBackReason?: string;
  /** Why its last amendment was sent back. */
  readonly amendmentReason?: string;
  /** Registrations of the same registrant in other years, of units that the caller sees. */
  readonly past: readonly RegistrationRecord[];
}

/** @throws Problem FORBIDDEN, NOT_FOUND, also for a registration of another unit */
export async function shownRegistration(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<ShownRegistration> {
  const { store } = context;
  const record = await needRegistration(context, caller, id);
  const { about, sentBack } = record;
  const returned = lastAmendment(record)?.settled?.note;
  const [past, note, ofAmendment] = await Promise.all([
    registrationsOf(context, caller, { about }),
    sentBack === undefined ? undefined : store.notes.get(sentBack.note),
    returned === undefined ? undefined : store.notes.get(returned),
  ]);
  return { record, past, ...defined({ sentBackReason: note?.reason, amendmentReason: ofAmendment?.reason }) };
}
