import type { Award } from '../domain/award';
import type { ProvincePack } from '../domain/pack';
import type { RuleSource } from '../domain/rules/ruleSet';
import type { Links } from '../platform/links';
import type { Logger } from '../platform/log';
import type { Mailer } from '../platform/mail';
import type { SessionKeys } from '../platform/sealing';
import type { Store } from '../platform/store';
import type { Ask } from '../platform/temporal/ask';
import type { Documents } from '../templates/documents';
import type { RenderedDocument, RenderedDocx } from '../platform/documents';

/** What activities work with; handed in by the composition roots. */
export interface ActivityContext {
  readonly store: Store;
  readonly links: Links;
  readonly sessionKeys: SessionKeys;
  readonly mailer: Mailer;
  readonly ask: Ask;
  readonly documents: Documents<RenderedDocument, RenderedDocx>;
  readonly catalogue: readonly Award[];
  readonly pack: ProvincePack;
  readonly rules: RuleSource;
  /** Address of the service as people type it: `https://vinhdanh.example.gov.vn`. */
  readonly publicUrl: string;
  readonly log: Logger;
}
