import type { MailOrder } from '../activities';
import type { Line, LineEvent } from '../domain/line';
import { lastReceipts } from '../domain/receipts';
import type { Route } from '../domain/route';
import type { Instant } from '../domain/time';
import type { ActReceipt, SubmitReceipt } from './messages';

/** Everything a docket knows, while it runs. */
export interface DocketState {
  readonly lines: Map<string, Line>;
  /** Receipts by unit proposal: a proposal is taken in once, however often it is sent. */
  readonly taken: Map<string, SubmitReceipt>;
  /** Last receipts by update id; the engine forgets them when the workflow continues as new. */
  readonly receipts: Map<string, ActReceipt>;
  /** What the read model has not been told yet. */
  readonly unsaved: Set<string>;
  readonly events: LineEvent[];
  readonly newReceipts: { unitProposal: string; code: string; at: Instant }[];
  /** Counts the writes to the store; makes the keys of mails. */
  step: number;
}

/** The same as plain data, with every route written once. */
export interface CarriedDocket {
  readonly routes: readonly Route[];
  readonly lines: readonly (Omit<Line, 'route'> & { readonly route: number })[];
  readonly taken: readonly [string, SubmitReceipt][];
  readonly receipts: readonly [string, ActReceipt][];
  readonly step: number;
  readonly mails: readonly MailOrder[];
}

export function emptyDocket(): DocketState {
  return {
    lines: new Map(),
    taken: new Map(),
    receipts: new Map(),
    unsaved: new Set(),
    events: [],
    newReceipts: [],
    step: 0,
  };
}

/** State of a docket with nothing unsaved, for the next run. */
export function carry(state: DocketState, mails: readonly MailOrder[]): CarriedDocket {
  const routes: Route[] = [];
  const seen = new Map<string, number>();
  const lines = [...state.lines.values()].map((line) => {
    const text = JSON.stringify(line.route);
    const known = seen.get(text);
    const index = known ?? routes.push(line.route) - 1;
    if (known === undefined) seen.set(text, index);
    return { ...line, route: index };
  });
  return {
    routes,
    lines,
    taken: [...state.taken],
    receipts: lastReceipts(state.receipts),
    step: state.step,
    mails,
  };
}

export function resume(carried: CarriedDocket): DocketState {
  return {
    ...emptyDocket(),
    lines: new Map(carried.lines.map((line) => [line.id, { ...line, route: carried.routes[line.route]! }])),
    taken: new Map(carried.taken),
    receipts: new Map(carried.receipts),
    step: carried.step,
  };
}

/**
 * Takes over lines that the records have in a later version, and receipts that are not known here: the history of the docket was set
 * back. What has followed from them has been done already. @returns their ids
 */
export function adopt(
  state: DocketState,
  { routes, lines, taken }: Pick<CarriedDocket, 'routes' | 'lines' | 'taken'>,
): string[] {
  const newer = lines.filter((line) => (state.lines.get(line.id)?.version ?? 0) < line.version);
  for (const line of newer) {
    state.lines.set(line.id, { ...line, route: routes[line.route]! });
    // said to the store once more, so that the loop looks at its times
    state.unsaved.add(line.id);
  }
  for (const [unitProposal, receipt] of taken) {
    if (!state.taken.has(unitProposal)) state.taken.set(unitProposal, receipt);
  }
  // no mail may get the key of one that was sent before: each step has changed a line or taken a proposal in
  const changes = [...state.lines.values()].reduce((sum, line) => sum + line.version, state.taken.size);
  if (newer.length > 0) state.step = Math.max(state.step, changes);
  return newer.map((line) => line.id);
}
