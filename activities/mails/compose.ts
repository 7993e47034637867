import type { AccountOrder, MailOrder, SendMail } from '../index';
import type { MailContext } from '../context';
import { toAccount } from './account';
import { toAuthority } from './authority';
import { toItsOffice } from './authority-office';
import { campaignNext, campaignTurn, toHead, toParticipant } from './campaign';
import { returnOverdue, toUnitOfCase } from './case';
import { centralDeadline, numberRefused, substitutionBegins } from './day';
import { freshLink } from './fresh-link';
import type { Letter } from './letter';
import { toOffice } from './office';
import { drillFailed } from './drill';
import { sessionLetter, sessionSilence } from './silence';
import { sessionResult, toMember } from './session';
import { undelivered } from './undelivered';
import { toUnit } from './unit';

/** Every mail but a test of one, and several in one. */
export type CaseOrder = Exclude<SendMail, { mail: 'mailTest' | 'digest' }>;

/**
 * Makes the letter of an order: reads the records that it names and derives its link. Undefined when there is nothing left to
 * say.
 */
export const composer =
  (context: MailContext) =>
  async (order: CaseOrder): Promise<Letter | undefined> => {
    if (!isToAccount(order) && (await isOver(context, order))) return undefined;
    return await letterOf(context, order);
  };

const isToAccount = (order: CaseOrder): order is Exclude<AccountOrder, { mail: 'mailTest' }> =>
  order.mail === 'signInCode' || order.mail === 'accountInvitation';

/** The letter of an order, whether or not anybody still needs it. */
export async function letterOf(context: MailContext, order: CaseOrder): Promise<Letter | undefined> {
  if (isToAccount(order)) return await toAccount(context, order);
  switch (order.mail) {
    case 'office':
      return await toOffice(context, order);
    case 'invitation':
    case 'sessionReminder':
    case 'sessionCancelled':
    case 'sessionRescheduled':
      return await toMember(context, order);
    case 'sessionSilence':
      return await sessionSilence(context, order);
    case 'drillFailed':
      return await drillFailed(context, order);
    case 'sessionLetter':
      return await sessionLetter(context, order);
    case 'sessionResult':
      return await sessionResult(context, order);
    case 'toAuthority':
      return await toAuthority(context, order);
    case 'proposalWaits':
    case 'proposalCheck':
      return await toItsOffice(context, order);
    case 'caseNotice':
    case 'returnReminder':
      return await toUnitOfCase(context, order);
    case 'returnOverdue':
      return await returnOverdue(context, order);
    case 'campaignOpens':
    case 'campaignReminder':
    case 'campaignChanged':
    case 'registrationReturned':
      return await toParticipant(context, order);
    case 'registrationSign':
      return await toHead(context, order);
    case 'campaignTurn':
      return await campaignTurn(context, order);
    case 'campaignNext':
      return await campaignNext(context, order);
    case 'freshLink':
      return await freshLink(context, order);
    case 'centralDeadline':
      return await centralDeadline(context, order);
    case 'substitutionBegins':
      return await substitutionBegins(context, order);
    case 'numberRefused':
      return await numberRefused(context, order);
    case 'undelivered':
      return await undelivered(context, order);
    default:
      return await toUnit(context, order);
  }
}

/**
 * A letter to a member is about a sheet. With the count it is forgotten who is who, so what was on its way by then can neither
 * be addressed nor found among the mails that were sent; and it would come too late. Nor has a member who was replaced
 * anything to read, or be reminded of one who has sent his sheet while the reminder waited. What is said of silent members
 * comes too late as well.
 */
async function isOver({ store }: MailContext, order: MailOrder): Promise<boolean> {
  const letter = order.mail === 'undelivered' ? order.letter : order;
  // what has been answered meanwhile waits no more
  if (order.mail === 'proposalWaits' || order.mail === 'proposalCheck') {
    const { status } = await store.proposals.need(order.proposalId);
    return status !== (order.mail === 'proposalCheck' ? 'checking' : order.at);
  }
  const ofSilent = letter.mail === 'sessionSilence' || letter.mail === 'sessionLetter';
  if (!('voterRef' in letter || ofSilent)) return false;
  const { result, status } = await store.sessions.need(letter.sessionId);
  if (result !== undefined) return true;
  if (!('voterRef' in letter)) return status === 'cancelled';
  if ((await store.electors.personOf(letter.sessionId, letter.voterRef)) === undefined) return true;
  if (order.mail !== 'sessionReminder') return false;
  const sheet = await store.sheets.latestSheet(order.sessionId, order.voterRef);
  return sheet !== undefined && sheet.at > order.now;
}
