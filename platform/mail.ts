import { createTransport, type SendMailOptions } from 'nodemailer';
import { Problem } from '../domain/errors';

export interface Message {
  /** Local part of the Message-ID: the same mail always has the same one. */
  readonly key: string;
  /** One bare address. There is no Cc: a link is for one person. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly {
    readonly filename: string;
    readonly content: Buffer;
    readonly contentType: string;
  }[];
  /** Ends the waiting for the mail server, when the worker stops. */
  readonly signal?: AbortSignal;
}

export interface Mailer {
  /**
   * Hands one message to the mail server, for one person.
   * @throws Problem MAIL_REFUSED when the server refused the mailbox or the message for good (its words, without the address,
   * in `data.reply`), STORE_BUSY with `data.what: 'mail'` for everything that may pass: no connection, no login, 4xx
   */
  send(message: Message): Promise<void>;
  /** Whether the mail server takes a connection, for /readyz. */
  answers(): Promise<boolean>;
  close(): void;
}

/** Each shorter than the 30 s that an activity gives to one message. */
const timeouts = { connectionTimeout: 8_000, greetingTimeout: 8_000, dnsTimeout: 5_000, socketTimeout: 15_000 };

export function createMailer(given: {
  readonly smtpUrl: string;
  readonly from: string;
  /** Domain of the Message-IDs. */
  readonly domain: string;
  readonly timeouts?: Partial<typeof timeouts>;
}): Mailer {
  const transport = createTransport({
    url: given.smtpUrl,
    pool: true,
    // the pool would send again by itself what a broken connection may have delivered; trying again is the activity's
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...timeouts,
    ...given.timeouts,
  });

  return {
    async send(message) {
      assertOnePerson(message);
      const { key, to, subject, text, html, attachments = [], signal } = message;
      const mail: SendMailOptions = {
        from: given.from,
        to: { name: '', address: to },
        messageId: `<${key}@${given.domain}>`,
        subject,
        text,
        html,
        attachments: attachments.map((one) => ({ ...one })),
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        ...(signal ? { signal } : {}),
      };
      try {
        await transport.sendMail(mail);
      } catch (error) {
        throw refusalOf(error, to);
      }
    },
    async answers() {
      try {
        return await transport.verify();
      } catch {
        return false;
      }
    },
    close: () => transport.close(),
  };
}

function assertOnePerson(message: Message): void {
  const { key, to } = message;
  if ('cc' in message || 'bcc' in message) throw new Error('a message is for one person: no Cc');
  if (!/^[^\s,;<>"@]+@[^\s,;<>"@]+$/.test(to)) throw new Problem('MAIL_REFUSED', 'not one address', { reply: '' });
  if (!/^[A-Za-z0-9._~+=-]+$/.test(key)) throw new Error('the key of a mail must fit into a Message-ID');
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
}

/**
 * Only a 5xx to the recipient or to the message itself is about them. One to login or sender is about our settings, which an
 * operator mends; 503 is about the course of the session (RFC 5321).
 */
function refusalOf(error: unknown, to: string): Problem {
  const { code, responseCode = 0, response, command = '' } = error as SmtpError;
  const lasting = responseCode >= 500 && responseCode < 600 && responseCode !== 503;
  const aboutThem = command === 'RCPT TO' || command === 'DATA' || (command === 'API' && code === 'EENVELOPE');
  if (aboutThem && (lasting || command === 'API')) {
    return new Problem('MAIL_REFUSED', `refused with ${responseCode}`, { reply: withoutAddress(response ?? '', to) });
  }
  const kind = code ?? (error as Error).name;
  return new Problem('STORE_BUSY', `mail not sent: ${kind} ${responseCode}`, { what: 'mail', kind });
}

/** The server's words for the office: no address in them, no control characters, not too many. */
const withoutAddress = (words: string, to: string): string =>
  words
    .replaceAll(to, '…')
    .replace(/[^\s<>@]+@[^\s<>@]+/g, '…')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
