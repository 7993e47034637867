import type { Amendment } from '../../../domain/campaign/amendment';
import type { CampaignDates, CampaignKind, Milestone } from '../../../domain/campaign/dates';
import type { RegistrantKind, RegistrationStatus } from '../../../domain/campaign/registration';
import type { CampaignStatus } from '../../../domain/campaign/state';
import type { Period, ResultEntry, Target } from '../../../domain/campaign/target';
import type { Day, Instant } from '../../../domain/time';

/** What a movement has to say of itself (Law 06/2022/QH15 art. 17). */
export interface CampaignTexts {
  readonly aims: string;
  readonly scope: string;
  readonly subjects: string;
  readonly criteria: string;
  readonly plan: string;
  readonly measures: string;
}

/** The document that launches it (văn bản phát động). */
export interface LaunchingDocument {
  readonly title: string;
  readonly number: string;
  readonly date: Day;
  readonly file?: string;
}

/** A year of emulation or a movement with a theme, as its workflow last wrote it. */
export interface CampaignRecord {
  readonly _id: string; // code
  readonly kind: CampaignKind;
  readonly name: string;
  readonly theme?: string;
  readonly year: number;
  /** The unit that launches it; absent: the province. */
  readonly unit?: string;
  readonly texts: CampaignTexts;
  /** How often its words have been changed; the trail has those of before. */
  readonly edition?: number;
  readonly document?: LaunchingDocument;
  /** Units that register, report and nominate. */
  readonly participants: readonly string[];
  /** What the round is for that it opens; without any it opens none. The round has the code of the campaign. */
  readonly awards: readonly string[];
  /** The days asked for, those that hold, and when each came. */
  readonly asked: CampaignDates;
  readonly working: CampaignDates;
  readonly reached: Readonly<Partial<Record<Milestone, Instant>>>;
  readonly reminded: readonly string[];
  readonly remindWorkingDays: readonly number[];
  readonly clonedFrom?: string;
  /** Notes with the reasons of what was changed. */
  readonly notes: readonly string[];
  /** Hash of what was asked, so that the same submission makes one campaign. */
  readonly content: string;
  readonly status: CampaignStatus;
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly closedAt?: Instant;
}

/** Who registers, as it was called then. */
export interface Registrant {
  readonly kind: RegistrantKind;
  /** Code of the unit, room or person. */
  readonly code: string;
  readonly name: string;
  readonly post?: string;
}

/** What was looked back on at mid-year or at the end, with lessons (rút kinh nghiệm). A later one replaces; the trail keeps all. */
export interface ReviewRecord {
  readonly period: Period;
  readonly text: string;
  readonly lessons: string;
  readonly at: Instant;
  readonly by: string;
}

/** A registration for emulation (đăng ký thi đua), with what came of it. */
export interface RegistrationRecord {
  readonly _id: string;
  readonly campaign: string;
  readonly year: number;
  /** The participant whose head signs; a room and a person stay where they registered. */
  readonly unit: string;
  readonly registrant: Registrant;
  /** Whom facts are about: `people/P01`, `units/U01a`. */
  readonly about: string;
  /** Codes of the titles and awards aimed at. */
  readonly titles: readonly string[];
  readonly targets: readonly Target[];
  /** What is to be done for it (giải pháp). */
  readonly measures: string;
  /** Who answers for it, by code of a person. */
  readonly responsible?: string;
  readonly status: RegistrationStatus;
  readonly submitted?: { readonly at: Instant; readonly by: string };
  readonly sentBack?: { readonly at: Instant; readonly by: string; readonly note: string };
  readonly signed?: { readonly at: Instant; readonly by: string; readonly signer?: string };
  /** How it was amended since; `titles`, `targets` and `measures` are what holds now. */
  readonly amendments?: readonly Amendment[];
  readonly results: readonly ResultEntry[];
  readonly reviews: readonly ReviewRecord[];
  /** Hash of what was asked when it was made. */
  readonly content: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
}
