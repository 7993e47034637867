import { Problem } from '../../../domain/errors';
import { drawn } from '../../../platform/documents';
import { sessionPapersWorkflowId } from '../../../domain/ids';
import { dayOf } from '../../../domain/time';
import { paperName } from '../../../templates/documents/file-names';
import type { SessionPaper } from '../../../platform/store';
import { sessionRecords } from '../../../platform/store/session-records';
import { updateId } from '../../../platform/temporal/ask';
import type { PaperData } from '../../../templates/documents';
import { agenda, countingMinutes, minutes, type AgendaDocument } from '../../../templates/documents/session';
import type { SessionPapersInput } from '../../../workflows/messages';
import type { ApiContext, Caller } from '../../context';
import { letPass, opinionOf } from '../../pages/let-pass';
import { councilShares } from '../proposals/council-shares';
import { needSession, runnableSession } from './access';
import { defined, mustHave } from '../shared';

type Format = SessionPaper['format'];

interface Asked {
  readonly caller: Caller;
  readonly id: string;
}

/** A paper as it is handed out. */
export interface PaperFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * A paper of a closed session, the bytes that were made then.
 * @throws Problem FORBIDDEN, NOT_FOUND before it is there, and for the ballot of a member who sent none or of a secret session
 */
export async function sessionPaper(
  context: ApiContext,
  { caller, id, paper, format, member }: Asked & Pick<SessionPaper, 'paper' | 'format' | 'member'>,
): Promise<PaperFile> {
  mustHave(caller, 'readSessions');
  const { papers = [] } = await needSession(context, caller, id);
  const found = papers.find((p) => p.paper === paper && p.format === format && p.member === member);
  const stored = found && (await context.store.files.get(found.file));
  if (!stored) throw new Problem('NOT_FOUND', `${paper}.${format} of ${id}`);
  return stored;
}

/**
 * Has the papers of a closed session made that could not be made at its closing, and waits for them. Twice is once: what was
 * made stays.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED before it is closed, NOT_PRINTABLE when they cannot be made still,
 * ENGINE_BUSY while they are being made
 */
export async function makeSessionPapers(
  context: ApiContext,
  { caller, id, submission }: Asked & { readonly submission: string },
): Promise<void> {
  const { store, ask, clock, taskQueue } = context;
  const session = await runnableSession(context, caller, id);
  if (session.status !== 'closed') throw new Problem('ACTION_NOT_ALLOWED', id, { state: session.status, allowed: [] });
  if (session.papers) return;
  const key = `papers/${updateId(caller.actor, submission)}`;
  await store.audit.append([{ entity: id, key, at: clock.now(), actor: caller.actor, type: 'papersOrdered' }]);
  const workflowId = sessionPapersWorkflowId(id);
  const input: SessionPapersInput = { sessionId: id };
  await ask(workflowId, async (_handle, client) => {
    const running = await client.workflow.start('sessionPapers', {
      workflowId,
      taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    await running.result();
  });
}

/**
 * The meeting papers: the table of the sheet, without any total of this session. They are made anew each time, for the agenda of a
 * draft may still change.
 * @throws Problem FORBIDDEN, NOT_FOUND, NOT_PRINTABLE
 */
export async function meetingPapers(
  context: ApiContext,
  { caller, id, format }: Asked & { readonly format: Format },
): Promise<PaperFile> {
  const { unit, data, name } = await sessionPaperData(context, { caller, id }, 'agenda');
  const file = `${name}.${format}`;
  if (format === 'docx') {
    const owner = { version: { inForceOn: dayOf(context.clock.now()) }, ...defined({ unit }) };
    return { name: file, bytes: (await drawn(context.documents.editable('agenda', owner, data))).docx };
  }
  return { name: file, bytes: Buffer.from((await drawn(context.documents.renderAgenda(data))).pdf) };
}

/**
 * What a paper of a session says now. Minutes need a result.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED before the session is closed
 */
export async function sessionPaperData<Kind extends keyof SessionPaperData>(
  context: ApiContext,
  { caller, id }: Asked,
  kind: Kind,
): Promise<{
  readonly kind: Kind;
  readonly unit?: string;
  readonly data: SessionPaperData[Kind];
  readonly name: string;
}> {
  mustHave(caller, 'readSessions');
  const { store, catalogue } = context;
  const session = await needSession(context, caller, id);
  const records = { ...(await sessionRecords(store, session)), catalogue };
  const data: { readonly [K in keyof SessionPaperData]: () => Promise<SessionPaperData[K]> | SessionPaperData[K] } = {
    agenda: () => agendaOf(context, records),
    minutes: () => minutes(records),
    countingMinutes: () => countingMinutes(records),
  };
  if (kind !== 'agenda' && !session.result) {
    throw new Problem('ACTION_NOT_ALLOWED', id, { state: session.status, allowed: [] });
  }
  const name = paperName({ paper: kind, format: 'docx' }, session).replace(/\.docx$/, '');
  return { kind, ...defined({ unit: session.unit }), data: await data[kind](), name };
}

type SessionPaperData = Pick<PaperData, 'agenda' | 'minutes' | 'countingMinutes'>;

type SessionRecords = Awaited<ReturnType<typeof sessionRecords>> & Pick<ApiContext, 'catalogue'>;

async function agendaOf(context: ApiContext, records: SessionRecords): Promise<AgendaDocument> {
  const { session, nominations } = records;
  const [shares, passed] = await Promise.all([
    session.level === 'province' ? councilShares(context.store, 'unit', nominations.values()) : [],
    letPass(context, [...nominations.keys()], 'vi'),
  ]);
  return agenda(records, {
    opinion: (line) => [opinionOf(passed(line), 'vi'), ...passed(line)].join('. '),
    lower: new Map([...shares].map(([line, { tally }]) => [line, tally])),
  });
}
