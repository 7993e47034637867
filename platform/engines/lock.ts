import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../config';
import { fingerprintOf } from './processes';
import { until } from './wait';

interface Holder {
  readonly id: string;
  readonly pid: number;
  /** Tells the process from a later one with the same pid. */
  readonly fingerprint: string;
  readonly since: string;
}

export interface DataLock {
  /** Gives the folder free. May be called again. */
  readonly release: () => void;
}

/** How long another process may take to clear the lock of a dead one: it needs milliseconds. */
const clearingWithinMs = 10_000;

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** What stands for a file that nobody can read: it is nobody's. */
const unreadable: Holder = { id: 'unreadable', pid: 0, fingerprint: 'none', since: 'unknown' };

/** Undefined when there is no such file. */
function holderIn(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (error instanceof SyntaxError) return unreadable;
    throw error;
  }
}

/** A pid alone proves nothing, since numbers are given out again (in a container the same ones at every start). */
const isHeld = (holder: Holder): boolean => fingerprintOf(holder.pid) === holder.fingerprint;

/** A link appears whole or not at all, so nobody ever reads half a lock. False when there is one already. */
function tryLink(file: string, holder: Holder): boolean {
  const draft = `${file}.${holder.id}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * The right to clear what the dead process `id` has left, as the list of marks that prove it: only one living process
 * has it. Whoever dies with that right is succeeded in the same way. Undefined: a living one has it, or is done already.
 */
function claim(file: string, id: string, own: Holder): string[] | undefined {
  const mark = `${file}.after-${id}`;
  if (tryLink(mark, own)) return [mark];
  const claimant = holderIn(mark);
  if (!claimant || isHeld(claimant)) return undefined;
  const further = claim(file, claimant.id, own);
  return further && [mark, ...further];
}

/** Clears the lock of a dead process, unless it has been cleared meanwhile: a new one there is never touched. */
function clear(file: string, dead: Holder, own: Holder): void {
  const marks = claim(file, dead.id, own);
  if (!marks) return;
  if (holderIn(file)?.id === dead.id) rmSync(file, { force: true });
  for (const mark of marks) rmSync(mark, { force: true });
}

const refuse = (folder: string, holder: Holder | undefined): never => {
  const who = holder ? `process ${holder.pid} since ${holder.since}` : 'another process';
  throw new StartError(
    `${folder} is in use by ${who}. Stop that one first, or give this one a folder of its own (DATA_DIR) and port (PORT).`,
  );
};

/**
 * Takes the folder for this process alone. A lock that a dead process has left is taken over; of several that start at
 * the same moment one gets it. Throws a `StartError` that names the holder when one lives.
 */
export async function lockFolder(folder: string): Promise<DataLock> {
  const file = path.join(folder, 'lock.json');
  const own: Holder = {
    id: randomUUID(),
    pid: process.pid,
    fingerprint: fingerprintOf(process.pid) ?? '',
    since: new Date().toISOString(),
  };
  const taken = await until(() => {
    if (tryLink(file, own)) return true;
    const holder = holderIn(file);
    if (!holder) return false;
    if (isHeld(holder)) return refuse(folder, holder);
    clear(file, holder, own);
    return tryLink(file, own);
  }, clearingWithinMs);
  if (!taken) refuse(folder, undefined);
  return {
    release: () => {
      if (holderIn(file)?.id === own.id) rmSync(file, { force: true });
    },
  };
}
