import type { WorkflowHandle } from '@temporalio/client';
import { endOfDay } from '../../../domain/time';
import { wakeOf } from '../../../domain/walk';
import { note, type TestDocket } from '../../setup/docket';
import { furnish } from '../../setup/fixtures';
import { eventually, testService, type TestService } from '../../setup/service';
import type { SessionLineOf, TestSession } from '../../setup/session';
import { passTo, TODAY } from './clock';

/** Lives worth guarding, under the names of their files; each ends without further help. */
export type Histories = Readonly<Record<string, WorkflowHandle>>;

/** Lives played on a service that has people, a council of the province and one of the unit. */
export type Play = (service: TestService) => Promise<Histories>;

/** Plays on engines of its choice, has the histories kept while these run, and ends what it has started. */
export type Scenario = (keep: (histories: Histories) => Promise<void>) => Promise<void>;

/** A scenario on the engines of the run. */
export const played =
  (play: Play): Scenario =>
  async (keep) => {
    const service = await testService();
    try {
      await furnish(service.store);
      await keep(await play(service));
    } finally {
      await service.stop();
    }
  };

/** The lines of a docket as sessions and proposals take them. */
export const linesOf = (docket: TestDocket, award: string): SessionLineOf[] =>
  docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award }));

/** Lets the round of a docket end that takes proposals in today only. */
export const endRound = (docket: TestDocket): Promise<void> => passTo(docket, endOfDay(TODAY));

/** The minutes of a closed session are signed, so it has nothing left to wait for. */
export const signMinutes = async (service: TestService, session: TestSession): Promise<void> => {
  await session.order({ type: 'minutesSigned', note: await note(service) });
};

/** Lets time pass until it changes this line by itself, and waits until the records show all that was due. */
export async function untilDue(service: TestService, docket: TestDocket, nomination: string): Promise<void> {
  const dueOf = async () => {
    const { line } = await service.store.nominations.need(nomination);
    return line && wakeOf(line);
  };
  const due = await dueOf();
  if (due === undefined) throw new Error(`time alone changes nothing of ${nomination}`);
  await passTo(docket, due);
  await eventually(dueOf, (next) => next !== due);
}
