import type { WorkingCalendar } from '../calendar';
import type { Instant } from '../time';
import { endOfDay } from '../time';
import type { CampaignDates, CampaignKind, Milestone } from './dates';
import { milestones } from './dates';

/**
 * A year of emulation or a movement with a theme as its workflow keeps it. Plain data; names, aims and criteria stand in the
 * record. The time comes in as an argument; the workflow `campaign` does the waiting, the writing and the mails.
 */

export const campaignStatuses = ['planned', 'running', 'ended', 'cancelled'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

/** What is settled when it is opened, and may be changed while it runs. */
export interface CampaignTerms {
  readonly kind: CampaignKind;
  /** The days asked for; `working` of the state has those that hold. */
  readonly dates: CampaignDates;
  readonly calendar: WorkingCalendar;
  /** Whoever has not done what a day asks of him is reminded so many working days before it. */
  readonly remindWorkingDays: readonly number[];
}

export interface CampaignState {
  readonly terms: CampaignTerms;
  readonly status: CampaignStatus;
  /** Grows with every change. */
  readonly version: number;
  /** The days that hold: working days. */
  readonly working: CampaignDates;
  /** What has come, and when. */
  readonly reached: Readonly<Partial<Record<Milestone, Instant>>>;
  /** Reminders that went out, each as `<milestone>.<working days before>`. */
  readonly reminded: readonly string[];
  /** The last version of each registration that was sent back or taken back, a very high one of what was signed: it is settled. */
  readonly said: Readonly<Record<string, number>>;
}

export const isOver = ({ status }: Pick<CampaignState, 'status'>): boolean =>
  status === 'ended' || status === 'cancelled';

/** The part of the year in which it is: the last milestone that has come. */
export const lastReached = ({ reached }: Pick<CampaignState, 'reached'>): Milestone | undefined =>
  milestones.findLast((milestone) => reached[milestone] !== undefined);

/**
 * Whether units may register and heads may sign now. The last day counts whole, and not a moment longer, whether or not the
 * closing has been written yet.
 */
export const takesRegistrations = (
  { reached, status, working }: Pick<CampaignState, 'reached' | 'status' | 'working'>,
  now: Instant,
): boolean =>
  status === 'running' &&
  reached.launch !== undefined &&
  reached.registrationCloses === undefined &&
  (working.registrationCloses === undefined || now < endOfDay(working.registrationCloses));

/**
 * Whether what was signed may be amended now: until the day of the final review is over. Then the results stand, and no target follows
 * them.
 */
export const takesAmendments = (
  { reached, status, working }: Pick<CampaignState, 'reached' | 'status' | 'working'>,
  now: Instant,
): boolean =>
  status === 'running' &&
  reached.launch !== undefined &&
  (working.finalReview === undefined || now < endOfDay(working.finalReview));

/** Days at which somebody must have done something, so that he is reminded before: registering, reporting figures, nominating. */
export const awaited = [
  'registrationCloses',
  'midYearReview',
  'finalReview',
  'roundCloses',
] as const satisfies readonly Milestone[];
export type Awaited = (typeof awaited)[number];
export const isAwaited = (milestone: Milestone): milestone is Awaited =>
  (awaited as readonly Milestone[]).includes(milestone);
