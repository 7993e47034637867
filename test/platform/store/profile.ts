import type { Connection } from 'mongoose';

/** What the server has written down of one command. */
export interface Profiled {
  readonly command: string;
  readonly collection: string;
  readonly plan: string;
  readonly keysExamined: number;
  readonly docsExamined: number;
  readonly returned: number;
}

/** Lets the server itself write down every command that some work gives, with what it looked at to answer it. */
export async function profiled<T>(
  { db }: Connection,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly commands: readonly Profiled[] }> {
  await db!.command({ profile: 0 });
  await db!
    .collection('system.profile')
    .drop()
    .catch(() => undefined);
  await db!.command({ profile: 2 });
  const result = await work();
  await db!.command({ profile: 0 });
  const entries = await db!.collection('system.profile').find().sort({ ts: 1 }).toArray();
  return {
    result,
    commands: entries
      .filter((entry) => !String(entry['ns']).includes('system.profile') && entry['command']?.profile === undefined)
      .map((entry) => ({
        command: String(entry['op'] === 'command' ? Object.keys(entry['command'])[0] : entry['op']),
        collection: String(entry['ns']).split('.').slice(1).join('.'),
        plan: String(entry['planSummary']),
        keysExamined: Number(entry['keysExamined'] ?? 0),
        docsExamined: Number(entry['docsExamined'] ?? 0),
        returned: Number(entry['nreturned'] ?? 0),
      })),
  };
}
