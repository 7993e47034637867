import type { Form, Frame } from './frame';

/** The page on which an office sees and sets where a printer puts the facts of a certificate on a blank. */
export interface BlankPages {
  /**
   * One form. `step` = `left`, `right`, `up`, `down`, `reset` moves everything on this printer; `preview` draws what is filled in;
   * `save` keeps it. Fields: `at`, `sample`, `own`, and `<fact>.<x|y|w|size|min|lines>` for each fact.
   */
  blank: Frame &
    Form & {
      readonly printer: string;
      /** Millimetres, as they are read: "+0,5". */
      readonly nudge: { readonly right: string; readonly down: string; readonly at: string };
      readonly blanks: readonly { readonly name: string; readonly url: string; readonly shown: boolean }[];
      /** Absent: nothing can be printed on this printer yet. */
      readonly sheet?: BlankSheet;
      readonly done?: 'moved' | 'saved';
      readonly errors?: readonly { readonly to: string; readonly text: string }[];
    };
}

export interface BlankSheet {
  readonly name: string;
  /** "400 × 300 mm" */
  readonly size: string;
  readonly picture: string;
  readonly proof: string;
  /** Address of the picture without its query: what a script asks while something is typed. */
  readonly live: string;
  readonly sample: string;
  /** Whether they may be kept for this printer alone; not where they are already. */
  readonly ownOffered: boolean;
  readonly own: boolean;
  readonly facts: readonly BlankFact[];
}

export interface BlankFact {
  readonly no: number;
  readonly fact: string;
  readonly entries: readonly {
    readonly name: string;
    readonly kind: string;
    readonly value: string;
    readonly wrong: boolean;
  }[];
}
