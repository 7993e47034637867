import type { InApp } from './app';
import type { Form } from './frame';
import type { Field, Said, Section, Tables } from './office';

/** The form of everything that is written behind sign-in: one action on one record, or a record itself. */

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

export interface FormPages {
  /** Fields: those named; `submission` says of which state of the record it is. With a file among them it is `multipart/form-data`. */
  'app/form': InApp &
    Form & {
      readonly title: Said;
      /** Whose it is, and what it is about. */
      readonly subject?: string;
      readonly award?: Said;
      /** What it brings about. */
      readonly lead?: Said;
      /** What has to be known before it is sent. */
      readonly notes?: Tables['notes'];
      readonly sections?: readonly Section[];
      /** Where it leads when nothing is recorded; named, that stands above it too. */
      readonly back: { readonly href: string; readonly text?: Said };
      readonly groups: readonly FieldGroup[];
      readonly choices?: readonly Choices[];
      readonly refusal?: string;
      /** What is wrong, with its field where it is of one. */
      readonly errors?: readonly { readonly to?: string; readonly text: string }[];
      readonly button: Said;
      /** What the button says as `step`, where the form is read back before it is sent. */
      readonly step?: string;
      /** It saves itself while somebody types, where a script runs. */
      readonly saves?: boolean;
    };
}
