import type { Role } from '../../../domain/roles';
import type { Instant } from '../../../domain/time';

/** Links, mails, the audit trail and the keys of callers. */

/** A personal link. The token is derived when a mail is rendered and never stored. */
export interface LinkRecord {
  readonly _id: string; // linkId
  readonly purpose: 'ballot' | 'proposal' | 'status' | 'printing' | 'registration';
  /** Session, proposal, unit proposal, printer, or campaign with the unit whose head signs. */
  readonly entity: string;
  /** Person code; for `status` the contact of the unit proposal, for `printing` the key that asked. */
  readonly person: string;
  readonly version: number;
  readonly kid: string;
  readonly tokenHash: string;
  /** `handedOver`: somebody else signs from now on; its page says so. */
  readonly state: 'live' | 'replaced' | 'revoked' | 'handedOver';
  readonly createdAt: Instant;
}

/**
 * What became of a mail: on its way, taken by the mail server, refused by it for good, waiting for a digest; or there was nothing left to
 * say when the digest left.
 */
export type MailState = 'queued' | 'accepted' | 'failed' | 'gathered' | 'needless';

export interface SentMailRecord {
  readonly _id: string; // key = local part of the Message-ID
  readonly mail: string;
  readonly entity: string;
  readonly person?: string;
  /** At unit level the unit that it is about: its own office sees it. */
  readonly unit?: string;
  readonly to: string;
  readonly subject: string;
  readonly status: MailState;
  readonly tries: number;
  /** The digest that it stands in. */
  readonly digest?: string;
  /** The mail server's words, when it refused. */
  readonly serverReply?: string;
  readonly queuedAt: Instant;
  readonly acceptedAt?: Instant;
}

/** One entry of an entity's hash chain. */
export interface AuditRecord {
  readonly _id: string; // `${entity}#${seq}`
  readonly entity: string;
  readonly seq: number;
  /** Names the effect, so that writing it twice changes nothing. Unique with entity. */
  readonly key: string;
  readonly at: Instant;
  readonly actor: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly previous: string;
  readonly hash: string;
}

export interface ApiKeyRecord {
  readonly _id: string; // prefix, shown in lists and logs
  readonly hash: string;
  readonly name: string;
  readonly role: Role;
  /** Unit whose data it may see; absent: the province's. */
  readonly unit?: string;
  readonly createdAt: Instant;
  readonly revokedAt?: Instant;
}
