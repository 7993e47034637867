import type { Day } from '../time';

/**
 * What is printed on a blank (phôi) that has everything else already: where each fact of a certificate stands, in what
 * letters, and what is done with words that are too long. All lengths are millimetres from the upper left corner of the sheet.
 */
export interface Overlay {
  readonly sheet: Sheet;
  readonly fields: readonly OverlayField[];
  /** Only where the model of the object has a place for it: by default a statutory form bears no code. */
  readonly qr?: OverlayCode;
}

export interface Sheet {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** The facts of a certificate, in the order in which they stand on one. */
export const overlayFacts = [
  'issuer',
  'conferral',
  'award',
  'called',
  'name',
  'detail',
  'achievement',
  'decisionNumber',
  'decisionDate',
  'goldBookNumber',
  'placeDate',
  'capacity',
  'signerPost',
  'signer',
] as const;
export type OverlayFact = (typeof overlayFacts)[number];

export const overlayFaces = ['regular', 'bold', 'italic', 'boldItalic'] as const;
export const overlayAligns = ['left', 'center', 'right'] as const;
/** `shrink`: on one line as long as a smaller size allows that; `wrap`: at its size as long as there are lines left. */
export const overlayFits = ['shrink', 'wrap'] as const;

export interface OverlayField {
  readonly fact: OverlayFact;
  /** The left end of the line, its middle or its right end, as it is aligned. */
  readonly xMm: number;
  /** The line on which the letters of the first line stand: a dotted line of the blank, for example. */
  readonly baselineMm: number;
  /** No line is longer. */
  readonly widthMm: number;
  readonly align: (typeof overlayAligns)[number];
  readonly face: (typeof overlayFaces)[number];
  readonly sizePt: number;
  /** No letter is smaller: words that need it are refused. */
  readonly minSizePt: number;
  readonly maxLines: number;
  readonly fit: (typeof overlayFits)[number];
  readonly capitals?: boolean;
  readonly red?: boolean;
}

export interface OverlayCode {
  readonly xMm: number;
  readonly yMm: number;
  readonly sideMm: number;
}

/** For which certificates coordinates are, and on which printer: what is not named is everything. */
export interface OverlayScope {
  readonly awards: readonly string[];
  /** The unit whose head signs; absent: the province, and every unit without blanks of its own. */
  readonly unit?: string;
  readonly printer?: string;
  readonly validFrom: Day;
}

/** Distance of two lines of one field, in heights of their letters. */
export const LINE_HEIGHT = 1.25;
/** How far capital letters with two marks rise above their line, and letters such as g reach below it. */
export const ASCENT = 0.95;
export const DESCENT = 0.25;
export const MM_PER_PT = 25.4 / 72;

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The room that a field may take, whatever stands in it. */
export function boxOf(field: OverlayField): Box {
  const { xMm, baselineMm, widthMm, align, maxLines } = field;
  const left = { left: xMm, center: xMm - widthMm / 2, right: xMm - widthMm }[align];
  const size = field.sizePt * MM_PER_PT;
  return {
    left,
    right: left + widthMm,
    top: baselineMm - ASCENT * size,
    bottom: baselineMm + ((maxLines - 1) * LINE_HEIGHT + DESCENT) * size,
  };
}

/**
 * The coordinates for a certificate on a day: those of the printer before those of all printers, those of the unit before those
 * of the province, the latest that have begun.
 */
export function overlayFor<T extends OverlayScope>(
  all: readonly T[],
  of: { readonly award: string; readonly unit?: string; readonly printer: string; readonly day: Day },
): T | undefined {
  const weight = ({ unit, printer }: T): number => (unit === undefined ? 0 : 2) + (printer === undefined ? 0 : 1);
  return all
    .filter(
      ({ awards, unit, printer, validFrom }) =>
        awards.includes(of.award) &&
        (unit === undefined || unit === of.unit) &&
        (printer === undefined || printer === of.printer) &&
        validFrom <= of.day,
    )
    .sort((a, b) => weight(b) - weight(a) || (a.validFrom < b.validFrom ? 1 : -1))[0];
}
