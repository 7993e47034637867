import { sessionWorkflowId } from '../../../domain/ids';
import type { TestApi } from '../../setup/api';
import { mailedLink, type TestBrowser } from '../../setup/browser';
import { atRest, eventually } from '../../setup/service';
import { CLOSES, openDay, type OpenDay } from './agenda';
import { castOf, NOMINEE, placeOf, type Act, type Ballot, type Member } from './cast';
import { lookAgain, perform } from './member';

/** What the members and the mail sink have seen of a session, from its invitations to its papers. */
export interface Day extends OpenDay {
  readonly cast: readonly Member[];
  /** Every receipt code that a member saw, in the order in which he saw them. */
  readonly receipts: ReadonlyMap<string, readonly string[]>;
  /** The reminders as they were delivered, by member. */
  readonly reminders: ReadonlyMap<string, string>;
  /** What the sheet showed, before the reminders, to who had not sent it: by member. */
  readonly unsent: ReadonlyMap<string, { readonly chosen: number; readonly notes: string }>;
}

/** Plays a session of thirteen members over sixty nominations in browsers, up to the papers of its result. */
export async function playDay(api: TestApi, browser: TestBrowser, ballot: Ballot): Promise<Day> {
  const { site } = api;
  const cast = castOf(ballot);
  const open = await openDay(api, ballot);
  const receipts = new Map<string, string[]>();
  const linkOf = (person: string, mail: string) =>
    mailedLink(site, `${person.toLowerCase()}@`, `${mail}.${open.id}.${person}`);

  const each = async (when: Act['when'], does: (member: Member, act: Act, index: number) => Promise<void>) => {
    for (const [index, member] of cast.entries())
      for (const act of member.acts.filter((one) => one.when === when)) await does(member, act, index);
  };
  const acting = (mail: string) => async (member: Member, act: Act, index: number) => {
    const { person } = member;
    const sheet = { lines: open.lines, own: person === NOMINEE ? open.own : undefined };
    const code = await perform(browser, placeOf(member, index, ballot, act), await linkOf(person, mail), act, sheet);
    if (code !== undefined) receipts.set(person, [...(receipts.get(person) ?? []), code]);
  };

  await each('invited', acting('invitation'));
  const unsent = new Map<string, Awaited<ReturnType<typeof lookAgain>>>();
  for (const [index, member] of cast.entries()) {
    const act = member.acts[0];
    if (act === undefined || act.ends === 'sent') continue;
    const elsewhere = placeOf(member, index, ballot, { ...act, elsewhere: true });
    unsent.set(member.person, await lookAgain(browser, elsewhere, await linkOf(member.person, 'invitation')));
  }
  await each('later', acting('invitation'));

  // a secret session's reminder comes when its time has come, a named one's when the secretary wants it
  if (ballot === 'secret') await moveClock(api, '2026-11-17T10:00:00+07:00');
  else expect((await open.secretary.post(`/sessions/${open.id}/remind`, {})).status).toBe(200);
  const reminders = await remindersOf(api, open.id, cast.length - receipts.size);
  await each('reminded', acting('sessionReminder'));

  await moveClock(api, CLOSES);
  await eventually(
    () => site.service.store.sessions.need(open.id),
    ({ papers }) => papers !== undefined,
  );
  return { ...open, cast, receipts, reminders, unsent };
}

async function moveClock(api: TestApi, to: string): Promise<void> {
  const { status, body } = await (await api.as('admin')).post('/rehearsal/clock', { to });
  expect([status, (body as { unreachable: number }).unreachable]).toEqual([200, 0]);
}

/** The texts of the reminders, once so many are delivered and none is on its way. */
async function remindersOf({ site }: TestApi, id: string, count: number): Promise<Map<string, string>> {
  const { client, mails } = site.service;
  const key = `sessionReminder.${id}.`;
  await eventually(
    () => Promise.resolve(mails.keyed(key).length),
    (found) => found >= count,
  );
  await atRest(client.workflow.getHandle(sessionWorkflowId(id)));
  const sent = mails.keyed(key).map(({ messageId = '', text = '' }) => {
    return [messageId.slice(key.length + 1).split('.')[0]!, text.replace(/\s+/g, ' ')] as const;
  });
  expect(sent.length).toBe(new Map(sent).size);
  return new Map(sent);
}
