import { dayOf } from '../../domain/time';
import type { LinkRecord } from '../../platform/store';
import type { FreshLinkInput } from '../../workflows/messages';
import type { ApiContext } from '../context';
import { startOnce } from './start';

/** Fresh links that a person may ask for on one day. */
const MOST_A_DAY = 3;

/**
 * Has a fresh link mailed to the address on file of whoever held this one, alive or dead; at most three a day and person. The
 * mail leaves from a workflow: nothing that the public can press sends one by itself.
 * @returns whether one was ordered; what the person is told must not depend on it
 */
export async function requestFreshLink(context: ApiContext, linkId: string): Promise<boolean> {
  const { store, clock } = context;
  const link = await store.links.get(linkId);
  if (!link) return false;
  const day = dayOf(clock.now());
  const n = await store.sentMails.takePlace(holderOf(link), 'fresh-link', day, MOST_A_DAY);
  if (n === undefined) return false;
  const input: FreshLinkInput = { linkId, place: `${day}-${n}`, offsetMs: clock.offsetMs() };
  await startOnce(context, 'freshLink', `fresh-link-${linkId}-${input.place}`, input);
  return true;
}

/** Whose places of the day are taken: a person's, or of the contact of one unit proposal. */
const holderOf = ({ purpose, entity, person }: LinkRecord): string =>
  purpose === 'status' ? `${person}:${entity}` : person;
