import type { WorkflowHandle } from '@temporalio/client';
import { version } from '../../package.json';
import { createLog } from '../../platform/log';
import { installRuntime } from '../../platform/temporal/runtime';
import { eventually } from '../setup/service';
import { historyNames, removeHistory, writeHistory } from './history-files';
import { scenarios } from './scenarios';

/**
 * `npm run record-histories`: plays every scenario on real engines and writes what the engine remembers of it. No test, but
 * run by Jest, whose set-up has engines and workflows. Before the first release all histories are recorded anew; from 0.1.0
 * on what there is stays as it is, because processes with such a history may still run: only missing ones are added.
 */
const mayReplace = version.startsWith('0.0.');
const before = new Set(mayReplace ? [] : historyNames());
const written = new Set<string>();
let played = 0;

installRuntime(createLog({ level: 'silent' }));

test.concurrent.each(Object.entries(scenarios))('%s', async (_title, play) => {
  await play(async (histories) => {
    for (const [name, handle] of Object.entries(histories)) await record(name, handle);
  });
  played += 1;
});

afterAll(() => {
  const all = played === Object.keys(scenarios).length;
  const orphans = mayReplace && all ? historyNames().filter((name) => !written.has(name)) : [];
  orphans.forEach(removeHistory);
  console.log(`written: ${written.size}, removed: ${orphans.length}, kept: ${before.size}`);
});

async function record(name: string, handle: WorkflowHandle): Promise<void> {
  const ended = await eventually(
    async () => (await handle.describe()).status.name,
    (status) => status !== 'RUNNING',
  );
  if (ended !== 'COMPLETED' && ended !== 'CONTINUED_AS_NEW') throw new Error(`${name} has ended as ${ended}`);
  if (written.has(name)) throw new Error(`two histories are called ${name}`);
  if (before.has(name)) return;
  writeHistory(name, await handle.fetchHistory());
  written.add(name);
}
