import type { WorkflowHandle } from '@temporalio/client';
import { sessionWorkflowId } from '../../domain/ids';
import { councilRuleFor } from '../../domain/councilRules';
import type { CouncilRule } from '../../domain/rule';
import type { MeetingTotals } from '../../domain/meeting';
import { commitmentOf, commitmentOfTotals, drawSheetSecrets, seal, sealTotals } from '../../platform/sealing';
import { MEETING } from '../../platform/store/voting';
import type { Choice, SessionRecord, SheetRecord } from '../../platform/store';
import { updateId } from '../../platform/temporal/ask';
import { samplePack } from '../../samples/pack';
import type { councilSession } from '../../workflows/council-session';
import type { CastReceipt, SessionOrder } from '../../workflows/messages';
import { castSheet, orderSession, sessionView } from '../../workflows/messages';
import { uniqueName } from './engines';
import { note } from './docket';
import { calendar, START } from './fixtures';
import { eventually, type TestService } from './service';

export interface TestSession {
  readonly id: string;
  readonly handle: WorkflowHandle<typeof councilSession>;
  /** Posts a whole sheet as the page does: stored first, then the Update. `all` on every line but the exceptions. */
  vote(
    person: string,
    all: Choice,
    exceptions?: Readonly<Record<string, Choice>>,
    submission?: string,
  ): Promise<CastReceipt>;
  order(order: SessionOrder['order']): Promise<unknown>;
  /** The council has changed: the one has come for the other. */
  replace(member: string, by: string): Promise<unknown>;
  /** The same of members without a link. */
  replaceAtMeeting(member: string, by: string): Promise<unknown>;
  readonly record: () => Promise<SessionRecord>;
  reach(status: SessionRecord['status']): Promise<SessionRecord>;
}

export interface SessionLineOf {
  readonly nomination: string;
  readonly docket: string;
  readonly award: string;
  readonly recused?: readonly string[];
  /** What its rule has besides that of the sample pack. */
  readonly rule?: Partial<CouncilRule>;
}

type SessionOptions = Partial<
  Pick<SessionRecord, 'closing' | 'ballot' | 'level' | 'closesAt' | 'kind' | 'absent' | 'stepUp' | 'council'>
> & {
  /** Its invitations wait for a drill. */
  readonly held?: boolean;
};

/** A session as the API drafts it. */
export async function draftTestSession(
  { store }: TestService,
  lines: readonly SessionLineOf[],
  options: SessionOptions = {},
): Promise<SessionRecord> {
  const {
    closing = 'whenAllVoted',
    ballot = 'secret',
    level = 'province',
    closesAt = '2026-11-20T10:00:00.000Z',
  } = options;
  const draft: SessionRecord = {
    _id: uniqueName('S'),
    name: 'đợt 2 năm 2026',
    council: options.council ?? (level === 'province' ? 'HD-TINH' : 'HD-U01'),
    level,
    ...(level === 'unit' ? { unit: 'U01' } : {}),
    kind: options.kind ?? 'written',
    ...(options.absent ? { absent: options.absent } : {}),
    ...(options.stepUp ? { stepUp: options.stepUp } : {}),
    ballot,
    basis: {
      foundingDecision: 'Quyết định số 45/QĐ-UBND',
      regulation: 'Quy chế hoạt động của Hội đồng',
      article: 'khoản 3 Điều 8',
      orderedBy: 'Chủ tịch Hội đồng',
    },
    closesAt,
    closing,
    lines: lines.map((l, i) => ({
      nomination: l.nomination,
      docket: l.docket,
      no: i + 1,
      award: l.award,
      rule: { ...councilRuleFor(samplePack.councilRules, { award: l.award, level, day: '2026-11-16' }), ...l.rule },
      recused: l.recused ?? [],
    })),
    leftOut: [],
    status: 'draft',
    members: [],
    extended: false,
    version: 0,
    createdAt: START,
  };
  return (await store.sessions.insert(draft)).record;
}

/** Stores a whole sheet as the page does: `all` on every line but the exceptions. */
export async function storeSheet(
  { store, sessionKeys }: TestService,
  id: string,
  person: string,
  all: Choice,
  exceptions: Readonly<Record<string, Choice>> = {},
  submission = uniqueName('form'),
  at = START,
): Promise<SheetRecord> {
  const voterRef = (await store.electors.refOf(id, person))!;
  const session = await store.sessions.need(id);
  const choices = Object.fromEntries(
    session.lines.map((l) => [
      l.nomination,
      { choice: l.recused.includes(person) ? 'recused' : (exceptions[l.nomination] ?? all) },
    ]),
  );
  const { nonce, code } = drawSheetSecrets();
  const { record } = await store.sheets.insertSheet({
    session: id,
    voterRef,
    submission,
    sealed: seal(await sessionKeys.get(id), { choices, nonce, code }),
    commitment: commitmentOf(choices, nonce),
    at,
  });
  return record;
}

/** A session as the API drafts and opens it. */
export async function openTestSession(
  service: TestService,
  lines: readonly SessionLineOf[],
  options: SessionOptions = {},
): Promise<TestSession> {
  const { store, client, taskQueue, offsetMs } = service;
  const {
    _id: id,
    version,
    closing,
    kind,
    level,
    closesAt,
    lines: agenda,
  } = await draftTestSession(service, lines, options);
  const handle = await client.workflow.start<typeof councilSession>('councilSession', {
    workflowId: sessionWorkflowId(id),
    taskQueue,
    args: [
      {
        sessionId: id,
        version,
        offsetMs,
        calendar,
        closesAt,
        closing,
        kind,
        level,
        reminders: samplePack.reminders,
        ...(options.held ? { drill: true } : {}),
        lines: agenda.map(({ nomination, docket, rule }) => ({ nomination, docket, rule })),
      },
    ],
  });
  const record = () => store.sessions.need(id);
  const councilWith = async (member: string, by: string): Promise<void> => {
    const { council } = await record();
    const before = (await store.councils.inForce(council, START.slice(0, 10)))!;
    const members = before.members.map((m) => (m.person === member ? { ...m, person: by } : m));
    const validFrom = START.slice(0, 10);
    await store.councils.put({ ...before, _id: `${council}@${validFrom}`, validFrom, members });
  };
  const order = (said: SessionOrder['order']) =>
    handle.executeUpdate(orderSession, { args: [{ actor: 'key:secretary', content: 'hash', order: said }] });
  return {
    id,
    handle,
    record,
    reach: (status) => eventually(record, (s) => s.status === status),
    order,
    async replace(member, by) {
      await councilWith(member, by);
      const voterRef = (await store.electors.refOf(id, member))!;
      const drawn = await store.electors.drawElectorate(id, [by]);
      const fresh = drawn.find((e) => e.person === by)!.voterRef;
      return order({ type: 'replaceMember', voterRef, by: fresh, note: await note(service) });
    },
    async replaceAtMeeting(member, by) {
      await councilWith(member, by);
      return order({ type: 'replaceAtMeeting', member, by, note: await note(service) });
    },
    async vote(person, all, exceptions, submission) {
      const sheet = await storeSheet(service, id, person, all, exceptions, submission);
      const { voterRef, ordinal, commitment } = sheet;
      return await handle.executeUpdate(castSheet, {
        updateId: updateId(voterRef, sheet.submission),
        args: [{ voterRef, ordinal, commitment }],
      });
    },
  };
}

/** Keeps the totals of a meeting as the API does, and has the session take them. */
export async function enterTotals(service: TestService, session: TestSession, totals: MeetingTotals): Promise<void> {
  const content = { totals, nonce: uniqueName('nonce') };
  const { commitment } = (
    await service.store.sheets.insertSheet({
      session: session.id,
      voterRef: MEETING,
      submission: uniqueName('totals'),
      commitment: commitmentOfTotals(content),
      sealed: sealTotals(await service.sessionKeys.get(session.id), content),
      at: START,
    })
  ).record;
  const { version: expects } = await session.record();
  await session.order({ type: 'enterTotals', commitment, expects, note: await note(service) });
}

/** Who has voted, as the workflow knows it. */
export const votedIn = async (session: TestSession): Promise<number> =>
  (await session.handle.query(sessionView)).voted.length;
