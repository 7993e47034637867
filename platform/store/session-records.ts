import type { Store } from './index';
import type { AuditRecord, NominationRecord, SessionRecord } from './records';

type Stores = Pick<
  Store,
  'councils' | 'authorities' | 'people' | 'nominations' | 'units' | 'ballots' | 'audit' | 'notes'
>;

/** Reads what the papers of a session are made of: its record, and the records that it names. */
export async function sessionRecords(store: Stores, session: SessionRecord) {
  const { council: code, councilVersion, level, unit, lines, dropped = [], members } = session;
  const [council, authority, nominations, ballots, trail] = await Promise.all([
    councilVersion === undefined ? undefined : store.councils.get(councilVersion),
    store.authorities.ofLevel(level, unit),
    store.nominations.many([...lines, ...dropped].map((l) => l.nomination)),
    store.ballots.ofSession(session._id),
    store.audit.trail(session._id),
  ]);
  const persons = [...members, ...(council?.members ?? [])].map((m) => m.person);
  const [people, units, notes, postings] = await Promise.all([
    store.people.many([...new Set(persons)]),
    store.units.many([...new Set([...nominations.values()].map((n) => n.unit))]),
    store.notes.many(trail.flatMap((entry) => noteOf(entry) ?? [])),
    postingsOf(store, nominations.values()),
  ]);
  return {
    session,
    council: { name: council?.name ?? code, members: council?.members ?? [] },
    ...(authority ? { authority } : {}),
    people,
    nominations,
    units,
    ballots,
    postings,
    course: trail.map((entry) => {
      const { at, type, data } = entry;
      const reason = notes.get(noteOf(entry) ?? '')?.reason;
      const { closesAt } = data as { readonly closesAt?: string };
      return {
        at,
        type,
        ...(closesAt === undefined ? {} : { closesAt }),
        ...(reason === undefined ? {} : { reason }),
      };
    }),
  };
}

function noteOf({ data }: AuditRecord): string | undefined {
  const { note } = data;
  return typeof note === 'string' ? note : undefined;
}

/** What was published before the session, from the trails of the nominations whose route has a publication. */
async function postingsOf({ audit, notes }: Stores, nominations: Iterable<NominationRecord>) {
  const published = [...nominations].filter((n) =>
    n.line?.route.some((step) => step.some((s) => s.kind === 'posting')),
  );
  const found = new Map<string, Posting>();
  for (const { _id } of published) {
    const trail = await audit.trail(_id);
    const post = trail.findLast((entry) => entry.type === 'post');
    const facts = (post?.data['facts'] ?? {}) as { readonly firstDay?: string; readonly lastDay?: string };
    if (!post || facts.firstDay === undefined || facts.lastDay === undefined) continue;
    const note = await notes.get(noteOf(post) ?? '');
    const since = trail.filter((entry) => entry.seq > post.seq);
    const opinions = since.filter((entry) => entry.type === 'recordOpinion');
    const objections = opinions.filter(isObjection).length;
    found.set(_id, {
      firstDay: facts.firstDay,
      lastDay: facts.lastDay,
      places: note?.places ?? [],
      support: opinions.length - objections,
      objections,
      resolved: since.filter((entry) => entry.type === 'resolveOpinion').length,
    });
  }
  return found;
}

interface Posting {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly places: readonly string[];
  readonly support: number;
  readonly objections: number;
  readonly resolved: number;
}

const isObjection = ({ data }: AuditRecord): boolean =>
  (data['facts'] as { readonly nature?: string } | undefined)?.nature === 'objection';
