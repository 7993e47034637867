import { isHeld, isOver, type CaseState, type CaseStatus } from './state';

/** Who has to do something about a case now. */
export type CaseHolder = 'clerk' | 'unit' | 'office' | 'service' | 'nobody';

type Standing = Pick<CaseState, 'status' | 'heldBy'>;

const holders: Readonly<Record<CaseStatus, CaseHolder>> = {
  opening: 'service',
  awaitingPaper: 'clerk',
  carryingOut: 'service',
  awaitingReturn: 'unit',
  awaitingPrint: 'office',
  open: 'office',
  done: 'nobody',
  cancelled: 'nobody',
};

const stopped = (of: Standing): boolean => !isOver(of) && isHeld(of);

/** A complaint that holds it is with the office. */
export const caseHolder = (of: Standing): CaseHolder => (stopped(of) ? 'office' : holders[of.status]);

/** How it stands, as people read it. */
export const shownStatus = (of: Standing): CaseStatus | 'held' => (stopped(of) ? 'held' : of.status);
