import type { Form } from './frame';
import type { InApp } from './app';
import type { Field, Said, Section, Tables } from './office';

/** Pages of the standing records: people, units, councils, calendars, substitutions, number registers. */

export interface FieldGroup {
  readonly legend?: Said;
  /** Side by side where there is room. */
  readonly inRow?: true;
  readonly fields: readonly Field[];
}

/** What a field offers while somebody types. */
export interface Choices {
  readonly id: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

export interface RecordPages {
  /** One record, or a list of them with what may be done. */
  'app/records/record': Tables & {
    readonly back?: { readonly href: string; readonly text: Said };
    /** What was done just now. */
    readonly done?: Said;
    readonly acts?: readonly { readonly href: string; readonly text: Said }[];
  };
  /** The form of a record. Fields: those named; `submission` says of which state of the record it is. */
  'app/records/form': InApp &
    Form & {
      readonly title: Said;
      readonly lead?: Said;
      /** What has to be known before it is sent. */
      readonly notes?: Tables['notes'];
      readonly sections?: readonly Section[];
      readonly back: { readonly href: string; readonly text: Said };
      readonly groups: readonly FieldGroup[];
      readonly choices?: readonly Choices[];
      readonly refusal?: string;
      /** What is wrong, with its field where it is of one. */
      readonly errors?: readonly { readonly to?: string; readonly text: string }[];
      readonly button: Said;
      /** It saves itself while somebody types, where a script runs. */
      readonly saves?: boolean;
    };
}
