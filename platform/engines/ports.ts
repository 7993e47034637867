import { connect, createServer } from 'node:net';
import { StartError } from '../config';

/** Engines are for this machine only. */
export const localhost = '127.0.0.1';

/** How far from the preferred port a free one is looked for, so that addresses stay recognisable. */
const reach = 100;

/** True when nobody listens on the port of this machine. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host: localhost, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });

/** True when somebody accepts connections on the port; says nothing of who. */
export const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: localhost, port });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, end(false)).once('connect', end(true)).once('error', end(false));
  });

/**
 * The first free port of `wishes`, else the next one above the last wish. `taken` holds ports promised to others that do
 * not listen yet; the chosen one is added. Throws a `StartError` when a hundred in a row are taken.
 */
export async function choosePort(wishes: readonly number[], taken: Set<number>): Promise<number> {
  const last = wishes.at(-1) ?? 0;
  const above = Array.from({ length: reach }, (_, index) => last + 1 + index);
  for (const port of [...wishes, ...above]) {
    if (taken.has(port)) continue;
    taken.add(port);
    if (await isFree(port)) return port;
    taken.delete(port);
  }
  throw new StartError(`No free port from ${last} to ${last + reach}. End the programs that hold them.`);
}
