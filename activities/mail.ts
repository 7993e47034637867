import { cancellationSignal } from '@temporalio/activity';
import { Problem } from '../domain/errors';
import type { RenderedMail } from '../templates/mail';
import type { Activities, SendMail } from './index';
import type { ActivityContext } from './context';
import { composer } from './mails/compose';
import { renderLetter, type Letter } from './mails/letter';
import { testLetter } from './mails/preview';

/** A letter with what its record calls it, and what goes out. */
interface Ready extends Pick<Letter, 'key' | 'to' | 'entity' | 'person' | 'unit'> {
  readonly mail: string;
  readonly render: () => Promise<RenderedMail>;
}

/** One mail to one person: composed from records, sent, and marked. A mail that was accepted is not sent again. */
export function mailActivities(context: ActivityContext): Pick<Activities, 'sendMail'> {
  const { store, mailer } = context;
  const compose = composer(context);

  async function ready(order: SendMail): Promise<Ready | undefined> {
    if (order.mail === 'mailTest') {
      const test = await testLetter(context, order);
      if (!test) return undefined;
      const { letter, lang } = test;
      return { ...letter, mail: 'mail-test', render: () => renderLetter(context, { ...letter, lang }, true) };
    }
    const letter = await compose(order);
    return letter && { ...letter, mail: letter.name, render: () => renderLetter(context, letter) };
  }

  return {
    async sendMail(order: SendMail) {
      const letter = await ready(order);
      if (!letter) return;
      const { key, to, entity, person, unit, mail, render } = letter;
      if (await store.sentMails.isAccepted(key)) return;
      const { subject, text, html } = await render();
      await store.sentMails.queue({
        _id: key,
        mail,
        entity,
        to,
        subject,
        queuedAt: order.now,
        ...(person === undefined ? {} : { person }),
        ...(unit === undefined ? {} : { unit }),
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
