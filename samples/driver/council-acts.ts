import type { Choice } from '../season';
import { found } from './cast';
import { sendSheet, type Exceptions } from './links';
import type { ActOf, Stage } from './stage';
import { StoryError } from './wait';

interface Session {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly leftOut: readonly { readonly nomination: string; readonly code: string }[];
}

/** The secretary makes the session and opens it; every line must be taken. */
export async function openSession(stage: Stage, { by, session: key }: ActOf<'openSession'>): Promise<void> {
  const of = found(stage.season.sessions, (s) => s.key === key, key);
  const { key: _key, votes: _votes, minutes: _minutes, expect: _expect, nominations, ...said } = of;
  const api = stage.cast.as(by);
  const body = { ...said, nominations: nominations.map(stage.number) };
  const { id, version } = await api.post<Session>('/sessions', body);
  stage.sessions.set(key, id);
  await api.post(`/sessions/${id}/open`, { expects: version });
  const { leftOut } = await stage.until<Session>(`the session ${key}`, `/sessions/${id}`, ['open', 'failed'], by);
  if (leftOut.length > 0) {
    throw new StoryError(`The session ${key} left out ${leftOut.map((l) => `${l.nomination} (${l.code})`).join(', ')}`);
  }
}

/** Members open the links in their mails and send their sheets, all at the same time. */
export async function vote(stage: Stage, act: ActOf<'vote'>): Promise<void> {
  const first = act.firstChoices ?? [];
  await Promise.all(
    act.members.map((member) => {
      const early = first.filter((choice) => choice.member === member);
      return send(stage, act.session, member, early.length > 0 ? early : undefined);
    }),
  );
}

/** Members open the same link again and send the sheet that counts. */
export async function changeVote(stage: Stage, { session, members }: ActOf<'changeVote'>): Promise<void> {
  await Promise.all(members.map((member) => send(stage, session, member)));
}

async function send(stage: Stage, key: string, member: string, choices?: readonly Choice[]): Promise<void> {
  const { id, of } = stage.session(key);
  const person = stage.cast.person(member);
  const link = await stage.inbox.linkTo(person.email, 'invitation', `${id}.${member}`);
  const own = choices ?? of.votes.exceptions.filter((e) => e.member === member);
  const exceptions: Exceptions = new Map(own.map((e) => [stage.number(e.nomination), e]));
  await sendSheet(`${person.name} in ${key}`, link, exceptions);
}

/** The secretary files the signed minutes of a session that has closed. */
export async function signMinutes(stage: Stage, { by, session: key }: ActOf<'signMinutes'>): Promise<void> {
  const { id, of } = stage.session(key);
  await stage.until(`the session ${key}`, `/sessions/${id}`, ['closed'], by);
  await stage.cast.as(by).post(`/sessions/${id}/minutes`, { paper: of.minutes });
}
