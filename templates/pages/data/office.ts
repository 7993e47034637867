import type { OuterAction } from '../../../domain/roles';
import type { Day, Instant } from '../../../domain/time';
import type { InApp } from './app';
import type { Form, Paper } from './frame';

/** Pages of offices. Most are tables of one form; a page gives codes and days, and the template layer words them. */

/** Words from the records, or the key of ours with its values. */
export type Said = string | { readonly key: string; readonly values?: Readonly<Record<string, unknown>> };

export interface Cell {
  /** At most one of these says what stands in it; none is a dash. */
  readonly text?: Said;
  readonly day?: Day;
  readonly at?: Instant;
  readonly n?: number;
  readonly href?: string;
  /** A second, smaller line. */
  readonly sub?: Said;
  /** It is a state, in this tone. */
  readonly tone?: 'plain' | 'due' | 'stop' | 'awarded';
  /** It names the row. */
  readonly main?: boolean;
}

export interface Section {
  readonly title?: Said;
  readonly count?: Said;
  /** What is to be known before the table is read. */
  readonly note?: Said;
  /** Keys of `officePages.head`, or whole ones. */
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** What is said where there is no row. */
  readonly empty?: Said;
  /** Where the rest of it is. */
  readonly more?: { readonly href: string; readonly text: Said };
}

export interface Option {
  readonly value: string;
  readonly text: Said;
  readonly selected: boolean;
}

/** A field of a form of filters or of an action. */
export interface Field {
  readonly name: string;
  readonly label: Said;
  readonly kind:
    | ('text' | 'search' | 'date' | 'datetime-local' | 'number' | 'email' | 'tel' | 'long' | 'select' | 'check')
    | ('file' | 'hidden' | 'heading' | 'note');
  readonly value?: string;
  readonly options?: readonly Option[];
  readonly checked?: boolean;
  /** Of a tick that means several things: it stands above them. */
  readonly group?: true;
  readonly hint?: Said;
  readonly error?: string;
  /** What stands in the record by now, where something else was typed. */
  readonly before?: string;
  readonly required?: boolean;
  /** The id of what it offers while somebody types. */
  readonly list?: string;
  /** Of the whole width, where fields stand side by side. */
  readonly wide?: true;
  /** Lines of a long text; four unless said. */
  readonly rows?: number;
  /** Of a file: endings that it may have, `.xlsx,.csv`; those of papers unless said. */
  readonly accept?: string;
  /** Of a file that was taken when the form was refused: it need not be chosen again. */
  readonly kept?: { readonly name: string; readonly value: string; readonly text: string };
}

export interface Filters {
  readonly action: string;
  readonly fields: readonly Field[];
  /** Further fields, folded unless one of them is set. */
  readonly more: readonly Field[];
  readonly open: boolean;
}

export interface Bar {
  readonly label: string;
  readonly n: number;
  /** Of the width, in hundredths. */
  readonly width: number;
}

export interface Fact {
  readonly label: Said;
  readonly value: Said;
  readonly href?: string;
  /** A second, smaller line. */
  readonly sub?: Said;
}

export interface Tables extends InApp {
  readonly title: Said;
  readonly lead?: Said;
  readonly notes?: readonly { readonly tone: 'plain' | 'ok' | 'warn' | 'stop'; readonly text: Said }[];
  readonly facts?: readonly Fact[];
  /** What may be done with it now. */
  readonly actions?: readonly { readonly href: string; readonly text: Said; readonly hint?: Said }[];
  readonly filters?: Filters;
  readonly sections: readonly Section[];
  readonly pager?: { readonly previous?: string; readonly next?: string };
  readonly links?: readonly { readonly href: string; readonly text: Said; readonly download?: true }[];
  readonly charts?: readonly { readonly title: Said; readonly bars: readonly Bar[] }[];
}

export interface ShownFinding {
  readonly tone: 'ok' | 'warn' | 'stop' | 'plain';
  readonly standing: Said;
  readonly say: string;
  readonly citation: string;
  /** Where the reader may let it pass, and the code of the finding. */
  readonly letPass?: string;
  readonly code?: string;
}

export interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export interface OfficePages {
  'app/office/tables': Tables;
  /** One dossier. */
  'app/office/nomination': InApp & {
    readonly number: string;
    readonly name: string;
    readonly award: string;
    readonly status: Said;
    readonly tone: 'plain' | 'due' | 'stop' | 'awarded';
    /** What is read out to somebody who rings up. */
    readonly answer: Said;
    readonly next?: Said;
    readonly notes: NonNullable<Tables['notes']>;
    readonly facts: readonly Fact[];
    readonly findings: readonly ShownFinding[];
    readonly changes: readonly Change[];
    readonly papers: readonly Paper[];
    readonly papersWithout: readonly string[];
    readonly actions: readonly { readonly action: OuterAction; readonly href: string }[];
    readonly trail: Section;
    readonly links: NonNullable<Tables['links']>;
  };
  /** What a unit has sent, line by line. Fields: `line.<id>` = version, `act`, and those of receiving. */
  'app/office/incoming': InApp &
    Form & {
      readonly title: Said;
      readonly notes: NonNullable<Tables['notes']>;
      readonly facts: readonly Fact[];
      readonly papers: readonly Paper[];
      readonly lines: readonly IncomingLine[];
      readonly receive?: readonly Field[];
      readonly mayAccept: boolean;
      readonly results?: readonly { readonly name: string; readonly done: boolean; readonly text: Said }[];
    };
}

export interface IncomingLine {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly award: string;
  readonly href: string;
  readonly status: Said;
  readonly tone: 'plain' | 'due' | 'stop' | 'awarded';
  readonly due?: Day;
  readonly choosable: boolean;
  readonly chosen: boolean;
  readonly findings: readonly ShownFinding[];
  readonly changes: readonly Change[];
}
