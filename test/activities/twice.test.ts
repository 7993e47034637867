import { createActivities } from '../../activities/create';
import { databaseOf } from '../setup/dump';
import { furnish } from '../setup/fixtures';
import { testService } from '../setup/service';
import { campaignCases } from './cases/campaign';
import { caseCases } from './cases/case';
import { dayCases } from './cases/day';
import { deliveryCases } from './cases/delivery';
import { docketCases } from './cases/docket';
import { documentCases } from './cases/documents';
import { mailCases } from './cases/mails';
import { proposalCases } from './cases/proposal';
import { meetingCases } from './cases/session-meeting';
import { sessionCases } from './cases/session';
import { expectSafeTwice, type Bench, type Cases, type Name } from './twice';

const cases: Cases = {
  ...docketCases,
  ...mailCases,
  ...deliveryCases,
  ...sessionCases,
  ...meetingCases,
  ...proposalCases,
  ...documentCases,
  ...caseCases,
  ...campaignCases,
  ...dayCases,
};

describe('an activity that runs twice leaves what one run leaves', () => {
  let bench: Bench;
  beforeAll(async () => {
    const service = await testService();
    await furnish(service.store);
    bench = { service, database: await databaseOf(service) };
  });
  afterAll(async () => {
    await bench.database.close();
    await bench.service.stop();
  });

  const define = <A extends Name>(name: A, situations: Cases[A]): void => {
    for (const one of situations)
      test(`${name}: ${one.name}`, async () => {
        await expectSafeTwice(bench, name, one);
      });
  };
  for (const name of Object.keys(cases) as Name[]) define(name, cases[name]);

  test('and its trails are chains without a break', async () => {
    const { store } = bench.service;
    const heads = Object.keys(await bench.database.dump()).filter((key) => key.startsWith('auditHeads/'));
    expect(heads.length).toBeGreaterThan(0);
    for (const head of heads) {
      expect(await store.audit.verifyChain(head.slice('auditHeads/'.length))).toMatchObject({ intact: true });
    }
  });

  test('and there is none that is not tried here', () => {
    const tried = Object.entries(cases).filter(([, of]) => of.length > 0);
    expect(tried.map(([name]) => name).sort()).toEqual(Object.keys(createActivities(bench.service.context)).sort());
  });
});
