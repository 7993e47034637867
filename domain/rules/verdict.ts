import type { Text } from '../award';
import type { Missing } from './facts';
import type { Finding } from './rule';
import { joined, numbered } from './sentences';

/** What an operator says of a dossier. A finding is a verdict with the rule that asked for it. */
export interface Verdict {
  readonly outcome: Finding['outcome'];
  readonly say: Text;
  readonly missing: readonly Missing[];
  readonly field?: string;
  /** It would tell the unit of a matter that is being looked into. */
  readonly internal?: true;
}

export const pass = (say: Text, field?: string): Verdict => verdict('pass', say, [], field);
export const info = (say: Text, field?: string): Verdict => verdict('info', say, [], field);
export const fail = (say: Text, missing: readonly Missing[], field?: string): Verdict =>
  verdict('fail', say, missing, field);
export const unknown = (say: Text, missing: readonly Missing[], field?: string): Verdict =>
  verdict('unknown', say, missing, field);

const verdict = (outcome: Verdict['outcome'], say: Text, missing: readonly Missing[], field?: string): Verdict => ({
  outcome,
  say,
  missing,
  ...(field === undefined ? {} : { field }),
});

/**
 * All must hold. What decides is said: the failed and open parts of a failure, all parts of a success. What is left to people
 * hinders no success.
 */
export function allOf(parts: readonly Verdict[]): Verdict {
  const outcome = first(['fail', 'unknown', 'pass'], parts);
  const said =
    outcome === 'fail'
      ? parts.filter((p) => p.outcome === 'fail' || p.outcome === 'unknown')
      : outcome === 'unknown'
        ? parts.filter((p) => p.outcome === 'unknown')
        : parts;
  return together(outcome, said, joined(said.map((p) => p.say)));
}

/** One is enough. The first that holds is said alone; where none does, all of them, since each is a way. */
export function anyOf(parts: readonly Verdict[]): Verdict {
  const outcome = first(['pass', 'info', 'unknown', 'fail'], parts);
  const best = parts.filter((p) => p.outcome === outcome);
  if (outcome === 'pass') return best[0]!;
  const say = parts.length === 1 ? parts[0]!.say : numbered(parts.map((p) => p.say));
  return { ...together(outcome, best, say), ...internalOf(parts) };
}

const first = (order: readonly Verdict['outcome'][], parts: readonly Verdict[]): Verdict['outcome'] =>
  order.find((outcome) => parts.some((p) => p.outcome === outcome)) ?? 'info';

function together(outcome: Verdict['outcome'], parts: readonly Verdict[], say: Text): Verdict {
  const field = parts.find((p) => p.field !== undefined)?.field;
  const missing = parts.flatMap((p) => p.missing);
  return {
    ...verdict(
      outcome,
      say,
      missing.filter((m, i) => missing.findIndex((n) => same(m, n)) === i),
      field,
    ),
    ...internalOf(parts),
  };
}

const internalOf = (parts: readonly Verdict[]): Pick<Verdict, 'internal'> =>
  parts.some((p) => p.internal) ? { internal: true } : {};

const same = (a: Missing, b: Missing): boolean => a.by === b.by && a.what.vi === b.what.vi;
