import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { MongoMemoryReplSet } from 'mongodb-memory-server-core';

/** The variable that names the file with the addresses, for the processes that run the test files. */
export const runFileVariable = 'VINH_DANH_TEST_ENGINES';

/** What the test files are told of the run. */
export interface RunFile {
  /** host:port of the one development server. */
  readonly temporalAddress: string;
  /** Of the one replica set. */
  readonly mongodbUri: string;
  /** The programs of the engines, for tests that start some of their own. */
  readonly programs: { readonly temporal: string; readonly mongod: string };
  /** Undefined while there are no workflows. */
  readonly workflowBundle?: string | undefined;
  /** Undefined where there is none for this machine. */
  readonly timeSkippingProgram?: string | undefined;
}

/** What set-up leaves to teardown; both run in one process. */
export interface Running {
  readonly temporal: TestWorkflowEnvironment;
  readonly mongo: MongoMemoryReplSet;
  readonly folder: string;
}

const shelf = globalThis as { vinhDanhTestRun?: Running };

export const keepRunning = (running: Running): void => {
  shelf.vinhDanhTestRun = running;
};

export const takeRunning = (): Running | undefined => shelf.vinhDanhTestRun;
