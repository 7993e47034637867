import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { runFileVariable, type RunFile } from './running';

/** Addresses of the engines that run for the whole of this test run. */
export function testEngines(): RunFile {
  const file = process.env[runFileVariable];
  if (!file) throw new Error('The engines are started by the global set-up of Jest: run the tests with npm test.');
  return JSON.parse(readFileSync(file, 'utf8')) as RunFile;
}

/** A name that no other test has, on this run or another: for workflow ids, task queues, databases. */
export const uniqueName = (prefix: string): string => `${prefix}-${randomUUID().slice(0, 13)}`;

/** The address of a database that is empty and used by nobody else. One a test file is enough. */
export function freshDatabase(): string {
  const url = new URL(testEngines().mongodbUri);
  url.pathname = `/${uniqueName('test')}`;
  return url.href;
}

/** The bundled workflows, for `Worker.create({ workflowBundle: workflowBundle() })`. */
export function workflowBundle(): { readonly codePath: string } {
  const { workflowBundle: codePath } = testEngines();
  if (codePath === undefined) throw new Error('There is no workflows/index.ts to bundle.');
  return { codePath };
}

/** `describe` for what needs skipped time: skipped itself on machines for which there is no such server. */
export const describeWithSkippedTime = (name: string, body: () => void): void => {
  const run = testEngines().timeSkippingProgram === undefined ? describe.skip : describe;
  run(name, body);
};

/**
 * A server whose time stands still until `sleep` moves it. Its clock is global, so a test file starts one of its own and
 * calls `teardown` in the end. Use a plain `new Client({ connection })` on it: the `client` that it brings along lets time
 * run away when a result is awaited.
 */
export async function timeSkippingServer(): Promise<TestWorkflowEnvironment> {
  const { timeSkippingProgram: path } = testEngines();
  if (path === undefined) throw new Error('There is no time-skipping server for this machine.');
  return await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
}
