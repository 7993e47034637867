import type { Urgency } from '../../domain/digest';
import type { OfficeSubject, SendMail } from '../index';

/** What may wait for a digest. A new mail does not compile until it is here. */
const urgencies: Readonly<Record<Exclude<SendMail['mail'], 'office' | 'undelivered'>, Urgency>> = {
  // somebody waits for it
  signInCode: 'now',
  accountInvitation: 'now',
  mailTest: 'now',
  freshLink: 'now',
  digest: 'now',
  // a sheet, a list or a registration is asked for, or its time has changed
  invitation: 'now',
  sessionReminder: 'now',
  sessionRescheduled: 'now',
  sessionCancelled: 'now',
  sessionSilence: 'now',
  sessionLetter: 'now',
  sessionResult: 'now',
  drillFailed: 'now',
  toAuthority: 'now',
  proposalCheck: 'now',
  registrationSign: 'now',
  numberRefused: 'now',
  substitutionBegins: 'now',
  // something is to be done, some time
  receipt: 'counted',
  return: 'counted',
  correctionReminder: 'counted',
  confirmWording: 'counted',
  lapsed: 'counted',
  hold: 'counted',
  withdrawn: 'counted',
  declined: 'counted',
  awarded: 'counted',
  proposalWaits: 'counted',
  caseNotice: 'counted',
  returnReminder: 'counted',
  returnOverdue: 'counted',
  campaignOpens: 'counted',
  campaignReminder: 'counted',
  campaignChanged: 'counted',
  registrationReturned: 'counted',
  campaignTurn: 'counted',
  campaignNext: 'counted',
  centralDeadline: 'counted',
  // nothing is to be done
  released: 'informative',
  forwarded: 'informative',
};

/** What the office sees on its pages anyway. */
const informing: ReadonlySet<OfficeSubject> = new Set(['resubmitted', 'postingEnded']);

export function urgencyOf(order: SendMail): Urgency {
  if (order.mail === 'office') return informing.has(order.subject) ? 'informative' : 'counted';
  // references of members stand in the order, and in no record
  if (order.mail === 'undelivered')
    return 'voterRef' in order.letter || order.letter.mail === 'sessionSilence' ? 'now' : 'counted';
  return urgencies[order.mail];
}
