import { parseArgs } from 'node:util';
import type { Connection } from 'mongoose';
import { loadConfig, StartError } from '../platform/config';
import { openRecords } from '../platform/engines/records';
import { createLinks } from '../platform/links';
import { connectMongo } from '../platform/mongo';
import { withSecrets } from '../platform/secrets';
import { createStore } from '../platform/store';
import { modelsOf } from '../platform/store/models';
import { launchBrowser } from '../samples/pictures/browser';
import { scanners } from './drill/robots';
import { drill, type DrillReport } from './drill/run';
import { tracesOf } from './drill/traces';

const usage = `npm run drill -- SESSION [--at http://localhost:3000] [--rounds 2]

Attacks the links of an open session as mail scanners do, old and dead ones too, and counts what that has brought about: votes,
drafts, marks, mails, links. All of it must be 0. The service must be running.

  --at URL    where it listens; without it PUBLIC_URL
  --rounds N  how often (2)`;

/** @returns the exit code: 0 when nothing happened */
async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { at: { type: 'string' }, rounds: { type: 'string', default: '2' } },
  });
  const [session] = positionals;
  const rounds = Number(values.rounds);
  if (session === undefined || positionals.length > 1 || !Number.isInteger(rounds) || rounds < 1) {
    console.error(usage);
    return 2;
  }
  const config = withSecrets(loadConfig());
  const records = await openRecords(config, { info: () => undefined, warn: console.warn });
  try {
    const mongo = await connectMongo(records.mongodbUri);
    try {
      const links = await linksOf(mongo, config, session);
      return tell(
        await attack(
          mongo,
          session,
          links.map(({ pathname }) => new URL(pathname, values.at ?? config.publicUrl)),
          rounds,
        ),
      );
    } finally {
      await mongo.close();
    }
  } finally {
    await records.close();
  }
}

/** The links that the mails of this session carry and have carried, and one that was cut off on the way. */
async function linksOf(mongo: Connection, config: ReturnType<typeof withSecrets>, id: string): Promise<readonly URL[]> {
  const store = createStore(mongo);
  const session = await store.sessions.get(id);
  if (session?.status !== 'open')
    throw new StartError(`There is no open session ${id}. Open it first: a link leads nowhere before.`);
  const links = createLinks({ keys: config.linkKeys, publicUrl: config.publicUrl, store: store.links });
  const known = await modelsOf(mongo).links.find({ entity: id, purpose: 'ballot' }).lean();
  if (known.length === 0) throw new StartError(`No mail of session ${id} has been made yet. Try again in a moment.`);
  const urls = known.map((link) => new URL(links.urlOf(link)));
  return [...urls, new URL(urls[0]!.href.slice(0, -5))];
}

async function attack(mongo: Connection, session: string, links: readonly URL[], rounds: number): Promise<DrillReport> {
  const browser = await launchBrowser();
  try {
    const local = ['localhost', '127.0.0.1'].includes(links[0]!.hostname);
    // the machine of the service can be asked from several of its own addresses
    const addresses = local ? ['127.0.0.1', '127.0.0.2', '127.0.0.3'] : ['0.0.0.0'];
    return await drill({
      links,
      robots: scanners({ addresses, browser }),
      rounds,
      count: () => tracesOf(mongo, session),
    });
  } finally {
    await browser.close();
  }
}

function tell({ links, visits, met, caused, passed }: DrillReport): number {
  console.log(
    `${links} links, ${visits} visits; met: ${Object.entries(met)
      .map(([step, n]) => `${step} ${n}×`)
      .join(', ')}`,
  );
  for (const [what, n] of Object.entries(caused)) console.log(`${n === 0 ? ' ' : '✗'} ${what.padEnd(8)} ${n}`);
  console.log(
    passed ? 'A scanner brings nothing about.' : 'A scanner brings something about: do not send these mails.',
  );
  return passed ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof StartError ? error.message : error);
    process.exit(error instanceof StartError ? 2 : 3);
  },
);
