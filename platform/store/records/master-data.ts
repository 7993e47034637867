import type { CommendationType } from '../../../domain/award';
import type { Nudge } from '../../../domain/overlay/nudge';
import type { Overlay, OverlayScope } from '../../../domain/overlay/overlay';
import type { NumberRegister, ProvincePack } from '../../../domain/pack';
import type { Level } from '../../../domain/route';
import type { Substitution } from '../../../domain/signing';
import type { RuleSet } from '../../../domain/rules/ruleSet';
import type { Day, Instant } from '../../../domain/time';
import type { Address, Language } from './common';

/** Master data: who and what there is, written by the API. */

export interface UnitRecord {
  readonly _id: string;
  readonly name: string;
  readonly kind: 'department' | 'commune' | 'hospital' | 'room' | 'block' | 'other';
  readonly parent?: string;
  /** Abbreviation in document symbols: `STC` in `1034/TTr-STC`. */
  readonly symbol: string;
  readonly validFrom: Day;
  readonly validTo?: Day;
  readonly successor?: string;
  readonly email?: string;
  readonly phone?: string;
  /** Who signs the papers of the unit: its head, with the post as it stands under a paper. */
  readonly head?: { readonly name: string; readonly post: string };
  /** Who receives the office's notices at this level (officer in charge). */
  readonly officer?: { readonly name: string; readonly email: string; readonly phone: string };
  /** Who at the province's office works on what this unit sends (chuyên viên thụ lý); code of a person. */
  readonly handledBy?: string;
}

export interface PersonRecord {
  readonly _id: string;
  readonly name: string;
  readonly address: Address;
  readonly post: string;
  readonly unit: string;
  readonly birthDate?: Day;
  readonly sex?: 'female' | 'male';
  readonly email?: string;
  readonly language: Language;
}

/** One version of a council; the version in force on the voting day is the electorate and the base. */
export interface CouncilRecord {
  readonly _id: string; // `${code}@${validFrom}`
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  /** The unit whose council it is; absent for the provincial council. */
  readonly unit?: string;
  readonly validFrom: Day;
  /** The decision by which it sits in this composition. */
  readonly paper?: { readonly number: string; readonly date: Day };
  readonly members: readonly CouncilMember[];
}
export interface CouncilMember {
  readonly person: string;
  readonly role: string;
  readonly secretary: boolean;
}

/** Who decides or forwards at a level: the head of a unit, the Chair of the province. */
export interface AuthorityRecord {
  readonly _id: string;
  readonly level: Level;
  readonly unit?: string;
  readonly person: string;
  /** Whose decision it is, as in running text: `Chủ tịch Ủy ban nhân dân tỉnh Đ`. */
  readonly title: string;
  /** Issuer in the upper left corner of papers, with the body above it. */
  readonly issuer: string;
  readonly superior?: string;
  readonly place: string;
  /** Who signs in its place, when, and by which paper. */
  readonly substitutions?: readonly Substitution[];
  /** Its own office, which is reminded of lists that wait, and may look at them first. */
  readonly office?: { readonly name: string; readonly email: string };
  /** Register of the decisions that it signs. */
  readonly register: { readonly symbol: string; readonly mode: 'manual' | 'automatic' };
}

/** One version of a number register: the one in force on the day of a paper says how it is numbered. */
export interface RegisterRecord extends NumberRegister {
  readonly _id: string; // `${code}@${validFrom}`
  readonly validFrom: Day;
}

/** The last number that was used in a series outside the service, most often before it started. */
export interface RegisterFloorRecord {
  readonly _id: string; // series
  readonly serial: number;
  readonly number: string;
  readonly date: Day;
  readonly reason: string;
  readonly at: Instant;
  readonly by: string;
}

export interface RoundRecord {
  readonly _id: string;
  readonly name: string;
  readonly awardYear: number;
  readonly awards: readonly string[];
  readonly units: readonly string[];
  /** Last day on which units send. */
  readonly deadline: Day;
  readonly officer?: string;
  /** Of a round that a movement with a theme has opened: what comes from it does not count for merit (R15). */
  readonly commendationType?: CommendationType;
}

/** A printer on which blanks are printed, and by how much it misses. */
export interface PrinterRecord {
  readonly _id: string;
  readonly name: string;
  /** Whose it is; absent: the province's, on which everybody may print. */
  readonly unit?: string;
  readonly nudge: Nudge;
}

/** One version of the coordinates of a blank; the latest that has begun is printed by. */
export interface OverlayRecord extends Overlay, OverlayScope {
  readonly _id: string; // `${code}@${validFrom}`
  readonly code: string;
  readonly name: string;
}

export interface CalendarRecord {
  readonly _id: number; // year
  readonly off: readonly Day[];
  readonly extraWorking: readonly Day[];
  /** The papers that say so: Labour Code, the notice of the year. */
  readonly citation?: string;
}

/** One version of the rules of one source; loaded once, never edited. */
export interface RuleSetRecord {
  readonly _id: string; // `national@2025.1`
  readonly code: string;
  readonly version: string;
  readonly effectiveFrom: Day;
  readonly set: RuleSet;
  /** Of the province: everything else that it regulates itself. */
  readonly pack?: ProvincePack;
  /** SHA-256 of the content. */
  readonly hash: string;
  readonly loadedAt: Instant;
  readonly loadedBy: string;
}
