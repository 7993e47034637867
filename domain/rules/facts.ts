import type { Award, CommendationType, Procedure, SubjectKind, Text } from '../award';
import type { PaperKind, RequiredPaper } from '../pack';
import type { Day } from '../time';

/**
 * Everything that the rules may look at for one dossier, as plain data. Whoever gathers it (the store, a test, an import)
 * decides nothing: what counts, from when, and what it was used up by is for the rules to say.
 */
export interface Facts {
  readonly dossier: DossierFacts;
  /** The awards that past and present codes stand for; a code that is not here counts for nothing. */
  readonly catalogue: readonly Award[];
  /** The ledger of the subject, with that of predecessors whose record it inherits. Order means nothing. */
  readonly awards: readonly AwardFact[];
  readonly grades: readonly GradeFact[];
  readonly initiatives: readonly InitiativeFact[];
  readonly conduct: readonly ConductFact[];
  /** Of a person with a code: the name that the form states, and that of the register, absent where it does not have the code. */
  readonly name?: { readonly stated: string; readonly registered?: string };
  /** The unit that nominates. */
  readonly unit: UnitFacts;
  /** The collective itself, where one is nominated and it is a unit or a room of one. */
  readonly collective?: UnitFacts;
  /** Of a collective. */
  readonly members?: MemberFacts;
  readonly ranking?: RankingFact;
  readonly registration: 'registered' | 'notRegistered' | 'unknown';
  readonly round: RoundFacts;
  readonly papers: PaperFacts;
  readonly consultations: readonly ConsultationFact[];
  /** How far the dossier has come: some rules bind only from a moment on. */
  readonly moment: Moment;
  /** The day of the check. */
  readonly today: Day;
  /** When the decision is to be expected: the day of the check, or later where a route says so. */
  readonly expectedDecision: Day;
}

/** `draft`: not sent yet. `unit`, `province`: at the offices there. `central`: about to leave the province. */
export const moments = ['draft', 'unit', 'province', 'central'] as const;
export type Moment = (typeof moments)[number];

/** A body that was asked for its opinion; without `answer` it still has time. */
export interface ConsultationFact {
  readonly body: string;
  readonly answer?: 'agrees' | 'objects' | 'silent';
  /** The office has recorded why the dossier goes on without an answer. */
  readonly reasonRecorded?: true;
}

export interface DossierFacts {
  readonly nomination?: string;
  readonly subject: string;
  readonly subjectKind: SubjectKind;
  readonly award: string;
  readonly awardYear: number;
  readonly commendationType: CommendationType;
  readonly procedure: Procedure;
  /** Code of the criterion that the unit rests the nomination on, where an award has several: `BKT.d`. */
  readonly criterion?: string;
  readonly achievementPeriod: { readonly from: Day; readonly to: Day };
  /** Code of the single achievement (a feat, a work) that is to be rewarded. */
  readonly achievement?: string;
  /** Codes of the initiatives that the nomination rests on. */
  readonly initiatives: readonly string[];
  readonly secretContent: boolean;
  readonly flags: readonly string[];
  /** What the form says of facts that the ledger may know otherwise. */
  readonly declared: DeclaredFacts;
}

export interface DeclaredFacts {
  readonly grades: readonly { readonly year: number; readonly grade: Grade }[];
  readonly awards: readonly {
    readonly award: string;
    readonly awardYear: number;
    readonly decisionNumber?: string;
    readonly decidedOn?: Day;
    /** Without it a commendation that the ledger does not know is no basis for one for merit. */
    readonly commendationType?: CommendationType;
  }[];
  readonly headcount?: number;
}

/** An entry of the ledger, or an award that is on its way in the same round (`pending`). */
export interface AwardFact {
  readonly award: string;
  readonly awardYear: number;
  readonly commendationType: CommendationType;
  /** The nomination it came from, where that went through this service: a dossier never stands in its own way. */
  readonly nomination?: string;
  readonly decidedOn?: Day;
  readonly decisionNumber?: string;
  readonly achievementPeriod?: { readonly from: Day; readonly to: Day };
  /** On what it was won, where that matters later (initiatives are used up by it). */
  readonly wonBy?: 'grade' | 'initiative';
  readonly initiatives: readonly string[];
  readonly achievement?: string;
  readonly revokedOn?: Day;
  readonly pending?: true;
}

/** Xếp loại chất lượng của năm, best first. */
export const grades = ['excellent', 'well', 'completed', 'notCompleted'] as const;
export type Grade = (typeof grades)[number];

export interface GradeFact {
  readonly year: number;
  /** Absent in a year of maternity leave that was not graded: the leave counts as time (Decree 152/2025 art. 4). */
  readonly grade?: Grade;
  readonly maternityLeave?: true;
}

/** Phạm vi ảnh hưởng, narrowest first. */
export const scopes = ['unit', 'province', 'nation'] as const;
export type InitiativeScope = (typeof scopes)[number];

export interface InitiativeFact {
  readonly code: string;
  readonly title: string;
  /** A recognised initiative, or an accepted scientific topic. */
  readonly kind: 'initiative' | 'topic';
  /** The widest scope of effect that has been recognised. */
  readonly scope: InitiativeScope;
  readonly recognisedOn: Day;
  readonly decisionNumber: string;
  /** Awards that stand and rest on it, of whomever. */
  readonly usedBy: readonly {
    readonly award: string;
    readonly awardYear: number;
    readonly subject: string;
    readonly nomination?: string;
  }[];
}

/** Disciplinary measures, mildest first. */
export const measures = ['reprimand', 'warning', 'demotion', 'dismissal'] as const;
export type Measure = (typeof measures)[number];

/** A matter that stands against an award: discipline, or something that is being looked into. */
export interface ConductFact {
  readonly kind:
    'discipline' | 'disciplineConsidered' | 'investigation' | 'inspection' | 'complaint' | 'denunciation' | 'press';
  readonly measure?: Measure;
  readonly from: Day;
  /** The day on which the measure was served, or the matter was settled. */
  readonly to?: Day;
}

export interface UnitFacts {
  readonly code: string;
  readonly kind: 'department' | 'commune' | 'hospital' | 'room' | 'block' | 'other';
  readonly validFrom: Day;
  readonly validTo?: Day;
  readonly successor?: string;
}

/** Members of a collective in the award year. */
export interface MemberFacts {
  readonly headcount: number;
  /** How many hold an award of the year; `pending`: how many more are on their way to it in the same round. */
  readonly holders: Readonly<Record<string, { readonly issued: number; readonly pending: number }>>;
  /** How many are graded at least so; members without a grade are in none of them. */
  readonly graded: Readonly<Partial<Record<Grade, number>>>;
  /** Measures that bound members during the year. */
  readonly disciplined: readonly Measure[];
}

/** Standing in the emulation cluster or block in the award year. */
export interface RankingFact {
  readonly block: string;
  readonly scope: 'province' | 'nation';
  readonly leads: boolean;
  /** Place among so many members, and the paper of the block that says so. */
  readonly rank?: number;
  readonly members?: number;
  readonly paper?: string;
}

/** The other dossiers of the round, as far as they touch this one. */
export interface RoundFacts {
  readonly others: readonly {
    readonly nomination: string;
    /** The nomination itself where no code stands for the nominee, as for households. */
    readonly subject: string;
    readonly subjectKind: SubjectKind;
    readonly award: string;
    readonly achievement?: string;
    readonly achievementPeriod: { readonly from: Day; readonly to: Day };
    readonly commendationType: CommendationType;
    readonly initiatives: readonly string[];
  }[];
  /** Collectives that lead and qualify for the provincial flag, and those proposed for the flag of the Government. */
  readonly flags?: { readonly qualified: number; readonly proposed: number };
  /** How many the unit proposes for the same award, this one among them, and how many people it has; for information. */
  readonly quota?: { readonly proposed: number; readonly staff: number };
}

export interface PaperFacts {
  readonly required: readonly RequiredPaper[];
  readonly present: readonly {
    readonly kind: PaperKind;
    /** Certified by the proposing level (báo cáo có xác nhận), an original, or a certified copy; unknown when absent. */
    readonly form?: 'original' | 'certifiedCopy' | 'plainCopy';
    readonly certified?: boolean;
  }[];
}

/** Who can supply what is missing. */
export type Supplier = 'unit' | 'office' | 'initiativeCouncil' | 'block' | 'body' | 'admin';

export interface Missing {
  readonly what: Text;
  readonly by: Supplier;
}
