import { dayOf } from '../../domain/time';
import { signerOn } from '../../domain/signing';
import type { AuthorityRecord } from '../../platform/store';
import type { MailOrder } from '../index';
import type { MailContext } from '../context';
import type { Letter } from './letter';
import { kindsOf, officeAddress, officeOf, ofUnit } from './letter';

type OfficeOrder = Extract<MailOrder, { mail: 'proposalWaits' | 'proposalCheck' }>;

/**
 * To the office of an authority, never to the authority itself: a list to look at, or one that waits since a day. Where the
 * authority has no office of its own, the standing office reads it and speaks to it.
 */
export async function toItsOffice(context: MailContext, order: OfficeOrder): Promise<Letter> {
  const { store, catalogue, publicUrl } = context;
  const proposal = await store.proposals.need(order.proposalId);
  const authority = await store.authorities.need(proposal.authority);
  const { level, unit = '', number: ttr, submitter } = proposal;
  const office = await officeOf(context, level, unit);
  const own = await ownOffice(context, authority, order.now);
  const left = new Set(proposal.leftOut.map((l) => l.nomination));
  const lines = proposal.lines.filter((l) => !left.has(l.nomination));
  const data = {
    office,
    to: own?.name ?? office.body,
    authority: authority.title,
    ttr,
    submitter,
    n: lines.length,
    link: `${publicUrl}/`,
  };
  const head = {
    key: order.key,
    to: own?.email ?? (await officeAddress(context, level, unit)),
    lang: 'vi' as const,
    entity: proposal._id,
    ...ofUnit(unit),
  };
  if (order.mail === 'proposalWaits') {
    const checking = order.at === 'checking';
    return { ...head, name: 'proposal-waits', data: { ...data, since: dayOf(order.since), checking } };
  }
  const kinds = kindsOf(
    catalogue,
    lines.map((l) => l.award),
    head.lang,
  );
  return { ...head, name: 'proposal-check', data: { ...data, kinds } };
}

/** The office on file, unless its letters would reach whoever decides. */
async function ownOffice({ store }: MailContext, authority: AuthorityRecord, now: string) {
  const { office } = authority;
  if (!office) return undefined;
  const people = await store.people.many([authority.person, signerOn(authority, dayOf(now))]);
  const addresses = [...people.values()].map((p) => p.email?.toLowerCase());
  return addresses.includes(office.email.toLowerCase()) ? undefined : office;
}
