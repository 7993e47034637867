import { registrationStatuses } from '../../../domain/campaign/registration';
import type { Period } from '../../../domain/campaign/target';
import { signedWordings } from '../../../domain/campaign/texts';
import { Problem } from '../../../domain/errors';
import { failedStatuses } from '../../../domain/stages/stage';
import { dayOf } from '../../../domain/time';
import type { CampaignRecord, RegistrationRecord } from '../../../platform/store';
import type { Signing } from '../../../templates/documents/decision';
import { refused } from '../../../templates/words';
import {
  pactPaper,
  registrationPaper,
  reviewReport,
  type CampaignPaperRecords,
  type PactText,
} from '../../../templates/documents/office';
import { fileName } from '../../../templates/documents/file-names';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { bodyOf } from '../office/body';
import type { Drafted, PaperAsked } from '../office/papers';
import { defined, everything, withRooms } from '../shared';
import { needCampaign } from './need';
import { wordingChanges } from './texts';
import { mustReach, unitsReached } from './reach';

/** Papers of a year of emulation: of a campaign, or of what one unit has in it. */
export const campaignPaperKinds = ['emulationPact', 'emulationRegistration', 'emulationReview'] as const;
export type CampaignPaperKind = (typeof campaignPaperKinds)[number];

export interface CampaignPaperAsked {
  readonly caller: Caller;
  readonly id: string;
  /** That of the caller when absent; of the province's office: all of them, as long as one paper holds them. */
  readonly unit?: string;
  /** Of a review: of the first half, or of the year. */
  readonly period?: Period;
  readonly signing: Partial<Signing>;
}

/** The pact of those who take part; whoever has launched the campaign draws it up. @throws Problem FORBIDDEN, NOT_FOUND */
export async function emulationPact(
  context: ApiContext,
  asked: CampaignPaperAsked | PaperAsked,
): Promise<Drafted<'emulationPact'>> {
  const { caller, id } = asked;
  const campaign = await needCampaign(context, caller, id);
  if (campaign.unit !== caller.unit) throw new Problem('FORBIDDEN', 'of another level');
  const registrations = await context.store.registrations.ofCampaign(id);
  const { campaign: called, ...records } = await recordsOf(context, campaign, asked, registrations);
  const changes = await wordingChanges(context, { caller, id });
  const signedAt = registrations.flatMap(({ signed }) => signed?.at ?? []);
  const before = (part: PactText) =>
    signedWordings(changes, part, signedAt).map(({ text, until }) => ({ text, until: dayOf(until) }));
  const words = { aims: before('aims'), criteria: before('criteria'), measures: before('measures') };
  const units = await context.store.units.many(campaign.participants);
  const parties = campaign.participants.map((code) => {
    const unit = units.get(code);
    return { code, name: unit?.name ?? code, ...defined({ head: unit?.head?.name }) };
  });
  return {
    kind: 'emulationPact',
    ...defined({ unit: campaign.unit }),
    data: pactPaper({ ...records, campaign: { ...called, before: words }, parties }),
    name: fileName('pact', id),
  };
}

/** What a unit registers, with its rooms and people. @throws Problem FORBIDDEN, NOT_FOUND */
export async function emulationRegistration(
  context: ApiContext,
  asked: CampaignPaperAsked | PaperAsked,
): Promise<Drafted<'emulationRegistration'>> {
  const { campaign, registrations, unit } = await ofUnits(context, asked);
  const records = await recordsOf(context, campaign, { ...asked, ...defined({ unit }) }, registrations);
  return {
    kind: 'emulationRegistration',
    ...defined({ unit }),
    data: registrationPaper({ ...records, to: await receiverOf(context, campaign, records) }),
    name: fileName('registration', campaign._id, unit),
  };
}

/** Results against targets, lessons, and who is proposed in the campaign's round. @throws Problem FORBIDDEN, NOT_FOUND */
export async function emulationReview(
  context: ApiContext,
  asked: CampaignPaperAsked | PaperAsked,
): Promise<Drafted<'emulationReview'>> {
  const { campaign, registrations, unit } = await ofUnits(context, asked);
  const period = ('period' in asked ? asked.period : undefined) ?? 'year';
  const signed = registrations.filter(({ status }) => status === 'signed');
  const records = await recordsOf(context, campaign, { ...asked, ...defined({ unit }) }, signed);
  const proposed = await proposedIn(context, asked.caller, campaign, unit);
  return {
    kind: 'emulationReview',
    ...defined({ unit }),
    data: reviewReport({ ...records, period, proposed, to: await receiverOf(context, campaign, records) }),
    name: fileName(period === 'year' ? 'finalReview' : 'midYearReview', campaign._id, unit),
  };
}

/** Of all units together a paper holds so many registrants: more would keep everybody else's papers waiting. */
const MOST_TOGETHER = 500;

const place = { unit: 0, room: 1, person: 2 } as const;

/**
 * Registrations of one unit, or of all that the caller sees, the unit first, then its rooms, then its people.
 * @throws Problem NOT_FOUND, VALIDATION where no unit is named and there are too many
 */
async function ofUnits(context: ApiContext, asked: CampaignPaperAsked | PaperAsked) {
  const { caller, id } = asked;
  const unit = ('unit' in asked ? asked.unit : undefined) ?? caller.unit;
  const campaign = await needCampaign(context, caller, id);
  if (unit !== undefined) await mustReach(context, caller, unit);
  if (unit !== undefined && !(await context.store.units.get(unit))) throw new Problem('NOT_FOUND', `no unit ${unit}`);
  const reached = unit !== undefined && unit !== caller.unit ? [unit] : await unitsReached(context, caller);
  const { registrations: stored } = context.store;
  if (reached === undefined && (await stored.count(id, MOST_TOGETHER + 1)) > MOST_TOGETHER)
    throw invalid({ field: 'unit', ...tooMany });
  const all = await everything((at) => stored.list({ campaign: id, ...defined({ units: reached }) }, at));
  const registrations = all.toSorted(
    (a, b) =>
      a.unit.localeCompare(b.unit, 'en') ||
      place[a.registrant.kind] - place[b.registrant.kind] ||
      registrationStatuses.indexOf(b.status) - registrationStatuses.indexOf(a.status) ||
      a._id.localeCompare(b._id, 'en'),
  );
  return { campaign, registrations, ...defined({ unit }) };
}

const tooMany = refused('campaign.tooManyTogether', { most: MOST_TOGETHER });

async function recordsOf(
  context: ApiContext,
  { name, theme, year, texts }: CampaignRecord,
  { caller, signing, ...asked }: CampaignPaperAsked | PaperAsked,
  registrations: readonly RegistrationRecord[],
): Promise<CampaignPaperRecords> {
  const { store, catalogue, clock } = context;
  const people = await store.people.many(registrations.flatMap(({ responsible }) => responsible ?? []));
  return {
    body: await bodyOf(context, ('unit' in asked ? asked.unit : undefined) ?? caller.unit),
    signing,
    today: dayOf(clock.now()),
    campaign: { name, year, texts, ...defined({ theme }) },
    catalogue,
    registrations: registrations.map(({ registrant, responsible, ...rest }) => ({
      ...rest,
      name: registrant.name,
      kind: registrant.kind,
      ...defined({
        post: registrant.post,
        responsible: responsible === undefined ? undefined : (people.get(responsible)?.name ?? responsible),
      }),
    })),
  };
}

/** Whom a paper of the campaign goes to: who has launched it, of its own paper the standing body, of that one's the committee. */
async function receiverOf(
  context: ApiContext,
  { unit }: CampaignRecord,
  { body: { issuer, superior } }: CampaignPaperRecords,
): Promise<string> {
  const launched = await bodyOf(context, unit);
  const above = [launched.issuer, context.pack.province.standingBody.name.vi];
  return above.find((name) => name !== '' && name !== issuer) ?? superior ?? issuer;
}

/**
 * Who is nominated in the round of the campaign, by award in ceremony order; what came to nothing is left out, and from the province's
 * paper what units have not sent yet.
 */
async function proposedIn(
  { store, catalogue }: ApiContext,
  caller: Caller,
  { _id: round, awards }: CampaignRecord,
  unit: string | undefined,
): Promise<readonly { readonly award: string; readonly names: readonly string[] }[]> {
  if (awards.length === 0) return [];
  const units = unit === undefined ? undefined : withRooms(await store.units.all(), [unit]);
  const items = await everything((paging) => store.nominations.items({ round, ...defined({ unit: units }) }, paging));
  const standing = items.filter(
    ({ status }) => !failedStatuses.has(status) && (status !== 'draft' || caller.unit !== undefined),
  );
  const rank = (code: string): number => catalogue.find((award) => award.code === code)?.rank ?? 0;
  return [...new Set(standing.map(({ dossier }) => dossier.award))]
    .sort((a, b) => rank(a) - rank(b))
    .map((award) => ({
      award,
      names: standing.filter(({ dossier }) => dossier.award === award).map(({ dossier }) => dossier.nominee.name),
    }));
}
