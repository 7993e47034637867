import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { commitmentOf, drawSheetSecrets, seal, type SheetChoices } from '../../platform/sealing';
import { largeSession } from '../../test/pages/large';
import { uniqueName } from '../../test/setup/engines';
import { people, START } from '../../test/setup/fixtures';
import type { OwnParts, TestService } from '../../test/setup/service';
import type { CountFigures, ToCount } from './count-child';

const CLOSED = '2026-11-20T10:00:00.000Z';

/** A closed sitting to be counted: so many sheets of so many lines; of a named ballot with words on each line. */
export interface Size {
  readonly members: number;
  readonly lines: number;
  readonly ballot: 'named' | 'secret';
}

/** Counts one session in a process of its own: how long it takes, then, over another one like it, what it holds at most. */
export async function countingOf(service: TestService, parts: OwnParts, size: Size): Promise<CountFigures> {
  const { ms } = await counted(parts, await allVoted(service, size), false);
  const { heldMb } = await counted(parts, await allVoted(service, size), true);
  return { ms, heldMb };
}

async function allVoted({ store, sessionKeys }: TestService, { members, lines, ballot }: Size) {
  const id = uniqueName('S-count');
  const nominations = await largeSession({ store }, id, lines, { members: people(members), ballot });
  const key = await sessionKeys.create(id).then(() => sessionKeys.get(id));
  const counted = [];
  for (const { voterRef } of await store.electors.all(id)) {
    const choices = choicesOf(nominations, ballot);
    const { nonce, code } = drawSheetSecrets();
    const commitment = commitmentOf(choices, nonce);
    const sealed = seal(key, { choices, nonce, code });
    await store.sheets.insertSheet({
      session: id,
      voterRef,
      submission: uniqueName('form'),
      sealed,
      commitment,
      at: START,
    });
    counted.push({ voterRef, commitment, at: START });
  }
  const session = await store.sessions.need(id);
  const rules = session.lines.map(({ nomination, rule }) => ({ nomination, rule }));
  return { sessionId: id, version: session.version + 1, now: CLOSED, closedAt: CLOSED, counted, rules };
}

/** Of a named ballot an opinion in words on every line, as long as the form takes it. */
const choicesOf = (nominations: readonly string[], ballot: Size['ballot']): SheetChoices =>
  Object.fromEntries(
    nominations.map((nomination, i) => [
      nomination,
      ballot === 'named'
        ? { choice: 'other', text: `Đề nghị xem lại mức khen số ${i}; `.repeat(7).trim() }
        : { choice: i % 9 === 0 ? 'no' : 'yes' },
    ]),
  );

async function counted(
  { temporalAddress, mongodbUri, taskQueue, ballotKeyDir }: OwnParts,
  input: ToCount['input'],
  exact: boolean,
): Promise<CountFigures> {
  const order: ToCount = { parts: { temporalAddress, mongodbUri, taskQueue, ballotKeyDir }, input, exact };
  const child = fork(path.join(__dirname, 'count-child.ts'), {
    execArgv: ['--expose-gc', '--require', 'tsx/cjs'],
  });
  child.send(order);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process that counts has ended with ${code as number}`);
  });
  const [figures] = (await Promise.race([once(child, 'message'), ended])) as [CountFigures];
  ended.catch(() => undefined);
  return figures;
}
