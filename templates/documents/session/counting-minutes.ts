import { percentText } from '../../format';
import {
  absenceOf,
  byAward,
  headOf,
  named,
  nomineeOf,
  sittingOf,
  ruleText,
  time,
  two,
  type PaperHead,
  type SittingPart,
} from './parts';
import type { SessionResult } from '../../../domain/sessionResult';
import type { Choice, SessionRecords } from './records';

/** Biên bản kiểm phiếu: every number of the count, as text, in the order of the agenda. */
export interface CountingMinutesDocument extends PaperHead, SittingPart {
  /** "Hội đồng … tiến hành kiểm phiếu …" */
  opening: string;
  absentCount: string;
  hasAbsent: boolean;
  absent: { no: string; name: string; role: string; reason: string }[];
  board: { no: string; name: string; post: string }[];
  issued: string;
  returned: string;
  valid: string;
  invalid: string;
  awards: CountedAward[];
  passed: string;
  notPassed: string;
  outcome: string;
  /** When, and under which article, it was forgotten who sent which sheet. */
  unlinked: string;
  /** SHA-256 of the recount bundle in groups of eight; empty where there is none. */
  hash: string;
  receiptCodes: string;
}

export interface CountedAward {
  award: string;
  quorum: string;
  threshold: string;
  citation: string;
  lines: CountedLine[];
}

export interface CountedLine {
  no: string;
  name: string;
  detail: string;
  yes: string;
  not: string;
  other: string;
  recused: string;
  /** "92,31 %" */
  share: string;
  conclusion: string;
}

/** @throws Error when the session has no result yet */
export function countingMinutes(records: SessionRecords): CountingMinutesDocument {
  const { session } = records;
  const result = resultOf(records);
  const members = session.members.length;
  const silent = session.members.filter((m) => m.voted !== true);
  const passed = result.lines.filter((l) => l.tally.passed).length;
  const { ballots: sheets } = result;
  const papers = result.ballotPapers ?? { issued: members, returned: sheets, valid: sheets, invalid: 0 };
  const counted = new Map(result.lines.map((l) => [l.nomination, l]));
  const ballots = new Map(records.ballots.map((b) => [b.nomination, b.choices]));
  return {
    ...headOf(records, 'Biên bản kiểm phiếu'),
    ...sittingOf(records, result),
    opening: `${records.council.name} tiến hành kiểm phiếu xét thi đua, khen thưởng đối với ${two(session.lines.length)} trường hợp.`,
    absentCount: two(silent.length),
    hasAbsent: silent.length > 0,
    absent: silent.map((m, i) => ({
      no: String(i + 1),
      name: named(records, m.person),
      role: m.role,
      reason: absenceOf(session, m),
    })),
    board: (session.countingBoard ?? []).map(({ name, post }, i) => ({ no: String(i + 1), name, post: post ?? '' })),
    issued: two(papers.issued),
    returned: two(papers.returned),
    valid: two(papers.valid),
    invalid: two(papers.invalid),
    awards: byAward(records).map(({ title, lines }) => ({
      award: title,
      ...ruleText(lines[0]!.rule, members),
      lines: lines.map(({ no, nomination }) => ({
        no: String(no),
        ...nomineeOf(records, nomination),
        ...sumsOf(counted.get(nomination)!, ballots.get(nomination) ?? []),
      })),
    })),
    passed: two(passed),
    notPassed: two(result.lines.length - passed),
    outcome: `Đạt tỷ lệ phiếu: ${two(passed)} trường hợp; không đạt tỷ lệ phiếu: ${two(result.lines.length - passed)} trường hợp.`,
    unlinked: unlinkedText(session, result),
    hash: grouped(result.bundle ?? ''),
    receiptCodes: result.bundle === undefined ? '' : result.receiptCodes.join('   '),
  };
}

/** The result of a closed session. @throws Error before it is there */
export function resultOf({ session }: SessionRecords): SessionResult {
  if (!session.result) throw new Error(`session ${session._id} has no result`);
  return session.result;
}

export function conclusionOf(tally: {
  readonly quorate: boolean;
  readonly passed: boolean;
  readonly chair?: 'yes' | 'no';
}): string {
  if (!tally.quorate) return 'Chưa đủ thành viên';
  const byChair = tally.chair === undefined ? '' : ' (Chủ tịch Hội đồng quyết định)';
  return `${tally.passed ? 'Đạt' : 'Không đạt'}${byChair}`;
}

/** All sums of a line together: what came by link and what came otherwise is never told apart. */
function sumsOf(
  { tally, sums }: SessionResult['lines'][number],
  said: readonly Choice[],
): Omit<CountedLine, 'no' | 'name' | 'detail'> {
  const of = (...choices: readonly Choice[]): number => said.filter((c) => choices.includes(c)).length;
  return {
    yes: two(tally.yes),
    not: two(sums?.no ?? of('no')),
    other: two(sums?.other ?? of('other', 'abstain')),
    recused: two(tally.recused),
    share: tally.base === 0 ? '' : percentText('vi', tally.yes, tally.base),
    conclusion: conclusionOf(tally),
  };
}

function unlinkedText({ kind, ballot, basis }: SessionRecords['session'], { unlinkedAt }: SessionResult): string {
  const article = `${basis.article}, ${basis.regulation}`.replace(/[.\s]+$/, '');
  if (kind === 'meeting') {
    return `Bỏ phiếu tại cuộc họp (${article}): phiếu giấy do Ban kiểm phiếu niêm phong, lưu cùng Biên bản này; hệ thống chỉ lưu số liệu đã kiểm.`;
  }
  if (kind === 'mixed' && ballot === 'secret') {
    return `Phiếu kín: lúc ${time(unlinkedAt)}, trong cùng thao tác cộng kết quả, các phiếu gửi qua liên kết và mối liên hệ với thành viên đã được xóa, sau đó khóa mở phiếu được hủy (${article}). Chỉ còn danh sách thành viên tham gia và tổng số ý kiến theo từng trường hợp, gồm cả cuộc họp và ý kiến bằng văn bản.`;
  }
  return ballot === 'secret'
    ? `Phiếu kín: lúc ${time(unlinkedAt)}, trong cùng thao tác kiểm phiếu, mối liên hệ giữa thành viên và phiếu đã được xóa, sau đó khóa mở phiếu được hủy (${article}). Chỉ còn danh sách thành viên đã gửi phiếu và ý kiến theo từng trường hợp, không theo thứ tự gửi.`
    : `Phiếu ghi tên: ý kiến của từng thành viên được lưu theo họ tên trong hồ sơ khen thưởng (${article}). Liên kết gửi phiếu hết hiệu lực lúc ${time(unlinkedAt)}.`;
}

const grouped = (hash: string): string => (hash.match(/.{1,8}/g) ?? []).join(' ');
