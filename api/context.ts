import type { Client } from '@temporalio/client';
import type { Award } from '../domain/award';
import type { Problem } from '../domain/errors';
import type { ProvincePack } from '../domain/pack';
import type { Role } from '../domain/roles';
import type { RuleSource } from '../domain/rules/ruleSet';
import type { AgencySignIn } from '../platform/agency';
import type { StoredClock } from '../platform/clock';
import type { Config } from '../platform/config';
import type { Office, PaperOwner, RenderedDocument, RenderedDocx } from '../platform/documents';
import type { Links } from '../platform/links';
import type { PdfBundler } from '../platform/bundle';
import type { Logger } from '../platform/log';
import type { SessionKeys } from '../platform/sealing';
import type { PdfReader } from '../platform/signed';
import type { SignInCodes } from '../platform/sign-in-codes';
import type { SlipNumbers } from '../platform/slip-numbers';
import type { Language, Store } from '../platform/store';
import type { Ask } from '../platform/temporal/ask';
import type { Documents, PaperKind } from '../templates/documents';
import type { PreviewMail } from '../templates/mail';

/** Everything the doors work with; built by the composition roots, handed to routes, pages and commands. */
export interface ApiContext {
  readonly config: Config;
  readonly store: Store;
  readonly ask: Ask;
  readonly client: Client;
  readonly taskQueue: string;
  readonly clock: StoredClock;
  readonly links: Links;
  readonly slipNumbers: SlipNumbers;
  readonly signInCodes: SignInCodes;
  /** Sign-in by the agency's own provider, where one is configured. */
  readonly agency?: AgencySignIn;
  readonly sessionKeys: SessionKeys;
  readonly pack: ProvincePack;
  readonly catalogue: readonly Award[];
  readonly rules: RuleSource;
  /** Makes mails of real cases to be looked at. */
  readonly previewMail: PreviewMail;
  /** Renders papers, on a thread that the first one starts. */
  readonly documents: Documents<RenderedDocument, RenderedDocx, PaperOwner>;
  /** Reads PDFs that somebody has sent, on a thread that the first one starts. */
  readonly pdfs: PdfReader;
  /** Makes one PDF of several papers, on a thread that the first one starts. */
  readonly bundler: PdfBundler;
  /** The templates of papers that an office edits, its own and those that come with the service. */
  readonly office: Office<PaperKind>;
  /** Whether the business clock may be moved: demo and tests, never in production. */
  readonly rehearsal: boolean;
  readonly log: Logger;
}

/** Who asks: an API key, somebody who has signed in, or a person through a link. Commands check role and unit; they never look at the request. */
export interface Caller {
  /** As it stands in the trail and in update ids: `key:<prefix>`, `account:<id>`, `person:<code>`, `contact:<unit proposal>`. */
  readonly actor: string;
  readonly role: Role;
  /** The unit whose data he may see and touch, with its rooms; absent: the province's. */
  readonly unit?: string;
}

/** A refusal as a page of its own; the JSON doors answer the same Problem as problem+json. */
export type RenderProblemPage = (given: {
  readonly context: ApiContext;
  /** Absent when the error was unexpected; `reference` then names it to the office. */
  readonly problem?: Problem;
  readonly reference?: string;
  readonly language: Language;
  /** Whether nothing was to be done but to see something. */
  readonly reads: boolean;
}) => string;
