import { Problem } from '../../domain/errors';
import type { Instant } from '../../domain/time';
import { openDraft, seal, type Draft } from '../../platform/sealing';
import { sameContent } from '../../platform/store/canonical';
import type { StoredDraft } from '../../platform/store';
import type { ApiContext } from '../context';
import type { BallotCase, Turnout } from './ballot-case';
import { saidOn, type BallotForm, type Filled } from './ballot-form';

/** What a member has filled in and not sent, and since when it is kept. */
export interface KeptDraft {
  readonly at: Instant;
  readonly filled: BallotForm['filled'];
}

const isEmpty = ({ choice, reason, text }: Filled): boolean =>
  choice === undefined && reason === undefined && text === undefined;

/**
 * Keeps what is filled in until the sheet is sent or the session ends, sealed under the session's key as a sheet is. Nothing
 * is kept of a form without a choice: a robot that presses a button leaves no trace. What an earlier form has chosen on a
 * line that is blank in this one stays, so that two devices do not empty each other's sheets.
 * @returns when it was kept; undefined when there is nothing to keep, the form has been sent, or the session has ended
 */
export async function keepDraft(
  context: ApiContext,
  of: BallotCase,
  submission: string,
  filled: BallotForm['filled'],
): Promise<Instant | undefined> {
  const { store, sessionKeys, clock } = context;
  const { session, person } = of;
  const now = clock.now();
  if ([...filled.values()].every(isEmpty) || session.status !== 'open' || now >= session.closesAt) return undefined;
  const voterRef = await store.electors.refOf(session._id, person._id);
  if (voterRef === undefined) return undefined;
  // a post that was under way while its form was sent must not bring back what was sent
  if (await store.sheets.bySubmission(session._id, voterRef, submission)) return undefined;
  try {
    const before = await storedDraft(context, of, voterRef);
    const choices = Object.fromEntries(
      session.lines.map(({ nomination }) => {
        const said = saidOn(filled.get(nomination));
        return [nomination, isEmpty(said) ? (before?.choices[nomination] ?? {}) : said];
      }),
    );
    if (before && sameContent(before.choices, choices)) return before.at;
    const sealed = seal(await sessionKeys.get(session._id), { choices });
    return (await store.electors.keepDraft(session._id, voterRef, { submission, sealed, at: now })) ? now : undefined;
  } catch (error) {
    // counted meanwhile: the key is gone, and the draft with it
    if (error instanceof Problem && error.code === 'INTEGRITY') return undefined;
    throw error;
  }
}

/** What this member has left unsent, for any device that opens the link. */
export async function draftOf(context: ApiContext, of: BallotCase, turnout: Turnout): Promise<KeptDraft | undefined> {
  const { store } = context;
  const { session, person } = of;
  const voterRef = await store.electors.refOf(session._id, person._id);
  if (voterRef === undefined) return undefined;
  try {
    const found = await storedDraft(context, of, voterRef);
    if (!found) return undefined;
    const sent = turnout.vote && (await store.sheets.bySubmission(session._id, voterRef, found.submission));
    if (sent) return undefined;
    const agenda = new Set(session.lines.map((line) => line.nomination));
    const entries = Object.entries(found.choices).filter(([id, said]) => agenda.has(id) && !isEmpty(said));
    return entries.length === 0 ? undefined : { at: found.at, filled: new Map(entries) };
  } catch (error) {
    if (error instanceof Problem && error.code === 'INTEGRITY') return undefined;
    throw error;
  }
}

async function storedDraft(
  { store, sessionKeys }: ApiContext,
  { session }: BallotCase,
  voterRef: string,
): Promise<(StoredDraft & Draft) | undefined> {
  const stored = await store.electors.draftOf(session._id, voterRef);
  if (!stored) return undefined;
  return { ...stored, ...openDraft(await sessionKeys.get(session._id), stored.sealed) };
}
