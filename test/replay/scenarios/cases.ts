import type { WorkflowHandle } from '@temporalio/client';
import type { PersonsCaseAction } from '../../../domain/case/said';
import { caseWorkflowId } from '../../../domain/ids';
import { endOfDay, startOfDay } from '../../../domain/time';
import type { CaseRecord } from '../../../platform/store';
import { actOnCase, adoptCase, caseState, drawCase } from '../../../workflows/messages';
import { caseRecord, issueCertificate } from '../../setup/cases';
import { note } from '../../setup/docket';
import { calendar } from '../../setup/fixtures';
import { atRest, eventually, type TestService } from '../../setup/service';
import { passTo, TODAY } from './clock';
import type { Play } from './scenario';

/** A case as the API opens it. */
async function opened(service: TestService, award: string, of: Partial<CaseRecord>) {
  const { store, client, taskQueue, offsetMs } = service;
  const { record } = await store.cases.insert(caseRecord(award, { authority: 'A-TINH', holderUnit: 'U01', ...of }));
  const { _id: caseId, kind, returns } = record;
  const handle: WorkflowHandle = await client.workflow.start('case', {
    workflowId: caseWorkflowId(caseId),
    taskQueue,
    args: [{ caseId, award, kind, returns, returnWithin: { count: 15, unit: 'workingDays' }, offsetMs, calendar }],
  });
  const reach = (fits: (one: CaseRecord) => boolean) => eventually(() => store.cases.need(caseId), fits);
  const say = async (action: PersonsCaseAction) => {
    const { version: expects } = await store.cases.need(caseId);
    const args = [{ actor: 'key:office', content: 'hash', action, expects }] as const;
    const { version } = await handle.executeUpdate(actOnCase, { args: [...args] });
    await reach((one) => one.version >= version);
  };
  return { handle, reach, say };
}

/** A revocation that a complaint holds for a while; nothing comes back before the office is told, then everything does. */
export const revokedAward: Play = async (service) => {
  const { _id: award, nomination } = await issueCertificate(service.store, { serial: 1 });
  const revocation = await opened(service, award, { nomination, ground: 'fraud', returns: ['object', 'money'] });
  await revocation.reach(({ status, draft }) => status === 'awaitingPaper' && draft !== undefined);
  const complaint = await opened(service, award, { kind: 'complaint' });
  await complaint.reach(({ status }) => status === 'open');
  await complaint.say({ type: 'hold', note: await note(service) });
  await revocation.reach(({ heldBy }) => heldBy.length === 1);
  await complaint.say({ type: 'conclude', outcome: 'rejected', note: await note(service) });
  await revocation.reach(({ heldBy }) => heldBy.length === 0);

  const signed = { number: '02/QĐ-UBND', date: TODAY, signer: 'Phạm Văn Mẫu', signerPost: 'Chủ tịch' };
  const decision = await note(service, { kind: 'decision', decision: { ...signed, form: 'direct' } });
  await revocation.say({ type: 'record', decision, date: TODAY, calendar });
  const { due } = await revocation.reach(({ status }) => status === 'awaitingReturn');
  // 15 working days, one of them a holiday; three before the last the unit is reminded
  if (due !== '2026-12-08') throw new Error(`due ${String(due)}`);
  const { version } = await revocation.reach(() => true);
  await passTo(revocation, startOfDay('2026-12-03'));
  await revocation.reach((one) => one.version > version);
  await passTo(revocation, endOfDay(due));
  await revocation.reach(({ overdue }) => overdue === true);
  for (const what of ['object', 'money'] as const) await revocation.say({ type: 'recordReturn', what, on: TODAY });
  return {
    'case-revokes-after-a-complaint-and-waits-for-what-comes-back': revocation.handle,
    'case-of-a-complaint-holds-another': complaint.handle,
  };
};

/** A letter that cannot be printed: it is drawn again when the office says so, still cannot be, and is given up. */
export const unprintableLetter: Play = async (service) => {
  const { _id: award, nomination } = await issueCertificate(service.store, { serial: 3 });
  const changes = [{ field: 'post', printed: 'Chuyên viên', correct: 'Chuyên viên 漢' }] as const;
  const letter = await opened(service, award, { kind: 'correction', nomination, changes });
  await letter.reach(({ status, undrawn }) => status === 'awaitingPaper' && undrawn !== undefined);
  await letter.handle.executeUpdate(drawCase);
  await atRest(letter.handle);
  await letter.say({ type: 'cancel', note: await note(service) });
  return { 'case-draws-again-what-cannot-be-printed': letter.handle };
};

/** The engine was set back: a revocation is handed where its record stands, and goes on from there. */
export const caseBroughtForward: Play = async (service) => {
  const { _id: award, nomination } = await issueCertificate(service.store, { serial: 4 });
  const revocation = await opened(service, award, { nomination, ground: 'fraud', returns: ['object'] });
  await revocation.reach(({ status, draft }) => status === 'awaitingPaper' && draft !== undefined);
  const state = await revocation.handle.query(caseState);
  const further = { ...state, version: state.version + 3 };
  const { version } = await revocation.handle.executeUpdate(adoptCase, { args: [{ state: further }] });
  await revocation.reach((one) => one.version === version);
  await revocation.say({ type: 'cancel', note: await note(service) });
  return { 'case-goes-on-from-where-its-record-stands': revocation.handle };
};
