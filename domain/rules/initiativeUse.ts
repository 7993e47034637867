import type { Facts, InitiativeFact } from './facts';
import { scopes } from './facts';
import { isRevoked, order } from './reckoning';
import type { Criterion, NotUsedUpBy } from './rule';

/** By what an initiative of the dossier is used up: an award, or another dossier of the round. */
export type Use =
  | { readonly by: 'award'; readonly award: string; readonly awardYear: number }
  | { readonly by: 'dossier'; readonly nomination: string };

/** Why an initiative of the dossier does not count. */
export type Reason =
  | { readonly why: 'notKnown' }
  | { readonly why: 'notRecognised'; readonly on: string }
  | { readonly why: 'scope'; readonly scope: InitiativeFact['scope'] }
  | { readonly why: 'old'; readonly on: string }
  | { readonly why: 'used'; readonly use: Use };

export interface Weighed {
  readonly code: string;
  /** None when it counts. */
  readonly reason?: Reason;
}

/** The initiatives that the dossier names, each once, with why one of them does not count. */
export function weigh(facts: Facts, asked: Omit<Extract<Criterion, { op: 'initiatives' }>, 'op' | 'count'>): Weighed[] {
  return namedIn(facts).map((code): Weighed => {
    const reason = reasonAgainst(facts, code, asked);
    return reason === undefined ? { code } : { code, reason };
  });
}

export const namedIn = ({ dossier }: Facts): readonly string[] => [...new Set(dossier.initiatives)].sort(order);

function reasonAgainst(
  facts: Facts,
  code: string,
  { scope, withinYears, notUsedUpBy }: Parameters<typeof weigh>[1],
): Reason | undefined {
  const use = useOf(facts, code, notUsedUpBy);
  if (use) return { why: 'used', use };
  const [initiative] = facts.initiatives.filter((i) => i.code === code).sort(widestFirst);
  if (!initiative) return { why: 'notKnown' };
  const { recognisedOn } = initiative;
  if (recognisedOn > facts.today) return { why: 'notRecognised', on: recognisedOn };
  if (scopes.indexOf(initiative.scope) < scopes.indexOf(scope)) return { why: 'scope', scope: initiative.scope };
  if (Number(recognisedOn.slice(0, 4)) <= facts.dossier.awardYear - (withinYears ?? Number.POSITIVE_INFINITY)) {
    return { why: 'old', on: recognisedOn };
  }
  return undefined;
}

const widestFirst = (a: InitiativeFact, b: InitiativeFact): number =>
  scopes.indexOf(b.scope) - scopes.indexOf(a.scope) || order(a.recognisedOn, b.recognisedOn);

/**
 * What uses an initiative up (official letter 5007/BNV-TĐKT, III.5(c), III.6(g)): a standing award that rests on it, whosever,
 * or another dossier of the round. An award of the subject that was won by grading rests on no initiative, a revoked one uses
 * up nothing, and a dossier is not in its own way.
 */
export function useOf(facts: Facts, code: string, notUsedUpBy?: NotUsedUpBy): Use | undefined {
  const { dossier, round } = facts;
  const isSpared = (by: string): boolean | undefined => notUsedUpBy?.includes(by);
  const awards = [...ledgerUses(facts, code), ...recordedUses(facts, code)].filter(
    (use) => !(use.own && isSpared(use.award)),
  );
  const [award] = awards.sort((a, b) => a.awardYear - b.awardYear || order(a.award, b.award));
  if (award) return { by: 'award', award: award.award, awardYear: award.awardYear };
  const [other] = round.others
    .filter((o) => o.initiatives.includes(code) && o.nomination !== dossier.nomination)
    .filter((o) => !(o.subject === dossier.subject && isSpared(o.award)))
    .map((o) => o.nomination)
    .sort(order);
  return other === undefined ? undefined : { by: 'dossier', nomination: other };
}

interface AwardUse {
  readonly award: string;
  readonly awardYear: number;
  readonly own: boolean;
}

/** By the ledger of the subject, what is on its way included. */
const ledgerUses = ({ awards, dossier, today }: Facts, code: string): readonly AwardUse[] =>
  awards
    .filter(
      (a) =>
        a.initiatives.includes(code) &&
        a.wonBy !== 'grade' &&
        !isRevoked(a, today) &&
        (a.nomination === undefined || a.nomination !== dossier.nomination),
    )
    .map(({ award, awardYear }) => ({ award, awardYear, own: true }));

/** By the register of initiatives; what it says of the subject's own awards gives way to the ledger. */
function recordedUses({ initiatives, awards, dossier, today }: Facts, code: string): readonly AwardUse[] {
  const uses = initiatives.filter((i) => i.code === code).flatMap((i) => i.usedBy);
  return uses.flatMap(({ award, awardYear, subject, nomination }): AwardUse[] => {
    if (nomination !== undefined && nomination === dossier.nomination) return [];
    const own = subject === dossier.subject;
    const entries = awards.filter((a) => own && a.award === award && a.awardYear === awardYear);
    const rests = entries.length === 0 || entries.some((a) => a.wonBy !== 'grade' && !isRevoked(a, today));
    return rests ? [{ award, awardYear, own }] : [];
  });
}
