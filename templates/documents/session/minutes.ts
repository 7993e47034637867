import { chairOf } from '../../../domain/chair';
import type { Relation } from '../../../domain/recusal';
import { sentence } from '../../../domain/tally';
import { percentText } from '../../format';
import { conclusionOf, resultOf } from './counting-minutes';
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
import type { SessionRecords } from './records';

/** Biên bản bình xét thi đua / xét khen thưởng: the course of the session, who took part, results by award. */
export interface MinutesDocument extends PaperHead, SittingPart {
  /** "Bình xét thi đua", "Xét khen thưởng", or both. */
  subject: string;
  members: { no: string; name: string; role: string; state: string }[];
  chair: string;
  secretary: string;
  course: { at: string; text: string }[];
  awards: {
    award: string;
    rule: string;
    lines: { no: string; name: string; detail: string; share: string; conclusion: string }[];
  }[];
  hasOthers: boolean;
  others: { text: string }[];
  hasRecusals: boolean;
  recusals: { text: string }[];
  accepted: { text: string }[];
  /** What the council asks for, and what it does not. */
  conclusions: { text: string }[];
}

/** @throws Error when the session has no result yet */
export function minutes(records: SessionRecords): MinutesDocument {
  const { session, council } = records;
  const result = resultOf(records);
  const groups = byAward(records);
  const subject = subjectOf(groups.map((g) => g.award?.kind ?? 'commendation'));
  const others = othersOf(records);
  const recusals = recusalsOf(records);
  const tallies = new Map(result.lines.map((l) => [l.nomination, l.tally]));
  const members = session.members.length;
  const chair = chairOf(council.members);
  const secretary = council.members.find((m) => m.secretary);
  return {
    ...headOf(records, `Biên bản ${subject.toLowerCase()}`),
    ...sittingOf(records, result),
    subject,
    members: session.members.map((m, i) => ({
      no: String(i + 1),
      name: named(records, m.person),
      role: m.role,
      state: stateOf(session, m),
    })),
    chair: chair ? (records.people.get(chair.person)?.name ?? '') : '',
    secretary: secretary ? (records.people.get(secretary.person)?.name ?? '') : '',
    course: courseOf(records),
    awards: groups.map(({ title, lines }) => {
      const { quorum, threshold, citation } = ruleText(lines[0]!.rule, members);
      return {
        award: title,
        rule: `Số thành viên tối thiểu phải tham gia: ${quorum}; tỷ lệ phiếu đồng ý tối thiểu: ${threshold} (${citation}).`,
        lines: lines.map(({ no, nomination }) => {
          const tally = tallies.get(nomination)!;
          const share = tally.base === 0 ? '' : ` = ${percentText('vi', tally.yes, tally.base)}`;
          return {
            no: String(no),
            ...nomineeOf(records, nomination),
            share: `${two(tally.yes)}/${two(tally.base)}${share}`,
            conclusion: conclusionOf(tally),
          };
        }),
      };
    }),
    hasOthers: others.length > 0,
    others,
    hasRecusals: recusals.length > 0,
    recusals,
    accepted: [
      ...session.lines.flatMap(({ no, accepted }) =>
        accepted === undefined
          ? []
          : [{ text: `Trường hợp số ${no} không thể đạt tỷ lệ phiếu, vẫn lấy ý kiến vì: ${accepted}` }],
      ),
      ...tiesOf(records),
    ],
    conclusions: groups.map(({ name, lines }) => {
      const passed = lines.filter((l) => tallies.get(l.nomination)?.passed === true);
      const failed = lines.filter((l) => tallies.get(l.nomination)?.passed === false);
      const why = failed.map((l) => `số ${l.no}: ${sentence(l.rule, tallies.get(l.nomination)!).vi}`);
      return {
        text:
          `${name}: ${result.quorate ? 'thông qua' : 'chưa thông qua'} ${two(result.quorate ? passed.length : lines.length)} trường hợp` +
          (result.quorate && failed.length > 0
            ? `; không thông qua ${two(failed.length)} trường hợp (${why.join('; ')})`
            : '') +
          '.',
      };
    }),
  };
}

function subjectOf(kinds: readonly ('title' | 'commendation')[]): string {
  if (kinds.every((k) => k === 'title')) return 'Bình xét thi đua';
  return kinds.includes('title') ? 'Bình xét thi đua, xét khen thưởng' : 'Xét khen thưởng';
}

function stateOf(session: SessionRecords['session'], member: SessionRecords['session']['members'][number]): string {
  const { voted, present, at, absence } = member;
  if (voted !== true) {
    const why = absenceOf(session, member);
    if (session.kind === 'written') return why;
    return why === '' ? 'Vắng mặt' : `Vắng mặt: ${why.charAt(0).toLowerCase()}${why.slice(1)}`;
  }
  if (present === true) return 'Có mặt';
  const when = at === undefined ? '' : ` lúc ${time(at)}`;
  if (session.kind === 'written') return `Đã gửi phiếu${when}`;
  return `Gửi ý kiến bằng văn bản${when}${absence === undefined ? '' : `; vắng họp: ${absence}`}`;
}

/** What happened, in sentences; what is of no interest to a council is left out. */
function courseOf(records: SessionRecords): { at: string; text: string }[] {
  const { session, course } = records;
  const left = session.leftOut.length;
  const dropped = (session.dropped ?? []).map(({ at, no, nomination, paper }) => ({
    at,
    text: `Đưa trường hợp số ${no} (${nomineeOf(records, nomination).name}) ra khỏi danh sách (${paper}).`,
  }));
  const steps = course.flatMap(({ at, type, closesAt, reason }) => {
    const because = reason === undefined ? '' : `; lý do: ${reason}`;
    const until = closesAt === undefined ? '' : ` đến ${time(closesAt)}`;
    const said: Partial<Record<string, string>> = {
      opened:
        openedText(session, until) + (left > 0 ? `; ${two(left)} trường hợp chưa đủ điều kiện đưa vào phiên` : ''),
      replaceMember: `Thay thành viên Hội đồng theo quyết định kiện toàn${because}`,
      remind: 'Nhắc các thành viên chưa gửi phiếu',
      extend: `Gia hạn nhận phiếu${until}${because}`,
      extendedForQuorum: `Chưa đủ số thành viên tham gia, gia hạn nhận phiếu${until}`,
      closeEarly: `Thông báo kết thúc nhận phiếu sớm${because}`,
      enterTotals: `Kiểm phiếu tại cuộc họp; kết quả được nhập từ Biên bản kiểm phiếu${reason === undefined ? '' : `, ${reason} đối chiếu`}`,
      ...(session.kind === 'written' ? { closing: 'Kết thúc nhận phiếu' } : {}),
      counted: session.kind === 'mixed' ? 'Cộng kết quả tại cuộc họp và ý kiến bằng văn bản' : 'Kiểm phiếu',
      awaitingChair: 'Có số phiếu ngang nhau, xin ý kiến Chủ tịch Hội đồng',
      chairDecides: 'Ghi nhận ý kiến của Chủ tịch Hội đồng về trường hợp có số phiếu ngang nhau',
      closed: 'Công bố kết quả kiểm phiếu với Thư ký Hội đồng',
    };
    const text = said[type];
    return text === undefined ? [] : [{ at, text: `${text}.` }];
  });
  return [...steps, ...dropped]
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(({ at, text }) => ({ at: time(at), text }));
}

/** Ties that the chair has decided on, with his paper. */
function tiesOf(records: SessionRecords): { text: string }[] {
  const results = new Map(resultOf(records).lines.map((l) => [l.nomination, l]));
  const roles = new Map(records.session.members.map((m) => [m.person, m.role]));
  return records.session.lines.flatMap(({ no, nomination }) => {
    const { chair, tally } = results.get(nomination) ?? {};
    if (!chair || !tally) return [];
    const { name } = nomineeOf(records, nomination);
    const said = chair.decision === 'yes' ? 'đồng ý' : 'không đồng ý';
    const who = `${named(records, chair.by)}, ${roles.get(chair.by) ?? ''}`.replace(/, $/, '');
    return [
      {
        text: `Trường hợp số ${no} (${name}): ${two(tally.yes)} phiếu đồng ý, số phiếu ngang nhau; ${who} ${said} (${chair.paper}).`,
      },
    ];
  });
}

function openedText({ kind, lines, members, absent = [] }: SessionRecords['session'], until: string): string {
  const agenda = `${two(lines.length)} trường hợp`;
  if (kind === 'meeting') return `Mở phiên họp về ${agenda}`;
  const asked = kind === 'mixed' ? `${two(absent.length)} thành viên vắng mặt` : `${two(members.length)} thành viên`;
  return `Mở phiên, gửi phiếu về ${agenda} đến ${asked}, nhận phiếu${until}`;
}

const LOCKS: Readonly<Record<Relation | 'nominee', string>> = {
  nominee: 'là người được đề nghị khen thưởng',
  headsUnit: 'là Thủ trưởng đơn vị trình, theo quy chế không bỏ phiếu',
  worksThere: 'công tác tại đơn vị trình, theo quy chế không bỏ phiếu',
};

/** Who did not vote on a line: nominees themselves, and who has declared so. Never why he has. */
function recusalsOf(records: SessionRecords): { text: string }[] {
  const { lines, recusals = [] } = records.session;
  return lines.flatMap(({ no, nomination, recused, related = [] }) => {
    const relation = new Map(related.map((r) => [r.person, r.relation]));
    const kinds = [
      ...recused.map((person) => ({ person, kind: LOCKS[relation.get(person) ?? 'nominee'] })),
      ...recusals
        .filter((r) => r.nomination === nomination)
        .map(({ person }) => ({ person, kind: 'tự báo không tham gia' })),
    ];
    return kinds.map(({ person, kind }) => ({
      text: `${named(records, person)} không tham gia bỏ phiếu trường hợp số ${no} (${nomineeOf(records, nomination).name}): ${kind}.`,
    }));
  });
}

/** Other opinions of a named round, word for word. */
function othersOf(records: SessionRecords): { text: string }[] {
  if (records.session.ballot !== 'named') return [];
  const ballots = new Map(records.ballots.map((b) => [b.nomination, b.named ?? []]));
  const order = new Map(records.session.members.map((m, i) => [m.person, i]));
  return records.session.lines.flatMap(({ no, nomination }) => {
    return [...(ballots.get(nomination) ?? [])]
      .filter((said) => said.choice === 'other')
      .sort((a, b) => (order.get(a.person) ?? 0) - (order.get(b.person) ?? 0))
      .map(({ person, text }) => ({
        text: `Trường hợp số ${no} (${nomineeOf(records, nomination).name}): ${named(records, person)}: “${text ?? ''}”`,
      }));
  });
}
