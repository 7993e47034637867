import type { LineAction } from '../../domain/actions';
import type { RecordedEvent, RecordedHistory, RecordedPayload } from './history-files';

/** What stands in a recorded history, for tests that look at histories or change them. */

/** What a marker says of the local activity that was run. */
export interface LocalActivity {
  activity_type: string;
}

const valueOf = ({ data }: RecordedPayload): unknown => JSON.parse(Buffer.from(data ?? '', 'base64').toString());

export const payloadOf = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

/** Types of the activities that were run, local ones included. */
export const activitiesIn = ({ events }: RecordedHistory): string[] =>
  events
    .flatMap((event) => [
      event.activityTaskScheduledEventAttributes?.activityType.name ?? [],
      localActivityOf(event)?.activity_type ?? [],
    ])
    .flat();

export function localActivityOf({ markerRecordedEventAttributes: marker }: RecordedEvent): LocalActivity | undefined {
  const [data] = marker?.markerName === 'core_local_activity' ? marker.details.data.payloads : [];
  return data && (valueOf(data) as LocalActivity);
}

/** Names of the Updates that were accepted. */
export const updatesIn = (history: RecordedHistory): string[] => inputsOf(history).map(({ name }) => name);

/** Types of the actions that dockets were asked for. */
export const actionsIn = (history: RecordedHistory): string[] =>
  inputsOf(history)
    .filter(({ name }) => name === 'act')
    .map(({ args }) => (valueOf(args.payloads[0]!) as { readonly action: LineAction }).action.type);

const inputsOf = ({ events }: RecordedHistory) =>
  events.flatMap(
    ({ workflowExecutionUpdateAcceptedEventAttributes: accepted }) => accepted?.acceptedRequest.input ?? [],
  );

/** The whole history as text, its payloads in the clear. */
export const textOf = (history: RecordedHistory): string =>
  JSON.stringify(history, (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString() : value,
  );
