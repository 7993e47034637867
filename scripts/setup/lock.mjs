import { linkSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from './progress.mjs';

/** A holder that has not touched its lock for so long is taken for dead, even if another program now has its pid. */
const staleMs = 60_000;
const touchMs = 5_000;

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** The living holder's pid, or undefined when there is none (any more). */
const holderOf = (file) => {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return isAlive(pid) && Date.now() - statSync(file).mtimeMs < staleMs ? pid : undefined;
  } catch {
    return undefined;
  }
};

/** Takes the lock or says who has it. A link appears whole or not at all, so nobody ever reads half a lock. */
const tryLock = (file) => {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return undefined;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const holder = holderOf(file);
    if (holder === undefined) rmSync(file, { force: true });
    return holder ?? 0;
  } finally {
    rmSync(own, { force: true });
  }
};

/**
 * Runs `work` while no other set-up of this checkout runs; waits for one that does. Should two ever hold the lock (both
 * cleared the same dead one), no harm is done: engines are put in place by one rename, packages by npm.
 */
export const withSetupLock = async (root, work) => {
  const file = path.join(root, '.engines', 'setup.lock');
  mkdirSync(path.dirname(file), { recursive: true });
  for (let told = false, holder; (holder = tryLock(file)) !== undefined;) {
    if (holder !== 0 && !told) {
      say(`another set-up is running (process ${holder}), waiting for it`);
      told = true;
    }
    await pause(250);
  }
  const touch = setInterval(() => utimesSync(file, new Date(), new Date()), touchMs);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    rmSync(file, { force: true });
  }
};
