import type { DrillReport } from '../drill';
import type { Instant } from '../time';

/** What is said to a council session: sheets by its members, orders by its secretary; and the receipts for them. */

export interface CastInput {
  readonly voterRef: string;
  readonly ordinal: number;
  readonly commitment: string;
}
export interface CastReceipt {
  /** The commitment that counts now. */
  readonly counts: string;
  /** A later sheet had already been recorded. */
  readonly superseded: boolean;
  readonly at: Instant;
}

export interface SessionOrder {
  readonly actor: string;
  readonly content: string;
  readonly order:
    | { readonly type: 'remind' }
    | { readonly type: 'extend'; readonly closesAt: Instant; readonly note: string }
    | { readonly type: 'closeEarly'; readonly at: Instant; readonly note: string }
    | { readonly type: 'cancel'; readonly note: string }
    | { readonly type: 'resend'; readonly voterRef: string }
    /** A member of the new version of the council takes the place of another: `by` is the new one's reference. */
    | { readonly type: 'replaceMember'; readonly voterRef: string; readonly by: string; readonly note: string }
    /** The same of a member who is asked by no link, before the totals of the meeting are entered: both by code. */
    | { readonly type: 'replaceAtMeeting'; readonly member: string; readonly by: string; readonly note: string }
    /** His address on file is another one now, and all links to the old one are dead. */
    | { readonly type: 'changeAddress'; readonly voterRef: string; readonly note: string }
    /** A nomination leaves the agenda. */
    | { readonly type: 'dropLine'; readonly nomination: string; readonly note: string }
    /**
     * The totals of the counting minutes of the meeting, by the commitment of the sealed sheet that has them. `expects`: the
     * version of the session that they were checked against.
     */
    | { readonly type: 'enterTotals'; readonly commitment: string; readonly expects?: number; readonly note: string }
    /** A letter to others about silent members: who they are, and the note that has its words. */
    | { readonly type: 'writeLetter'; readonly about: readonly string[]; readonly note: string }
    /** The invitations are attacked as mail scanners do, by the worker. */
    | { readonly type: 'drill' }
    /** The same, done by the command: who sends it works on the machine of the service, with its secrets. */
    | { readonly type: 'drillReport'; readonly report: DrillReport }
    | { readonly type: 'skipDrill'; readonly note: string }
    /** What the chair has decided on a tie that the regulation leaves to him; who it was by code. */
    | {
        readonly type: 'chairDecides';
        readonly nomination: string;
        readonly decision: 'yes' | 'no';
        readonly by: string;
        readonly note: string;
      }
    | { readonly type: 'minutesSigned'; readonly note: string };
}
export interface OrderReceipt {
  readonly content: string;
  readonly at: Instant;
  readonly status: string;
}
