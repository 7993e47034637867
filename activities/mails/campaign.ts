import { waitingAmendment } from '../../domain/campaign/amendment';
import { milestoneNames } from '../../domain/campaign/faults';
import { owedAt, owesSomething } from '../../domain/campaign/owing';
import { isAwaited, takesRegistrations } from '../../domain/campaign/state';
import { dayOf } from '../../domain/time';
import { hasSent, headEntity, headSigning, owedBy, participantNow } from '../../platform/participants';
import type { CampaignRecord, Language } from '../../platform/store';
import type { LetterOrder, MailOrder } from '../index';
import type { MailContext } from '../context';
import type { Letter } from './letter';
import { noAddress, officeAddress, officeTowards, ofUnit } from './letter';

type ParticipantOrder = Extract<
  LetterOrder,
  { mail: 'campaignOpens' | 'campaignReminder' | 'campaignChanged' | 'registrationReturned' }
>;

const levelOf = ({ unit }: CampaignRecord) => (unit === undefined ? 'province' : 'unit');

/** @param to the participant that reads it; absent for the office */
const aboutOf = async (context: MailContext, campaign: CampaignRecord, to?: string) => ({
  office: await officeTowards(context, levelOf(campaign), campaign.unit ?? to ?? ''),
  name: campaign.name,
  ref: campaign._id,
});

/** To a participant; undefined when it owes nothing any more. */
export async function toParticipant(context: MailContext, order: ParticipantOrder): Promise<Letter | undefined> {
  const { store, publicUrl } = context;
  const campaign = await store.campaigns.need(order.campaignId);
  const { name: unit, email: to } = await participantNow(store, order.unit, dayOf(order.now));
  if (to === undefined) throw noAddress(order.unit);
  const head = {
    key: order.key,
    to,
    lang: 'vi',
    entity: campaign._id,
    person: order.unit,
    ...ofUnit(campaign.unit),
  } as const;
  const base = { ...(await aboutOf(context, campaign, order.unit)), unit };
  const link = `${publicUrl}/`;
  switch (order.mail) {
    case 'campaignOpens': {
      const { registrationCloses, roundCloses } = campaign.working;
      const due = (order.milestone === 'launch' ? registrationCloses : roundCloses) ?? dayOf(order.now);
      const { number, date } = campaign.document ?? {};
      const document = number !== undefined && date !== undefined ? { document: { number, date } } : {};
      return { ...head, name: 'campaign-opens', data: { ...base, milestone: order.milestone, due, ...document, link } };
    }
    case 'campaignReminder': {
      const { milestone, due } = order;
      const nominated = await hasSent(store, campaign._id, { unit: order.unit, today: dayOf(order.now) });
      const registrations = await store.registrations.ofCampaign(campaign._id, order.unit);
      const owed = owedAt(milestone, registrations, nominated);
      if (!owesSomething(owed)) return undefined;
      return { ...head, name: 'campaign-reminder', data: { ...base, due, ...owed, link } };
    }
    case 'campaignChanged': {
      const { reason = '' } = (await store.notes.get(order.note)) ?? {};
      const changes = order.changes.map(({ milestone, from, to: until }) => ({
        what: called(milestone, head.lang),
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { to: until }),
      }));
      return { ...head, name: 'campaign-changed', data: { ...base, changes, reason } };
    }
    case 'registrationReturned': {
      const [records, note] = await Promise.all([
        store.registrations.many(order.registrations),
        store.notes.need(order.note),
      ]);
      const registrants = order.registrations.map((id) => records.get(id)?.registrant.name ?? id);
      // the records do not tell any more, where another one was proposed since
      const { amendments } = order;
      const { registrationCloses, finalReview } = campaign.working;
      const due = (amendments === order.registrations.length ? finalReview : registrationCloses) ?? dayOf(order.now);
      return {
        ...head,
        name: 'registration-returned',
        data: { ...base, registrants, reason: note.reason ?? '', due, link, amendments: amendments > 0 },
      };
    }
  }
}

/** To the head of a participant: what waits for the signature, by one link; undefined when nothing does any more. */
export async function toHead(
  context: MailContext,
  order: Extract<MailOrder, { mail: 'registrationSign' }>,
): Promise<Letter | undefined> {
  const { store, links } = context;
  const campaign = await store.campaigns.need(order.campaignId);
  const registrations = await store.registrations.ofCampaign(campaign._id, order.unit);
  const amendments = registrations.filter(waitingAmendment).length;
  // while amendments are signed, what was not signed in time is none of the head's any more
  const open = amendments === 0 || takesRegistrations(campaign, order.now);
  const n = open ? registrations.filter(({ status }) => status === 'waitingForHead').length : 0;
  if (n + amendments === 0) return undefined;
  const person = await headSigning(store, order.unit, dayOf(order.now));
  if (person?.email === undefined) throw noAddress(order.unit);
  const { registrationCloses, finalReview } = campaign.working;
  const key = { purpose: 'registration', entity: headEntity(campaign._id, order.unit), person: person._id } as const;
  return {
    key: order.key,
    to: person.email,
    lang: person.language,
    entity: campaign._id,
    person: person._id,
    name: 'registration-sign',
    data: {
      ...(await aboutOf(context, campaign, order.unit)),
      person: { address: person.address, name: person.name },
      post: person.post,
      unit: (await store.units.get(order.unit))?.name ?? order.unit,
      n: n + amendments,
      amendments,
      onlyAmendments: n === 0,
      due: (n > 0 ? registrationCloses : finalReview) ?? dayOf(order.now),
      link: links.urlOf(await links.ensure(key, order.now)),
    },
  };
}

/** To the office: a day has come, and which units are behind. */
export async function campaignTurn(
  context: MailContext,
  { key, now, campaignId, milestone }: Extract<MailOrder, { mail: 'campaignTurn' }>,
): Promise<Letter> {
  const campaign = await context.store.campaigns.need(campaignId);
  const owed = isAwaited(milestone)
    ? [...(await owedBy(context.store, campaign, { milestone, today: dayOf(now) }))]
    : [];
  const late = owed.filter(([, one]) => owesSomething(one) || one.waiting > 0).map(([unit]) => unit);
  const units = await context.store.units.many(late);
  return {
    key,
    to: await officeAddress(context, levelOf(campaign), campaign.unit ?? ''),
    lang: 'vi',
    entity: campaignId,
    ...ofUnit(campaign.unit),
    name: 'campaign-turn',
    data: {
      ...(await aboutOf(context, campaign)),
      what: called(milestone, 'vi'),
      day: campaign.working[milestone] ?? dayOf(now),
      statistics: milestone === 'statistics',
      behind: late.map((unit) => units.get(unit)?.name ?? unit),
      late: late.length,
      of: owed.length,
      link: `${context.publicUrl}/`,
    },
  };
}

/** To the office: the campaign of the next year is planned by that of the last, or waits for a calendar. */
export async function campaignNext(
  context: MailContext,
  { key, campaignId, year, as, years = [] }: Extract<MailOrder, { mail: 'campaignNext' }>,
): Promise<Letter> {
  const campaign = await context.store.campaigns.need(campaignId);
  const { launch, registrationCloses } = campaign.working;
  return {
    key,
    to: await officeAddress(context, levelOf(campaign), campaign.unit ?? ''),
    lang: 'vi',
    entity: campaignId,
    name: 'campaign-next',
    data: {
      ...(await aboutOf(context, campaign)),
      year,
      planned: as === 'planned',
      waits: as === 'calendarMissing',
      calendars: years.map(String),
      ...(as === 'planned' && launch !== undefined ? { launch } : {}),
      ...(as === 'planned' && registrationCloses !== undefined ? { registrationCloses } : {}),
      link: `${context.publicUrl}/`,
    },
  };
}

/** What a day is called at the beginning of a line. */
function called(milestone: keyof typeof milestoneNames, lang: Language): string {
  const name = milestoneNames[milestone][lang];
  return name.charAt(0).toUpperCase() + name.slice(1);
}
