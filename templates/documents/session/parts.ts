import type { Award } from '../../../domain/award';
import type { CouncilRule } from '../../../domain/rule';
import { smallestPart } from '../../../domain/tally';
import { dayOf } from '../../../domain/time';
import { dayInFull, dayText, longTime, shareText } from '../../format';
import { nomineeInList, sentenceCase } from '../nominee';
import type { LineRecord, SessionRecords } from './records';

/** What every paper of a session begins with. Every field is there; what there is not is empty. */
export interface PaperHead {
  /** Title of the file. */
  title: string;
  /** The body above the council, as in running text. */
  superior: string;
  council: string;
  place: string;
  /** ISO date; also the date of the file. */
  date: string;
  /** "ngày 20 tháng 11 năm 2026" */
  dated: string;
  /** Name of the session. */
  name: string;
  /** "Căn cứ …;" each with its mark at the end. */
  bases: { text: string }[];
}

/** Numbers below ten with a leading zero, as papers write them. */
export const two = (n: number): string => String(n).padStart(2, '0');

export const time = (at: string | undefined): string => (at === undefined ? '' : longTime('vi', at));

/** A first letter in upper case. */

/** @param kind what the paper is called: "Biên bản kiểm phiếu" */
export function headOf({ session, council, authority }: SessionRecords, kind: string): PaperHead {
  const day = dayOf(session.closedAt ?? session.closesAt);
  const { foundingDecision, regulation, article, orderedBy } = session.basis;
  return {
    title: `${kind} – ${session.name}`,
    superior: authority?.issuer ?? '',
    council: council.name,
    place: authority?.place ?? '',
    date: day,
    dated: dayInFull(day),
    name: sentenceCase(session.name),
    bases: [
      { text: `Căn cứ ${bare(foundingDecision)};` },
      { text: `Căn cứ ${bare(article)} ${bare(regulation)};` },
      { text: `Thực hiện ý kiến chỉ đạo của ${bare(orderedBy)}.` },
    ],
  };
}

/** Without the mark at the end that the paper sets itself, and without the word that it says itself. */
const bare = (text: string): string => text.replace(/[.;,\s]+$/, '').replace(/^Căn cứ\s+/i, '');

export const formOf = ({ kind }: SessionRecords['session']): string =>
  ({
    written: 'Lấy ý kiến bằng văn bản, gửi phiếu qua liên kết điện tử dành riêng cho từng thành viên',
    meeting: 'Họp Hội đồng',
    mixed: 'Họp Hội đồng; thành viên vắng mặt cho ý kiến bằng văn bản',
  })[kind];

export const ballotOf = ({ ballot }: SessionRecords['session']): string =>
  ballot === 'secret' ? 'Phiếu biểu quyết (kín)' : 'Phiếu lấy ý kiến (ghi tên)';

/** What both minutes say alike of how the session went. */
export interface SittingPart {
  form: string;
  ballot: string;
  from: string;
  until: string;
  total: string;
  present: string;
  quorum: string;
  hasPostings: boolean;
  postings: { text: string }[];
}

export function sittingOf(records: SessionRecords, { quorate }: { readonly quorate: boolean }): SittingPart {
  const { session, postings } = records;
  return {
    form: formOf(session),
    ballot: ballotOf(session),
    from: time(beginningOf(session)),
    until: time(session.closedAt),
    total: two(session.members.length),
    present: presentOf(session),
    quorum: quorate
      ? 'Số thành viên tham gia đủ theo quy định.'
      : 'Số thành viên tham gia không đủ theo quy định; không trường hợp nào được thông qua tại phiên này.',
    hasPostings: postings.size > 0,
    postings: postingsOf(records),
  };
}

/** A meeting is held at its time, unless its totals came before. */
const beginningOf = ({ kind, openedAt, closesAt, closedAt = closesAt }: SessionRecords['session']) =>
  kind === 'meeting' && closesAt <= closedAt ? closesAt : openedAt;

/** How many took part; of a mixed session also in which way. */
function presentOf({ kind, members }: SessionRecords['session']): string {
  const voted = members.filter((m) => m.voted === true);
  const there = voted.filter((m) => m.present === true).length;
  const ways =
    kind === 'mixed' ? ` (dự họp: ${two(there)}; gửi ý kiến bằng văn bản: ${two(voted.length - there)})` : '';
  return two(voted.length) + ways;
}

type Member = SessionRecords['session']['members'][number];

/** Why a member took no part, as far as the records say; empty where they do not. */
export function absenceOf({ kind, absent = [] }: SessionRecords['session'], { person, late, absence }: Member): string {
  const parts = [
    ...(absence === undefined ? [] : [absence]),
    ...(late === undefined ? [] : [`ý kiến gửi lúc ${time(late)}, sau thời hạn, không được tính`]),
    ...(late === undefined && kind === 'written' ? ['không gửi phiếu'] : []),
    ...(late === undefined && kind === 'mixed' && absent.includes(person) ? ['không gửi ý kiến bằng văn bản'] : []),
  ];
  return sentenceCase(parts.join('; '));
}

/** "Ông Nguyễn Văn Mẫu"; the code of a person who is no longer on record. */
export function named({ people }: SessionRecords, person: string): string {
  const of = people.get(person);
  return of ? sentenceCase(`${of.address} ${of.name}`) : person;
}

/** Name and place of a nominee, as lists write them. A collective that bears the name of its unit is not told it again. */
export function nomineeOf(records: SessionRecords, nomination: string): { name: string; detail: string } {
  const of = records.nominations.get(nomination);
  if (!of) return { name: nomination, detail: '' };
  return nomineeInList(of.dossier.nominee, records.units.get(of.unit)?.name);
}

/** The lines by award, in the order of the agenda. */
export function byAward(
  records: SessionRecords,
): { award: Award | undefined; title: string; name: string; lines: LineRecord[] }[] {
  const { lines } = records.session;
  return [...new Set(lines.map((l) => l.award))].map((code, i) => {
    const award = records.catalogue.find((a) => a.code === code);
    const name = award?.name.vi ?? code;
    return { award, name, title: `${i + 1}. ${name}`, lines: lines.filter((l) => l.award === code) };
  });
}

const BASES: Readonly<Record<CouncilRule['base'], string>> = {
  allMembers: 'tổng số thành viên Hội đồng',
  present: 'số thành viên tham gia',
  votesCast: 'số phiếu hợp lệ',
};

/** A rule as the minutes state it, with its citation and what it means for so many members. */
export function ruleText(rule: CouncilRule, members: number): { quorum: string; threshold: string; citation: string } {
  const counted = rule.base === 'allMembers' && rule.recusal === 'staysInBase';
  const needed = counted ? ` (từ ${two(smallestPart(rule.threshold, members))}/${two(members)} phiếu)` : '';
  const left = rule.recusal === 'leavesBase' ? ', không kể thành viên không tham gia bỏ phiếu' : '';
  return {
    quorum: `${shareText('vi', rule.quorum)} tổng số thành viên Hội đồng (từ ${two(smallestPart(rule.quorum, members))}/${two(members)})`,
    threshold: `${shareText('vi', rule.threshold)} tính trên ${BASES[rule.base]}${left}${needed}`,
    citation: rule.citation.vi,
  };
}

/** Publications of an award's lines, one sentence for each that was published. */
export function postingsOf(records: SessionRecords): { text: string }[] {
  return records.session.lines.flatMap(({ no, nomination }) => {
    const posting = records.postings.get(nomination);
    if (!posting) return [];
    const { firstDay, lastDay, places, support, objections, resolved } = posting;
    const where = places.length === 0 ? '' : ` trên ${places.join(', ')}`;
    const opinions =
      support + objections === 0
        ? 'không nhận được ý kiến'
        : `nhận được ${two(support)} ý kiến đồng tình, ${two(objections)} ý kiến cần xác minh (đã giải quyết ${two(resolved)})`;
    const { name } = nomineeOf(records, nomination);
    return [
      {
        text: `Trường hợp số ${no} (${name}): công khai từ ${dayText('vi', firstDay)} đến ${dayText('vi', lastDay)}${where}; ${opinions}.`,
      },
    ];
  });
}
