import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lockFolder } from '../../platform/engines/lock';
import { scratchFolder } from '../setup/scratch';

interface Answer {
  readonly won: boolean;
  readonly why?: string;
}

const rounds = 10;
const dead = { id: 'dead', pid: 2 ** 30, fingerprint: 'of nobody', since: 'yesterday' };
const children: ChildProcess[] = [];
let folder: string;

const answerOf = async (child: ChildProcess): Promise<Answer> => ((await once(child, 'message')) as [Answer])[0];
const ask = (child: ChildProcess, order: object): Promise<Answer> => {
  const answer = answerOf(child);
  child.send(order);
  return answer;
};

beforeAll(async () => {
  for (let index = 0; index < 4; index++) {
    children.push(fork(path.join(__dirname, 'lock-child.ts'), [], { execArgv: ['--import', 'tsx'] }));
  }
  await Promise.all(children.map(answerOf));
});
afterAll(() => {
  for (const child of children) child.kill();
});
beforeEach(() => {
  folder = scratchFolder('lock');
});

const leave = (file: string, content: string) => writeFileSync(path.join(folder, file), content);

test.each([
  ['is free', () => undefined],
  ['was left by a dead process', () => leave('lock.json', JSON.stringify(dead))],
  [
    'was left by a pid that another process has now',
    () => leave('lock.json', JSON.stringify({ ...dead, pid: process.pid })),
  ],
  ['cannot be read', () => leave('lock.json', '{')],
  [
    'was being taken over by one that died too',
    () => {
      leave('lock.json', JSON.stringify(dead));
      leave('lock.json.after-dead', JSON.stringify({ ...dead, id: 'dead too' }));
    },
  ],
])('of several that start at once exactly one gets a folder whose lock %s', async (_, prepare) => {
  for (let round = 0; round < rounds; round++) {
    prepare();
    const answers = await Promise.all(children.map((child) => ask(child, { take: folder })));
    expect(answers.filter(({ won }) => won)).toHaveLength(1);
    for (const { won, why } of answers)
      if (!won) expect(why).toMatch(/is in use by process \d+ since .*DATA_DIR.*PORT/);
    await Promise.all(children.map((child) => ask(child, {})));
    expect(readdirSync(folder)).toEqual([]);
  }
});

test('a lock is released by its holder only, and may then be taken again', async () => {
  const first = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`is in use by process ${process.pid}`);
  first.release();
  const second = await lockFolder(folder);
  first.release();
  expect(readdirSync(folder)).toEqual(['lock.json']);
  second.release();
});
