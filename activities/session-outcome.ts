import { decidedByChair } from '../domain/tally';
import type { SessionLine, SessionRecord, Store } from '../platform/store';
import { bundleHash, recountBundle } from '../platform/store/recount';
import { paperText } from '../templates/format';
import { say } from '../templates/words';
import type { Activities, CountedSession } from './index';
import type { ActivityContext } from './context';

/** What a counted session tells: each line with its result, those that did not pass with the note that their unit reads. */
export function outcomeOf(session: SessionRecord): CountedSession {
  const award = new Map(session.lines.map((l) => [l.nomination, l.award]));
  return {
    quorate: session.result?.quorate ?? false,
    results: (session.result?.lines ?? []).map(({ nomination, tally: { passed, awaitsChair } }) => {
      if (passed) return { nomination, passed };
      if (awaitsChair) return { nomination, passed, awaitsChair };
      return { nomination, passed, note: reasonNote(session._id, award.get(nomination) ?? '') };
    }),
  };
}

/** The reason that units are told, one note per award: never a count. */
export async function noteReasons({ notes }: Pick<Store, 'notes'>, session: SessionRecord, now: string): Promise<void> {
  const failed = new Set(
    session.result?.lines.filter((l) => !l.tally.passed && !l.tally.awaitsChair).map((l) => l.nomination),
  );
  const firstOf = new Map<string, SessionLine>();
  for (const line of session.lines) {
    if (failed.has(line.nomination) && !firstOf.has(line.award)) firstOf.set(line.award, line);
  }
  for (const line of firstOf.values()) {
    await notes.insert({
      _id: reasonNote(session._id, line.award),
      kind: 'councilNotPassed',
      by: 'service',
      at: session.closedAt ?? now,
      reason: say('vi', 'kept.councilNotPassed'),
      citation: line.rule.citation.vi,
    });
  }
}

const reasonNote = (session: string, award: string): string => `${session}/not-passed/${award}`;

/** What the records of a counted session look like once its chair has decided on a tie. */
export function sessionOutcomeActivities({ store }: ActivityContext): Pick<Activities, 'decideByChair'> {
  return {
    async decideByChair({ sessionId, version, now, nomination, decision, by, actor, note }) {
      const before = await store.sessions.need(sessionId);
      const session = before.version >= version ? before : await decided(before);
      await noteReasons(store, session, now);
      return outcomeOf(session).results.find((r) => r.nomination === nomination)!;

      async function decided(counted: SessionRecord): Promise<SessionRecord> {
        const { paper } = await store.notes.need(note);
        const { bundle: _, ...result } = counted.result!;
        const lines = result.lines.map((l) =>
          l.nomination === nomination
            ? {
                ...l,
                tally: decidedByChair(l.tally, decision),
                chair: { by, decision, at: now, paper: paper === undefined ? '' : paperText(paper) },
              }
            : l,
        );
        const bundle = recountBundle(counted, { ...result, lines }, await store.ballots.ofSession(sessionId));
        const changed = { ...result, lines, ...(bundle === undefined ? {} : { bundle: bundleHash(bundle) }) };
        const data = { nomination, decision, by, note };
        await store.sessions.save(sessionId, version, { result: changed }, [
          { entity: sessionId, key: `v${version}`, at: now, actor, type: 'chairDecides', data },
        ]);
        return store.sessions.need(sessionId);
      }
    },
  };
}
