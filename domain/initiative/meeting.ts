import type { Text } from '../award';
import { councilRuleOrNone, type CouncilRuleEntry } from '../councilRules';
import { countAll } from '../counting';
import { checkTotals, type MeetingTotals } from '../meeting';
import type { CouncilRule } from '../rule';
import { decidedByChair, sentence, type Tally } from '../tally';
import type { Day } from '../time';

/**
 * What the initiative council of a unit said at a meeting, from its counting minutes: checked and counted by the very functions that
 * check and count the meetings of emulation councils, with initiatives as their lines.
 */

/** The code by which a province's pack gives initiative councils a rule of their own (`when.awards`). */
export const INITIATIVE_LINE = 'SANGKIEN';

export interface InitiativeLine {
  readonly initiative: string;
  /** Codes of its authors: they do not vote on it. */
  readonly authors: readonly string[];
}

export interface InitiativeTotals extends Omit<MeetingTotals, 'lines' | 'absent'> {
  readonly lines: readonly (Omit<MeetingTotals['lines'][number], 'nomination'> & {
    readonly initiative: string;
    /** What the chair decided on a tie, where the regulation leaves it to him. */
    readonly chair?: 'yes' | 'no';
  })[];
}

export interface InitiativeOutcome {
  readonly initiative: string;
  readonly tally: Tally;
  /** In one sentence, with the counts. */
  readonly why: Text;
}

type FieldProblem = Text & { readonly field: string };

/** The rule by which the council of a unit recognises initiatives at a meeting; undefined when the pack has none. */
export function initiativeRule(entries: readonly CouncilRuleEntry[], day: Day): CouncilRule | undefined {
  const entry = councilRuleOrNone(entries, { award: INITIATIVE_LINE, level: 'unit', day });
  return entry?.sessions.includes('meeting') ? entry : undefined;
}

export type Counted =
  | { readonly faults: readonly FieldProblem[] }
  | { readonly faults?: undefined; readonly outcomes: readonly InitiativeOutcome[] };

/**
 * What each initiative comes to, or everything that does not fit, by its field. Without quorum nothing is decided: the initiatives wait
 * for another meeting.
 */
export function countMeeting(
  rule: CouncilRule,
  members: readonly string[],
  agenda: readonly InitiativeLine[],
  said: InitiativeTotals,
): Counted {
  const lines = agenda.map(({ initiative, authors }, i) => ({
    nomination: initiative,
    no: i + 1,
    rule,
    recused: authors.filter((person) => members.includes(person)),
  }));
  const totals: MeetingTotals = {
    ...said,
    lines: said.lines.map(({ initiative, chair: _chair, ...votes }) => ({ nomination: initiative, ...votes })),
  };
  const faults = checkTotals(totals, { members, written: [], lines });
  if (faults.length > 0) return { faults: faults.map((one) => ({ ...one, field: renamed(one.field) })) };
  const counted = countAll({ members: members.length, lines, sheets: [], meeting: totals });
  const [first] = counted.lines;
  if (first && !counted.quorate) return { faults: [{ field: 'present', ...withoutQuorum(first.tally) }] };
  return settled(rule, said, counted.lines);
}

/** Ties that wait for the chair need what he decided; nobody else's word is taken on a line. */
function settled(
  rule: CouncilRule,
  said: InitiativeTotals,
  counted: readonly { readonly nomination: string; readonly tally: Tally }[],
): Counted {
  const faults: FieldProblem[] = [];
  const outcomes = counted.map(({ nomination: initiative, tally }): InitiativeOutcome => {
    const i = said.lines.findIndex((line) => line.initiative === initiative);
    const chair = said.lines[i]?.chair;
    if (tally.awaitsChair && chair === undefined) faults.push({ field: `lines.${i}.chair`, ...waitsForChair });
    if (!tally.awaitsChair && chair !== undefined) faults.push({ field: `lines.${i}.chair`, ...noTie });
    const final = tally.awaitsChair && chair !== undefined ? decidedByChair(tally, chair) : tally;
    return { initiative, tally: final, why: sentence(rule, final) };
  });
  return faults.length > 0 ? { faults } : { outcomes };
}

const renamed = (field: string): string => field.replace(/^(lines\.\d+)\.nomination$/, '$1.initiative');

const withoutQuorum = ({ participated, members, quorumNeeded }: Tally): Text => ({
  vi: `Có ${participated}/${members} thành viên dự họp, cần ít nhất ${quorumNeeded}: chưa xét công nhận được. Đề nghị họp lại.`,
  en: `${participated} of ${members} members were present and at least ${quorumNeeded} are needed: nothing was decided. Please meet again.`,
});

const waitsForChair: Text = {
  vi: 'Số phiếu ngang nhau: đề nghị ghi ý kiến của Chủ tịch Hội đồng theo Biên bản.',
  en: 'A tie: please enter what the chair of the council decided, as the minutes say.',
};

const noTie: Text = {
  vi: 'Trường hợp này không cần ý kiến của Chủ tịch Hội đồng; đề nghị để trống.',
  en: 'There is no tie here that the chair decides; please leave this empty.',
};
