import type { Source } from './award';

/** A share as a regulation words it: "at least 80 %" is `{ of: [80, 100], mode: 'atLeast' }`, "over half" `{ of: [1, 2], mode: 'moreThan' }`. */
export interface Share {
  readonly of: readonly [numerator: number, denominator: number];
  readonly mode: 'atLeast' | 'moreThan';
}

/** What a share is counted on. `allMembers`: the council version in force on the voting day. */
export type Base = 'allMembers' | 'present' | 'votesCast';

/** How a council decides on an award; frozen when a session opens and printed on its minutes. */
export interface CouncilRule extends Source {
  readonly quorum: Share;
  readonly threshold: Share;
  readonly base: Base;
  /** Whether a recused member leaves the base; by default the base does not shrink. */
  readonly recusal: 'staysInBase' | 'leavesBase';
  /** Whether "no opinion" may be chosen; if so it counts as not-yes, in the base like any other. */
  readonly abstain: 'notOffered' | 'countsAsNo';
  /** Whether an opinion in words may be given instead, in a named ballot; it counts as not-yes. Absent: it may not. */
  readonly other?: 'notOffered' | 'countsAsNo';
  /** On as many yes as no, when a tie would otherwise not pass. */
  readonly tie: 'fails' | 'chairDecides';
  /** What it means that a member heads the proposing unit or works there: he is told so on the line, or may not vote on it. */
  readonly relations?: 'shown' | 'locked';
  readonly ballots: readonly ('named' | 'secret')[];
  readonly withoutQuorum: 'extendOnce' | 'fails';
}
