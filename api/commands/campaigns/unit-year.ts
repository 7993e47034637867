import { figureFor, type Target } from '../../../domain/campaign/target';
import { Problem } from '../../../domain/errors';
import { dayOf } from '../../../domain/time';
import { has } from '../../../domain/roles';
import { headSigning, unitNow } from '../../../platform/participants';
import type { CampaignRecord, PersonRecord, Registrant, RegistrationRecord, UnitRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { defined, withRooms } from '../shared';
import { needCampaign } from './need';
import { mustReach } from './reach';
import { needRegistration, registrationsOf, type RegistrationContent } from './registrations';
import { aboutPerson, aboutUnit } from '../../../platform/store/gather';

/** What a participant has to do with a campaign: its registrations, and who may still register. */
export interface UnitYear {
  readonly campaign: CampaignRecord;
  /** The participant, as it was called when the campaign was launched, and the units below what it is now. */
  readonly unit: { readonly code: string; readonly name: string };
  readonly head?: PersonRecord;
  readonly registrations: readonly RegistrationRecord[];
  /** Whether the caller registers for it. */
  readonly writes: boolean;
}

interface Asked {
  readonly caller: Caller;
  readonly id: string;
  readonly unit: string;
}

/** Whether somebody writes registrations: units do so for themselves. */
export const registers = (caller: Caller): boolean => has(caller, 'writeRegistrations') && caller.unit !== undefined;

/** @throws Problem FORBIDDEN, NOT_FOUND, also for a unit that takes no part, or of which the caller sees nothing */
export async function unitYear(context: ApiContext, { caller, id, unit }: Asked): Promise<UnitYear> {
  const { store, clock } = context;
  const campaign = await needCampaign(context, caller, id);
  await mustReach(context, caller, unit);
  if (!campaign.participants.includes(unit)) throw new Problem('NOT_FOUND', `${unit} takes no part in ${id}`);
  const today = dayOf(clock.now());
  const [{ name }, head, registrations] = await Promise.all([
    unitNow(store, unit, today),
    headSigning(store, unit, today),
    store.registrations.ofCampaign(id, unit),
  ]);
  return { campaign, unit: { code: unit, name }, ...defined({ head }), registrations, writes: registers(caller) };
}

/** Somebody who may register with a participant. */
export interface MayRegister extends Registrant {
  readonly about: string;
}

/** The unit, its rooms and its people who have not registered yet, in this order. */
export async function notRegistered(
  { store, clock }: ApiContext,
  { campaign, unit, registrations }: UnitYear,
): Promise<readonly MayRegister[]> {
  const today = dayOf(clock.now());
  const [{ now }, units] = await Promise.all([unitNow(store, unit.code, today), store.units.all()]);
  // a room that takes part by itself registers by itself
  // what has taken it over and takes part itself registers there
  const elsewhere = now === undefined || (now._id !== unit.code && campaign.participants.includes(now._id));
  const scope = elsewhere ? [] : withRooms(units, [now._id]);
  const apart = campaign.participants.filter((code) => code !== unit.code && scope.includes(code));
  const own = scope.filter((code) => !withRooms(units, apart).includes(code));
  const there = units.filter(({ _id, validTo }) => own.includes(_id) && (validTo === undefined || validTo >= today));
  const people = await store.people.ofUnits(own);
  const all = [
    ...there.map((one): MayRegister => ofUnit(one, unit.code)),
    ...people.map(({ _id: code, name, post }): MayRegister => ({
      kind: 'person',
      code,
      name,
      ...defined({ post }),
      about: aboutPerson(code),
    })),
  ];
  const taken = new Set(registrations.map(({ about }) => about));
  const order = ['unit', 'room', 'person'];
  return all
    .filter(({ about }) => !taken.has(about))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.name.localeCompare(b.name, 'vi'));
}

const ofUnit = ({ _id: code, name }: UnitRecord, participant: string): MayRegister => ({
  kind: code === participant ? 'unit' : 'room',
  code,
  name,
  about: aboutUnit(code),
});

/** What somebody registered in the last year before, as the beginning of this one. */
export interface LastYear {
  readonly year: number;
  readonly content: RegistrationContent;
}

/**
 * Titles, targets and measures of the year before: what was reached then is what each target is compared with now. Undefined for whoever
 * had nothing signed where the caller may see it: what somebody set out to do in the unit that he has left stays there.
 */
export async function lastYearOf(
  context: ApiContext,
  { caller, about, year }: { readonly caller: Caller; readonly about: string; readonly year: number },
): Promise<LastYear | undefined> {
  const signed = await registrationsOf(context, caller, { about, status: 'signed' });
  const last = signed.filter((one) => one.year < year).sort((a, b) => b.year - a.year)[0];
  if (!last) return undefined;
  const { titles, measures, responsible } = last;
  const targets = last.targets.map((target) => fromLast(target, last.results));
  return { year: last.year, content: { titles: [...titles], targets, measures, ...defined({ responsible }) } };
}

function fromLast(target: Target, results: RegistrationRecord['results']): Target {
  const reached = figureFor(results, target.code, 'year')?.holds.value;
  return { ...target, baseline: reached ?? target.target };
}

/** A registration with its campaign. @throws Problem FORBIDDEN, NOT_FOUND */
export async function registrationInYear(
  context: ApiContext,
  caller: Caller,
  id: string,
): Promise<{ readonly record: RegistrationRecord; readonly campaign: CampaignRecord; readonly writes: boolean }> {
  const record = await needRegistration(context, caller, id);
  const campaign = await context.store.campaigns.need(record.campaign);
  return { record, campaign, writes: registers(caller) };
}
