import { encore } from '../season';
import type { Cast } from './cast';
import type { Inbox } from './inbox';
import { play } from './play';
import { Stage } from './stage';

/** Whoever of the encore has not voted yet: the one whose mail waits. */
export const waiting = { member: 'P018', session: 'ES2', proposal: 'EA1', nomination: 'E1', numbered: 'E3' } as const;

/** The people whose work is left: of the unit, its office, its clerk. */
export const left = { unit: 'P052', office: 'P022', clerk: 'P053' } as const;

/**
 * Begins what is left to be done by whoever looks: on a service that knows the sample province, whether its season has been played
 * or not. @returns the stage, with the numbers that were given
 */
export async function playEncore(cast: Cast, inbox: Inbox, say: (line: string) => void): Promise<Stage> {
  const stage = new Stage(encore, cast, inbox, say);
  for (const { code, ...round } of encore.rounds) await cast.admin.put(`/rounds/${code}`, round);
  const nothing = (): void => undefined;
  await play(stage, { live: false, say, act: nothing, stand: nothing, close: nothing });
  const { id } = stage.proposal(waiting.proposal);
  await stage.until(`the proposal ${waiting.proposal}`, `/proposals/${id}`, ['awaitingNumber'], left.office);
  return stage;
}
