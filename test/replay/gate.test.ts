import { localActivityOf, payloadOf } from './contents';
import { readHistory, type RecordedEvent, type RecordedHistory } from './history-files';
import { replay } from './replay';

/** Histories of code that did something else, made in memory from what was recorded; the code of today must refuse them. */
type Change = (history: RecordedHistory) => RecordedHistory;

const DOCKET = 'docket-unit-route-returned-and-resubmitted';
const SESSION = 'session-reminds-and-is-extended-once-without-quorum';

/** Every event from this number on moves, and all that refers to it. */
const renumbered = (history: RecordedHistory, from: number, by: number): RecordedHistory =>
  JSON.parse(JSON.stringify(history), (key, value: unknown) =>
    /eventId$/i.test(key) && Number(value) >= from ? String(Number(value) + by) : value,
  ) as RecordedHistory;

const indexOf = ({ events }: RecordedHistory, fits: (event: RecordedEvent) => unknown): number => {
  const index = events.findIndex(fits);
  if (index < 0) throw new Error('the recorded history has no such event');
  return index;
};

/** The history of code that does one thing more, before anything else. */
function withCommand(history: RecordedHistory, eventType: string, attributes: object): RecordedHistory {
  const task = indexOf(history, (e) => e.eventType === 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED');
  const workflowTaskCompletedEventId = history.events[task]!.eventId;
  const eventId = Number(workflowTaskCompletedEventId) + 1;
  const { events } = renumbered(history, eventId, 1);
  const [key, rest] = Object.entries(attributes)[0] as [string, object];
  const event = { eventId: String(eventId), eventType, [key]: { ...rest, workflowTaskCompletedEventId } };
  return { events: events.toSpliced(task + 1, 0, event) };
}

const changes: Readonly<Record<string, readonly [string, Change]>> = {
  'with an activity of another name': [
    SESSION,
    (history) => {
      const scheduled = indexOf(history, (e) => e.activityTaskScheduledEventAttributes);
      history.events[scheduled]!.activityTaskScheduledEventAttributes!.activityType.name = 'formerName';
      return history;
    },
  ],
  'with a local activity of another name': [
    DOCKET,
    (history) => {
      const event = history.events[indexOf(history, localActivityOf)]!;
      const [data] = event.markerRecordedEventAttributes!.details.data.payloads;
      data!.data = payloadOf({ ...localActivityOf(event), activity_type: 'formerName' });
      return history;
    },
  ],
  'with one timer more': [
    DOCKET,
    (history) =>
      withCommand(history, 'EVENT_TYPE_TIMER_STARTED', {
        timerStartedEventAttributes: { timerId: '99', startToFireTimeout: '60s' },
      }),
  ],
  'with one activity more': [
    SESSION,
    (history) =>
      withCommand(history, 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED', {
        activityTaskScheduledEventAttributes: {
          activityId: '99',
          activityType: { name: 'formerStep' },
          taskQueue: { name: 'any', kind: 'TASK_QUEUE_KIND_NORMAL' },
          startToCloseTimeout: '10s',
        },
      }),
  ],
  'with one local activity less': [
    DOCKET,
    (history) => {
      const marker = indexOf(history, localActivityOf);
      const { events } = renumbered(history, Number(history.events[marker]!.eventId), -1);
      return { events: events.toSpliced(marker, 1) };
    },
  ],
};

test.each(Object.entries(changes))('a history %s is refused', async (_title, [name, change]) => {
  const recorded = readHistory(name);
  const changed = { ...recorded, history: change(recorded.history) };
  await expect(replay(changed)).rejects.toMatchObject({
    name: 'DeterminismViolationError',
    message: expect.stringContaining('Nondeterminism error') as string,
  });
});

test('a history with timers of another length is not refused: lengths may change', async () => {
  const recorded = readHistory(SESSION);
  const timers = recorded.history.events.flatMap((event) => event.timerStartedEventAttributes ?? []);
  expect(timers.length).toBeGreaterThan(0);
  for (const timer of timers) timer.startToFireTimeout = '7s';
  await replay(recorded);
});
