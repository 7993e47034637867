import type { InApp } from './app';
import type { Form } from './frame';
import type { Fact, Field, Said, Section, Tables } from './office';

/** Pages about what was decided: decisions, certificates, and what happens to them afterwards. */

type Tone = 'plain' | 'due' | 'stop' | 'awarded';

/** Something that can be done with a record: what is fetched, what is asked for with some choices, what is sent. */
export interface Work {
  readonly title: Said;
  readonly say?: Said;
  readonly links?: NonNullable<Tables['links']>;
  readonly ask?: { readonly action: string; readonly fields: readonly Field[]; readonly button: Said };
  readonly post?: Form & { readonly fields?: readonly Field[]; readonly button: Said };
}

export interface IssuedPages {
  /** One record: how it stands, what can be done with it, what is known of it. */
  'app/issued/record': InApp & {
    readonly kind?: Said;
    readonly title: Said;
    readonly lead?: Said;
    readonly notes?: Tables['notes'];
    /** How it stands: its state, and a sentence for the telephone. */
    readonly standing?: { readonly state: Said; readonly tone: Tone; readonly say: Said };
    readonly actions?: readonly { readonly href: string; readonly text: Said; readonly say?: Said }[];
    readonly factsTitle: Said;
    readonly facts: readonly Fact[];
    readonly sections: readonly Section[];
    readonly works?: readonly Work[];
  };
  /** What was filled in, read back; its buttons say `step` = `send` or `edit`. */
  'app/issued/review': InApp &
    Form & {
      readonly title: Said;
      readonly subject: string;
      readonly facts: readonly Fact[];
      readonly sections: readonly Section[];
      readonly notes?: Tables['notes'];
      readonly typed: readonly { readonly name: string; readonly value: string }[];
      readonly button: Said;
    };
}
