import type { CouncilRule } from './rule';
import { smallestPart } from './tally';

export interface Quorum {
  /** How many members must take part for every line to be decided. */
  readonly needed: number;
  /** How many of them have not taken part yet. */
  readonly lacking: number;
}

/** What a session by links needs beside those who have voted; undefined where a meeting is part of it. */
export function quorumOf(
  { kind, lines }: { readonly kind: string; readonly lines: readonly { readonly rule: Pick<CouncilRule, 'quorum'> }[] },
  members: number,
  voted: number,
): Quorum | undefined {
  if (kind !== 'written') return undefined;
  const needed = Math.max(0, ...lines.map((l) => smallestPart(l.rule.quorum, members)));
  return { needed, lacking: Math.max(0, needed - voted) };
}
