import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { describeWithSkippedTime, timeSkippingServer } from '../setup/engines';
import { dossier, furnish } from '../setup/fixtures';
import { note, sendDocket } from '../setup/docket';
import { testService, type TestService } from '../setup/service';

describeWithSkippedTime('a docket, when nothing but time happens', () => {
  let server: TestWorkflowEnvironment;
  let service: TestService;
  beforeAll(async () => {
    server = await timeSkippingServer();
    service = await testService(server);
    await furnish(service.store);
  });
  afterAll(async () => {
    await service.stop();
    await server.teardown();
  });

  test('a correction that does not come lapses at the end of its last day, after one reminder', async () => {
    const docket = await sendDocket(service, [dossier('CSTDCS', 1)]);
    await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16' });
    await docket.reach('screening');
    await docket.act({ type: 'return', note: await note(service) });
    await docket.reach('returned');
    // five working days after Monday 16 November: Monday 23 November
    expect((await service.store.nominations.need(docket.nominations[0]!)).view?.due).toBe('2026-11-23');
    await service.sleep('7 days');
    expect(await docket.status()).toBe('returned');
    await service.sleep('1 day');
    await docket.reach('lapsed');
    await docket.handle.result();
    const subjects = service.mails.to('unit@').map((m) => m.subject ?? '');
    expect(subjects.filter((s) => s.includes('bổ sung')).length).toBeGreaterThanOrEqual(2);
  });
});
