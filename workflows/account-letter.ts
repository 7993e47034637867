import { log, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { businessClock } from './clock';
import type { AccountLetterInput } from './messages';
import { codeMail, mail } from './options';
import { codeOf } from './refuse';

const patient = proxyActivities<Activities>(mail);
const prompt = proxyActivities<Activities>(codeMail);

/**
 * One mail to somebody who may sign in: a code, which is worth nothing after ten minutes, or an invitation. A workflow, because
 * a route never sends a mail itself. What could not be sent stands with the mails; nobody else is told.
 */
export async function accountLetter({ order, key, offsetMs }: AccountLetterInput): Promise<void> {
  const { sendMail } = order.mail === 'signInCode' ? prompt : patient;
  try {
    await sendMail({ ...order, key, now: businessClock(offsetMs).now() });
  } catch (error) {
    log.warn('mail not sent', { key, code: codeOf(error) ?? 'TIMED_OUT' });
  }
}
