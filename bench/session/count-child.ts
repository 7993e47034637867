import type { mongo } from 'mongoose';
import { run, type Input } from '../../test/activities/twice';
import { testService, type OwnParts } from '../../test/setup/service';

/** What the process that counts is told. */
export interface ToCount {
  readonly parts: Omit<OwnParts, 'linkKey' | 'log'>;
  readonly input: Input<'countSession'>;
  /** Cleans up at every command, and so sees what is really held; slow. */
  readonly exact: boolean;
}

export interface CountFigures {
  readonly ms: number;
  /** The most that was held at once, beyond what the process held before. */
  readonly heldMb: number;
}

const MB = 1_000_000;

function held(exact: boolean): number {
  if (exact) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Counts one session in a process that does nothing else, and says what it took. */
async function count({ parts, input, exact }: ToCount): Promise<CountFigures> {
  const uri = new URL(parts.mongodbUri);
  uri.searchParams.set('monitorCommands', 'true');
  const service = await testService(undefined, { ...parts, mongodbUri: uri.href, linkKey: Buffer.alloc(32) });
  const before = held(true);
  let most = before;
  const seen = new Set<string>();
  const look = ({ commandName: name, command }: mongo.CommandStartedEvent): void => {
    // each sheet as it is read; of what the transaction writes once each, since it must not last
    const at = `${name} ${String(command[name])}`;
    if (seen.has(at) && at !== 'find sheets') return;
    seen.add(at);
    most = Math.max(most, held(true));
  };
  if (exact) service.database.getClient().on('commandStarted', look);
  const startedMs = performance.now();
  await run(service, 'countSession', input);
  const ms = performance.now() - startedMs;
  await service.stop();
  return { ms, heldMb: (most - before) / MB };
}

process.once('message', (order: ToCount) => {
  void count(order).then((figures) => process.send!(figures, () => process.disconnect()));
});
