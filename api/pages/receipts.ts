import type { Instant } from '../../domain/time';

/** What a member was told when a sheet was recorded; never what it says. */
export interface Receipt {
  readonly at: Instant;
  readonly code: string;
}

/**
 * Receipts of the last minutes, in memory. A sheet may be the one that closes its session, and with the count all that leads
 * from the member to it is gone: the second click of a double click is then answered from here. Losing them costs a sentence.
 */
export interface Receipts {
  remember(link: string, submission: string, receipt: Receipt): void;
  of(link: string, submission: string): Receipt | undefined;
}

const KEPT_MS = 10 * 60_000;
const MOST = 5_000;

export function createReceipts(): Receipts {
  const kept = new Map<string, Receipt>();
  const key = (link: string, submission: string): string => `${link} ${submission}`;
  return {
    of: (link, submission) => kept.get(key(link, submission)),
    remember(link, submission, receipt) {
      const name = key(link, submission);
      kept.set(name, receipt);
      setTimeout(() => kept.delete(name), KEPT_MS).unref();
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    },
  };
}
