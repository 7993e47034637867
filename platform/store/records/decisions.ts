import type { Text } from '../../../domain/award';
import type { CertificateStatus, LifeEntry } from '../../../domain/case/life';
import type { Level } from '../../../domain/route';
import type { Day, Instant } from '../../../domain/time';
import type { Nominee, Paper } from './nominations';

/** Proposals to an authority, its decisions, and the certificates under them. */

export const proposalStatuses = [
  'draft',
  'sending',
  'checking',
  'sent',
  'awaitingNumber',
  'issuing',
  'issued',
  'forwarded',
  'returned',
  'refused',
  'cancelled',
] as const;
export type ProposalStatus = (typeof proposalStatuses)[number];

export interface ProposalLine {
  readonly nomination: string;
  readonly docket: string;
  readonly award: string;
  readonly no: number;
}

export interface ProposalRecord {
  readonly _id: string;
  /** Own number of the paper that puts the list to the authority. */
  readonly number: string;
  readonly date: Day;
  readonly authority: string;
  readonly level: Level;
  readonly unit?: string;
  readonly power: 'decide' | 'forward';
  readonly mode: 'link' | 'recorded';
  readonly submitter: string;
  readonly lines: readonly ProposalLine[];
  readonly leftOut: readonly { readonly nomination: string; readonly code: string }[];
  readonly status: ProposalStatus;
  /** Its office looks at the list before the authority does. */
  readonly check?: ProposalCheck;
  readonly answer?: ProposalAnswer;
  /** The last number that was refused; gone when one was taken. */
  readonly refused?: { readonly code: string; readonly decision?: string };
  readonly decision?: string;
  readonly sentAt?: Instant;
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

/** `by` and `at` are absent until it has been looked at. */
export interface ProposalCheck {
  readonly outcome: 'awaited' | 'passed' | 'returned';
  readonly note?: string;
  readonly at?: Instant;
  readonly by?: string;
}

export interface ProposalAnswer {
  readonly kind: 'approved' | 'returned';
  readonly struckOut: readonly { readonly nomination: string; readonly note: string }[];
  readonly note?: string;
  readonly at: Instant;
  readonly by: string;
}

export const decisionKinds = [
  'decision',
  'forward',
  'external',
  'paper',
  'correction',
  'replacement',
  'revocation',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** What the authority or the clerk said, stored before the proposal hears of it. */
export interface DecisionRecord {
  readonly _id: string;
  readonly proposal?: string;
  /** The case that it settles: a correction letter, a replacing or a revoking decision. */
  readonly case?: string;
  /** `paper`: an outgoing paper that is none of a proposal, such as minutes of a council. */
  readonly kind: DecisionKind;
  /** Of a `paper`: the unit in whose register it stands, and the session that it is about. */
  readonly unit?: string;
  readonly session?: string;
  readonly register: string; // `${authority}/${year}`
  readonly number: string; // `05/QĐ-UBND`
  readonly serial?: number; // running number in the register
  readonly date: Day;
  readonly signer: string;
  readonly signerPost: string;
  readonly form: 'direct' | 'TM.' | 'KT.' | 'TL.' | 'TUQ.';
  readonly authority?: string;
  readonly subject: string;
  readonly lines: readonly string[];
  /** The signed paper as it came with number and date. */
  readonly file?: string;
  /** Files of the signed paper that came afterwards; the last one holds. */
  readonly signed?: readonly SignedFile[];
  readonly at: Instant;
  readonly by: string;
  /** GridFS ids of what was rendered, once it is. */
  readonly documents?: { readonly decision?: StoredDocument };
}

/** A file of a signed paper, with the reason why it was taken although it differs from the draft. */
export interface SignedFile {
  readonly file: string;
  readonly at: Instant;
  readonly by: string;
  readonly reason?: string;
}

export interface StoredDocument {
  readonly file: string;
  readonly sha256: string;
  readonly renderer: string;
  readonly bytes: number;
}

/** Bàn giao: who has received what hangs on the wall, on which day, and the slip that was signed. Written once. */
export interface HandedOver {
  readonly on: Day;
  readonly to: string;
  readonly paper?: Paper;
  /** Whose awards were handed over at once on this paper, where its scan lies with the decision. */
  readonly units?: readonly string[];
  readonly by: string;
  readonly at: Instant;
}

export interface CertificateRecord {
  readonly _id: string; // `${decision}/${nomination}`
  /** Public number: `SV-QĐ-UBND-2026-00012`, from the gold book. */
  readonly number: string;
  readonly goldBook: string; // register
  readonly goldBookNumber: number;
  readonly verifyCode: string;
  readonly decision: string;
  readonly nomination: string;
  readonly award: string;
  readonly unit: string;
  readonly snapshot: {
    readonly nominee: Nominee;
    readonly merit: string;
    readonly posthumous: boolean;
    readonly awardName: Text;
    readonly unitName: string;
  };
  /** What it is worth, by its entries; and the record of the paper that says so. */
  readonly status: CertificateStatus;
  readonly statusPaper?: string;
  /** What has happened to it since, oldest first. Entries are added, never changed. */
  readonly entries?: readonly LifeEntry[];
  readonly issuedAt: Instant;
  readonly handedOver?: HandedOver;
  readonly document?: StoredDocument;
}
