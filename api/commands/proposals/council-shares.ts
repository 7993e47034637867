import type { Level } from '../../../domain/route';
import type { Tally } from '../../../domain/tally';
import type { NominationRecord, SessionRecord, Store } from '../../../platform/store';

/** What a council said about one nomination, in a session that is closed. */
export interface CouncilShare {
  readonly council: string;
  readonly tally: Tally;
  readonly closedAt: string;
  /** Id of the session. */
  readonly session: string;
}

/**
 * The results of the councils of one level, by nomination. A session decides on many nominations at once, so it is looked for
 * by one of them and read for all; nominations whose route has no council at that level are not asked about.
 */
export async function councilShares(
  store: Pick<Store, 'sessions' | 'councils'>,
  level: Level,
  nominations: Iterable<NominationRecord>,
): Promise<ReadonlyMap<string, CouncilShare>> {
  const open = new Set([...nominations].filter((n) => passesCouncil(n, level)).map((n) => n._id));
  const shares = new Map<string, CouncilShare>();
  for (const nomination of open) {
    if (shares.has(nomination)) continue;
    const { items } = await store.sessions.list({ status: ['closed', 'awaitingChair'], level, nomination });
    // newest first: what a nomination was decided on last is what counts
    for (const session of items) {
      const council = await councilName(store, session);
      for (const line of session.result?.quorate === true ? session.result.lines : []) {
        if (open.has(line.nomination) && !line.tally.awaitsChair && !shares.has(line.nomination)) {
          shares.set(line.nomination, {
            council,
            tally: line.tally,
            closedAt: session.closedAt ?? session.closesAt,
            session: session._id,
          });
        }
      }
    }
  }
  return shares;
}

const passesCouncil = (nomination: NominationRecord, level: Level): boolean =>
  nomination.line?.route.some((step) => step.some((s) => s.kind === 'council' && s.level === level)) ?? false;

async function councilName(
  { councils }: Pick<Store, 'councils'>,
  { council, councilVersion }: SessionRecord,
): Promise<string> {
  const found = councilVersion === undefined ? undefined : await councils.get(councilVersion);
  return found?.name ?? council;
}
