import { createHash, randomBytes, randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connection } from 'mongoose';
import { mailPreviews } from '../../activities/mails/preview';
import { createApp } from '../../api/app';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ApiContext } from '../../api/context';
import { instant, msOf } from '../../domain/time';
import { createClock } from '../../platform/clock';
import { loadConfig } from '../../platform/config';
import { connectMongo } from '../../platform/mongo';
import { createSlipNumbers } from '../../platform/slip-numbers';
import type { LinkRecord } from '../../platform/store';
import { freshDatabase, testEngines, uniqueName } from '../setup/engines';
import { closeCamera, takePicture } from '../setup/passer-by';
import { furnish, START } from '../setup/fixtures';
import { testService, type OwnParts, type TestService } from '../setup/service';
import { formIn } from './form';
import { scratchFolder } from '../setup/scratch';

export interface Answer {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

/** The pages of a service, asked as a browser asks them. */
export interface TestSite {
  readonly service: TestService;
  readonly context: ApiContext;
  readonly url: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  ask(method: string, path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
  postForm(path: string, form: FormData): Promise<Answer>;
  /** Presses a button of the one form of a page, with what was filled in. */
  press(path: string, page: Answer, step: string | undefined, filled?: Record<string, string>): Promise<Answer>;
  token(purpose: LinkRecord['purpose'], entity: string, person: string): Promise<string>;
  /** Lets time go by, for processes and doors alike; on skipped time only. */
  pass(ms: number): Promise<void>;
  /** One hash over everything in the database, once nothing is written behind the pages any more. */
  hash(): Promise<string>;
  stop(): Promise<void>;
}

const PATHS = { ballot: 'b', proposal: 'p', status: 'n', printing: 'o', registration: 'g' } as const;

/** Pages over a real store and a real engine; `worker: false` leaves the worker to the test. */
export async function testSite(
  options: {
    readonly worker?: boolean;
    readonly sizes?: Parameters<typeof furnish>[1];
    readonly parts?: Partial<OwnParts>;
    /** The time-skipping server, instead of the development server of the run: `pass` lets time go by. */
    readonly skipping?: TestWorkflowEnvironment;
    /** Instead of the awards of today, which end with their decree. */
    readonly catalogue?: ApiContext['catalogue'];
  } = {},
): Promise<TestSite> {
  const parts: OwnParts = {
    temporalAddress: testEngines().temporalAddress,
    mongodbUri: freshDatabase(),
    taskQueue: uniqueName('queue'),
    linkKey: randomBytes(32),
    ballotKeyDir: scratchFolder('ballot-keys'),
    ...options.parts,
  };
  const server = await listening();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service = await testService(options.skipping, { pagesUrl: url, ...parts });
  if (options.worker ?? true) {
    await numbersOfItsOwn(service);
    await service.startWorker(options.catalogue ? { catalogue: options.catalogue } : {});
  }
  await furnish(service.store, options.sizes);
  // the whole application, so that a page meets every middleware that it meets in service
  let passedMs = 0;
  const shown = apiContext(service, () => passedMs);
  const context = options.catalogue ? { ...shown, catalogue: options.catalogue } : shown;
  const database = await connectMongo(parts.mongodbUri);
  server.on('request', createApp(context));

  const ask = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const answer = await fetch(`${url}${path}`, { method, redirect: 'manual', ...init });
    return { status: answer.status, html: await answer.text(), headers: answer.headers };
  };
  const post: TestSite['post'] = (path, fields, headers = {}) =>
    ask('POST', path, {
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  return {
    service,
    context,
    url,
    post,
    async get(path, headers = {}) {
      const answer = await ask('GET', path, { headers });
      if (answer.status === 200) await takePicture(`${url}${path}`, headers);
      return answer;
    },
    ask: (method, path, headers = {}) => ask(method, path, { headers }),
    postForm: (path, form) => ask('POST', path, { body: form }),
    press: (path, page, step, filled = {}) =>
      post(path, { ...formIn(page.html).fields, ...filled, ...(step === undefined ? {} : { step }) }),
    async token(purpose, entity, person) {
      const { links } = service.context;
      const link = await links.ensure({ purpose, entity, person }, START);
      return `/${PATHS[purpose]}/${links.tokenOf(link)}`;
    },
    hash: () => quietHash(database),
    async pass(ms) {
      await service.sleep(ms);
      passedMs += ms;
    },
    async stop() {
      await closeCamera();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
      await service.stop();
    },
  };
}

/**
 * The engine is shared by all test files, while each has a database of its own: without this two files would number their
 * nominations alike, and an ad hoc docket of the one would be taken for that of the other.
 */
async function numbersOfItsOwn({ database }: TestService): Promise<void> {
  const year = START.slice(0, 4);
  await database
    .collection<{ _id: string; last: number }>('counters')
    .insertOne({ _id: `HS-${year}`, last: randomInt(1_000, 900_000) });
}

/** @param passedMs what was skipped so far: the doors live in real time, which stays behind by it */
export function apiContext(service: TestService, passedMs = (): number => 0): ApiContext {
  const { store, ask, client, taskQueue, sessionKeys, linkKeys, offsetMs, context, pdfs, bundler } = service;
  const clock = createClock({ offsetMs });
  return {
    config: loadConfig({
      NODE_ENV: 'test',
      PUBLIC_URL: 'https://vinhdanh.example',
      SESSION_SECRET: 'only-for-tests'.repeat(3),
    }),
    store,
    ask,
    client,
    taskQueue,
    clock: {
      ...clock,
      now: () => instant(msOf(clock.now()) + passedMs()),
      moveTo: (ms) => Promise.resolve(clock.move(ms)),
      refresh: () => Promise.resolve(),
    },
    links: context.links,
    slipNumbers: createSlipNumbers(linkKeys),
    signInCodes: context.signInCodes,
    sessionKeys,
    pack: context.pack,
    catalogue: context.catalogue,
    previewMail: mailPreviews(context),
    documents: context.documents,
    pdfs,
    bundler,
    office: service.office,
    rules: context.rules,
    rehearsal: true,
    log: context.log,
  };
}

/** Listens before the application is there: the worker must know where. */
const listening = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
  });

/** Mails and outcomes of what a test did before are still being written for a while. */
export async function quietHash(database: Connection): Promise<string> {
  for (let before = ''; ;) {
    const now = await hashOf(database);
    if (now === before) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
}

async function hashOf({ db }: Connection): Promise<string> {
  const collections = await db!.listCollections().toArray();
  const hash = createHash('sha256');
  for (const { name } of collections.sort((a, b) => a.name.localeCompare(b.name))) {
    const rows = await db!.collection(name).find().sort({ _id: 1 }).toArray();
    hash.update(`${name}\n${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
  }
  return hash.digest('hex');
}
