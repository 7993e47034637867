import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { historyToJSON, type History } from '@temporalio/common/lib/proto-utils';

const folder = path.join(__dirname, 'histories');

/** A payload as protobuf's JSON has it; `data` is base64 and absent when there is nothing. */
export interface RecordedPayload {
  data?: string;
}
interface Payloads {
  payloads: RecordedPayload[];
}

/** An event with those of its attributes that are looked at here; all of them are kept. */
export interface RecordedEvent {
  eventId: string;
  eventType: string;
  workflowExecutionStartedEventAttributes?: {
    workflowId: string;
    workflowType: { name: string };
    /** Set when a former run was continued as new. */
    continuedExecutionRunId?: string;
  };
  workflowExecutionUpdateAcceptedEventAttributes?: {
    acceptedRequest: { input: { name: string; args: Payloads } };
  };
  activityTaskScheduledEventAttributes?: { activityType: { name: string } };
  /** The trace of a local activity. */
  markerRecordedEventAttributes?: { markerName: string; details: { data: Payloads } };
  timerStartedEventAttributes?: { startToFireTimeout: string };
}

/** A history in the form that Temporal's own tools read and write. */
export interface RecordedHistory {
  events: RecordedEvent[];
}

export interface Recorded {
  readonly name: string;
  readonly history: RecordedHistory;
  readonly workflowType: string;
  readonly workflowId: string;
  /** Whether it is a run that goes on with what a former one has carried. */
  readonly carried: boolean;
}

/** Names of all recorded histories; each says what it guards. */
export function historyNames(): string[] {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.basename(file, '.json'))
    .sort();
}

/** One recorded history, read anew: whoever changes it changes nobody else's. */
export function readHistory(name: string): Recorded {
  const history = JSON.parse(readFileSync(fileOf(name), 'utf8')) as RecordedHistory;
  const started = history.events[0]?.workflowExecutionStartedEventAttributes;
  if (!started) throw new Error(`${name} does not begin with the start of a workflow`);
  const { workflowId, workflowType, continuedExecutionRunId } = started;
  return { name, history, workflowType: workflowType.name, workflowId, carried: continuedExecutionRunId !== undefined };
}

/** Writes a history, one event a line, without what tells of the machine on which it was recorded. */
export function writeHistory(name: string, history: History): void {
  // `historyToJSON` alone gives what replays; `JSON.stringify` of a history never does
  const { events } = JSON.parse(historyToJSON(history), withoutMachine) as RecordedHistory;
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(name), `{"events":[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]}\n`);
}

export const removeHistory = (name: string): void => rmSync(fileOf(name));

const fileOf = (name: string): string => path.join(folder, `${name}.json`);

/** The identity of a worker is its process and host, and the name of its sticky queue too; stacks have paths. */
function withoutMachine(key: string, value: unknown): unknown {
  if (key === 'identity') return 'recorder';
  if (key === 'stackTrace') return undefined;
  if (isSticky(value)) return { ...value, name: 'sticky' };
  return value;
}

const isSticky = (value: unknown): value is { readonly name: string } =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'TASK_QUEUE_KIND_STICKY';
