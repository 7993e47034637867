import { sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { atRest, eventually } from '../setup/service';
import { enterTotals, openTestSession, storeSheet } from '../setup/session';
import { describeOnSkippedTime } from '../setup/skipped';

describeOnSkippedTime(
  'a session with a meeting',
  (service) => {
    const opened = async (options: Parameters<typeof openTestSession>[2]) => {
      const dossiers = [1, 2].map((no) => dossier('CSTDCS', no));
      const docket = await sendDocket(service(), dossiers, { selfChecked: true });
      await docket.reach('waitingForCouncil');
      const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'CSTDCS' }));
      const session = await openTestSession(service(), lines, { level: 'unit', closing: 'atTime', ...options });
      await session.reach('open');
      const [first, second] = docket.nominations as [string, string];
      return { docket, session, first, second };
    };
    const invited = (session: string) => service().mails.keyed(`invitation.${session}.`).length;
    const refusal = (type: string) => ({ cause: { type } });

    test('and written opinions adds both up, keeps late ones out and says so, and keeps no sub-total', async () => {
      const { docket, session, first, second } = await opened({
        kind: 'mixed',
        absent: ['C4', 'C5'],
        closesAt: '2026-11-20T10:00:00.000Z',
      });
      await atRest(session.handle);
      expect(invited(session.id)).toBe(2);
      await session.vote('C4', 'yes', { [second]: 'no' });
      const lines = [
        { nomination: first, yes: 3, no: 0 },
        { nomination: second, yes: 3, no: 0 },
      ];
      const totals = { present: ['C1', 'C2', 'C3'], issued: 3, returned: 3, valid: 3, invalid: 0, lines };
      // the time for written opinions is not over
      await expect(enterTotals(service(), session, totals)).rejects.toMatchObject(refusal('ACTION_NOT_ALLOWED'));
      await service().sleep('5 days');
      await expect(session.vote('C5', 'yes')).rejects.toMatchObject(refusal('VOTING_CLOSED'));
      // what came that late was stored, as every sheet is before the session is asked
      await storeSheet(service(), session.id, 'C5', 'yes', {}, 'late', '2027-01-01T00:00:00.000Z');
      await enterTotals(service(), session, totals);
      const closed = await session.reach('closed');
      expect(closed.result).toMatchObject({
        ballots: 4,
        ballotPapers: { issued: 5, returned: 4, valid: 4, invalid: 0 },
        quorate: true,
      });
      expect(closed.result?.lines.map((l) => [l.tally.yes, l.sums])).toEqual([
        [4, { no: 0, other: 0 }],
        [3, { no: 1, other: 0 }],
      ]);
      expect(
        closed.members.map(({ person, voted, present, late }) => [person, voted, present ?? false, !!late]),
      ).toEqual([
        ['C1', true, true, false],
        ['C2', true, true, false],
        ['C3', true, true, false],
        ['C4', true, false, false],
        ['C5', false, false, true],
      ]);
      await docket.reach('waitingForApproval', [first]);
      await docket.reach('declined', [second]);
      expect(await service().store.ballots.ofSession(session.id)).toEqual([]);
      expect(closed.result?.bundle).toBeUndefined();
    });

    test('sends no link, takes the totals whenever they come, and its lines go on by them', async () => {
      const { docket, session, first, second } = await opened({ kind: 'meeting' });
      expect(await service().store.electors.all(session.id)).toEqual([]);
      await expect(session.order({ type: 'remind' })).rejects.toMatchObject(refusal('ACTION_NOT_ALLOWED'));
      // the day of the meeting passes, and a week more
      await service().sleep('12 days');
      expect((await session.record()).status).toBe('open');
      await enterTotals(service(), session, {
        present: ['C1', 'C2', 'C3', 'C4', 'C5'],
        issued: 5,
        returned: 5,
        valid: 4,
        invalid: 1,
        lines: [
          { nomination: first, yes: 4, no: 0 },
          { nomination: second, yes: 3, no: 1 },
        ],
      });
      const closed = await session.reach('closed');
      expect(closed.result).toMatchObject({
        members: 5,
        ballots: 5,
        quorate: true,
        ballotPapers: { issued: 5, returned: 5, valid: 4, invalid: 1 },
      });
      expect(closed.result?.bundle).toBeUndefined();
      expect(closed.members.every((m) => m.present)).toBe(true);
      // 80 % of five members are four
      await docket.reach('waitingForApproval', [first]);
      await docket.reach('declined', [second]);
      await atRest(session.handle);
      expect(invited(session.id)).toBe(0);
      expect(await service().store.ballots.ofSession(session.id)).toEqual([]);
    });

    test('is counted with the member who came for another, who has no link either', async () => {
      const { session, first, second } = await opened({ kind: 'meeting' });
      await session.replaceAtMeeting('C5', 'C6');
      // who has left is replaced by nobody else, and who has come comes once
      await expect(session.replaceAtMeeting('C5', 'C7')).rejects.toMatchObject(refusal('NOT_A_MEMBER'));
      await expect(session.replaceAtMeeting('C4', 'C6')).rejects.toMatchObject(refusal('ALREADY_A_MEMBER'));
      await eventually(session.record, (s) => s.members.some((m) => m.person === 'C6'));
      await session.replaceAtMeeting('C6', 'C5');
      const back = await eventually(session.record, (s) => s.members.some((m) => m.person === 'C5'));
      expect(back.members.map((m) => m.person)).toEqual(['C1', 'C2', 'C3', 'C4', 'C5']);
      await session.replaceAtMeeting('C5', 'C6');
      const changed = await eventually(session.record, (s) => s.members.some((m) => m.person === 'C6'));
      const lines = [first, second].map((nomination) => ({ nomination, yes: 4, no: 0 }));
      const totals = { present: ['C1', 'C2', 'C3', 'C6'], issued: 4, returned: 4, valid: 4, invalid: 0, lines };
      // what was checked against another council is not counted
      const stale = { type: 'enterTotals', commitment: 'c', note: 'n', expects: changed.version - 1 } as const;
      await expect(session.order(stale)).rejects.toMatchObject(refusal('STATE_CHANGED'));
      await enterTotals(service(), session, totals);
      const closed = await session.reach('closed');
      expect(closed.members.map((m) => [m.person, m.present ?? false])).toEqual([
        ['C1', true],
        ['C2', true],
        ['C3', true],
        ['C4', false],
        ['C6', true],
      ]);
      expect(closed.result?.lines.map(({ tally }) => [tally.yes, tally.base, tally.passed])).toEqual([
        [4, 5, true],
        [4, 5, true],
      ]);
      await expect(session.replaceAtMeeting('C4', 'C7')).rejects.toMatchObject(refusal('ACTION_NOT_ALLOWED'));
      await atRest(session.handle);
      expect(invited(session.id)).toBe(0);
    });

    test('without its quorum decides nothing: the lines wait for another one', async () => {
      const { docket, session, first, second } = await opened({ kind: 'meeting' });
      const lines = [first, second].map((nomination) => ({ nomination, yes: 3, no: 0 }));
      const totals = { present: ['C1', 'C2', 'C3'], issued: 3, returned: 3, valid: 3, invalid: 0, lines };
      await enterTotals(service(), session, totals);
      expect((await session.reach('closed')).result?.quorate).toBe(false);
      await docket.reach('waitingForCouncil');
    });
  },
  { province: 6, unit: 5 },
);
