/** By how much a printer misses, and so by how much everything is moved on it: to the right and down, in millimetres. */
export interface Nudge {
  readonly dxMm: number;
  readonly dyMm: number;
}

export const NUDGE_STEP_MM = 0.5;
/** A printer that misses by more needs its paper guides set, not a number. */
export const MOST_NUDGE_MM = 10;

export const noNudge: Nudge = { dxMm: 0, dyMm: 0 };

/** Ways in which a print is moved by one step. */
export const nudgeMoves = ['left', 'right', 'up', 'down', 'reset'] as const;
export type NudgeMove = (typeof nudgeMoves)[number];

/** Whether a shift is made of whole steps and not too far. */
export const isNudge = (mm: number): boolean => Number.isInteger(mm / NUDGE_STEP_MM) && Math.abs(mm) <= MOST_NUDGE_MM;

/** One step further; undefined when it would be too far. */
export function moved({ dxMm, dyMm }: Nudge, move: NudgeMove): Nudge | undefined {
  const [x, y] = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1], reset: [0, 0] }[move] as [number, number];
  const next = move === 'reset' ? noNudge : { dxMm: dxMm + x * NUDGE_STEP_MM, dyMm: dyMm + y * NUDGE_STEP_MM };
  return isNudge(next.dxMm) && isNudge(next.dyMm) ? next : undefined;
}
