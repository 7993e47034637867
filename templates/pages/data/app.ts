import type { Role } from '../../../domain/roles';
import type { Day, Instant } from '../../../domain/time';
import type { Form, Frame } from './frame';
import type { PublicPages } from './public';
import type { WorkbookPages } from './workbook';

/** Places of the navigation for the daily work, in this order. Which of all of them somebody sees, his rights say. */
const dailyEntries = [
  'today',
  'submit',
  'nominations',
  'campaigns',
  'rounds',
  'sessions',
  'proposals',
  'decisions',
  'certificates',
  'cases',
] as const;

/** The others: what is kept, and what is looked at now and then. */
const otherEntries = [
  'initiatives',
  'statistics',
  'registers',
  'people',
  'units',
  'councils',
  'calendars',
  'substitutions',
  'import',
  'mails',
  'mail-texts',
  'audit',
  'access',
] as const;

/** The places of the navigation. */
export const appEntries = [...dailyEntries, ...otherEntries] as const;
export type AppEntry = (typeof appEntries)[number];

/** Whether a place is for the daily work, and stands in the first row of the navigation. */
export const isDaily = (entry: AppEntry): boolean => dailyEntries.some((one) => one === entry);

/** What somebody may be: a role, and of which unit, by its name. */
export interface Place {
  /** Names it in forms. */
  readonly id: string;
  readonly role: Role;
  readonly unit?: string;
  readonly current: boolean;
}

/** A role as it was given, for good or until the end of a day. */
export type Held = Place & { readonly until?: Day };

/** What stands around every page behind sign-in. */
export interface AppFrame {
  /** The unit that he acts for, or the standing body of the province. */
  readonly agency: string;
  readonly person: string;
  readonly role: Role;
  /** The id of what he is now: every form of a page says it, so that none is carried out as something else. */
  readonly as: string;
  readonly entries: readonly {
    readonly entry: AppEntry;
    readonly href: string;
    readonly current: boolean;
    /** In the first row of the navigation. */
    readonly daily: boolean;
  }[];
  /** Present when he may be several things. */
  readonly places?: readonly Place[];
  /** Whom he can call. */
  readonly officer: { readonly body: string; readonly name: string; readonly phone: string };
  /** Where the choice of language and role leads back to; of an answer to a POST, its form. */
  readonly here: string;
}

/** Every page behind sign-in: `{{#> app title=…}} … {{/app}}`. */
export interface InApp {
  readonly frame: AppFrame;
}

/** One of the words that somebody had typed into a form, in its order. */
export interface TypedText {
  readonly no: number;
  readonly text: string;
}

export interface AppPages extends WorkbookPages {
  /** Fields: `mail`, `next`. */
  'sign-in': Frame & {
    readonly mail?: string;
    readonly next?: string;
    /** Why this page is shown. */
    readonly note?:
      'over' | 'kept' | 'keptFiles' | 'signedOut' | 'noCookie' | 'lost' | 'agencyFailed' | 'agencyUnknown';
    readonly wrong?: 'mail' | 'tooMany';
    /** With the agency's own sign-in, where it leads. */
    readonly agency?: { readonly name: string; readonly href: string };
  };
  /** Fields: `code`; of the other form `mail`, `next`. */
  'sign-in-code': Frame & {
    readonly mail: string;
    readonly next?: string;
    readonly minutes: number;
    readonly wrong?: { readonly kind: 'incomplete' | 'over' } | { readonly kind: 'wrong'; readonly left: number };
  };
  /** He may sign in no more, or no more as what he was. Fields: `as`. */
  'sign-in-refused': Frame & {
    readonly role?: Role;
    readonly places: readonly Place[];
    /** What he had typed, where he was about to send something: it is kept. */
    readonly texts?: readonly TypedText[];
  };
  /** What comes first, until a role has a page of its own. */
  'app/today': InApp;
  'app/problem': InApp & Omit<PublicPages['problem'], 'office' | 'otherLanguage'>;
  /** Forms: `language`; `phone`; `browser` = the id of one, or `all`. */
  'app/account': InApp & {
    readonly name: string;
    readonly mail: string;
    readonly language: 'vi' | 'en';
    /** As it is on record, or as it was typed where that is no number. */
    readonly phone: string;
    readonly wrongPhone: boolean;
    readonly may: readonly Held[];
    readonly browsers: readonly {
      readonly id: string;
      readonly device?: string;
      readonly startedAt: Instant;
      readonly seenAt: Instant;
      /** The one that asks. */
      readonly own: boolean;
    }[];
    readonly done?: 'language' | 'phone' | 'signedOut';
  };
  'app/access': InApp & {
    readonly accounts: readonly {
      readonly href: string;
      readonly name: string;
      readonly mail: string;
      readonly ended: boolean;
      readonly may: readonly Held[];
    }[];
    readonly next?: string;
  };
  /**
   * A new account, or one that is there. Fields: `mail`, `name`, `phone`, `language`, `status`, and for each row `role.<no>`,
   * `unit.<no>`, `until.<no>`; of the other form `step` = `invite`.
   */
  'app/access-form': InApp &
    Form & {
      readonly typed: {
        readonly mail: string;
        readonly name: string;
        readonly phone: string;
        readonly language: 'vi' | 'en';
        readonly status: 'active' | 'ended';
        readonly rows: readonly {
          readonly no: number;
          readonly role: string;
          readonly unit: string;
          readonly until: string;
        }[];
      };
      readonly units: readonly { readonly code: string; readonly name: string }[];
      /** What is wrong with which field; `name.<no>` in a row. */
      readonly wrong?: readonly { readonly field: string; readonly sentence: string }[];
      readonly refused?: 'LAST_ADMINISTRATOR' | 'STATE_CHANGED';
      /** Of an account that is there. */
      readonly about?: {
        readonly name: string;
        readonly ended: boolean;
        readonly seenAt?: Instant;
        readonly invitation?: { readonly status: 'queued' | 'accepted' | 'failed'; readonly at: Instant };
      };
      readonly done?: 'invited' | 'saved' | 'resent';
    };
  /** A form that came when nobody was signed in any more. Fields: its own; of the other form `submission`. */
  'app/kept': InApp &
    Form & {
      readonly at: Instant;
      readonly kept: readonly { readonly name: string; readonly value: string }[];
      /** The words among it, for its reader. */
      readonly texts: readonly TypedText[];
      readonly files: boolean;
      /** Typed by somebody who is something else now: he may become it again, unless `places` is empty. */
      readonly other: boolean;
      readonly places: readonly Place[];
      readonly discard: string;
    };
}
