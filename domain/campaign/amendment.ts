import type { Text } from '../award';
import type { Instant } from '../time';
import { endOfDay } from '../time';
import type { Period, ResultEntry, Target } from './target';
import { figureFor } from './target';

/**
 * An amendment (điều chỉnh) of a registration that its head has signed. Its unit proposes what is to hold from now on, and why; the head
 * signs it as he signed the registration, and what stood before holds until then. Every version that was signed stays.
 */

/** What somebody has set out to do, as far as it can be amended; who answers for it is changed apart. */
export interface Commitment {
  readonly titles: readonly string[];
  readonly targets: readonly Target[];
  readonly measures: string;
}

export type AmendmentStatus = 'waitingForHead' | 'recalled' | 'sentBack' | 'signed';

export interface Amendment {
  /** Grows with every proposal, whatever became of the one before. */
  readonly no: number;
  readonly before: Commitment;
  readonly after: Commitment;
  readonly reason: string;
  readonly status: AmendmentStatus;
  readonly proposed: { readonly at: Instant; readonly by: string };
  /** Signed, sent back with a note, or taken back. */
  readonly settled?: { readonly at: Instant; readonly by: string; readonly signer?: string; readonly note?: string };
}

/** A registration as far as it is amended. */
export interface Amendable extends Commitment {
  readonly year: number;
  /** Those that were signed, oldest first, and the last one that was proposed, whatever became of it. */
  readonly amendments?: readonly Amendment[];
}

type Amended = Pick<Amendable, 'amendments'>;

/** The last one that was proposed. */
export const lastAmendment = ({ amendments = [] }: Amended): Amendment | undefined => amendments.at(-1);

/** The one that is before the head. */
export function waitingAmendment(registration: Amended): Amendment | undefined {
  const last = lastAmendment(registration);
  return last?.status === 'waitingForHead' ? last : undefined;
}

/** The last one to which something was said; 0 where nothing was. */
export function lastSettled(registration: Amended): number {
  const { no = 0, status } = lastAmendment(registration) ?? {};
  return status === 'waitingForHead' ? no - 1 : no;
}

/** One that holds, or did: the first, the second, … of its registration. */
export interface SignedAmendment extends Amendment {
  readonly nth: number;
  readonly signedAt: Instant;
}

export const signedAmendments = ({ amendments = [] }: Amended): readonly SignedAmendment[] =>
  amendments
    .filter(({ status }) => status === 'signed')
    .map((one, i) => ({ ...one, nth: i + 1, signedAt: one.settled?.at ?? one.proposed.at }));

// --- what differs ----------------------------------------------------------------------------------------------------

/** A target that differs; absent on a side: it is new, or is given up. */
export interface TargetDifference {
  readonly before?: Target;
  readonly after?: Target;
}

export interface Difference {
  readonly added: readonly string[];
  readonly dropped: readonly string[];
  readonly targets: readonly TargetDifference[];
  readonly measures: boolean;
}

const targetParts = ['name', 'unit', 'baseline', 'target', 'direction', 'source', 'responsible'] as const;
const sameTarget = (a: Target, b: Target): boolean => targetParts.every((part) => a[part] === b[part]);

/** Old against new. The order of titles and targets says nothing. */
export function differenceOf(before: Commitment, after: Commitment): Difference {
  const now = new Map(after.targets.map((one) => [one.code, one]));
  const known = new Set(before.targets.map(({ code }) => code));
  return {
    added: after.titles.filter((code) => !before.titles.includes(code)),
    dropped: before.titles.filter((code) => !after.titles.includes(code)),
    targets: [
      ...before.targets.flatMap((one): TargetDifference[] => {
        const other = now.get(one.code);
        if (other === undefined) return [{ before: one }];
        return sameTarget(one, other) ? [] : [{ before: one, after: other }];
      }),
      ...after.targets.filter(({ code }) => !known.has(code)).map((one) => ({ after: one })),
    ],
    measures: before.measures !== after.measures,
  };
}

export const changesNothing = ({ added, dropped, targets, measures }: Difference): boolean =>
  added.length + dropped.length + targets.length === 0 && !measures;

export const nothingChanged: Text = {
  vi: 'Nội dung điều chỉnh chưa khác bản đã ký; đề nghị sửa danh hiệu, chỉ tiêu hoặc giải pháp cần điều chỉnh.',
  en: 'This says the same as what was signed; please change the titles, targets or measures that are to be amended.',
};

// --- its way ---------------------------------------------------------------------------------------------------------

/** With another proposal: what was signed stays, what came to nothing is in the trail alone. */
export const withProposal = ({ amendments = [] }: Amended, proposal: Amendment): readonly Amendment[] => [
  ...amendments.filter(({ status }) => status === 'signed'),
  proposal,
];

/** What becomes of one that waits for the head. */
export const amendmentAfter = {
  recall: 'recalled',
  sign: 'signed',
  sendBack: 'sentBack',
} as const satisfies Readonly<Record<string, AmendmentStatus>>;

/**
 * What a registration says once something was said to its amendment: signed, it holds. Undefined where that amendment does not wait, as
 * when this was written before.
 */
export function settledBy(
  registration: Amended,
  { no, as, by }: { readonly no: number; readonly as: AmendmentStatus; readonly by: NonNullable<Amendment['settled']> },
): (Required<Amended> & Partial<Commitment>) | undefined {
  const waiting = waitingAmendment(registration);
  if (waiting?.no !== no) return undefined;
  const settled: Amendment = { ...waiting, status: as, settled: by };
  return {
    amendments: [...registration.amendments!.slice(0, -1), settled],
    ...(as === 'signed' ? settled.after : {}),
  };
}

/**
 * Codes of targets that some signed version had and that were given up. Figures are kept by the code, so another target never gets one of
 * them.
 */
export function givenUp(registration: Amendable): ReadonlySet<string> {
  const now = new Set(registration.targets.map(({ code }) => code));
  return new Set(
    signedAmendments(registration)
      .flatMap(({ before }) => before.targets.map(({ code }) => code))
      .filter((code) => !now.has(code)),
  );
}

// --- what results are measured against -------------------------------------------------------------------------------

/** What held at a moment: what stood before the first amendment that was signed later. */
export function heldAt(registration: Amendable, moment: Instant): Commitment {
  const later = signedAmendments(registration).find(({ signedAt }) => signedAt >= moment);
  return later?.before ?? registration;
}

/** From which moment on a period is over: its results are measured against what held then. */
const overFrom = (year: number, period: Period): Instant =>
  endOfDay(period === 'firstHalf' ? `${year}-06-30` : `${year}-12-31`);

/** The targets of a period: those in force when it ended, or in force now while it lasts. */
export const targetsFor = (registration: Amendable, period: Period): readonly Target[] =>
  heldAt(registration, overFrom(registration.year, period)).targets;

/** Which target a result is measured against, where that was amended. */
export interface Measured {
  /** The last amendment of this target that held in the period; absent where the one of the beginning did. */
  readonly by?: { readonly nth: number; readonly at: Instant };
  /** As it was when the figure was entered, where it has been another one. */
  readonly entered?: Target;
  /** As it is now, where the period is measured against an earlier one. */
  readonly now?: Target;
}

/** What is to be said beside a target of a period; undefined where it was never amended. */
export function measuredBy(
  registration: Amendable & { readonly results: readonly ResultEntry[] },
  target: Target,
  period: Period,
): Measured | undefined {
  const { code } = target;
  const touching = signedAmendments(registration).filter(({ before, after }) =>
    differenceOf(before, after).targets.some((one) => (one.before ?? one.after)?.code === code),
  );
  if (touching.length === 0) return undefined;
  const end = overFrom(registration.year, period);
  const last = touching.findLast(({ signedAt }) => signedAt < end);
  const other = (targets: readonly Target[]): Target | undefined =>
    targets.find((one) => one.code === code && !sameTarget(one, target));
  const figure = figureFor(registration.results, code, period)?.holds;
  const entered = figure && figure.at < end ? other(heldAt(registration, figure.at).targets) : undefined;
  const now = other(registration.targets);
  return {
    ...(last ? { by: { nth: last.nth, at: last.signedAt } } : {}),
    ...(entered ? { entered } : {}),
    ...(now ? { now } : {}),
  };
}
