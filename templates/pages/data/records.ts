import type { Said, Tables } from './office';

/** Pages of the standing records: people, units, councils, calendars, substitutions, number registers. */

export interface RecordPages {
  /** One record, or a list of them with what may be done. */
  'app/records/record': Tables & {
    readonly back?: { readonly href: string; readonly text: Said };
    /** What was done just now. */
    readonly done?: Said;
    readonly acts?: readonly { readonly href: string; readonly text: Said }[];
  };
}
