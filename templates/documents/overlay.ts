import type { Nudge } from '../../domain/overlay/nudge';
import type { Overlay } from '../../domain/overlay/overlay';
import type { Day } from '../../domain/time';
import type { CertificateFacts } from './certificate';
import type { CertificateDocument } from './index';

/** The facts of certificates for blanks of one kind, a page each. */
export interface OverlayDocument extends Overlay {
  /** Title of the file. */
  readonly title: string;
  readonly issuer: string;
  /** The date of the file. */
  readonly printedOn: Day;
  readonly nudge: Nudge;
  readonly items: readonly OverlayItem[];
  /** On a proof: what stands across the sheet, and what at its foot. */
  readonly proof?: { readonly mark: string; readonly note: string };
  /** On the preview of a page: the room of each field and a ruler. */
  readonly guides?: boolean;
}

/** The address of its check is there where a code is printed. */
export type OverlayItem = CertificateFacts & Partial<Pick<CertificateDocument, 'verification'>>;

/** What a preview shows: made-up words of the usual length, and a name to be tried. */
export const overlaySample = (name: string, award: OverlayItem['award'], issuedOn: Day): OverlayItem => ({
  issuer: 'Chủ tịch Ủy ban nhân dân tỉnh',
  award,
  nominee: {
    kind: 'person',
    address: 'Bà',
    name,
    detail: 'Trưởng phòng Quản lý ngân sách, Sở Tài chính',
    posthumous: false,
  },
  achievement: 'Đã có thành tích xuất sắc trong phong trào thi đua, góp phần hoàn thành nhiệm vụ của tỉnh',
  decision: { number: '1034/QĐ-UBND', date: issuedOn },
  goldBookNumber: 205,
  place: 'Đ',
  issuedOn,
  signature: { capacity: ['KT. Chủ tịch'], post: 'Phó Chủ tịch', name: 'Trần Văn Mẫu' },
});

/** What stands on a proof, besides which printer it is for. */
export const PROOF_MARK = 'BẢN IN THỬ';

export const overlayTitle = (decision: string): string => `Bản in trên phôi, Quyết định số ${decision}`;
