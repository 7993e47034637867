import type { SessionKind } from './councilRules';
import type { Text } from './award';
import type { CouncilRule } from './rule';

/** What the counting minutes of a meeting say: who was there, the ballots, and the votes on each line. */
export interface MeetingTotals {
  /** Members who were given a ballot, by code. */
  readonly present: readonly string[];
  readonly issued: number;
  readonly returned: number;
  readonly valid: number;
  readonly invalid: number;
  /** Why members who are not among the present are away, where it is known. */
  readonly absent?: readonly { readonly person: string; readonly reason: string }[];
  readonly lines: readonly MeetingLine[];
}
export interface MeetingLine {
  readonly nomination: string;
  readonly yes: number;
  readonly no: number;
  readonly abstain?: number;
  /** Valid ballots of members who may not vote on this line. */
  readonly recused?: number;
  /** Members present who have declared at the meeting that they do not vote on this line, by code. */
  readonly declared?: readonly string[];
  /** Valid ballots that say nothing about this line. */
  readonly blank?: number;
}

/** What the session knows by itself. */
export interface MeetingFacts {
  readonly members: readonly string[];
  /** Members whose written opinion counts already. */
  readonly written: readonly string[];
  readonly lines: readonly {
    readonly nomination: string;
    readonly no: number;
    readonly rule: CouncilRule;
    readonly recused: readonly string[];
  }[];
}

type FieldProblem = Text & { readonly field: string };

/** What does not fit in the totals, each with its field; empty when the sums are right. */
export function checkTotals(totals: MeetingTotals, facts: MeetingFacts): readonly FieldProblem[] {
  return [
    ...checkPresent(totals, facts),
    ...checkAbsent(totals, facts),
    ...checkBallots(totals),
    ...checkLines(totals, facts),
  ];
}

function checkPresent({ present }: MeetingTotals, { members, written }: MeetingFacts): FieldProblem[] {
  return present.flatMap((person, i) => {
    const field = `present.${i}`;
    if (present.indexOf(person) < i) return [{ field, vi: 'Được nêu hai lần.', en: 'Is named twice.' }];
    if (!members.includes(person)) {
      return [{ field, vi: 'Không phải thành viên Hội đồng của phiên này.', en: 'Is no member of the council here.' }];
    }
    if (written.includes(person)) {
      return [
        {
          field,
          vi: 'Đã gửi ý kiến bằng văn bản; ý kiến đó được tính nên không nhận phiếu tại cuộc họp.',
          en: 'Has sent a written opinion, which counts; no ballot is given at the meeting.',
        },
      ];
    }
    return [];
  });
}

function checkAbsent({ present, absent = [] }: MeetingTotals, { members }: MeetingFacts): FieldProblem[] {
  return absent.flatMap(({ person }, i) => {
    const field = `absent.${i}`;
    if (absent.findIndex((one) => one.person === person) < i) {
      return [{ field, vi: 'Được nêu hai lần.', en: 'Is named twice.' }];
    }
    if (!members.includes(person)) {
      return [{ field, vi: 'Không phải thành viên Hội đồng của phiên này.', en: 'Is no member of the council here.' }];
    }
    if (present.includes(person)) {
      return [{ field, vi: 'Đã được nêu là có mặt.', en: 'Is named among the members present.' }];
    }
    return [];
  });
}

function checkBallots({ present, issued, returned, valid, invalid }: MeetingTotals): FieldProblem[] {
  const wrong: FieldProblem[] = [];
  if (issued > present.length) {
    wrong.push({
      field: 'issued',
      vi: `Phát ra ${issued} phiếu nhưng chỉ có ${present.length} thành viên dự họp.`,
      en: `${issued} ballots were issued to ${present.length} members present.`,
    });
  }
  if (returned > issued) {
    wrong.push({
      field: 'returned',
      vi: `Thu về ${returned} phiếu, nhiều hơn số phát ra (${issued}).`,
      en: `${returned} ballots came back, more than were issued (${issued}).`,
    });
  }
  if (valid + invalid !== returned) {
    wrong.push({
      field: 'valid',
      vi: `Hợp lệ (${valid}) và không hợp lệ (${invalid}) không bằng số thu về (${returned}).`,
      en: `Valid (${valid}) and invalid (${invalid}) do not make the ballots returned (${returned}).`,
    });
  }
  return wrong;
}

function checkLines({ valid, present, lines }: MeetingTotals, facts: MeetingFacts): FieldProblem[] {
  const wrong: FieldProblem[] = [];
  const agenda = new Map(facts.lines.map((l) => [l.nomination, l]));
  for (const [i, line] of lines.entries()) {
    const of = agenda.get(line.nomination);
    if (!of) {
      wrong.push({
        field: `lines.${i}.nomination`,
        vi: 'Không có trong danh sách của phiên, hoặc được nêu hai lần.',
        en: 'Is not on the agenda, or is named twice.',
      });
      continue;
    }
    agenda.delete(line.nomination);
    const { yes, no, abstain = 0, recused = 0, blank = 0 } = line;
    const sum = yes + no + abstain + recused + blank;
    if (sum !== valid) {
      wrong.push({
        field: `lines.${i}.yes`,
        vi: `Trường hợp số ${of.no}: tổng số ý kiến là ${sum}, phải bằng số phiếu hợp lệ (${valid}).`,
        en: `Number ${of.no}: the votes make ${sum} and must make the valid ballots (${valid}).`,
      });
    }
    if (abstain > 0 && of.rule.abstain === 'notOffered') {
      wrong.push({
        field: `lines.${i}.abstain`,
        vi: `Trường hợp số ${of.no}: quy chế không có lựa chọn “không có ý kiến”.`,
        en: `Number ${of.no}: the regulation knows no abstention.`,
      });
    }
    wrong.push(...checkDeclared(line, of, present, `lines.${i}`));
    const locked = of.recused.filter((person) => present.includes(person)).length;
    const own = locked + (line.declared?.length ?? 0);
    if (own > 0 && yes + no + abstain > present.length - own) {
      wrong.push({
        field: `lines.${i}.recused`,
        vi: `Trường hợp số ${of.no}: ${own} thành viên dự họp không được bỏ phiếu hoặc đã báo không bỏ phiếu.`,
        en: `Number ${of.no}: ${own} of the members present may not vote on it, or have declared that they do not.`,
      });
    }
  }
  if (agenda.size > 0) {
    const left = [...agenda.values()].map((l) => l.no).join(', ');
    wrong.push({ field: 'lines', vi: `Còn thiếu trường hợp số ${left}.`, en: `Numbers ${left} are missing.` });
  }
  return wrong;
}

function checkDeclared(
  { declared = [] }: MeetingLine,
  { no, recused }: MeetingFacts['lines'][number],
  present: readonly string[],
  at: string,
): FieldProblem[] {
  return declared.flatMap((person, i) => {
    const field = `${at}.declared.${i}`;
    if (declared.indexOf(person) < i) return [{ field, vi: 'Được nêu hai lần.', en: 'Is named twice.' }];
    if (!present.includes(person)) {
      return [{ field, vi: 'Không có trong số thành viên dự họp.', en: 'Is not among the members present.' }];
    }
    if (recused.includes(person)) {
      return [
        {
          field,
          vi: `Trường hợp số ${no}: thành viên này đã không được bỏ phiếu, không cần báo thêm.`,
          en: `Number ${no}: this member may not vote on it in any case.`,
        },
      ];
    }
    return [];
  });
}

/** Whether a member of a council is asked by link: of a written session everybody, of a mixed one those away, of a meeting nobody. */
export const votesByLink = (
  { kind, absent = [] }: { readonly kind: SessionKind; readonly absent?: readonly string[] },
  person: string,
): boolean => kind === 'written' || (kind === 'mixed' && absent.includes(person));
