import type { Award, SubjectKind, Text } from '../award';
import type { Day } from '../time';
import type { Missing, Supplier, UnitFacts } from './facts';
import { authorityName, both, counted, day, joined, missing, subjectName } from './sentences';

/** What is said of power, units, sources and days. */

export function noAwardSaid(code: string, today: Day): Text {
  const on = day(today);
  return both(
    `Không có hình thức khen thưởng ${code} còn hiệu lực ${on.vi}`,
    `There is no award ${code} in force on ${on.en}`,
  );
}

export function subjectSaid({ name, subjects }: Award, kind: SubjectKind): Text {
  const who = joined(
    subjects.map((s) => subjectName[s]),
    ', ',
  );
  return both(
    `${name.vi} tặng cho ${who.vi}, không tặng cho ${subjectName[kind].vi}`,
    `${name.en} is for ${who.en}, not for ${subjectName[kind].en}`,
  );
}

const unitKind: Readonly<Record<UnitFacts['kind'], Text>> = {
  department: both('sở, ban, ngành', 'a department'),
  commune: both('xã, phường, đặc khu', 'a commune'),
  hospital: both('bệnh viện', 'a hospital'),
  room: both('phòng, bộ phận', 'a room of a unit'),
  block: both('khối thi đua', 'an emulation block'),
  other: both('đơn vị khác', 'another unit'),
};

export function authoritySaid({ name, decidedBy }: Award, { code, kind }: UnitFacts): Text {
  const who = authorityName[decidedBy];
  const unit = unitKind[kind];
  return both(
    `${name.vi} do ${who.vi} quyết định; ${code} là ${unit.vi}, không có thẩm quyền quyết định hoặc trình`,
    `${name.en} is decided by ${who.en}; ${code} is ${unit.en} and may neither decide nor forward it`,
  );
}

export const proposerMissing = (): Missing =>
  missing('unit', 'Đề nghị qua đơn vị có thẩm quyền', 'A proposal by the unit that has the power');

export const fitsSaid = ({ name, decidedBy }: Award, kind: SubjectKind): Text =>
  both(
    `${name.vi} tặng cho ${subjectName[kind].vi}, do ${authorityName[decidedBy].vi} quyết định`,
    `${name.en} is for ${subjectName[kind].en} and decided by ${authorityName[decidedBy].en}`,
  );

export function existsSaid(units: readonly UnitFacts[]): Text {
  const codes = units.map((u) => u.code).join(', ');
  return both(`${codes} đang hoạt động`, `${codes} ${units.length === 1 ? 'exists' : 'exist'}`);
}

/** `U01x đã kết thúc hoạt động ngày 30/6/2025; đơn vị kế thừa là U01`. */
export const goneSaid = (gone: readonly UnitFacts[], today: Day): Text =>
  joined(
    gone.map(({ code, validFrom, validTo, successor }) => {
      if (validFrom > today || validTo === undefined) {
        const from = day(validFrom);
        return both(`${code} từ ${from.vi} mới hoạt động`, `${code} exists from ${from.en} only`);
      }
      const to = day(validTo);
      const ended = both(`${code} đã kết thúc hoạt động ${to.vi}`, `${code} ended on ${to.en}`);
      const next =
        successor === undefined
          ? both('chưa rõ đơn vị kế thừa', 'its successor is not known')
          : both(`đơn vị kế thừa là ${successor}`, `its successor is ${successor}`);
      return joined([ended, next]);
    }),
  );

export const successorMissing = ({ successor }: UnitFacts): Missing =>
  successor === undefined
    ? missing('admin', 'Đơn vị kế thừa', 'The successor of the unit')
    : missing('unit', `Đề nghị của đơn vị kế thừa ${successor}`, `A proposal by the successor ${successor}`);

export interface Ended {
  readonly validTo: Day;
  readonly citation: Text;
}

/** How many sources are named; the rest is a number. */
const namedSources = 3;

export function basisSaid(expected: Day, ended: readonly Ended[]): Text {
  const on = day(expected);
  if (ended.length === 0) {
    return both(
      `Các căn cứ còn hiệu lực vào ngày dự kiến quyết định (${on.vi})`,
      `All sources hold on the expected day of the decision (${on.en})`,
    );
  }
  const named = ended.slice(0, namedSources).map(({ validTo, citation }) => {
    const to = day(validTo);
    return both(`${citation.vi} (đến ${to.vi})`, `${citation.en} (to ${to.en})`);
  });
  const rest = ended.length - named.length;
  const { vi, en } = joined([...named, ...(rest > 0 ? [both(`và ${rest} căn cứ khác`, `and ${rest} more`)] : [])]);
  return both(
    `${ended.length} căn cứ hết hiệu lực trước ngày dự kiến quyết định (${on.vi}): ${vi}`,
    `${counted(ended.length, 'source ends', 'sources end')} before the expected day of the decision (${on.en}): ${en}`,
  );
}

const bodies: Readonly<Record<string, Text>> = {
  ministry: both('Bộ, ngành quản lý chuyên môn', 'the ministry of the branch'),
  partyCommittee: both('Ban Thường vụ Tỉnh ủy', 'the Standing Committee of the provincial Party Committee'),
};

const bodyName = (body: string): Text => bodies[body] ?? both(`cơ quan ${body}`, body);

export function opinionMissing(body: string, by: Supplier): Missing {
  const { vi, en } = bodyName(body);
  return missing(by, `Ý kiến bằng văn bản của ${vi}`, `The written opinion of ${en}`);
}

type OpinionState = 'agrees' | 'objects' | 'silent' | 'silentWithReason' | 'waiting' | 'notAsked';

export function opinionSaid(body: string, state: OpinionState): Text {
  const { vi, en } = bodyName(body);
  switch (state) {
    case 'agrees':
      return both(`Đã có ý kiến đồng ý của ${vi}`, `Agreed to: ${en}`);
    case 'objects':
      return both(`Có ý kiến không đồng ý của ${vi}`, `Objected to: ${en}`);
    case 'silentWithReason':
      return both(
        `Hết hạn chưa có ý kiến của ${vi}; lý do trình đã được ghi`,
        `Silent, and why it goes on is recorded: ${en}`,
      );
    case 'silent':
      return both(
        `Hết hạn chưa có ý kiến của ${vi}; chưa ghi lý do trình`,
        `Silent, and no reason to go on is recorded: ${en}`,
      );
    case 'waiting':
      return both(`Đang chờ ý kiến của ${vi}`, `Asked and not answered yet: ${en}`);
    case 'notAsked':
      return both(`Chưa lấy ý kiến của ${vi}`, `Not asked yet: ${en}`);
  }
}

/** `Thành tích tính đến ngày 31/12/2025; trình chậm nhất ngày 30/6/2026 (06 tháng)`. */
export function achievementsSaid(of: {
  readonly to: Day;
  readonly until: Day;
  readonly months: number;
  readonly today: Day;
}): Text {
  const [to, until, today] = [day(of.to), day(of.until), day(of.today)];
  return both(
    `Thành tích tính đến ${to.vi}; ${of.months} tháng hết ${until.vi}; kiểm tra ${today.vi}`,
    `Achievements to ${to.en}; ${counted(of.months, 'month')} end on ${until.en}; checked on ${today.en}`,
  );
}

export function closerReportMissing(until: Day): Missing {
  const { vi, en } = day(until);
  return missing(
    'unit',
    `Báo cáo thành tích cập nhật (báo cáo hiện có chỉ dùng đến ${vi})`,
    `A report brought up to date (this one served until ${en})`,
  );
}
