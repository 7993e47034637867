import { caseHolder, shownStatus } from '../../../../domain/case/holder';
import { isHeld, isOver } from '../../../../domain/case/state';
import type { CaseRecord } from '../../../../platform/store';
import type { Cell, Said } from '../../../../templates/pages';
import { caseHref, type Tone } from '../office/cells';
import { words } from './words';

export const caseStatusSaid = (of: Pick<CaseRecord, 'status' | 'heldBy'>): Said =>
  words(`caseStatus.${shownStatus(of)}`);

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
