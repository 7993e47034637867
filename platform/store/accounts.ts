import { trusted } from 'mongoose';
import { mailOf } from '../../domain/accounts';
import { Problem } from '../../domain/errors';
import type { Role } from '../../domain/roles';
import type { AccountRecord } from './records';
import type { Db } from './rows';
import { findMany, findOne } from './rows';
import type { AuditEntry, Inserted } from './shapes';
import { versionedStore, type Versioned } from './versioned';

export interface AccountFilter {
  readonly status?: AccountRecord['status'];
}

export interface AccountStore extends Versioned<AccountRecord, AccountFilter> {
  /** @throws Problem KEY_REUSED when the id stands for another account, MAIL_TAKEN when the address does */
  insert(account: AccountRecord, trail?: readonly AuditEntry[]): Promise<Inserted<AccountRecord>>;
  byMail(mail: string): Promise<AccountRecord | undefined>;
  /** Accounts that are not ended and have been given this role, whether its time is over or not. */
  holding(role: Role): Promise<readonly AccountRecord[]>;
}

export function accountStore(db: Db): AccountStore {
  const { accounts } = db.models;
  const plain = versionedStore<AccountRecord, AccountFilter>(db, accounts, ({ status }) =>
    status === undefined ? {} : { status },
  );
  const byMail: AccountStore['byMail'] = (mail) => findOne(accounts, { mail: mailOf(mail) });
  return {
    ...plain,
    byMail,
    async insert(account, trail) {
      try {
        return await plain.insert(account, trail);
      } catch (error) {
        // the id is free, so it was the address that met another one
        if (error instanceof Problem && error.code === 'NOT_FOUND') throw new Problem('MAIL_TAKEN', 'inserted');
        throw error;
      }
    },
    holding: (role) => findMany(accounts, { status: 'active', grants: trusted({ $elemMatch: { role } }) }),
  };
}
