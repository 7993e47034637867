import { Context } from '@temporalio/activity';
import { dayOf } from '../domain/time';
import { drawn } from '../platform/documents';
import type { SessionPaper } from '../platform/store';
import { paperName } from '../templates/documents/file-names';
import { sessionRecords } from '../platform/store/session-records';
import { countingMinutes, minutes, namedBallots } from '../templates/documents/session';
import type { ActivityContext } from './context';
import type { Activities } from './index';

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/**
 * Makes the papers of a closed session from its records, keeps the bytes, and notes them in the record: minutes and counting
 * minutes, as PDF and to go on with in a word processor, and of a named session one ballot a member.
 */
export function sessionPaperActivities({
  store,
  documents,
  catalogue,
}: ActivityContext): Pick<Activities, 'renderSessionPapers'> {
  return {
    async renderSessionPapers({ sessionId }) {
      const session = await store.sessions.need(sessionId);
      if (session.papers) return;
      const records = { ...(await sessionRecords(store, session)), catalogue };
      const at = session.closedAt ?? session.closesAt;
      const papers: SessionPaper[] = [];

      const keep = async (
        of: Pick<SessionPaper, 'paper' | 'format' | 'member'>,
        bytes: Buffer,
        { sha256, renderer }: { readonly sha256: string; readonly renderer: string },
      ): Promise<void> => {
        Context.current().heartbeat(papers.length);
        const name = paperName(of, session, of.member === undefined ? undefined : records.people.get(of.member)?.name);
        const file = await store.files.put(name, bytes, { contentType: TYPES[of.format], renderer }, at);
        papers.push({ ...of, file: file.id, sha256, renderer, bytes: bytes.length });
      };
      const pdf = async (
        of: Pick<SessionPaper, 'paper' | 'member'>,
        rendering: ReturnType<typeof documents.renderMinutes>,
      ): Promise<void> => {
        const rendered = await rendering;
        await keep({ ...of, format: 'pdf' }, Buffer.from(rendered.pdf), rendered);
      };
      // by the template that its agency used on the day on which it was closed
      const owner = {
        version: { inForceOn: dayOf(at) },
        ...(session.unit === undefined ? {} : { unit: session.unit }),
      };
      const docx = async (paper: SessionPaper['paper'], filling: ReturnType<typeof documents.editable>) => {
        const rendered = await filling;
        await keep({ paper, format: 'docx' }, rendered.docx, rendered);
      };

      const all = async (): Promise<void> => {
        const counting = countingMinutes(records);
        await pdf({ paper: 'countingMinutes' }, documents.renderCountingMinutes(counting));
        await docx('countingMinutes', documents.editable('countingMinutes', owner, counting));
        const whole = minutes(records);
        await pdf({ paper: 'minutes' }, documents.renderMinutes(whole));
        await docx('minutes', documents.editable('minutes', owner, whole));
        for (const { person, data } of namedBallots(records)) {
          await pdf({ paper: 'namedBallot', member: person }, documents.renderNamedBallot(data));
        }
      };
      await drawn(all());
      await store.sessions.setPapers(sessionId, papers);
    },
  };
}
