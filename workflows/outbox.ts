import { log, proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities, MailOrder } from '../activities';
import type { Instant } from '../domain/time';
import { instant, msOf } from '../domain/time';
import type { BusinessClock } from './clock';
import { mail, mailTryMs } from './options';
import { codeOf } from './refuse';

const { sendMail } = proxyActivities<Activities>(mail);

/** How long continuing as new waits for mails: longer than a mail server takes that is there. */
const SETTLE_MS = 5_000;

/**
 * Mails on their way. A mail never holds up the process: it is started and forgotten, and what has not been accepted yet is
 * carried over when the workflow continues as new (the activity sends a key once, however often it is asked one after the other).
 * The office is told of a letter that was refused for good, or that could not be sent for three days.
 */
export class Outbox {
  private readonly pending = new Map<string, MailOrder>();
  /** When continuing as new waits no longer. */
  private settledBy: Instant | undefined;

  constructor(private readonly clock: BusinessClock) {}

  send(order: MailOrder): void {
    if (this.pending.has(order.key)) return;
    this.pending.set(order.key, order);
    void this.deliver(order);
  }

  get size(): number {
    return this.pending.size;
  }

  /**
   * Waits for mails under way before the workflow continues as new, for a few seconds in all: one that is accepted during the
   * last task of a run fails that task, and callers would have to say again what they said in it.
   * @param news ends the waiting, as does the instant that `at` names
   */
  async settled(news: () => boolean, at: () => Instant | undefined): Promise<void> {
    const by = (this.settledBy ??= instant(msOf(this.clock.now()) + SETTLE_MS));
    await this.clock.until(
      () => this.size === 0 || news(),
      () => [by, at() ?? by].sort()[0],
    );
  }

  /** What the next run must take over. */
  carry(): readonly MailOrder[] {
    return [...this.pending.values()];
  }

  /** Takes over from the run before; a try that it has left under way has ended before the next one begins. */
  takeOver(orders: readonly MailOrder[]): void {
    for (const order of orders) {
      this.pending.set(order.key, order);
      void this.deliver(order, mailTryMs);
    }
  }

  private async deliver(order: MailOrder, waitMs = 0): Promise<void> {
    try {
      if (waitMs > 0) await sleep(waitMs);
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
    if (order.mail === 'returnOverdue' || order.mail === 'centralDeadline') return;
    if (order.mail === 'campaignTurn' || order.mail === 'campaignNext') return;
    this.send({ mail: 'undelivered', key: `undelivered.${order.key}`, now: this.clock.now(), letter: order, code });
  }
}
