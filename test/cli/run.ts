import { execFile } from 'node:child_process';
import path from 'node:path';

const root = path.join(__dirname, '../..');

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command of `cli/` as a person does, in a process of its own, on the records of a test. */
export const runCommand = (mongodbUri: string, file: string, ...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const env = { ...process.env, MONGODB_URI: mongodbUri, NODE_ENV: 'test' };
    const command = [path.join(root, 'node_modules/tsx/dist/cli.mjs'), `cli/${file}`, ...args];
    execFile(process.execPath, command, { cwd: root, env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
