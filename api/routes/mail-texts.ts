import { z } from 'zod';
import { mailNames } from '../../templates/mail';
import {
  listMailTexts,
  previewMailText,
  putBackMailText,
  sendTestMail,
  testReader,
  viewMailText,
  writeMailText,
} from '../commands/mails/texts';
import {
  mailPreview,
  mailPreviewAnswer,
  mailText,
  mailTextAnswer,
  mailTextItem,
  mailTextItemAnswer,
  mailTextVersion,
  mailTextVersionAnswer,
} from '../schemas/answers/mail-texts';
import { language } from '../schemas/content';
import { email, line, prose, version } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { expectsOf } from './serve';

const tag = 'templates' as const;
const params = z.strictObject({ kind: z.enum(mailNames), lang: language });
/** How long a part may be, the command says with what is wrong in it. */
const part = prose(5_000, 0).default('');
const words = { subject: part, opening: part, closing: part } as const;
const of = line(200).meta({
  description: 'Number of what the mail is about: a nomination, what a unit has sent, a session, a proposal, a case',
});

export const mailTextRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/mail-texts',
    tag,
    summary: "All mails, with the version of the agency's own words that is in force",
    description: "The agency is the caller's unit, or the province for its people.",
    right: 'readMails',
    answers: { 200: z.object({ items: z.array(mailTextItem) }) },
    async handle({ context, caller }) {
      return { body: { items: (await listMailTexts(context, { caller })).map(mailTextItemAnswer) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/mail-texts/:kind/:lang',
    tag,
    summary: "The agency's own words of one mail in one language, with its placeholders and versions",
    right: 'readMails',
    params,
    answers: { 200: mailText },
    async handle({ context, caller, params: asked }) {
      const view = await viewMailText(context, { caller, ...asked });
      return { body: mailTextAnswer(view), version: view.current.version };
    },
  }),
  endpoint({
    method: 'post',
    path: '/mail-texts/:kind/:lang/versions',
    tag,
    summary: 'Say something of its own in a mail, from now on',
    description:
      'Plain words and placeholders; subject up to 120 letters, opening and closing up to 600, at least one of them. The same submission again is the same version.',
    right: 'writeTemplates',
    params,
    body: z.strictObject({ ...words, expects: version.optional() }).meta({ id: 'NewMailText' }),
    answers: { 201: mailTextVersion, 200: mailTextVersion },
    refuses: ['ACTION_NOT_ALLOWED', 'STATE_CHANGED', 'KEY_REUSED'],
    async handle(asked) {
      const { context, caller, submission } = asked;
      const { expects: _expects, ...text } = asked.body;
      const said = { caller, ...asked.params, text, expects: expectsOf(asked), submission };
      const { record, created } = await writeMailText(context, said);
      return { status: created ? 201 : 200, body: mailTextVersionAnswer(record), version: record.version };
    },
  }),
  endpoint({
    method: 'post',
    path: '/mail-texts/:kind/:lang/put-back',
    tag,
    summary: 'Put a version back, as a new one; 0 is what comes with the service',
    right: 'writeTemplates',
    params,
    body: z
      .strictObject({ version: z.int().min(0).max(1_000_000), expects: version.optional() })
      .meta({ id: 'MailTextPutBack' }),
    answers: { 201: mailTextVersion, 200: mailTextVersion },
    refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'STATE_CHANGED', 'KEY_REUSED'],
    async handle(asked) {
      const { context, caller, submission } = asked;
      const said = {
        caller,
        ...asked.params,
        version: asked.body.version,
        expects: expectsOf(asked),
        submission,
      };
      const { record, created } = await putBackMailText(context, said);
      return { status: created ? 201 : 200, body: mailTextVersionAnswer(record), version: record.version };
    },
  }),
  endpoint({
    method: 'post',
    path: '/mail-texts/:kind/:lang/preview',
    tag,
    summary: 'What a mail of a real case says, with the words in force or with others; nothing is stored or sent',
    right: 'readMails',
    params,
    body: z.strictObject({ of, text: z.strictObject(words).exactOptional() }).meta({ id: 'MailTextPreview' }),
    answers: { 200: mailPreview },
    async handle({ context, caller, params: asked, body }) {
      return { body: mailPreviewAnswer(asked.lang, await previewMailText(context, { caller, ...asked, ...body })) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/mail-texts/:kind/:lang/test',
    tag,
    summary: 'Send a mail of a real case, marked as a test, to somebody who reads mails of the agency',
    description:
      'A key has no address of its own: `to` is that of who uses it, who may sign in as somebody who reads these mails. 20 a day to each. The same submission again is the same mail.',
    right: 'readMails',
    params,
    body: z.strictObject({ of, to: email }).meta({ id: 'TestMail' }),
    answers: { 202: undefined },
    refuses: ['TOO_MANY_REQUESTS', 'ENGINE_BUSY'],
    async handle({ context, caller, params: asked, body, submission }) {
      const mail = { caller, ...asked };
      const account = await testReader(context, { ...mail, to: body.to });
      await sendTestMail(context, { ...mail, of: body.of, account, submission: `${caller.actor}/${submission}` });
      return { status: 202 };
    },
  }),
];
