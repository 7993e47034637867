import type { WorkingCalendar } from '../calendar';
import { lastSettled, type Amendable } from './amendment';
import type { CampaignStep } from './machine';
import { FOR_GOOD, saidKey, type RegistrationStatus } from './registration';
import type { CampaignState, CampaignTerms } from './state';

/** What the records keep of a campaign, as far as its process needs it. */
export interface CampaignAsKept
  extends
    Pick<CampaignState, 'status' | 'version' | 'working' | 'reached' | 'reminded'>,
    Pick<CampaignTerms, 'kind' | 'remindWorkingDays'> {
  /** The days asked for. */
  readonly asked: CampaignTerms['dates'];
}

/** What the records keep of one of its registrations. */
export interface RegistrationAsKept extends Pick<Amendable, 'amendments'> {
  readonly id: string;
  readonly version: number;
  readonly status: RegistrationStatus;
}

/** A campaign as its records have it, in the form in which its process keeps it: after one of the two was restored. */
export function restoredCampaign(
  { asked, kind, remindWorkingDays, status, version, working, reached, reminded }: CampaignAsKept,
  registrations: readonly RegistrationAsKept[],
  calendar: WorkingCalendar,
): CampaignState {
  const said = registrations
    .filter((one) => one.version > 0)
    .map(({ id, status: now, version: last }) => [id, now === 'signed' ? FOR_GOOD : last - 1]);
  const amended = registrations
    .filter((one) => lastSettled(one) > 0)
    .map((one) => [saidKey({ id: one.id, amendment: true }), lastSettled(one)]);
  const terms = { kind, dates: asked, calendar, remindWorkingDays };
  return {
    terms,
    status,
    version,
    working,
    reached,
    reminded,
    said: Object.fromEntries([...said, ...amended]) as Record<string, number>,
  };
}

/** The process goes on from where its records stand. */
export const adopted = (before: CampaignState, kept: CampaignState): CampaignStep => ({
  state: { ...kept, version: Math.max(before.version, kept.version) + 1 },
  event: { type: 'reconciled' },
});

/** Registrations that one side knows to be signed, or their amendment to be settled, and the other does not. */
export function signaturesApart(
  { said }: Pick<CampaignState, 'said'>,
  registrations: readonly RegistrationAsKept[],
): { readonly lost: readonly string[]; readonly unknown: readonly string[] } {
  const ids = (fits: (kept: number, told: number) => boolean): string[] =>
    registrations.flatMap((one) => {
      const signature = fits(Number(one.status === 'signed'), Number(said[one.id] === FOR_GOOD));
      const amendment = fits(lastSettled(one), said[saidKey({ id: one.id, amendment: true })] ?? 0);
      return signature || amendment ? [one.id] : [];
    });
  return { lost: ids((kept, told) => told > kept), unknown: ids((kept, told) => kept > told) };
}
