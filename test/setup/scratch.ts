import { mkdtempSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { runFileVariable } from './running';

/** An empty folder of a test's own, by its real path; the run removes it at its end, with all others. */
export function scratchFolder(what: string): string {
  const file = process.env[runFileVariable];
  if (file === undefined) throw new Error('The folder of the run is made by the global set-up of Jest.');
  return realpathSync(mkdtempSync(path.join(path.dirname(file), `${what}-`)));
}
