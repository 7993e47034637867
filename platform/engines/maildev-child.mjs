/** The mail catcher as a process of its own: --mail-directory DIR --smtp-port N --web-port N, all on this machine only. */
import { parseArgs } from 'node:util';
import { MailDev } from 'maildev';

const option = { type: 'string' };
const { values } = parseArgs({ options: { 'mail-directory': option, 'smtp-port': option, 'web-port': option } });

const mailDev = new MailDev({
  smtp: Number(values['smtp-port']),
  ip: '127.0.0.1',
  web: Number(values['web-port']),
  webIp: '127.0.0.1',
  mailDirectory: values['mail-directory'],
});

const stop = () => {
  mailDev.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.once('SIGTERM', stop).once('SIGINT', stop);

await mailDev.start();
