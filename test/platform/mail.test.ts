import { createServer, type Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createMailer, type Mailer, type Message } from '../../platform/mail';
import { refusal } from './store/database';

const received: ParsedMail[] = [];
const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
});

/** A mail server that takes mail, unless told otherwise, and a mailer for it. */
async function serve(behaviour: SMTPServerOptions): Promise<Mailer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        received.push(mail);
        done();
      }, done);
    },
    ...behaviour,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  const mailer = createMailer({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    from: 'Vinh Danh <no-reply@vinhdanh.example>',
    domain: 'vinhdanh.example',
  });
  closers.push(() => {
    mailer.close();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  return mailer;
}

const message: Message = {
  key: 'invitation.7.p1.1',
  to: 'an@example.vn',
  subject: 'Lấy ý kiến Hội đồng',
  text: 'Kính gửi đồng chí',
  html: '<p>Kính gửi đồng chí</p>',
};
const saying = (responseCode: number, words: string): Error => Object.assign(new Error(words), { responseCode });

test('a message arrives with its stable id, for one person, marked as automatic', async () => {
  const mailer = await serve({});
  expect(await mailer.answers()).toBe(true);
  await mailer.send(message);
  const mail = received.at(-1)!;
  expect(mail.messageId).toBe('<invitation.7.p1.1@vinhdanh.example>');
  expect(mail.subject).toBe(message.subject);
  expect(mail.text?.trim()).toBe(message.text);
  expect(mail.to).toMatchObject({ value: [{ address: 'an@example.vn' }] });
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
});

test('attachments come along byte by byte', async () => {
  const mailer = await serve({});
  const content = Buffer.from([0, 1, 2, 255]);
  await mailer.send({ ...message, attachments: [{ filename: 'a.pdf', content, contentType: 'application/pdf' }] });
  expect(received.at(-1)?.attachments[0]?.content).toEqual(content);
});

test.each(['a@b.vn, c@d.vn', 'a@b.vn\nBcc: c@d.vn', 'nobody', '', 'An <a@b.vn>'])(
  'more or less than one bare address is refused: %j',
  async (to) => {
    const mailer = await serve({});
    expect((await refusal(mailer.send({ ...message, to }))).code).toBe('MAIL_REFUSED');
  },
);

test('a copy to somebody else is a bug, not a mail', async () => {
  const mailer = await serve({});
  await expect(mailer.send({ ...message, cc: 'c@d.vn' } as Message)).rejects.toThrow('no Cc');
});

test('a mailbox that the server refuses is refused for good, with its words and without the address', async () => {
  const mailer = await serve({
    onRcptTo: (address, _session, done) => done(saying(550, `5.1.1 <${address.address}> unknown user`)),
  });
  const { code, data } = await refusal(mailer.send(message));
  expect(code).toBe('MAIL_REFUSED');
  expect(data.reply).toContain('unknown user');
  expect(data.reply).not.toContain('an@example.vn');
});

test('a message that the server refuses after reading it is refused for good', async () => {
  const mailer = await serve({
    onData(stream, _session, done) {
      stream.resume();
      stream.on('end', () => done(saying(554, 'no such content here')));
    },
  });
  expect((await refusal(mailer.send(message))).code).toBe('MAIL_REFUSED');
});

test.each([
  ['a mailbox that is full for now', { onRcptTo: (_a, _s, done) => done(saying(452, 'try later')) }],
  ['a sender that the server does not know', { onMailFrom: (_a, _s, done) => done(saying(550, 'who are you')) }],
  ['a server that turns everybody away', { onConnect: (_s, done) => done(saying(421, 'too busy')) }],
] as [string, SMTPServerOptions][])('%s may pass', async (_, behaviour) => {
  const mailer = await serve(behaviour);
  expect(await refusal(mailer.send(message))).toMatchObject({ code: 'STORE_BUSY', data: { what: 'mail' } });
});

/** A server that speaks just enough SMTP to get to the message, and then does something else. */
async function speak(afterMessage: (socket: Socket) => void): Promise<Mailer> {
  const answers: Readonly<Record<string, string>> = {
    EHLO: '250 ok',
    MAIL: '250 ok',
    RCPT: '250 ok',
    DATA: '354 go on',
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write('220 hello\r\n');
    socket.on('data', (data) => {
      const answer = answers[data.toString().slice(0, 4)];
      if (answer !== undefined) socket.write(`${answer}\r\n`);
      else if (data.includes('\r\n.\r\n')) afterMessage(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const smtpUrl = `smtp://127.0.0.1:${port}`;
  const mailer = createMailer({ smtpUrl, from: 'a@b.vn', domain: 'b.vn', timeouts: { socketTimeout: 500 } });
  closers.push(() => {
    mailer.close();
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  return mailer;
}

test.each([
  ['drops the line in the middle of a message', (socket: Socket) => void socket.destroy()],
  ['says nothing any more', () => undefined],
  ['does not speak SMTP', (socket: Socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n')],
])('a server that %s may come back, and nothing is sent twice by itself', async (_, behaviour) => {
  let messages = 0;
  const mailer = await speak((socket) => {
    messages += 1;
    behaviour(socket);
  });
  expect((await refusal(mailer.send(message))).code).toBe('STORE_BUSY');
  expect(messages).toBe(1);
});

test('a server that is not there may come back', async () => {
  const mailer = createMailer({ smtpUrl: 'smtp://127.0.0.1:9', from: 'a@b.vn', domain: 'b.vn' });
  expect((await refusal(mailer.send(message))).code).toBe('STORE_BUSY');
  expect(await mailer.answers()).toBe(false);
  mailer.close();
});

test('waiting ends when the worker stops', async () => {
  const mailer = await serve({ onConnect: () => undefined });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 200);
  const started = performance.now();
  expect((await refusal(mailer.send({ ...message, signal: stop.signal }))).code).toBe('STORE_BUSY');
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('nothing of a message stands in what is thrown', async () => {
  const mailer = await serve({ onRcptTo: (_a, _s, done) => done(saying(451, 'an@example.vn is greylisted')) });
  const error: unknown = await mailer.send(message).catch((caught: unknown) => caught);
  const { message: text, data } = error as { message: string; data: unknown };
  expect(`${text} ${JSON.stringify(data)}`).not.toContain('an@example.vn');
});
