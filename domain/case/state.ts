import type { PeriodLength, WorkingCalendar } from '../calendar';
import type { Day, Instant } from '../time';
import type { Conclusion } from './said';

/**
 * One matter after the end of a nomination: what it knows and what it allows. Plain data and synchronous functions; the time
 * comes in as an argument. The workflow `case` does the waiting, the writing and the mails.
 */

export const caseKinds = ['correction', 'replacement', 'revocation', 'reprint', 'complaint'] as const;
export type CaseKind = (typeof caseKinds)[number];

/** Kinds that change what an award is worth, by a signed and numbered paper. */
export type PaperCaseKind = 'correction' | 'replacement' | 'revocation';
export const byPaper = (kind: CaseKind): kind is PaperCaseKind =>
  kind === 'correction' || kind === 'replacement' || kind === 'revocation';

/** What is taken back: the object (certificate, flag, order) and the prize money. */
export const returnables = ['object', 'money'] as const;
export type Returnable = (typeof returnables)[number];

export const caseStatuses = [
  'opening',
  'awaitingPaper',
  'carryingOut',
  'awaitingReturn',
  'awaitingPrint',
  'open',
  'done',
  'cancelled',
] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** What is settled when it is opened. */
export interface CaseTerms {
  readonly kind: CaseKind;
  /** Of a revocation what the award came with; of a damaged certificate the old one. */
  readonly returns: readonly Returnable[];
  /** How long there is to return it (Decree 152/2025 art. 58: 15 working days). */
  readonly returnWithin: PeriodLength;
  readonly calendar: WorkingCalendar;
}

export type Settled = { readonly how: 'returned' | 'waived'; readonly on: Day };

export interface CaseState {
  readonly terms: CaseTerms;
  readonly status: CaseStatus;
  /** Grows with every change. */
  readonly version: number;
  /** What has come back, or will never. */
  readonly settled: { readonly [K in Returnable]?: Settled };
  /** The last day for it, and when the unit is reminded. */
  readonly due?: Day;
  readonly remindOn?: Day;
  readonly overdue?: true;
  /** Complaints that hold it, and since when it is held. */
  readonly heldBy: readonly string[];
  readonly heldSince?: Instant;
  /** Complaints whose hold has ended, in whatever order the two are heard of. */
  readonly releasedBy: readonly string[];
  /** Of a complaint: it holds the other cases of the award. */
  readonly holding: boolean;
  readonly conclusion?: Conclusion;
  /** Why the register has not taken its paper, until one is recorded again. */
  readonly refused?: RefusedPaper;
  readonly carried?: CarriedOut;
}

export interface RefusedPaper {
  readonly code: string;
  /** The note that holds it. */
  readonly decision?: string;
}

/** What came about by it, as far as it is no personal data: kept by the process too, so that no restore of the records loses it. */
export interface CarriedOut {
  readonly at: Instant;
  readonly by: string;
  /** Of the record that was written with it. */
  readonly version: number;
  /** The signed paper; a reprint has none. */
  readonly decision?: string;
  readonly number?: string;
  readonly date?: Day;
  /** Of a replacement: number and code of the new certificate. */
  readonly issued?: NumberedCertificate;
}

export interface NumberedCertificate {
  readonly nomination: string;
  readonly goldBookNumber: number;
  readonly verifyCode: string;
}
export const numberedAs = ({ nomination, goldBookNumber, verifyCode }: NumberedCertificate): NumberedCertificate => ({
  nomination,
  goldBookNumber,
  verifyCode,
});

/** A case without what was settled when it was opened. */
export type CarriedCase = Omit<CaseState, 'terms'>;

export const newCase = (terms: CaseTerms): CaseState => ({
  terms,
  status: 'opening',
  version: 0,
  settled: {},
  heldBy: [],
  releasedBy: [],
  holding: false,
});

export const isOver = ({ status }: Pick<CaseState, 'status'>): boolean => status === 'done' || status === 'cancelled';

export const isHeld = ({ heldBy }: Pick<CaseState, 'heldBy'>): boolean => heldBy.length > 0;

/** What is still out. */
export const outstanding = (returns: readonly Returnable[], settled: CaseState['settled']): readonly Returnable[] =>
  returns.filter((what) => settled[what] === undefined);

/** Key of the letter that tells the unit what became of the award: its row stands with the paper. */
export const noticeKey = (caseId: string): string => `caseNotice.${caseId}.unit.1`;
