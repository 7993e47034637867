import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it takes, and can be told to misbehave. */
export interface MailSink {
  readonly url: string;
  readonly mails: ParsedMail[];
  /** Mails to one address, oldest first. */
  to(address: string): ParsedMail[];
  /**
   * Mails by the beginning of their key, which stands in the Message-ID: words may change, keys do not. In the order of their
   * keys, which is that of their orders: two that are on their way together arrive as it happens.
   */
  keyed(start: string): ParsedMail[];
  /** What the server says instead of taking a mail, to all or to the address that begins so; undefined: it takes it. */
  refuse: { readonly code: number; readonly text: string; readonly to?: string } | undefined;
  /** Takes connections and mails and says nothing to them, ever: also on connections that stand already. */
  silent: boolean;
  /** Stops listening, and ends the connections that are open. */
  down(): Promise<void>;
  /** Listens again where it did before, unless it does. */
  up(): Promise<void>;
  /** How long it takes over each mail. */
  slowMs: number;
  close(): Promise<void>;
}

export async function mailSink(): Promise<MailSink> {
  const mails: ParsedMail[] = [];
  let server: SMTPServer | undefined;
  let port = 0;

  const up = async (): Promise<void> => {
    if (server) return;
    const started = serverFor(sink);
    await new Promise<void>((resolve, reject) => {
      started.once('error', reject);
      started.listen(port, '127.0.0.1', resolve);
    });
    // a sender that is killed breaks its connection, which is no matter of the sink
    started.on('error', () => undefined);
    ({ port } = started.server.address() as AddressInfo);
    server = started;
  };
  const down = async (): Promise<void> => {
    const stopped = server;
    server = undefined;
    if (stopped) await new Promise<void>((resolve) => stopped.close(() => resolve()));
  };
  const sink: MailSink = {
    url: '',
    mails,
    to: (address) => mails.filter((m) => JSON.stringify(m.to).includes(address)),
    keyed: (start) =>
      mails
        .filter((m) => m.messageId?.startsWith(`<${start}`))
        .sort((a, b) => a.messageId!.localeCompare(b.messageId!, 'en', { numeric: true })),
    refuse: undefined,
    silent: false,
    slowMs: 0,
    up,
    down,
    close: down,
  };
  await up();
  return Object.assign(sink, { url: `smtp://127.0.0.1:${port}` });
}

const serverFor = (sink: MailSink): SMTPServer =>
  new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 100,
    onConnect(_session, callback) {
      if (!sink.silent) callback();
    },
    onRcptTo({ address }, _session, callback) {
      if (sink.silent) return;
      if (!sink.refuse || !address.startsWith(sink.refuse.to ?? '')) return callback();
      callback(Object.assign(new Error(sink.refuse.text), { responseCode: sink.refuse.code }));
    },
    onData(stream, _session, callback) {
      simpleParser(stream).then(
        (mail) => {
          sink.mails.push(mail);
          setTimeout(callback, sink.slowMs);
        },
        (error: unknown) => callback(error as Error),
      );
    },
  });
