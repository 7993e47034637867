import type { WorkflowHandle } from '@temporalio/client';
import type { PersonsCaseAction } from '../../domain/case/said';
import { caseWorkflowId } from '../../domain/ids';
import { endOfDay, msOf, startOfDay, type Instant } from '../../domain/time';
import type { CaseRecord } from '../../platform/store';
import { actOnCase, holdCase } from '../../workflows/messages';
import { caseRecord, issueCertificate } from '../setup/cases';
import { note } from '../setup/docket';
import { calendar, START } from '../setup/fixtures';
import { atRest, eventually, type TestService } from '../setup/service';
import { describeOnSkippedTime } from '../setup/skipped';

const HOUR_MS = 3_600_000;

interface Revoked {
  readonly id: string;
  readonly handle: WorkflowHandle;
  record(): Promise<CaseRecord>;
  reach(fits: (record: CaseRecord) => boolean): Promise<CaseRecord>;
  say(action: PersonsCaseAction): Promise<void>;
}

/** A revocation whose paper of 16 November stands in the register, with object and money still out. */
async function revoked(service: TestService, serial: number): Promise<Revoked> {
  const { store, client, taskQueue, offsetMs } = service;
  const { _id: award, nomination } = await issueCertificate(store, { serial });
  const of = { nomination, authority: 'A-TINH', holderUnit: 'U01', ground: 'fraud' } as const;
  const returns = ['object', 'money'] as const;
  const { _id: id } = (await store.cases.insert(caseRecord(award, { ...of, returns }))).record;
  const input = { caseId: id, award, kind: 'revocation', returns, offsetMs, calendar };
  const handle = await client.workflow.start('case', {
    workflowId: caseWorkflowId(id),
    taskQueue,
    args: [{ ...input, returnWithin: { count: 15, unit: 'workingDays' } }],
  });
  const record = () => store.cases.need(id);
  const reach = (fits: (one: CaseRecord) => boolean) => eventually(record, fits);
  const say = async (action: PersonsCaseAction): Promise<void> => {
    const { version: expects } = await record();
    const args = [{ actor: 'key:office', content: 'hash', action, expects }] as const;
    const { version } = await handle.executeUpdate(actOnCase, { args: [...args] });
    await reach((one) => one.version >= version);
  };
  await reach(({ status }) => status === 'awaitingPaper');
  const signed = {
    number: `${50 + serial}/QĐ-UBND`,
    date: '2026-11-16',
    signer: 'Phạm Văn Mẫu',
    signerPost: 'Chủ tịch',
  };
  const decision = await note(service, { kind: 'decision', decision: { ...signed, form: 'direct' } });
  await say({ type: 'record', decision, date: signed.date, calendar });
  await reach(({ status }) => status === 'awaitingReturn');
  return { id, handle, record, reach, say };
}

describeOnSkippedTime('a revocation whose object and money are to come back', (service) => {
  let passed = 0;
  /** Lets time pass until a business instant, or so long before it. */
  async function until(instant: Instant, before = 0): Promise<void> {
    const left = msOf(instant) - before - msOf(START) - passed;
    passed += left;
    await service().sleep(left);
  }
  /** How often the unit was reminded, and the office told that it is late. */
  async function told({ id, handle }: Revoked): Promise<readonly [number, number]> {
    await atRest(handle);
    const of = (mail: string) => service().mails.keyed(`${mail}.${id}.`).length;
    return [of('returnReminder'), of('returnOverdue')];
  }
  const hold = (one: Revoked, on: boolean) =>
    one.handle.executeUpdate(holdCase, { args: [{ by: 'VV-complaint', hold: on }] });

  test('over a holiday: reminded once, overdue once after the last day, ended by the second of both; a hold moves it', async () => {
    const late = await revoked(service(), 1);
    const punctual = await revoked(service(), 2);
    const held = await revoked(service(), 3);
    const all = [late, punctual, held];
    // 15 working days after Monday 16 November; Tuesday 24 November is a holiday
    for (const one of all) expect((await one.record()).due).toBe('2026-12-08');

    // held from Monday 23 November to Monday 30 November: four working days, for the holiday is none
    await until(startOfDay('2026-11-23'), -HOUR_MS);
    await hold(held, true);
    await until(startOfDay('2026-11-30'), -HOUR_MS);
    await hold(held, false);
    expect((await held.reach(({ heldBy }) => heldBy.length === 0)).due).toBe('2026-12-14');

    await until(startOfDay('2026-12-03'), HOUR_MS);
    for (const one of all) expect(await told(one)).toEqual([0, 0]);
    await until(startOfDay('2026-12-03'), -HOUR_MS);
    for (const one of [late, punctual]) {
      await eventually(
        () => told(one),
        ([reminders]) => reminders === 1,
      );
    }
    expect(await told(held)).toEqual([0, 0]);
    expect(service().mails.keyed(`returnReminder.${late.id}.`)[0]!.text).toContain('08/12/2026');
    for (const what of ['object', 'money'] as const) {
      await punctual.say({ type: 'recordReturn', what, on: '2026-12-03' });
    }
    await punctual.handle.result();
    await late.say({ type: 'recordReturn', what: 'object', on: '2026-12-03' });

    // the last day counts whole
    await until(endOfDay('2026-12-08'), HOUR_MS);
    expect([await told(late), (await late.record()).overdue ?? false]).toEqual([[1, 0], false]);
    expect(await told(held)).toEqual([0, 0]);
    await until(endOfDay('2026-12-08'), -HOUR_MS);
    await late.reach(({ overdue }) => overdue === true);
    // reminded on Wednesday 9 December
    await eventually(
      () => told(held),
      ([reminders]) => reminders === 1,
    );
    expect([await told(held), (await held.record()).overdue ?? false]).toEqual([[1, 0], false]);
    await until(endOfDay('2027-02-26'));
    await held.reach(({ overdue }) => overdue === true);
    for (const one of [late, held]) {
      await eventually(
        () => told(one),
        ([, overdue]) => overdue === 1,
      );
      expect([await told(one), (await one.record()).status]).toEqual([[1, 1], 'awaitingReturn']);
    }

    await late.say({ type: 'recordReturn', what: 'money', on: '2027-02-26' });
    await late.handle.result();
    const { status, settled } = await late.record();
    expect([status, settled.object?.on, settled.money?.on]).toEqual(['done', '2026-12-03', '2027-02-26']);
    const again = ['returnReminder', 'returnOverdue'].map(
      (mail) => service().mails.keyed(`${mail}.${punctual.id}.`).length,
    );
    expect(again).toEqual([1, 0]);
    const trail = await service().store.audit.trail(late.id);
    const life = ['opened', 'record', 'carriedOut', 'returnReminder', 'recordReturn', 'returnOverdue', 'recordReturn'];
    expect(trail.map(({ type }) => type)).toEqual(life);
  });
});
