import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../domain/errors';

/** Keys of sessions: one file each in BALLOT_KEY_DIR, in no database and no backup. */
export interface SessionKeys {
  /** Draws the key of a session and has it on disk before it returns. Twice is once. @throws Problem INTEGRITY after it was destroyed */
  create(session: string): Promise<void>;
  /** @throws Problem INTEGRITY when there is none: never drawn, or destroyed */
  get(session: string): Promise<Buffer>;
  /** Overwrites and removes the key; twice is once. It can never be drawn again. */
  destroy(session: string): Promise<void>;
}

const KEY_BYTES = 32;

/**
 * @param folder shared by API and worker, on one file system, out of every backup. Overwriting is as good as the disk: on
 * flash and on copying file systems it is the encryption of the disk that makes the old bytes unreadable.
 */
export function createSessionKeys(folder: string): SessionKeys {
  const fileOf = (session: string, ending: string): string => {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(session)) throw new Error('a session id must be a plain file name');
    return path.join(folder, `${session}.${ending}`);
  };

  /** Makes a file there for good, whole or not at all. @returns false when it was there before */
  const place = async (file: string, content: Buffer): Promise<boolean> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = path.join(folder, `.${randomUUID()}.draft`);
    await write(draft, 'wx', content);
    try {
      await link(draft, file);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    } finally {
      await rm(draft, { force: true });
      await syncFolder(folder);
    }
  };

  const read = async (file: string): Promise<Buffer | undefined> => {
    try {
      return await readFile(file);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw new Problem('INTEGRITY', `a session key cannot be read: ${codeOf(error)}`);
    }
  };

  return {
    async create(session) {
      if (await read(fileOf(session, 'destroyed'))) throw gone(session, 'was destroyed');
      await place(fileOf(session, 'key'), randomBytes(KEY_BYTES));
    },

    async get(session) {
      const key = await read(fileOf(session, 'key'));
      if (key?.length !== KEY_BYTES) throw gone(session, 'is not there');
      return key;
    },

    async destroy(session) {
      // first the mark, so that a late `create` cannot draw another key after a crash in between
      await place(fileOf(session, 'destroyed'), Buffer.from('destroyed\n'));
      const file = fileOf(session, 'key');
      if ((await read(file)) === undefined) return;
      await write(file, 'r+', randomBytes(KEY_BYTES));
      await rm(file, { force: true });
      await syncFolder(folder);
    },
  };
}

const gone = (session: string, what: string): Problem =>
  new Problem('INTEGRITY', `the key of session ${session} ${what}`, { session });

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';

async function write(file: string, flags: 'wx' | 'r+', content: Buffer): Promise<void> {
  const handle = await open(file, flags, 0o600);
  try {
    await handle.write(content, 0, content.length, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // a folder cannot be opened there; NTFS journals its names itself
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
