import { note, sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { atRest, eventually } from '../setup/service';
import { openTestSession, votedIn } from '../setup/session';
import { describeOnSkippedTime } from '../setup/skipped';

describeOnSkippedTime(
  'an open session whose council or agenda changes',
  (service) => {
    const opened = async (count: number, options: Parameters<typeof openTestSession>[2] = {}) => {
      const dossiers = Array.from({ length: count }, (_, i) => dossier('CSTDCS', i + 1));
      const docket = await sendDocket(service(), dossiers, { selfChecked: true });
      await docket.reach('waitingForCouncil');
      const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'CSTDCS' }));
      const session = await openTestSession(service(), lines, { level: 'unit', ...options });
      await session.reach('open');
      return { docket, session };
    };
    const letter = () =>
      note(service(), { paper: { kind: 'letter', title: 'Công văn', number: '12/SNV', date: '2026-11-16' } });
    const mailsTo = (kind: string, session: string, person: string) =>
      service().mails.keyed(`${kind}.${session}.${person}.`);

    test('reminds nobody twice within a day, by plan or by hand; the mail says which line has gone', async () => {
      const { docket, session } = await opened(2, { closing: 'atTime' });
      await session.order({ type: 'dropLine', nomination: docket.nominations[0]!, note: await letter() });
      await eventually(session.record, (s) => s.lines.length === 1);
      await service().sleep('2 hours');
      await session.order({ type: 'remind' });
      await expect(session.order({ type: 'remind' })).rejects.toMatchObject({ cause: { type: 'REMINDED_LATELY' } });
      await atRest(session.handle);
      const [reminder, ...more] = mailsTo('sessionReminder', session.id, 'C2');
      expect(more).toEqual([]);
      expect(reminder?.text).toContain(
        'Trường hợp số 1 đã được đưa ra khỏi danh sách (Công văn số 12/SNV ngày 16/11/2026)',
      );
      const planned = (await session.handle.query<{ nextReminder?: string }>('sessionView')).nextReminder;
      // three working days before closing is Tuesday at nine, less than a day after the one by hand
      expect(planned).toBe('2026-11-19T02:00:00.000Z');
    });

    test('is cancelled when its last line goes', async () => {
      const { docket, session } = await opened(1);
      await session.order({ type: 'dropLine', nomination: docket.nominations[0]!, note: await letter() });
      await session.reach('cancelled');
      await docket.reach('waitingForCouncil');
      await atRest(session.handle);
      expect(mailsTo('sessionCancelled', session.id, 'C2')[0]?.text).toContain('1 trường hợp');
      await expect(service().sessionKeys.get(session.id)).rejects.toMatchObject({ code: 'INTEGRITY' });
    });

    test('counts nothing of a member who was replaced, and the whole of who came for him', async () => {
      const { docket, session } = await opened(1);
      const old = (await service().store.electors.refOf(session.id, 'C1'))!;
      const about = { purpose: 'ballot' as const, entity: session.id, person: 'C1' };
      await session.vote('C1', 'no');
      await session.vote('C2', 'yes');
      await session.replace('C1', 'C4');
      expect(await votedIn(session)).toBe(1);
      const again = session.handle.executeUpdate('castSheet', {
        args: [{ voterRef: old, ordinal: 2, commitment: 'c' }],
      });
      await expect(again).rejects.toMatchObject({ cause: { type: 'NOT_A_MEMBER' } });
      await eventually(session.record, (s) => s.members.some((m) => m.person === 'C4'));
      await atRest(session.handle);
      expect(await service().store.links.current(about)).toBeUndefined();
      expect(mailsTo('invitation', session.id, 'C4')).toHaveLength(1);
      await session.vote('C3', 'yes');
      expect((await session.record()).status).toBe('open');
      await session.vote('C4', 'yes');
      const closed = await session.reach('closed');
      expect(closed.result).toMatchObject({ members: 3, ballots: 3 });
      expect(closed.result?.lines[0]?.tally).toMatchObject({ yes: 3, passed: true, base: 3 });
      expect(closed.members.map((m) => [m.person, m.voted])).toEqual([
        ['C4', true],
        ['C2', true],
        ['C3', true],
      ]);
      await docket.reach('waitingForApproval');
    });

    // the council is the new one from here on
    test('counts the sheets for the lines that are left, and tells members of the one that went', async () => {
      const { docket, session } = await opened(2, { closing: 'atTime' });
      const [first, second] = docket.nominations as [string, string];
      await session.vote('C4', 'yes');
      await session.vote('C2', 'yes', { [second]: 'no' });
      await session.order({ type: 'dropLine', nomination: first, note: await letter() });
      await docket.reach('waitingForCouncil', [first]);
      await expect(session.order({ type: 'dropLine', nomination: first, note: 'n' })).rejects.toMatchObject({
        cause: { type: 'NOT_CLAIMED' },
      });
      const { lines, dropped } = await eventually(session.record, (s) => s.lines.length === 1);
      expect([lines[0]!.nomination, dropped]).toEqual([
        second,
        [expect.objectContaining({ nomination: first, no: 1 })],
      ]);
      // the old sheets had both lines, the new one has one
      await session.vote('C3', 'yes');
      await session.order({ type: 'remind' });
      await service().sleep('5 days');
      const closed = await session.reach('closed');
      expect(closed.result?.lines.map((l) => [l.nomination, l.tally.yes])).toEqual([[second, 2]]);
      await docket.reach('declined', [second]);
      await docket.reach('waitingForCouncil', [first]);
      expect((await service().store.ballots.ofSession(session.id)).map((b) => b.nomination)).toEqual([second]);
    });
  },
  { province: 5, unit: 3 },
);
