import { log, proxyActivities } from '@temporalio/workflow';
import type { Activities, MailOrder } from '../activities';
import type { Instant } from '../domain/time';
import { mail } from './options';
import { codeOf } from './refuse';

const { sendMail } = proxyActivities<Activities>(mail);

/**
 * Mails on their way. A mail never holds up the process: it is started and forgotten, and what has not been accepted yet is
 * carried over when the workflow continues as new (the activity sends a key once, however often it is asked). The office is
 * told of a letter that was refused for good, or that could not be sent for three days.
 */
export class Outbox {
  private readonly pending = new Map<string, MailOrder>();

  /** @param now business time, for what the office is told */
  constructor(private readonly now: () => Instant) {}

  send(order: MailOrder): void {
    if (this.pending.has(order.key)) return;
    this.pending.set(order.key, order);
    void this.deliver(order);
  }

  get size(): number {
    return this.pending.size;
  }

  /** What must be sent again after continuing as new. */
  carry(): readonly MailOrder[] {
    return [...this.pending.values()];
  }

  private async deliver(order: MailOrder): Promise<void> {
    try {
      await sendMail(order);
    } catch (error) {
      const code = codeOf(error) ?? 'TIMED_OUT';
      log.warn('mail not sent', { key: order.key, code });
      this.tellOffice(order, code);
    } finally {
      this.pending.delete(order.key);
    }
  }

  /** A notice to the office that fails is not told: the notice of it would go the same way. */
  private tellOffice(order: MailOrder, code: string): void {
    if (order.mail === 'office' || order.mail === 'undelivered') return;
    this.send({ mail: 'undelivered', key: `undelivered.${order.key}`, now: this.now(), letter: order, code });
  }
}
