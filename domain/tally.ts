import type { Text } from './award';
import { Problem } from './errors';
import type { CouncilRule, Share } from './rule';

/** What a council said about one nomination. All are whole numbers of members; who handed in no valid vote is in none of them. */
export interface Count {
  /** Members of the council version in force on the voting day. */
  readonly members: number;
  /** Members who took part in the session: sheet recorded, or present; those recused on this line among them. */
  readonly participated: number;
  readonly yes: number;
  readonly no: number;
  /** "No opinion", where the regulation knows it. */
  readonly abstain: number;
  /** "Other opinion" of a named round. */
  readonly other: number;
  /** Members who may not vote on this line. */
  readonly recused: number;
  /** Those of the recused who took no part in the session at all; none when absent. */
  readonly recusedAway?: number;
  /** What the chair decided on a tie, once he has, where the regulation leaves it to him. */
  readonly chair?: 'yes' | 'no';
}

export interface Tally {
  readonly quorate: boolean;
  readonly quorumNeeded: number;
  readonly participated: number;
  readonly members: number;
  readonly yes: number;
  readonly recused: number;
  /** What the share is counted on, in members or votes, by the rule. */
  readonly base: number;
  /** The smallest number of yes votes that passes on this base; above the base when no number does. */
  readonly needed: number;
  /** Yes votes in hundredths of a percent of the base, rounded half up: 9231 for 12 of 13. */
  readonly shareHundredths: number;
  readonly passed: boolean;
  /** As many yes as everything else, and at least one. */
  readonly tie: boolean;
  /** The tie stands exactly on the threshold and waits for the chair. */
  readonly awaitsChair: boolean;
  /** What the chair has decided on such a tie. */
  readonly chair?: 'yes' | 'no';
  /** Whether it could pass if every member who is not recused said yes. */
  readonly reachable: boolean;
}

/** Whether a part of a base meets a share. Whole numbers only: 12 of 15 is 80 %, and no float says otherwise. */
export function meets(share: Share, part: number, base: number): boolean {
  const [numerator, denominator] = share.of;
  return share.mode === 'atLeast' ? part * denominator >= numerator * base : part * denominator > numerator * base;
}

/** The smallest part of a base that meets a share, and never none at all: nobody's consent passes nothing. */
export function smallestPart(share: Share, base: number): number {
  const [numerator, denominator] = share.of;
  const remainder = (numerator * base) % denominator;
  const whole = (numerator * base - remainder) / denominator;
  const part = share.mode === 'atLeast' && remainder === 0 ? whole : whole + 1;
  return Math.max(1, part);
}

/** A part of a base in so many equal parts, rounded half up in whole numbers: 636 of 1000 for 7 of 11; none of nothing. */
export const partsOf = (part: number, base: number, parts: number): number =>
  base === 0 ? 0 : Math.floor((2 * parts * part + base) / (2 * base));

/**
 * Counts one line by its rule. Without quorum nothing passes; everything but yes counts as not-yes.
 * @throws Problem VALIDATION when the numbers do not fit together
 */
export function tally(rule: CouncilRule, count: Count): Tally {
  const fields = checkCount(rule, count);
  if (fields.length > 0) throw new Problem('VALIDATION', 'the count does not add up', { fields });
  const base = baseOf(rule, count);
  const needed = smallestPart(rule.threshold, base);
  const tie = count.yes > 0 && count.yes === count.no + count.abstain + count.other;
  const quorumNeeded = smallestPart(rule.quorum, count.members);
  const quorate = count.participated >= quorumNeeded;
  const byShare = count.yes >= needed;
  const onThreshold = count.yes * rule.threshold.of[1] === rule.threshold.of[0] * base;
  const leftToChair = rule.tie === 'chairDecides' && tie && onThreshold && !byShare;
  return {
    quorate,
    quorumNeeded,
    participated: count.participated,
    members: count.members,
    yes: count.yes,
    recused: count.recused,
    base,
    needed,
    shareHundredths: partsOf(count.yes, base, 10_000),
    passed: quorate && (byShare || (leftToChair && count.chair === 'yes')),
    tie,
    awaitsChair: quorate && leftToChair && count.chair === undefined,
    ...(quorate && leftToChair && count.chair !== undefined ? { chair: count.chair } : {}),
    reachable: reachable(rule, count.members, count.recused),
  };
}

/** The same line once the chair has decided on its tie. @throws Problem NO_TIE when none waits for him */
export function decidedByChair(counted: Tally, chair: 'yes' | 'no'): Tally {
  if (!counted.awaitsChair) throw new Problem('NO_TIE');
  return { ...counted, awaitsChair: false, chair, passed: chair === 'yes' };
}

/** Whether a line could pass if every member who is not recused took part and said yes; asked when a session opens. */
export function reachable(rule: CouncilRule, members: number, recused: number): boolean {
  const yes = members - recused;
  const base = rule.recusal === 'leavesBase' || rule.base === 'votesCast' ? yes : members;
  return yes >= smallestPart(rule.threshold, base);
}

function baseOf(rule: CouncilRule, count: Count): number {
  const away = count.recusedAway ?? 0;
  switch (rule.base) {
    case 'allMembers':
      return rule.recusal === 'leavesBase' ? count.members - count.recused : count.members;
    case 'present':
      return rule.recusal === 'leavesBase' ? count.participated - (count.recused - away) : count.participated;
    case 'votesCast':
      return count.yes + count.no + count.abstain + count.other;
  }
}

interface Field {
  readonly field: string;
  readonly vi: string;
  readonly en: string;
}

function checkCount(rule: CouncilRule, count: Count): Field[] {
  const { members, participated, yes, no, abstain, other, recused } = count;
  const away = count.recusedAway ?? 0;
  const fields: Field[] = [];
  const refuse = (field: string, say: Text) => fields.push({ field, ...say });
  for (const [field, value] of Object.entries({ members, participated, yes, no, abstain, other, recused, away })) {
    if (!Number.isSafeInteger(value) || value < 0)
      refuse(field, { vi: 'Phải là số nguyên không âm.', en: 'Must be a whole number.' });
  }
  if (fields.length > 0) return fields;
  if (members === 0) refuse('members', { vi: 'Hội đồng chưa có thành viên.', en: 'The council has no members.' });
  if (away > recused) {
    refuse('recusedAway', {
      vi: 'Nhiều hơn số không tham gia bỏ phiếu.',
      en: 'More than the members who may not vote.',
    });
  }
  if (participated + away > members) {
    refuse('participated', { vi: 'Nhiều hơn tổng số thành viên.', en: 'More than the members of the council.' });
  }
  if (yes + no + abstain + other + recused - away > participated) {
    refuse('yes', {
      vi: 'Tổng số phiếu nhiều hơn số thành viên tham gia.',
      en: 'More votes than members who took part.',
    });
  }
  if (abstain > 0 && rule.abstain === 'notOffered') {
    refuse('abstain', { vi: 'Quy chế không có lựa chọn này.', en: 'The regulation does not know this choice.' });
  }
  return fields;
}

const baseName: Record<CouncilRule['base'], Text> = {
  allMembers: { vi: 'tổng số thành viên', en: 'all members' },
  present: { vi: 'số thành viên tham gia', en: 'the members who took part' },
  votesCast: { vi: 'số phiếu hợp lệ', en: 'the valid votes' },
};

/**
 * Why a line passed or not, in one sentence: "12/13 phiếu đồng ý = 92,31 % tổng số thành viên; cần ít nhất 11". With the
 * counts in it, so it is for minutes and secretaries, never for units.
 */
export function sentence(rule: CouncilRule, result: Tally): Text {
  if (!result.quorate) {
    return {
      vi: `${result.participated}/${result.members} thành viên tham gia; cần ít nhất ${result.quorumNeeded}`,
      en: `${result.participated} of ${result.members} members took part; at least ${result.quorumNeeded} needed`,
    };
  }
  const left = rule.recusal === 'leavesBase' && rule.base !== 'votesCast' && result.recused > 0;
  const base = baseName[rule.base];
  const parts: Text[] = [
    {
      vi: `${result.yes}/${result.base} phiếu đồng ý = ${percent(result.shareHundredths, ',')} ${base.vi}`,
      en: `${result.yes} of ${result.base} voted yes = ${percent(result.shareHundredths, '.')} of ${base.en}`,
    },
    { vi: `cần ít nhất ${result.needed}`, en: `at least ${result.needed} needed` },
  ];
  if (left)
    parts.push({
      vi: `không tính ${result.recused} người không tham gia bỏ phiếu`,
      en: `${result.recused} recused not counted`,
    });
  if (!result.reachable && !left) {
    parts.push({
      vi: `${result.recused} người không tham gia bỏ phiếu nên không thể đạt tỷ lệ`,
      en: `with ${result.recused} recused it could not be reached`,
    });
  }
  if (result.awaitsChair) {
    parts.push({
      vi: 'số phiếu ngang nhau, chờ ý kiến Chủ tịch Hội đồng',
      en: 'a tie, left to the chair of the council',
    });
  } else if (result.chair === 'yes') {
    parts.push({ vi: 'số phiếu ngang nhau, Chủ tịch Hội đồng đồng ý', en: 'a tie, the chair of the council agreed' });
  } else if (result.chair === 'no') {
    parts.push({
      vi: 'số phiếu ngang nhau, Chủ tịch Hội đồng không đồng ý',
      en: 'a tie, the chair of the council did not agree',
    });
  }
  return { vi: parts.map((p) => p.vi).join('; '), en: parts.map((p) => p.en).join('; ') };
}

/** "92,31 %" from 9231. */
const percent = (hundredths: number, mark: ',' | '.'): string =>
  `${Math.floor(hundredths / 100)}${mark}${String(hundredths % 100).padStart(2, '0')} %`;
