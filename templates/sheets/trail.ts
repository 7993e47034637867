import type { Instant } from '../../domain/time';
import { longTime } from '../format';
import { eventKey, say } from '../words';
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

const nameOf = (type: string): string => say('vi', eventKey(type) ?? 'officePages.event.other');

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
