import type { Overlay } from '../../../domain/overlay/overlay';
import overlays from '../../../samples/season/overlays.json';
import type { OverlayDocument, OverlayItem } from '../../../templates/documents/overlay';
import { certificate } from './samples';

/** Coordinates of the sample season, by code. */
export const overlayOf = (code: string): Overlay =>
  overlays.find((overlay) => overlay.code === code) as unknown as Overlay;

const { title: _title, verification: _verification, ...facts } = certificate;
// digits that begin and end at the edges of their room, so that ink is where the coordinates are
export const item: OverlayItem = { ...facts, goldBookNumber: 205 };

export const itemWith = (nominee: Partial<OverlayItem['nominee']>, more: Partial<OverlayItem> = {}): OverlayItem => ({
  ...item,
  ...more,
  nominee: { ...item.nominee, ...nominee },
});

export const overlayDocument = (
  items: readonly OverlayItem[],
  more: Partial<OverlayDocument> = {},
): OverlayDocument => ({
  ...overlayOf('bang-khen-400x300'),
  title: 'Bản in trên phôi, Quyết định số 05/QĐ-UBND',
  issuer: item.issuer,
  printedOn: '2026-12-07',
  nudge: { dxMm: 0, dyMm: 0 },
  items,
  ...more,
});
