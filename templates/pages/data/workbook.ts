import type { InApp } from './app';

/** What a workbook can hold: drafts of a unit, or awards that were given before. */
export type ImportKind = 'drafts' | 'awards';

export interface Named {
  readonly code: string;
  readonly name: string;
}

/** A wrong cell, in the words of the page. */
export interface ShownFault {
  readonly sheet: string;
  /** `C7`, or the row alone. */
  readonly place: string;
  readonly heading?: string;
  readonly sentence: string;
}

export interface WorkbookPages {
  /**
   * Workbooks down and up. Fields of the download (GET): `unit`, `round`, `empty`; of the upload: `kind`, `unit`, `round`, and files
   * under `file` (`multipart/form-data`).
   */
  'app/import': InApp & {
    /** Absent for whoever writes for one unit. */
    readonly units?: readonly Named[];
    readonly rounds: readonly Named[];
    /** Whether awards of the past may be taken in. */
    readonly awards: boolean;
    readonly typed: { readonly kind: ImportKind; readonly unit: string; readonly round: string };
    /** Why what was sent is not read. */
    readonly refused?: { readonly kind: ImportKind; readonly sentence: string };
    readonly done?: {
      readonly kind: ImportKind;
      readonly created: number;
      readonly changed: number;
      readonly unchanged: number;
    };
    /** What was to be confirmed is not there any more. */
    readonly gone?: true;
  };
  /** What an upload would bring about. The form that confirms it has no fields. */
  'app/import-result': InApp & {
    readonly kind: ImportKind;
    readonly file: string;
    readonly unit?: string;
    readonly round?: string;
    readonly rows: number;
    readonly wrong: number;
    /** The first ones. */
    readonly faults: readonly ShownFault[];
    readonly more: number;
    /** Absent for awards, which are compared when they are saved. */
    readonly changes?: { readonly created: number; readonly changed: number; readonly unchanged: number };
    /** Whether there is anything to confirm. */
    readonly confirm: boolean;
    readonly action: string;
    readonly explained: string;
  };
}
