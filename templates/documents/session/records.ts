import type { Award } from '../../../domain/award';
import type { Related } from '../../../domain/recusal';
import type { CouncilRule } from '../../../domain/rule';
import type { SessionResult } from '../../../domain/sessionResult';
import type { Instant } from '../../../domain/time';

/** What the papers of a session are made of: its record, and the records that it names. All plain data, nothing is read here. */
export interface SessionRecords {
  readonly session: {
    readonly _id: string;
    readonly name: string;
    readonly kind: 'written' | 'meeting' | 'mixed';
    readonly ballot: 'named' | 'secret';
    readonly basis: Readonly<Record<'foundingDecision' | 'regulation' | 'article' | 'orderedBy', string>>;
    readonly closesAt: Instant;
    readonly openedAt?: Instant;
    readonly closedAt?: Instant;
    readonly lines: readonly LineRecord[];
    /** Lines that left the agenda while the session was open, with the paper. */
    readonly dropped?: readonly {
      readonly nomination: string;
      readonly no: number;
      readonly at: Instant;
      readonly paper: string;
    }[];
    readonly leftOut: readonly { readonly nomination: string }[];
    readonly members: readonly {
      readonly person: string;
      readonly role: string;
      readonly voted?: boolean;
      readonly at?: Instant;
      /** Was at the meeting. */
      readonly present?: boolean;
      /** When a written opinion came that was too late to count. */
      readonly late?: Instant;
      /** Why a member was away from the meeting, where it is known. */
      readonly absence?: string;
    }[];
    readonly countingBoard?: readonly { readonly name: string; readonly post?: string }[];
    /** Who has declared not to vote on a line. Why is nobody's business but his. */
    readonly recusals?: readonly { readonly nomination: string; readonly person: string }[];
    /** Members who were away from a meeting and were asked by link. */
    readonly absent?: readonly string[];
    readonly result?: SessionResult;
  };
  readonly council: {
    readonly name: string;
    readonly members: readonly { readonly person: string; readonly role: string; readonly secretary: boolean }[];
  };
  /** The authority of the level: its issuer stands above the council, its place before the date. */
  readonly authority?: { readonly issuer: string; readonly place: string };
  readonly people: ReadonlyMap<string, { readonly address: string; readonly name: string; readonly post: string }>;
  readonly nominations: ReadonlyMap<string, NominationRecord>;
  readonly units: ReadonlyMap<string, { readonly name: string }>;
  readonly catalogue: readonly Award[];
  readonly ballots: readonly BallotRecord[];
  /** The session's trail, oldest first, each entry with the reason that its note gives. */
  readonly course: readonly {
    readonly at: Instant;
    readonly type: string;
    readonly closesAt?: Instant;
    readonly reason?: string;
  }[];
  /** Publications before the session, by nomination. */
  readonly postings: ReadonlyMap<string, PostingRecord>;
}

export interface LineRecord {
  readonly nomination: string;
  readonly no: number;
  readonly award: string;
  readonly rule: CouncilRule;
  readonly recused: readonly string[];
  /** Those of them whom the regulation locks for their relation to the proposing unit. */
  readonly related?: readonly Related[];
  /** Why it was voted on although it could not reach its threshold. */
  readonly accepted?: string;
}

interface NominationRecord {
  readonly unit: string;
  readonly dossier: {
    readonly merit: string;
    readonly basis?: string;
    readonly nominee:
      | {
          readonly kind: 'person';
          readonly name: string;
          readonly address: string;
          readonly post: string;
          readonly unitName: string;
        }
      | { readonly kind: 'collective'; readonly name: string }
      | { readonly kind: 'household'; readonly name: string; readonly residence: string };
  };
}

interface BallotRecord {
  readonly nomination: string;
  readonly choices: readonly Choice[];
  readonly named?: readonly { readonly person: string; readonly choice: Choice; readonly text?: string }[];
}

export type Choice = 'yes' | 'no' | 'recused' | 'abstain' | 'other';

export interface PostingRecord {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly places: readonly string[];
  readonly support: number;
  readonly objections: number;
  readonly resolved: number;
}
