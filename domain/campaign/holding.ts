import type { Day, Instant } from '../time';
import { targetsFor, waitingAmendment } from './amendment';
import type { Milestone } from './dates';
import type { Kept } from './owing';
import type { CampaignState } from './state';
import { isOver, takesAmendments, takesRegistrations } from './state';
import { countStandings, type Period } from './target';

/** What a registration waits for: who holds it, since when, until when, and what comes next. */

/** What is to be done with a registration next; `askExtension`: registration has closed before it was signed. */
export const nextSteps = ['complete', 'headSigns', 'askExtension', 'firstHalf', 'year', 'nominate', 'nothing'] as const;
export type NextStep = (typeof nextSteps)[number];

export interface Holding {
  readonly holder: 'unit' | 'head' | 'nobody';
  readonly since: Instant;
  readonly due?: Day;
  readonly next: NextStep;
}

/** A registration as far as its way goes. */
export interface OnItsWay extends Kept {
  readonly createdAt: Instant;
  readonly submitted?: { readonly at: Instant };
  readonly sentBack?: { readonly at: Instant };
  readonly signed?: { readonly at: Instant };
}

type Year = Pick<CampaignState, 'status' | 'reached' | 'working'>;

const until = ({ working }: Year, milestone: Milestone): { readonly due?: Day } => {
  const due = working[milestone];
  return due === undefined ? {} : { due };
};

/** Where a registration stands in its campaign at a time. */
export function holdingOf(registration: OnItsWay, year: Year, now: Instant): Holding {
  const { status, createdAt, submitted, sentBack, signed } = registration;
  const amendment = waitingAmendment(registration);
  if (amendment && takesAmendments(year, now))
    return { holder: 'head', since: amendment.proposed.at, ...until(year, 'finalReview'), next: 'headSigns' };
  if (status === 'signed') return signedHolding(registration, year, signed?.at ?? createdAt);
  const holder = status === 'draft' ? 'unit' : 'head';
  const since = status === 'draft' ? (sentBack?.at ?? createdAt) : (submitted?.at ?? createdAt);
  if (isOver(year)) return { holder: 'nobody', since, next: 'nothing' };
  const open = year.status === 'planned' || takesRegistrations(year, now);
  const next = !open ? 'askExtension' : status === 'draft' ? 'complete' : 'headSigns';
  return { holder, since, ...until(year, 'registrationCloses'), next };
}

function signedHolding(registration: OnItsWay, year: Year, since: Instant): Holding {
  if (year.status === 'cancelled') return { holder: 'nobody', since, next: 'nothing' };
  if (
    year.working.midYearReview !== undefined &&
    year.reached.finalReview === undefined &&
    owes(registration, 'firstHalf')
  )
    return { holder: 'unit', since, ...until(year, 'midYearReview'), next: 'firstHalf' };
  if (owes(registration, 'year')) return { holder: 'unit', since, ...until(year, 'finalReview'), next: 'year' };
  const nominates = year.working.roundCloses !== undefined && year.reached.roundCloses === undefined;
  return nominates && registration.titles.length > 0
    ? { holder: 'unit', since, ...until(year, 'roundCloses'), next: 'nominate' }
    : { holder: 'nobody', since, next: 'nothing' };
}

/** Whether a figure or the review of a period is missing; people are not reviewed one by one. */
const owes = (registration: OnItsWay, period: Period): boolean =>
  countStandings(targetsFor(registration, period), registration.results, period).open > 0 ||
  (registration.registrant.kind !== 'person' && !registration.reviews.some((one) => one.period === period));
