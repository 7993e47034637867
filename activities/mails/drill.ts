import type { MailOrder } from '../index';
import type { MailContext } from '../context';
import type { Letter } from './letter';
import { noAddress } from './letter';
import { signature } from './session';

/** To the secretary: what a drill has met, so that the invitations stay. */
export async function drillFailed(
  context: MailContext,
  { key, now, sessionId, report }: Extract<MailOrder, { mail: 'drillFailed' }>,
): Promise<Letter> {
  const session = await context.store.sessions.need(sessionId);
  const { office, secretary } = await signature(context, session);
  if (secretary.email === undefined) throw noAddress(secretary._id);
  const { email: to, language: lang, _id: person, address, name } = secretary;
  const data = {
    office,
    secretary: { address, name },
    session: session.name,
    now,
    closes: session.closesAt,
    visits: report.visits,
    caused: report.caused,
    link: `${context.publicUrl}/`,
  };
  return { key, to, lang, entity: sessionId, person, name: 'drill-failed', data };
}
