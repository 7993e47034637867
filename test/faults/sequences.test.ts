import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { testSite, type TestSite } from '../pages/site';
import { sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { killableService, type KillableService } from '../setup/killable';
import { CouncilRun, MEMBERS, plans, SUBSTITUTES, type Plan, type Step } from './council-run';

const SESSIONS = 12;
const STEPS = 6;

/** Sessions that run side by side, and the steps in the middle of which the worker is killed. */
const batch = fc.record({
  some: fc.array(plans(STEPS), { minLength: SESSIONS, maxLength: SESSIONS }),
  kill: fc.integer({ min: 1, max: STEPS - 1 }),
});

/**
 * Whether what a killed worker was at is begun again within seconds: messages to dockets, with which lines are released and
 * sessions end, have two minutes for a try.
 */
const endsSoon = ({ whenAllVoted }: Plan, step: Step): boolean =>
  !whenAllVoted && ['sheets', 'again', 'replace', 'extend', 'closeEarly'].includes(step.do);

/**
 * The same as the property of `test/domain/sitting`, on real engines: sheets and orders go through the commands that the pages
 * call, at once and twice, and the worker is killed in the middle of them. The model is the same one.
 */
describe('random sequences on real engines, with the worker killed in the middle', () => {
  let killable: KillableService;
  let site: TestSite;
  beforeAll(async () => {
    killable = await killableService(() => site.service.mails.url);
    site = await testSite({
      sizes: { province: 3, unit: MEMBERS + SUBSTITUTES },
      worker: false,
      parts: killable.parts,
    });
    await killable.worker.start();
  }, 300_000);
  afterAll(async () => {
    await site.stop();
    await killable.stop();
  }, 120_000);

  test('come to the sum of the last valid sheets', async () => {
    await fc.assert(
      fc.asyncProperty(batch, async ({ some, kill }) => {
        const runs = await opened(some);
        for (let round = 0; round < STEPS; round += 1) {
          const stepOf = (i: number) => some[i]!.steps[round]!;
          const shaken = runs.map((_, i) => round === kill && endsSoon(some[i]!, stepOf(i)));
          const steps = runs.flatMap((run, i) => (round === kill && !shaken[i] ? [] : [run.take(stepOf(i))]));
          if (round === kill && steps.length > 0) {
            await Promise.race(steps);
            await killable.worker.kill();
            await killable.worker.start();
          }
          await Promise.all(steps);
          if (round === kill) await Promise.all(runs.flatMap((run, i) => (shaken[i] ? [] : [run.take(stepOf(i))])));
        }
        for (const { service, model, ...more } of await Promise.all(runs.map((run) => run.end())))
          if (!isDeepStrictEqual(service, model)) throw new Error(JSON.stringify({ ...more, service, model }));
      }),
      // the engines take their time: a failure is told as it was met
      { numRuns: 2, seed: 20_261_128, endOnFailure: true },
    );
  }, 600_000);

  /** Each over two lines of its own; of the first one a member is the nominee. */
  async function opened(some: readonly Plan[]): Promise<CouncilRun[]> {
    const nominees = some.flatMap((_, i) => [`C${1 + (i % (MEMBERS + 1))}`, `P${i + 1}`]);
    const dossiers = nominees.map((person, i) => {
      const one = dossier('CSTDCS', (i % 40) + 1);
      return { ...one, nominee: { ...one.nominee, person } as typeof one.nominee };
    });
    const docket = await sendDocket(site.service, dossiers, { selfChecked: true });
    await docket.reach('waitingForCouncil');
    const lines = docket.nominations.map((nomination, i) => ({
      nomination,
      docket: docket.docket,
      nominee: nominees[i]!,
    }));
    return Promise.all(some.map((plan, i) => CouncilRun.open(site, plan, lines.slice(2 * i, 2 * i + 2))));
  }
});
