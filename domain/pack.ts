import type { DigestRule } from './digest';
import type { Procedure, Source, SubjectKind, Text } from './award';
import type { PeriodLength } from './calendar';
import type { CouncilRuleEntry } from './councilRules';
import type { Rule } from './rules/rule';
import type { Condition, Level, RouteDefinition } from './route';
import type { StatisticsForm } from './statistics/form';
import type { StepUpSetting } from './stepUp';
import type { Day } from './time';

/**
 * What a province regulates itself (Decree 152/2025/NĐ-CP art. 6(2)): routes and periods, council rules, what a dossier
 * holds, and how its papers are numbered and worded. One file, edited by the province; `checkPack` says what is wrong with
 * it, national law included.
 */
export interface ProvincePack {
  /** Set on a pack that is made up: shown wherever the pack is, until the province replaces it. */
  readonly example?: string;
  readonly version: string;
  /** The day from which nominations are taken in under it. */
  readonly effectiveFrom: Day;
  readonly province: {
    readonly name: Text;
    /** Unit code of the People's Committee of the province, whose Chair decides. */
    readonly unit: string;
    /** Standing body of the council (cơ quan thường trực), which screens at the province. */
    readonly standingBody: { readonly unit: string; readonly name: Text };
  };
  readonly routes: readonly RouteDefinition[];
  readonly periods: Readonly<Record<PeriodName, Period>>;
  /** Facts a nomination may carry, on which stages depend. */
  readonly flags: readonly Flag[];
  /** Bodies that are asked in a consultation. */
  readonly bodies: readonly Named[];
  readonly councilRules: readonly CouncilRuleEntry[];
  readonly requirements: readonly Requirement[];
  /** Rules of a dossier that the province sets itself, beside the national ones. */
  readonly rules?: readonly Rule[];
  readonly legalBases: readonly LegalBasis[];
  readonly registers: readonly NumberRegister[];
  readonly goldBook: GoldBook;
  readonly reminders: ReminderSchedule;
  /** Whether sessions ask for the number of the paper invitation; `defaultStepUp` when absent. */
  readonly stepUp?: StepUpSetting;
  readonly mail: MailSettings;
  /** Statistical forms as the province has them before it; each replaces the form of its code. */
  readonly statisticsForms?: readonly StatisticsForm[];
}

/** Periods that do not belong to one stage of a route. */
export type PeriodName = 'holdReview' | 'notice' | 'minutes' | 'revocationReturn';

export interface Period extends Source, PeriodLength {}

export interface Named extends Source {
  readonly code: string;
  readonly name: Text;
}

/** A fact that a nomination carries; with `subjects`, that only nominees of these kinds can. */
export interface Flag extends Named {
  readonly subjects?: readonly SubjectKind[];
}

/** Fields of a nomination that a requirement may name. */
export type NominationField = 'nominee' | 'achievementPeriod' | 'merit' | 'basis';

export type PaperKind =
  | 'proposal'
  | 'achievementReport'
  | 'summaryReport'
  | 'roomMinutes'
  | 'unitCouncilMinutes'
  | 'provinceCouncilMinutes'
  | 'ballotResult'
  | 'initiativeDecision'
  | 'scopeDecision'
  | 'blockRanking'
  | 'featConfirmation'
  | 'other';

/** Reports of what was achieved: the proposing level certifies them (Law art. 84). */
export const reports: ReadonlySet<string> = new Set<PaperKind>(['achievementReport', 'summaryReport']);

/** A paper that must be in the dossier by the time it reaches a point of its way. */
export interface RequiredPaper {
  readonly kind: PaperKind;
  readonly name: Text;
  /** `submission`: the unit attaches it; the others come about on the way (minutes, ballot results). */
  readonly by: 'submission' | 'province' | 'central';
  /** Only an original or a certified copy will do. */
  readonly certified?: boolean;
}

/** What a dossier must hold for an award and procedure. Several may apply; their lists add up. */
export interface Requirement extends Source {
  readonly code: string;
  readonly when: Pick<Condition, 'awards'> & { readonly procedure?: Procedure };
  readonly fields: readonly NominationField[];
  readonly papers: readonly RequiredPaper[];
}

/** One line "Căn cứ …" of a decision, without the mark at its end; in the order in which they are printed. */
export interface LegalBasis extends Source {
  readonly code: string;
  /** Laws stand by name and date, without number (Decree 30/2020/NĐ-CP, annex I). */
  readonly text: string;
  /** Which decisions print it; all when absent. */
  readonly levels?: readonly Level[];
}

/** A series of numbers for outgoing papers of a unit (Decree 30/2020/NĐ-CP art. 15). */
export interface NumberRegister {
  readonly code: string;
  readonly unit: string;
  /** Set on a register of the council that has its seat at the unit: its papers have numbers of their own (annex I). */
  readonly council?: string;
  readonly paper: RegisterPaper;
  /** The symbol after the number, such as `QĐ-UBND`. */
  readonly symbol: string;
  /** `manual`: the clerk records number and date; `automatic`: the service gives the next number. */
  readonly mode: 'manual' | 'automatic';
  /** `yearly`: from 1 again for papers dated from 1 January on; `never`: the numbers go on. */
  readonly restart: 'yearly' | 'never';
  /** The last number that the register takes. */
  readonly maximum?: number;
}
export const registerPapers = ['decision', 'proposal', 'minutes', 'notice', 'letter'] as const;
export type RegisterPaper = (typeof registerPapers)[number];

/** Numbers of the gold book (sổ vàng), always given by the service: one book an authority, whatever it awards. */
export interface GoldBook extends Source {
  readonly restart: 'yearly' | 'never';
}

export interface ReminderSchedule {
  /** Working days before a session closes on which silent members are reminded, the earliest first. */
  readonly workingDaysBefore: readonly number[];
  /** Office hours, `HH:MM`; no reminder leaves outside them. */
  readonly from: string;
  readonly to: string;
  /** Working days after a list was put to an authority on which the office of the authority is reminded; none when absent. */
  readonly proposalWorkingDaysAfter?: readonly number[];
  /** So many hours before closing the secretary is told when too few members have voted for a quorum. */
  readonly quorumHoursBefore: number;
}

export interface MailSettings {
  /** What of `domain/digest.ts` is otherwise here. */
  readonly digest?: Partial<DigestRule>;
  readonly officer: string;
  readonly phone: string;
  readonly from: string;
}

const applies = ({ when }: Requirement, facts: { readonly award: string; readonly procedure: Procedure }): boolean =>
  (when.awards?.includes(facts.award) ?? true) && (when.procedure === undefined || when.procedure === facts.procedure);

/** Fields and papers that a nomination must hold; the lists of all requirements that apply. */
export function requirementsFor(
  pack: Pick<ProvincePack, 'requirements'>,
  facts: { readonly award: string; readonly procedure: Procedure },
): { fields: NominationField[]; papers: RequiredPaper[] } {
  const fitting = pack.requirements.filter((one) => applies(one, facts));
  return {
    fields: [...new Set(fitting.flatMap((r) => r.fields))],
    papers: fitting.flatMap((r) => r.papers).filter((p, i, all) => all.findIndex((q) => q.kind === p.kind) === i),
  };
}

/** The requirement that asks for a field or paper: its source is told with what is missing. */
export const requirementOf = (
  pack: Pick<ProvincePack, 'requirements'>,
  facts: { readonly award: string; readonly procedure: Procedure },
  of: { readonly field?: NominationField; readonly paper?: PaperKind },
): Requirement | undefined =>
  pack.requirements.find(
    (one) =>
      applies(one, facts) &&
      (one.fields.some((field) => field === of.field) || one.papers.some((paper) => paper.kind === of.paper)),
  );

/** Kinds of paper that are still missing when a nomination is submitted. */
export function missingPapers(
  pack: Pick<ProvincePack, 'requirements'>,
  facts: { readonly award: string; readonly procedure: Procedure },
  papers: readonly { readonly kind: string }[],
): RequiredPaper[] {
  return requirementsFor(pack, facts).papers.filter(
    (required) => required.by === 'submission' && !papers.some((paper) => paper.kind === required.kind),
  );
}
