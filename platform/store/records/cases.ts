import type { RevocationGround } from '../../../domain/award';
import type { FactChange } from '../../../domain/case/life';
import type { Conclusion } from '../../../domain/case/said';
import type { CaseKind, CaseState, CaseStatus, RefusedPaper, Returnable } from '../../../domain/case/state';
import type { Level } from '../../../domain/route';
import type { Day, Instant } from '../../../domain/time';
import type { StoredDocument } from './decisions';

/** One matter after the end of a nomination, as its workflow last wrote it. */
export interface CaseRecord {
  readonly _id: string;
  readonly kind: CaseKind;
  /** The entry of the ledger that it is about; its certificate, if there is one of ours, has the same id. */
  readonly award: string;
  /** Code of the award, and who holds it. */
  readonly awardCode: string;
  readonly subject: string;
  readonly nomination?: string;
  /** Whose office it is: of this unit, or of the province. */
  readonly level: Level;
  readonly unit?: string;
  /** The unit that is told. */
  readonly holderUnit?: string;
  /** Whose register numbers the paper; absent: it comes from elsewhere. */
  readonly authority?: string;
  readonly ground?: RevocationGround;
  readonly reprint?: 'damaged' | 'lost';
  readonly changes?: readonly FactChange[];
  /** Why, with the paper on which it rests. */
  readonly note: string;
  /** Hash of what was asked, so that the same submission makes one case. */
  readonly content: string;
  readonly status: CaseStatus;
  readonly returns: readonly Returnable[];
  readonly settled: CaseState['settled'];
  readonly due?: Day;
  readonly remindOn?: Day;
  readonly overdue?: boolean;
  readonly heldBy: readonly string[];
  readonly heldSince?: Instant;
  readonly releasedBy?: readonly string[];
  readonly holding: boolean;
  readonly conclusion?: Conclusion;
  /** Why the register has not taken its paper, until one is recorded again. */
  readonly refused?: RefusedPaper;
  /** Notes with papers that came later. */
  readonly papers: readonly string[];
  /** The paper that settled it, and the certificate that was issued under it. */
  readonly decision?: string;
  readonly issued?: string;
  /** The draft of the paper. */
  readonly draft?: StoredDocument;
  /** Why its paper could not be drawn: the code of the refusal, until it is drawn. */
  readonly undrawn?: 'NOT_PRINTABLE';
  /** Kind and award while it is open: there is one of a kind at a time. */
  readonly openKey?: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly closedAt?: Instant;
}
