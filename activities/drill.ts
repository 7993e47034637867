import { heartbeat } from '@temporalio/activity';
import type { DrillReport } from '../domain/drill';
import { addressesTo, asAsked, attack, linksIn } from '../platform/drill/attack';
import type { scanners } from '../platform/drill/robots';
import { scanners as robotsOf } from '../platform/drill/robots';
import { renderMail } from '../templates/mail';
import type { ActivityContext, MailContext } from './context';
import type { Activities } from './index';
import { toMember } from './mails/session';

type Robots = Parameters<typeof scanners>[0];

/** How often each robot comes. */
export const ROUNDS = 2;

export interface InvitationAttack {
  readonly sessionId: string;
  readonly now: string;
  readonly closesAt: string;
  /** Who is invited. */
  readonly voterRefs: readonly string[];
  /** Where the pages are asked: `http://localhost:3000`. */
  readonly at: string;
  readonly rounds: number;
  readonly browser: Robots['browser'];
  readonly onVisit?: (visits: number) => void;
}

/**
 * Attacks the invitations of a session as mail scanners do: makes the very mails, takes the links out of them, and adds every other
 * link of these members, dead or alive, and each one cut off on the way. Sends nothing.
 */
export async function attackMails(context: MailContext, of: InvitationAttack): Promise<DrillReport> {
  const { store, links, publicUrl } = context;
  const { sessionId, at, rounds, browser, onVisit } = of;
  const mailed = linksIn(await mailsOf(context, of), publicUrl, at);
  const known = (await store.links.ofEntity('ballot', sessionId)).map((l) => asAsked(links.urlOf(l), publicUrl, at));
  const cut = mailed.map(({ href }) => href.slice(0, -5));
  const all = [...new Set([...mailed, ...known].map(({ href }) => href).concat(cut))].map((href) => new URL(href));
  return await attack({
    links: all,
    robots: robotsOf({ addresses: addressesTo(at), ...(browser ? { browser } : {}) }),
    rounds,
    count: () => store.traces.ofSession(sessionId),
    ...(onVisit ? { onVisit } : {}),
  });
}

/** The invitations as they would leave, of all who have an address. */
async function mailsOf(context: MailContext, { sessionId, now, closesAt, voterRefs }: InvitationAttack) {
  const mails = [];
  for (const voterRef of voterRefs) {
    const person = await context.store.electors.personOf(sessionId, voterRef);
    const { email } = person === undefined ? {} : await context.store.people.need(person);
    if (email === undefined) continue;
    const key = `drill.${sessionId}.${voterRef}`;
    const letter = await toMember(context, { mail: 'invitation', key, now, sessionId, voterRef, closesAt });
    mails.push(renderMail(letter.name, letter.lang, letter.data));
  }
  return mails;
}

export function drillActivities(context: ActivityContext): Pick<Activities, 'attackInvitations'> {
  return {
    async attackInvitations(input) {
      const browser = await context.browser();
      try {
        const attacked = { ...input, at: context.pagesUrl, rounds: ROUNDS, browser, onVisit: heartbeat };
        return await attackMails(context, attacked);
      } finally {
        await browser?.close();
      }
    },
  };
}
