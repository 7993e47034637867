import type { SessionRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { mustBeOfLevel, mustBeWithin, mustHave } from '../shared';

/** A session that this caller may run. @throws Problem FORBIDDEN, NOT_FOUND */
export async function runnableSession(context: ApiContext, caller: Caller, id: string): Promise<SessionRecord> {
  mustHave(caller, 'runSessions');
  const session = await needSession(context, caller, id);
  await mustBeOfLevel(context, caller, session.unit);
  return session;
}

/** @throws Problem NOT_FOUND, also for a session of another unit */
export async function needSession(context: ApiContext, caller: Caller, id: string): Promise<SessionRecord> {
  const session = await context.store.sessions.need(id);
  await mustBeWithin(context, caller, session.unit);
  return session;
}
