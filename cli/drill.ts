import { randomUUID } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { reportDrill } from '../api/commands/sessions/drill';
import { attackMails } from '../activities/drill';
import { catalogue } from '../domain/catalogue';
import { isPassed, type DrillReport } from '../domain/drill';
import { loadConfig, StartError } from '../platform/config';
import { browserIfAny } from '../platform/engines/chromium';
import { runningTemporal } from '../platform/engines/temporal';
import { createSignInCodes } from '../platform/sign-in-codes';
import { createLinks } from '../platform/links';
import { withSecrets, type ConfigWithSecrets } from '../platform/secrets';
import type { SessionRecord, Store } from '../platform/store';
import { createAsk } from '../platform/temporal/ask';
import { dataConverter } from '../platform/temporal/codec';
import { connectClient } from '../platform/temporal/connection';
import { end, judgingOn, withRecords } from './open';

const usage = `npm run drill -- SESSION [--at http://localhost:3000] [--rounds 2]

Attacks the invitations of an open session as mail scanners do, with every other link of its members, old and dead ones too, and
counts what that has brought about: votes, drafts, marks, mails, links. All of it must be 0. The service must be running. When the
invitations of the session wait for the drill, it is told what was met: they leave when nothing was brought about.

  --at URL    where it listens; without it PAGES_URL or PUBLIC_URL
  --rounds N  how often (2)`;

/** @returns the exit code: 0 when nothing happened */
async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { at: { type: 'string' }, rounds: { type: 'string', default: '2' } },
  });
  const [id] = positionals;
  const rounds = Number(values.rounds);
  if (id === undefined || positionals.length > 1 || !Number.isInteger(rounds) || rounds < 1) {
    console.error(usage);
    return 2;
  }
  const config = withSecrets(loadConfig());
  return await withRecords(
    config,
    () => undefined,
    async (store) => {
      const session = await store.sessions.get(id);
      if (session?.status !== 'open')
        throw new StartError(`There is no open session ${id}. Open it first: a link leads nowhere before.`);
      const at = values.at ?? config.pagesUrl ?? config.publicUrl;
      const report = await attackOn(store, config, session, { at: at.replace(/\/$/, ''), rounds });
      tell(report);
      if (isHeld(session)) await hand(config, session, report);
      return isPassed(report) ? 0 : 1;
    },
  );
}

async function attackOn(
  store: Store,
  config: ConfigWithSecrets,
  { _id: sessionId, closesAt }: SessionRecord,
  how: { readonly at: string; readonly rounds: number },
): Promise<DrillReport> {
  const { publicUrl } = config;
  const { clock, pack } = await judgingOn(store, config);
  const links = createLinks({ keys: config.linkKeys, publicUrl, store: store.links });
  const voterRefs = (await store.electors.all(sessionId)).map((e) => e.voterRef);
  const browser = await browserIfAny();
  try {
    const signInCodes = createSignInCodes(config.linkKeys);
    const context = { store, links, signInCodes, catalogue, pack, publicUrl };
    return await attackMails(context, { sessionId, closesAt, now: clock.now(), voterRefs, browser, ...how });
  } finally {
    await browser?.close();
  }
}

const isHeld = ({ drill }: SessionRecord): boolean => drill?.status === 'waiting' || drill?.status === 'failed';

/** Tells the session itself: whoever can, works on the machine of the service and has its secrets. */
async function hand(config: ConfigWithSecrets, { _id }: SessionRecord, report: DrillReport): Promise<void> {
  const { temporalNamespace: namespace, temporalEnv: env, dataDir } = config;
  const running = () =>
    runningTemporal(realpathSync(dataDir), namespace, { info: () => undefined, warn: console.warn });
  const address = config.temporalAddress ?? (existsSync(dataDir) ? await running() : undefined);
  if (address === undefined)
    throw new StartError('Nobody runs the process engine here, so the session was not told. Start the service first.');
  const { client, close } = await connectClient({ address, namespace, env }, dataConverter(config.payloadKeys));
  try {
    await reportDrill({ ask: createAsk(client) }, { id: _id, report, submission: randomUUID() });
    console.log(isPassed(report) ? 'The invitations leave now.' : 'The invitations stay.');
  } finally {
    await close();
  }
}

function tell(report: DrillReport): void {
  const { links, visits, browser, met, caused } = report;
  console.log(
    `${links} links, ${visits} visits${browser ? '' : ', no browser'}; met: ${Object.entries(met)
      .map(([step, n]) => `${step} ${n}×`)
      .join(', ')}`,
  );
  for (const [what, n] of Object.entries(caused)) console.log(`${n === 0 ? ' ' : '✗'} ${what.padEnd(8)} ${n}`);
  if (isPassed(report)) console.log('A scanner brings nothing about.');
  else if (Object.values(caused).some((n) => n !== 0))
    console.log('A scanner brings something about: do not send these mails.');
  else console.log('This says nothing yet: not every page has answered.');
}

end(main(process.argv.slice(2)), { refused: 2, broken: 3, usage });
