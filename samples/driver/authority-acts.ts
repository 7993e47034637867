import { found } from './cast';
import { answerThroughLink } from './links';
import type { ActOf, Stage } from './stage';
import { StoryError } from './wait';

interface Proposal {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly leftOut: readonly { readonly nomination: string; readonly code: string }[];
}

/** The office puts a list to an authority; every line must be taken. */
export async function propose(stage: Stage, { by, proposal: key }: ActOf<'propose'>): Promise<void> {
  const of = found(stage.season.proposals, (p) => p.key === key, key);
  const { number, date, authority, power, mode, submitter, nominations } = of;
  const api = stage.cast.as(by);
  const body = { number, date, authority, power, mode, submitter, nominations: nominations.map(stage.number) };
  const { id } = await api.post<Proposal>('/proposals', body);
  stage.proposals.set(key, id);
  await api.post(`/proposals/${id}/send`);
  const { leftOut } = await stage.until<Proposal>(`the proposal ${key}`, `/proposals/${id}`, ['sent', 'cancelled'], by);
  if (leftOut.length > 0) {
    throw new StoryError(
      `The proposal ${key} left out ${leftOut.map((l) => `${l.nomination} (${l.code})`).join(', ')}`,
    );
  }
}

/** The authority answers through its link; in recorded mode its office writes down what it said. */
export async function decide(stage: Stage, { by, proposal: key }: ActOf<'decide'>): Promise<void> {
  const { id, of } = stage.proposal(key);
  const struckOut = of.struckOut.map(({ nomination, reason }) => ({ nomination: stage.number(nomination), reason }));
  if (of.mode === 'link') {
    const person = stage.cast.person(by);
    const link = await stage.inbox.linkTo(person.email, 'toAuthority', id);
    await answerThroughLink(`${person.name} on ${of.number}`, link, struckOut);
  } else {
    const { version } = await stage.until<Proposal>(`the proposal ${key}`, `/proposals/${id}`, ['sent'], by);
    await stage.cast.as(by).post(`/proposals/${id}/answer`, { kind: 'approved', struckOut, expects: version });
  }
}

/** The clerk records the signed, numbered paper. What follows from it goes on by itself. */
export async function record(stage: Stage, { by, proposal: key }: ActOf<'record'>): Promise<void> {
  const { id, of } = stage.proposal(key);
  const what = `the proposal ${key}`;
  const path = `/proposals/${id}`;
  const { version } = await stage.until<Proposal>(what, path, ['awaitingNumber'], by);
  await stage.cast.as(by).post(`${path}/record`, { ...of.signed, expects: version });
  // the numbers of a register come in order: this paper stands in it before the next one is recorded
  await stage.until<Proposal>(what, path, ['issuing', 'issued', 'forwarded'], by);
  stage.letRun(stage.until<Proposal>(what, path, ['issued', 'forwarded'], by));
}
