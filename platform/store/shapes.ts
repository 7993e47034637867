import type { Instant } from '../../domain/time';

/** One page of a list. `next` and `previous` are opaque cursors of the pages beside it; absent where there is none. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
  readonly previous?: string;
}

/** Which page: at most `limit` items (1 to 200, default 50) after the cursor of the page before, or before that of the page after. */
export interface Paging {
  readonly limit?: number;
  readonly cursor?: string;
}

/** A record that was inserted now, or that the same request had inserted before. */
export interface Inserted<T> {
  readonly record: T;
  readonly created: boolean;
}

/** What happened, for the hash chain of one entity. `key` names the effect: written twice, it is one entry. */
export interface AuditEntry {
  readonly entity: string;
  readonly key: string;
  readonly at: Instant;
  readonly actor: string;
  readonly type: string;
  /** Ids, codes, versions, before and after; plain JSON. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Who does something when, for the trail. */
export interface By {
  readonly actor: string;
  readonly now: Instant;
}
