import type { z } from 'zod';
import { waitingAmendment, type Commitment } from '../../../domain/campaign/amendment';
import { registrationFaults } from '../../../domain/campaign/registration';
import { isOver } from '../../../domain/campaign/state';
import { Problem } from '../../../domain/errors';
import { dayOf, type Day } from '../../../domain/time';
import { unitNow } from '../../../platform/participants';
import { updateId } from '../../../platform/temporal/ask';
import type {
  AuditEntry,
  CampaignRecord,
  Inserted,
  Page,
  Paging,
  Registrant,
  RegistrationRecord,
} from '../../../platform/store';
import type { RegistrationFilter } from '../../../platform/store/campaigns';
import { sameContent } from '../../../platform/store/canonical';
import { aboutPerson, aboutUnit } from '../../../platform/store/gather';
import type { Changes } from '../../../platform/store/versioned';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import type { registrationBodies } from '../../schemas/campaigns';
import { invalid } from '../../schemas/parse';
import { contentHash, defined, everything, mustHave, shortId } from '../shared';
import { hasEnded } from './campaigns';
import { needCampaign } from './need';
import { titlesFor } from './titles';
import { mustReach, unitsReached } from './reach';

export type NewRegistration = z.output<typeof registrationBodies.create>;
export type RegistrationContent = Omit<NewRegistration, 'registrant'>;

export interface AskedRegistration {
  readonly caller: Caller;
  readonly id: string;
}

/**
 * A draft of what a unit, a room or a person sets out to reach; each registers once in a campaign. Units may write before the
 * launch; what is signed is signed while registration is open.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, REGISTRATION_CLOSED, ALREADY_REGISTERED, KEY_REUSED
 */
export async function createRegistration(
  context: ApiContext,
  {
    caller,
    id: campaignId,
    asked,
    submission,
  }: AskedRegistration & { readonly asked: NewRegistration; readonly submission: string },
): Promise<Inserted<RegistrationRecord>> {
  mustRegister(caller);
  const { store, clock } = context;
  const campaign = await needCampaign(context, caller, campaignId);
  const _id = idOf(caller, submission);
  const content = contentHash({ campaignId, asked });
  const before = await store.registrations.get(_id);
  if (before) {
    if (before.content !== content) throw new Problem('KEY_REUSED', _id);
    return { record: before, created: false };
  }
  mustBeOpen(campaign);
  const { registrant: who, responsible, ...rest } = asked;
  const { unit, registrant } = await registrantOf(context, campaign, who);
  await mustReach(context, caller, unit);
  await mustBeSound(context, { kind: who.kind, unit }, asked);
  const now = clock.now();
  const record: RegistrationRecord = {
    _id,
    campaign: campaignId,
    year: campaign.year,
    unit,
    registrant,
    about: who.kind === 'person' ? aboutPerson(who.code) : aboutUnit(who.code),
    ...rest,
    ...defined({ responsible }),
    status: 'draft',
    results: [],
    reviews: [],
    content,
    version: 0,
    createdAt: now,
    createdBy: caller.actor,
  };
  const data = { campaign: campaignId, about: record.about };
  return store.registrations.insert(record, [
    { entity: _id, key: 'v0', at: now, actor: caller.actor, type: 'created', data },
  ]);
}

const idOf = ({ actor }: Caller, submission: string): string => `DK-${shortId(updateId(actor, submission))}`;

/**
 * What a form that saves itself sends until it gets an answer: a new draft; or, where only the answer was lost, the draft that this very
 * form has begun, written anew as long as nobody has written in it from another page.
 * @throws Problem as `createRegistration` and `editRegistration` do
 */
export async function keepRegistration(
  context: ApiContext,
  asked: AskedRegistration & { readonly asked: NewRegistration; readonly submission: string },
): Promise<RegistrationRecord> {
  const { caller, id: campaignId, submission } = asked;
  try {
    return (await createRegistration(context, asked)).record;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'KEY_REUSED') throw error;
  }
  const record = await needRegistration(context, caller, idOf(caller, submission));
  const { titles, targets, measures, responsible, version, status } = record;
  const { registrant, ...content } = asked.asked;
  const stands = { registrant, titles, targets, measures, responsible };
  if (record.content !== contentHash({ campaignId, asked: stands }))
    throw new Problem('STATE_CHANGED', `${record._id} was written in from elsewhere`, { state: status, version });
  const hash = contentHash({ campaignId, asked: asked.asked });
  return writeDraft(context, { caller, record, expects: version, content, hash });
}

/** Units register for themselves: the province sees it, and does not do it for them. @throws Problem FORBIDDEN */
export function mustRegister(caller: Caller): void {
  mustHave(caller, 'writeRegistrations');
  if (caller.unit === undefined) throw new Problem('FORBIDDEN', 'units register for themselves');
}

/** @throws Problem REGISTRATION_CLOSED once it has closed, or the campaign is over */
function mustBeOpen({ _id, status, reached, working }: CampaignRecord): void {
  if (isOver({ status }) || reached.registrationCloses !== undefined)
    throw new Problem('REGISTRATION_CLOSED', _id, { state: status, ...defined({ day: working.registrationCloses }) });
}

/** @throws Problem VALIDATION for titles, targets and people that there are not, or that are named twice */
export async function mustBeSound(
  context: ApiContext,
  { kind, unit }: { readonly kind: Registrant['kind']; readonly unit: string },
  content: Pick<Commitment, 'titles' | 'targets'> & { readonly responsible?: string },
): Promise<void> {
  const { store, catalogue } = context;
  const { titles, targets, responsible } = content;
  const named = [responsible, ...targets.map((target) => target.responsible)];
  const people = await store.people.many(named.filter((code) => code !== undefined));
  const strangers = named.flatMap((code, i) =>
    code === undefined || people.has(code)
      ? []
      : [{ field: i === 0 ? 'responsible' : `targets.${i - 1}.responsible`, ...refused('noPersonCode', { code }) }],
  );
  const faults = [
    ...registrationFaults({ kind, titles, targets }, catalogue, await titlesFor(context, unit)),
    ...strangers,
  ];
  if (faults.length > 0) throw invalid(...faults);
}

/**
 * Who registers, and the participant whose head signs: the unit itself, or the first one above that takes part.
 * @throws Problem VALIDATION for whoever does not exist, has ended, or belongs to no participant
 */
async function registrantOf(
  { store, clock }: ApiContext,
  campaign: CampaignRecord,
  { kind, code }: NewRegistration['registrant'],
): Promise<{ readonly unit: string; readonly registrant: Registrant }> {
  const field = 'registrant.code';
  const today = dayOf(clock.now());
  const person = kind === 'person' ? await store.people.get(code) : undefined;
  const own = kind === 'person' ? person?.unit : code;
  const unit = own === undefined ? undefined : await store.units.get(own);
  if (!unit || (kind === 'person' && !person)) throw invalid({ field, ...refused('campaign.nobody', { code }) });
  if (unit.validTo !== undefined && unit.validTo < today) throw invalid(hasEnded(field, unit.name, unit.successor));
  if (kind === 'unit' && !campaign.participants.includes(code)) throw invalid(noParticipant(field));
  const participantFor = await participantsByUnit(store, campaign, today);
  let at: string | undefined = unit._id;
  for (let height = 0; at !== undefined && !participantFor.has(at) && height < 8; height += 1)
    at = (await store.units.get(at))?.parent;
  const participant = at === undefined ? undefined : participantFor.get(at);
  if (participant === undefined) throw invalid(noParticipant(field));
  return {
    unit: participant,
    registrant: { kind, code, name: person?.name ?? unit.name, ...defined({ post: person?.post }) },
  };
}

/** Participants by their own code, and those that have ended in mid-year by that of the unit that has taken them over. */
async function participantsByUnit(
  store: ApiContext['store'],
  { participants }: CampaignRecord,
  today: Day,
): Promise<ReadonlyMap<string, string>> {
  const now = await Promise.all(
    participants.map(async (code) => [(await unitNow(store, code, today)).now?._id ?? code, code] as const),
  );
  return new Map([...now, ...participants.map((code) => [code, code] as const)]);
}

const noParticipant = (field: string) => ({
  field,
  ...refused('campaign.takesNoPart'),
});

/**
 * Writes a draft anew, in the version that was seen. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, REGISTRATION_CLOSED,
 * ACTION_NOT_ALLOWED once it waits for the head or is signed, STATE_CHANGED
 */
export async function editRegistration(
  context: ApiContext,
  {
    caller,
    id,
    expects,
    content,
  }: AskedRegistration & { readonly expects: number; readonly content: RegistrationContent },
): Promise<RegistrationRecord> {
  mustRegister(caller);
  const record = await needRegistration(context, caller, id);
  return writeDraft(context, { caller, record, expects, content });
}

/** @param hash of what a submission says by now, where it is the one that began the draft */
async function writeDraft(
  context: ApiContext,
  {
    caller,
    record,
    expects,
    content,
    hash,
  }: {
    readonly caller: Caller;
    readonly record: RegistrationRecord;
    readonly expects: number;
    readonly content: RegistrationContent;
    readonly hash?: string;
  },
): Promise<RegistrationRecord> {
  const { store, clock } = context;
  mustBeWritable(record, await store.campaigns.need(record.campaign));
  await mustBeSound(context, { kind: record.registrant.kind, unit: record.unit }, content);
  const { titles, targets, measures, responsible } = content;
  const data = { titles, targets, measures, responsible };
  const trail = trailOf(record, { actor: caller.actor, now: clock.now(), type: 'edited', expects, data });
  return editOnce(context, { expects, fields: { ...data, ...defined({ content: hash }) }, trail });
}

/**
 * Somebody else answers for it, as when a person has moved.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, ACTION_NOT_ALLOWED while it waits for the head, STATE_CHANGED
 */
export async function changeResponsible(
  context: ApiContext,
  {
    caller,
    id,
    expects,
    responsible,
    reason,
  }: AskedRegistration & { readonly expects: number; readonly responsible: string; readonly reason: string },
): Promise<RegistrationRecord> {
  mustRegister(caller);
  const { store, clock } = context;
  const record = await needRegistration(context, caller, id);
  mustNotWait(record);
  if (!(await store.people.get(responsible)))
    throw invalid({ field: 'responsible', ...refused('noPersonCode', { code: responsible }) });
  const data = { from: record.responsible, to: responsible, reason };
  const trail = trailOf(record, { actor: caller.actor, now: clock.now(), type: 'responsible', expects, data });
  return editOnce(context, { expects, fields: { responsible }, trail });
}

export const trailOf = (
  { _id }: RegistrationRecord,
  {
    actor,
    now,
    type,
    expects,
    data,
  }: {
    readonly actor: string;
    readonly now: string;
    readonly type: string;
    readonly expects: number;
    readonly data: Readonly<Record<string, unknown>>;
  },
) => ({ entity: _id, key: `v${expects + 1}`, at: now, actor, type, data });

/**
 * Writes fields of the version that was seen. The same act again, as when a button is pressed twice or while a form saves itself, is the
 * first one: the trail says who has made that version, and of what. @throws Problem NOT_FOUND, STATE_CHANGED
 */
export async function editOnce(
  { store }: ApiContext,
  {
    expects,
    fields,
    trail,
  }: { readonly expects: number; readonly fields: Changes<RegistrationRecord>; readonly trail: AuditEntry },
): Promise<RegistrationRecord> {
  try {
    return await store.registrations.edit(trail.entity, expects, fields, [trail]);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'STATE_CHANGED') throw error;
    const [record, entries] = await Promise.all([
      store.registrations.need(trail.entity),
      store.audit.trail(trail.entity),
    ]);
    const made = entries.find(({ key }) => key === trail.key);
    if (record.version !== expects + 1 || made === undefined || !sameContent(actOf(made), actOf(trail))) throw error;
    return record;
  }
}

/** What was asked: what stood before is another one the second time. */
const actOf = ({ actor, type, data }: AuditEntry): unknown => ({ actor, type, data: { ...data, from: undefined } });

/** @throws Problem ACTION_NOT_ALLOWED in another state */
export function mustBe(record: RegistrationRecord, wanted: RegistrationRecord['status']): void {
  if (record.status !== wanted) throw notNow(record);
}

/** Not in its state, and what its unit can do in that one instead. */
function notNow(record: RegistrationRecord): Problem {
  const { _id, status, version } = record;
  const instead = status === 'signed' && waitingAmendment(record) ? 'amendmentWaits' : status;
  const sentence = refused(`registration.${instead}`);
  return new Problem('ACTION_NOT_ALLOWED', _id, { state: status, version, allowed: [], sentence });
}

/** Only what waits for the head can be taken back from him: a registration, or its amendment. @throws Problem ACTION_NOT_ALLOWED */
export function mustWait(record: RegistrationRecord): void {
  if (record.status !== 'waitingForHead' && !waitingAmendment(record)) throw notNow(record);
}

/** @throws Problem ACTION_NOT_ALLOWED, REGISTRATION_CLOSED once its campaign is over */
export function mustBeWritable(record: RegistrationRecord, campaign: CampaignRecord): void {
  mustBeOpen(campaign);
  mustBe(record, 'draft');
}

/** What waits for the head is its workflow's alone: a version between would lose the signature. @throws Problem ACTION_NOT_ALLOWED */
export function mustNotWait(record: RegistrationRecord): void {
  if (record.status === 'waitingForHead') throw notNow(record);
}

/**
 * A registration of the caller's unit, of a room of it, or of a unit that his has taken over in mid-year.
 * @throws Problem FORBIDDEN, NOT_FOUND
 */
export async function needRegistration(context: ApiContext, caller: Caller, id: string): Promise<RegistrationRecord> {
  mustHave(caller, 'readCampaigns');
  const record = await context.store.registrations.need(id);
  await mustReach(context, caller, record.unit);
  return record;
}

/** Registrations that the caller may see, newest first. @throws Problem FORBIDDEN */
export async function listRegistrations(
  context: ApiContext,
  {
    caller,
    filter,
    paging,
  }: { readonly caller: Caller; readonly filter: Omit<RegistrationFilter, 'units'>; readonly paging: Paging },
): Promise<Page<RegistrationRecord>> {
  mustHave(caller, 'readCampaigns');
  return context.store.registrations.list({ ...filter, ...(await unitsFor(context, caller)) }, paging);
}

/** All that a caller sees of somebody's registrations. */
export async function registrationsOf(
  context: ApiContext,
  caller: Caller,
  filter: Pick<RegistrationFilter, 'status'> & { readonly about: string },
): Promise<readonly RegistrationRecord[]> {
  const seen = { ...filter, ...(await unitsFor(context, caller)) };
  return everything((paging) => context.store.registrations.list(seen, paging));
}

const unitsFor = async (context: ApiContext, caller: Caller): Promise<Pick<RegistrationFilter, 'units'>> =>
  defined({ units: await unitsReached(context, caller) });
