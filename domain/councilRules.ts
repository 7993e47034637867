import { holdsOn } from './award';
import { checkSource, overlap } from './catalogue';
import { Problem } from './errors';
import type { Level } from './route';
import type { CouncilRule, Share } from './rule';
import type { Day } from './time';

/** How a council may be asked: by links, in a meeting, or in a meeting with written opinions of those away. */
export type SessionKind = 'written' | 'meeting' | 'mixed';

/** A council rule as a province writes it, with the awards and councils it is for. */
export interface CouncilRuleEntry extends CouncilRule {
  readonly code: string;
  /** Every condition named must hold; none means always. */
  readonly when: { readonly levels?: readonly Level[]; readonly awards?: readonly string[] };
  /** Kinds of session that may decide, the usual one first. */
  readonly sessions: readonly SessionKind[];
}

/** What the rule of a council depends on. */
interface CouncilFacts {
  readonly award: string;
  readonly level: Level;
  readonly day: Day;
}

/**
 * The rule by which a council of that level decides on an award: the first entry that fits. An entry that has lapsed without
 * a successor of the same code ends the search: a share that the law sets never gives way to a lower one by itself.
 * @throws Problem VALIDATION when there is none
 */
export function councilRuleFor(entries: readonly CouncilRuleEntry[], facts: CouncilFacts): CouncilRuleEntry {
  const entry = councilRuleOrNone(entries, facts);
  if (entry) return entry;
  throw new Problem('VALIDATION', `no council rule for ${facts.award} at level ${facts.level} on ${facts.day}`, {
    fields: [
      {
        field: 'award',
        vi: 'Chưa có quy định về tỷ lệ phiếu cho hình thức khen thưởng này ở cấp này.',
        en: 'No voting rule is defined for this award at this level.',
      },
    ],
  });
}

/** As `councilRuleFor`; undefined when there is none. */
export function councilRuleOrNone(
  entries: readonly CouncilRuleEntry[],
  facts: CouncilFacts,
): CouncilRuleEntry | undefined {
  const fitting = entries.filter(
    ({ when }) => (when.levels?.includes(facts.level) ?? true) && (when.awards?.includes(facts.award) ?? true),
  );
  const first = fitting.find((e) => e.validFrom <= facts.day);
  return fitting.find((e) => e.code === first?.code && holdsOn(e, facts.day));
}

/** Shares that no council may undercut, at any level, counted on all members: Decree 152/2025/NĐ-CP art. 33(5). */
const floors: Readonly<Record<string, Share>> = {
  CSTDTQ: { of: [90, 100], mode: 'atLeast' },
  COCP: { of: [80, 100], mode: 'atLeast' },
};

/** What is wrong with a set of council rules, one sentence each; empty when it may be used. */
export function checkCouncilRules(entries: readonly CouncilRuleEntry[]): string[] {
  return entries.flatMap((entry, i) => {
    const wrong = checkSource(entry);
    const twin = entries.slice(0, i).find((e) => e.code === entry.code && overlap(e, entry));
    if (twin) wrong.push('two entries of this code hold at the same time');
    if (!isShare(entry.quorum)) wrong.push('the quorum is not a fraction of at most one');
    if (!isShare(entry.threshold)) wrong.push('the threshold is not a fraction of at most one');
    if (entry.ballots.length === 0) wrong.push('no kind of ballot is allowed');
    if (entry.sessions.length === 0) wrong.push('no kind of session is allowed');
    if (entry.relations !== undefined && !['shown', 'locked'].includes(entry.relations)) {
      wrong.push('relations are shown or locked');
    }
    if (entry.relations === 'locked' && entry.when.levels?.every((level) => level === 'unit') === true) {
      wrong.push('relations lock nobody in the council of a unit, whose members are all of the unit');
    }
    if (entry.tie === 'chairDecides' && !isOverHalf(entry.threshold)) {
      wrong.push('the chair can settle a tie only where more than half is needed');
    }
    return wrong.map((what) => `council rule ${entry.code}: ${what}`);
  });
}

/** What the law asks of a rule that decides on this award and the rule does not meet; undefined when it does. */
export function underFloor(rule: CouncilRule, award: string): string | undefined {
  const floor = floors[award];
  if (!floor) return undefined;
  const low = rule.threshold.of[0] * floor.of[1] < floor.of[0] * rule.threshold.of[1];
  if (!low && rule.base === 'allMembers' && rule.recusal === 'staysInBase') return undefined;
  return `${award} needs at least ${floor.of[0]} % of all members (Decree 152/2025/NĐ-CP art. 33(5))`;
}

const isShare = ({ of: [numerator, denominator] }: Share): boolean =>
  Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && numerator > 0 && numerator <= denominator;

const isOverHalf = ({ of: [numerator, denominator], mode }: Share): boolean =>
  mode === 'moreThan' && 2 * numerator === denominator;
