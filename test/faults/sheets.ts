import { defaultPayloadConverter } from '@temporalio/common';
import type { CastInput } from '../../workflows/messages';
import { castSheet } from '../../workflows/messages';
import type { Answer, TestSite } from '../pages/site';
import { eventually } from '../setup/service';
import type { TestSession } from '../setup/session';

/** A sheet that is read back, ready to be sent. */
export interface ReadBack {
  readonly path: string;
  readonly page: Answer;
}

/** Fills in the sheet of a member: yes on every line but these. */
export async function fillIn(
  site: TestSite,
  path: string,
  ids: readonly string[],
  noes: readonly string[],
): Promise<ReadBack> {
  const choices = Object.fromEntries(ids.map((id) => [`choice.${id}`, noes.includes(id) ? 'no' : 'yes']));
  const sheet = await patiently(() => site.get(`${path}?edit=1`));
  const page = await patiently(() => site.press(path, sheet, 'review', choices));
  expect(page.status).toBe(200);
  return { path, page };
}

/** Sends what a page reads back; as long as it is told “not known yet” it presses again as it is asked to: the same form. */
export const insist = (site: TestSite, { path, page }: ReadBack): Promise<Answer> =>
  patiently(() => site.press(path, page, 'send'));

/** Asks again as long as it is told to come again later. */
const patiently = (ask: () => Promise<Answer>): Promise<Answer> =>
  eventually(
    async () => {
      const answer = await ask();
      if (answer.status === 503) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      return answer;
    },
    (answer) => answer.status !== 503,
    180_000,
  );

/** The sheets that a session has taken, one by one, as its history tells: a sheet that was taken twice is there twice. */
export async function sheetsTaken({ handle }: TestSession): Promise<CastInput[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ workflowExecutionUpdateAcceptedEventAttributes: taken }) => {
    const input = taken?.acceptedRequest?.input;
    if (input?.name !== castSheet.name) return [];
    return [defaultPayloadConverter.fromPayload<CastInput>(input.args!.payloads![0]!)];
  });
}
