import { Problem } from '../../domain/errors';
import { open } from '../../platform/sealing';
import type { Language, SessionRecord } from '../../platform/store';
import type { ApiContext } from '../context';
import { words } from './words';

/** Why a member does not vote on a line. */
export interface Lock {
  /** As the page says it. */
  readonly reason: string;
  /** He has declared it himself, in these words. */
  readonly declared?: string;
}
/** What is said of a lock that the regulation sets. */
const lockedBy = { headsUnit: 'lockedHead', worksThere: 'lockedColleague' } as const;

export type Locks = ReadonlyMap<string, Lock>;

/**
 * Lines on which a member does not vote: he is the nominee, the regulation locks him out for his relation to the proposing unit,
 * or he has declared it on a sheet that he sent. A declaration stays: it is read from his latest sheet, on which the ones before stand too, until the secretary lifts it.
 */
export async function locksOf(
  context: ApiContext,
  session: SessionRecord,
  person: string,
  lang: Language,
): Promise<Locks> {
  const declared = session.status === 'open' ? await declaredBy(context, session, person) : new Map<string, string>();
  return new Map(
    session.lines.flatMap(({ nomination, recused, related }): [string, Lock][] => {
      const bound = related?.find((r) => r.person === person);
      if (bound) return [[nomination, { reason: words[lockedBy[bound.relation]][lang] }]];
      if (recused.includes(person)) return [[nomination, { reason: words.lockedNominee[lang] }]];
      const reason = declared.get(nomination);
      return reason === undefined ? [] : [[nomination, { reason, declared: reason }]];
    }),
  );
}

/** What this member has declared and the secretary has not lifted since. Nothing else of the sheet leaves this function. */
async function declaredBy(
  { store, sessionKeys }: ApiContext,
  { _id }: SessionRecord,
  person: string,
): Promise<ReadonlyMap<string, string>> {
  const voterRef = await store.electors.refOf(_id, person);
  const sheet = voterRef === undefined ? undefined : await store.sheets.latestSheet(_id, voterRef);
  if (!sheet) return new Map();
  try {
    const { choices } = open(await sessionKeys.get(_id), sheet.sealed);
    const lifted = await store.electors.liftedFor(_id, sheet.voterRef);
    return new Map(
      Object.entries(choices).flatMap(([line, { choice, text }]) => {
        const holds = choice === 'recused' && text !== undefined && sheet.at > (lifted.get(line) ?? '');
        return holds ? [[line, text] as const] : [];
      }),
    );
  } catch (error) {
    // counted meanwhile: the key is gone
    if (error instanceof Problem && error.code === 'INTEGRITY') return new Map();
    throw error;
  }
}
