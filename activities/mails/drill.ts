import type { MailOrder } from '../index';
import type { MailContext } from '../context';
import type { Letter } from './letter';
import { secretaryLetter } from './session';

/** To the secretary: what a drill has met, so that the invitations stay. */
export async function drillFailed(
  context: MailContext,
  order: Extract<MailOrder, { mail: 'drillFailed' }>,
): Promise<Letter> {
  const { session, head, base } = await secretaryLetter(context, order);
  const { visits, caused } = order.report;
  return { ...head, name: 'drill-failed', data: { ...base, now: order.now, closes: session.closesAt, visits, caused } };
}
