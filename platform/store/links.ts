import { trusted } from 'mongoose';
import { isDuplicate } from './errors';
import type { LinkRecord } from './records';
import type { Db } from './rows';
import { findMany, findOne, insert } from './rows';

export interface LinkKey {
  readonly purpose: LinkRecord['purpose'];
  readonly entity: string;
  readonly person: string;
}

export interface LinkStore {
  /** @returns undefined when another link of that person already has this version */
  insert(link: LinkRecord): Promise<LinkRecord | undefined>;
  get(id: string): Promise<LinkRecord | undefined>;
  /** All links about something, dead or alive, by version and person. */
  ofEntity(purpose: LinkRecord['purpose'], entity: string): Promise<readonly LinkRecord[]>;
  byTokenHash(tokenHash: string): Promise<LinkRecord | undefined>;
  /** The live link with the highest version: the one that mails carry. */
  current(key: LinkKey): Promise<LinkRecord | undefined>;
  /** The highest version ever given to this person, live or not; 0 when there was none. */
  lastVersion(key: LinkKey): Promise<number>;
  /** Someone acted through this link: the others of that person are dead from now on. */
  settle(link: LinkRecord): Promise<void>;
  /** All links of that person are dead at once: revocation, or a changed address; `handedOver`: somebody else acts now. */
  revoke(key: LinkKey, as?: 'revoked' | 'handedOver'): Promise<void>;
}

export function linkStore({ models: { links } }: Db): LinkStore {
  const last = async (filter: Readonly<Record<string, unknown>>): Promise<LinkRecord | undefined> => {
    const [found] = await links
      .find({ ...filter } as never)
      .sort({ version: -1 })
      .limit(1)
      .lean<LinkRecord[]>();
    return found;
  };
  const keyOf = ({ purpose, entity, person }: LinkKey): LinkKey => ({ purpose, entity, person });
  return {
    async insert(link) {
      try {
        await insert(links, [link]);
        return link;
      } catch (error) {
        if (isDuplicate(error)) return undefined;
        throw error;
      }
    },
    get: (id) => findOne(links, { _id: id }),
    ofEntity: (purpose, entity) => findMany(links, { purpose, entity }, { version: 1, person: 1, _id: 1 }),
    byTokenHash: (tokenHash) => findOne(links, { tokenHash }),
    current: (key) => last({ ...keyOf(key), state: 'live' }),
    lastVersion: async (key) => (await last({ ...keyOf(key) }))?.version ?? 0,
    async settle(link) {
      const others = { ...keyOf(link), _id: trusted({ $ne: link._id }), state: 'live' };
      await links.updateMany(others as never, { $set: { state: 'replaced' } });
    },
    async revoke(key, as = 'revoked') {
      await links.updateMany({ ...keyOf(key), state: 'live' }, { $set: { state: as } });
    },
  };
}
