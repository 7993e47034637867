import type { WorkingCalendar } from '../domain/calendar';
import type { DateChange, Milestone } from '../domain/campaign/dates';
import type { CampaignEvent } from '../domain/campaign/machine';
import type { RegistrationAction, SettlingType } from '../domain/campaign/registration';
import type { CampaignState } from '../domain/campaign/state';
import type { CaseEvent } from '../domain/case/said';
import type { CarriedCase, CarriedOut } from '../domain/case/state';
import type { Drill, DrillReport } from '../domain/drill';
import type { Line, LineEvent } from '../domain/line';
import type { CouncilRule } from '../domain/rule';
import type { Day, Instant } from '../domain/time';
import type { CampaignStart } from '../platform/campaign-plan';
import type { ActInput, LineAnswer } from '../workflows/messages';
import type { MailOrder, SendMail } from './mails/orders';

export type * from './mails/orders';

/**
 * What the workflows can have done outside. Every activity has one outside effect and may run twice; its input names the
 * effect. Times are given by the workflow.
 */
export interface Activities {
  // docket
  saveDocket(input: SaveDocket): Promise<void>;
  loadCalendar(): Promise<WorkingCalendar>;
  // mails: one message to one person
  sendMail(input: SendMail): Promise<void>;
  // between workflows: one Update per docket, with the list of its lines
  deliver(input: Delivery): Promise<DeliveryReport>;
  // council session
  openSession(input: {
    sessionId: string;
    version: number;
    now: Instant;
    claimed: readonly string[];
    leftOut: readonly LeftOut[];
  }): Promise<OpenedSession>;
  saveSession(input: SaveSession): Promise<void>;
  /** A member takes the place of another in an open session: links, sheets and reference of the one are gone. */
  replaceMember(input: {
    sessionId: string;
    version: number;
    now: Instant;
    voterRef: string;
    by: string;
    actor: string;
    note: string;
  }): Promise<void>;
  /** The same of a member who is asked by no link. */
  replaceAtMeeting(input: {
    sessionId: string;
    version: number;
    now: Instant;
    member: string;
    by: string;
    actor: string;
    note: string;
  }): Promise<void>;
  /** A line leaves the agenda of an open session. */
  dropLine(input: {
    sessionId: string;
    version: number;
    now: Instant;
    nomination: string;
    actor: string;
    note: string;
  }): Promise<void>;
  /** Attacks the invitations of a session before they leave, as mail scanners do; changes nothing, or tells. */
  attackInvitations(input: {
    sessionId: string;
    now: Instant;
    closesAt: Instant;
    voterRefs: readonly string[];
  }): Promise<DrillReport>;
  countSession(input: CountSession): Promise<CountedSession>;
  /** The chair has decided on a tie of a counted session. */
  decideByChair(input: {
    sessionId: string;
    version: number;
    now: Instant;
    nomination: string;
    decision: 'yes' | 'no';
    by: string;
    actor: string;
    note: string;
  }): Promise<CountedSession['results'][number]>;
  destroySessionKey(input: { sessionId: string }): Promise<void>;
  renderSessionPapers(input: { sessionId: string }): Promise<void>;
  // proposal
  saveProposal(input: SaveProposal): Promise<void>;
  recordDecision(input: {
    proposalId: string;
    decision: string;
    lines: readonly string[];
    now: Instant;
  }): Promise<RecordedNumber>;
  drawDecision(input: {
    proposalId: string;
    decision: string;
    lines: readonly string[];
    now: Instant;
    actor: string;
    /** What was drawn before, when the records have lost it. */
    drawn?: DrawnNumber;
  }): Promise<RecordedNumber>;
  issueCertificates(input: {
    proposalId: string;
    decision: string;
    batch: number;
    lines: readonly string[];
    now: Instant;
    /** What was numbered before, when the records have lost it. */
    as?: readonly IssuedNumber[];
  }): Promise<readonly IssuedNumber[]>;
  renderDecision(input: { decision: string }): Promise<void>;
  /** Those of these nominations that stand under the decision. */
  renderCertificates(input: { decision: string; lines: readonly string[] }): Promise<void>;
  // case
  /** The complaints that hold this award already. */
  holdersOf(input: { caseId: string; award: string }): Promise<readonly string[]>;
  saveCase(input: SaveCase): Promise<void>;
  /** What the case is about comes about, in one transaction: a paper in its register, a certificate, the ledger. */
  carryOutCase(input: CarryOutCase): Promise<CarriedOutCase>;
  /** Tells the other open cases of an award that a complaint holds them, or lets them go on. */
  holdCases(input: { award: string; by: string; hold: boolean; step: number }): Promise<void>;
  /** Draws the paper of a case: its draft, and the file copy of what was signed. */
  renderCasePaper(input: { caseId: string }): Promise<void>;
  // what every day brings
  /** What is to be mailed because of hours of the day that have passed since an instant, and at which hours to ask again. */
  noticesOf(input: { since: Instant; now: Instant }): Promise<DayNotices>;
  // campaign
  saveCampaign(input: SaveCampaign): Promise<void>;
  /** What became of registrations: each is written whose version is the one that was seen. */
  saveRegistrations(input: {
    campaignId: string;
    now: Instant;
    actor: string;
    action: RegistrationAction & { readonly type: SettlingType };
  }): Promise<void>;
  /** Participants to be written to about a day: all of them, or those that owe what it asks, and those whose head does. */
  unitsToTell(input: { campaignId: string; milestone: Milestone; now: Instant }): Promise<UnitsToTell>;
  /** The round of the campaign, open until this day; a round that another has made under its code is left alone. */
  openRound(input: { campaignId: string; closes: Day; now: Instant; version: number }): Promise<void>;
  /** Plans the campaign whose launch comes next from this day on, by the latest that follows from this one. */
  planNextCampaign(input: { campaignId: string; from: Day; now: Instant }): Promise<NextCampaign>;
}

/** What became of the plan of the next year. `there`: somebody has planned it; `nothing`: the last one was cancelled. */
export type NextCampaign =
  | { readonly as: 'planned'; readonly start: CampaignStart }
  | { readonly as: 'calendarMissing'; readonly year: number; readonly years: readonly number[] }
  | { readonly as: 'refused'; readonly year: number; readonly fields: readonly string[] }
  | { readonly as: 'there' | 'nothing' };
export interface DayNotices {
  readonly orders: readonly MailOrder[];
  /** `HH:MM`. */
  readonly hours: readonly string[];
}

export interface SaveCampaign {
  readonly campaignId: string;
  readonly now: Instant;
  readonly state: Pick<CampaignState, 'status' | 'version' | 'working' | 'reached' | 'reminded'> &
    Pick<CampaignState['terms'], 'dates'>;
  readonly event: { readonly actor: string; readonly said: Exclude<CampaignEvent, { calendar: unknown }> | DatesSaid };
}
/** A change of days as the trail keeps it: without the calendar. */
export interface DatesSaid {
  readonly type: 'changeDates';
  readonly changes: readonly DateChange[];
  readonly note: string;
}
export interface UnitsToTell {
  readonly units: readonly string[];
  /** Those whose head has registrations to sign. */
  readonly heads: readonly string[];
}

export interface SaveCase {
  readonly caseId: string;
  readonly now: Instant;
  readonly state: CarriedCase;
  readonly event: { readonly actor: string; readonly said: CaseEvent };
}

export interface CarryOutCase {
  readonly caseId: string;
  readonly now: Instant;
  readonly actor: string;
  /** The note that holds the signed paper; a reprint has none. */
  readonly decision?: string;
  /** What the case is then. */
  readonly state: CarriedCase;
  /** What came about before, when the records have lost it: its letter has left. */
  readonly before?: CarriedOut;
}
/** Whether the register took a paper, with what came about; else why not. */
export interface CarriedOutCase {
  readonly done: boolean;
  readonly code?: string;
  readonly as?: CarriedOut;
}

/** Whether a paper has its number, with what of it is no personal data; else why not. */
export interface RecordedNumber {
  readonly recorded: boolean;
  readonly code?: string;
  readonly number?: string;
  readonly date?: Day;
  /** Of one that was drawn. */
  readonly serial?: number;
  /** Of one that an automatic register has refused: accounts of the clerks who can see to it. */
  readonly clerks?: readonly string[];
}
/** The number that an automatic register has given. */
export interface DrawnNumber {
  readonly number: string;
  readonly serial: number;
  readonly date: Day;
}
/** Number and code of a certificate: kept by the process too, so that no restore of the records can lose what is printed. */
export interface IssuedNumber {
  readonly nomination: string;
  readonly goldBookNumber: number;
  readonly verifyCode: string;
}

/** Changed lines of a docket with what happened to them; `step` counts the writes of the docket. */
export interface SaveDocket {
  readonly docketId: string;
  readonly step: number;
  readonly now: Instant;
  readonly lines: readonly Line[];
  readonly events: readonly LineEvent[];
  readonly receipts: readonly { readonly unitProposal: string; readonly code: string; readonly at: Instant }[];
  /** Set with the last write: the docket is over. */
  readonly closed?: true;
}

export interface Delivery {
  /** Names the step; with the docket it makes the update id. */
  readonly key: string;
  readonly messages: readonly { readonly docket: string; readonly input: Omit<ActInput, 'content'> }[];
}
export interface DeliveryReport {
  readonly answers: readonly LineAnswer[];
}
export interface LeftOut {
  readonly nomination: string;
  readonly code: string;
}

export interface OpenedSession {
  /** Random references of the members; who is who stands in the electorate record alone. */
  readonly electorate: readonly string[];
  /** How many members the council has, with those who vote by no link. */
  readonly members: number;
}
export interface SaveSession {
  readonly sessionId: string;
  readonly version: number;
  readonly now: Instant;
  readonly status: 'opening' | 'open' | 'closing' | 'awaitingChair' | 'closed' | 'cancelled' | 'failed';
  readonly closesAt: Instant;
  readonly extended: boolean;
  readonly drill?: Drill;
  readonly leftOut?: readonly LeftOut[];
  readonly event?: { readonly type: string; readonly actor: string; readonly note?: string };
}
export interface CountSession {
  readonly sessionId: string;
  readonly version: number;
  readonly now: Instant;
  readonly closedAt: Instant;
  /** What counts: each voter's last accepted commitment. */
  readonly counted: readonly { readonly voterRef: string; readonly commitment: string; readonly at: Instant }[];
  readonly rules: readonly { readonly nomination: string; readonly rule: CouncilRule }[];
  /** Commitment of the totals of a meeting. */
  readonly totals?: string;
  /** Written opinions that came later are named and not counted. */
  readonly cutOff?: Instant;
}
export interface CountedSession {
  readonly quorate: boolean;
  /** A line that did not pass carries the note with the reason that its unit is told. */
  readonly results: readonly {
    readonly nomination: string;
    readonly passed: boolean;
    /** A tie that is left to the chair: it has not passed, and has not failed either. */
    readonly awaitsChair?: boolean;
    readonly note?: string;
  }[];
}

export interface SaveProposal {
  readonly proposalId: string;
  readonly version: number;
  readonly now: Instant;
  readonly status:
    | 'sending'
    | 'checking'
    | 'sent'
    | 'awaitingNumber'
    | 'issuing'
    | 'issued'
    | 'forwarded'
    | 'returned'
    | 'refused'
    | 'cancelled';
  readonly leftOut?: readonly LeftOut[];
  readonly answer?: {
    readonly kind: 'approved' | 'returned';
    readonly struckOut: readonly { readonly nomination: string; readonly note: string }[];
    readonly note?: string;
    readonly at: Instant;
    readonly by: string;
  };
  readonly check?: {
    readonly outcome: 'passed' | 'returned';
    readonly note?: string;
    readonly at: Instant;
    readonly by: string;
  };
  /** A number that was refused, until one is taken. */
  readonly refused?: { readonly code: string; readonly decision?: string };
  readonly decision?: string;
  readonly event?: { readonly type: string; readonly actor: string; readonly note?: string };
}
