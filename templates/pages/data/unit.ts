import type { StageKind } from '../../../domain/route';
import type { HolderCode, StatusCode } from '../../../domain/stages/stage';
import type { Day, Instant } from '../../../domain/time';
import type { Form, Frame } from './frame';

/** What a line may be after its end, beside the states of its way: a matter of the certificate. */
export type CertificateState = 'corrected' | 'replaced' | 'revoked';

export interface StatusLine {
  readonly no: number;
  readonly name: string;
  readonly award: string;
  readonly status: StatusCode | CertificateState;
  /** Number of the decision that replaces, for `replaced`. */
  readonly by?: string;
  readonly holder: HolderCode;
  /** Who that is by name, where the unit may know: "Sở Nội vụ, chuyên viên Trần Văn Mẫu". */
  readonly holderName?: string;
  readonly since: Day;
  readonly due?: Day;
  /** Kinds of the stages after this one. */
  readonly next: readonly StageKind[];
  /** What to correct, in short; shown with the link to the form. */
  readonly correction?: { readonly reasons: readonly string[]; readonly url: string };
  /** The form to withdraw, while that is possible. */
  readonly withdraw?: string;
}

/** One item that was returned for correction. */
export interface CorrectionItem {
  /** Name in the form: `value.<field>`, a file `file.<field>`. */
  readonly field: string;
  readonly label: string;
  readonly kind: 'text' | 'long' | 'date' | 'file';
  readonly reason: string;
  readonly citation?: string;
  /** What stands in the dossier; for a file its name. */
  readonly old: string;
  /** As typed so far; the form opens with `old` when absent. */
  readonly value?: string;
  /** Why the typed value was refused. */
  readonly error?: string;
  /** A report: the form asks whether the new file is certified. */
  readonly certifiable?: true;
  /** It was said to be, in a post that was refused; never preset. */
  readonly certified?: true;
}

/** What is to be printed of one line, and what the unit says of it. */
export interface WordingItem {
  readonly no: number;
  /** "Giấy khen", "Bằng khen (truy tặng)". */
  readonly award: string;
  readonly name: string;
  /** Post and unit, residence, or the unit that a collective belongs to. */
  readonly detail?: string;
  readonly merit: string;
  /** The version of the line that the page shows; comes back in `version.<no>`. */
  readonly version: number;
  /** As chosen so far; never preset. */
  readonly answer?: 'right' | 'wrong';
  /** What needs a change, as typed so far. */
  readonly said?: string;
  readonly missing?: 'said' | 'saidLong';
  /** What the unit has answered before. */
  readonly before?: { readonly right: boolean; readonly at: Instant; readonly said: string };
}

/** The pages of a unit's contact. */
export interface UnitPages {
  /** The unit's list: where each line is. Holds no form. */
  status: Frame & {
    readonly unit: string;
    readonly ttr: string;
    readonly ttrDate: Day;
    /** Code of the receipt, once received. */
    readonly receipt?: string;
    readonly officer: string;
    readonly asOf: Instant;
    /** Texts that wait for the unit's word before they are printed. */
    readonly toConfirm?: { readonly n: number; readonly due: Day; readonly url: string };
    readonly lines: readonly StatusLine[];
  };
  /**
   * One returned line. Fields: `submission`; `value.<field>` or `file.<field>` for each item, `certified.<field>` = `yes` for a
   * report (a tick box); `note` (optional); `by` (name of who sends it); `agreed` = `yes` (the head of the unit agrees; a tick box, never preset). Multipart when an item
   * is a file.
   */
  correction: Frame &
    Form & {
      readonly ttr: string;
      readonly line: { readonly no: number; readonly name: string; readonly award: string };
      readonly due: Day;
      readonly items: readonly CorrectionItem[];
      readonly note?: string;
      readonly by?: string;
      /** What the post lacked besides errors of items. */
      readonly missing?: readonly ('noteLong' | 'by' | 'byLong' | 'agreed')[];
      /** Back to the list. */
      readonly back: string;
    };
  'correction-done': Frame & {
    readonly ttr: string;
    readonly line: { readonly no: number; readonly name: string; readonly award: string };
    readonly at: Instant;
    readonly changed: readonly {
      readonly label: string;
      readonly old: string;
      readonly value: string;
      /** Of a report: whether it was said to be certified. */
      readonly certified?: boolean;
    }[];
    readonly back: string;
  };
  /**
   * Withdrawal of one line, direct or by a request that the office accepts. Fields: `submission`; `letter` (number),
   * `letterDate` (YYYY-MM-DD), `reason`, `by`; `withdraw` = `yes` | `no`, none preset.
   */
  withdrawal: Frame &
    Form & {
      readonly ttr: string;
      readonly line: { readonly no: number; readonly name: string; readonly award: string };
      readonly mode: 'direct' | 'request';
      readonly letter?: string;
      readonly letterDate?: string;
      readonly reason?: string;
      readonly by?: string;
      readonly missing?: readonly (
        'letter' | 'letterLong' | 'letterDate' | 'reason' | 'reasonLong' | 'by' | 'byLong' | 'withdraw'
      )[];
      readonly back: string;
    };
  /**
   * What is to be printed of the lines that the office has asked about. Fields: `submission`; for each line `version.<no>`,
   * `answer.<no>` = `right` | `wrong` (none preset, none is no answer), `said.<no>`; `by`.
   */
  wording: Frame &
    Form & {
      readonly ttr: string;
      readonly due?: Day;
      readonly items: readonly WordingItem[];
      readonly by?: string;
      readonly missing?: readonly ('none' | 'by' | 'byLong')[];
      /** Why the post was not taken in, or not all of it. */
      readonly refused?: 'stale' | 'busy';
      readonly back: string;
    };
  'wording-done': Frame & {
    readonly ttr: string;
    readonly at: Instant;
    readonly items: readonly { readonly no: number; readonly name: string; readonly said?: string }[];
    readonly back: string;
  };
  'withdrawal-done': Frame & {
    readonly ttr: string;
    readonly line: { readonly no: number; readonly name: string; readonly award: string };
    readonly mode: 'direct' | 'request';
    readonly at: Instant;
    readonly back: string;
  };
}
