import { log, proxyActivities } from '@temporalio/workflow';
import type { Activities, MailOrder } from '../activities';
import { mail } from './options';
import { codeOf } from './refuse';

const { sendMail } = proxyActivities<Activities>(mail);

/**
 * Mails on their way. A mail never holds up the process: it is started and forgotten, and what has not been accepted yet is
 * carried over when the workflow continues as new (the activity sends a key once, however often it is asked).
 */
export class Outbox {
  private readonly pending = new Map<string, MailOrder>();

  /** @param onFailed told of a mail that was refused for good, or that could not be sent for three days */
  constructor(private readonly onFailed: (order: MailOrder, code: string) => void) {}

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
      this.onFailed(order, code);
    } finally {
      this.pending.delete(order.key);
    }
  }
}
