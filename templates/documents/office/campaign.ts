import type { Award } from '../../../domain/award';
import {
  differenceOf,
  measuredBy,
  signedAmendments,
  targetsFor,
  type Amendable,
} from '../../../domain/campaign/amendment';
import { figureFor, standingOf, type Period, type ResultEntry, type Target } from '../../../domain/campaign/target';
import { dayText, figureText } from '../../../domain/text';
import { dayOf, type Day } from '../../../domain/time';
import { measuredText } from '../../measured';
import type { Signing } from '../decision';
import { countsOf } from '../wording';
import { field, list, maybe, maybeList, type FieldsOf } from './field';
import type { NoticeRecords } from './notices';
import {
  atBeginning,
  marked,
  ofDepartment,
  officePaperFields,
  openDate,
  openNumber,
  signedBy,
  type OfficePaper,
} from './parts';

/** Papers of a year of emulation: the pact that opens it, what a unit registers, and the report that looks back on it. */

interface CampaignPaper extends OfficePaper {
  /** Name of the campaign, its theme and its year. */
  campaign: string;
  theme: string;
  year: string;
}

/** Giao ước thi đua of those who take part: of a cluster or block, or of the rooms of a unit. */
export interface PactPaper extends CampaignPaper {
  aims: string;
  criteria: string;
  measures: string;
  parties: { no: string; name: string; titles: string; head: string }[];
  withTargets: boolean;
  targets: { no: string; party: string; name: string; goal: string }[];
}

/** Bản đăng ký thi đua of a unit with its rooms and people. */
export interface RegistrationPaper extends CampaignPaper {
  registrants: {
    no: string;
    name: string;
    post: string;
    titles: string;
    measures: string;
    responsible: string;
    withTargets: boolean;
    targets: { no: string; name: string; baseline: string; goal: string; source: string }[];
  }[];
}

/** Báo cáo sơ kết, tổng kết: results against targets, lessons, and who is proposed. */
export interface ReviewReport extends CampaignPaper {
  /** `Sơ kết`, `Tổng kết`. */
  review: string;
  /** `6 tháng đầu năm 2020`, `năm 2019`. */
  period: string;
  summary: string;
  results: {
    no: string;
    name: string;
    withTargets: boolean;
    targets: { no: string; name: string; goal: string; value: string; share: string; trend: string; state: string }[];
    text: string;
    lessons: string;
  }[];
  withProposed: boolean;
  proposed: { no: string; award: string; names: string }[];
}

/** A table without rows is left out with its head. */
const withTargets = maybe('Có chỉ tiêu', 'Whether there are targets', true);

const common: FieldsOf<CampaignPaper> = {
  ...officePaperFields,
  ...ofDepartment,
  number: maybe('Số, ký hiệu; chừa chỗ khi chưa có số', 'Number and symbol; left open', '……../BC-STC'),
  recipients: maybeList('Nơi nhận', 'Recipients', { text: field('Một nơi nhận', 'One recipient', 'Như trên;') }),
  campaign: field('Tên phong trào thi đua', 'Name of the campaign', 'Phong trào thi đua năm 2026'),
  theme: maybe('Chủ đề', 'Its theme', 'Đoàn kết, sáng tạo, thi đua hoàn thành thắng lợi nhiệm vụ năm 2026'),
  year: field('Năm', 'Year', '2026'),
};
const no = field('Số thứ tự', 'Number', '1');
const targetName = field('Tên chỉ tiêu', 'Name of the target', 'Thu ngân sách nhà nước trên địa bàn');
const goal = field(
  'Chỉ tiêu đăng ký, kèm đơn vị tính',
  'The target with its unit of measure',
  'từ 1.009,57 tỷ đồng trở lên',
);

export const pactFields: FieldsOf<PactPaper> = {
  ...common,
  title: { ...common.title, example: 'Giao ước thi đua năm 2026' },
  signerPost: maybe(
    'Chức vụ người ký; mỗi bên ký ở bảng',
    'Post of who signs; each party signs in the table',
    'Giám đốc',
  ),
  signer: maybe('Họ và tên người ký', 'Name of who signs', 'Nguyễn Văn Mẫu'),
  aims: field('Mục đích', 'Aims', 'Hoàn thành thắng lợi nhiệm vụ tài chính - ngân sách'),
  criteria: field('Nội dung, tiêu chí', 'Content and criteria', 'Theo chỉ tiêu đăng ký của từng đơn vị'),
  measures: field('Biện pháp', 'Measures', 'Kiểm tra, nêu gương điển hình tiên tiến'),
  parties: list('Các đơn vị ký giao ước', 'Who signs the pact', {
    no,
    name: field('Tên đơn vị', 'Name', 'Sở Tài chính'),
    titles: maybe('Danh hiệu đăng ký', 'Titles aimed at', 'Tập thể lao động xuất sắc'),
    head: maybe('Người đứng đầu', 'Its head', 'Trần Văn Mẫu'),
  }),
  withTargets,
  targets: maybeList('Chỉ tiêu của các đơn vị', 'What they set out to reach', {
    no,
    party: field('Đơn vị', 'Whose', 'Sở Tài chính'),
    name: targetName,
    goal,
  }),
};

export const registrationFields: FieldsOf<RegistrationPaper> = {
  ...common,
  title: { ...common.title, example: 'Bản đăng ký thi đua năm 2026' },
  registrants: list('Tập thể, cá nhân đăng ký', 'Who registers', {
    no,
    name: field('Tên đơn vị, phòng, cá nhân', 'Name', 'Phòng Quản lý ngân sách'),
    post: maybe('Chức vụ (cá nhân)', 'Post, of a person', 'Trưởng phòng'),
    titles: maybe('Danh hiệu, hình thức khen thưởng đăng ký', 'Titles aimed at', 'Tập thể lao động tiên tiến'),
    measures: maybe('Giải pháp thực hiện', 'What is to be done for it', 'Tăng cường quản lý nguồn thu'),
    responsible: maybe('Người chịu trách nhiệm', 'Who answers for it', 'Trần Văn Mẫu'),
    withTargets,
    targets: maybeList('Chỉ tiêu', 'Targets', {
      no,
      name: targetName,
      baseline: maybe('Kết quả năm trước', 'Reached the year before', '994,7 tỷ đồng'),
      goal,
      source: maybe('Nguồn số liệu', 'Source of the figures', 'Báo cáo quyết toán'),
    }),
  }),
};

export const reviewFields: FieldsOf<ReviewReport> = {
  ...common,
  title: { ...common.title, example: 'Báo cáo tổng kết phong trào thi đua năm 2026' },
  year: maybe('Năm', 'Year', '2026'),
  review: field('Sơ kết hay tổng kết', 'Mid-year or final review', 'Tổng kết'),
  period: field('Kỳ báo cáo', 'What part of the year', 'năm 2026'),
  summary: field('Số liệu chung', 'Numbers of the whole', '01 tập thể đăng ký, 02 chỉ tiêu: 02 đạt'),
  results: list('Kết quả của từng tập thể, cá nhân', 'Results of each', {
    no,
    name: field('Tên', 'Name', 'Sở Tài chính'),
    withTargets,
    targets: maybeList('Kết quả so với chỉ tiêu', 'Results against targets', {
      no,
      name: targetName,
      goal,
      value: maybe('Kết quả', 'Result', '1.033,9 tỷ đồng'),
      share: maybe('Tỷ lệ so với chỉ tiêu', 'Share of the target', '102,41 %'),
      trend: maybe('So với năm trước', 'Against the year before', '103,94 %'),
      state: field('Đạt hay chưa', 'Whether it was met', 'Đạt'),
    }),
    text: maybe('Đánh giá', 'What was looked back on', 'Hoàn thành vượt mức chỉ tiêu thu ngân sách'),
    lessons: maybe('Bài học rút kinh nghiệm', 'Lessons', 'Giao chỉ tiêu sớm từ đầu năm'),
  }),
  withProposed: maybe('Có đề nghị khen thưởng', 'Whether anybody is proposed', true),
  proposed: maybeList('Đề nghị tặng danh hiệu, hình thức khen thưởng', 'Who is proposed for what', {
    no,
    award: field('Danh hiệu, hình thức', 'Award', 'Chiến sĩ thi đua cơ sở'),
    names: field('Tập thể, cá nhân', 'Who', 'Trần Văn Mẫu; Lê Thị Mẫu'),
  }),
};

/** A registration as papers read it. */
export interface RegisteredRecords extends Amendable {
  readonly name: string;
  readonly kind: 'unit' | 'room' | 'person';
  readonly unit: string;
  readonly post?: string;
  readonly responsible?: string;
  readonly results: readonly ResultEntry[];
  readonly reviews: readonly { readonly period: Period; readonly text: string; readonly lessons: string }[];
}

export const pactTexts = ['aims', 'criteria', 'measures'] as const;
export type PactText = (typeof pactTexts)[number];

export interface CampaignPaperRecords {
  readonly body: NoticeRecords['body'];
  readonly signing: Partial<Signing>;
  readonly today: Day;
  readonly campaign: {
    readonly name: string;
    readonly theme?: string;
    readonly year: number;
    readonly texts: Readonly<Record<PactText, string>>;
    /** What stood when somebody signed, and until which day. */
    readonly before?: Readonly<Record<PactText, readonly { readonly text: string; readonly until: Day }[]>>;
  };
  readonly registrations: readonly RegisteredRecords[];
  readonly catalogue: readonly Award[];
}

/** A paper that goes to somebody. */
interface Addressed {
  /** Who has launched the campaign, or the standing body above. */
  readonly to: string;
}

const base = (
  { body, signing, today, campaign }: CampaignPaperRecords,
  title: string,
  kind: string,
  recipients: readonly string[],
): CampaignPaper => ({
  title,
  superior: body.superior ?? '',
  issuer: body.issuer,
  number: kind === '' || body.symbol === '' ? '' : openNumber(`${kind}-${body.symbol}`),
  place: atBeginning(body.place),
  dated: openDate(today),
  recipients: marked(recipients, '.'),
  ...signedBy(signing, body),
  campaign: campaign.name,
  theme: campaign.theme ?? '',
  year: String(campaign.year),
});

const say = (figure: string, unit: string): string => `${figureText(figure).vi} ${unit}`;
const goalOf = ({ direction, target, unit }: Target): string =>
  direction === 'atLeast' ? `từ ${say(target, unit)} trở lên` : `không quá ${say(target, unit)}`;
/** With the amendment by which it holds, where it was amended. */
function amendedGoal(of: RegisteredRecords, target: Target, period: Period = 'year'): string {
  const measured = measuredBy(of, target, period);
  return measured === undefined ? goalOf(target) : `${goalOf(target)} (${measuredText('vi', measured)})`;
}
/** Titles and measures with the last amendment that has changed them. */
function amendedText(of: RegisteredRecords, part: 'titles' | 'measures', text: string): string {
  const last = signedAmendments(of).findLast(({ before, after }) => {
    const { added, dropped, measures } = differenceOf(before, after);
    return part === 'measures' ? measures : added.length + dropped.length > 0;
  });
  if (last === undefined) return text;
  return `${text} (điều chỉnh lần ${last.nth} ngày ${dayText(dayOf(last.signedAt)).vi})`.trim();
}
const numbered = <T, R extends object>(items: readonly T[], of: (item: T) => R): (R & { no: string })[] =>
  items.map((item, i) => ({ no: String(i + 1), ...of(item) }));

const namesOf = (titles: readonly string[], catalogue: readonly Award[]): string =>
  titles.map((code) => catalogue.find((award) => award.code === code)?.name.vi ?? code).join('; ');

/** The words of now, and below them those on which some have signed. */
const withBefore = ({ texts, before }: CampaignPaperRecords['campaign'], key: PactText): string =>
  [
    texts[key],
    ...(before?.[key] ?? []).map(
      ({ text, until }) =>
        `Nội dung trước khi sửa đổi ngày ${dayText(until).vi} (đã có đơn vị ký theo nội dung này): “${text}”`,
    ),
  ].join('\n');

export const pactPaper = (
  of: CampaignPaperRecords & {
    readonly parties: readonly { readonly code: string; readonly name: string; readonly head?: string }[];
  },
): PactPaper => {
  const ofUnit = (code: string) => of.registrations.filter(({ unit, kind }) => unit === code && kind === 'unit');
  const targets = numbered(
    of.parties.flatMap(({ code, name }) =>
      ofUnit(code).flatMap((one) =>
        one.targets.map((target) => ({ party: name, target, goal: amendedGoal(one, target) })),
      ),
    ),
    ({ party, target, goal: aimed }) => ({ party, name: target.name, goal: aimed }),
  );
  return {
    ...base(of, `Giao ước thi đua – ${of.campaign.name}`, '', ['Các đơn vị ký giao ước', 'Lưu: VT, TĐKT']),
    aims: withBefore(of.campaign, 'aims'),
    criteria: withBefore(of.campaign, 'criteria'),
    measures: withBefore(of.campaign, 'measures'),
    parties: numbered(of.parties, ({ code, name, head = '' }) => ({
      name,
      titles: [
        ...new Set(ofUnit(code).map((one) => amendedText(one, 'titles', namesOf(one.titles, of.catalogue)))),
      ].join('; '),
      head,
    })),
    withTargets: targets.length > 0,
    targets,
  };
};

export const registrationPaper = (of: CampaignPaperRecords & Addressed): RegistrationPaper => ({
  ...base(of, `Bản đăng ký thi đua – ${of.campaign.name}`, '', [of.to, 'Lưu: VT, TĐKT']),
  registrants: numbered(of.registrations, (one) => ({
    name: one.name,
    post: one.post ?? '',
    titles: amendedText(one, 'titles', namesOf(one.titles, of.catalogue)),
    measures: amendedText(one, 'measures', one.measures),
    responsible: one.responsible ?? '',
    withTargets: one.targets.length > 0,
    targets: numbered(one.targets, (target) => ({
      name: target.name,
      baseline: target.baseline === undefined ? '' : say(target.baseline, target.unit),
      goal: amendedGoal(one, target),
      source: target.source,
    })),
  })),
});

export const reviewReport = (
  of: CampaignPaperRecords &
    Addressed & {
      readonly period: Period;
      readonly proposed: readonly { readonly award: string; readonly names: readonly string[] }[];
    },
): ReviewReport => {
  const { period, registrations, campaign } = of;
  const review = period === 'year' ? 'Tổng kết' : 'Sơ kết';
  const said = period === 'year' ? `năm ${campaign.year}` : `6 tháng đầu năm ${campaign.year}`;
  const results = registrations.map((registration) => {
    const own = registration.reviews.find((one) => one.period === period);
    const targets = numbered(targetsFor(registration, period), (target) => resultOf(registration, target, period));
    return {
      name: registration.name,
      withTargets: targets.length > 0,
      targets,
      text: own?.text ?? '',
      lessons: own?.lessons ?? '',
    };
  });
  const states = results.flatMap(({ targets }) => targets.map(({ state }) => state));
  const count = (state: string): string => String(states.filter((one) => one === state).length).padStart(2, '0');
  const subjects = registrations.map(({ kind }) => ({ kind: kind === 'person' ? kind : 'collective' }) as const);
  return {
    ...base(of, `Báo cáo ${review.toLocaleLowerCase('vi')} – ${campaign.name}`, 'BC', [of.to, 'Lưu: VT, TĐKT']),
    review,
    period: said,
    summary:
      `${registrations.length === 0 ? 'Chưa có tập thể, cá nhân' : countsOf(subjects)} đăng ký thi đua; ` +
      `${String(states.length).padStart(2, '0')} chỉ tiêu: ${count(MET)} đạt, ${count(MISSED)} chưa đạt, ${count(OPEN)} chưa có số liệu`,
    // whoever set himself no target and wrote nothing is counted above, and has no results
    results: numbered(
      results.filter(({ targets, text, lessons }) => targets.length > 0 || text !== '' || lessons !== ''),
      (one) => one,
    ),
    withProposed: of.proposed.length > 0,
    proposed: numbered(of.proposed, ({ award, names }) => ({
      award: namesOf([award], of.catalogue),
      names: names.join('; '),
    })),
  };
};

const [MET, MISSED, OPEN] = ['Đạt', 'Chưa đạt', 'Chưa có số liệu'] as const;

function resultOf(of: RegisteredRecords, target: Target, period: Period) {
  const found = figureFor(of.results, target.code, period);
  const standing = found && standingOf(target, found.holds.value);
  const percent = (share: string | undefined): string => (share === undefined ? '' : `${twoDecimals(share)} %`);
  return {
    name: target.name,
    goal: amendedGoal(of, target, period),
    value: standing === undefined ? '' : say(standing.value, target.unit),
    share: percent(standing?.share),
    trend: percent(standing?.onBaseline),
    state: standing === undefined ? OPEN : standing.met ? MET : MISSED,
  };
}

/** As it is published: `100,00`, `106,46`. */
function twoDecimals(share: string): string {
  const [whole, decimals = ''] = figureText(share).vi.split(',');
  return `${whole},${decimals.padEnd(2, '0')}`;
}
