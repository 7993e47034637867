import type { Worker } from '@temporalio/worker';
import type { Activities } from './activities';
import { createActivities } from './activities/create';
import { mailPreviews } from './activities/mails/preview';
import { addAccount } from './api/commands/accounts/accounts';
import type { ApiContext } from './api/context';
import { catalogue } from './domain/catalogue';
import { calendarYears } from './domain/data/calendar.data';
import type { ProvincePack } from './domain/pack';
import { dailyWorkflowId } from './domain/ids';
import { dayOf, startOfDay, type Instant } from './domain/time';
import { createAgencySignIn } from './platform/agency';
import { rehearsalClock } from './platform/clock';
import { StartError } from './platform/config';
import { createOffice, createRenderer, DocumentError } from './platform/documents';
import { createLinks } from './platform/links';
import { browserIfAny } from './platform/engines/chromium';
import type { TakenPort } from './platform/listen';
import { createLog, type Logger } from './platform/log';
import { createMailer, type Mailer } from './platform/mail';
import { connectMongo, ensureIndexes } from './platform/mongo';
import { createRuleBook } from './platform/rules/book';
import { sentenceOf } from './platform/rules/files';
import { examplesIn, loadRules, packInForce, readRules, summaryOf } from './platform/rules/load';
import { createSessionKeys } from './platform/sealing';
import { createPdfBundler } from './platform/bundle';
import { createPdfReader, rootsIn, type PdfReader } from './platform/signed';
import type { ConfigWithSecrets } from './platform/secrets';
import { createSignInCodes } from './platform/sign-in-codes';
import { createSlipNumbers } from './platform/slip-numbers';
import { createStore, type Store } from './platform/store';
import { templatesIn } from './platform/store/templates';
import { createAsk } from './platform/temporal/ask';
import { dataConverter } from './platform/temporal/codec';
import { connectClient, connectWorker } from './platform/temporal/connection';
import { installRuntime } from './platform/temporal/runtime';
import { createWorker } from './platform/temporal/worker';
import { createDocuments, documentTemplates, officeTemplates } from './templates/documents';
import type { DailyInput } from './workflows/messages';

/** Addresses of the engines: configured, or of the embedded ones. */
export interface Addresses {
  readonly mongodbUri: string;
  readonly temporalAddress: string;
  readonly smtpUrl: string;
}

/** A part of the service that was started, and how it is ended. */
export interface Running {
  readonly stop: () => Promise<void>;
}

/** Everything that worker and server share: records, engine, links, keys, clock, rules. */
export async function connectService(config: ConfigWithSecrets, addresses: Addresses, role: string): Promise<Service> {
  const log = createLog({ level: config.logLevel, role });
  const mongo = await connectMongo(addresses.mongodbUri);
  if (!config.production) await ensureIndexes(mongo);
  const store = createStore(mongo);
  const clock = await rehearsalClock(store.settings, config.businessStart);
  if (config.production && clock.offsetMs() !== 0) {
    throw new StartError(
      'This database belongs to a rehearsal: its clock was moved. Production needs a database of its own.',
    );
  }
  await firstStart(store, config, clock.now());
  const temporal = { address: addresses.temporalAddress, namespace: config.temporalNamespace, env: config.temporalEnv };
  const converter = dataConverter(config.payloadKeys);
  const { client, close } = await connectClient(temporal, converter);
  const renderer = createRenderer({ templates: documentTemplates });
  const office = createOffice({ shipped: officeTemplates, docx: renderer, own: templatesIn(store) });
  const documents = createDocuments(renderer, office);
  const pdfs = openReader(config.signatureRoots);
  const bundler = createPdfBundler();
  const signInCodes = createSignInCodes(config.linkKeys);
  const pack = await startRules(store, config, clock.now(), log);
  const context: ApiContext = {
    config,
    store,
    ask: createAsk(client),
    client,
    taskQueue: config.temporalTaskQueue,
    clock,
    links: createLinks({ keys: config.linkKeys, publicUrl: config.publicUrl, store: store.links }),
    slipNumbers: createSlipNumbers(config.linkKeys),
    signInCodes,
    ...(config.agency ? { agency: createAgencySignIn(config.agency, config.publicUrl) } : {}),
    sessionKeys: createSessionKeys(config.ballotKeyDir),
    pack,
    catalogue,
    previewMail: mailPreviews({ store, signInCodes, catalogue, pack, publicUrl: config.publicUrl }),
    documents,
    pdfs,
    bundler,
    office,
    rules: createRuleBook(store.ruleSets),
    rehearsal: config.businessStart !== undefined,
    log,
  };
  return {
    config,
    context,
    log,
    async startWorker(workflows) {
      // a face that lacks a letter, or a compiler that this machine does not have, ends the start and not the first paper
      await renderer.getReady().catch((error: unknown) => {
        if (!(error instanceof DocumentError)) throw error;
        throw new StartError(`Documents cannot be drawn here: ${error.detail}. Install the packages anew (npm ci).`);
      });
      const running = await runWorker(config, addresses, context, temporal, converter, workflows);
      await startDaily(context);
      return running;
    },
    startServer: (door) => answerAt(door, context),
    async close() {
      await renderer.close();
      await pdfs.close();
      await bundler.close();
      await close();
      await mongo.close();
    },
  };
}

export interface Service {
  readonly config: ConfigWithSecrets;
  readonly context: ApiContext;
  readonly log: Logger;
  /** Polls for work until stopped; activities may finish within the grace period. */
  startWorker(workflows: { readonly workflowsPath: string } | { readonly codePath: string }): Promise<Running>;
  startServer(door: TakenPort): Promise<Running>;
  close(): Promise<void>;
}

async function runWorker(
  config: ConfigWithSecrets,
  addresses: Addresses,
  context: ApiContext,
  temporal: Parameters<typeof connectWorker>[0],
  converter: ReturnType<typeof dataConverter>,
  workflows: { readonly workflowsPath: string } | { readonly codePath: string },
): Promise<Running> {
  installRuntime(context.log);
  const connection = await connectWorker(temporal);
  const mailer = createMailer({ smtpUrl: addresses.smtpUrl, from: config.mailFrom, domain: config.mailDomain });
  const activities = activitiesOf(config, context, mailer);
  const worker: Worker = await createWorker({
    connection,
    namespace: config.temporalNamespace,
    taskQueue: config.temporalTaskQueue,
    activities,
    dataConverter: converter,
    log: context.log,
    ...('codePath' in workflows ? { workflowBundle: workflows } : workflows),
  });
  const ended = worker.run();
  ended.catch((error: unknown) => context.log.fatal({ error }, 'the worker has ended'));
  return {
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended.catch(() => undefined);
      mailer.close();
      await connection.close();
    },
  };
}

/** Every day has its morning, whoever has started last: a process that is there goes on. */
async function startDaily({ ask, taskQueue, clock }: ApiContext): Promise<void> {
  const workflowId = dailyWorkflowId(taskQueue);
  // at a first start the morning of this day is made up for
  const input: DailyInput = { since: startOfDay(dayOf(clock.now())), hours: ['07:00'], offsetMs: clock.offsetMs() };
  await ask(workflowId, (_handle, client) =>
    client.workflow.start('daily', { workflowId, taskQueue, args: [input], workflowIdConflictPolicy: 'USE_EXISTING' }),
  );
}

/** What is done outside, by a worker or by whoever compares processes with records. */
export const activitiesOf = (config: ConfigWithSecrets, context: ApiContext, mailer: Mailer): Activities =>
  createActivities({
    ...context,
    mailer,
    publicUrl: config.publicUrl,
    pagesUrl: config.pagesUrl ?? config.publicUrl,
    browser: browserIfAny,
  });

/** @throws StartError when the roots that are configured cannot be read */
function openReader(file: string | undefined): PdfReader {
  try {
    return createPdfReader({ roots: rootsIn(file) });
  } catch {
    throw new StartError('SIGNATURE_ROOTS: must be a readable PEM file with one or more certificates.');
  }
}

async function answerAt(door: TakenPort, context: ApiContext): Promise<Running> {
  // a worker alone never loads the doors
  const { createApp } = await import('./api/app.js');
  door.answerWith(createApp(context));
  return { stop: () => door.close() };
}

/** What a new database needs before anything else: the working calendar, a key and an account for the first administrator. */
async function firstStart(store: Store, config: ConfigWithSecrets, now: Instant): Promise<void> {
  for (const { year, days } of calendarYears) {
    if (await store.calendars.get(year)) continue;
    const of = (kind: 'off' | 'worked') => days.filter((d) => d.kind === kind).map((d) => d.day);
    await store.calendars.put({ _id: year, off: of('off'), extraWorking: of('worked') });
  }
  if (config.bootstrapApiKey !== undefined) {
    await store.apiKeys.adopt(config.bootstrapApiKey, { name: 'bootstrap', role: 'admin', now });
  }
  if (config.bootstrapAdminEmail !== undefined) {
    const first = { store, clock: { now: () => now } };
    const admin = { mail: config.bootstrapAdminEmail, name: config.bootstrapAdminEmail, language: 'vi' } as const;
    const known = (await store.accounts.byMail(admin.mail)) !== undefined;
    if (!known) await addAccount(first, { actor: 'service', ...admin, grants: [{ role: 'admin' }] });
  }
}

/**
 * The rules on file are checked at every start, and loaded where the records have no version of theirs; in production only the
 * first ones, later versions by hand (`npm run rules -- load`). @throws StartError that names file and line
 */
async function startRules(store: Store, config: ConfigWithSecrets, now: Instant, log: Logger): Promise<ProvincePack> {
  const { rules, faults } = readRules(config.provincePack, catalogue);
  if (!rules) throw new StartError(`The rules are not right:\n${faults.map((f) => `  - ${sentenceOf(f)}`).join('\n')}`);
  log.info(summaryOf(rules));
  const examples = examplesIn(rules);
  if (examples !== undefined) log.warn(examples);
  if (!config.production || (await store.ruleSets.heads()).length === 0) {
    for (const { id, outcome } of await loadRules(store.ruleSets, rules, 'service', now)) {
      if (outcome === 'taken') log.warn(`${id} was loaded before with other content, which stays: raise its version`);
    }
  }
  const pack = await packInForce(store.ruleSets, dayOf(now));
  return pack ?? rules.pack;
}
