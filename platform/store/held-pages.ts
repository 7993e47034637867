import { trusted } from 'mongoose';
import type { Instant } from '../../domain/time';
import type { HeldPage } from './records';
import type { Db } from './rows';
import { findOne, insert } from './rows';

export interface HeldPageStore {
  hold(page: HeldPage): Promise<void>;
  get(id: string): Promise<HeldPage | undefined>;
  /** Forgets those that were held before. */
  forget(before: Instant): Promise<void>;
  /** Forgets those of an account, but for those that some of its browsers have asked for. */
  forgetOf(account: string, but: readonly string[]): Promise<void>;
  /** Forgets what one of its browsers was answered with at a path. */
  forgetAt(where: Pick<HeldPage, 'of' | 'path'> & { readonly browser: string }): Promise<void>;
}

export function heldPageStore({ models: { heldPages } }: Db): HeldPageStore {
  return {
    hold: (page) => insert(heldPages, [page]),
    get: (id) => findOne(heldPages, { _id: id }),
    async forget(before) {
      await heldPages.deleteMany({ at: trusted({ $lt: before }) } as never);
    },
    async forgetOf(account, but) {
      await heldPages.deleteMany({ of: account, browser: trusted({ $nin: [...but] }) } as never);
    },
    async forgetAt({ of, browser, path }) {
      await heldPages.deleteMany({ of, browser, path } as never);
    },
  };
}
