import type { CommendationType, RevocationGround, SubjectKind } from '../../domain/award';
import type { Role } from '../../domain/roles';
import type { Level } from '../../domain/route';
import type { ConductFact, Grade, InitiativeFact, Measure, RankingFact } from '../../domain/rules/facts';
import type { Day, Instant } from '../../domain/time';
import type { Paper } from './records';

/**
 * What is known of people, collectives and households besides the dossiers: the ledger of their awards, and the facts of their
 * years. The rules look at nothing else.
 */

/** An entry of the ledger: added when an award is given, marked when it is revoked or replaced, never removed. */
export interface HistoryRecord {
  readonly _id: string; // `${decision}/${nomination}`, `import/${id}` for awards that were given before
  /** Code of the person or unit; the nomination of a household, or of somebody without a code. */
  readonly subject: string;
  readonly subjectKind: SubjectKind;
  readonly award: string;
  readonly awardYear: number;
  readonly commendationType: CommendationType;
  /** Who decided, as in running text: `Chủ tịch Ủy ban nhân dân tỉnh Đ`. */
  readonly authority: string;
  readonly decisionNumber: string;
  readonly decidedOn: Day;
  /** Records of ours, where it came about here. */
  readonly decision?: string;
  readonly nomination?: string;
  readonly achievementPeriod?: { readonly from: Day; readonly to: Day };
  /** What a title rests on: it decides whether initiatives are left over for another award. */
  readonly wonBy?: 'grade' | 'initiative';
  /** Codes of the initiatives that it uses up. Never empty: what an initiative was used for is found by it. */
  readonly initiatives?: readonly string[];
  readonly achievement?: string;
  readonly source: 'issued' | 'central' | 'import';
  readonly revoked?: Revocation;
  readonly replaced?: Replacement;
}
/** Another decision of the same kind stands in its place; it counts no more, its successor does. */
export interface Replacement {
  readonly on: Day;
  /** Number of the replacing decision. */
  readonly paper: string;
  /** The entry that stands in its place. */
  readonly by: string;
}
export interface Revocation {
  readonly on: Day;
  /** Number of the paper that revokes it. */
  readonly paper: string;
  readonly ground?: RevocationGround;
  /** Record of the paper in the register of decisions. */
  readonly decision?: string;
}

/**
 * Facts of one collection, told apart by `kind`: they are looked up by whom they are about and written the same way, each
 * under an id that says what it states, so that a correction meets what it corrects.
 */
export type FactRecord =
  | GradeRecord
  | HeadcountRecord
  | RankingRecord
  | InitiativeRecord
  | ConductRecord
  | RegisteredRecord
  | RegistrationListRecord;

/** Xếp loại chất lượng của năm, of a person or a collective. */
export interface GradeRecord {
  readonly _id: string; // `grade/${about}/${year}`
  readonly kind: 'grade';
  /** `people/P030`, `units/U01`. */
  readonly about: string;
  readonly year: number;
  readonly grade?: Grade;
  /** A year of maternity leave counts as time, graded or not (Decree 152/2025 art. 4). */
  readonly maternityLeave?: true;
}

/** How many people a collective had in a year. */
export interface HeadcountRecord {
  readonly _id: string; // `headcount/units/${unit}/${year}`
  readonly kind: 'headcount';
  readonly about: string;
  readonly year: number;
  readonly headcount: number;
}

/** Registered for emulation in a year, with the signature of the head. Written by the campaign. */
export interface RegisteredRecord {
  readonly _id: string; // `registered/${about}/${year}`
  readonly kind: 'registered';
  readonly about: string;
  readonly year: number;
  /** Id of the registration that was signed. */
  readonly registration: string;
}

/** The registration of a year has closed for a unit: whoever of it is not registered, is not. Written by the campaign. */
export interface RegistrationListRecord {
  readonly _id: string; // `registrationList/units/${unit}/${year}`
  readonly kind: 'registrationList';
  readonly about: string;
  readonly year: number;
  readonly campaign: string;
}

/** Standing of a collective in its emulation cluster or block in a year. */
export interface RankingRecord extends RankingFact {
  readonly _id: string; // `ranking/units/${unit}/${year}`
  readonly kind: 'ranking';
  readonly about: string;
  readonly year: number;
  /** As the block has counted them: an exact decimal. */
  readonly points?: string;
  readonly paperDate?: Day;
  /** The scan of the paper, beside the block. */
  readonly paperFile?: string;
}

/** A recognised initiative or accepted topic. What it was used for is in the ledger alone. */
export interface InitiativeRecord extends Pick<InitiativeFact, 'title' | 'scope' | 'recognisedOn' | 'decisionNumber'> {
  readonly _id: string; // `initiative/${code}`
  readonly kind: 'initiative';
  /** `initiatives/SK-2026-01`. */
  readonly about: string;
  readonly code: string;
  readonly nature: InitiativeFact['kind'];
  /** Codes of people. */
  readonly authors: readonly string[];
  /** The unit in which it was made. */
  readonly unit: string;
}

/** A matter that stands against an award. Sensitive: who is being looked into, and why, is for few to know. */
export interface ConductRecord {
  readonly _id: string; // `conduct/${id}`
  readonly kind: 'conduct';
  /** `people/P030`, `units/U01`. */
  readonly about: string;
  readonly matter: ConductFact['kind'];
  readonly measure?: Measure;
  readonly from: Day;
  readonly to?: Day;
  /** Number of the paper that opened or imposed it, and of the one that closed it. */
  readonly paper?: string;
  readonly closingPaper?: string;
  /** The unit whose office entered it, and may see it; absent: the province's. */
  readonly enteredBy?: string;
}

/** A finding that somebody lets a nomination pass with all the same. Never changed, never taken back. */
export interface OverrideRecord {
  readonly _id: string;
  readonly nomination: string;
  /** Code of the rule. */
  readonly code: string;
  /** The rules that it was found under. */
  readonly rules: string;
  /** It holds for the screening of this level; each level answers for itself. */
  readonly level: Level;
  readonly role: Role;
  readonly by: string;
  readonly reason: string;
  readonly paper?: Paper;
  readonly at: Instant;
}
