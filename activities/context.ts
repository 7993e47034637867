import type { Browser } from 'playwright-core';
import type { Award } from '../domain/award';
import type { ProvincePack } from '../domain/pack';
import type { RuleSource } from '../domain/rules/ruleSet';
import type { Links } from '../platform/links';
import type { Logger } from '../platform/log';
import type { Mailer } from '../platform/mail';
import type { SessionKeys } from '../platform/sealing';
import type { SignInCodes } from '../platform/sign-in-codes';
import type { Store } from '../platform/store';
import type { Ask } from '../platform/temporal/ask';
import type { Documents } from '../templates/documents';
import type { PaperOwner, RenderedDocument, RenderedDocx } from '../platform/documents';

/** What activities work with; handed in by the composition roots. */
export interface ActivityContext {
  readonly store: Store;
  readonly links: Links;
  readonly signInCodes: SignInCodes;
  readonly sessionKeys: SessionKeys;
  readonly mailer: Mailer;
  readonly ask: Ask;
  readonly documents: Documents<RenderedDocument, RenderedDocx, PaperOwner>;
  readonly catalogue: readonly Award[];
  readonly pack: ProvincePack;
  readonly rules: RuleSource;
  /** Address of the service as people type it: `https://vinhdanh.example.gov.vn`. */
  readonly publicUrl: string;
  /** Where the pages are asked from the machine of the worker: `http://server:3000`. */
  readonly pagesUrl: string;
  /** A browser of one's own, to be closed; undefined where there is none. */
  readonly browser: () => Promise<Browser | undefined>;
  readonly log: Logger;
}

/** What a letter is made of. */
export interface MailContext extends Pick<
  ActivityContext,
  'store' | 'signInCodes' | 'catalogue' | 'pack' | 'publicUrl'
> {
  readonly links: Pick<Links, 'ensure' | 'current' | 'fresh' | 'urlOf'>;
}
