import type { CommendationType, Procedure, Source, SubjectKind, Text } from '../award';
import type { Role } from '../roles';
import type { Share } from '../rule';
import type { Grade, InitiativeScope, Measure, Missing, Moment } from './facts';

/** What a failed rule means: the dossier cannot go on, pauses, goes on with a reason, or the rule only reckons. */
export type RuleKind = 'BLOCK' | 'HOLD' | 'WARN' | 'CALC';

/**
 * A rule of a dossier as data: for which dossiers, what must be true, where that is written. Entries are never edited: a change
 * of the law is another entry of the same code, with the days on which each holds.
 */
export interface Rule extends Source {
  /** `R04.CSTDT`: unique among the entries that hold on a day. */
  readonly code: string;
  /** Number in the list of rules: `R04`. */
  readonly rule: string;
  readonly kind: RuleKind;
  readonly when: RuleCondition;
  /** The criterion as people read it. */
  readonly wording: Text;
  readonly test: Criterion;
  /** Who may let a dossier pass all the same, with a reason and a paper. A WARN without it may be passed by the office. */
  readonly override?: { readonly roles: readonly Role[] };
}

/** Every condition named must hold; none means always. */
export interface RuleCondition {
  readonly awards?: readonly string[];
  readonly subjects?: readonly SubjectKind[];
  readonly procedures?: readonly Procedure[];
  readonly commendationTypes?: readonly CommendationType[];
  /** The dossier rests on this criterion; `orNone`: also when it names none. */
  readonly criterion?: { readonly code: string; readonly orNone?: true };
  /** The dossier carries at least one of them. */
  readonly flags?: readonly string[];
  /** Binds from this moment on; from the beginning when absent. */
  readonly from?: Moment;
}

/** What must be true, over a fixed vocabulary. Years "in a row" end with the award year of the dossier. */
export type Criterion =
  | { readonly op: 'all' | 'any'; readonly of: readonly Criterion[] }
  /** The award is for this kind of subject, and the unit's authority may decide on it or forward it. */
  | { readonly op: 'subjectFits' }
  | { readonly op: 'gradeOfYear'; readonly atLeast: Grade }
  | { readonly op: 'gradesInARow'; readonly years: number; readonly atLeast: Grade; readonly orTitle?: string }
  | { readonly op: 'titlesInARow'; readonly award: string; readonly years: number }
  | {
      /** An award, and then years in a row up to the nomination, with grades and titles in that window. */
      readonly op: 'sinceAward';
      readonly awards: readonly string[];
      readonly years: number;
      readonly atLeast: Grade;
      /** So many years of the window with a better grade; `orTitle` counts like it (Decree 152/2025 art. 33(7)). */
      readonly ofThem?: { readonly grade: Grade; readonly count: number; readonly orTitle?: string };
      readonly titles?: { readonly award: string; readonly count: number };
    }
  /**
   * Recognised initiatives or accepted topics of the dossier, of that scope or a wider one, that no standing award has used up:
   * a title that was itself won by initiatives leaves none of them over (official letter 5007/BNV-TĐKT, III.5(c), III.6(g)).
   */
  | {
      readonly op: 'initiatives';
      readonly scope: InitiativeScope;
      readonly count: number;
      /** Recognised in the award year or one of the years before it, so many in all. */
      readonly withinYears?: number;
      readonly notUsedUpBy?: NotUsedUpBy;
    }
  | { readonly op: 'memberShare'; readonly award: string; readonly share: Share }
  | { readonly op: 'membersWith'; readonly award: string; readonly count: number }
  | { readonly op: 'membersGraded'; readonly atLeast: Grade; readonly share: Share }
  | { readonly op: 'noMemberDisciplined'; readonly from: Measure }
  | { readonly op: 'leadsBlock'; readonly scopes: readonly ('province' | 'nation')[] }
  /**
   * No standing award of the subject, and no other dossier of it in the round, rewards the same achievement: two who have achieved
   * something together are each rewarded once. By its code; or, by `period`, no second commendation of the same form or type for the very same period where codes do not tell them apart.
   */
  | { readonly op: 'achievementOnce'; readonly by?: 'period' }
  /** None of its initiatives is used by a standing award or by another dossier of the round. */
  | { readonly op: 'initiativesOnce'; readonly notUsedUpBy?: NotUsedUpBy }
  /**
   * Nothing stands against the subject. As two rules: `discipline`, which the unit knows of, and `verification` (inspection,
   * investigation, complaint, denunciation, press), of which the unit never hears, not even that all is well. Without
   * `matters` both, told to the unit only while no verification is open.
   */
  | { readonly op: 'noOpenMatter'; readonly matters?: 'discipline' | 'verification' }
  | { readonly op: 'unitExists' }
  | { readonly op: 'papersComplete' }
  | { readonly op: 'reportCertified' }
  | { readonly op: 'evidenceCertified' }
  | { readonly op: 'registered' }
  | { readonly op: 'noSecretContent' }
  /** Every source that the dossier rests on still holds on the expected day of the decision. */
  | { readonly op: 'basisHolds' }
  /** At most this share of the collectives that qualify for the provincial flag is proposed for that of the Government. */
  | { readonly op: 'roundShare'; readonly share: Share }
  | { readonly op: 'opinionOf'; readonly body: string }
  | { readonly op: 'achievementsWithin'; readonly months: number }
  /** Facts that the form and the ledger state differently. */
  | { readonly op: 'formAgrees' }
  /** For people to judge; the rule says who. */
  | { readonly op: 'judged'; readonly by: 'council' | 'office' }
  /** Never refuses; shows the share of the round for information. */
  | { readonly op: 'quotaInfo' }
  /** What was left out of the reckoning and why: ad hoc and thematic awards, revoked ones, years before a measure was served. */
  | { readonly op: 'notCounted'; readonly because: 'commendationType' | 'revoked' | 'discipline' }
  /** The prize money that would be due if the decision came on the day on which it is expected. */
  | { readonly op: 'prizeDue' }
  /** From when windows since these awards are counted; without `awards`, since those that the other rules name. */
  | { readonly op: 'windowStart'; readonly awards?: readonly string[] };

/**
 * Awards of the same subject that leave an initiative unused for this one: a title on the way to a higher title, which the
 * official letter does not name. None when absent.
 */
export type NotUsedUpBy = readonly string[];

export type Op = Criterion['op'];

export interface Finding {
  readonly rule: string;
  readonly code: string;
  readonly kind: RuleKind;
  /** `unknown`: facts are missing, so that it can be neither; it stands in the way like `fail`. `info`: nothing to decide. */
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'info';
  /** What was found, with the numbers in it. */
  readonly say: Text;
  readonly citation: Text;
  readonly sourceLevel: Source['sourceLevel'];
  readonly verified: boolean;
  readonly missing: readonly Missing[];
  /** Field of the form to go to. */
  readonly field?: string;
  /** Not for the nominating unit: it would tell of a matter that is being looked into. */
  readonly internal?: true;
  readonly override: readonly Role[];
}

/** Whether whatever the rule finds would tell of a matter that is being looked into. */
export const isConfidential = ({ test }: Rule): boolean => test.op === 'noOpenMatter' && test.matters !== 'discipline';

/** Whether a finding keeps the dossier from going on by itself. */
export const stands = (finding: Finding): boolean =>
  (finding.outcome === 'fail' || finding.outcome === 'unknown') && finding.kind !== 'CALC';
