import { Problem } from '../../domain/errors';
import { dayOf, type Instant } from '../../domain/time';
import { headOf, headSigning } from '../../platform/participants';
import type { LinkRecord } from '../../platform/store';
import type { MailOrder } from '../index';
import type { MailContext } from '../context';
import type { Letter } from './letter';
import { noAddress, officeTowards, ofUnit } from './letter';

type Recipient = Pick<Extract<Letter, { name: 'fresh-link' }>, 'to' | 'lang'> & {
  readonly named: Extract<Letter, { name: 'fresh-link' }>['data']['to'];
  readonly level: 'unit' | 'province';
  readonly unit: string;
  readonly closes?: string;
};

/** A fresh link to the address on file, for whoever held the old one; nothing for a member who was replaced. */
export async function freshLink(
  context: MailContext,
  order: Extract<MailOrder, { mail: 'freshLink' }>,
): Promise<Letter | undefined> {
  const { store, links } = context;
  const old = await store.links.get(order.linkId);
  if (!old) throw new Problem('NOT_FOUND', 'unknown link');
  const { purpose, entity, person } = old;
  // asked for with the key that it belongs to, never by mail
  if (purpose === 'printing') return undefined;
  const recipient = await recipientOf(context, old, order.now);
  if (!recipient) return undefined;
  const { to, lang, named, level, unit, closes } = recipient;
  const link = await links.fresh({ purpose, entity, person }, order.now, order.key);
  const data = {
    office: await officeTowards(context, level, unit),
    to: named,
    purpose,
    ...(closes === undefined ? {} : { closes }),
    link: links.urlOf(link),
  };
  return { key: order.key, to, lang, entity, person, ...ofUnit(unit), name: 'fresh-link', data };
}

async function recipientOf(context: MailContext, link: LinkRecord, now: Instant): Promise<Recipient | undefined> {
  const { store } = context;
  if (link.purpose === 'status') {
    const proposal = await store.unitProposals.need(link.entity);
    const unit = (await store.units.get(proposal.unit))?.name ?? proposal.unit;
    return {
      to: proposal.contact.email,
      lang: proposal.contact.language,
      named: { unit },
      level: 'province',
      unit: proposal.unit,
    };
  }
  // who signs no more gets no link again, whatever he asks for
  if (link.state === 'handedOver') return undefined;
  if (link.purpose === 'registration' && !(await signsFor(context, link, now))) return undefined;
  const person = await store.people.need(link.person);
  if (person.email === undefined) throw noAddress(person._id);
  const to = { to: person.email, lang: person.language, named: { address: person.address, name: person.name } };
  if (link.purpose === 'ballot') {
    const session = await store.sessions.need(link.entity);
    if (!session.members.some((m) => m.person === link.person)) return undefined;
    return { ...to, level: session.level, unit: session.unit ?? '', closes: session.closesAt };
  }
  if (link.purpose === 'registration') {
    const campaign = await store.campaigns.need(headOf(link.entity).campaign);
    return { ...to, level: campaign.unit === undefined ? 'province' : 'unit', unit: campaign.unit ?? '' };
  }
  const proposal = await store.proposals.need(link.entity);
  return { ...to, level: proposal.level, unit: proposal.unit ?? '' };
}

/** Whether the holder of a link is still the head who signs for that unit. */
const signsFor = async ({ store }: MailContext, { entity, person }: LinkRecord, now: Instant): Promise<boolean> =>
  (await headSigning(store, headOf(entity).unit, dayOf(now)))?._id === person;
