import type { Connection } from 'mongoose';
import { sheetLines } from '../pages/sitting';
import { testSite, type TestSite } from '../pages/site';
import { freshDatabase } from '../setup/engines';
import { quiet } from './cost';

/** How often each command was sent to the database. */
export type Commands = Readonly<Record<string, number>>;

export interface VoteCommands {
  /** The sheet is looked at. */
  readonly page: Commands;
  /** What was filled in is read back; nothing is written. */
  readonly readBack: Commands;
  /** The vote itself: stored, told to the session, answered. */
  readonly send: Commands;
  /** The same form again. */
  readonly sendAgain: Commands;
}

/** The address of a database of its own, with a connection that tells what it sends. */
export function watchedDatabase(): string {
  const uri = new URL(freshDatabase());
  uri.searchParams.set('monitorCommands', 'true');
  return uri.href;
}

/** Pages whose connection to the database tells what it sends. */
export const watchedSite = (members: number): Promise<TestSite> =>
  testSite({ sizes: { province: 3, unit: members }, parts: { mongodbUri: watchedDatabase() } });

/** What a vote from the mailed page sends to the database, request by request. No activity runs meanwhile. */
export async function voteCommands(site: TestSite, ballot: 'named' | 'secret', lines: number): Promise<VoteCommands> {
  const sitting = await sheetLines(site, lines);
  const { session, path, ids } = await sitting.open(ballot, { closing: 'atTime' });
  await quiet(session.handle);
  const page = await commandsOf(site, () => site.get(path));
  const choices = Object.fromEntries(ids.map((id) => [`choice.${id}`, 'yes']));
  const readBack = await commandsOf(site, () => site.press(path, page.answer, 'review', choices));
  const send = () => commandsOf(site, () => site.press(path, readBack.answer, 'send'));
  return {
    page: page.commands,
    readBack: readBack.commands,
    send: (await send()).commands,
    sendAgain: (await send()).commands,
  };
}

async function commandsOf<A extends { readonly status: number }>(
  { service }: TestSite,
  request: () => Promise<A>,
): Promise<{ readonly answer: A; readonly commands: Commands }> {
  const { result: answer, commands } = await commandsDuring(service.database, request);
  expect(answer.status).toBe(200);
  return { answer, commands };
}

/** What some work sends to the database over a connection that tells it (`monitorCommands`). */
export async function commandsDuring<T>(
  database: Connection,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly commands: Commands }> {
  const commands: Record<string, number> = {};
  const client = database.getClient();
  const count = ({ commandName }: { readonly commandName: string }): void => {
    commands[commandName] = (commands[commandName] ?? 0) + 1;
  };
  client.on('commandStarted', count);
  try {
    return { result: await work(), commands };
  } finally {
    client.off('commandStarted', count);
  }
}
