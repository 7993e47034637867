import { letterRecipient } from '../../platform/store/letter-recipients';
import type { MailOrder } from '../index';
import type { MailContext } from '../context';
import type { Letter } from './letter';
import { noAddress, officeOf, ofUnit } from './letter';
import { secretaryLetter } from './session';

/** To the secretary: who has not voted, by name and post, and whether enough have. */
export async function sessionSilence(
  context: MailContext,
  order: Extract<MailOrder, { mail: 'sessionSilence' }>,
): Promise<Letter> {
  const { store } = context;
  const { session, head, base } = await secretaryLetter(context, order);
  const electors = await store.electors.all(session._id);
  const silent = new Set(order.silent);
  const persons = electors.filter((e) => silent.has(e.voterRef)).map((e) => e.person);
  const people = await store.people.many(persons);
  const data = {
    ...base,
    now: order.now,
    closes: order.closesAt,
    voted: order.voted,
    total: order.voted + order.silent.length,
    ...(order.quorum ? { quorum: order.quorum } : {}),
    // in the order of the council, which says nothing about the references
    members: session.members.flatMap(({ person }) => {
      const found = persons.includes(person) ? people.get(person) : undefined;
      return found ? [{ address: found.address, name: found.name, post: found.post }] : [];
    }),
  };
  return { ...head, name: 'silence', data };
}

/** To the agency of a silent member or to who leads the council, in the secretary's own words. */
export async function sessionLetter(
  context: MailContext,
  { key, sessionId, note }: Extract<MailOrder, { mail: 'sessionLetter' }>,
): Promise<Letter> {
  const session = await context.store.sessions.need(sessionId);
  const { to, subject, text } = (await context.store.notes.need(note)).letter!;
  const recipient = await letterRecipient(context.store, session, to);
  if (recipient?.email === undefined) throw noAddress(recipient?.name ?? sessionId);
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => paragraph.split('\n'));
  return {
    key,
    to: recipient.email,
    lang: recipient.language,
    entity: sessionId,
    ...ofUnit(session.unit),
    ...(recipient.person ? { person: recipient.person._id } : {}),
    name: 'session-letter',
    data: { office: await officeOf(context, session.level, session.unit ?? ''), subject, paragraphs },
  };
}
