import { randomBytes } from 'node:crypto';
import { Client, type WorkflowHandle } from '@temporalio/client';
import type { NativeConnection, Worker } from '@temporalio/worker';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Connection as Database } from 'mongoose';
import type { DestinationStream } from 'pino';
import { createActivities } from '../../activities/create';
import type { ActivityContext } from '../../activities/context';
import { catalogue } from '../../domain/catalogue';
import { createOffice, createRenderer, type Office } from '../../platform/documents';
import type { Key } from '../../platform/config';
import { createLinks } from '../../platform/links';
import { createLog } from '../../platform/log';
import { createMailer } from '../../platform/mail';
import { connectMongo, ensureIndexes } from '../../platform/mongo';
import { createSignInCodes } from '../../platform/sign-in-codes';
import { createSessionKeys, type SessionKeys } from '../../platform/sealing';
import { createPdfBundler, type PdfBundler } from '../../platform/bundle';
import { createPdfReader, type PdfReader } from '../../platform/signed';
import { createStore, type Store } from '../../platform/store';
import { templatesIn } from '../../platform/store/templates';
import { createAsk, type Ask } from '../../platform/temporal/ask';
import { connectClient, connectWorker } from '../../platform/temporal/connection';
import { createWorker } from '../../platform/temporal/worker';
import { createDocuments, documentTemplates, officeTemplates, type PaperKind } from '../../templates/documents';
import { freshDatabase, testEngines, uniqueName, workflowBundle } from './engines';
import { START } from './fixtures';
import { mailSink, type MailSink } from './mail-sink';
import { testPack } from './pack';
import { rulesIn } from './rules';
import { scratchFolder } from './scratch';

/** A whole service without its doors: real store, real engine, real mail, on a clock that stands at START. */
export interface TestService {
  readonly store: Store;
  /** The connection under the store, of doors and worker alike. */
  readonly database: Database;
  readonly client: Client;
  readonly ask: Ask;
  readonly sessionKeys: SessionKeys;
  readonly linkKeys: readonly Key[];
  readonly mails: MailSink;
  readonly taskQueue: string;
  readonly context: ActivityContext;
  readonly pdfs: PdfReader;
  readonly bundler: PdfBundler;
  readonly office: Office<PaperKind>;
  /** Business time minus engine time. */
  readonly offsetMs: number;
  /** Lets time pass: skipped on the time-skipping server; not to be had on the development server. */
  sleep(duration: string | number): Promise<void>;
  /** Starts the worker; some of what it works with may be of the test's own. */
  startWorker(own?: Partial<ActivityContext>): Promise<void>;
  stopWorker(): Promise<void>;
  stop(): Promise<void>;
}

/** Engines and keys of a test that kills them, or that runs its worker as a process of its own. */
export interface OwnParts {
  readonly temporalAddress: string;
  readonly mongodbUri: string;
  readonly taskQueue: string;
  readonly linkKey: Buffer;
  readonly ballotKeyDir: string;
  /** Where the worker asks the pages; nobody listens there unless set. */
  readonly pagesUrl?: string;
  /** Where the log goes, everything of it; otherwise nothing is logged. */
  readonly log?: DestinationStream;
}

/**
 * @param skipping the time-skipping server of this test file; without it the development server of the run is used
 * @param own parts to use instead; the worker is then somebody else's
 */
export async function testService(skipping?: TestWorkflowEnvironment, own?: OwnParts): Promise<TestService> {
  const log = own?.log ? createLog({ level: 'trace' }, own.log) : createLog({ level: 'silent' });
  const address = own?.temporalAddress ?? testEngines().temporalAddress;
  const connected = skipping ? undefined : await connectClient({ address, namespace: 'default' }, {});
  // a plain client: the one that the time-skipping server brings along lets time run away
  const client = connected?.client ?? new Client({ connection: skipping!.connection });
  const mongo = await connectMongo(own?.mongodbUri ?? freshDatabase());
  await ensureIndexes(mongo);
  const store = createStore(mongo);
  const mails = await mailSink();
  const mailer = createMailer({
    smtpUrl: mails.url,
    from: 'Vinh Danh <no-reply@tinh-d.example>',
    domain: 'tinh-d.example',
  });
  const sessionKeys = createSessionKeys(own?.ballotKeyDir ?? scratchFolder('ballot-keys'));
  const taskQueue = own?.taskQueue ?? uniqueName('queue');
  const ask = createAsk(client);
  const renderer = createRenderer({ templates: documentTemplates });
  const pdfs = createPdfReader({ roots: [] });
  const bundler = createPdfBundler();
  const office = createOffice({ shipped: officeTemplates, docx: renderer, own: templatesIn(store) });
  const linkKeys = [{ kid: 'test', secret: own?.linkKey ?? randomBytes(32) }];
  const context: ActivityContext = {
    store,
    links: createLinks({
      keys: linkKeys,
      publicUrl: 'https://vinhdanh.example',
      store: store.links,
    }),
    signInCodes: createSignInCodes(linkKeys),
    sessionKeys,
    mailer,
    ask,
    documents: createDocuments(renderer, office),
    catalogue,
    pack: testPack,
    rules: await rulesIn(store),
    publicUrl: 'https://vinhdanh.example',
    pagesUrl: own?.pagesUrl ?? 'http://127.0.0.1:9',
    // a browser that a test wants is its own
    browser: () => Promise.resolve(undefined),
    log,
  };
  const engineNow = skipping ? await skipping.currentTimeMs() : Date.now();
  let running: { worker: Worker; ended: Promise<void>; connection?: NativeConnection } | undefined;

  const stopWorker = async (): Promise<void> => {
    running?.worker.shutdown();
    await running?.ended;
    await running?.connection?.close();
    running = undefined;
  };
  const startWorker = async (of: Partial<ActivityContext> = {}): Promise<void> => {
    const native = skipping ? undefined : await connectWorker({ address, namespace: 'default' });
    const worker = await createWorker({
      connection: native ?? skipping!.nativeConnection,
      namespace: 'default',
      taskQueue,
      activities: createActivities({ ...context, ...of }),
      workflowBundle: workflowBundle(),
      log,
    });
    running = { worker, ended: worker.run(), ...(native ? { connection: native } : {}) };
  };
  if (!own) await startWorker();

  return {
    store,
    database: mongo,
    client,
    ask,
    sessionKeys,
    linkKeys,
    mails,
    taskQueue,
    context,
    pdfs,
    bundler,
    office,
    offsetMs: Date.parse(START) - engineNow,
    async sleep(duration) {
      if (!skipping) throw new Error('time is skipped on the time-skipping server only');
      await skipping.sleep(duration);
    },
    startWorker,
    stopWorker,
    async stop() {
      await stopWorker();
      await renderer.close();
      await pdfs.close();
      await bundler.close();
      mailer.close();
      await mails.close();
      await mongo.close();
      await connected?.close();
    },
  };
}

/** Asks again until the answer is there; fails with what was seen last. Generous, for slow machines. */
export async function eventually<T>(ask: () => Promise<T>, fits: (value: T) => boolean, within = 60_000): Promise<T> {
  const until = Date.now() + within;
  for (;;) {
    const value = await ask();
    if (fits(value)) return value;
    if (Date.now() > until) throw new Error(`still ${JSON.stringify(value)} after ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Waits until a process is at rest: no task and no activity is under way, so every mail that it has caused so far is out. After
 * this, "once" and "not at all" can be told from "not yet".
 */
export async function atRest(handle: WorkflowHandle): Promise<void> {
  const look = async (): Promise<{ readonly busy: number; readonly events: number }> => {
    const { raw, historyLength } = await handle.describe();
    return { busy: raw.pendingActivities?.length ?? 0, events: historyLength };
  };
  await eventually(
    async () => {
      const before = await look();
      // answered after the task that may be under way; what that task has started shows in the second look
      await handle.query('__stack_trace');
      const after = await look();
      return { ...after, moved: after.events - before.events + before.busy };
    },
    ({ busy, moved }) => busy === 0 && moved === 0,
  );
}
