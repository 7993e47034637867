import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { connectClient } from '../../platform/temporal/connection';
import { testEngines } from '../setup/engines';
import { eventually } from '../setup/service';
import { times } from './store/database';

/** A way to the engine that can be cut. */
async function cuttableWay(): Promise<{ address: string; cut(): void; refused(): number; close(): Promise<void> }> {
  const [host, port] = testEngines().temporalAddress.split(':');
  const sockets = new Set<Socket>();
  let open = true;
  let refused = 0;
  const server = createServer((near) => {
    if (!open) {
      refused += 1;
      near.destroy();
      return;
    }
    const far = connect(Number(port), host);
    for (const socket of [near, far]) sockets.add(socket.on('error', () => undefined));
    near.pipe(far).pipe(near);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      open = false;
      for (const socket of sockets) socket.destroy();
    },
    refused: () => refused,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

test('a connection that is closed while calls are made again and again fails them, and nothing else', async () => {
  const way = await cuttableWay();
  const { client, close } = await connectClient({ address: way.address, namespace: 'default' }, {});
  way.cut();
  const calls = times(5, (i) =>
    client.workflow
      .getHandle(`none-${i}`)
      .describe()
      .then(
        () => 'answered',
        () => 'failed',
      ),
  );
  await eventually(
    () => Promise.resolve(way.refused()),
    (n) => n > 0,
  );
  // a repeat that found the connection closed would throw out of its timer, and its call would never end
  await close();
  expect(await Promise.all(calls)).toEqual(calls.map(() => 'failed'));
  await way.close();
});
