import type { MailText } from '../../../domain/mailText';
import type { Day, Instant } from '../../../domain/time';
import type { Language } from './common';

/** Templates of papers that an agency has changed in its word processor, and since when it uses them. */

/** One version as it was uploaded. Written once. */
export interface TemplateVersionRecord {
  readonly _id: string; // `${scope}/${version}`
  /** Kind of paper and agency: `decision@STC`; `decision@` is the province's. */
  readonly scope: string;
  readonly kind: string;
  readonly unit?: string;
  /** From 1; 0 is what comes with the service. */
  readonly version: number;
  /** Name of the file as it was uploaded. */
  readonly name: string;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Placeholders that it uses, as paths. */
  readonly used: readonly string[];
  readonly at: Instant;
  readonly by: string;
}

/** From which day a version is used, and why. Written once; what was decided last for the latest day that has begun holds. */
export interface TemplateAdoptionRecord {
  readonly _id: string;
  readonly scope: string;
  /** Counts the adoptions of the scope. */
  readonly no: number;
  readonly version: number;
  readonly from: Day;
  readonly reason: string;
  readonly at: Instant;
  readonly by: string;
}

/** What an agency says in one mail in its own words. Written once; the last version is in force. */
export interface MailTextRecord extends MailText {
  readonly _id: string; // `${scope}/${version}`
  /** Mail, language and agency: `return.vi@STC`; `return.vi@` is the province's. */
  readonly scope: string;
  readonly kind: string;
  readonly lang: Language;
  readonly unit?: string;
  /** From 1; 0 is what comes with the service. */
  readonly version: number;
  /** The version that was put back; absent: it was written anew. */
  readonly putBack?: number;
  /** What made it: the same submission again is the same version. */
  readonly wish: string;
  readonly at: Instant;
  readonly by: string;
}
