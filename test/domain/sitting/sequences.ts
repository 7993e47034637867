import fc from 'fast-check';
import type { Share } from '../../../domain/rule';
import { DAY_MS, msOf } from '../../../domain/time';
import { START } from '../../setup/fixtures';
import { councilRule } from '../rule';
import type { ModelSession } from './model';

export const HOUR = DAY_MS / 24;
export const START_MS = msOf(START);

/** One thing that happens to a session. Numbers stand for whoever is there by then: the n-th, counted round. */
export type Step =
  /** A member fills in a sheet, which is stored; it reaches the session at once or later. */
  | { readonly do: 'sheet'; readonly who: number; readonly says: readonly number[]; readonly sent: boolean }
  /** Again and again: one sheet after the other, or the same one. */
  | { readonly do: 'sheets'; readonly who: number; readonly says: readonly number[]; readonly times: number }
  | { readonly do: 'sends'; readonly which: number; readonly times: number }
  /** A stored sheet reaches the session: late, out of order, once more. */
  | { readonly do: 'send'; readonly which: number }
  | { readonly do: 'replace'; readonly who: number; readonly by: number }
  | { readonly do: 'drop'; readonly line: number }
  | { readonly do: 'extend' | 'closeEarly'; readonly hours: number }
  | { readonly do: 'cancel' | 'remind' | 'resend' | 'enterTotals' | 'minutesSigned' }
  /** An order that was asked for before is sent once more. */
  | { readonly do: 'again'; readonly which: number }
  /** Time passes, and the session does what falls due; or nobody is there to do it. */
  | { readonly do: 'pass' | 'outage'; readonly hours: number }
  | { readonly do: 'work' | 'crash' | 'carryOn' };

const any = fc.nat({ max: 30 });
const upTo = (max: number) => fc.nat({ max });
const says = fc.array(fc.nat({ max: 5 }), { minLength: 3, maxLength: 3 });

/** So many times in a hundred, with what goes with it. */
const often = <T extends Step['do'], P extends object>(
  weight: number,
  what: T,
  parts: { [K in keyof P]: fc.Arbitrary<P[K]> },
) => ({ weight, arbitrary: fc.record(parts).map((some) => ({ do: what, ...some })) });

const step: fc.Arbitrary<Step> = fc.oneof(
  often(40, 'sheet', { who: any, says, sent: fc.boolean() }),
  often(3, 'sheets', { who: upTo(1), says, times: any }),
  often(2, 'sends', { which: any, times: any }),
  often(12, 'send', { which: any }),
  often(4, 'replace', { who: any, by: any }),
  often(1, 'drop', { line: any }),
  often(3, 'extend', { hours: fc.integer({ min: -6, max: 30 }) }),
  often(3, 'closeEarly', { hours: upTo(20) }),
  often(2, 'remind', {}),
  often(1, 'resend', {}),
  often(1, 'enterTotals', {}),
  often(1, 'minutesSigned', {}),
  often(4, 'again', { which: any }),
  often(7, 'pass', { hours: upTo(6) }),
  often(1, 'outage', { hours: upTo(30) }),
  often(8, 'work', {}),
  often(4, 'crash', {}),
  often(4, 'carryOn', {}),
);

/** One sequence of a dozen is cancelled somewhere. */
const steps = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), fc.nat({ max: 11 }), any)
  .map(([some, lot, at]): readonly Step[] => (lot === 0 ? some.toSpliced(at, 0, { do: 'cancel' }) : some));

const share: fc.Arbitrary<Share> = fc
  .tuple(fc.constantFrom([1, 2], [2, 3], [80, 100], [90, 100], [1, 1]), fc.constantFrom('atLeast', 'moreThan'))
  // more than all is no share
  .map(([[part, whole], mode]) => ({ of: [part, whole], mode: part === whole ? 'atLeast' : mode }));
export const anyRule = fc
  .record({
    quorum: share,
    threshold: share,
    base: fc.constantFrom('allMembers' as const, 'present' as const, 'votesCast' as const),
    recusal: fc.constantFrom('staysInBase' as const, 'leavesBase' as const),
    abstain: fc.constantFrom('notOffered' as const, 'countsAsNo' as const),
    withoutQuorum: fc.constantFrom('extendOnce' as const, 'fails' as const),
  })
  .map(councilRule);

/** A council of three to seven, one to three lines; nominees are members, may become members, or never are. */
const session: fc.Arbitrary<ModelSession> = fc
  .record({
    members: fc.integer({ min: 3, max: 7 }),
    lines: fc.array(fc.record({ nominee: fc.nat({ max: 12 }), rule: anyRule }), { minLength: 1, maxLength: 3 }),
    hours: fc.integer({ min: 4, max: 60 }),
    whenAllVoted: fc.boolean(),
  })
  .map(({ members, lines, hours, whenAllVoted }) => ({
    members: Array.from({ length: members }, (_, i) => `P${i}.0`),
    lines: lines.map((line, i) => ({ code: `L${i}`, nominee: `P${line.nominee}`, rule: line.rule })),
    closesAt: START_MS + hours * HOUR,
    whenAllVoted,
    daysOff: ['2026-11-24'],
  }));

export const sequences = fc.record({ session, steps });
export type Sequence = { readonly session: ModelSession; readonly steps: readonly Step[] };
