import type { Award } from '../../../domain/award';
import { grades, type Grade } from '../../../domain/rules/facts';
import { gradeName } from '../../../domain/rules/sentences';
import type { Day } from '../../../domain/time';
import { dayText } from '../../format';
import { nomineeInList, sentenceCase, type PrintedNominee } from '../nominee';
import { field, list, maybe, maybeList, type FieldsOf } from './field';
import { atBeginning, openDate } from './parts';

/** What every report of achievements says: who, what for, and what the ledger knows of earlier years. */
interface Report {
  title: string;
  superior: string;
  issuer: string;
  place: string;
  dated: string;
  /** `đề nghị tặng danh hiệu Lao động tiên tiến`. */
  subject: string;
  name: string;
  period: string;
  merit: string;
  basis: string;
  /** What the unit's head signs under when he certifies it. */
  certifierPost: string;
}
/** The years before, as the ledger has them. */
interface Past {
  grades: { year: string; grade: string }[];
  titles: PastAward[];
  commendations: PastAward[];
}
interface PastAward {
  year: string;
  award: string;
  decision: string;
}

/** Báo cáo thành tích của cá nhân. */
export interface PersonReport extends Report, Past {
  birthDate: string;
  sex: string;
  post: string;
  unit: string;
  /** Whether somebody else vouches for it. */
  posthumous: boolean;
}
/** Báo cáo thành tích của tập thể. */
export interface CollectiveReport extends Report, Past {
  headcount: string;
}
/** Báo cáo tóm tắt thành tích, of the simplified procedure. */
export interface SummaryReport extends Report {
  detail: string;
}

const reportFields: FieldsOf<Report> = {
  title: field('Tên tệp (trong thuộc tính tệp)', 'Title of the file, among its properties', 'Báo cáo thành tích'),
  superior: maybe('Cơ quan chủ quản', 'The body above the unit', 'Ủy ban nhân dân tỉnh Đ'),
  issuer: field('Đơn vị', 'The unit', 'Sở Tài chính'),
  place: field('Địa danh', 'Place', 'Tỉnh Đ'),
  dated: field('Ngày lập, chừa chỗ', 'Date, left open', 'ngày …… tháng …… năm 2026'),
  subject: field('Đề nghị tặng gì', 'For which award', 'Đề nghị tặng danh hiệu Chiến sĩ thi đua cơ sở'),
  name: field('Họ và tên, tên tập thể', 'Name', 'Bà Trần Thị Mẫu'),
  period: field('Thời gian lập thành tích', 'Period of achievement', 'từ 01/01/2026 đến 31/10/2026'),
  merit: field('Thành tích đạt được', 'What was achieved', 'Hoàn thành xuất sắc nhiệm vụ được giao.'),
  basis: maybe('Tiêu chuẩn, căn cứ đề nghị', 'Criterion and ground', 'Điều 23 Luật Thi đua, khen thưởng'),
  certifierPost: maybe('Chức vụ người xác nhận', 'Post of who certifies it', 'Giám đốc'),
};

const awardFields = {
  year: field('Năm', 'Year', '2025'),
  award: field('Danh hiệu, hình thức khen thưởng', 'Award', 'Chiến sĩ thi đua cơ sở'),
  decision: maybe(
    'Số, ngày Quyết định, cơ quan ban hành',
    'Decision, date, who decided',
    'Quyết định số 12/QĐ-STC ngày 15/12/2025 của Giám đốc Sở Tài chính',
  ),
};
const pastFields: FieldsOf<Past> = {
  grades: maybeList('Xếp loại các năm', 'Grades of the years', {
    year: field('Năm', 'Year', '2025'),
    grade: field('Mức xếp loại', 'Grade', 'Hoàn thành xuất sắc nhiệm vụ'),
  }),
  titles: maybeList(
    'Danh hiệu thi đua đã được tặng, theo sổ theo dõi',
    'Titles won before, from the ledger',
    awardFields,
  ),
  commendations: maybeList(
    'Hình thức khen thưởng đã được tặng, theo sổ theo dõi',
    'Commendations received before, from the ledger',
    awardFields,
  ),
};

export const personReportFields: FieldsOf<PersonReport> = {
  ...reportFields,
  birthDate: maybe('Ngày sinh', 'Date of birth', '02/9/1985'),
  sex: maybe('Giới tính', 'Sex', 'Nữ'),
  post: field('Chức vụ, chức danh', 'Post', 'Chuyên viên'),
  unit: field('Đơn vị công tác', 'Unit', 'Phòng Quản lý ngân sách, Sở Tài chính'),
  posthumous: field('Truy tặng', 'Whether the award is posthumous', false),
  ...pastFields,
};
export const collectiveReportFields: FieldsOf<CollectiveReport> = {
  ...reportFields,
  headcount: maybe('Tổng số người', 'How many people', '62'),
  ...pastFields,
};
export const summaryReportFields: FieldsOf<SummaryReport> = {
  ...reportFields,
  detail: maybe('Chức vụ, đơn vị; nơi cư trú', 'Post and unit; residence', 'Thôn 3, xã N, tỉnh Đ'),
};

/** What a report is made of, as records have it. */
export interface ReportRecords {
  readonly body: {
    readonly superior?: string;
    readonly issuer: string;
    readonly place: string;
    readonly headPost?: string;
  };
  readonly today: Day;
  readonly award: Award;
  readonly posthumous: boolean;
  readonly nominee: PrintedNominee;
  readonly achievementPeriod: { readonly from: Day; readonly to: Day };
  readonly merit: string;
  readonly basis?: string;
  readonly birthDate?: Day;
  readonly sex?: 'female' | 'male';
  readonly headcount?: number;
  readonly unitName: string;
  readonly grades: readonly { readonly year: number; readonly grade?: Grade }[];
  /** Awards that stand, in any order. */
  readonly past: readonly {
    readonly award: string;
    readonly awardYear: number;
    readonly authority: string;
    readonly decisionNumber: string;
    readonly decidedOn: Day;
  }[];
  readonly catalogue: readonly Award[];
}

export function personReport(of: ReportRecords): PersonReport {
  const { nominee, birthDate, sex, posthumous } = of;
  return {
    ...reportOf(of),
    birthDate: birthDate === undefined ? '' : dayText('vi', birthDate),
    sex: sex === undefined ? '' : sex === 'female' ? 'Nữ' : 'Nam',
    post: nominee.kind === 'person' ? nominee.post : '',
    unit: nominee.kind === 'person' ? nominee.unitName : of.unitName,
    posthumous,
    ...pastOf(of),
  };
}

export const collectiveReport = (of: ReportRecords): CollectiveReport => ({
  ...reportOf(of),
  headcount: of.headcount === undefined ? '' : String(of.headcount),
  ...pastOf(of),
});

export const summaryReport = (of: ReportRecords): SummaryReport => ({
  ...reportOf(of),
  detail: nomineeInList(of.nominee, of.unitName).detail,
});

function reportOf(of: ReportRecords): Report {
  const { body, award, posthumous, nominee, achievementPeriod, today } = of;
  const { name } = nomineeInList(nominee, of.unitName);
  const given = posthumous ? 'truy tặng' : 'tặng';
  return {
    title: `Báo cáo thành tích – ${name}`,
    superior: body.superior ?? '',
    issuer: body.issuer,
    place: atBeginning(body.place),
    dated: openDate(today),
    subject: `Đề nghị ${given} ${award.kind === 'title' ? 'danh hiệu ' : ''}${award.name.vi}`,
    name,
    period: `từ ${dayText('vi', achievementPeriod.from)} đến ${dayText('vi', achievementPeriod.to)}`,
    // a place to write where nothing was written yet
    merit: of.merit.trim() === '' ? '………………' : of.merit,
    basis: of.basis ?? '',
    certifierPost: body.headPost ?? 'Thủ trưởng đơn vị',
  };
}

function pastOf({ past, grades: graded, catalogue }: ReportRecords): Past {
  const known = new Map(catalogue.map((award) => [award.code, award]));
  const rows = [...past].sort((a, b) => a.awardYear - b.awardYear || (a.decidedOn < b.decidedOn ? -1 : 1));
  const of = (kind: Award['kind']): PastAward[] =>
    rows
      .filter(({ award }) => (known.get(award)?.kind ?? 'commendation') === kind)
      .map(({ award, awardYear, authority, decisionNumber, decidedOn }) => ({
        year: String(awardYear),
        award: known.get(award)?.name.vi ?? award,
        decision: `Quyết định số ${decisionNumber} ngày ${dayText('vi', decidedOn)} của ${authority}`,
      }));
  return {
    grades: [...graded]
      .sort((a, b) => a.year - b.year)
      .flatMap(({ year, grade }) =>
        grade === undefined || !grades.includes(grade)
          ? []
          : [{ year: String(year), grade: sentenceCase(gradeName[grade].vi) }],
      ),
    titles: of('title'),
    commendations: of('commendation'),
  };
}

/** Biên bản bình xét of a unit or a room, with room for what was said and counted there. */
export interface UnitMinutes {
  title: string;
  superior: string;
  issuer: string;
  number: string;
  place: string;
  dated: string;
  subject: string;
  total: string;
  awards: { no: string; award: string; lines: { no: string; name: string; detail: string; merit: string }[] }[];
}

export const unitMinutesFields: FieldsOf<UnitMinutes> = {
  title: field('Tên tệp (trong thuộc tính tệp)', 'Title of the file, among its properties', 'Biên bản bình xét'),
  superior: maybe('Cơ quan chủ quản', 'The body above the unit', 'Ủy ban nhân dân tỉnh Đ'),
  issuer: field('Đơn vị họp xét', 'The unit that has met', 'Phòng Quản lý ngân sách'),
  number: maybe('Số, ký hiệu; chừa chỗ khi chưa có số', 'Number and symbol; left open', '……../BB-STC'),
  place: field('Địa danh', 'Place', 'Tỉnh Đ'),
  dated: field('Ngày lập, chừa chỗ', 'Date, left open', 'ngày …… tháng …… năm 2026'),
  subject: field('Họp xét việc gì', 'What the meeting was about', 'Họp xét thi đua, khen thưởng năm 2026'),
  total: field('Tổng số', 'How many in all', '02 tập thể, 05 cá nhân'),
  awards: list('Danh sách theo hình thức khen thưởng', 'The list, by award', {
    no: field('Số La Mã của hình thức', 'Roman number of the award', 'I'),
    award: field('Danh hiệu thi đua, hình thức khen thưởng', 'Award', 'Lao động tiên tiến'),
    lines: list('Từng trường hợp', 'The nominees', {
      no: field('Số thứ tự trong hình thức', 'Number within the award', '1'),
      name: field('Họ và tên, tên tập thể', 'Name', 'Bà Trần Thị Mẫu'),
      detail: maybe('Chức vụ, đơn vị; nơi cư trú', 'Post and unit; residence', 'Chuyên viên, Phòng Quản lý ngân sách'),
      merit: maybe('Thành tích', 'Achievement', 'Hoàn thành tốt nhiệm vụ năm 2026'),
    }),
  }),
};
