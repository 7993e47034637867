import type { Tally } from './tally';
import type { Instant } from './time';

/** What a closed session has come to, as it is kept, published and printed. */
export interface SessionResult {
  readonly members: number;
  readonly ballots: number;
  readonly quorate: boolean;
  /** Ballots of a session with a meeting, those by link among them. */
  readonly ballotPapers?: {
    readonly issued: number;
    readonly returned: number;
    readonly valid: number;
    readonly invalid: number;
  };
  readonly lines: readonly {
    readonly nomination: string;
    readonly tally: Tally;
    /** What else was said, at the meeting and in writing together; of a written session the ballots say it. */
    readonly sums?: { readonly no: number; readonly other: number };
    /** Who has decided on a tie, when, and by which paper; that he presided is what makes him the chair. */
    readonly chair?: {
      readonly by: string;
      readonly decision: 'yes' | 'no';
      readonly at: Instant;
      readonly paper: string;
    };
  }[];
  readonly receiptCodes: readonly string[];
  /** When sheets and references were erased: choices are led back to nobody from then on. */
  readonly unlinkedAt: Instant;
  /** SHA-256 of the recount bundle; none where no bundle is published. */
  readonly bundle?: string;
}
