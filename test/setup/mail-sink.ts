import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it takes, and can be told to misbehave. */
export interface MailSink {
  readonly url: string;
  readonly mails: ParsedMail[];
  /** Mails to one address, oldest first. */
  to(address: string): ParsedMail[];
  /** Mails by the beginning of their key, which stands in the Message-ID: words may change, keys do not. */
  keyed(start: string): ParsedMail[];
  /** What the server says instead of taking a mail, to all or to the address that begins so; undefined: it takes it. */
  refuse: { readonly code: number; readonly text: string; readonly to?: string } | undefined;
  close(): Promise<void>;
}

export async function mailSink(): Promise<MailSink> {
  const mails: ParsedMail[] = [];
  const sink: MailSink = {
    url: '',
    mails,
    to: (address) => mails.filter((m) => JSON.stringify(m.to).includes(address)),
    keyed: (start) => mails.filter((m) => m.messageId?.startsWith(`<${start}`)),
    refuse: undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, callback) {
      if (!sink.refuse || !address.startsWith(sink.refuse.to ?? '')) return callback();
      callback(Object.assign(new Error(sink.refuse.text), { responseCode: sink.refuse.code }));
    },
    onData(stream, _session, callback) {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          callback();
        },
        (error: unknown) => callback(error as Error),
      );
    },
  });
  // a sender that is killed breaks its connection, which is no matter of the sink
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(sink, { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` });
}
