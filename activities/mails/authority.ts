import { signerOn } from '../../domain/signing';
import { dayOf } from '../../domain/time';
import type { MailOrder } from '../index';
import type { MailContext } from '../context';
import type { Letter } from './letter';
import { kindsOf, noAddress, officeOf, ofUnit } from './letter';

/** To the deciding authority: a list to answer, by one link that both approves and returns. */
export async function toAuthority(
  context: MailContext,
  order: Extract<MailOrder, { mail: 'toAuthority' }>,
): Promise<Letter> {
  const { store, links, catalogue } = context;
  const proposal = await store.proposals.need(order.proposalId);
  const authority = await store.authorities.need(proposal.authority);
  const person = await store.people.need(signerOn(authority, dayOf(order.now)));
  if (person.email === undefined) throw noAddress(person._id);
  const left = new Set(proposal.leftOut.map((l) => l.nomination));
  const lines = proposal.lines.filter((l) => !left.has(l.nomination));
  const minutes = await lastMinutes(
    context,
    lines.map((l) => l.nomination),
  );
  const key = { purpose: 'proposal' as const, entity: proposal._id, person: person._id };
  // whoever was asked before and is again has dead links only
  const link = order.again ? await links.fresh(key, order.now, order.key) : await links.ensure(key, order.now);
  const data = {
    office: await officeOf(context, proposal.level, proposal.unit ?? ''),
    person: { address: person.address, name: person.name },
    post: person.post,
    ttr: proposal.number,
    submitter: proposal.submitter,
    n: lines.length,
    kinds: kindsOf(
      catalogue,
      lines.map((l) => l.award),
      person.language,
    ),
    ...(minutes === undefined ? {} : { minutesDate: dayOf(minutes) }),
    exceptions: [],
    link: links.urlOf(link),
  };
  return {
    key: order.key,
    to: person.email,
    lang: person.language,
    entity: proposal._id,
    person: person._id,
    ...ofUnit(proposal.unit),
    name: 'to-authority',
    data,
  };
}

/** When the last council session that passed one of the lines closed; undefined where there was none. */
async function lastMinutes({ store }: MailContext, nominations: readonly string[]): Promise<string | undefined> {
  const first = nominations[0];
  if (first === undefined) return undefined;
  const { items } = await store.sessions.list({ status: ['closed', 'awaitingChair'], nomination: first });
  return (
    items
      .map((s) => s.closedAt ?? '')
      .sort()
      .at(-1) || undefined
  );
}
