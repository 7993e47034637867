import { Problem } from '../../../domain/errors';
import { quorumOf } from '../../../domain/quorum';
import type { LetterTo, PersonRecord, SessionRecord, SilenceLetter } from '../../../platform/store';
import type { LetterRecipient } from '../../../platform/store/letter-recipients';
import { letterRecipient } from '../../../platform/store/letter-recipients';
import type { DraftText } from '../../../templates/mail';
import { refused } from '../../../templates/words';
import { renderDraft } from '../../../templates/mail';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { runnableSession } from './access';
import { turnoutOf } from './sessions';
import { defined } from '../shared';

/** A letter about silent members, as the service proposes it; saved nowhere. */
export interface LetterDraft extends DraftText {
  readonly to: LetterTo;
  readonly name: string;
  /** Where it would go; absent when there is no address on file. */
  readonly email?: string;
  /** Members whom it is about. */
  readonly members: readonly string[];
}

interface Silent {
  readonly person: PersonRecord;
  readonly role: string;
  readonly voterRef: string;
}

/**
 * Letters that the secretary of an open session may send about those who have not voted: one to each agency of theirs, one to
 * who leads the council. Nothing is sent and nothing is kept.
 * @throws Problem FORBIDDEN, NOT_FOUND, ENGINE_BUSY
 */
export async function draftLetters(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<readonly LetterDraft[]> {
  const session = await runnableSession(context, caller, id);
  if (session.status !== 'open') return [];
  const { silent, voted } = await silenceOf(context, session);
  const units = [...new Set(silent.map((s) => s.person.unit))].sort();
  const all: readonly LetterTo[] = [...units.map((unit) => ({ kind: 'agency' as const, unit })), { kind: 'chair' }];
  const drafts = all.map(async (to) => {
    const recipient = await letterRecipient(context.store, session, to);
    const about = recipient ? concerning(silent, to, recipient) : [];
    if (!recipient || about.length === 0) return [];
    const { name, email } = recipient;
    const words = await wordsOf(context, session, to, recipient, about, voted);
    return [{ to, name, ...defined({ email }), members: about.map((s) => s.person._id), ...words }];
  });
  return (await Promise.all(drafts)).flat();
}

/** Those whom a letter is about: nobody is told of himself. */
const concerning = (silent: readonly Silent[], to: LetterTo, { person }: LetterRecipient): readonly Silent[] =>
  silent.filter((s) => s.person._id !== person?._id && (to.kind === 'chair' || s.person.unit === to.unit));

/** Who has been asked by link and has not voted, in the order of the council. @throws Problem ENGINE_BUSY */
async function silenceOf(
  context: ApiContext,
  session: SessionRecord,
): Promise<{ readonly silent: readonly Silent[]; readonly voted: number }> {
  const { turnout } = await turnoutOf(context, session);
  if (!turnout) throw new Problem('ENGINE_BUSY', session._id);
  const electors = new Map((await context.store.electors.all(session._id)).map((e) => [e.person, e.voterRef]));
  const people = await context.store.people.many(session.members.map((m) => m.person));
  const silent = session.members.flatMap(({ person: code, role }) => {
    const [person, voterRef] = [people.get(code), electors.get(code)];
    const voted = turnout.some((t) => t.person === code && t.voted);
    return person && voterRef !== undefined && !voted ? [{ person, role, voterRef }] : [];
  });
  return { silent, voted: turnout.filter((t) => t.voted).length };
}

async function wordsOf(
  { store, pack, clock }: ApiContext,
  session: SessionRecord,
  to: LetterTo,
  { name, language }: LetterRecipient,
  about: readonly Silent[],
  voted: number,
): Promise<DraftText> {
  const data = {
    to: name,
    session: session.name,
    closes: session.closesAt,
    now: clock.now(),
    n: session.lines.length,
    members: about.map(({ person: { address, name: of, post }, role }) => ({ address, name: of, post, role })),
  };
  if (to.kind === 'chair') {
    const total = (await store.electors.all(session._id)).length;
    const quorum = quorumOf(session, session.members.length, voted);
    return renderDraft('chair', language, { ...data, voted, total, ...(quorum ? { quorum } : {}) });
  }
  const council = session.councilVersion === undefined ? undefined : await store.councils.get(session.councilVersion);
  const member = council?.members.find((m) => m.secretary) ?? council?.members[0];
  const secretary = member && (await store.people.get(member.person));
  const office = await store.units.get(session.unit ?? pack.province.standingBody.unit);
  return renderDraft('agency', language, {
    ...data,
    council: council?.name ?? session.council,
    secretary: {
      name: secretary?.name ?? pack.mail.officer,
      phone: office?.officer?.phone ?? pack.mail.phone,
    },
  });
}

/**
 * Looks whether a letter may leave as the secretary has read and changed it; gives the references of those whom it is about.
 * @throws Problem VALIDATION: nobody silent for this recipient, no address on file, a link in the text; ENGINE_BUSY
 */
export async function preparedLetter(
  context: ApiContext,
  session: SessionRecord,
  letter: SilenceLetter,
): Promise<readonly string[]> {
  const linked = (['subject', 'text'] as const).filter((field) => /https?:\/\//i.test(letter[field]));
  if (linked.length > 0) throw invalid(...linked.map((field) => ({ field, ...noLinks })));
  const { silent } = await silenceOf(context, session);
  if (silent.length === 0) throw new Problem('NOBODY_SILENT', session._id);
  const recipient = await letterRecipient(context.store, session, letter.to);
  const about = recipient ? concerning(silent, letter.to, recipient) : [];
  if (about.length === 0) throw invalid({ field: 'to', ...noneOfTheirs });
  if (recipient?.email === undefined) throw invalid({ field: 'to', ...noAddress });
  return about.map((s) => s.voterRef);
}

const noLinks = refused('session.noLinks');
const noneOfTheirs = refused('session.nobodySilent');
const noAddress = refused('session.noAddress');
