import type { Day } from '../../../domain/time';
import { dayInFull } from '../../format';
import type { Signing } from '../decision';
import { field, list, maybe, type FieldsOf } from './field';
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

/** Công văn đôn đốc: to the units that have sent nothing in a round. */
export interface RoundReminderPaper extends OfficePaper {
  round: string;
  deadline: string;
  /** Whether the day has passed. */
  late: boolean;
  units: { name: string; drafts: string; mark: string }[];
  contact: string;
  phone: string;
}

export const roundReminderFields: FieldsOf<RoundReminderPaper> = {
  ...officePaperFields,
  ...ofDepartment,
  title: { ...officePaperFields.title, example: 'Công văn đôn đốc gửi hồ sơ khen thưởng' },
  number: field('Số, ký hiệu; chừa chỗ khi chưa có số', 'Number and symbol; left open', '……../SNV'),
  round: field('Tên đợt xét khen thưởng', 'Name of the round', 'Đợt xét khen thưởng công trạng năm 2026'),
  deadline: field('Hạn gửi hồ sơ', 'Last day for sending', 'ngày 20 tháng 11 năm 2026'),
  late: field('Đã quá hạn', 'Whether that day has passed', true),
  units: list('Các đơn vị chưa nộp', 'Units that have sent nothing', {
    name: field('Tên đơn vị', 'Name of the unit', 'Sở Tài chính'),
    drafts: maybe('Số hồ sơ đang soạn', 'How many drafts it has', '3'),
    mark: maybe('Dấu cuối dòng', 'Mark at the end of the line', '.'),
  }),
  contact: field('Chuyên viên liên hệ', 'The officer to be asked', 'Trần Văn Mẫu'),
  phone: field('Điện thoại', 'Telephone', '0200 000 0100'),
};

export interface RoundReminderRecords {
  readonly body: NoticeRecords['body'];
  readonly signing: Partial<Signing>;
  readonly today: Day;
  readonly round: string;
  readonly deadline: Day;
  readonly units: readonly { readonly name: string; readonly drafts: number }[];
  readonly contact: { readonly name: string; readonly phone: string };
}

export const roundReminderPaper = (records: RoundReminderRecords): RoundReminderPaper => {
  const { body, today, round, deadline, units, contact } = records;
  return {
    title: `Công văn đôn đốc gửi hồ sơ khen thưởng – ${round}`,
    superior: body.superior ?? '',
    issuer: body.issuer,
    number: body.symbol === '' ? '' : openNumber(body.symbol),
    dated: openDate(today),
    place: atBeginning(body.place),
    round,
    deadline: dayInFull(deadline),
    late: deadline < today,
    units: units.map(({ name, drafts }, i) => ({
      name,
      drafts: drafts === 0 ? '' : String(drafts),
      mark: i + 1 === units.length ? '.' : ';',
    })),
    contact: contact.name,
    phone: contact.phone,
    recipients: marked(['Như trên', 'Lưu: VT, TĐKT'], '.'),
    ...signedBy(records.signing, body),
  };
};
