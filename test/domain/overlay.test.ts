import { checkOverlay } from '../../domain/overlay/check';
import { isNudge, moved, type NudgeMove } from '../../domain/overlay/nudge';
import { boxOf, MM_PER_PT, overlayFor, type Overlay, type OverlayField } from '../../domain/overlay/overlay';

const name: OverlayField = {
  fact: 'name',
  xMm: 150,
  baselineMm: 100,
  widthMm: 200,
  align: 'center',
  face: 'bold',
  sizePt: 28.8,
  minSizePt: 18,
  maxLines: 2,
  fit: 'shrink',
};
const sheet = { widthMm: 297, heightMm: 210 };
const overlay = (fields: readonly OverlayField[] = [name], qr?: Overlay['qr']): Overlay => ({
  sheet,
  fields,
  ...(qr === undefined ? {} : { qr }),
});
const fieldsAtFault = (of: Overlay, nudge?: { dxMm: number; dyMm: number }) =>
  checkOverlay(of, nudge).map(({ field }) => field);

describe('the room of a field', () => {
  test.each([
    ['left', 150, 350],
    ['center', 50, 250],
    ['right', -50, 150],
  ] as const)('begins and ends by its alignment: %s', (align, left, right) => {
    expect(boxOf({ ...name, align })).toMatchObject({ left, right });
  });

  test('reaches from the marks of its capitals to the tails of its last line', () => {
    const size = 28.8 * MM_PER_PT;
    expect(size).toBeCloseTo(10.16);
    expect(boxOf(name).top).toBeCloseTo(100 - 0.95 * size);
    expect(boxOf(name).bottom).toBeCloseTo(100 + 1.5 * size);
    expect(boxOf({ ...name, maxLines: 1 }).bottom).toBeCloseTo(100 + 0.25 * size);
  });
});

describe('coordinates are checked', () => {
  test('and those that fit on the sheet are right', () => {
    expect(fieldsAtFault(overlay())).toEqual([]);
    expect(fieldsAtFault(overlay([{ ...name, xMm: 148.5, widthMm: 297 }]))).toEqual([]);
    expect(fieldsAtFault(overlay([name], { xMm: 267, yMm: 180, sideMm: 30 }))).toEqual([]);
  });

  test.each([
    ['over the left edge', { xMm: 90 }, 'fields.0.xMm'],
    ['over the right edge', { xMm: 210 }, 'fields.0.xMm'],
    ['too wide to the right', { align: 'left', widthMm: 150 }, 'fields.0.widthMm'],
    ['too wide to the left', { align: 'right' }, 'fields.0.xMm'],
    ['over the upper edge', { baselineMm: 9 }, 'fields.0.baselineMm'],
    ['over the lower edge in its last line', { baselineMm: 195 }, 'fields.0.baselineMm'],
    ['smallest above its size', { minSizePt: 29 }, 'fields.0.minSizePt'],
  ] as const)('a field that is %s', (_what, wrong, field) => {
    expect(fieldsAtFault(overlay([{ ...name, ...wrong }]))).toEqual([field]);
  });

  test('a fact stands once, and the name must stand', () => {
    expect(fieldsAtFault(overlay([name, name]))).toEqual(['fields.1.fact']);
    expect(fieldsAtFault(overlay([{ ...name, fact: 'detail' }]))).toEqual(['fields']);
  });

  test('a code stays on the sheet', () => {
    expect(fieldsAtFault(overlay([name], { xMm: 268, yMm: 0, sideMm: 30 }))).toEqual(['qr.xMm']);
    expect(fieldsAtFault(overlay([name], { xMm: 0, yMm: -1, sideMm: 30 }))).toEqual(['qr.yMm']);
  });

  test('with the nudge of a printer', () => {
    const wide = overlay([{ ...name, xMm: 148.5, widthMm: 296 }]);
    expect(fieldsAtFault(wide, { dxMm: 0.5, dyMm: -0.5 })).toEqual([]);
    expect(fieldsAtFault(wide, { dxMm: 1, dyMm: 0 })).toEqual(['fields.0.xMm']);
    expect(fieldsAtFault(wide, { dxMm: -1, dyMm: 0 })).toEqual(['fields.0.xMm']);
    expect(fieldsAtFault(overlay([{ ...name, baselineMm: 10 }]), { dxMm: 0, dyMm: -0.5 })).toEqual([
      'fields.0.baselineMm',
    ]);
  });

  test('in sentences of both languages', () => {
    for (const { vi, en } of checkOverlay(
      overlay([
        { ...name, xMm: 0 },
        { ...name, minSizePt: 40 },
      ]),
    )) {
      expect(vi).toMatch(/\.$/);
      expect(en).toMatch(/\.$/);
    }
  });
});

describe('a nudge', () => {
  test.each([
    ['left', { dxMm: -0.5, dyMm: 0 }],
    ['right', { dxMm: 0.5, dyMm: 0 }],
    ['up', { dxMm: 0, dyMm: -0.5 }],
    ['down', { dxMm: 0, dyMm: 0.5 }],
    ['reset', { dxMm: 0, dyMm: 0 }],
  ] as [NudgeMove, object][])('%s is one step', (move, to) => {
    expect(moved({ dxMm: 0, dyMm: 0 }, move)).toEqual(to);
  });

  test('goes back to nothing from anywhere, and no further than ten millimetres', () => {
    expect(moved({ dxMm: 3.5, dyMm: -10 }, 'reset')).toEqual({ dxMm: 0, dyMm: 0 });
    expect(moved({ dxMm: 9.5, dyMm: 0 }, 'right')).toEqual({ dxMm: 10, dyMm: 0 });
    expect(moved({ dxMm: 10, dyMm: 0 }, 'right')).toBeUndefined();
    expect(moved({ dxMm: 0, dyMm: -10 }, 'up')).toBeUndefined();
  });

  test('is made of whole steps', () => {
    expect([0, 0.5, -10, 10].every(isNudge)).toBe(true);
    expect([0.25, 10.5, -10.5, Number.NaN].some(isNudge)).toBe(false);
  });
});

describe('the coordinates for a certificate', () => {
  const scope = (code: string, more: object = {}) => ({ code, awards: ['BKT'], validFrom: '2026-01-01', ...more });
  const all = [
    scope('old', { validFrom: '2025-01-01' }),
    scope('all'),
    scope('printer', { printer: 'P1' }),
    scope('unit', { unit: 'U01', awards: ['GK', 'BKT'] }),
    scope('both', { unit: 'U01', printer: 'P1' }),
    scope('next', { validFrom: '2027-01-01' }),
  ];
  test.each([
    ['those of the unit on that printer', { unit: 'U01', printer: 'P1' }, 'both'],
    ['those of the unit before those of the printer', { unit: 'U01', printer: 'P2' }, 'unit'],
    ['those of the printer', { printer: 'P1' }, 'printer'],
    ['those of everybody, for a unit that has none', { unit: 'U09', printer: 'P2' }, 'all'],
    ['the earlier ones on an earlier day', { printer: 'P2', day: '2025-12-31' }, 'old'],
    ['the later ones from their day on', { printer: 'P2', day: '2027-01-01' }, 'next'],
    ['none before the first', { printer: 'P2', day: '2024-12-31' }, undefined],
    ['none of another award', { printer: 'P1', award: 'CSTDT' }, undefined],
  ])('are %s', (_what, of, code) => {
    expect(overlayFor(all, { award: 'BKT', day: '2026-11-16', ...of })?.code).toBe(code);
    expect(overlayFor([...all].reverse(), { award: 'BKT', day: '2026-11-16', ...of })?.code).toBe(code);
  });
});
