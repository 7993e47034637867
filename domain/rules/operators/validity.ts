import { awardOn, hasEnded, type Source } from '../../award';
import { plusMonths } from '../../time';
import type { Facts, UnitFacts } from '../facts';
import type { Reckoning } from '../reckoning';
import { order } from '../reckoning';
import {
  achievementsSaid,
  authoritySaid,
  basisSaid,
  closerReportMissing,
  existsSaid,
  fitsSaid,
  goneSaid,
  noAwardSaid,
  opinionMissing,
  opinionSaid,
  proposerMissing,
  subjectSaid,
  successorMissing,
  type Ended,
} from '../sentencesOfValidity';
import { fail, pass, unknown, type Verdict } from '../verdict';

/** Award, subject and whoever decides fit (R01; Law art. 77 to 80). */
export function subjectFits({ facts }: Reckoning): Verdict {
  const { dossier, unit, today } = facts;
  const award = awardOn(facts.catalogue, dossier.award, today);
  if (!award) return fail(noAwardSaid(dossier.award, today), [], 'award');
  if (!award.subjects.includes(dossier.subjectKind))
    return fail(subjectSaid(award, dossier.subjectKind), [], 'nominee.kind');
  if (!hasPower(unit, award.decidedBy)) return fail(authoritySaid(award, unit), [proposerMissing()], 'unit');
  return pass(fitsSaid(award, dossier.subjectKind), 'award');
}

/**
 * Whether the head of a unit may decide, or forward to whoever does. A room is part of a unit and has no power of its own; a block
 * forwards, but is no unit that could decide; what a commune's Chair decides, only a commune puts forward.
 */
function hasPower({ kind }: UnitFacts, decidedBy: NonNullable<ReturnType<typeof awardOn>>['decidedBy']): boolean {
  switch (kind) {
    case 'room':
      return false;
    case 'block':
      return decidedBy !== 'unitHead' && decidedBy !== 'communeChair';
    case 'commune':
      return true;
    case 'department':
    case 'hospital':
    case 'other':
      return decidedBy !== 'communeChair';
  }
}

/** The unit that nominates, and the collective that is nominated, exist on the day (R18). */
export function unitExists({ facts }: Reckoning): Verdict {
  const units =
    facts.collective && facts.collective.code !== facts.unit.code ? [facts.unit, facts.collective] : [facts.unit];
  const gone = units.filter((u) => u.validFrom > facts.today || (u.validTo ?? '9') < facts.today);
  return gone.length === 0
    ? pass(existsSaid(units), 'unit')
    : fail(goneSaid(gone, facts.today), gone.map(successorMissing), 'unit');
}

/**
 * Every source that the dossier rests on, rules and award, still holds on the day on which the decision is expected (R37). One that
 * has ended by the day of the check, with nothing in its place, does not.
 */
export function basisHolds({ facts, rules, lapsed }: Reckoning): Verdict {
  const { catalogue, dossier, today } = facts;
  const award = awardOn(catalogue, dossier.award, today);
  const gone = catalogue.filter((entry) => entry.code === dossier.award && hasEnded(entry, today));
  const sources: readonly Source[] = [...rules, ...lapsed, ...(award ? [award] : gone)];
  const ended = new Map<string, Ended>();
  for (const { validTo, citation } of sources) {
    if (validTo !== undefined && validTo < facts.expectedDecision)
      ended.set(`${validTo} ${citation.vi}`, { validTo, citation });
  }
  const list = [...ended.values()].sort((a, b) => order(a.validTo, b.validTo) || order(a.citation.vi, b.citation.vi));
  const say = basisSaid(facts.expectedDecision, list);
  return list.length === 0 ? pass(say) : fail(say, []);
}

/** A body that had to be asked agrees, or is silent and the office has recorded why it goes on (R39, R40). */
export function opinionOf({ facts }: Reckoning, { body }: { readonly body: string }): Verdict {
  const state = opinionState(facts, body);
  const say = opinionSaid(body, state);
  switch (state) {
    case 'agrees':
    case 'silentWithReason':
      return pass(say);
    case 'objects':
      return fail(say, [opinionMissing(body, 'body')]);
    case 'silent':
    case 'notAsked':
      return fail(say, [opinionMissing(body, 'office')]);
    case 'waiting':
      return unknown(say, [opinionMissing(body, 'body')]);
  }
}

/** Asked more than once, the body that objects is heard first, then the one that agrees. */
function opinionState({ consultations }: Facts, body: string): Parameters<typeof opinionSaid>[1] {
  const asked = consultations.filter((c) => c.body === body);
  if (asked.length === 0) return 'notAsked';
  if (asked.some((c) => c.answer === 'objects')) return 'objects';
  if (asked.some((c) => c.answer === 'agrees')) return 'agrees';
  if (asked.some((c) => c.answer === 'silent' && c.reasonRecorded)) return 'silentWithReason';
  return asked.some((c) => c.answer === 'silent') ? 'silent' : 'waiting';
}

/** The achievements are at most so many months old on the day of the check (R41). */
export function achievementsWithin({ facts }: Reckoning, { months }: { readonly months: number }): Verdict {
  const { to } = facts.dossier.achievementPeriod;
  const until = plusMonths(to, months);
  const say = achievementsSaid({ to, until, months, today: facts.today });
  return facts.today <= until
    ? pass(say, 'achievementPeriod')
    : fail(say, [closerReportMissing(until)], 'achievementPeriod');
}
