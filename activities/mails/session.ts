import { Problem } from '../../domain/errors';
import type { PersonRecord, SessionRecord } from '../../platform/store';
import type { MailOrder } from '../index';
import type { MailContext } from '../context';
import type { Letter } from './letter';
import { kindsOf, noAddress, officeOf, ofUnit, sheetOf } from './letter';

type MemberOrder = Extract<MailOrder, { voterRef: string }>;

/** To a member of a council. The key names the person, not the random reference: that stays between engine and electorate. */
export async function toMember(context: MailContext, order: MemberOrder): Promise<Letter> {
  const { store } = context;
  const code = await store.electors.personOf(order.sessionId, order.voterRef);
  if (code === undefined) throw new Problem('NOT_FOUND', `no elector in ${order.sessionId}`);
  const started = async () => (await store.electors.draftOf(order.sessionId, order.voterRef)) !== undefined;
  return await memberLetter(context, { ...order, key: order.key.replace(order.voterRef, code) }, code, started);
}

type Unreferenced<O> = O extends MemberOrder ? Omit<O, 'voterRef'> : never;

/** The letter to a member by code. @param started whether he has chosen and not sent */
export async function memberLetter(
  context: MailContext,
  order: Unreferenced<MemberOrder>,
  code: string,
  started: () => Promise<boolean>,
): Promise<Letter> {
  const { store, links, catalogue } = context;
  const session = await store.sessions.need(order.sessionId);
  const person = await store.people.need(code);
  if (person.email === undefined) throw noAddress(code);
  const lang = person.language;
  const { office, secretary } = await signature(context, session);
  const sheet = sheetOf(session.lines, code);
  const base = {
    office,
    person: { address: person.address, name: person.name },
    secretary: { name: secretary.name, phone: office.phone },
    // a session that has lost its last line was about those that it lost
    n: sheet.length || (session.dropped ?? []).length,
    dropped: (session.dropped ?? []).map(({ no, paper }) => ({ no, paper })),
  };
  const head = {
    key: order.key,
    to: person.email,
    lang,
    entity: session._id,
    person: code,
    ...ofUnit(session.unit),
  };
  const about = { purpose: 'ballot', entity: session._id, person: code } as const;
  // all links die with an address: then the first mail to the new one carries a fresh link
  const link = async (): Promise<string> =>
    links.urlOf((await links.current(about)) ?? (await links.fresh(about, order.now, order.key)));

  switch (order.mail) {
    case 'invitation': {
      const data = {
        ...base,
        post: person.post,
        role: session.members.find((m) => m.person === code)?.role ?? '',
        regulation: `${session.basis.article}, ${session.basis.regulation}`,
        kinds: kindsOf(
          catalogue,
          sheet.map((l) => l.award),
          lang,
        ),
        ballot: session.ballot,
        closes: order.closesAt,
        closesEarly: session.closing === 'whenAllVoted',
        ...(session.stepUp ? { asksNumber: true } : {}),
        link: await link(),
      };
      return { ...head, name: 'invitation', data };
    }
    case 'sessionReminder':
      return {
        ...head,
        name: 'reminder',
        data: {
          ...base,
          now: order.now,
          closes: order.closesAt,
          started: await started(),
          link: await link(),
        },
      };
    case 'sessionRescheduled': {
      const { formerClosesAt, closesAt, because, voted } = order;
      const data = { ...base, formerCloses: formerClosesAt, closes: closesAt, because, voted, link: await link() };
      return { ...head, name: 'session-extended', data };
    }
    case 'sessionCancelled':
      return { ...head, name: 'session-cancelled', data: { ...base, session: session.name } };
  }
}

/** To the secretary: the count, once it is final. */
export async function sessionResult(
  context: MailContext,
  order: Extract<MailOrder, { mail: 'sessionResult' }>,
): Promise<Letter> {
  const { session, head, base } = await secretaryLetter(context, order);
  const { result } = session;
  const passed = result?.lines.filter((l) => l.tally.passed).length ?? 0;
  const waiting = result?.quorate === true ? result.lines.filter((l) => l.tally.awaitsChair).length : 0;
  const ballots = result?.ballots ?? 0;
  const data = {
    ...base,
    closedAt: session.closedAt ?? order.now,
    total: session.members.length,
    issued: session.members.length,
    returned: ballots,
    valid: ballots,
    invalid: 0,
    ...result?.ballotPapers,
    quorumMet: result?.quorate ?? false,
    n: session.lines.length,
    passed,
    failed: session.lines.length - passed - waiting,
    waiting,
  };
  return { ...head, name: 'result', data };
}

/** What every letter to the secretary of a session begins with. @throws Problem MAIL_REFUSED without an address on file */
export async function secretaryLetter(
  context: MailContext,
  { key, sessionId }: { readonly key: string; readonly sessionId: string },
) {
  const session = await context.store.sessions.need(sessionId);
  const { office, secretary } = await signature(context, session);
  const { _id: person, email: to, language: lang, address, name } = secretary;
  if (to === undefined) throw noAddress(person);
  return {
    session,
    head: { key, to, lang, entity: sessionId, person, ...ofUnit(session.unit) },
    base: { office, secretary: { address, name }, session: session.name, link: `${context.publicUrl}/` },
  };
}

/** Who signs for a session, and its secretary: the member whose role it is, else the first one. */
export async function signature(context: MailContext, session: SessionRecord) {
  const { store } = context;
  const office = await officeOf(context, session.level, session.unit ?? '');
  const council = session.councilVersion === undefined ? undefined : await store.councils.get(session.councilVersion);
  const member = council?.members.find((m) => m.secretary) ?? council?.members[0];
  if (!member) throw new Problem('NOT_FOUND', `council ${session.council} has no members`);
  const secretary: PersonRecord = await store.people.need(member.person);
  return { office, secretary };
}
