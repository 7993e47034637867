import { connectMongo, ensureIndexes, missingIndexes, mongoAnswers } from '../../platform/mongo';
import { modelsOf } from '../../platform/store/models';
import { freshDatabase } from '../setup/engines';
import { refusal } from './store/database';

test('indexes are created with their collections, again and by several at once', async () => {
  const connection = await connectMongo(freshDatabase());
  expect((await missingIndexes(connection)).length).toBeGreaterThan(10);
  await Promise.all([ensureIndexes(connection), ensureIndexes(connection)]);
  await ensureIndexes(connection);
  expect(await missingIndexes(connection)).toEqual([]);
  await connection.collection('sheets').dropIndex('session_1_voterRef_1_ordinal_1');
  expect(await missingIndexes(connection)).toEqual(['sheets']);
  expect(await mongoAnswers(connection)).toBe(true);
  await connection.dropDatabase();
  await connection.close();
  expect(await mongoAnswers(connection)).toBe(false);
});

test('a database that cannot be reached is busy, in words of our own', async () => {
  const { code } = await refusal(connectMongo('mongodb://127.0.0.1:9/none?replicaSet=rs0'));
  expect(code).toBe('STORE_BUSY');
});

describe('a filter', () => {
  test('takes no operator that was not written in the store', async () => {
    const connection = await connectMongo(freshDatabase());
    const { links } = modelsOf(connection);
    const hostile = { tokenHash: { $ne: '' } } as never;
    await expect(links.findOne(hostile)).rejects.toThrow('Cast');
    await expect(links.findOne({ colour: 'red' } as never)).rejects.toThrow('strictQuery');
    await connection.close();
  });
});
