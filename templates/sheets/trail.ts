import { isOuterAction } from '../../domain/roles';
import type { Instant } from '../../domain/time';
import { longTime } from '../format';
import { say } from '../words';
import { row, type SheetContent } from './sheet';

/** What happened to a nomination, entry by entry. */
export interface TrailLine {
  readonly seq: number;
  readonly at: Instant;
  readonly actor: string;
  readonly type: string;
  readonly reason?: string;
  readonly citation?: string;
  readonly hash: string;
}

const heads = [
  ['STT', 6],
  ['Thời điểm', 34],
  ['Việc', 40],
  ['Người thực hiện', 30],
  ['Nội dung, lý do', 60],
  ['Căn cứ', 36],
  ['Mã kiểm tra (SHA-256)', 70],
] as const;

/** What is done by nobody's action; everything else is called as the action is. */
const others: Readonly<Record<string, string>> = {
  draftCreated: 'Lập hồ sơ nháp',
  draftEdited: 'Sửa hồ sơ nháp',
  draftDiscarded: 'Bỏ hồ sơ nháp',
  sent: 'Gửi thư',
  submitted: 'Đơn vị gửi hồ sơ',
  selfChecked: 'Cơ quan của đơn vị tự kiểm tra',
  entered: 'Chuyển bước',
  correctionReminder: 'Nhắc hạn bổ sung',
  lapsed: 'Trả hồ sơ do quá hạn bổ sung',
  fileAttached: 'Đính kèm tệp',
  fileRemoved: 'Xóa tệp',
};

const nameOf = (type: string): string =>
  others[type] ?? (isOuterAction(type) || inner.has(type) ? say('vi', `action.${type}`) : type);
const inner: ReadonlySet<string> = new Set([
  ...['claim', 'releaseClaim', 'councilResult', 'decisionSigned', 'forwarded', 'struckOut', 'returnProposal', 'issue'],
]);

export const trailSheet = (lines: readonly TrailLine[]): SheetContent => ({
  name: 'Nhật ký',
  widths: heads.map(([, width]) => width),
  stickyRows: 1,
  rows: [
    row('head', ...heads.map(([head]) => head)),
    ...lines.map(({ seq, at, type, actor, reason = '', citation = '', hash }) =>
      row('body', seq, longTime('vi', at), nameOf(type), actor, reason, citation, hash),
    ),
  ],
});
