import { mkdtempSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { runFileVariable } from './running';

/** Of all test files together; the run removes it at its end. */
export function folderOfRun(): string {
  const file = process.env[runFileVariable];
  if (file === undefined) throw new Error('The folder of the run is made by the global set-up of Jest.');
  return realpathSync(path.dirname(file));
}

/** An empty folder of a test's own, by its real path. */
export const scratchFolder = (what: string): string => mkdtempSync(path.join(folderOfRun(), `${what}-`));
