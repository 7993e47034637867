import { createServer, type RequestListener } from 'node:http';
import { StartError } from './config';
import { choosePort } from './engines/ports';

/** A port that is ours from the moment it was chosen, and answers once there is something to answer with. */
export interface TakenPort {
  readonly port: number;
  /** From now on requests go to `app`; until then they are told to come again. */
  answerWith(app: RequestListener): void;
  /** Takes no more requests and lets those under way finish. May be called again. */
  close(): Promise<void>;
}

const notYet: RequestListener = (_req, res) => {
  res.writeHead(503, { 'Retry-After': '2', 'Content-Type': 'text/plain; charset=utf-8' }).end('starting\n');
};

/**
 * Takes a port for HTTP. One that somebody has taken is passed over for the next free one, unless it is the only one that
 * will do. @throws StartError when there is none
 */
export async function takePort(wish: number, only: boolean): Promise<TakenPort> {
  const passedOver = new Set<number>();
  for (;;) {
    const port = only ? wish : await choosePort([wish], passedOver);
    const taken = await listen(port);
    if (taken) return taken;
    if (only) throw new StartError(`PORT: ${port} is taken by another program. End it, or choose another port.`);
  }
}

/** @returns undefined when somebody else has the port, on whatever address of this machine */
function listen(port: number): Promise<TakenPort | undefined> {
  let answer = notYet;
  const server = createServer((req, res) => answer(req, res));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(new StartError(`PORT: ${port} cannot be used (${error.code ?? error.message}).`));
    });
    server.listen(port, () => resolve({ port, answerWith: (app) => void (answer = app), close }));
  });
}
