import { randomUUID } from 'node:crypto';
import { act, docketView, submit } from '../../workflows/messages';
import { dossier, routeOf } from '../setup/fixtures';
import { note, sendDocket } from '../setup/docket';
import { describeOnSkippedTime } from '../setup/skipped';
import { atRest } from '../setup/service';

const holdReview = { count: 30, unit: 'days' } as const;

describeOnSkippedTime('a list of lines', (service) => {
  const three = () =>
    sendDocket(
      service(),
      [1, 2, 3].map((no) => dossier('LDTT', no)),
    );

  test('is answered line by line: one that refuses does not stop the others', async () => {
    const docket = await three();
    const [first, second] = docket.nominations as [string, string, string];
    await docket.act({ type: 'withdraw', note: await note(service()) }, [first]);
    await docket.reach('withdrawn', [first]);
    const { lines } = await docket.act({ type: 'receive', number: '1', arrivedOn: '2026-11-16' });
    expect(lines.map((l) => l.done)).toEqual([false, true, true]);
    expect(lines[0]).toMatchObject({ code: 'ACTION_NOT_ALLOWED', status: 'withdrawn', allowed: [] });
    await docket.reach('screening', [second]);
  });

  test('is refused whole when every line refuses', async () => {
    const docket = await three();
    await expect(docket.act({ type: 'accept' })).rejects.toMatchObject({ cause: { type: 'ALL_REFUSED' } });
  });

  test('is refused when it was decided on a state that has changed', async () => {
    const docket = await sendDocket(service(), [dossier('LDTT', 1)]);
    const lines = docket.nominations.map((id) => ({ id, expects: 99 }));
    const call = docket.handle.executeUpdate(act, {
      args: [
        { actor: 'key:office', content: 'h', action: { type: 'receive', number: '1', arrivedOn: '2026-11-16' }, lines },
      ],
    });
    await expect(call).rejects.toMatchObject({
      cause: { type: 'STATE_CHANGED', details: [{ state: 'submitted', allowed: expect.arrayContaining(['receive']) }] },
    });
  });

  test('sent twice under one id is one effect with the first receipt', async () => {
    const docket = await three();
    const call = () =>
      docket.handle.executeUpdate(act, {
        updateId: 'once',
        args: [
          {
            actor: 'key:office',
            content: 'h',
            action: { type: 'receive', number: '1', arrivedOn: '2026-11-16' },
            lines: docket.nominations.map((id) => ({ id })),
          },
        ],
      });
    const [one, two] = [await call(), await call()];
    expect(two).toEqual(one);
    const view = await docket.handle.query(docketView);
    expect(view.lines.map((l) => l.version)).toEqual([2, 2, 2]);
  });

  test('a proposal taken in twice is taken in once; other content under its id is refused', async () => {
    const docket = await three();
    const again = (content: string) =>
      docket.handle.executeUpdate(submit, {
        updateId: randomUUID(),
        args: [
          { unitProposal: docket.unitProposal, actor: 'key:unit', content, selfChecked: false, holdReview, lines: [] },
        ],
      });
    expect(await again('hash')).toEqual(docket.receipt);
    await expect(again('other')).rejects.toMatchObject({ cause: { type: 'KEY_REUSED' } });
  });

  test('goes on when one of its lines breaks: that one needs attention, and the office is told', async () => {
    const docket = await three();
    const [broken] = docket.nominations as [string];
    const { route, code } = routeOf('LDTT');
    const other = await sendDocket(service(), [dossier('LDTT', 7), dossier('LDTT', 8)]);
    // a step that no rule knows, as a faulty pack would bring it in
    const faulty = [[...route[0]!], [{ kind: 'oracle' } as never]];
    await other.handle.executeUpdate(submit, {
      args: [
        {
          unitProposal: docket.unitProposal,
          actor: 'key:unit',
          content: 'h',
          selfChecked: false,
          holdReview,
          lines: [{ id: broken, award: 'LDTT', routeCode: code, route: faulty }],
        },
      ],
    });
    const all = [...other.nominations, broken].map((id) => ({ id }));
    const send = (action: Parameters<typeof other.act>[0]) =>
      other.handle.executeUpdate(act, { args: [{ actor: 'key:office', content: 'h', action, lines: all }] });
    await send({ type: 'receive', number: '1', arrivedOn: '2026-11-16' });
    const { lines } = await send({ type: 'accept' });
    expect(lines.map((l) => l.done)).toEqual([true, true, false]);
    const view = await other.handle.query(docketView);
    expect(view.lines.find((l) => l.id === broken)?.status).toBe('needsAttention');
    expect(view.lines.filter((l) => l.status === 'waitingForCouncil')).toHaveLength(2);
    await atRest(other.handle);
    const told = service().mails.keyed(`office-stopped-unit.${other.docket}.`);
    expect(told.map((m) => m.to)).toEqual([expect.objectContaining({ text: 'office-u01@tinh-d.example' })]);
  });

  test('outlives records that refuse it: what was written by hand is put right, and the docket goes on', async () => {
    const docket = await sendDocket(service(), [dossier('LDTT', 1)]);
    await docket.reach('submitted');
    const [id] = docket.nominations as [string];
    const nominations = service().database.collection('nominations');
    const lost = (await nominations.findOne({ _id: id as never }))!;
    await nominations.deleteOne({ _id: id as never });
    await docket.handle.executeUpdate(act, {
      args: [
        {
          actor: 'key:office',
          content: 'h',
          action: { type: 'receive', number: '1', arrivedOn: '2026-11-16' },
          lines: [{ id }],
        },
      ],
    });
    await service().sleep('5 minutes');
    expect((await docket.handle.describe()).status.name).toBe('RUNNING');
    await nominations.insertOne(lost);
    await service().sleep('1 hour');
    await docket.reach('screening');
    await docket.act({ type: 'accept', note: await note(service()) });
    await docket.reach('waitingForCouncil');
  });
});
