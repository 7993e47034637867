import type { Award } from '../../../domain/award';
import type { Day } from '../../../domain/time';
import { dayText } from '../../format';
import type { Signing } from '../decision';
import { nomineeInList, type PrintedNominee } from '../nominee';
import { field, maybe, maybeList, type FieldsOf } from './field';
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

/** Phiếu xác nhận quá trình khen thưởng: what the ledger has of one person. */
export interface AwardRecordPaper extends OfficePaper {
  name: string;
  code: string;
  birthDate: string;
  post: string;
  unit: string;
  /** Whether there is any. */
  any: boolean;
  total: string;
  awards: {
    no: string;
    year: string;
    award: string;
    decision: string;
    decidedOn: string;
    authority: string;
    note: string;
  }[];
}

export const awardRecordFields: FieldsOf<AwardRecordPaper> = {
  ...officePaperFields,
  ...ofDepartment,
  title: { ...officePaperFields.title, example: 'Phiếu xác nhận quá trình khen thưởng – Bà Trần Thị Mẫu' },
  number: field('Số, ký hiệu; chừa chỗ khi chưa có số', 'Number and symbol; left open', '……../PXN-SNV'),
  name: field('Họ và tên', 'Name', 'Bà Trần Thị Mẫu'),
  code: field('Mã cá nhân trong danh mục', 'Code of the person in the register', 'P030'),
  birthDate: maybe('Ngày sinh', 'Date of birth', '02/9/1985'),
  post: field('Chức vụ, chức danh', 'Post', 'Trưởng phòng'),
  unit: field('Đơn vị công tác', 'Unit', 'Sở Tài chính'),
  total: field('Số lần được khen thưởng còn hiệu lực', 'How many awards stand', '03'),
  any: field('Có khen thưởng trong sổ hay chưa', 'Whether the ledger has any award', true),
  awards: maybeList('Danh hiệu, hình thức khen thưởng, theo thứ tự thời gian', 'Awards, oldest first', {
    no: field('Số thứ tự', 'Number', '1'),
    year: field('Năm xét', 'Year', '2025'),
    award: field('Danh hiệu, hình thức khen thưởng', 'Award', 'Chiến sĩ thi đua cơ sở'),
    decision: field('Số Quyết định', 'Decision', '12/QĐ-STC'),
    decidedOn: field('Ngày Quyết định', 'Its date', '15/12/2025'),
    authority: field('Cấp quyết định', 'Who decided', 'Giám đốc Sở Tài chính'),
    note: maybe('Ghi chú: đã thu hồi', 'Note: revoked', 'đã thu hồi theo Quyết định số 07/QĐ-UBND ngày 01/3/2026'),
  }),
};

export interface AwardRecordRecords {
  readonly body: NoticeRecords['body'];
  readonly signing: Partial<Signing>;
  readonly today: Day;
  readonly code: string;
  readonly nominee: Extract<PrintedNominee, { readonly kind: 'person' }>;
  readonly birthDate?: Day;
  /** Oldest first; what was replaced by another decision is left out. */
  readonly entries: readonly {
    readonly award: string;
    readonly awardYear: number;
    readonly decisionNumber: string;
    readonly decidedOn: Day;
    readonly authority: string;
    readonly revoked?: { readonly on: Day; readonly paper: string };
  }[];
  readonly catalogue: readonly Award[];
}

export function awardRecordPaper(records: AwardRecordRecords): AwardRecordPaper {
  const { body, signing, today, code, nominee, birthDate, entries, catalogue } = records;
  const { name } = nomineeInList(nominee);
  const stand = entries.filter(({ revoked }) => revoked === undefined).length;
  return {
    title: `Phiếu xác nhận quá trình khen thưởng – ${name}`,
    superior: body.superior ?? '',
    issuer: body.issuer,
    number: body.symbol === '' ? '' : openNumber(`PXN-${body.symbol}`),
    dated: openDate(today),
    place: atBeginning(body.place),
    name,
    code,
    birthDate: birthDate === undefined ? '' : dayText('vi', birthDate),
    post: nominee.post,
    unit: nominee.unitName,
    total: String(stand).padStart(2, '0'),
    any: entries.length > 0,
    awards: entries.map(({ award, awardYear, decisionNumber, decidedOn, authority, revoked }, i) => ({
      no: String(i + 1),
      year: String(awardYear),
      award: catalogue.find((a) => a.code === award)?.name.vi ?? award,
      decision: decisionNumber,
      decidedOn: dayText('vi', decidedOn),
      authority,
      note: revoked ? `đã thu hồi theo Quyết định số ${revoked.paper} ngày ${dayText('vi', revoked.on)}` : '',
    })),
    recipients: marked(['Người được xác nhận', 'Lưu: VT, TĐKT'], '.'),
    ...signedBy(signing, body),
  };
}
