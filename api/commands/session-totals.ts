import { randomBytes } from 'node:crypto';
import { Problem } from '../../domain/errors';
import { sessionWorkflowId } from '../../domain/ids';
import type { MeetingTotals } from '../../domain/meeting';
import { checkTotals } from '../../domain/meeting';
import { commitmentOfTotals, openTotals, sealTotals } from '../../platform/sealing';
import type { Paper, SessionRecord } from '../../platform/store';
import { MEETING } from '../../platform/store/voting';
import { sameContent } from '../../platform/store/canonical';
import { sessionView } from '../../workflows/messages';
import type { ApiContext } from '../context';
import { invalid } from '../schemas/parse';
import { mustHaveFiles } from './papers';

/**
 * Keeps the totals of a meeting, sealed under the key of the session like a sheet: what the meeting said must not be read beside
 * the sums of both, from which the written opinions would follow. The same submission again finds the first ones.
 * @returns their commitment, which the session is told
 * @throws Problem VALIDATION with a field for everything that does not fit, KEY_REUSED, ENGINE_BUSY
 */
export async function storeTotals(
  context: ApiContext,
  session: SessionRecord,
  totals: MeetingTotals,
  paper: Paper,
  submission: string,
): Promise<string> {
  const { store, sessionKeys, clock } = context;
  const { _id: id, members, lines } = session;
  if (paper.attachment === undefined) {
    const vi = 'Cần có bản chụp Biên bản kiểm phiếu.';
    throw invalid({ field: 'paper.attachment', vi, en: 'The scan of the counting minutes is needed.' });
  }
  await mustHaveFiles(context, [id], [paper], 'paper');
  const facts = { members: members.map((m) => m.person), written: await writtenIn(context, id), lines };
  const wrong = checkTotals(totals, facts);
  if (wrong.length > 0) throw invalid(...wrong);
  const key = await sessionKeys.get(id);
  const content = { totals, nonce: randomBytes(32).toString('base64url') };
  const { record, created } = await store.sheets.insertSheet({
    session: id,
    voterRef: MEETING,
    submission,
    commitment: commitmentOfTotals(content),
    sealed: sealTotals(key, content),
    at: clock.now(),
  });
  if (!created && !sameContent(openTotals(key, record.sealed).totals, totals)) {
    throw new Problem('KEY_REUSED', `totals of ${id}`);
  }
  return record.commitment;
}

/** Whose written opinion counts. */
async function writtenIn({ ask, store }: ApiContext, id: string): Promise<string[]> {
  const view = await ask(sessionWorkflowId(id), (handle) => handle.query(sessionView));
  const persons = new Map((await store.electors.all(id)).map((e) => [e.voterRef, e.person]));
  return view.voted.flatMap(({ voterRef }) => persons.get(voterRef) ?? []);
}
