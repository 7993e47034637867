import type { ActionType } from '../../../domain/actions';
import type { CommendationType, Procedure } from '../../../domain/award';
import type { Line } from '../../../domain/line';
import type { Level } from '../../../domain/route';
import type { ConsultationFact, DeclaredFacts } from '../../../domain/rules/facts';
import type { Day, Instant } from '../../../domain/time';
import type { LineView } from '../../../domain/walk';
import type { Address, Language } from './common';
import type { DecisionRecord } from './decisions';

/** Nominations, what units send of them, and the notes with the words and papers of every act. */

export type Nominee =
  | {
      readonly kind: 'person';
      readonly person?: string;
      readonly name: string;
      readonly address: Address;
      readonly post: string;
      readonly unitName: string;
    }
  | { readonly kind: 'collective'; readonly collective?: string; readonly name: string }
  | { readonly kind: 'household'; readonly name: string; readonly residence: string };

export interface Paper {
  readonly kind: string;
  readonly title: string;
  readonly number?: string;
  readonly date?: Day;
  readonly signer?: string;
  readonly attachment?: string;
  /** What was handed in; unknown when absent. */
  readonly form?: 'original' | 'certifiedCopy' | 'plainCopy';
  /** The proposing level has confirmed it (có xác nhận); unknown when absent. */
  readonly certified?: boolean;
}

/** The content of a nomination as the unit wrote it; one immutable version per sending or correction. */
export interface Dossier {
  readonly award: string;
  readonly awardYear: number;
  readonly commendationType: CommendationType;
  readonly procedure: Procedure;
  readonly posthumous: boolean;
  readonly nominee: Nominee;
  readonly achievementPeriod: { readonly from: Day; readonly to: Day };
  readonly merit: string;
  readonly basis?: string;
  readonly flags: readonly string[];
  readonly papers: readonly Paper[];
  /** Code of the criterion that it rests on, where the award has several: `BKT.d`. */
  readonly criterion?: string;
  /** Code of the single achievement that is to be rewarded, so that nobody rewards it twice. */
  readonly achievement?: string;
  /** Codes of the initiatives that it rests on: they are used up by the award. */
  readonly initiatives?: readonly string[];
  readonly secretContent?: boolean;
  /** What the form says of facts that the records may know otherwise. */
  readonly declared?: Declared;
}

export type Declared = { readonly [K in keyof DeclaredFacts]?: DeclaredFacts[K] };

export interface NominationRecord {
  readonly _id: string; // `HS-2026-000123`
  readonly unit: string;
  readonly round?: string;
  readonly docket?: string;
  readonly unitProposal?: string;
  readonly dossier: Dossier;
  /** Id of the dossier version shown; absent while a draft. */
  readonly dossierVersion?: string;
  /** Name of the nominee without diacritics, lower case: for search. */
  readonly searchName: string;
  /** Version of the draft while it is one, of the line afterwards. */
  readonly version: number;
  readonly status: LineView['status'];
  readonly view?: LineView;
  readonly allowed: readonly ActionType[];
  /** The line as its docket last wrote it. */
  readonly line?: Line;
  /** The rules that each level took it in under; set once. */
  readonly pinned?: { readonly [K in Level]?: string };
  /** What the bodies that were asked have said, also after their stage. */
  readonly consultations?: readonly ConsultationFact[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Idempotency-Key of the creation, scoped by key id. */
  readonly createKey?: string;
  readonly createHash?: string;
}

/** What a list shows of a nomination. */
export type NominationItem = Pick<
  NominationRecord,
  '_id' | 'unit' | 'round' | 'docket' | 'unitProposal' | 'version' | 'status' | 'view' | 'createdAt'
> & { readonly dossier: Pick<Dossier, 'award' | 'awardYear' | 'nominee' | 'flags' | 'commendationType'> };

/** What is read of a nomination that waits for a list: enough to choose it by, and its route. */
export type WaitingItem = Pick<NominationRecord, '_id' | 'unit'> & {
  readonly dossier: Pick<Dossier, 'award' | 'posthumous'> & {
    readonly nominee: Pick<Dossier['nominee'], 'kind' | 'name'>;
  };
  readonly line?: Pick<Line, 'route'>;
};

export interface DossierRecord {
  readonly _id: string;
  readonly nomination: string;
  readonly content: Dossier;
  readonly by: string;
  readonly at: Instant;
}

/** A unit's proposal (Tờ trình đến): what it sends in one go. Immutable; written before the docket hears of it. */
export interface UnitProposalRecord {
  readonly _id: string; // `TT-2026-000045`
  readonly unit: string;
  readonly round?: string;
  readonly docket: string;
  readonly number: string;
  readonly date: Day;
  readonly signer: string;
  readonly nominations: readonly string[];
  readonly papers: readonly Paper[];
  readonly contact: {
    readonly name: string;
    readonly email: string;
    readonly phone?: string;
    readonly language: Language;
  };
  /** Step of the docket that changed the contact last. */
  readonly contactStep?: number;
  readonly submission: string;
  readonly contentHash: string;
  readonly at: Instant;
  /** Set by the docket once it has taken the lines in. */
  readonly receipt?: { readonly code: string; readonly at: Instant };
}

/** Texts and papers of an action, stored before the action is sent; the engine sees the id only. */
export interface NoteRecord {
  readonly _id: string;
  readonly kind: string;
  readonly by: string;
  readonly at: Instant;
  /** Hash of all that was asked with it, where the note itself does not say whom or what it is about. */
  readonly content?: string;
  readonly reason?: string;
  readonly citation?: string;
  readonly items?: readonly {
    readonly field: string;
    readonly reason: string;
    readonly citation: string;
    readonly nomination?: string;
  }[];
  readonly paper?: Paper;
  readonly places?: readonly string[];
  /** Members whom it is about. */
  readonly members?: readonly string[];
  readonly contact?: UnitProposalRecord['contact'];
  /** A letter about silent members of a session, as its secretary sent it. */
  readonly letter?: SilenceLetter;
  /** What the clerk recorded of a signed paper; the note has the id of the decision. */
  readonly decision?: Pick<DecisionRecord, 'date' | 'signer' | 'signerPost' | 'form' | 'file'> & {
    /** Absent where an automatic register gives it. */
    readonly number?: string;
  };
}

/** To whom a secretary may write about silent members: to an agency of theirs, or to who leads the council. */
export type LetterTo = { readonly kind: 'chair' } | { readonly kind: 'agency'; readonly unit: string };

export interface SilenceLetter {
  readonly to: LetterTo;
  readonly subject: string;
  readonly text: string;
}

export interface DocketRecord {
  readonly _id: string;
  readonly unit: string;
  readonly round?: string;
  readonly workflowId: string;
  readonly startedAt: Instant;
  readonly closedAt?: Instant;
}
