import type { Award, Procedure, SubjectKind, Text } from '../award';
import type { Day } from '../time';
import { evaluate } from './evaluate';
import type { AwardFact, Facts, GradeFact } from './facts';
import { isRevoked, order, reckon } from './reckoning';
import type { Criterion, Finding, Rule } from './rule';
import { restingSaid } from './sentencesOfRevocations';

/** An award of a ledger, with what is known of the dossier that it came from. */
export interface LedgerEntry extends AwardFact {
  readonly id: string;
  readonly decidedOn: Day;
  /** As the dossier had them; of an award of the past nothing is known, so that it is taken for one by the normal procedure. */
  readonly criterion?: string;
  readonly procedure?: Procedure;
  readonly flags?: readonly string[];
}

/** What is on record of one recipient. */
export interface Ledger {
  readonly subject: string;
  readonly subjectKind: SubjectKind;
  readonly catalogue: readonly Award[];
  readonly entries: readonly LedgerEntry[];
  readonly grades: readonly GradeFact[];
}

/** A rule by which a later award rested on revoked ones. */
export interface Resting extends Pick<Finding, 'rule' | 'code' | 'kind' | 'citation' | 'sourceLevel' | 'verified'> {
  /** The later award. */
  readonly entry: string;
  /** The revoked ones that it rested on: on each of them, or where one alone would have done, on all of them together. */
  readonly on: readonly string[];
  /** What is left of the rule without them. `unknown`: it may hold by what is not on record. */
  readonly outcome: 'fail' | 'unknown';
  readonly say: Text;
}

/**
 * The awards of a recipient that rested on one of his that has been revoked since (R35): a rule that reads the ledger was met on the
 * day of the later award, and is not without what was revoked. What a revoked award had been left out of on that day already, and
 * what was revoked itself, rests on nothing.
 * @param today what is revoked later than this still counts
 */
export function restingOnRevoked(rules: readonly Rule[], ledger: Ledger, today: Day): readonly Resting[] {
  const revoked = ledger.entries.filter((entry) => isRevoked(entry, today));
  const asked = rules.flatMap((rule) => {
    const test = rule.kind === 'CALC' ? undefined : ledgerPart(rule.test);
    return test === undefined ? [] : [{ ...rule, test }];
  });
  return ledger.entries
    .filter((entry) => entry.pending === undefined && !isRevoked(entry, today))
    .sort((a, b) => order(a.decidedOn, b.decidedOn) || order(a.id, b.id))
    .flatMap((entry) => restingOf(asked, ledger, entry, revoked));
}

function restingOf(
  rules: readonly Rule[],
  ledger: Ledger,
  entry: LedgerEntry,
  revoked: readonly LedgerEntry[],
): readonly Resting[] {
  const counted = revoked.filter((one) => one.decidedOn <= entry.decidedOn && !isRevoked(one, entry.decidedOn));
  if (counted.length === 0) return [];
  const then = factsOn(ledger, entry);
  const without = (left: readonly AwardFact[]): Facts => ({
    ...then,
    awards: then.awards.filter((one) => !left.includes(one)),
  });
  const before = evaluate(rules, then);
  const after = evaluate(rules, without(counted));
  const lost = after.filter((finding) => isLess(finding, before));
  return lost.map(({ rule, code, kind, outcome, say, citation, sourceLevel, verified }): Resting => {
    const needed = counted.filter((one) => isLess(findingOf(evaluate(rules, without([one])), code), before));
    const on = (needed.length > 0 ? needed : counted).sort((a, b) => order(a.decidedOn, b.decidedOn));
    return {
      entry: entry.id,
      on: on.map(({ id }) => id),
      rule,
      code,
      kind,
      outcome: outcome === 'fail' ? 'fail' : 'unknown',
      say: restingSaid(reckon(then, rules, []), on, say),
      citation,
      sourceLevel,
      verified,
    };
  });
}

/** Which rules are asked does not depend on the ledger: each has its finding with an entry and without. */
const findingOf = (findings: readonly Finding[], code: string): Finding =>
  findings.find((finding) => finding.code === code)!;

const worth: Readonly<Record<Finding['outcome'], number>> = { fail: 0, unknown: 1, info: 2, pass: 2 };

/** Whether less is left of a rule than there was; what was not met before has been let pass, or rests on something else. */
const isLess = (now: Finding, before: readonly Finding[]): boolean =>
  worth[now.outcome] < worth[findingOf(before, now.code).outcome];

/**
 * The part of a criterion that the ledger decides. What else must hold did not change with it; another way that would do besides
 * is kept.
 */
function ledgerPart(test: Criterion): Criterion | undefined {
  if (test.op === 'all') {
    const of = test.of.flatMap((part) => ledgerPart(part) ?? []);
    return of.length === 0 ? undefined : { op: 'all', of };
  }
  if (test.op === 'any') {
    const of = test.of.map((part) => ledgerPart(part) ?? part);
    return test.of.some((part) => ledgerPart(part)) ? { op: 'any', of } : undefined;
  }
  const reads = test.op === 'titlesInARow' || test.op === 'sinceAward';
  return reads || 'orTitle' in test ? test : undefined;
}

/** The facts of an award on its own day, itself left out. */
function factsOn(ledger: Ledger, entry: LedgerEntry): Facts {
  const { subject, subjectKind, catalogue, grades } = ledger;
  const { award, awardYear, commendationType, criterion, decidedOn, initiatives } = entry;
  return {
    dossier: {
      subject,
      subjectKind,
      award,
      awardYear,
      commendationType,
      procedure: entry.procedure ?? 'normal',
      ...(criterion === undefined ? {} : { criterion }),
      achievementPeriod: entry.achievementPeriod ?? { from: `${awardYear}-01-01`, to: `${awardYear}-12-31` },
      initiatives,
      secretContent: false,
      flags: entry.flags ?? [],
      declared: { grades: [], awards: [] },
    },
    catalogue,
    awards: ledger.entries.filter((one) => one !== entry),
    grades,
    initiatives: [],
    conduct: [],
    unit: { code: '', kind: 'other', validFrom: decidedOn },
    registration: 'unknown',
    round: { others: [] },
    papers: { required: [], present: [] },
    consultations: [],
    moment: 'central',
    today: decidedOn,
    expectedDecision: decidedOn,
  };
}
