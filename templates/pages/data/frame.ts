import type { Kind, Office, Person } from '../../mail/data';

export type { Kind, Person };

import type { AppFrame } from './app';

/** What stands on top and at the bottom of every page. */
export interface Frame {
  readonly office: Pick<Office, 'council' | 'body' | 'phone'>;
  /** The same page in the other language, as a relative address. Absent on answers to a POST. */
  readonly otherLanguage?: string;
  /** Opened by somebody who is signed in: then the frame of his pages stands around it instead. */
  readonly frame?: AppFrame;
}

/** A form: where it is posted, relative, and its fresh id. */
export interface Form {
  readonly action: string;
  readonly submission: string;
}

/** A file of a dossier; opens beside the sheet, so that no choice is lost. */
export interface Paper {
  readonly name: string;
  readonly url: string;
}
