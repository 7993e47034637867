import { Client, Connection } from '@temporalio/client';
import { mongo } from 'mongoose';
import {
  describeWithSkippedTime,
  freshDatabase,
  testEngines,
  timeSkippingServer,
  uniqueName,
  workflowBundle,
} from './engines';

const day = 24 * 60 * 60 * 1_000;

test('the development server of the run answers', async () => {
  const connection = await Connection.connect({ address: testEngines().temporalAddress });
  const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  await connection.close();
  expect(namespaceInfo?.name).toBe('default');
});

test('the replica set of the run takes transactions, each test file in a database of its own', async () => {
  const [one, other] = [freshDatabase(), freshDatabase()];
  expect(one).not.toBe(other);
  const client = await new mongo.MongoClient(one).connect();
  const things = client.db().collection('things');
  await things.insertOne({ name: 'before' });
  await client.withSession((session) =>
    session.withTransaction(() => things.insertOne({ name: 'within' }, { session })),
  );
  expect(await things.countDocuments()).toBe(2);
  await client.db().dropDatabase();
  await client.close();
});

test('the workflows are bundled once, before all test files', () => {
  expect(workflowBundle().codePath).toMatch(/workflow-bundle\.js$/);
});

describeWithSkippedTime('the time-skipping server', () => {
  test('skips three days in less than a minute', async () => {
    const server = await timeSkippingServer();
    const before = await server.currentTimeMs();
    await server.sleep('3 days');
    expect((await server.currentTimeMs()) - before).toBeGreaterThanOrEqual(3 * day);

    const client = new Client({ connection: server.connection });
    const handle = await client.workflow.start('never run', {
      taskQueue: uniqueName('queue'),
      workflowId: uniqueName('workflow'),
    });
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await server.teardown();
  });
});
