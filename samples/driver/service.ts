import { startService } from '../../run';

/** What the service of a demo tells the demo. */
export type Told = { readonly say: string } | { readonly started: Addresses } | { readonly failed: string };

/** Where the service can be reached. */
export interface Addresses {
  readonly url: string;
  readonly mailInboxUrl: string | undefined;
  readonly temporalUiUrl: string | undefined;
}

const tell = (told: Told): Promise<void> =>
  new Promise((resolve) => {
    if (process.connected) process.send?.(told, () => resolve());
    else resolve();
  });

/**
 * The service of a demo, a process of its own: worker, server and embedded engines. It ends in order when it is told to, and
 * when the demo is gone, however that ended.
 */
async function serve(): Promise<void> {
  const told = new Promise<void>((resolve) => {
    process.once('disconnect', resolve).once('SIGTERM', resolve).once('SIGHUP', resolve);
  });
  // Ctrl-C reaches every process of the terminal; the demo says when
  process.on('SIGINT', () => undefined);
  try {
    const started = await startService('demo', { worker: true, server: true }, (line) => void tell({ say: line }));
    const { url, mailInboxUrl, temporalUiUrl } = started;
    await tell({ started: { url, mailInboxUrl, temporalUiUrl } });
    await told;
    await started.stop();
  } catch (error) {
    await tell({ failed: error instanceof Error ? error.message : String(error) });
    console.error(error);
    process.exitCode = 1;
  }
}

void serve().finally(() => process.exit());
