import type { WorkingCalendar } from '../calendar';
import type { Day, Instant } from '../time';
import type { CarriedCase, CarriedOut, Returnable } from './state';

/** What is said to a case: by people, by the complaint that holds it, and by itself about what it had done outside. */

export const outerCaseActions = [
  'record',
  'recordReturn',
  'waiveReturn',
  'recordPrint',
  'cancel',
  'addPaper',
  'hold',
  'release',
  'conclude',
] as const;
/** What a person may ask of a case. */
export type CaseActionType = (typeof outerCaseActions)[number];

/** How a complaint ends. */
export const conclusions = ['upheld', 'rejected', 'withdrawn'] as const;
export type Conclusion = (typeof conclusions)[number];

export type PersonsCaseAction =
  /** The signed, numbered paper; `decision`: the note that holds it. The calendar is the one of the day on which it is recorded. */
  | {
      readonly type: 'record';
      readonly decision: string;
      readonly date: Day;
      readonly calendar: WorkingCalendar;
    }
  | { readonly type: 'recordReturn'; readonly what: Returnable; readonly on: Day; readonly note?: string }
  /** It cannot be returned any more: lost, or written off, by a paper. */
  | { readonly type: 'waiveReturn'; readonly what: Returnable; readonly note: string }
  | { readonly type: 'recordPrint'; readonly note?: string }
  | { readonly type: 'cancel' | 'addPaper' | 'hold' | 'release'; readonly note: string }
  | { readonly type: 'conclude'; readonly outcome: Conclusion; readonly note: string };

export type InnerCaseAction =
  /** Its record stands; `heldBy`: complaints that already hold the award. */
  | { readonly type: 'opened'; readonly heldBy: readonly string[] }
  | { readonly type: 'holdBy' | 'releaseBy'; readonly by: string }
  /** The register took it, or did not. */
  | { readonly type: 'carriedOut'; readonly on: Day; readonly as?: CarriedOut }
  | { readonly type: 'refused'; readonly code: string; readonly decision?: string }
  /** Engine and records were compared after one of them had been set back: this is where it stands. */
  | { readonly type: 'reconciled'; readonly state: CarriedCase };

export type CaseAction = PersonsCaseAction | InnerCaseAction;
export type TimeEvent = { readonly type: 'returnReminder' | 'returnOverdue' };
export type CaseEvent = CaseAction | TimeEvent;

export interface CaseReceipt {
  readonly content: string;
  readonly at: Instant;
  readonly status: string;
  readonly version: number;
}
