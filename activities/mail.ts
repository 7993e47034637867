import { cancellationSignal } from '@temporalio/activity';
import { Problem } from '../domain/errors';
import { renderMail } from '../templates/mail';
import type { Activities, SendMail } from './index';
import type { ActivityContext } from './context';
import { composer } from './mails/compose';

/** One mail to one person: composed from records, sent, and marked. A mail that was accepted is not sent again. */
export function mailActivities(context: ActivityContext): Pick<Activities, 'sendMail'> {
  const { store, mailer } = context;
  const compose = composer(context);
  return {
    async sendMail(order: SendMail) {
      const letter = await compose(order);
      if (!letter) return;
      const { key, to, entity, person } = letter;
      if (await store.sentMails.isAccepted(key)) return;
      const { subject, text, html } = renderMail(letter.name, letter.lang, letter.data);
      await store.sentMails.queue({
        _id: key,
        mail: letter.name,
        entity,
        to,
        subject,
        queuedAt: order.now,
        ...(person === undefined ? {} : { person }),
      });
      await store.sentMails.tried(key, { to, subject });
      try {
        await mailer.send({ key, to, subject, text, html, signal: cancellationSignal() });
      } catch (error) {
        if (error instanceof Problem && error.code === 'MAIL_REFUSED') {
          await store.sentMails.refused(key, typeof error.data['reply'] === 'string' ? error.data['reply'] : '');
        }
        throw error;
      }
      await store.sentMails.accepted(key, order.now);
    },
  };
}
