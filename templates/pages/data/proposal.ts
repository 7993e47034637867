import type { Day, Instant } from '../../../domain/time';
import type { Form, Frame, Kind, Paper, Person } from './frame';

interface ProposalHead {
  /** Somebody else writes down what the authority said. */
  readonly recording?: true;
  readonly person: Person & { readonly post: string };
  readonly proposal: {
    readonly ttr: string;
    readonly date: Day;
    readonly submitter: string;
    /** Own power, or signing on to the next level. */
    readonly power: 'decide' | 'forward';
    readonly n: number;
  };
}

export interface ProposalLine {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  readonly post?: string;
  /** Not told again of a collective that bears its name. */
  readonly unit?: string;
  readonly merit: string;
  readonly basis: string;
  /** The office's opinion. */
  readonly opinion: string;
  readonly council?: { readonly council: string; readonly yes: number; readonly of: number };
  readonly findings: readonly { readonly level: 'BLOCK' | 'HOLD' | 'WARN'; readonly text: string }[];
  readonly papers?: readonly Paper[];
  /** As posted so far. */
  readonly struck?: boolean;
  readonly reason?: string;
  /** Struck out without a reason, or with one that is too long: the line is marked. */
  readonly missing?: 'reason' | 'reasonLong';
}

export interface DecidedLine {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  readonly award: string;
  /** Present when the line is struck out. */
  readonly reason?: string;
}

/** The pages of a deciding authority. */
export interface ProposalPages {
  /**
   * The list before the authority. Fields: `submission`; `answer` = `approve` (the list without the lines struck out) |
   * `return`; `returnReason`; for each line `strike.<id>` = `yes` when ticked, `reason.<id>`; `step` = `review`.
   */
  proposal: Frame &
    Form &
    ProposalHead & {
      readonly kinds: readonly Kind[];
      readonly minutesDate?: Day;
      /** Points to note, as in the mail. */
      readonly exceptions: readonly string[];
      /** Draft decision, list, minutes. */
      readonly papers: readonly Paper[];
      readonly groups: readonly { readonly award: string; readonly lines: readonly ProposalLine[] }[];
      readonly answer?: 'approve' | 'return';
      readonly returnReason?: string;
      /** The list has changed since its page was opened: what was answered is to be read again. */
      readonly changed?: true;
      /** What the post lacked. */
      readonly missing?: readonly (
        'answer' | 'returnReason' | 'returnReasonLong' | 'reason' | 'reasonLong' | 'allStruck'
      )[];
    };
  /** The read-back. Fields: all of `proposal`, hidden; `step` = `send` | `edit`. */
  'proposal-review': Frame &
    Form &
    ProposalHead & {
      readonly answer: 'approve' | 'return';
      readonly returnReason?: string;
      readonly lines: readonly DecidedLine[];
    };
  'proposal-done': Frame &
    ProposalHead & {
      readonly answer: 'approve' | 'return';
      readonly at: Instant;
      readonly returnReason?: string;
      readonly lines: readonly DecidedLine[];
    };
  /** The link opened after the answer. */
  'proposal-answered': Frame &
    ProposalHead & {
      readonly answer: 'approve' | 'return';
      readonly at: Instant;
      readonly returnReason?: string;
      readonly lines: readonly DecidedLine[];
    };
  /** No longer open for an answer: the signed paper is recorded, or the office has taken the proposal back. */
  'proposal-closed': Frame &
    ProposalHead & {
      readonly closedAt: Instant;
      readonly because: 'recorded' | 'takenBack';
      /** Number and day of the recorded paper. */
      readonly paper?: { readonly number: string; readonly date: Day };
    };
  /** Somebody else signs for the authority now; the link that this was is dead. */
  'proposal-handed-over': Frame & { readonly ttr: string; readonly authority: string };
  /** Not known whether the answer was recorded. Fields as of `proposal-review`. */
  'proposal-busy': Frame &
    Form &
    ProposalHead & {
      readonly answer: 'approve' | 'return';
      readonly returnReason?: string;
      readonly lines: readonly DecidedLine[];
    };
}
