import type { Instant } from '../../../domain/time';
import type { Block, MailName, Placeholder } from '../../mail';
import type { InApp } from './app';
import type { Form } from './frame';
import type { Field } from './office';

/** Pages about mails. */

/** A mail as it would go out, within a page. */
export interface ShownMail {
  readonly subject: string;
  readonly blocks: readonly Block[];
  readonly text: string;
  /** Its HTML part as a document of its own; absent for words that are not saved. */
  readonly html?: string;
}

export interface MailVersion {
  /** 0: what comes with the service. */
  readonly version: number;
  readonly current: boolean;
  readonly at?: Instant;
  readonly by?: string;
  readonly subject?: string;
  readonly putBack?: number;
}

export interface MailPages {
  /** One mail and what became of it. The form that sends it again has no fields. */
  'app/mails/mail': InApp &
    Form & {
      readonly subject: string;
      readonly kind: string;
      readonly to: string;
      /** Who reads it, by name. */
      readonly name?: string;
      readonly status: 'queued' | 'accepted' | 'failed' | 'gathered' | 'needless';
      /** Where the digest is in which it stands. */
      readonly digest?: string;
      readonly tries: number;
      readonly queuedAt: Instant;
      readonly acceptedAt?: Instant;
      readonly serverReply?: string;
      readonly about: { readonly text: string; readonly href?: string };
      /** Of what kind it is: so its address is put right. */
      readonly advice: 'code' | 'dossier' | 'session' | 'account' | 'other';
      /** How it can be sent again. */
      readonly again?: 'invitation' | 'account';
      /** Where its words are. */
      readonly text?: string;
      readonly done: boolean;
    };
  /**
   * One mail in one language. Forms: `step` = `save` or `preview` with `subject`, `opening`, `closing`, `of`; `putBack` with
   * `version`; `test` with `of`.
   */
  'app/mails/text': InApp & {
    readonly kind: MailName;
    /** The language of the mail, not of the page. */
    readonly text: 'vi' | 'en';
    readonly action: string;
    readonly submission: string;
    /** Why there are no own words for it. */
    readonly fixed?: 'fixedWhy' | 'fixedLetter';
    /** Absent for whoever may only look. */
    readonly fields?: readonly Field[];
    readonly placeholders: readonly Placeholder[];
    readonly versions: readonly MailVersion[];
    /** Absent where the mail cannot be looked at on a case. */
    readonly look?: {
      readonly of: string;
      readonly how: string;
      readonly error?: string;
      readonly recent: readonly { readonly of: string; readonly href: string }[];
      /** Where a test would go. */
      readonly mail: string;
    };
    readonly shown?: ShownMail;
    /** What is shown is what was typed. */
    readonly typed: boolean;
    readonly done?: 'saved' | 'restored' | 'sent';
    readonly refusal?: string;
    readonly errors?: readonly { readonly to: string; readonly text: string }[];
  };
}
