/**
 * A process that does nothing but keep the engines, to be killed by a test. Says the addresses (or why it did not start)
 * in one line of JSON; stops the engines and ends when its input ends.
 */
import { loadConfig } from '../../platform/config';
import { startEngines } from '../../platform/engines';

const say = (answer: object) => process.stdout.write(`${JSON.stringify(answer)}\n`);

async function main(): Promise<void> {
  const engines = await startEngines(loadConfig(process.env), {
    log: { info: () => undefined, warn: (line) => process.stderr.write(`${line}\n`) },
  });
  say({ engines });
  process.stdin.resume().once('end', () => {
    void engines.stop().then(() => process.exit(0));
  });
}

main().catch((error: unknown) => {
  say({ refused: (error as Error).message });
  process.exitCode = 1;
});
