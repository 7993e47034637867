import { cancellationSignal } from '@temporalio/activity';
import { digestRuleOf } from '../domain/digest';
import { Problem } from '../domain/errors';
import { dayOf } from '../domain/time';
import type { NewMail } from '../platform/store/sent-mails';
import type { RenderedMail } from '../templates/mail';
import type { Activities, SendMail } from './index';
import type { ActivityContext } from './context';
import { composer } from './mails/compose';
import { digestLetter } from './mails/digest';
import { readerRef, renderLetter, type Letter } from './mails/letter';
import { testLetter } from './mails/preview';
import { urgencyOf } from './mails/urgency';

/** A letter with what its record calls it, and what goes out. */
interface Ready extends Pick<Letter, 'key' | 'to' | 'entity' | 'person' | 'unit'> {
  readonly mail: string;
  readonly render: () => Promise<RenderedMail>;
}

/** One mail to one person: composed from records, sent, and marked. A mail that was accepted is not sent again. */
export function mailActivities(context: ActivityContext): Pick<Activities, 'sendMail'> {
  const { store, mailer, pack } = context;
  const compose = composer(context);

  async function ready(order: SendMail): Promise<Ready | undefined> {
    if (order.mail === 'mailTest') {
      const test = await testLetter(context, order);
      if (!test) return undefined;
      const { letter, lang } = test;
      return { ...letter, mail: 'mail-test', render: () => renderLetter(context, { ...letter, lang }, true) };
    }
    const letter = order.mail === 'digest' ? await digestLetter(context, order.key) : await compose(order);
    return letter && { ...letter, mail: letter.name, render: () => renderLetter(context, letter) };
  }

  /** Whether a mail waits for the digest: it only informs, or its reader has had enough for one day. */
  async function mayWait(order: SendMail, to: string): Promise<boolean> {
    const urgency = urgencyOf(order);
    if (urgency === 'now') return false;
    const { perDay, informative } = digestRuleOf(pack);
    if (urgency === 'informative' && informative === 'gathered') return true;
    return !(await store.sentMails.holdPlace(readerRef(to.toLowerCase()), 'all', dayOf(order.now), perDay, order.key));
  }

  /** What became of the mails that stand in a digest. */
  async function settle(order: SendMail, status: 'accepted' | 'failed' | 'needless'): Promise<void> {
    if (order.mail === 'digest') await store.sentMails.settle({ digest: order.key }, status, order.now);
  }

  return {
    async sendMail(order: SendMail) {
      // a digest that has left: what stood in it may not be marked yet
      if (order.mail === 'digest' && (await store.sentMails.isAccepted(order.key)))
        return await settle(order, 'accepted');
      const letter = await ready(order);
      if (!letter) {
        await settle(order, 'needless');
        return;
      }
      const { key, to, entity, person, unit, mail, render } = letter;
      const known = await store.sentMails.get(key);
      if (known && known.status !== 'queued' && known.status !== 'failed') return;
      const { subject, text, html } = await render();
      const row: NewMail = {
        _id: key,
        mail,
        entity,
        to,
        subject,
        queuedAt: order.now,
        ...(person === undefined ? {} : { person }),
        ...(unit === undefined ? {} : { unit }),
      };
      if (!known && (await mayWait(order, to))) {
        await store.sentMails.gather(row, order);
        return;
      }
      await store.sentMails.queue(row);
      await store.sentMails.tried(key, { to, subject });
      try {
        await mailer.send({ key, to, subject, text, html, signal: cancellationSignal() });
      } catch (error) {
        if (error instanceof Problem && error.code === 'MAIL_REFUSED') {
          await settle(order, 'failed');
          await store.sentMails.refused(key, typeof error.data['reply'] === 'string' ? error.data['reply'] : '');
        }
        throw error;
      }
      await store.sentMails.accepted(key, order.now);
      await settle(order, 'accepted');
    },
  };
}
