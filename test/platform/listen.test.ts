import { once } from 'node:events';
import { createServer } from 'node:net';
import { takePort } from '../../platform/listen';
import { choosePort } from '../../platform/engines/ports';

const wish = (): Promise<number> => choosePort([41_800], new Set());
const at = (port: number): Promise<Response> => fetch(`http://localhost:${port}/`);

test('a port is held from the moment it was chosen, and answers once there is something to answer with', async () => {
  const taken = await takePort(await wish(), false);
  const early = await at(taken.port);
  expect([early.status, Number(early.headers.get('retry-after')) > 0]).toEqual([503, true]);
  taken.answerWith((_req, res) => res.end('here'));
  expect(await (await at(taken.port)).text()).toBe('here');
  await taken.close();
  await taken.close();
  await expect(at(taken.port)).rejects.toThrow();
});

test('a port that somebody has is passed over, or refused by name when it is the only one that will do', async () => {
  const first = await takePort(await wish(), false);
  const second = await takePort(first.port, false);
  expect(second.port).toBeGreaterThan(first.port);
  await expect(takePort(first.port, true)).rejects.toThrow(`PORT: ${first.port} is taken by another program`);
  await Promise.all([first.close(), second.close()]);
});

test('a port that somebody has on another address of this machine is passed over too', async () => {
  const port = await wish();
  const other = createServer();
  await once(other.listen(port, '::1'), 'listening');
  const taken = await takePort(port, false);
  expect(taken.port).not.toBe(port);
  await taken.close();
  other.close();
});
