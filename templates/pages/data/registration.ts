import type { Day, Instant } from '../../../domain/time';
import type { Form, Frame, Person } from './frame';

interface RegistrationHead {
  readonly person: Person & { readonly post: string };
  /** Whose registrations they are. */
  readonly unit: string;
  readonly campaign: { readonly name: string; readonly ref: string };
  /** The last day on which they can be signed. */
  readonly due: Day;
}

export interface WaitingRegistration {
  readonly id: string;
  /** Of an amendment its number. */
  readonly version: number;
  /** An amendment of what was signed: why, and old against new. */
  readonly amends?: {
    readonly reason: string;
    readonly lines: readonly { readonly what: string; readonly before: string; readonly after: string }[];
  };
  readonly no: number;
  readonly name: string;
  readonly post?: string;
  /** Titles and awards aimed at, by name. */
  readonly titles: readonly string[];
  readonly targets: readonly {
    readonly name: string;
    readonly unit: string;
    readonly baseline?: string;
    readonly target: string;
    readonly direction: 'atLeast' | 'atMost';
  }[];
  readonly measures?: string;
}

/** The pages of the head of a unit who signs its registrations. */
export interface RegistrationPages {
  /**
   * The registrations before the head, and their read-back. Fields: `submission`; `answer` = `sign` | `sendBack`; `reason`; for each
   * registration `v.<id>` = the version that is shown, for each amendment `a.<id>` = its number; `step` = `review` | `edit` | `send`.
   */
  registration: Frame &
    Form &
    RegistrationHead & {
      readonly registrations: readonly WaitingRegistration[];
      /** The answer is read back, or was sent and it is not known whether it was recorded. */
      readonly step: 'form' | 'review' | 'busy';
      readonly answer?: 'sign' | 'sendBack';
      readonly reason?: string;
      readonly missing?: readonly ('answer' | 'reason' | 'reasonLong')[];
      /** What was shown before has changed meanwhile. */
      readonly changed?: true;
      /** Whose amendment cannot be signed, and the titles that it drops though they are nominated. */
      readonly nominated?: { readonly name: string; readonly titles: readonly string[] };
    };
  'registration-done': Frame &
    RegistrationHead & {
      readonly state: 'signed' | 'sentBack' | 'nothing' | 'closed' | 'amendingClosed';
      readonly n: number;
      readonly at?: Instant;
    };
}
