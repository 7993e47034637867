/** How many receipts are carried over: long enough for a caller whose request outlived the run. */
const CARRIED = 100;

/** The last receipts by update id, for the next run; the engine forgets them when the workflow continues as new. */
export const lastReceipts = <R>(receipts: ReadonlyMap<string, R>): readonly [string, R][] =>
  [...receipts].slice(-CARRIED);
