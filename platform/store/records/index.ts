/**
 * The records as they stand in MongoDB. Plain objects; `_id` is the business id. Who writes what: master data and drafts are
 * written by the API; everything with a process is written by activities of the workflow that owns it.
 */

export type * from './accounts';
export type * from './common';
export type * from './master-data';
export type * from './nominations';
export type * from './sessions';
export type * from './decisions';
export type * from './campaigns';
export type * from './cases';
export type * from './initiatives';
export type * from './service';
export type * from './templates';
export type { WorkingCalendar } from '../../../domain/calendar';
export type { Choice } from '../../../domain/counting';
export type { Line, LineEvent } from '../../../domain/line';
export type { Role } from '../../../domain/roles';
export type { SessionResult } from '../../../domain/sessionResult';
export type { LineView } from '../../../domain/walk';
