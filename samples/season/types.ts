import type { LineAction } from '../../domain/actions';
import type { CommendationType, Procedure } from '../../domain/award';
import type { SessionKind } from '../../domain/councilRules';
import type { Nudge } from '../../domain/overlay/nudge';
import type { Overlay, OverlayScope } from '../../domain/overlay/overlay';
import type { PaperKind } from '../../domain/pack';
import type { OuterAction, Role } from '../../domain/roles';
import type { Level } from '../../domain/route';
import type { Grade, InitiativeScope, RankingFact } from '../../domain/rules/facts';
import type { Day } from '../../domain/time';
import type { Substitution } from '../../domain/signing';

/** The sample season: made-up people of a made-up province, and the story of one year's awards as data. */
export interface Season {
  readonly units: readonly SampleUnit[];
  readonly people: readonly SamplePerson[];
  readonly accounts: readonly SampleAccount[];
  readonly councils: readonly SampleCouncil[];
  readonly authorities: readonly SampleAuthority[];
  readonly rounds: readonly SampleRound[];
  readonly printers: readonly SamplePrinter[];
  readonly overlays: readonly SampleOverlay[];
  readonly nominations: readonly SampleNomination[];
  readonly sessions: readonly SampleSession[];
  readonly proposals: readonly SampleProposal[];
  readonly facts: SampleFacts;
  /** What comes before the story: the registration of January, and what came of it. */
  readonly year: SampleYear;
  readonly story: { readonly start: string; readonly acts: readonly Act[] };
}

/** The emulation year of one unit: launched by the province, registered, signed by the head, and reviewed. */
export interface SampleYear {
  readonly start: string;
  /** As it is posted. */
  readonly campaign: { readonly code: string } & Readonly<Record<string, unknown>>;
  /** Who launches, who registers, who signs. */
  readonly office: string;
  readonly clerk: string;
  readonly head: string;
  readonly unit: string;
  readonly registrations: readonly SampleRegistration[];
  readonly review: { readonly text: string; readonly lessons: string };
  readonly days: Readonly<Record<'signed' | 'closed' | 'half' | 'reviewed', string>>;
}

export interface SampleRegistration {
  readonly registrant: { readonly kind: 'unit' | 'room' | 'person'; readonly code: string };
  readonly titles: readonly string[];
  readonly measures: string;
  readonly responsible?: string;
  /** With the figures that were reached. */
  readonly targets: readonly ({ readonly code: string; readonly firstHalf: string; readonly year: string } & Readonly<
    Record<string, string>
  >)[];
}

/** What is known of people and rooms besides their dossiers; awards of the past stand in `history.csv`. */
export interface SampleFacts {
  readonly grades: readonly { readonly person: string; readonly year: number; readonly grade: Grade }[];
  readonly initiatives: readonly SampleInitiative[];
  readonly headcounts: readonly { readonly unit: string; readonly year: number; readonly headcount: number }[];
  readonly rankings: readonly ({ readonly unit: string; readonly year: number } & RankingFact)[];
}

export interface SampleInitiative {
  readonly code: string;
  readonly title: string;
  readonly nature: 'initiative' | 'topic';
  readonly authors: readonly string[];
  readonly unit: string;
  readonly scope: InitiativeScope;
  readonly recognisedOn: Day;
  readonly decisionNumber: string;
}

/** A printer of blanks. */
export interface SamplePrinter {
  readonly code: string;
  readonly name: string;
  readonly nudge: Nudge;
}

/** Where the facts of a certificate stand on a blank. */
export interface SampleOverlay extends Overlay, OverlayScope {
  readonly code: string;
  readonly name: string;
}

export interface SampleUnit {
  readonly code: string;
  readonly name: string;
  /** `room`: a part of another unit, nominated through it. `block`: an emulation block (khối thi đua). */
  readonly kind: 'department' | 'commune' | 'hospital' | 'room' | 'block' | 'other';
  readonly parent?: string;
  /** Stands in the symbols of its papers: `STC` in `187/TTr-STC`. */
  readonly symbol: string;
  readonly validFrom: Day;
  readonly validTo?: Day;
  readonly successor?: string;
  readonly officer?: { readonly name: string; readonly email: string; readonly phone: string };
  readonly handledBy?: string;
}

export interface SamplePerson {
  readonly code: string;
  readonly name: string;
  readonly address: 'Ông' | 'Bà' | 'đồng chí';
  readonly post: string;
  readonly unit: string;
  readonly email: string;
  readonly birthDate: Day;
  readonly sex: 'male' | 'female';
  readonly language: 'vi';
}

/** Who works with the service in the story; without a unit, for the province. */
export interface SampleAccount {
  readonly person: string;
  readonly role: Role;
  readonly unit?: string;
  /** The last day on which the person may sign in so. */
  readonly until?: Day;
}

export interface SampleCouncil {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  /** Absent for the council of the province. */
  readonly unit?: string;
  readonly validFrom: Day;
  readonly members: readonly { readonly person: string; readonly role: string; readonly secretary: boolean }[];
}

export interface SampleAuthority {
  readonly code: string;
  readonly level: Level;
  readonly unit?: string;
  /** Who answers and signs. */
  readonly person: string;
  /** At U03 a deputy signs for a time, for its head is a nominee herself. */
  readonly substitutions?: readonly Substitution[];
  readonly office?: { readonly name: string; readonly email: string };
  readonly title: string;
  readonly issuer: string;
  readonly superior?: string;
  readonly place: string;
  readonly register: { readonly symbol: string; readonly mode: 'manual' | 'automatic' };
}

export interface SampleRound {
  readonly code: string;
  readonly name: string;
  readonly awardYear: number;
  readonly awards: readonly string[];
  readonly units: readonly string[];
  readonly deadline: Day;
  readonly officer: string;
}

export type Nominee =
  | {
      readonly kind: 'person';
      readonly person: string;
      readonly name: string;
      readonly address: SamplePerson['address'];
      readonly post: string;
      readonly unitName: string;
    }
  | { readonly kind: 'collective'; readonly collective: string; readonly name: string }
  | { readonly kind: 'household'; readonly name: string; readonly residence: string };

export interface SamplePaper {
  readonly kind: PaperKind;
  readonly title: string;
  readonly number?: string;
  readonly date?: Day;
  readonly form?: 'original' | 'certifiedCopy' | 'plainCopy';
  readonly certified?: boolean;
}

/** A paper that settles something: with number and date. */
export type NumberedSamplePaper = SamplePaper & Required<Pick<SamplePaper, 'number' | 'date'>>;

/** A nomination as it is posted to the API; without a round it is an ad hoc case. */
export interface NominationBody {
  readonly unit: string;
  readonly round?: string;
  readonly award: string;
  readonly awardYear: number;
  readonly commendationType: CommendationType;
  readonly procedure: Procedure;
  readonly posthumous: boolean;
  readonly nominee: Nominee;
  readonly achievementPeriod: { readonly from: Day; readonly to: Day };
  readonly merit: string;
  readonly basis: string;
  /** Code of the criterion, where the award has several; and the initiatives that the nomination rests on. */
  readonly criterion?: string;
  readonly initiatives?: readonly string[];
  readonly flags: readonly string[];
  readonly papers: readonly SamplePaper[];
}

/** What the story shows with a nomination, beyond the plain way. */
export type Situation =
  | 'returnedAndResubmitted'
  | 'declinedByCouncil'
  | 'struckOut'
  | 'heldAndReleased'
  | 'withdrawn'
  | 'recalledDuplicate'
  | 'centralReceived'
  | 'consulted'
  | 'recusal'
  | 'simplifiedHousehold'
  | 'blockedByCheck';

export interface SampleNomination {
  readonly key: string;
  readonly body: NominationBody;
  readonly expect: {
    /** Status when the story ends. */
    readonly status: 'draft' | 'issued' | 'received' | 'central' | 'declined' | 'withdrawn';
    readonly situations?: readonly Situation[];
    readonly note: string;
  };
}

/** What a member says about one nomination, where it is not yes. */
export interface Choice {
  readonly member: string;
  readonly nomination: string;
  readonly choice: 'no' | 'recused';
  readonly reason?: string;
}

export interface SampleSession {
  readonly key: string;
  readonly name: string;
  readonly council: string;
  readonly kind: SessionKind;
  readonly ballot: 'named' | 'secret';
  readonly basis: {
    readonly foundingDecision: string;
    readonly regulation: string;
    readonly article: string;
    readonly orderedBy: string;
  };
  /** Ban kiểm phiếu: two or three; a secret ballot needs it. */
  readonly countingBoard?: readonly { readonly name: string; readonly post: string; readonly person?: string }[];
  readonly closesAt: string;
  readonly closing: 'atTime' | 'whenAllVoted';
  readonly nominations: readonly string[];
  /** The sheets that count in the end: yes on every line but the exceptions. The silent send none. */
  readonly votes: { readonly exceptions: readonly Choice[]; readonly silent: readonly string[] };
  readonly minutes: NumberedSamplePaper;
  readonly expect: readonly {
    readonly nomination: string;
    readonly yes: number;
    readonly no: number;
    readonly recused: number;
    readonly passed: boolean;
  }[];
}

export interface SampleProposal {
  readonly key: string;
  /** Number and day of the paper that puts the list to the authority. */
  readonly number: string;
  readonly date: Day;
  readonly authority: string;
  readonly power: 'decide' | 'forward';
  readonly mode: 'link' | 'recorded';
  readonly submitter: string;
  readonly nominations: readonly string[];
  /** Lines that the authority takes off the list when it answers; the others it approves. */
  readonly struckOut: readonly { readonly nomination: string; readonly reason: string }[];
  /** The signed, numbered paper that the clerk records. */
  readonly signed: {
    readonly number: string;
    readonly date: Day;
    readonly signer: string;
    readonly signerPost: string;
    readonly form: 'direct' | 'TM.' | 'KT.';
  };
}

/** An action on lines as a person says it: without the ids that the service makes of its texts and papers. */
export type SaidAction = {
  [T in OuterAction]: Omit<Extract<LineAction, { type: T }>, 'note' | 'dossier' | 'decision'>;
}[OuterAction];

/** Texts and papers that go with an action. */
export interface ActNote {
  readonly reason?: string;
  readonly citation?: string;
  readonly items?: readonly { readonly field: string; readonly reason: string; readonly citation: string }[];
  readonly paper?: NumberedSamplePaper;
  readonly places?: readonly string[];
}

/** One thing that happens. `by` is the person of an account. */
export type Act =
  /** The rehearsal clock is moved to this time; what is due by then (reminders, closings, ends of periods) happens. */
  | { readonly act: 'clock'; readonly to: string }
  | { readonly act: 'create'; readonly by: string; readonly nominations: readonly string[] }
  /** Drafts are checked; `finds`: the rules that stand in the way of each, none when it is fit to be sent. */
  | { readonly act: 'check'; readonly by: string; readonly finds: Readonly<Record<string, readonly string[]>> }
  /** The province recognises a wider scope of an initiative. */
  | { readonly act: 'recognise'; readonly by: string; readonly initiative: SampleInitiative }
  | {
      readonly act: 'submit';
      readonly by: string;
      readonly unit: string;
      readonly round?: string;
      readonly number: string;
      readonly date: Day;
      readonly signer: string;
      readonly nominations: readonly string[];
      readonly contact: {
        readonly name: string;
        readonly email: string;
        readonly phone: string;
        readonly language: 'vi';
      };
    }
  /** An action on lines, maybe of several dockets. `replace`: papers that take the place of those of their kind. */
  | {
      readonly act: 'line';
      readonly by: string;
      readonly nominations: readonly string[];
      readonly action: SaidAction;
      readonly note?: ActNote;
      readonly replace?: readonly SamplePaper[];
    }
  | { readonly act: 'openSession' | 'signMinutes'; readonly by: string; readonly session: string }
  /** These members send their sheets through their links; `firstChoices` are said first and changed later. */
  | {
      readonly act: 'vote';
      readonly session: string;
      readonly members: readonly string[];
      readonly firstChoices?: readonly Choice[];
    }
  /** These members open the link again and send the sheet that counts. */
  | { readonly act: 'changeVote'; readonly session: string; readonly members: readonly string[] }
  /** `propose`: created and sent. `decide`: the authority by its link, or its office for it. `record`: the signed paper. */
  | { readonly act: 'propose' | 'decide' | 'record'; readonly by: string; readonly proposal: string };
