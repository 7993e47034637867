import { createHash } from 'node:crypto';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mongo } from 'mongoose';
import { connectMongo } from '../platform/mongo';
import { listIndex } from '../platform/store/list-indexes';
import { createStore } from '../platform/store';
import type { NominationFilter } from '../platform/store/nominations';
import { profiled } from '../test/platform/store/profile';
import { seedNominations } from '../test/platform/store/seed';
import { startApi } from '../test/setup/api';
import { freshDatabase } from '../test/setup/engines';
import globalSetup from '../test/setup/global-setup';
import globalTeardown from '../test/setup/global-teardown';
import { machine, median, Report } from './report';

const NOMINATIONS = 100_000;
const PAGES = 1_000;
const SAMPLES = 31;
const ROUNDS = 15;
const WARM_UPS = 10;
/** A round asks so often, so many at a time. */
const REQUESTS = 60;
const AT_ONCE = 8;

/** A list of 100,000 nominations: what a page looks at, whether far pages cost more, and how it compares with no service at all. */
export async function pages(): Promise<void> {
  const report = new Report();
  await globalSetup();
  const mongodbUri = freshDatabase();
  const api = await startApi({ worker: false, parts: { mongodbUri } });
  const { database } = api.site.service;
  try {
    await seedNominations(database, NOMINATIONS);
    await looks(mongodbUri, report);
    const office = await api.as('office');
    const bare = { ...(await plainServer(mongodbUri)), key: office.key };
    try {
      await against(report, { url: api.site.url, key: office.key }, bare);
    } finally {
      await bare.stop();
    }
  } finally {
    await database.dropDatabase();
    await api.stop();
    await globalTeardown();
  }
  report.write('pages', [
    '# A list of nominations',
    '',
    `${NOMINATIONS.toLocaleString('en')} nominations, 50 a page. ${machine()}`,
  ]);
}

const lists: readonly (readonly [string, NominationFilter])[] = [
  ['all, newest first', {}],
  ['in screening, by due day', { status: 'screening', order: 'due' }],
  ['overdue at the office, by due day', { holder: 'office', overdue: true, order: 'due' }],
  ['one unit, by name', { unit: 'U7', order: 'name' }],
  ['one award of one year, longest waiting first', { award: 'CSTDCS', awardYear: 2025, order: 'since' }],
  ['“nguyen van mau”', { q: 'nguyen van mau' }],
  ['“van an” (a twelfth of all)', { q: 'van an', order: 'name' }],
];

/** Commands, what they look at, and the time of the store alone; of the first page and of one far behind. */
async function looks(uri: string, report: Report): Promise<void> {
  const connection = await connectMongo(uri);
  const { nominations } = createStore(connection);
  for (const [name, filter] of lists) {
    const { result, commands } = await profiled(connection, () => nominations.items(filter));
    const docs = commands.reduce((sum, c) => sum + c.docsExamined, 0);
    const time = await timed(() => nominations.items(filter));
    report.say(
      `${name}: commands; documents examined / on the page; time`,
      `${commands.length}; ${docs} / ${result.items.length}; ${time.toFixed(1)} ms`,
    );
  }
  for (const order of ['number', 'due', 'name'] as const) {
    let page = await nominations.items({ order });
    const first = await timed(() => nominations.items({ order }));
    for (let at = 2; at < PAGES; at += 1) page = await nominations.items({ order }, { cursor: page.next! });
    const last = await timed(() => nominations.items({ order }, { cursor: page.next! }));
    report.say(`by ${order}: page 1 / page ${PAGES}`, `${first.toFixed(1)} ms / ${last.toFixed(1)} ms`);
  }
  await connection.close();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < SAMPLES; i += 1) {
    const startedMs = performance.now();
    await work();
    times.push(performance.now() - startedMs);
  }
  return median(times);
}

interface Asked {
  readonly url: string;
  readonly key: string;
}

/** The same list, asked over HTTP of the service and of a server that does nothing else, in turn. */
async function against(report: Report, ours: Asked, bare: Asked): Promise<void> {
  const path = '/api/v1/nominations?status=screening&order=due';
  const [a, b] = [JSON.parse(await body(ours, path)) as object, JSON.parse(await body(bare, path)) as object];
  if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error('they do not answer the same');
  const rates: { ours: number; bare: number }[] = [];
  for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
    const rate = { ours: await rateOf(ours, path), bare: await rateOf(bare, path) };
    if (round >= 0) rates.push(rate);
  }
  const ratio = median(rates.map((r) => r.ours / r.bare));
  report.say('pages a second, ours / bare node:http and driver', `${middle(rates, 'ours')} / ${middle(rates, 'bare')}`);
  report.say('ours : bare, median of the rounds (at least 0.7)', ratio.toFixed(2));
  if (ratio < 0.7) process.exitCode = 1;
}

const middle = (rates: readonly { ours: number; bare: number }[], of: 'ours' | 'bare'): string =>
  median(rates.map((r) => r[of])).toFixed(0);

async function rateOf(asked: Asked, path: string): Promise<number> {
  const startedMs = performance.now();
  let left = REQUESTS;
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await body(asked, path);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return (REQUESTS * 1_000) / (performance.now() - startedMs);
}

const body = ({ url, key }: Asked, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}` };
    get(`${url}${path}`, { headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve(Buffer.concat(parts).toString()));
    }).on('error', reject);
  });

interface Row {
  readonly _id: string;
  readonly unit: string;
  readonly round?: string;
  readonly status: string;
  readonly version: number;
  readonly view: { readonly holder: string; readonly since: string; readonly due: string; readonly overdue: boolean };
  readonly dossier: {
    readonly award: string;
    readonly awardYear: number;
    readonly nominee: { readonly kind: string; readonly name: string };
  };
  readonly row: { readonly due: string };
}
const fields = { unit: 1, round: 1, status: 1, version: 1, view: 1, dossier: 1, 'row.due': 1 };

/** A server with the driver and nothing around it but the look at the key: no checks, no log, no limits. */
async function plainServer(uri: string): Promise<Omit<Asked, 'key'> & { stop(): Promise<void> }> {
  const client = await mongo.MongoClient.connect(uri);
  const nominations = client.db().collection<Row>('nominations');
  const keys = client.db().collection<{ readonly _id: string; readonly hash: string }>('apiKeys');
  const server: Server = createServer((req, res) => {
    const key = String(req.headers.authorization).slice('Bearer '.length);
    void keys
      .findOne({ _id: key.slice(0, 'vd_12345678'.length) })
      .then((known) => {
        if (known?.hash !== createHash('sha256').update(key).digest('hex')) throw new Error('no such key');
      })
      .then(() =>
        nominations
          .find({ status: 'screening' })
          .project<Row>(fields)
          .sort({ 'row.due': 1 })
          .hint({ ...listIndex('status', 'due') })
          .limit(51)
          .toArray(),
      )
      .then((found) => {
        const items = found.slice(0, 50);
        const last = items.at(-1)!;
        const next = Buffer.from(JSON.stringify([last.row.due, last._id])).toString('base64url');
        res.setHeader('Content-Type', 'application/json');
        res.end(JSON.stringify({ items: items.map(answer), next }));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await client.close();
    },
  };
}

/** A row as the API answers it. */
function answer(row: Row): object {
  const { _id: id, unit, round, status, view, version, dossier } = row;
  return {
    id,
    unit,
    ...(round === undefined ? {} : { round }),
    status,
    holder: view.holder,
    since: view.since,
    due: view.due,
    overdue: view.overdue,
    version,
    award: dossier.award,
    awardYear: dossier.awardYear,
    nominee: { kind: dossier.nominee.kind, name: dossier.nominee.name },
  };
}
