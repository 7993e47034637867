import type { CouncilRule, Share } from '../../../domain/rule';

export type Said = 'yes' | 'no' | 'abstain' | 'recused';

export interface ModelLine {
  readonly code: string;
  /** May be a member, by the name of his person. */
  readonly nominee: string;
  readonly rule: CouncilRule;
}

/** Members are named `person.n`, the n-th time that he comes into the council. */
export interface ModelSession {
  readonly members: readonly string[];
  readonly lines: readonly ModelLine[];
  readonly closesAt: number;
  readonly whenAllVoted: boolean;
  readonly daysOff: readonly string[];
}

/** What is asked of a session, in the order of time; `look` is the moment at which it looks whether it must close. */
export type Asked = { readonly now: number } & (
  | { readonly type: 'look' }
  | { readonly type: 'sheet'; readonly member: string; readonly ordinal: number; readonly says: Record<string, Said> }
  | ({ readonly id: string } & (
      | { readonly type: 'replace'; readonly member: string; readonly by: string }
      | { readonly type: 'drop'; readonly line: string }
      | { readonly type: 'extend' | 'closeEarly'; readonly to: number }
      | { readonly type: 'cancel' }
    ))
);

export interface Outcome {
  readonly line: string;
  readonly participated: number;
  readonly yes: number;
  readonly recused: number;
  readonly base: number;
  readonly quorate: boolean;
  readonly passed: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What has become of it; and of each sheet and order in turn, whether it was taken: also when it has come before. */
export interface Reckoned {
  readonly outcome: 'open' | 'cancelled' | readonly Outcome[];
  readonly taken: readonly boolean[];
}

/**
 * A council session as a person would reckon it: who is a member, which valid sheet of his came last, and a plain sum. It asks
 * nothing of the service that it is held against.
 */
export function reckon(start: ModelSession, asked: readonly Asked[]): Reckoned {
  const last = new Map<string, { ordinal: number; changes: number; says: Record<string, Said> }>();
  const done = new Set<string>();
  const taken: boolean[] = [];
  let { members, lines, closesAt } = start;
  let extended = false;
  let outcome: Reckoned['outcome'] = 'open';
  for (const one of asked) {
    const open = outcome === 'open' && one.now < closesAt;
    if (one.type === 'sheet') {
      const { ordinal = 0, changes = 0 } = last.get(one.member) ?? {};
      const valid = open && members.includes(one.member) && (one.ordinal <= ordinal || changes < 20);
      if (valid && one.ordinal > ordinal)
        last.set(one.member, { ordinal: one.ordinal, changes: changes + 1, says: one.says });
      taken.push(valid);
    } else if (one.type === 'look') {
      const all = start.whenAllVoted && last.size === members.length;
      if (outcome !== 'open' || (open && !all)) continue;
      const enough = lines.every(({ rule }) => reaches(rule.quorum, last.size, members.length));
      if (enough || extended || lines.every(({ rule }) => rule.withoutQuorum === 'fails'))
        outcome = lines.map((line) => outcomeOf(line, members, last));
      else closesAt = twoWorkingDaysLater(closesAt, one.now, start.daysOff);
      extended = true;
    } else {
      const fresh = !done.has(one.id);
      const valid = open && fresh && fits(one);
      taken.push(valid || !fresh);
      if (!valid) continue;
      done.add(one.id);
      if (one.type === 'extend' || one.type === 'closeEarly') closesAt = one.to;
      if (one.type === 'drop') lines = lines.filter(({ code }) => code !== one.line);
      if (one.type === 'cancel' || lines.length === 0) outcome = 'cancelled';
      if (one.type === 'replace') {
        members = members.map((member) => (member === one.member ? one.by : member));
        last.delete(one.member);
      }
    }
  }
  return { outcome, taken };

  function fits(one: Exclude<Asked, { type: 'look' | 'sheet' }>): boolean {
    if (one.type === 'replace') return members.includes(one.member) && !members.includes(one.by);
    if (one.type === 'drop') return lines.some(({ code }) => code === one.line);
    if (one.type === 'extend') return one.to > closesAt;
    return one.type === 'cancel' || (one.to < closesAt && one.to >= one.now + HOUR);
  }
}

function outcomeOf(
  { code, nominee, rule }: ModelLine,
  members: readonly string[],
  sheets: ReadonlyMap<string, { readonly says: Record<string, Said> }>,
): Outcome {
  const said = [...sheets.values()].map(({ says }) => says[code]!);
  const yes = said.filter((choice) => choice === 'yes').length;
  const declared = said.filter((choice) => choice === 'recused').length;
  const silentNominees = members.filter((one) => one.startsWith(`${nominee}.`) && !sheets.has(one)).length;
  const recused = declared + silentNominees;
  const base = {
    allMembers: members.length - (rule.recusal === 'leavesBase' ? recused : 0),
    present: sheets.size - (rule.recusal === 'leavesBase' ? declared : 0),
    votesCast: sheets.size - declared,
  }[rule.base];
  const quorate = reaches(rule.quorum, sheets.size, members.length);
  const passed = quorate && reaches(rule.threshold, yes, base);
  return { line: code, participated: sheets.size, yes, recused, base, quorate, passed };
}

const reaches = ({ of: [n, d], mode }: Share, part: number, base: number): boolean =>
  part > 0 && (mode === 'atLeast' ? part * d >= n * base : part * d > n * base);

/** At the same time of the day, two working days after the day on which it was to close, or has come to it. */
function twoWorkingDaysLater(closesAt: number, now: number, daysOff: readonly string[]): number {
  const dayOf = (ms: number) => new Date(ms + 7 * HOUR).toISOString().slice(0, 10);
  const isWorked = (ms: number) => new Date(ms + 7 * HOUR).getUTCDay() % 6 !== 0 && !daysOff.includes(dayOf(ms));
  let at = closesAt;
  while (dayOf(at) < dayOf(now)) at += DAY;
  for (let left = 2; left > 0; left -= isWorked(at) ? 1 : 0) at += DAY;
  return at;
}
