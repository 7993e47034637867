import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { dailyWorkflowId } from '../../domain/ids';
import { at } from '../../domain/time';
import type { daily } from '../../workflows/daily';
import { dossier, furnish, prepare, START } from '../setup/fixtures';
import { killableService, type KillableService } from '../setup/killable';
import { eventually, testService, type TestService } from '../setup/service';
import { seeded } from './killing';

const TODAY = START.slice(0, 10);
/** Units with mails that wait, and how many wait for each. */
const UNITS = 6;
const WAITING = ['released', 'forwarded', 'withdrawn'] as const;
const KILLS = 3;
/** The mail server takes so long over one mail, and a worker dies somewhere around it. */
const SLOW_MS = 150;
const MOMENT_MS = 600;
/** From the start of the process to the hour of the digests. */
const AHEAD_MS = 3_000;
/** What a dead worker had handed to its socket is with the server by then. */
const ON_THE_WIRE_MS = 500;

describe('kill -9 of the worker while digests leave', () => {
  // SEED=n draws the moments again, as far as a machine repeats anything
  const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
  let killable: KillableService;
  let service: TestService;
  beforeAll(async () => {
    killable = await killableService(() => service.mails.url);
    service = await testService(undefined, killable.parts);
    await furnish(service.store);
  }, 240_000);
  afterAll(async () => {
    await killable.worker.kill();
    await service.stop();
    await killable.stop();
  }, 120_000);

  const address = (no: number): string => `dv${no}@tinh-d.example`;

  /** What waits for a unit's digest, as `sendMail` gathers it. @returns the keys */
  async function gather(no: number): Promise<readonly string[]> {
    const { store } = service;
    const { unitProposal, nominations: lines } = await prepare(store, `D-${no}`, [dossier('GK', no)], START);
    const { contact } = await store.unitProposals.need(unitProposal);
    await store.unitProposals.setContact(unitProposal, { ...contact, email: address(no) }, 1);
    const about = { entity: unitProposal, person: 'contact', to: address(no), queuedAt: START };
    return await Promise.all(
      WAITING.map(async (mail) => {
        const order = { mail, key: `${mail}.${unitProposal}.contact.1`, now: START, unitProposal, lines };
        await store.sentMails.gather({ _id: order.key, mail, subject: mail, ...about }, order);
        return order.key;
      }),
    );
  }

  /** Message-IDs of mails that the server has and that are not marked so: no worker can tell that they left. */
  async function unmarked(): Promise<readonly string[]> {
    const { store, mails } = service;
    const ids = [...new Set(mails.mails.map(({ messageId }) => messageId!))];
    const rows = await Promise.all(ids.map((id) => store.sentMails.get(id.slice(1, id.lastIndexOf('@')))));
    expect(rows).not.toContain(undefined);
    return ids.filter((_, i) => rows[i]!.status !== 'accepted');
  }

  test(`each unit gets one, with everything that waited for it (seed ${seed})`, async () => {
    const { store, client, taskQueue, mails } = service;
    const random = seeded(seed);
    const keys: (readonly string[])[] = [];
    for (let no = 1; no <= UNITS; no += 1) keys.push(await gather(no));
    mails.slowMs = SLOW_MS;
    const inDoubt: string[] = [];
    const hour = at(TODAY, '15:30');
    // before the worker, which would start one of its own
    await client.workflow.start<typeof daily>('daily', {
      workflowId: dailyWorkflowId(taskQueue),
      taskQueue,
      args: [
        {
          since: at(TODAY, '12:00'),
          hours: ['07:00', '15:30'],
          offsetMs: Date.parse(hour) - Date.now() - AHEAD_MS,
        },
      ],
    });
    await killable.worker.start();
    for (let kill = 0; kill < KILLS; kill += 1) {
      // the first one dies before the first mail is out, or while they get their places
      if (kill > 0) {
        await eventually(
          () => Promise.resolve(mails.mails.length),
          (n) => n >= Math.min(kill * 2, UNITS),
        );
      } else
        await eventually(
          () => Promise.resolve(killable.worker.works()),
          (works) => works,
        );
      await wait(random() * MOMENT_MS);
      await killable.worker.kill();
      await wait(ON_THE_WIRE_MS);
      inDoubt.push(...(await unmarked()));
      await killable.worker.start();
    }
    const rowsOf = (of: readonly string[]) => Promise.all(of.map((key) => store.sentMails.get(key)));
    await eventually(
      async () => (await rowsOf(keys.flat())).map((row) => row?.status),
      (states) => states.every((state) => state === 'accepted'),
      180_000,
    );

    for (const [i, of] of keys.entries()) {
      const [digest, ...others] = new Set((await rowsOf(of)).map((row) => row?.digest));
      expect([others, (await store.sentMails.get(digest ?? ''))?.status]).toEqual([[], 'accepted']);
      const arrived = mails.to(address(i + 1));
      // a kill between the server's word and our mark may send it again: the very same, under one Message-ID
      const [id, ...ids] = new Set(arrived.map(({ messageId }) => messageId));
      expect(ids).toEqual([]);
      expect(arrived.length).toBeLessThanOrEqual(1 + inDoubt.filter((one) => one === id).length);
      expect([...new Set(arrived.map(({ text }) => text))]).toHaveLength(1);
      expect(arrived[0]!.subject).toBe(`[TĐKT] Tổng hợp ${WAITING.length} thư`);
    }
    expect(await store.sentMails.gathered()).toEqual([]);
  }, 300_000);
});
