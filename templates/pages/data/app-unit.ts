import type { Day, Instant } from '../../../domain/time';
import type { InApp } from './app';
import type { Form } from './frame';

/** Pages on which a unit writes, checks and sends, and sees what has become of it. */

/** Green, amber, red; every colour goes with its words. */
export type Light = 'ok' | 'due' | 'stop';

/** One award that may be proposed, with where a draft of it begins. */
export interface OpportunityShown {
  readonly award: string;
  readonly ownPower: boolean;
  readonly papers: readonly string[];
  readonly councilFrom?: Day;
  readonly citation: string;
  /** `person`, `collective`, `household`. */
  readonly begin: readonly { readonly kind: string; readonly href: string }[];
  /** The list to tick. */
  readonly ticks?: string;
}
export interface OccasionShown {
  /** Absent: at any time. */
  readonly name?: string;
  readonly deadline?: Day;
  readonly awards: readonly OpportunityShown[];
  /** Where its drafts are sent, while there are some. */
  readonly send?: string;
  readonly papers?: readonly { readonly kind: string; readonly href: string }[];
}

/** One finding, as a line of the checklist. */
export interface CheckShown {
  readonly light: Light;
  readonly say: string;
  readonly citation: string;
  readonly missing: readonly string[];
}
export interface ChecklistShown {
  readonly light: Light;
  readonly stands: readonly CheckShown[];
  readonly met: readonly CheckShown[];
}

export interface DraftShown {
  readonly id: string;
  readonly href: string;
  readonly name: string;
  readonly award: string;
  readonly unitName: string;
  readonly light: Light;
  /** What stands in its way first, in words. */
  readonly first?: string;
  readonly handedUp: boolean;
  readonly version: number;
  readonly chosen?: boolean;
  readonly error?: string;
}

export interface SentShown {
  readonly href: string;
  readonly number: string;
  readonly date: Day;
  readonly receipt?: string;
  readonly lines: number;
}

/** A field of the form of a draft. `before`: what the records hold when somebody else has saved meanwhile. */
export interface FieldShown {
  readonly name: string;
  readonly value: string;
  readonly error?: string;
  readonly before?: string;
}

export interface PlaceShown {
  readonly kind: string;
  readonly name: string;
  /** The level that proposes must certify it. */
  readonly certified: boolean;
  readonly certifiable: boolean;
  readonly saidCertified: boolean;
  readonly file?: { readonly name: string; readonly href: string; readonly id: string };
  readonly error?: string;
}

export interface UnitAppPages {
  'app/unit/today': InApp & {
    readonly asOf: Instant;
    readonly toCorrect: readonly {
      readonly name: string;
      readonly award: string;
      readonly due?: Day;
      readonly href: string;
    }[];
    readonly toConfirm: readonly { readonly n: number; readonly due?: Day; readonly href: string }[];
    readonly occasions: readonly OccasionShown[];
    readonly drafts: number;
    readonly underWay: number;
    readonly sent: readonly SentShown[];
  };
  /** What can be proposed, and the drafts. */
  'app/unit/submit': InApp & {
    readonly occasions: readonly OccasionShown[];
    readonly drafts: readonly DraftShown[];
    readonly more: boolean;
    /** What was done just now. */
    readonly done?: { readonly kind: 'ticked' | 'discarded' | 'handedUp'; readonly n: number };
    readonly room: boolean;
  };
  /** Fields: `submission`, `person` or `collective`, or `name`; `round`, `award`, `kind` stand in the address. */
  'app/unit/new': InApp &
    Form & {
      readonly award: string;
      readonly round?: string;
      readonly kind: string;
      readonly people: readonly { readonly code: string; readonly name: string; readonly chosen: boolean }[];
      readonly name: string;
      readonly extra: string;
      readonly error?: string;
      /** What is wrong with a name that was typed; absent when something is lacking. */
      readonly fault?: string;
      readonly last: readonly { readonly id: string; readonly name: string; readonly year: number }[];
    };
  /**
   * One draft. Fields: `submission` (with its version), those of `fields`, `flag.<code>`, `initiative.<code>`, `secret`, `posthumous` = `yes`,
   * `file.<kind>`, `certified.<kind>`; `step` = `save` | `discard` | `remove.<file>`.
   */
  'app/unit/draft': InApp &
    Form & {
      readonly id: string;
      readonly award: string;
      readonly round?: string;
      readonly kind: string;
      readonly saved: boolean;
      readonly conflict: boolean;
      readonly errors: readonly { readonly to: string; readonly text: string }[];
      readonly fields: Readonly<Record<string, FieldShown>>;
      readonly addresses: readonly { readonly value: string; readonly chosen: boolean }[];
      readonly flags: readonly { readonly code: string; readonly name: string; readonly on: boolean }[];
      readonly initiatives: readonly { readonly code: string; readonly title: string; readonly on: boolean }[];
      readonly secret: boolean;
      readonly posthumous: boolean;
      readonly places: readonly PlaceShown[];
      readonly further: readonly { readonly name: string; readonly href: string; readonly id: string }[];
      /** Why a further paper was not taken. */
      readonly furtherError?: string;
      readonly checklist: ChecklistShown;
      readonly report: string;
      readonly files: string;
      readonly send?: string;
    };
  /** A draft that was sent, or thrown away, while somebody typed: his words, to be copied. */
  'app/unit/draft-closed': InApp & {
    readonly id: string;
    readonly award: string;
    readonly name: string;
    readonly kind: string;
    readonly state: 'sent' | 'gone';
    readonly texts: readonly { readonly name: string; readonly value: string; readonly rows: number }[];
    readonly back: string;
  };
  /** Fields: `submission`, `person.<code>` = `yes`. */
  'app/unit/ticks': InApp &
    Form & {
      readonly award: string;
      readonly round: string;
      readonly year: number;
      /** What is found of everybody alike. */
      readonly common: readonly string[];
      readonly rows: readonly {
        readonly code: string;
        readonly name: string;
        readonly post: string;
        readonly unitName: string;
        readonly grade?: string;
        readonly maternityLeave: boolean;
        readonly discipline?: string;
        readonly light: Light;
        readonly says: readonly string[];
        readonly nominated?: string;
        /** Another unit or room has begun it: what is said of that. */
        readonly elsewhere?: string;
        readonly chosen: boolean;
      }[];
      readonly none: boolean;
      /** Why nothing was begun. */
      readonly refused: readonly string[];
    };
  /**
   * Which drafts go with which Tờ trình. Fields: `submission`, `draft.<id>` = its version, `number`, `date`, `signer`, `contactName`,
   * `contactMail`, `contactPhone`, files `file.proposal`, `file.minutes`; `step` = `review`.
   */
  'app/unit/send': InApp &
    Form & {
      readonly round?: string;
      readonly deadline?: Day;
      readonly room: boolean;
      readonly drafts: readonly DraftShown[];
      readonly fields: Readonly<Record<string, FieldShown>>;
      readonly kept: readonly { readonly kind: string; readonly id: string; readonly name: string }[];
      readonly errors: readonly { readonly to: string; readonly text: string }[];
      readonly papers: readonly { readonly kind: string; readonly href: string }[];
    };
  /** The same read back: not sent yet. Fields as before, hidden; `step` = `send` | `edit`. */
  'app/unit/send-review': InApp &
    Form & {
      readonly hidden: readonly { readonly name: string; readonly value: string }[];
      readonly number: string;
      readonly date: Day;
      readonly signer: string;
      readonly contact: string;
      readonly lines: readonly {
        readonly name: string;
        readonly award: string;
        readonly light: Light;
        readonly first?: string;
      }[];
      readonly files: readonly string[];
      readonly busy: boolean;
    };
  'app/unit/sent': InApp & { readonly proposals: readonly SentShown[]; readonly more?: string };
}
