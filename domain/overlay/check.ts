import type { Text } from '../award';
import type { Nudge } from './nudge';
import { noNudge } from './nudge';
import type { Box, Overlay, OverlayField } from './overlay';
import { boxOf } from './overlay';

/** What is wrong with which part of the data, in a sentence that says what to do. */
export interface OverlayFault extends Text {
  readonly field: string;
}

/** Blanks that there are: from a card to the largest frame of an order, with room. */
export const SMALLEST_SHEET_MM = 80;
export const LARGEST_SHEET_MM = 1_000;
/** Letters below this are not read on a wall, and above it are none of a certificate. */
export const SMALLEST_PT = 6;
export const LARGEST_PT = 120;
export const MOST_LINES = 6;

/** What the types cannot say: that fields stand on the sheet, once each, and that their sizes fit together. Empty when all is well. */
export function checkOverlay({ sheet, fields, qr }: Overlay, nudge: Nudge = noNudge): OverlayFault[] {
  const faults: OverlayFault[] = [];
  const seen = new Set<string>();
  for (const [i, field] of fields.entries()) {
    if (seen.has(field.fact)) faults.push({ field: `fields.${i}.fact`, ...twice });
    seen.add(field.fact);
    if (field.minSizePt > field.sizePt) faults.push({ field: `fields.${i}.minSizePt`, ...sizesReversed });
    const side = sideLeft(boxOf(field), sheet, nudge);
    if (side) faults.push({ field: `fields.${i}.${placeOf(field, side)}`, ...outside[side] });
  }
  if (!seen.has('name')) faults.push({ field: 'fields', ...nameless });
  if (qr) {
    const box = { left: qr.xMm, right: qr.xMm + qr.sideMm, top: qr.yMm, bottom: qr.yMm + qr.sideMm };
    const side = sideLeft(box, sheet, nudge);
    if (side) faults.push({ field: `qr.${side === 'left' || side === 'right' ? 'xMm' : 'yMm'}`, ...outside[side] });
  }
  return faults;
}

type Side = keyof Box;

/** The first side of the sheet that a box crosses. Hundredths of a millimetre are no matter of paper. */
function sideLeft(box: Box, { widthMm, heightMm }: Overlay['sheet'], { dxMm, dyMm }: Nudge): Side | undefined {
  const slack = 0.01;
  if (box.left + dxMm < -slack) return 'left';
  if (box.right + dxMm > widthMm + slack) return 'right';
  if (box.top + dyMm < -slack) return 'top';
  if (box.bottom + dyMm > heightMm + slack) return 'bottom';
  return undefined;
}

const placeOf = ({ align }: OverlayField, side: Side): 'xMm' | 'widthMm' | 'baselineMm' => {
  if (side === 'top' || side === 'bottom') return 'baselineMm';
  return align === 'left' && side === 'right' ? 'widthMm' : 'xMm';
};

const twice: Text = {
  vi: 'Nội dung này đã có một ô khác; mỗi nội dung chỉ in một lần.',
  en: 'This fact has another field already; each is printed once.',
};
const sizesReversed: Text = {
  vi: 'Cỡ chữ nhỏ nhất không được lớn hơn cỡ chữ.',
  en: 'The smallest size must not be larger than the size.',
};
const nameless: Text = {
  vi: 'Cần có ô in họ tên hoặc tên tập thể, hộ gia đình.',
  en: 'A field for the name is needed.',
};
const outside: Readonly<Record<Side, Text>> = {
  left: {
    vi: 'Ô in vượt mép trái của phôi; đề nghị dịch sang phải hoặc giảm bề rộng.',
    en: 'The field crosses the left edge of the sheet; move it to the right or make it narrower.',
  },
  right: {
    vi: 'Ô in vượt mép phải của phôi; đề nghị dịch sang trái hoặc giảm bề rộng.',
    en: 'The field crosses the right edge of the sheet; move it to the left or make it narrower.',
  },
  top: {
    vi: 'Ô in vượt mép trên của phôi; đề nghị dịch xuống hoặc giảm cỡ chữ.',
    en: 'The field crosses the upper edge of the sheet; move it down or take a smaller size.',
  },
  bottom: {
    vi: 'Ô in vượt mép dưới của phôi; đề nghị dịch lên, giảm số dòng hoặc cỡ chữ.',
    en: 'The field crosses the lower edge of the sheet; move it up, or take fewer lines or a smaller size.',
  },
};
