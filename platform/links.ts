import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Problem } from '../domain/errors';
import type { Instant } from '../domain/time';
import type { Key } from './config';
import { sha256 } from './store/canonical';
import type { LinkKey, LinkStore } from './store/links';
import type { LinkRecord } from './store/records';

export interface Links {
  /**
   * The link that mails of this person carry: the live one, or the first one, made now. Twice is once.
   * @throws Problem LINK_DEAD when all were revoked; only `fresh` gives another one then
   */
  ensure(key: LinkKey, now: Instant): Promise<LinkRecord>;
  /** The live link that mails of this person carry, if there is one. */
  current(key: LinkKey): Promise<LinkRecord | undefined>;
  /**
   * A further link beside the live ones, which stay alive until someone acts through one of them.
   * @param wish names what it was asked for with: the same wish of that person again is the same link
   */
  fresh(key: LinkKey, now: Instant, wish: string): Promise<LinkRecord>;
  /** The token of a link; for mails and paper invitations only, while they are rendered. @throws Problem INTEGRITY when its key is gone */
  tokenOf(link: LinkRecord): string;
  /** The address of a link, as a mail or a paper invitation shows it: `<PUBLIC_URL>/b/<token>`. */
  urlOf(link: LinkRecord): string;
  /** The live link of a token. @throws Problem LINK_DEAD, the same for every reason */
  open(token: string, purpose: LinkRecord['purpose']): Promise<LinkRecord>;
  /** The link of a token, dead or alive: to mail a fresh one to the address on file, never to show anything. */
  find(token: string, purpose: LinkRecord['purpose']): Promise<LinkRecord | undefined>;
  /** Someone acted through this link: the others of that person are dead from now on. */
  settle(link: LinkRecord): Promise<void>;
  /** Kills all links of that person at once: the secretary revoked them, the address changed, or somebody else acts now. */
  revoke(key: LinkKey, as?: 'revoked' | 'handedOver'): Promise<void>;
}

/** Random: an id is no secret, but tells nothing and meets no other. */
const drawId = (): string => randomBytes(12).toString('base64url');

const idOf = ({ purpose, entity, person }: LinkKey, wish: string): string =>
  createHash('sha256')
    .update(JSON.stringify([purpose, entity, person, wish]))
    .digest('base64url')
    .slice(0, 16);

const pathOf = { ballot: 'b', proposal: 'p', status: 'n', printing: 'o', registration: 'g' } as const satisfies Record<
  LinkRecord['purpose'],
  string
>;

/**
 * Personal links. A token is `base64url(HMAC-SHA-256(key, link id ‖ 0x00 ‖ version))`: derived again whenever a mail or a
 * paper invitation is rendered, so reminders carry the same link and nothing but its SHA-256 is stored.
 * @param given.keys the first one is for new links; the others keep old links alive
 */
export function createLinks(given: {
  readonly keys: readonly Key[];
  readonly publicUrl: string;
  readonly store: LinkStore;
}): Links {
  const { keys, publicUrl, store } = given;
  const [current] = keys;
  if (!current) throw new Error('links need at least one key');

  const tokenOf = ({ _id, version, kid }: Pick<LinkRecord, '_id' | 'version' | 'kid'>): string => {
    const key = keys.find((known) => known.kid === kid);
    if (!key) throw new Problem('INTEGRITY', `link key ${kid} is not configured`, { kid });
    return createHmac('sha256', key.secret).update(`${_id}\0${version}`).digest('base64url');
  };

  /** @returns undefined when another process made this version, or this link */
  const make = async ({ purpose, entity, person }: LinkKey, version: number, now: Instant, _id = drawId()) => {
    const about = { _id, version, kid: current.kid };
    const tokenHash = sha256(tokenOf(about));
    return store.insert({ ...about, purpose, entity, person, tokenHash, state: 'live', createdAt: now });
  };

  const find: Links['find'] = async (token, purpose) => {
    const link = await store.byTokenHash(sha256(token));
    return link?.purpose === purpose ? link : undefined;
  };

  return {
    tokenOf,
    find,
    urlOf: (link) => `${publicUrl}/${pathOf[link.purpose]}/${tokenOf(link)}`,
    current: (key) => store.current(key),
    settle: (link) => store.settle(link),
    revoke: (key, as) => store.revoke(key, as),

    async ensure(key, now) {
      const live = await store.current(key);
      if (live) return live;
      const made = (await store.lastVersion(key)) === 0 ? await make(key, 1, now) : undefined;
      const link = made ?? (await store.current(key));
      if (!link) throw new Problem('LINK_DEAD', `all links to ${key.purpose} ${key.entity} were revoked`);
      return link;
    },

    async fresh(key, now, wish) {
      const id = idOf(key, wish);
      for (;;) {
        const link = (await store.get(id)) ?? (await make(key, (await store.lastVersion(key)) + 1, now, id));
        if (link) return link;
      }
    },

    async open(token, purpose) {
      const link = await find(token, purpose);
      if (link?.state !== 'live') throw new Problem('LINK_DEAD');
      return link;
    },
  };
}
