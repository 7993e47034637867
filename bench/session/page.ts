import { get } from 'node:http';
import { profiled } from '../../test/platform/store/profile';
import { uniqueName } from '../../test/setup/engines';
import { START } from '../../test/setup/fixtures';
import type { Council } from './council';

const SAMPLES = 30;
const WARM_UP = 10;
/** How many lines and members with a link each of the other sessions has. */
const OTHER_LINES = 100;
const OTHER_LINKS = 5;

interface Transfer {
  readonly bytes: number;
  readonly firstMs: number;
}

/** One request for the sheet: what goes over the wire, and when the first of it comes. */
const transfer = ({ site, paths }: Council, accepts: string): Promise<Transfer> =>
  new Promise((resolve, reject) => {
    const startedMs = performance.now();
    const request = get(`${site.url}${paths[0]!}`, { headers: { 'accept-encoding': accepts } }, (answer) => {
      const firstMs = performance.now() - startedMs;
      let bytes = 0;
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.on('end', () => resolve({ bytes, firstMs }));
    });
    request.on('error', reject);
  });

export async function pageBytes(council: Council): Promise<{ plain: number; gzip: number; br: number }> {
  const of = async (accepts: string) => (await transfer(council, accepts)).bytes;
  return { plain: await of('identity'), gzip: await of('gzip'), br: await of('gzip, deflate, br') };
}

/** Until the first byte of the sheet, the least of many times, and what the server looks at for it. */
export async function firstByte(council: Council): Promise<{ ms: number; commands: number; examined: number }> {
  const samples: number[] = [];
  for (let i = 0; i < WARM_UP; i += 1) await transfer(council, 'br');
  for (let i = 0; i < SAMPLES; i += 1) samples.push((await transfer(council, 'br')).firstMs);
  const { commands } = await profiled(council.site.service.database, () => transfer(council, 'br'));
  return {
    ms: Math.min(...samples),
    commands: commands.length,
    examined: commands.reduce((sum, c) => sum + c.docsExamined, 0),
  };
}

/** Puts so many other open sessions on record, with their electors and links. */
export async function otherSessions({ site: { service }, session, members }: Council, count: number): Promise<void> {
  const { store, context } = service;
  const like = await session.record();
  const one = async (): Promise<void> => {
    const entity = uniqueName('S-other');
    await store.sessions.insert({ ...like, _id: entity, lines: like.lines.slice(0, OTHER_LINES) });
    await store.electors.drawElectorate(entity, members);
    for (const person of members.slice(0, OTHER_LINKS)) {
      await context.links.ensure({ purpose: 'ballot', entity, person }, START);
    }
  };
  for (let from = 0; from < count; from += 20) await Promise.all(Array.from({ length: 20 }, one));
}
