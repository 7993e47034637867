import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { AccountMail, IssuedNumber, LeftOut, MailOrder, SaveProposal } from '../activities';
import type { ActionType, LineAction } from '../domain/actions';
import type { WorkingCalendar } from '../domain/calendar';
import type { OfficeHours } from '../domain/reminders';
import type { CampaignDates, CampaignKind } from '../domain/campaign/dates';
import type { CampaignAction } from '../domain/campaign/machine';
import type { RegistrationAction } from '../domain/campaign/registration';
import type { CampaignState, CampaignStatus } from '../domain/campaign/state';
import type { CaseReceipt, PersonsCaseAction } from '../domain/case/said';
import type { CarriedCase, CaseStatus, CaseTerms } from '../domain/case/state';
import type { CastInput, CastReceipt, OrderReceipt, SessionOrder } from '../domain/sitting/said';
import type { SittingLine, SittingState, SittingTerms } from '../domain/sitting/state';
import type { Day, Instant } from '../domain/time';
import type { Submission } from '../domain/walk';
import type { CarriedDocket } from './docket-state';

/**
 * What can be said to the workflows. Everything a person does is an Update: refused by a synchronous validator before it
 * enters history, answered with a receipt. The update id is made of actor and submission (`platform/temporal/ask.ts`), and
 * `content` is the hash of what was said: the same id with another hash is KEY_REUSED.
 */

/** What every workflow is started with. */
export interface ClockInput {
  /** Business time minus workflow time, in ms; moved only in a rehearsal. */
  readonly offsetMs: number;
  readonly calendar: WorkingCalendar;
}

// --- docket: what one unit sends in one round ------------------------------------------------------------------------

export interface DocketInput extends ClockInput {
  readonly docketId: string;
  /** The docket takes proposals in until the end of this day, even when all its lines have ended. */
  readonly openUntil: Day;
}

export interface SubmitInput {
  readonly unitProposal: string;
  readonly actor: string;
  readonly content: string;
  readonly lines: readonly SubmittedLine[];
  readonly selfChecked: boolean;
  readonly holdReview: Submission['holdReview'];
}
export interface SubmitReceipt {
  readonly content: string;
  readonly at: Instant;
  readonly code: string;
  readonly lines: readonly LineAnswer[];
}

/** `waits`: it is screened like any other, whoever sends it. */
export interface SubmittedLine extends Omit<Submission, 'unitProposal' | 'selfChecked' | 'holdReview'> {
  readonly waits?: true;
}

export interface ActInput {
  readonly actor: string;
  readonly action: LineAction;
  /** `expects`: the version the decision was made on; absent in messages of sessions and proposals. */
  readonly lines: readonly { readonly id: string; readonly expects?: number }[];
  readonly content: string;
}

/** One answer per line: done, or refused with the code, the state and what is allowed. */
export type LineAnswer =
  | { readonly id: string; readonly done: true; readonly version: number; readonly status: string }
  | {
      readonly id: string;
      readonly done: false;
      readonly code: string;
      readonly status?: string;
      readonly allowed?: readonly ActionType[];
      readonly version?: number;
      readonly fields?: unknown;
      /** What stands in its way by the rules. */
      readonly findings?: unknown;
    };

export interface ActReceipt {
  readonly content: string;
  readonly at: Instant;
  readonly lines: readonly LineAnswer[];
}

export const submit = defineUpdate<SubmitReceipt, [SubmitInput]>('submit');
export const act = defineUpdate<ActReceipt, [ActInput]>('act');
export interface DocketView {
  readonly lines: readonly { readonly id: string; readonly version: number; readonly status: string }[];
}
export const docketView = defineQuery<DocketView>('docketView');

// --- council session -------------------------------------------------------------------------------------------------

export type { CastInput, CastReceipt, OrderReceipt, SessionOrder };

export interface SessionInput extends ClockInput, SittingTerms {
  readonly sessionId: string;
  /** Of the record when the session is started; what the session writes comes after it. */
  readonly version: number;
  readonly closesAt: Instant;
  readonly level: 'unit' | 'province';
  readonly lines: readonly SittingLine[];
}

/** A member's whole sheet: one Update, whatever its length. */
export const castSheet = defineUpdate<CastReceipt, [CastInput]>('castSheet');

/** What the secretary orders. */
export const orderSession = defineUpdate<OrderReceipt, [SessionOrder]>('orderSession');

export interface SessionView {
  readonly status: SittingState['status'];
  readonly version: number;
  readonly extended: boolean;
  readonly closesAt: Instant;
  /** When the next planned mail goes to whoever is silent then. */
  readonly nextReminder?: Instant;
  /** When the secretary is told next of whoever is silent then. */
  readonly nextNotice?: Instant;
  /** Who has voted, by reference; never how. */
  readonly voted: readonly {
    readonly voterRef: string;
    readonly at: Instant;
    readonly ordinal: number;
    readonly commitment: string;
  }[];
}
export const sessionView = defineQuery<SessionView>('sessionView');

// --- proposal to one authority ---------------------------------------------------------------------------------------

export interface ProposalInput extends ClockInput {
  readonly proposalId: string;
  readonly level: 'unit' | 'province';
  readonly power: 'decide' | 'forward';
  readonly mode: 'link' | 'recorded';
  readonly register: 'manual' | 'automatic';
  /** The office of the authority looks at the list first. */
  readonly check?: true;
  /** When the office of the authority is reminded of a list that waits. */
  readonly reminders?: OfficeHours & { readonly workingDaysAfter: readonly number[] };
  readonly lines: readonly { readonly nomination: string; readonly docket: string }[];
}

export interface AnswerInput {
  readonly actor: string;
  readonly content: string;
  readonly kind: 'approved' | 'returned';
  readonly struckOut: readonly { readonly nomination: string; readonly note: string }[];
  readonly note?: string;
  /** Version of the proposal that the page showed. */
  readonly expects: number;
}
export const answerProposal = defineUpdate<OrderReceipt, [AnswerInput]>('answerProposal');

export interface RecordInput {
  readonly actor: string;
  readonly content: string;
  /** Id of the decision record that holds number, date, signer, form and file. */
  readonly decision: string;
  readonly expects: number;
}
/** The signed, numbered paper, recorded by the clerk. */
export const recordDecision = defineUpdate<OrderReceipt, [RecordInput]>('recordDecision');

/** The office of the authority has looked at the list. */
export interface CheckInput {
  readonly actor: string;
  readonly content: string;
  readonly outcome: 'passed' | 'returned';
  readonly note?: string;
  readonly expects: number;
}
export const checkProposal = defineUpdate<OrderReceipt, [CheckInput]>('checkProposal');

/** Somebody else signs for the authority: he gets the letter. */
export interface ReaddressInput {
  readonly actor: string;
  readonly content: string;
  readonly person: string;
}
export const readdress = defineUpdate<OrderReceipt, [ReaddressInput]>('readdress');

/** A line leaves the list after the answer, before its paper has a number. */
export interface StrikeInput {
  readonly actor: string;
  readonly content: string;
  readonly nomination: string;
  readonly note: string;
  readonly expects: number;
}
export const strikeLine = defineUpdate<OrderReceipt, [StrikeInput]>('strikeLine');

/** The automatic register is asked again, after it has refused. */
export interface DrawInput {
  readonly actor: string;
  readonly content: string;
  readonly expects: number;
}
export const drawNumber = defineUpdate<OrderReceipt, [DrawInput]>('drawNumber');

export interface CancelInput {
  readonly actor: string;
  readonly content: string;
  readonly note: string;
}
export const cancelProposal = defineUpdate<OrderReceipt, [CancelInput]>('cancelProposal');

export interface ProposalView {
  readonly status: string;
  readonly version: number;
}
export const proposalView = defineQuery<ProposalView>('proposalView');

// --- case: one matter after the end of a nomination -------------------------------------------------------------------

export interface CaseInput extends ClockInput, CaseTerms {
  readonly caseId: string;
  /** The entry of the ledger that it is about. */
  readonly award: string;
  /** Where its record stands, when the engine has forgotten it. */
  readonly carried?: CarriedCase;
}

export interface ActOnCaseInput {
  readonly actor: string;
  readonly content: string;
  readonly action: PersonsCaseAction;
  /** Version of the case that the page showed. */
  readonly expects: number;
}
export const actOnCase = defineUpdate<CaseReceipt, [ActOnCaseInput]>('actOnCase');

/** A complaint about the same award holds the case, or lets it go on. */
export const holdCase = defineUpdate<{ status: CaseStatus }, [{ by: string; hold: boolean }]>('holdCase');

/** The office has mended what could not be printed: the paper of a case is drawn again now. */
export const drawCase = defineUpdate<{ status: CaseStatus; version: number }>('drawCase');

/** Everything that a case knows. */
export const caseState = defineQuery<CarriedCase>('caseState');

/** A case as its record has it, for one whose history was set back. */
export interface AdoptCaseInput {
  readonly state: CarriedCase;
}
export const adoptCase = defineUpdate<{ status: CaseStatus; version: number }, [AdoptCaseInput]>('adoptCase');

// --- campaign: a year of emulation, or a movement with a theme --------------------------------------------------------

/** What a run takes over. */
export interface CarriedCampaign {
  readonly state: CampaignState;
  readonly mails: readonly MailOrder[];
}

export interface CampaignInput extends ClockInput {
  readonly campaignId: string;
  readonly kind: CampaignKind;
  readonly dates: CampaignDates;
  readonly remindWorkingDays: readonly number[];
  /** Whether it opens a round for nominations. */
  readonly opensRound: boolean;
  /** Of the run before, or of the records after a restore. */
  readonly carried?: CarriedCampaign;
}

/** Which campaign is followed by that of the next year. */
export interface NextCampaignInput {
  readonly offsetMs: number;
  /** The campaign from which the Schedule was made: the latest that follows from it is the one that is cloned. */
  readonly campaignId: string;
}

export interface ActOnCampaignInput {
  readonly actor: string;
  readonly content: string;
  readonly action: CampaignAction;
  /** Version of the campaign that the page showed. */
  readonly expects: number;
}
export interface CampaignReceipt {
  readonly content: string;
  readonly at: Instant;
  readonly status: CampaignStatus;
  readonly version: number;
}
export const actOnCampaign = defineUpdate<CampaignReceipt, [ActOnCampaignInput]>('actOnCampaign');

/** Registrations are put to the head, taken back, signed or sent back: in time, or not at all. */
export interface ActOnRegistrationsInput {
  readonly actor: string;
  readonly content: string;
  readonly action: RegistrationAction;
}
export interface RegistrationReceipt {
  readonly content: string;
  readonly at: Instant;
}
export const actOnRegistrations = defineUpdate<RegistrationReceipt, [ActOnRegistrationsInput]>('actOnRegistrations');

export interface CampaignView {
  readonly status: CampaignStatus;
  readonly version: number;
}
export const campaignView = defineQuery<CampaignView>('campaignView');
/** All that it knows, to be compared with its records. */
export interface CampaignTold {
  readonly state: CampaignState;
  /** Names this moment: another one as soon as anything was said to it, or time has changed it. */
  readonly moment: string;
}
export const campaignTold = defineQuery<CampaignTold>('campaignTold');
/** It goes on from where its records stand; only after a restore, and only from the moment that was compared. @returns its version then */
export const adoptCampaign = defineUpdate<number, [CampaignTold]>('adoptCampaign');

// --- fresh link -------------------------------------------------------------------------------------------------------

/** The papers of a closed session, made after all. */
export interface SessionPapersInput {
  readonly sessionId: string;
}

/** One mail with a fresh link to the address on file; asked for at a dead link. */
export interface FreshLinkInput {
  readonly linkId: string;
  /** Which of the day's places this request took; makes the key of the mail. */
  readonly place: string;
  readonly offsetMs: number;
}

/** What every day brings. */
export interface DailyInput {
  /** When it was asked last. */
  readonly since: Instant;
  /** Hours of a day at which it is asked, `HH:MM`. */
  readonly hours: readonly string[];
  readonly offsetMs: number;
}

/** One mail to somebody who may sign in. */
export interface AccountLetterInput {
  readonly order: AccountMail;
  /** Of the mail: a code by its number, an invitation by the version of the account. */
  readonly key: string;
  readonly offsetMs: number;
}

// --- comparing a process with its records -----------------------------------------------------------------------------

/** Everything that a docket knows, as it would hand it to its next run. */
export const docketState = defineQuery<CarriedDocket>('docketState');

/** Lines as the records have them, for a docket whose history was set back. */
export type AdoptInput = Pick<CarriedDocket, 'routes' | 'lines' | 'taken'>;
export const adoptLines = defineUpdate<{ readonly adopted: readonly string[] }, [AdoptInput]>('adoptLines');

export interface ProposalState extends ProposalView {
  readonly status: SaveProposal['status'];
  readonly leftOut: readonly LeftOut[];
  readonly answer?: SaveProposal['answer'];
  readonly decision?: RecordedPaper;
  readonly issued: readonly IssuedBatch[];
}
/** The paper that was recorded: what of it is no personal data. */
export interface RecordedPaper {
  readonly id: string;
  readonly at: Instant;
  readonly lines: readonly string[];
  readonly number?: string;
  readonly serial?: number;
  readonly date?: Day;
}
/** Certificates that were numbered together, as they were numbered. */
export interface IssuedBatch {
  readonly at: Instant;
  readonly lines: readonly string[];
  readonly numbers: readonly IssuedNumber[];
}
export const proposalState = defineQuery<ProposalState>('proposalState');

/** The version that the record has; the process goes on from there when its own is older. */
export const catchUp = defineUpdate<{ readonly version: number }, [{ readonly version: number }]>('catchUp');

// --- any workflow ----------------------------------------------------------------------------------------------------

/** Moves the business clock of a rehearsal; refused when it would go back. */
export const moveClock = defineUpdate<{ now: Instant }, [{ offsetMs: number }]>('moveClock');
