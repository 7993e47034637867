import { MockActivityEnvironment } from '@temporalio/testing';
import { createActivities } from '../../activities/create';
import { people } from '../setup/fixtures';
import { dossier } from '../setup/fixtures';
import { note, sendDocket } from '../setup/docket';
import { describeOnSkippedTime } from '../setup/skipped';
import { openTestSession, votedIn, type SessionLineOf } from '../setup/session';
import { atRest, eventually, type TestService } from '../setup/service';

/** Lines that wait for the unit's council. */
async function waiting(service: TestService, count: number) {
  const docket = await sendDocket(
    service,
    Array.from({ length: count }, (_, i) => dossier('CSTDCS', i + 1)),
    { selfChecked: true },
  );
  await docket.reach('waitingForCouncil');
  const lines: SessionLineOf[] = docket.nominations.map((nomination) => ({
    nomination,
    docket: docket.docket,
    award: 'CSTDCS',
  }));
  return { docket, lines };
}
const open = async (
  service: TestService,
  lines: readonly SessionLineOf[],
  options: Parameters<typeof openTestSession>[2] = {},
) => {
  const session = await openTestSession(service, lines, { level: 'unit', ...options });
  await session.reach('open');
  return session;
};

describeOnSkippedTime(
  'a session that closes when all have voted',
  (service) => {
    test('counts the last sheet of each, tells the dockets, and forgets who voted how', async () => {
      const { docket, lines } = await waiting(service(), 2);
      const [first, second] = docket.nominations as [string, string];
      const session = await open(service(), lines);
      const earlier = await session.vote('C1', 'no');
      const counted = await session.vote('C1', 'yes', { [second]: 'no' });
      expect(counted.superseded).toBe(false);
      expect(counted.counts).not.toBe(earlier.counts);
      await session.vote('C2', 'yes');
      await session.vote('C3', 'yes');
      const closed = await session.reach('closed');
      expect(closed.result).toMatchObject({ members: 3, ballots: 3, quorate: true });
      expect(closed.result?.lines.map((l) => l.tally.yes)).toEqual([3, 2]);
      expect(closed.members.every((m) => m.voted)).toBe(true);
      // 80 % of 3 members are 3: the second line falls
      await docket.reach('waitingForApproval', [first]);
      await docket.reach('declined', [second]);
      expect(await service().store.electors.all(session.id)).toEqual([]);
      await expect(service().sessionKeys.get(session.id)).rejects.toMatchObject({ code: 'INTEGRITY' });
      const ballots = await service().store.ballots.ofSession(session.id);
      expect(ballots.map((b) => [...b.choices].sort())).toEqual([
        ['yes', 'yes', 'yes'],
        ['no', 'yes', 'yes'],
      ]);
      expect(JSON.stringify(ballots)).not.toMatch(/C[123]"/);
      await atRest(session.handle);
      const told = service().mails.keyed(`sessionResult.${session.id}.`);
      expect(told.map((m) => m.subject)).toEqual([expect.stringContaining('1/2')]);
      expect(service().mails.to('c3@')).toEqual(expect.arrayContaining(told));
    });

    test('counts one form posted twice once', async () => {
      const { lines } = await waiting(service(), 1);
      const session = await open(service(), lines);
      const one = await session.vote('C1', 'yes', {}, 'form-1');
      const two = await session.vote('C1', 'yes', {}, 'form-1');
      expect(two).toEqual(one);
      expect(await votedIn(session)).toBe(1);
    });

    test('refuses whoever is no member, and a twenty-first change', async () => {
      const { lines } = await waiting(service(), 1);
      const session = await open(service(), lines);
      for (let i = 0; i < 20; i += 1) await session.vote('C1', 'yes');
      await expect(session.vote('C1', 'yes')).rejects.toMatchObject({ cause: { type: 'TOO_MANY_CHANGES' } });
      const stranger = session.handle.executeUpdate('castSheet', {
        args: [{ voterRef: 'x', ordinal: 1, commitment: 'c' }],
      });
      await expect(stranger).rejects.toMatchObject({ cause: { type: 'NOT_A_MEMBER' } });
    });

    test('takes recusals anew on the day it opens, whatever its draft had found', async () => {
      const { nominee } = dossier('CSTDCS', 1);
      const docket = await sendDocket(
        service(),
        [dossier('CSTDCS', 1, { nominee: { ...nominee, person: 'C1' } as typeof nominee }), dossier('CSTDCS', 2)],
        { selfChecked: true },
      );
      await docket.reach('waitingForCouncil');
      // the draft was made of a council and of dossiers that have changed since
      const drafted = [[], ['C2']];
      const session = await open(
        service(),
        docket.nominations.map((nomination, i) => ({
          nomination,
          docket: docket.docket,
          award: 'CSTDCS',
          recused: drafted[i]!,
        })),
      );
      expect((await session.record()).lines.map((l) => l.recused)).toEqual([['C1'], []]);
    });

    test('leaves out what another session has, what is on hold, and what was withdrawn', async () => {
      const { docket, lines } = await waiting(service(), 4);
      const [first, second, third] = docket.nominations as [string, string, string, string];
      await docket.act({ type: 'hold', note: await note(service()) }, [second]);
      await docket.act({ type: 'withdraw', note: await note(service()) }, [third]);
      const session = await open(service(), lines.slice(0, 1));
      const other = await open(service(), lines);
      const { leftOut, lines: agenda } = await other.record();
      expect(leftOut).toEqual([
        { nomination: first, code: 'CLAIMED' },
        { nomination: second, code: 'ON_HOLD' },
        { nomination: third, code: 'ACTION_NOT_ALLOWED' },
      ]);
      expect(agenda.map((l) => l.nomination)).toEqual(docket.nominations.slice(3));
      await session.order({ type: 'cancel', note: await note(service()) });
      await session.reach('cancelled');
      await docket.reach('waitingForCouncil', [first]);
    });
  },
  { province: 5, unit: 3 },
);

describeOnSkippedTime('a session that closes at its time', (service) => {
  test('reminds who is silent, takes nothing afterwards, and counts what came', async () => {
    const { docket, lines } = await waiting(service(), 1);
    const session = await open(service(), lines, { closing: 'atTime', closesAt: '2026-11-20T10:00:00.000Z' });
    await session.vote('C1', 'yes');
    await session.vote('C2', 'yes');
    const silent = (await service().store.electors.refOf(session.id, 'C3'))!;
    await service().sleep('4 days');
    await atRest(session.handle);
    const reminded = (person: string) => service().mails.keyed(`sessionReminder.${session.id}.${person}.`).length;
    expect(people(3).map(reminded)).toEqual([0, 0, 2]);
    // C3 is the secretary, and reads of her own silence with the last reminder; nobody else does
    const told = service().mails.keyed(`sessionSilence.${session.id}.secretary.`);
    expect(told).toHaveLength(1);
    expect(told[0]!.text).toContain('đã có 2/3 thành viên gửi phiếu');
    expect(told[0]!.text).toContain('- Ông Nguyễn Văn Mẫu C3, Giám đốc.');
    await session.vote('C3', 'no');
    await service().sleep('1 day');
    const late = session.handle.executeUpdate('castSheet', {
      args: [{ voterRef: silent, ordinal: 9, commitment: 'c' }],
    });
    await expect(late).rejects.toMatchObject({ cause: { type: 'VOTING_CLOSED' } });
    const closed = await session.reach('closed');
    expect(closed.result?.lines[0]?.tally).toMatchObject({ yes: 2, passed: false });
    await docket.reach('declined');
  });
});

describeOnSkippedTime('a session without quorum', (service) => {
  test('is extended once by two working days; then its lines wait for another session', async () => {
    const { docket, lines } = await waiting(service(), 1);
    const session = await open(service(), lines, { closing: 'atTime', closesAt: '2026-11-20T10:00:00.000Z' });
    await session.vote('C1', 'yes');
    const risky = () => service().mails.keyed(`sessionSilence.${session.id}.secretary.quorum-`);
    await service().sleep('4 days');
    await atRest(session.handle);
    expect(risky()).toEqual([]);
    const { nextNotice } = await session.handle.query<{ nextNotice?: string }>('sessionView');
    // four hours before closing
    expect(nextNotice).toBe('2026-11-20T06:00:00.000Z');
    await service().sleep('1 day');
    await eventually(
      () => Promise.resolve(risky().length),
      (n) => n === 1,
    );
    expect(risky()[0]!.subject).toMatch(/^Chưa đủ số thành viên tham gia/);
    expect(risky()[0]!.text).toContain('Cần ít nhất 2 thành viên tham gia; còn thiếu 1.');
    const extended = await eventually(session.record, (s) => s.extended);
    // Friday 20 November and two working days; Tuesday 24 November is a holiday
    expect(extended.closesAt).toBe('2026-11-25T10:00:00.000Z');
    await service().sleep('5 days');
    const closed = await session.reach('closed');
    expect(closed.result?.quorate).toBe(false);
    await docket.reach('waitingForCouncil');
  });
});

describeOnSkippedTime('the orders of the secretary', (service) => {
  test('extend, remind and resend reach the members they are for', async () => {
    const { lines } = await waiting(service(), 1);
    const session = await open(service(), lines, { closing: 'atTime', closesAt: '2026-11-20T10:00:00.000Z' });
    await session.vote('C1', 'yes');
    const sent = async (kind: string): Promise<number[]> => {
      await atRest(session.handle);
      return people(3).map((person) => service().mails.keyed(`${kind}.${session.id}.${person}.`).length);
    };
    expect(await sent('invitation')).toEqual([1, 1, 1]);
    await session.order({ type: 'remind' });
    expect(await sent('sessionReminder')).toEqual([0, 1, 1]);
    const voterRef = (await service().store.electors.refOf(session.id, 'C1'))!;
    await session.order({ type: 'resend', voterRef });
    expect(await sent('invitation')).toEqual([2, 1, 1]);
    await expect(
      session.order({ type: 'extend', closesAt: '2026-11-19T10:00:00.000Z', note: 'n' }),
    ).rejects.toMatchObject({ cause: { type: 'VALIDATION' } });
    await session.order({ type: 'extend', closesAt: '2026-11-27T10:00:00.000Z', note: await note(service()) });
    expect(await sent('sessionRescheduled')).toEqual([1, 1, 1]);
    expect((await session.record()).closesAt).toBe('2026-11-27T10:00:00.000Z');
    expect(await sent('sessionReminder')).toEqual([0, 1, 1]);
  });

  test('a reminder that has waited for the mail server does not reach who has voted meanwhile', async () => {
    const { lines } = await waiting(service(), 1);
    const session = await open(service(), lines, { closing: 'atTime', closesAt: '2026-11-27T10:00:00.000Z' });
    await atRest(session.handle);
    const [voterRef, now] = [(await service().store.electors.refOf(session.id, 'C2'))!, '2026-11-16T00:59:00.000Z'];
    const { closesAt } = await session.record();
    const order = { mail: 'sessionReminder', key: 'late', now, sessionId: session.id, voterRef, closesAt } as const;
    const send = (key: string) =>
      createActivities(service().context).sendMail({ ...order, key: `${key}.${voterRef}.1` });
    await new MockActivityEnvironment().run(() => send('before'));
    expect(service().mails.keyed('before.C2.')).toHaveLength(1);
    await session.vote('C2', 'yes');
    await new MockActivityEnvironment().run(() => send('after'));
    expect(service().mails.keyed('after.')).toEqual([]);
  });

  test('an early closing that is called off does not close it; record, mails and view have the time that holds', async () => {
    const { lines } = await waiting(service(), 1);
    const session = await open(service(), lines, { closing: 'atTime', closesAt: '2026-11-20T10:00:00.000Z' });
    const at = '2026-11-18T10:00:00.000Z';
    await session.order({ type: 'closeEarly', at, note: await note(service()) });
    await eventually(session.record, (s) => s.closesAt === at);
    await session.order({ type: 'extend', closesAt: '2026-11-20T10:00:00.000Z', note: await note(service()) });
    await atRest(session.handle);
    const told = service().mails.keyed(`sessionRescheduled.${session.id}.C1.`);
    const days = told.map(({ text }) => text?.match(/(18|20)\/11\/2026/g)?.slice(0, 2));
    // “kết thúc lúc …, sớm hơn …”, then “được gia hạn từ … đến …”
    expect(days).toEqual([
      ['18/11/2026', '20/11/2026'],
      ['18/11/2026', '20/11/2026'],
    ]);
    expect(told.map(({ text }) => text?.includes('sớm hơn thời điểm đã thông báo'))).toEqual([true, false]);
    await service().sleep('3 days');
    await session.vote('C1', 'yes');
    expect(await session.handle.query<{ closesAt: string }>('sessionView')).toMatchObject({
      closesAt: '2026-11-20T10:00:00.000Z',
    });
  });
});
