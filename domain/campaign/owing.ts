import { targetsFor, waitingAmendment, type Amendable } from './amendment';
import type { RegistrantKind, RegistrationStatus } from './registration';
import type { Awaited } from './state';
import type { Period, ResultEntry } from './target';
import { countStandings } from './target';

/** The part of a registration that tells what is still to be done about it. */
export interface Kept extends Amendable {
  readonly registrant: { readonly kind: RegistrantKind };
  readonly status: RegistrationStatus;
  readonly results: readonly ResultEntry[];
  readonly reviews: readonly { readonly period: Period }[];
}

/** What a participant still owes for one of the days that are awaited. */
export interface Owed {
  /** It has not registered anything. */
  readonly unregistered: boolean;
  /** Registrations that were not put to the head, and those that wait for the signature; later in the year, amendments that do. */
  readonly drafts: number;
  readonly waiting: number;
  /** Signed registrations with a target that has no figure for the period. */
  readonly figures: number;
  /** Signed registrations of the unit and its rooms without a review of the period. */
  readonly reviews: number;
  /** Titles were registered, and no dossier has been sent. */
  readonly nominations: boolean;
}

const nothing: Owed = {
  unregistered: false,
  drafts: 0,
  waiting: 0,
  figures: 0,
  reviews: 0,
  nominations: false,
};

/** The period whose figures are looked at on a day; undefined where none are. */
export const periodOf = (milestone: Awaited): Period | undefined =>
  milestone === 'midYearReview' ? 'firstHalf' : milestone === 'finalReview' ? 'year' : undefined;

/** What one participant owes by its registrations. @param nominated whether it has sent anything in the round */
export function owedAt(milestone: Awaited, registrations: readonly Kept[], nominated: boolean): Owed {
  const signed = registrations.filter(({ status }) => status === 'signed');
  if (milestone === 'registrationCloses') {
    const count = (wanted: RegistrationStatus): number => registrations.filter((r) => r.status === wanted).length;
    return {
      ...nothing,
      unregistered: registrations.length === 0,
      drafts: count('draft'),
      waiting: count('waitingForHead'),
    };
  }
  const period = periodOf(milestone);
  if (period === undefined) {
    return { ...nothing, nominations: !nominated && signed.some(({ titles }) => titles.length > 0) };
  }
  return {
    ...nothing,
    waiting: signed.filter(waitingAmendment).length,
    figures: signed.filter((one) => countStandings(targetsFor(one, period), one.results, period).open > 0).length,
    reviews: signed.filter((r) => r.registrant.kind !== 'person' && !r.reviews.some((one) => one.period === period))
      .length,
  };
}

/** Whether the unit itself has something to do; what waits for the head is the head's. */
export const owesSomething = ({ waiting: _head, ...own }: Owed): boolean =>
  Object.values(own).some((one) => one !== false && one !== 0);
