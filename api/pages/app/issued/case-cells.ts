import { isHeld, isOver, type CaseStatus } from '../../../../domain/case/state';
import type { CaseRecord } from '../../../../platform/store';
import type { Cell, Said } from '../../../../templates/pages';
import { caseHref, type Tone } from '../office/cells';
import { words } from './words';

/** Who has to do something about a case now. */
export type CaseHolder = 'clerk' | 'unit' | 'office' | 'service' | 'nobody';

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
/** A complaint that holds it is with the office. */
export const caseHolder = (record: Pick<CaseRecord, 'status' | 'heldBy'>): CaseHolder =>
  !isOver(record) && isHeld(record) ? 'office' : holders[record.status];

export const caseStatusSaid = ({ status, heldBy }: Pick<CaseRecord, 'status' | 'heldBy'>): Said =>
  words(!isOver({ status }) && isHeld({ heldBy }) ? 'caseStatus.held' : `caseStatus.${status}`);

export function caseTone({ status, heldBy, overdue, refused, undrawn }: CaseRecord): Tone {
  if (overdue === true || refused !== undefined || undrawn !== undefined) return 'stop';
  if (isOver({ status })) return 'plain';
  return isHeld({ heldBy }) ? 'stop' : 'due';
}

/** A case in a list: which one, how it stands, who has it, until when. */
export const caseCells = (record: CaseRecord, sub: Said): Cell[] => [
  { text: record._id, href: caseHref(record._id), sub, main: true },
  { text: caseStatusSaid(record), tone: caseTone(record) },
  { text: words(`holder.${caseHolder(record)}`) },
  {
    ...(record.due === undefined || isOver(record) ? {} : { day: record.due }),
    ...(record.overdue === true && !isOver(record)
      ? { tone: 'stop' as const, sub: { key: 'officePages.list.overdue' } }
      : {}),
  },
];
