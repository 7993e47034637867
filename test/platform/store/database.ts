import type { Connection } from 'mongoose';
import { connectMongo, ensureIndexes } from '../../../platform/mongo';
import { createStore, type Store } from '../../../platform/store';
import { freshDatabase } from '../../setup/engines';

export interface Opened {
  readonly store: Store;
  readonly connection: Connection;
}

/** A store on a database of its own, with all its indexes. */
export async function openStore(): Promise<Opened> {
  const connection = await connectMongo(freshDatabase());
  await ensureIndexes(connection);
  return { store: createStore(connection), connection };
}

export async function closeStore({ connection }: Opened): Promise<void> {
  await connection.dropDatabase();
  await connection.close();
}

/** Read as a test expects them. */
type Facts = Record<string, ReturnType<JSON['parse']>>;

/** The code and facts with which something was refused. */
export async function refusal(work: Promise<unknown>): Promise<{ code: string; data: Facts }> {
  try {
    await work;
  } catch (error) {
    const { code, data } = error as { code: string; data: Facts };
    return { code, data };
  }
  throw new Error('it was not refused');
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
