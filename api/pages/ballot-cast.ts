import { Problem } from '../../domain/errors';
import { sessionWorkflowId } from '../../domain/ids';
import type { Instant } from '../../domain/time';
import { commitmentOf, drawSheetSecrets, open, seal, type Sheet, type SheetChoices } from '../../platform/sealing';
import type { SheetRecord } from '../../platform/store';
import { sameContent } from '../../platform/store/canonical';
import { updateId } from '../../platform/temporal/ask';
import { castSheet } from '../../workflows/messages';
import type { ApiContext } from '../context';
import type { BallotCase } from './ballot-case';

/** What became of a sheet that was sent. */
export type Cast =
  | { readonly outcome: 'recorded'; readonly at: Instant; readonly code: string }
  /** A later sheet of this member had been recorded before this one arrived. */
  | { readonly outcome: 'superseded' }
  | { readonly outcome: 'late' }
  /** Not known yet: the same submission again gives the answer. */
  | { readonly outcome: 'busy' };

/**
 * Casts a sheet: stored for good, sealed under the key of the session, then named to the workflow by its commitment. The same
 * submission again finds its own sheet and its own receipt, so a double click is one sheet.
 * @throws Problem NOT_A_MEMBER, TOO_MANY_CHANGES, KEY_REUSED when the submission stands for other choices
 */
export async function cast(
  context: ApiContext,
  of: Pick<BallotCase, 'session' | 'person' | 'link'>,
  submission: string,
  choices: SheetChoices,
): Promise<Cast> {
  const { store, ask, links, log } = context;
  const { session, person, link } = of;
  try {
    const voterRef = await store.electors.refOf(session._id, person._id);
    if (voterRef === undefined) throw new Problem('NOT_A_MEMBER', `no elector in ${session._id}`);
    const { record, code } = await storedSheet(context, session._id, voterRef, submission, choices);
    const receipt = await ask(sessionWorkflowId(session._id), (handle) =>
      handle.executeUpdate(castSheet, {
        updateId: updateId(voterRef, submission),
        args: [{ voterRef, ordinal: record.ordinal, commitment: record.commitment }],
      }),
    );
    // the sheet is recorded; that older links still open must not make it look otherwise
    await links.settle(link).catch((error: unknown) => log.warn({ error, link: link._id }, 'links not settled'));
    await store.electors
      .dropDraft(session._id, voterRef)
      .catch((error: unknown) => log.warn({ error, session: session._id }, 'a draft was not dropped'));
    if (receipt.counts !== record.commitment) return { outcome: 'superseded' };
    return { outcome: 'recorded', at: receipt.at, code };
  } catch (error) {
    return await outcomeOf(context, of, error);
  }
}

/** The sheet of this submission: the one stored now, or the first one. */
async function storedSheet(
  { store, sessionKeys, clock }: ApiContext,
  session: string,
  voterRef: string,
  submission: string,
  choices: SheetChoices,
): Promise<{ readonly record: SheetRecord; readonly code: string }> {
  const key = await sessionKeys.get(session);
  const { nonce, code } = drawSheetSecrets();
  const { record, created } = await store.sheets.insertSheet({
    session,
    voterRef,
    submission,
    commitment: commitmentOf(choices, nonce),
    sealed: seal(key, { choices, nonce, code }),
    at: clock.now(),
  });
  if (created) return { record, code };
  const first = open(key, record.sealed);
  if (!saysTheSame(first.choices, choices)) throw new Problem('KEY_REUSED', `a sheet in ${session}`);
  return { record, code: first.code };
}

/** Whether a sheet that was sent says the same on all lines that are still on the agenda. */
export const saysTheSame = (sent: SheetChoices, choices: SheetChoices): boolean =>
  sameContent(Object.fromEntries(Object.keys(choices).map((line) => [line, sent[line]])), choices);

/** What a failure means for the member. Rethrows what is no outcome of its own. */
async function outcomeOf(
  { store }: ApiContext,
  { session }: Pick<BallotCase, 'session'>,
  error: unknown,
): Promise<Cast> {
  if (!(error instanceof Problem)) throw error;
  switch (error.code) {
    case 'ENGINE_BUSY':
    case 'STORE_BUSY':
      return { outcome: 'busy' };
    case 'VOTING_CLOSED':
      return { outcome: 'late' };
    case 'NOT_A_MEMBER':
    case 'NOT_FOUND':
    case 'INTEGRITY': {
      // the session was counted meanwhile: references, key and workflow are gone
      const now = await store.sessions.need(session._id);
      if (now.status !== 'open') return { outcome: 'late' };
      throw error;
    }
    default:
      throw error;
  }
}

/** The sheet of a submission, if there is one already. */
export async function sheetOfSubmission(
  { store, sessionKeys }: ApiContext,
  session: string,
  person: string,
  submission: string,
): Promise<Sheet | undefined> {
  const voterRef = await store.electors.refOf(session, person);
  const record = voterRef && (await store.sheets.bySubmission(session, voterRef, submission));
  return record ? open(await sessionKeys.get(session), record.sealed) : undefined;
}

/**
 * The sheet that counts for a member now, by its commitment; undefined when it cannot be opened any more. Of a secret session
 * callers may show its receipt code and nothing else.
 */
export async function countingSheet(
  { store, sessionKeys }: ApiContext,
  session: string,
  person: string,
  commitment: string,
): Promise<Sheet | undefined> {
  const voterRef = await store.electors.refOf(session, person);
  const record = voterRef && (await store.sheets.byCommitment(session, voterRef, commitment));
  if (!record) return undefined;
  try {
    return open(await sessionKeys.get(session), record.sealed);
  } catch (error) {
    if (error instanceof Problem && error.code === 'INTEGRITY') return undefined;
    throw error;
  }
}
