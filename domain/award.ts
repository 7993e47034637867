import type { Day } from './time';

/** A text that people read, in both languages of the product. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}

export const subjectKinds = ['person', 'collective', 'household'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Loại hình khen thưởng: Law on Emulation and Commendation 06/2022/QH15 art. 8. */
export const commendationTypes = [
  'merit',
  'adHoc',
  'movement',
  'thematic',
  'devotion',
  'seniority',
  'external',
] as const;
export type CommendationType = (typeof commendationTypes)[number];

/** Normal procedure, or the simplified one of Law art. 85. */
export const procedures = ['normal', 'simplified'] as const;
export type Procedure = (typeof procedures)[number];

/**
 * Grounds on which an award is revoked (Law art. 93(2)): achievements declared by fraud; false statements or forged papers; an
 * appraisal or proposal against the law; a conclusion, decision or judgment by which the criteria were not met.
 */
export const revocationGrounds = ['fraud', 'falsePapers', 'againstLaw', 'conclusion'] as const;
export type RevocationGround = (typeof revocationGrounds)[number];

export const sourceLevels = ['law', 'decree', 'circular', 'province', 'council'] as const;
export type SourceLevel = (typeof sourceLevels)[number];

/** Where a piece of data comes from, from when to when it holds, and whether a person has read it in its source. */
export interface Source {
  readonly citation: Text;
  readonly sourceLevel: SourceLevel;
  readonly validFrom: Day;
  /** The last day on which it holds; open when absent. */
  readonly validTo?: Day;
  readonly verified: boolean;
  /** What a person still has to read in the source; must be there while `verified` is false. */
  readonly toCheck?: Text;
}

/** Who decides: the head of the unit, the chair of the commune, the Chair of the province, the Prime Minister or the State President. */
export type DecidingAuthority = 'unitHead' | 'communeChair' | 'provinceChair' | 'primeMinister' | 'statePresident';

/** One award of the catalogue (hình thức khen thưởng, danh hiệu thi đua), as data with its citation. */
export interface Award extends Source {
  readonly code: string;
  readonly name: Text;
  readonly kind: 'title' | 'commendation';
  readonly level: 'unit' | 'province' | 'government' | 'state';
  readonly decidedBy: DecidingAuthority;
  readonly subjects: readonly SubjectKind[];
  /** It honours communes themselves: no other unit registers for it or proposes it. Absent: for units of every kind. */
  readonly ofCommunes?: true;
  /** What the awardee is handed; only `certificate` is rendered and numbered by this service. */
  readonly object: 'certificate' | 'flag' | 'order' | 'none';
  /** Prize in hundredths of the base salary for each kind of subject; absent where no prize is set. */
  readonly multiples: Partial<Record<SubjectKind, number>>;
  /** Place in a list in ceremony order: lower comes first (Decree 152/2025 art. 29(5)). */
  readonly rank: number;
}

/** The award that is in force on a day, or undefined: an unknown code, or one whose basis has ended. */
export function awardOn(catalogue: readonly Award[], code: string, day: Day): Award | undefined {
  return catalogue.find((a) => a.code === code && holdsOn(a, day));
}

/** Whether a source is behind a day for good. */
export const hasEnded = (source: Source, day: Day): boolean => source.validTo !== undefined && source.validTo < day;

/** Whether a source is in force on a day. */
export const holdsOn = (source: Source, day: Day): boolean => source.validFrom <= day && !hasEnded(source, day);
