import type { Activities } from '../../activities';
import * as workflows from '../../workflows';
import * as messages from '../../workflows/messages';
import { everyAction } from '../domain/walk/sensible';
import { actionsIn, activitiesIn, textOf, updatesIn } from './contents';
import { historyNames, readHistory } from './history-files';
import { replay } from './replay';

/** Every activity there is; the record makes a forgotten one a type error. */
const activities: Readonly<Record<keyof Activities, true>> = {
  saveDocket: true,
  loadCalendar: true,
  sendMail: true,
  deliver: true,
  openSession: true,
  saveSession: true,
  replaceMember: true,
  replaceAtMeeting: true,
  dropLine: true,
  attackInvitations: true,
  countSession: true,
  decideByChair: true,
  destroySessionKey: true,
  renderSessionPapers: true,
  saveProposal: true,
  recordDecision: true,
  drawDecision: true,
  issueCertificates: true,
  renderDecision: true,
  renderCertificates: true,
  holdersOf: true,
  saveCase: true,
  carryOutCase: true,
  holdCases: true,
  renderCasePaper: true,
  saveCampaign: true,
  saveRegistrations: true,
  unitsToTell: true,
  openRound: true,
  planNextCampaign: true,
  noticesOf: true,
};

test.each(historyNames())('a process like %s goes on with the workflows of today', async (name) => {
  await replay(readHistory(name));
});

describe('the histories together', () => {
  const all = historyNames().map(readHistory);
  const histories = all.map(({ history }) => history);

  test('are of every type of workflow', () => {
    const types = new Set(all.map(({ workflowType }) => workflowType));
    expect([...types].sort()).toEqual(Object.keys(workflows).sort());
  });

  test('have every Update, every activity and every action of a line', () => {
    const updates = Object.values(messages).flatMap(({ type, name }) => (type === 'update' ? [name] : []));
    const without = (wanted: readonly string[], found: readonly string[]) => wanted.filter((w) => !found.includes(w));
    expect(without(updates, histories.flatMap(updatesIn))).toEqual([]);
    expect(without(Object.keys(activities), histories.flatMap(activitiesIn))).toEqual([]);
    expect(without(everyAction, histories.flatMap(actionsIn))).toEqual([]);
  });

  test('have a run that goes on with carried state, of each workflow that continues as new', () => {
    const carried = new Set(all.flatMap((one) => (one.carried ? [one.workflowType] : [])));
    expect([...carried].sort()).toEqual(['campaign', 'councilSession', 'daily', 'docket']);
  });

  test('have timers that ran out and timers that were given up, of each workflow that waits for a time', () => {
    for (const type of ['docket', 'councilSession', 'campaign']) {
      const events = all.filter((one) => one.workflowType === type).flatMap(({ history }) => history.events);
      const kinds = new Set(events.map(({ eventType }) => eventType));
      expect([...kinds]).toEqual(expect.arrayContaining(['EVENT_TYPE_TIMER_FIRED', 'EVENT_TYPE_TIMER_CANCELED']));
    }
  });

  test('name no person, no text of the records and no machine', () => {
    // words of the records that the recorder has made; addresses, hosts and paths
    const foreign = /Mẫu|Thôn|Lý do|Hoàn thành|@|node_modules|file:|\.ts:\d/;
    const found = all.flatMap(({ name, history }) => {
      const at = foreign.exec(textOf(history).replaceAll('@temporalio/worker@', ''));
      return at ? [`${name}: ${at[0]}`] : [];
    });
    expect(found).toEqual([]);
  });
});
