import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { describeWithSkippedTime, timeSkippingServer } from './engines';
import { furnish } from './fixtures';
import { testService, type TestService } from './service';

/** A describe block with a service of its own on skipped time; `service()` gives it inside the tests. */
export function describeOnSkippedTime(
  name: string,
  body: (service: () => TestService) => void,
  sizes?: Parameters<typeof furnish>[1],
): void {
  describeWithSkippedTime(name, () => {
    let server: TestWorkflowEnvironment | undefined;
    let service: TestService | undefined;
    beforeAll(async () => {
      server = await timeSkippingServer();
      service = await testService(server);
      await furnish(service.store, sizes);
    });
    afterAll(async () => {
      await service?.stop();
      await server?.teardown();
    });
    body(() => {
      if (!service) throw new Error('the service runs inside tests only');
      return service;
    });
  });
}
