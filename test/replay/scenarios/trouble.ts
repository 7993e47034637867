import type { Route } from '../../../domain/route';
import type { SubmitInput } from '../../../workflows/messages';
import { act, submit } from '../../../workflows/messages';
import { note, sendDocket } from '../../setup/docket';
import { uniqueName } from '../../setup/engines';
import { dossier, furnish, prepare, routeOf, START } from '../../setup/fixtures';
import { killableService } from '../../setup/killable';
import { eventually, testService } from '../../setup/service';
import { passTo, TODAY } from './clock';
import { endRound, type Play, type Scenario } from './scenario';

/** A line that no rule knows how to go on with is stopped, tried again and withdrawn; the other one goes its way. */
export const brokenLine: Play = async (service) => {
  const docket = await sendDocket(service, [dossier('LDTT', 1)]);
  const [good] = docket.nominations as [string];
  const other = await prepare(service.store, uniqueName('U01'), [dossier('LDTT', 2)], START);
  const [broken] = other.nominations as [string];
  const { route, code } = routeOf('LDTT');
  const faulty = [route[0], [{ kind: 'oracle' }]] as unknown as Route;
  const line = { id: broken, award: 'LDTT', routeCode: code, route: faulty };
  const sent: SubmitInput = {
    unitProposal: other.unitProposal,
    actor: 'key:unit',
    content: 'hash',
    selfChecked: false,
    holdReview: { count: 30, unit: 'days' },
    lines: [line],
  };
  await docket.handle.executeUpdate(submit, { args: [sent] });
  const say = (action: Parameters<typeof docket.act>[0], ids: readonly string[]) =>
    docket.handle.executeUpdate(act, {
      args: [{ actor: 'key:office', content: 'hash', action, lines: ids.map((id) => ({ id })) }],
    });
  await say({ type: 'receive', number: '1', arrivedOn: TODAY }, [good, broken]);
  await say({ type: 'accept' }, [good, broken]);
  await say({ type: 'retry' }, [broken]);
  await say({ type: 'withdraw', note: await note(service) }, [good, broken]);
  await endRound(docket);
  return { 'docket-stops-a-broken-line-and-goes-on': docket.handle };
};

/** The working calendar ends before the next period; the docket loads the year that was entered meanwhile. */
export const calendarEnds: Play = async (service) => {
  const docket = await sendDocket(service, [dossier('LDTT', 1)]);
  await passTo(docket, '2027-12-28T01:00:00.000Z');
  await docket.act({ type: 'receive', number: '1', arrivedOn: TODAY });
  await service.store.calendars.put({ _id: 2028, off: ['2028-01-03'], extraWorking: [] });
  const receive = { type: 'receive', number: '1', arrivedOn: TODAY } as const;
  await docket.act(receive); // refused once more: it loads the calendar
  await docket.act(receive);
  await docket.reach('screening');
  await docket.act({ type: 'decline', note: await note(service) });
  return { 'docket-loads-a-calendar-that-was-entered-later': docket.handle };
};

/** The contact's address is refused for good, then the office's too: told once, never in a circle. */
export const mailRefused: Play = async (service) => {
  service.mails.refuse = { code: 550, text: 'no such mailbox' };
  const docket = await sendDocket(service, [dossier('LDTT', 1)]);
  await docket.reach('submitted');
  await docket.act({ type: 'withdraw', note: await note(service) });
  await docket.reach('withdrawn');
  await endRound(docket);
  return { 'docket-tells-the-office-of-a-refused-mail': docket.handle };
};

/** The database is away while an office acts: the write becomes a regular activity that waits for it. */
export const databaseAway: Scenario = async (keep) => {
  const engines = await killableService(() => '');
  const service = await testService(undefined, engines.parts);
  try {
    await service.startWorker();
    await furnish(service.store);
    const docket = await sendDocket(service, [dossier('LDTT', 1)]);
    await docket.reach('submitted');
    const [id] = docket.nominations as [string];
    const why = await note(service);
    await engines.mongod.kill();
    await docket.handle.executeUpdate(act, {
      args: [{ actor: 'key:office', content: 'hash', action: { type: 'withdraw', note: why }, lines: [{ id }] }],
    });
    await eventually(
      () => docket.handle.describe(),
      ({ raw }) => (raw.pendingActivities ?? []).some((a) => a.activityType?.name === 'saveDocket'),
    );
    await engines.mongod.start();
    await docket.reach('withdrawn');
    await endRound(docket);
    await keep({ 'docket-writes-when-the-database-is-back': docket.handle });
  } finally {
    await service.stop();
    await engines.stop();
  }
};
