import { owedAt, type Owed } from '../domain/campaign/owing';
import { hasEnded } from '../domain/campaign/registration';
import type { Awaited } from '../domain/campaign/state';
import { docketIdOf } from '../domain/ids';
import { signerOn } from '../domain/signing';
import type { Day } from '../domain/time';
import type { CampaignRecord, PersonRecord, RegistrationRecord, Store, UnitRecord } from './store';

/** Units that take part in a campaign: who is written to for them, who signs, and what they still owe. */

/** What a link to the head of a participant is about. */
export const headEntity = (campaign: string, unit: string): string => `${campaign}/${unit}`;
export function headOf(entity: string): { readonly campaign: string; readonly unit: string } {
  const [campaign = '', unit = ''] = entity.split('/');
  return { campaign, unit };
}

/** More mergers of one unit than any year has seen. */
const MOST_MERGERS = 8;

/** A unit with what has taken it over, when it has ended in mid-year. */
export async function unitNow(
  { units }: Pick<Store, 'units'>,
  code: string,
  today: Day,
): Promise<{ readonly name: string; readonly now: UnitRecord | undefined }> {
  const own = await units.get(code);
  let now = own;
  for (let steps = 0; now?.successor !== undefined && hasEnded(now, today) && steps < MOST_MERGERS; steps += 1) {
    const successor = await units.get(now.successor);
    if (!successor) break;
    now = successor;
  }
  return { name: own?.name ?? code, now };
}

/** Participants as they are on a day: what has ended is replaced by what has taken it over, where there is that. */
export async function participantsNow(
  store: Pick<Store, 'units'>,
  participants: readonly string[],
  today: Day,
): Promise<readonly string[]> {
  const now = await Promise.all(participants.map(async (code) => (await unitNow(store, code, today)).now?._id ?? code));
  return [...new Set(now)];
}

/** A participant as it is written to. */
export async function participantNow(
  store: Pick<Store, 'units'>,
  code: string,
  today: Day,
): Promise<{ readonly name: string; readonly email?: string }> {
  const { name, now } = await unitNow(store, code, today);
  const email = now?.officer?.email ?? now?.email;
  return { name, ...(email === undefined ? {} : { email }) };
}

/** Who signs for a unit on a day; undefined where no authority is on file for it or for what has taken it over. */
export async function headSigning(
  store: Pick<Store, 'units' | 'authorities' | 'people'>,
  unit: string,
  day: Day,
): Promise<PersonRecord | undefined> {
  const { now } = await unitNow(store, unit, day);
  const authority = now && (await store.authorities.ofLevel('unit', now._id));
  return authority && (await store.people.get(signerOn(authority, day)));
}

/** Whether a participant, or what has taken it over, has sent anything in the round of a campaign. */
export async function hasSent(
  store: Pick<Store, 'units' | 'dockets'>,
  campaign: string,
  { unit, today }: { readonly unit: string; readonly today: Day },
): Promise<boolean> {
  const sent = async (code: string): Promise<boolean> =>
    (await store.dockets.get(docketIdOf(code, campaign, ''))) !== undefined;
  if (await sent(unit)) return true;
  const { now } = await unitNow(store, unit, today);
  return now !== undefined && now._id !== unit && sent(now._id);
}

/** What each participant owes for a day, in their order. */
export async function owedBy(
  store: Pick<Store, 'registrations' | 'dockets' | 'units'>,
  { _id, participants }: Pick<CampaignRecord, '_id' | 'participants'>,
  { milestone, today }: { readonly milestone: Awaited; readonly today: Day },
): Promise<ReadonlyMap<string, Owed>> {
  const of = new Map<string, RegistrationRecord[]>();
  for (const one of await store.registrations.ofCampaign(_id)) of.set(one.unit, [...(of.get(one.unit) ?? []), one]);
  const nominated = async (unit: string): Promise<boolean> =>
    milestone === 'roundCloses' && hasSent(store, _id, { unit, today });
  const owed = await Promise.all(
    participants.map(async (unit) => [unit, owedAt(milestone, of.get(unit) ?? [], await nominated(unit))] as const),
  );
  return new Map(owed);
}
