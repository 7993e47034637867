import type { Day } from '../../../domain/time';
import { dayText } from '../../format';
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

/**
 * Xác nhận sáng kiến: by which the unit confirms that an initiative was recognised, what came of it and how far it can be applied (Decree
 * 152/2025/NĐ-CP art. 33(6), form 13).
 */
export interface InitiativeConfirmation extends OfficePaper {
  name: string;
  /** `Sáng kiến`, `Đề tài khoa học`. */
  nature: string;
  field: string;
  unit: string;
  appliedFrom: string;
  content: string;
  effect: string;
  scope: string;
  decision: string;
  council: string;
  authors: { no: string; name: string; post: string; unit: string; share: string }[];
}

export const initiativeFields: FieldsOf<InitiativeConfirmation> = {
  ...officePaperFields,
  ...ofDepartment,
  title: { ...officePaperFields.title, example: 'Xác nhận sáng kiến – Sổ theo dõi giải ngân dùng chung' },
  number: maybe('Số, ký hiệu; chừa chỗ khi chưa có số', 'Number and symbol; left open', '……../XN-STC'),
  name: field('Tên sáng kiến, đề tài', 'Title', 'Sổ theo dõi giải ngân dùng chung'),
  nature: field('Sáng kiến hay đề tài khoa học', 'Initiative or scientific topic', 'Sáng kiến'),
  field: field('Lĩnh vực', 'Field', 'Quản lý tài chính'),
  unit: field('Đơn vị áp dụng', 'Where it is applied', 'Sở Tài chính'),
  appliedFrom: field('Áp dụng từ ngày', 'Applied since', '01/3/2026'),
  content: field('Nội dung', 'What it is', 'Các phòng nhập chung một sổ theo dõi'),
  effect: field('Hiệu quả áp dụng', 'What came of it', 'Rút ngắn thời gian đối chiếu từ 05 ngày xuống 01 ngày'),
  scope: field('Phạm vi ảnh hưởng, khả năng nhân rộng', 'How far its effect reaches', 'Phạm vi cơ sở'),
  decision: field('Văn bản công nhận', 'By what it was recognised', 'số 88/QĐ-STC ngày 12/11/2026'),
  council: field('Hội đồng và ngày họp', 'Council and day of its meeting', 'Hội đồng sáng kiến họp ngày 10/11/2026'),
  authors: list('Tác giả', 'Authors', {
    no: field('Số thứ tự', 'Number', '1'),
    name: field('Họ và tên', 'Name', 'Trần Thị Mẫu'),
    post: maybe('Chức vụ', 'Post', 'Chuyên viên'),
    unit: maybe('Đơn vị', 'Unit', 'Sở Tài chính'),
    share: field('Tỷ lệ đóng góp', 'Share', '70 %'),
  }),
};

export interface InitiativeRecords {
  readonly body: NoticeRecords['body'];
  readonly signing: Partial<Signing>;
  readonly today: Day;
  readonly initiative: {
    readonly title: string;
    readonly nature: 'initiative' | 'topic';
    readonly field: string;
    readonly appliedFrom: Day;
    readonly content: string;
    readonly effect: string;
  };
  readonly unit: string;
  /** What the unit has recognised it by. */
  readonly decision: { readonly number: string; readonly date: Day };
  /** As it is recognised by now, with the paper that says so. */
  readonly recognised: {
    readonly scope: 'unit' | 'province' | 'nation';
    readonly decisionNumber: string;
    readonly recognisedOn: Day;
  };
  readonly council: { readonly name: string; readonly heldOn: Day };
  readonly authors: readonly {
    readonly name: string;
    readonly post: string;
    readonly unit: string;
    /** `33.34` */
    readonly share: string;
  }[];
}

const NATURES = { initiative: 'Sáng kiến', topic: 'Đề tài khoa học' } as const;
const SCOPES = { unit: 'Phạm vi cơ sở', province: 'Phạm vi trong tỉnh', nation: 'Phạm vi toàn quốc' } as const;

const paperText = (number: string, date: Day): string => `số ${number} ngày ${dayText('vi', date)}`;

export function initiativeConfirmation(records: InitiativeRecords): InitiativeConfirmation {
  const { body, signing, today, initiative, unit, decision, recognised, council, authors } = records;
  const { scope, decisionNumber, recognisedOn } = recognised;
  return {
    title: `Xác nhận ${NATURES[initiative.nature].toLocaleLowerCase('vi')} – ${initiative.title}`,
    superior: body.superior ?? '',
    issuer: body.issuer,
    number: body.symbol === '' ? '' : openNumber(`XN-${body.symbol}`),
    place: atBeginning(body.place),
    dated: openDate(today),
    recipients: marked(['Tác giả', 'Lưu: VT, TĐKT'], '.'),
    ...signedBy(signing, body),
    name: initiative.title,
    nature: NATURES[initiative.nature],
    field: initiative.field,
    unit,
    appliedFrom: dayText('vi', initiative.appliedFrom),
    content: initiative.content,
    effect: initiative.effect,
    scope: scope === 'unit' ? SCOPES.unit : `${SCOPES[scope]} (${paperText(decisionNumber, recognisedOn)})`,
    decision: paperText(decision.number, decision.date),
    council: `${council.name} họp ngày ${dayText('vi', council.heldOn)}`,
    authors: authors.map(({ share, ...author }, i) => ({
      no: String(i + 1),
      ...author,
      share: `${share.replace('.', ',')} %`,
    })),
  };
}
