import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { createApp } from '../../api/app';
import { API_BASE, endpoints } from '../../api/routes';
import { connectMongo } from '../../platform/mongo';
import { renderMail, type MailName } from '../../templates/mail';
import { apiContext, quietHash } from '../pages/site';
import { settle } from '../setup/cases';
import { sendDocket } from '../setup/docket';
import { freshDatabase, testEngines, uniqueName } from '../setup/engines';
import { dossier, furnish, START } from '../setup/fixtures';
import { sendTestProposal } from '../setup/proposal';
import { testService, type TestService } from '../setup/service';
import { openTestSession } from '../setup/session';
import { blankOverlay } from '../setup/issued';
import { mailSamples } from '../templates/mail-samples';
import { randomBytes } from 'node:crypto';
import { scratchFolder } from '../setup/scratch';

describe('GET, HEAD and OPTIONS', () => {
  let service: TestService;
  let server: Server;
  let url: string;
  let key: string;
  const mongodbUri = freshDatabase();
  beforeAll(async () => {
    service = await testService(undefined, {
      temporalAddress: testEngines().temporalAddress,
      mongodbUri,
      taskQueue: uniqueName('queue'),
      linkKey: randomBytes(32),
      ballotKeyDir: scratchFolder('ballot-keys'),
    });
    await service.startWorker();
    await furnish(service.store);
    ({ key } = await service.store.apiKeys.create({ name: 'walker', role: 'admin', now: START }));
    server = await new Promise((resolve) => {
      const listening: Server = createApp(apiContext(service)).listen(0, '127.0.0.1', () => resolve(listening));
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await service.stop();
  });

  test('change no record on any route of the service and on any link of any mail', async () => {
    const paths = [...(await routes()), ...linksOf()];
    expect(paths.length).toBeGreaterThan(new Set(endpoints.map((e) => e.path)).size);
    const database = await connectMongo(mongodbUri);
    const before = await quietHash(database);
    const statuses = new Map<string, number>();
    for (const path of paths) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        const answer = await fetch(`${url}${path}`, {
          method,
          redirect: 'manual',
          headers: { authorization: `Bearer ${key}` },
        });
        await answer.arrayBuffer();
        if (method === 'GET') statuses.set(path, answer.status);
        // an error of ours would be no proof of anything
        expect({ path, method, broken: answer.status >= 500 && answer.status !== 503 }).toEqual({
          path,
          method,
          broken: false,
        });
      }
    }
    expect(await quietHash(database)).toBe(before);
    // the walk really went in: pages and lists answered, not only refusals
    expect([...statuses.values()].filter((s) => s === 200).length).toBeGreaterThan(20);
    await database.close();
  }, 240_000);

  /** Every route, with real codes in its parameters. */
  async function routes(): Promise<string[]> {
    const docket = await sendDocket(service, [dossier('GK', 1)], { selfChecked: true });
    await docket.reach('waitingForCouncil');
    const line = { nomination: docket.nominations[0]!, docket: docket.docket, award: 'GK' };
    const session = await openTestSession(service, [line], { level: 'unit' });
    await session.reach('open');
    for (const person of ['C1', 'C2', 'C3']) await session.vote(person, 'yes');
    await session.reach('closed');
    await docket.reach('waitingForApproval');
    const proposal = await sendTestProposal(service, [line], { level: 'unit' });
    await proposal.reach('sent');
    await proposal.answer({ kind: 'approved' });
    await proposal.reach('awaitingNumber');
    const decision = await proposal.sign('01/QĐ-STC');
    await proposal.reach('issued');
    const [certificate] = await service.store.certificates.ofDecision(decision);
    await service.store.printers.put({ _id: 'P1', name: 'Máy in', nudge: { dxMm: 0, dyMm: 0 } });
    await service.store.overlays.put(blankOverlay('chung-nhan'));
    const { case: settled } = await settle(service.store, certificate!._id, { kind: 'revoked' });
    const ids: Readonly<Record<string, string>> = {
      '/cases': settled,
      '/nominations': line.nomination,
      '/unit-proposals': docket.unitProposal,
      '/dockets': docket.docket,
      '/sessions': session.id,
      '/proposals': proposal.id,
      '/decisions': decision,
      '/certificates': certificate!.number,
      '/units': 'U01',
      '/people': 'C1',
      '/councils': 'HD-TINH',
      '/authorities': 'A-TINH',
      '/printers': 'P1',
      '/overlays': 'chung-nhan',
      '/calendars': '2026',
      '/registers': 'U01-QD',
    };
    const api = endpoints.map(({ path }) => {
      const base = `/${path.split('/')[1]!}`;
      return `${API_BASE}${path.replace(/:\w+/, encodeURIComponent(ids[base] ?? 'x')).replace(/:\w+/g, 'C1')}`;
    });
    const own = [
      `${API_BASE}/decisions/${decision}/certificates.pdf?printer=P1`,
      '/livez',
      '/readyz',
      '/metrics',
      '/openapi.json',
      '/api/docs',
      '/',
      '/verify',
      `/verify/${certificate!.verifyCode}`,
    ];
    return [...new Set([...api, ...own])];
  }

  /** The links of the mails that were delivered, and of every template. */
  function linksOf(): string[] {
    const samples = (Object.keys(mailSamples) as MailName[]).flatMap((name) =>
      (['vi', 'en'] as const).map((lang) => renderMail(name, lang, mailSamples[name] as never).text),
    );
    const texts = [...service.mails.mails.map((m) => m.text ?? ''), ...samples];
    const links = texts.flatMap((text) => text.match(/https?:\/\/\S+/g) ?? []).map((link) => new URL(link).pathname);
    expect(links.some((l) => l.startsWith('/b/'))).toBe(true);
    expect(links.some((l) => l.startsWith('/p/'))).toBe(true);
    expect(links.some((l) => l.startsWith('/n/'))).toBe(true);
    return [...new Set(links)];
  }
});
