import type { DateChange, Milestone } from '../../domain/campaign/dates';
import type { Awaited } from '../../domain/campaign/state';
import type { DrillReport } from '../../domain/drill';
import type { Day, Instant } from '../../domain/time';
import type { MailName } from '../../templates/mail';

/** A mail by the ids of what it is about; the activity reads the records, derives the link and renders. */
export type MailOrder = LetterOrder | NoticeOrder;
/** Whatever is mailed: what follows from a process, and what goes to accounts. */
export type SendMail = MailOrder | AccountOrder;

interface MailHead {
  /** Local part of the Message-ID: `purpose.entity.person.version`. */
  readonly key: string;
  readonly now: Instant;
}

/** To a unit, a member of a council, its secretary or an authority. */
export type LetterOrder = MailHead &
  (
    | {
        readonly mail: 'receipt';
        readonly unitProposal: string;
        readonly lines: readonly string[];
        readonly code: string;
      }
    | {
        readonly mail: 'return';
        readonly unitProposal: string;
        readonly lines: readonly { readonly id: string; readonly note: string; readonly due: string }[];
      }
    | {
        readonly mail: 'correctionReminder' | 'confirmWording';
        readonly unitProposal: string;
        readonly lines: readonly { readonly id: string; readonly due: string }[];
      }
    | {
        readonly mail: 'lapsed' | 'hold' | 'released' | 'withdrawn' | 'forwarded';
        readonly unitProposal: string;
        readonly lines: readonly string[];
      }
    | {
        readonly mail: 'declined';
        readonly unitProposal: string;
        readonly lines: readonly { readonly id: string; readonly note?: string }[];
      }
    | {
        readonly mail: 'awarded';
        readonly unitProposal: string;
        readonly decision: string;
        readonly lines: readonly string[];
      }
    | {
        readonly mail: 'invitation' | 'sessionReminder' | 'sessionCancelled';
        readonly sessionId: string;
        readonly voterRef: string;
        readonly closesAt: Instant;
      }
    | {
        readonly mail: 'sessionRescheduled';
        readonly sessionId: string;
        readonly voterRef: string;
        readonly formerClosesAt: Instant;
        readonly closesAt: Instant;
        readonly because: 'quorum' | 'secretary';
        readonly voted: boolean;
      }
    /** To the secretary: who is silent, by reference. */
    | {
        readonly mail: 'sessionSilence';
        readonly sessionId: string;
        readonly closesAt: Instant;
        readonly silent: readonly string[];
        readonly voted: number;
        readonly quorum?: { readonly needed: number; readonly lacking: number };
      }
    /** To the agency of a silent member or to who leads the council: the words stand in the note. */
    | { readonly mail: 'sessionLetter'; readonly sessionId: string; readonly note: string }
    /** To the secretary: what a drill has brought about, so that the invitations stay. */
    | { readonly mail: 'drillFailed'; readonly sessionId: string; readonly report: DrillReport }
    | { readonly mail: 'sessionResult'; readonly sessionId: string }
    /** `again`: to whoever signs now, after the list was put to somebody else. */
    | { readonly mail: 'toAuthority'; readonly proposalId: string; readonly again?: true }
    /** To the office of an authority: a list waits there since a day. */
    | {
        readonly mail: 'proposalWaits';
        readonly proposalId: string;
        readonly at: 'checking' | 'sent';
        readonly since: Instant;
      }
    /** To the office of an authority: a list to look at before the authority does. */
    | { readonly mail: 'proposalCheck'; readonly proposalId: string }
    /** To a clerk, or the office where there is none: an automatic register has not given a number; `code` says why. */
    | {
        readonly mail: 'numberRefused';
        readonly proposalId: string;
        readonly code: string;
        /** Account of the clerk. */
        readonly clerk?: string;
      }
    /** To whoever signs from now on, and to the office: somebody signs in the authority's place from this day. */
    | {
        readonly mail: 'substitutionBegins';
        readonly authority: string;
        readonly from: Day;
        readonly reader: 'substitute' | 'office';
      }
    /** To the unit: what became of an award; of a revoked one also that its return is due soon. */
    | { readonly mail: 'caseNotice' | 'returnReminder'; readonly caseId: string }
    | { readonly mail: 'freshLink'; readonly linkId: string }
    /** What was gathered for one address; its key is the digest's name. */
    | { readonly mail: 'digest' }
    /** To a participant of a campaign: registration opens until a day, or the round does. */
    | {
        readonly mail: 'campaignOpens';
        readonly campaignId: string;
        readonly unit: string;
        readonly milestone: 'launch' | 'roundOpens';
      }
    /** What it still owes by a day; nothing when it has done it meanwhile. */
    | {
        readonly mail: 'campaignReminder';
        readonly campaignId: string;
        readonly unit: string;
        readonly milestone: Awaited;
        readonly due: Day;
      }
    /** Days have moved, or the campaign has ended before its time; the note says why. */
    | {
        readonly mail: 'campaignChanged';
        readonly campaignId: string;
        readonly unit: string;
        readonly changes: readonly DateChange[];
        readonly note: string;
      }
    /** To the head of a participant: registrations to sign, by one link. */
    | { readonly mail: 'registrationSign'; readonly campaignId: string; readonly unit: string }
    /** To the participant: registrations that its head has sent back. */
    | {
        readonly mail: 'registrationReturned';
        readonly campaignId: string;
        readonly unit: string;
        readonly registrations: readonly string[];
        /** How many of them are amendments of what was signed, as it was said. */
        readonly amendments: number;
        readonly note: string;
      }
  );

/** To somebody who may sign in; `code` and `serial` name the code, which stands nowhere. */
export type AccountOrder = MailHead & AccountMail;
export type AccountMail =
  | { readonly mail: 'signInCode'; readonly account: string; readonly code: string; readonly serial: number }
  | { readonly mail: 'accountInvitation'; readonly account: string }
  /** A mail of a real case, to whoever changes its words: marked as a test, and no link in it opens anything. */
  | {
      readonly mail: 'mailTest';
      readonly account: string;
      readonly kind: MailName;
      readonly lang: 'vi' | 'en';
      readonly of: string;
    };

/** To the office, about its own work. */
export type NoticeOrder = MailHead &
  (
    | {
        readonly mail: 'office';
        readonly subject: OfficeSubject;
        readonly docketId: string;
        readonly lines: readonly string[];
        readonly level: 'unit' | 'province';
        readonly code?: string;
      }
    /** Object or money of a revoked award is not back in time. */
    | { readonly mail: 'returnOverdue'; readonly caseId: string }
    /** The last days on which the Ministry takes dossiers in are near; without a unit to the province's office. */
    | { readonly mail: 'centralDeadline'; readonly unit?: string }
    /** A day of a campaign has come: what is to be done, and which units are behind. */
    | { readonly mail: 'campaignTurn'; readonly campaignId: string; readonly milestone: Milestone }
    /** The campaign of the next year has been planned, or why it has not been; `campaignId` is the one that it follows, or itself. */
    | {
        readonly mail: 'campaignNext';
        readonly campaignId: string;
        readonly year: number;
        readonly as: 'planned' | 'calendarMissing' | 'refused';
        /** Years whose calendar is missing. */
        readonly years?: readonly number[];
      }
    /** A letter could not be delivered; `code` says why. */
    | { readonly mail: 'undelivered'; readonly letter: LetterOrder; readonly code: string }
  );

/** What the office is told about its own work. */
export type OfficeSubject =
  | 'overdue'
  | 'noAnswer'
  | 'postingEnded'
  | 'centralReminder'
  | 'holdReview'
  | 'withdrawalRequested'
  | 'resubmitted'
  | 'wordingDisputed'
  | 'stopped';
