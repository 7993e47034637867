import { trusted } from 'mongoose';
import type { Instant } from '../../domain/time';
import type { HeldPage } from './records';
import type { Db } from './rows';
import { findOne, insert } from './rows';

export interface HeldPageStore {
  /** Holds a page, and forgets those that were held before. */
  hold(page: HeldPage, before: Instant): Promise<void>;
  get(id: string): Promise<HeldPage | undefined>;
}

export function heldPageStore({ models: { heldPages } }: Db): HeldPageStore {
  return {
    async hold(page, before) {
      await insert(heldPages, [page]);
      await heldPages.deleteMany({ at: trusted({ $lt: before }) } as never);
    },
    get: (id) => findOne(heldPages, { _id: id }),
  };
}
