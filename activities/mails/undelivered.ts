import type { Level } from '../../domain/route';
import { signerOn } from '../../domain/signing';
import type { Instant } from '../../domain/time';
import { dayOf } from '../../domain/time';
import type { Language, PersonRecord } from '../../platform/store';
import { letterLabel } from '../../templates/words';
import type { MailData, Person } from '../../templates/mail';
import { headOf, headSigning, participantNow } from '../../platform/participants';
import { letterRecipient } from '../../platform/store/letter-recipients';
import type { LetterOrder, MailOrder } from '../index';
import type { MailContext } from '../context';
import { contactOfCase } from './case';
import type { Letter } from './letter';
import { levelOf, officeAddress, officeAddressOf, officeOf, ofUnit } from './letter';
import { signature } from './session';

type Undelivered = MailData['undelivered'];

/** What a letter was about, for whom it was, and who answers for it. */
interface Failed extends Pick<Undelivered, 'for' | 'about' | 'to' | 'address' | 'closes'> {
  readonly entity: string;
  readonly level: Level;
  readonly unit: string;
  /** Key under which the letter was to be sent. */
  readonly key: string;
  /** Reads of it instead of the office, since he or she sends it again. */
  readonly secretary?: PersonRecord;
}

/** To the office, or to the secretary of the session: a letter has not reached whom it was for, and why. */
export async function undelivered(
  context: MailContext,
  { key, letter, code }: Extract<MailOrder, { mail: 'undelivered' }>,
): Promise<Letter | undefined> {
  const failed = await failedOf(context, letter);
  if (!failed) return undefined;
  const { entity, level, unit, secretary, key: failedKey, ...facts } = failed;
  const reader = await readerOf(context, failed);
  const reply = (await context.store.sentMails.get(failedKey))?.serverReply;
  const data: Undelivered = {
    ...facts,
    office: await officeOf(context, level, unit),
    ...(reader.secretary ? { secretary: reader.secretary } : {}),
    letter: letterLabel(reader.lang, letter.mail),
    because: becauseOf(code, failed.address),
    code,
    ...(reply === undefined || reply === '' ? {} : { reply }),
    link: `${context.publicUrl}/`,
  };
  const head = { key: key.replace(letter.key, failedKey), to: reader.to, lang: reader.lang, entity, ...ofUnit(unit) };
  return { ...head, ...(reader.person === undefined ? {} : { person: reader.person }), name: 'undelivered', data };
}

function becauseOf(code: string, address: string | undefined): Undelivered['because'] {
  if (code === 'MAIL_REFUSED') return address === undefined ? 'noAddress' : 'refused';
  // the last of all tries says that the mail server was away; the engine itself that time was up
  return code === 'STORE_BUSY' || code === 'TIMED_OUT' ? 'noAnswer' : 'error';
}

interface Reader {
  readonly to: string;
  readonly lang: Language;
  readonly secretary?: Person;
  readonly person?: string;
}

/** The secretary, else the office of the level; that of the province where these have no other address than the failed one. */
async function readerOf(context: MailContext, { secretary, address, level, unit }: Failed): Promise<Reader> {
  if (secretary?.email !== undefined && secretary.email !== address) {
    const { email: to, language: lang, _id: person } = secretary;
    return { to, lang, person, secretary: { address: secretary.address, name: secretary.name } };
  }
  const office = await officeAddressOf(context, level, unit);
  const to = office === undefined || office === address ? await officeAddress(context, 'province', unit) : office;
  return { to, lang: 'vi' };
}

async function failedOf(context: MailContext, letter: LetterOrder): Promise<Failed | undefined> {
  const { store } = context;
  switch (letter.mail) {
    case 'invitation':
    case 'sessionReminder':
    case 'sessionCancelled':
    case 'sessionRescheduled': {
      const person = await store.electors.personOf(letter.sessionId, letter.voterRef);
      const key = person === undefined ? letter.key : letter.key.replace(letter.voterRef, person);
      const closes = letter.mail === 'sessionCancelled' ? undefined : letter.closesAt;
      return toMember(context, letter.sessionId, person, key, closes);
    }
    case 'sessionLetter':
      return toOther(context, letter.sessionId, letter.note, letter.key);
    case 'sessionSilence':
    case 'drillFailed':
    case 'sessionResult':
      return toSecretary(context, letter.sessionId, letter.key);
    case 'toAuthority':
      return toAuthority(context, letter.proposalId, letter.key, letter.now);
    case 'proposalWaits':
    case 'proposalCheck':
      return toItsOffice(context, letter.proposalId, letter.key);
    case 'digest': {
      // of what a unit was written the office is told; of notices to itself it sees on its pages
      const [first] = await store.sentMails.ofDigest(letter.key);
      const sent = first && (await store.unitProposals.get(first.entity));
      return sent && (await toUnit(context, sent._id, letter.key));
    }
    case 'numberRefused':
      return toItsOffice(context, letter.proposalId, letter.key);
    case 'substitutionBegins':
      return toSubstitute(context, letter);
    case 'caseNotice':
    case 'returnReminder':
      return toUnitOfCase(context, letter.caseId, letter.key);
    case 'campaignOpens':
    case 'campaignReminder':
    case 'campaignChanged':
    case 'registrationReturned':
    case 'registrationSign':
      return toParticipant(context, letter);
    case 'freshLink': {
      const link = await store.links.get(letter.linkId);
      if (link?.purpose === 'ballot') return toMember(context, link.entity, link.person, letter.key);
      if (link?.purpose === 'registration') {
        const { campaign: campaignId, unit } = headOf(link.entity);
        return toParticipant(context, { mail: 'registrationSign', campaignId, unit, key: letter.key, now: letter.now });
      }
      if (link?.purpose === 'proposal') return toAuthority(context, link.entity, letter.key, letter.now);
      return toUnit(context, link?.entity ?? '', letter.key);
    }
    default: {
      const [first] = letter.lines;
      return toUnit(context, letter.unitProposal, letter.key, typeof first === 'object' ? first.id : first);
    }
  }
}

async function toMember(
  context: MailContext,
  sessionId: string,
  code: string | undefined,
  key: string,
  closes?: Instant,
): Promise<Failed> {
  const session = await context.store.sessions.need(sessionId);
  const { secretary } = await signature(context, session);
  const person = code === undefined ? undefined : await context.store.people.get(code);
  return {
    for: 'member',
    about: { session: session.name },
    entity: session._id,
    level: session.level,
    unit: session.unit ?? '',
    key,
    secretary,
    ...(person ? named(person) : {}),
    ...(closes === undefined ? {} : { closes }),
  };
}

async function toSecretary(context: MailContext, sessionId: string, key: string): Promise<Failed> {
  const session = await context.store.sessions.need(sessionId);
  const { secretary } = await signature(context, session);
  const { _id: entity, name, level, unit = '' } = session;
  return { for: 'secretary', about: { session: name }, entity, level, unit, key, ...named(secretary) };
}

/** The secretary has sent it, and reads that it did not arrive. */
async function toOther(context: MailContext, sessionId: string, note: string, key: string): Promise<Failed> {
  const { to: _member, address: _none, ...failed } = await toMember(context, sessionId, undefined, key);
  const session = await context.store.sessions.need(sessionId);
  const recipient = await letterRecipient(context.store, session, (await context.store.notes.need(note)).letter!.to);
  if (!recipient) return { ...failed, for: 'other' };
  const { person, name, email } = recipient;
  return {
    ...failed,
    for: 'other',
    to: person ? { address: person.address, name: person.name } : { unit: name },
    ...(email === undefined ? {} : { address: email }),
  };
}

async function toAuthority({ store }: MailContext, proposalId: string, key: string, now: Instant): Promise<Failed> {
  const { _id: entity, number, level, unit = '', authority } = await store.proposals.need(proposalId);
  const person = signerOn(await store.authorities.need(authority), dayOf(now));
  const to = named(await store.people.need(person));
  return { for: 'authority', about: { ttr: number }, entity, level, unit, key, ...to };
}

async function toItsOffice({ store }: MailContext, proposalId: string, key: string): Promise<Failed> {
  const { _id: entity, number, level, unit = '', authority } = await store.proposals.need(proposalId);
  const { office } = await store.authorities.need(authority);
  const to = office ? { to: { unit: office.name }, address: office.email } : {};
  return { for: 'other', about: { ttr: number }, entity, level, unit, key, ...to };
}

async function toSubstitute(
  { store }: MailContext,
  { authority, from, reader, key }: Extract<LetterOrder, { mail: 'substitutionBegins' }>,
): Promise<Failed> {
  const { level, unit = '', title, substitutions = [] } = await store.authorities.need(authority);
  const substitute = substitutions.find((one) => one.from === from);
  const person = reader === 'office' || !substitute ? undefined : await store.people.need(substitute.person);
  const to = person ? named(person) : {};
  return { for: 'other', about: { authority: title }, entity: `authorities/${authority}`, level, unit, key, ...to };
}

async function toUnitOfCase(context: MailContext, caseId: string, key: string): Promise<Failed> {
  const matter = await context.store.cases.need(caseId);
  const { unit, to } = await contactOfCase(context, matter);
  return {
    for: 'unit',
    about: { case: caseId },
    entity: caseId,
    level: matter.level,
    unit: matter.unit ?? '',
    key,
    to: { unit },
    ...(to === undefined ? {} : { address: to }),
  };
}

/** To a participant of a campaign, or to its head. */
async function toParticipant(
  context: MailContext,
  { campaignId, unit, mail, key, now }: Extract<LetterOrder, { campaignId: string }>,
): Promise<Failed> {
  const campaign = await context.store.campaigns.need(campaignId);
  const of = {
    about: { campaign: campaignId },
    entity: campaignId,
    level: campaign.unit === undefined ? ('province' as const) : ('unit' as const),
    unit: campaign.unit ?? '',
    key,
  };
  const head = mail === 'registrationSign' ? await headSigning(context.store, unit, dayOf(now)) : undefined;
  if (head) return { ...of, for: 'other', ...named(head) };
  const { name, email } = await participantNow(context.store, unit, dayOf(now));
  return { ...of, for: 'unit', to: { unit: name }, ...(email === undefined ? {} : { address: email }) };
}

async function toUnit({ store }: MailContext, unitProposal: string, key: string, nomination?: string): Promise<Failed> {
  const { _id: entity, number, unit, contact, nominations } = await store.unitProposals.need(unitProposal);
  const line = await store.nominations.need(nomination ?? nominations[0]!);
  const to = { unit: (await store.units.get(unit))?.name ?? unit };
  const address = contact.email === '' ? {} : { address: contact.email };
  return { for: 'unit', about: { ttr: number }, entity, level: levelOf(line), unit, key, to, ...address };
}

const named = ({ address, name, email }: PersonRecord): Pick<Failed, 'to' | 'address'> => ({
  to: { address, name },
  ...(email === undefined ? {} : { address: email }),
});
