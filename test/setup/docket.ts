import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { LineAction } from '../../domain/actions';
import type { PeriodLength } from '../../domain/calendar';
import { docketWorkflowId } from '../../domain/ids';
import type { Dossier, NominationRecord, NoteRecord } from '../../platform/store';
import type { docket as docketWorkflow } from '../../workflows/docket';
import type { ActReceipt, SubmitReceipt } from '../../workflows/messages';
import { act, docketView, submit } from '../../workflows/messages';
import { calendar, prepare, routeOf, START, type Sent } from './fixtures';
import { eventually, type TestService } from './service';
import { uniqueName } from './engines';

/** A docket in a test: what a unit has sent, and the office that acts on it. */
export interface TestDocket extends Sent {
  readonly receipt: SubmitReceipt;
  readonly handle: WorkflowHandle<typeof docketWorkflow>;
  /** Acts on all lines, or on some, at the version that the docket has. */
  act(action: LineAction, ids?: readonly string[]): Promise<ActReceipt>;
  /** Waits until all lines (or some) have this status in the read model. */
  reach(status: string, ids?: readonly string[]): Promise<void>;
  /** A line (the first one) as the read model shows it, once that has caught up with the docket. */
  nomination(id?: string): Promise<NominationRecord>;
  status(id?: string): Promise<string>;
}

let notes = 0;
/** A note as the API stores it before an action. */
export async function note(service: TestService, more: Partial<NoteRecord> = {}): Promise<string> {
  const _id = `note-${(notes += 1)}-${randomUUID().slice(0, 8)}`;
  await service.store.notes.insert({
    _id,
    kind: 'test',
    by: 'key:office',
    at: START,
    reason: 'Lý do nêu trong văn bản',
    citation: 'Điều 33 Nghị định 152/2025/NĐ-CP',
    ...more,
  });
  return _id;
}

export async function sendDocket(
  service: TestService,
  dossiers: readonly Dossier[],
  options: {
    readonly selfChecked?: boolean;
    readonly holdReview?: PeriodLength;
    readonly openUntil?: string;
    readonly name?: string;
  } = {},
): Promise<TestDocket> {
  const docket = options.name ?? uniqueName('U01');
  const sent = await prepare(service.store, docket, dossiers, START);
  const { client, taskQueue, offsetMs } = service;
  const start = new WithStartWorkflowOperation('docket', {
    workflowId: docketWorkflowId(docket),
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    taskQueue,
    args: [{ docketId: docket, offsetMs, calendar, openUntil: options.openUntil ?? '2026-11-16' }],
  });
  const receipt = await client.workflow.executeUpdateWithStart(submit, {
    startWorkflowOperation: start,
    updateId: sent.unitProposal,
    args: [
      {
        unitProposal: sent.unitProposal,
        actor: 'key:unit',
        content: 'hash',
        selfChecked: options.selfChecked ?? false,
        holdReview: options.holdReview ?? { count: 30, unit: 'days' },
        lines: sent.nominations.map((id, i) => {
          const { award, procedure, flags } = dossiers[i]!;
          const { code, route } = routeOf(award, procedure, flags);
          return { id, award, routeCode: code, route };
        }),
      },
    ],
  });
  const handle = client.workflow.getHandle<typeof docketWorkflow>(docketWorkflowId(docket));
  const many = async (ids: readonly string[]) => [...(await service.store.nominations.many(ids)).values()];
  /** An Update is answered before what it changed is written when the write has to become a regular activity. */
  const caughtUp = async (ids: readonly string[]) => {
    const { lines } = await handle.query(docketView);
    const version = new Map(lines.map((l) => [l.id, l.version]));
    return await eventually(
      () => many(ids),
      (all) => all.every((n) => n.version >= (version.get(n._id) ?? 0)),
    );
  };
  const nomination = async (id = sent.nominations[0]!) => (await caughtUp([id]))[0]!;

  return {
    ...sent,
    receipt,
    handle,
    async act(action, ids = sent.nominations) {
      const lines = await caughtUp(ids);
      return await handle.executeUpdate(act, {
        args: [
          {
            actor: 'key:office',
            content: 'hash',
            action,
            lines: lines.map((n) => ({ id: n._id, expects: n.version })),
          },
        ],
      });
    },
    async reach(status, ids = sent.nominations) {
      await eventually(
        async () => (await many(ids)).map((n) => n.status),
        (all) => all.every((s) => s === status),
      );
    },
    nomination,
    status: async (id) => (await nomination(id)).status,
  };
}
