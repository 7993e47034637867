import { Problem } from '../../../domain/errors';
import { sessionWorkflowId } from '../../../domain/ids';
import type { Instant } from '../../../domain/time';
import type { MadeUpVotes, Outcome } from '../../../domain/whatIf';
import { whatIf } from '../../../domain/whatIf';
import { wallNow } from '../../../platform/clock';
import type { RecountBundle, SessionRecord } from '../../../platform/store';
import { recountBundle } from '../../../platform/store/recount';
import { sessionView } from '../../../workflows/messages';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import type { FieldProblem } from '../../schemas/parse';
import { invalid } from '../../schemas/parse';
import { needSession } from './access';
import type { MemberLetter, SentLetter } from './letters';
import { lettersOf, sentLettersOf } from './letters';
import type { MemberSlip } from './slips-seen';
import { slipsOf } from './slips-seen';
import { defined, mustHave } from '../shared';

/** A session with who has voted, never how. `turnout` is null when no worker could say so within a second. */
export interface SessionWithTurnout {
  readonly record: SessionRecord;
  readonly turnout:
    | readonly {
        readonly person: string;
        readonly voted: boolean;
        readonly at?: Instant;
        readonly present?: boolean;
        readonly late?: Instant;
      }[]
    | null;
  /** What became of the last letter to each member. */
  readonly letters: readonly MemberLetter[];
  /** Letters to others about silent members. */
  readonly sentLetters: readonly SentLetter[];
  /** Paper invitations of those who have a link, while the session is open. */
  readonly slips: readonly MemberSlip[];
  /** Why a closed session has no papers: the code with which making them has failed. */
  readonly notRendered?: string;
  /** When the next planned reminder goes to whoever is silent then; absent when none is planned, or nobody could say. */
  readonly nextReminder?: Instant;
  /** When the secretary is told next who is silent then. */
  readonly nextNotice?: Instant;
}

/** How long a look at a session waits for a worker. */
const LOOK_MS = 1_000;

/** A session with its turnout. @throws Problem FORBIDDEN, NOT_FOUND */
export async function viewSession(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<SessionWithTurnout> {
  mustHave(caller, 'readSessions');
  const record = await needSession(context, caller, id);
  const [letters, sentLetters, slips] = await Promise.all([
    lettersOf(context, record),
    sentLettersOf(context, record),
    slipsOf(context, record),
  ]);
  if (record.status !== 'open' && record.status !== 'closing') {
    const notRendered = await notRenderedWith(context, record);
    return {
      record,
      letters,
      sentLetters,
      slips,
      ...defined({ notRendered }),
      turnout: record.members.map(({ person, voted, at, present, late }) => ({
        person,
        voted: voted ?? false,
        ...defined({ at, present, late }),
      })),
    };
  }
  return { record, letters, sentLetters, slips, ...(await turnoutOf(context, record)) };
}

/** With which code the papers of a closed session could not be made, as its trail tells. */
async function notRenderedWith(
  { store }: ApiContext,
  { _id, status, papers }: SessionRecord,
): Promise<string | undefined> {
  if (status !== 'closed' || papers) return undefined;
  const trail = await store.audit.trail(_id);
  return trail.findLast(({ type }) => type.startsWith('notRendered:'))?.type.split(':')[1];
}

/** Who has voted, asked of the running session; null when nobody answers. */
export async function turnoutOf(
  { client, store }: ApiContext,
  session: SessionRecord,
): Promise<Pick<SessionWithTurnout, 'turnout' | 'nextReminder' | 'nextNotice'>> {
  const handle = client.workflow.getHandle(sessionWorkflowId(session._id));
  try {
    const [view, electors] = await Promise.all([
      client.withDeadline(wallNow() + LOOK_MS, () => handle.query(sessionView)),
      store.electors.all(session._id),
    ]);
    const voted = new Map(view.voted.map((v) => [v.voterRef, v.at]));
    const refs = new Map(electors.map((e) => [e.person, e.voterRef]));
    const turnout = session.members.map(({ person }) => {
      const at = voted.get(refs.get(person) ?? '');
      return { person, voted: at !== undefined, ...defined({ at }) };
    });
    return { turnout, ...defined({ nextReminder: view.nextReminder, nextNotice: view.nextNotice }) };
  } catch {
    return { turnout: null };
  }
}

/** The bundle with its hash, as the record of the session and its minutes have it. */
export type Recount = RecountBundle & { readonly sha256: string };

/**
 * What is needed to count a closed session again: rules and choices, shuffled and unlinked.
 * @throws Problem FORBIDDEN, NOT_FOUND before it is closed, and for a mixed session with too few sheets
 */
export async function recountOf(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<Recount> {
  mustHave(caller, 'readSessions');
  const session = await needSession(context, caller, id);
  const { result } = session;
  const bundle = result && recountBundle(session, result, await context.store.ballots.ofSession(id));
  if (!bundle || result.bundle === undefined) throw new Problem('NOT_FOUND', `no bundle of ${id}`);
  return { ...bundle, sha256: result.bundle };
}

export interface MadeUpLine extends MadeUpVotes {
  readonly nomination: string;
}

/**
 * What made-up votes would come to, by the rule of each line. Saves nothing, and knows nothing of the sheets that were sent.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION with the fields of each line
 */
export async function whatIfSession(
  context: ApiContext,
  { caller, id, lines }: { readonly caller: Caller; readonly id: string; readonly lines: readonly MadeUpLine[] },
): Promise<readonly (Outcome & { readonly nomination: string })[]> {
  mustHave(caller, 'readSessions');
  const session = await needSession(context, caller, id);
  const rules = new Map(session.lines.map((l) => [l.nomination, l.rule]));
  const wrong: FieldProblem[] = [];
  const outcomes = lines.flatMap(({ nomination, ...votes }, i) => {
    const rule = rules.get(nomination);
    if (!rule) {
      const text = refused('session.notInSession');
      wrong.push({ field: `lines.${i}.nomination`, ...text });
      return [];
    }
    try {
      return [{ nomination, ...whatIf(rule, session.members.length, votes) }];
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'VALIDATION') throw error;
      const fields = (error.data['fields'] ?? []) as FieldProblem[];
      wrong.push(...fields.map((f) => ({ ...f, field: `lines.${i}.${f.field}` })));
      return [];
    }
  });
  if (wrong.length > 0) throw invalid(...wrong);
  return outcomes;
}
