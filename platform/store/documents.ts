import { trusted, type Model } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { StoredDocument } from './records';
import { change, needOne } from './rows';

/**
 * Notes which bytes were issued for a record. The first document stays; the same bytes again change nothing.
 * @throws Problem NOT_FOUND, INTEGRITY when other bytes come
 */
export async function setDocument<T extends { readonly _id: string }>(
  model: Model<T>,
  id: string,
  path: string,
  document: StoredDocument,
): Promise<void> {
  if (await change(model, { _id: id, [path]: trusted({ $exists: false }) }, { [path]: document })) return;
  await needOne(model, { _id: id });
  if (await model.exists({ _id: id, [`${path}.sha256`]: document.sha256 } as never)) return;
  throw new Problem('INTEGRITY', `other bytes were issued for ${id}`, { id });
}
