import { signInRule } from '../../../domain/accounts';
import { cellTime, type Lang } from '../../format';
import { say } from '../../words';
import type { MailPages, MailVersion } from '../data/mails';
import { fieldView } from './office';

/** Words of the pages about mails. */
type Text = MailPages['app/mails/text'];

export const mailTextView = (data: Text, lang: Lang): object => {
  const { kind, text, done, look, fields, placeholders, versions, fixed } = data;
  const other = text === 'vi' ? 'en' : 'vi';
  return {
    title: say(lang, `mails.kind.${kind}`),
    language: say(lang, `mails.texts.${text}`),
    other: { href: `?text=${other}`, text: say(lang, `mails.texts.${other}`) },
    outcome: done === undefined ? undefined : say(lang, `mails.texts.done.${done}`, { mail: look?.mail ?? '' }),
    why: fixed === undefined ? undefined : say(lang, `mails.texts.${fixed}`),
    fields: fields?.map((field) => fieldView(lang, field)),
    example: '{ttr}',
    names: placeholders.map((name) => ({ name: `{${name}}`, meaning: say(lang, `mails.placeholder.${name}`) })),
    look: look && {
      ...look,
      how: say(lang, `mails.texts.ofHow.${look.how}`),
      testHow: say(lang, 'mails.texts.testHow', { mail: look.mail }),
    },
    rows: versions.map((version) => versionView(lang, version)),
  };
};

const tones = { queued: 'due', accepted: 'ok', failed: 'stop', gathered: 'plain', needless: 'plain' } as const;

export const mailView = ({ kind, status, again, advice }: MailPages['app/mails/mail'], lang: Lang): object => ({
  kindName: say(lang, `mails.kind.${kind}`),
  stateName: say(lang, `mails.state.${status}`),
  tone: tones[status],
  againNot: say(lang, `mails.sent.againNot.${advice}`, { minutes: signInRule.minutes }),
  againHow:
    again === undefined
      ? undefined
      : say(lang, `mails.sent.${again === 'account' ? 'againAccount' : 'againInvitation'}`),
});

function versionView(lang: Lang, { version, current, at, by, subject, putBack }: MailVersion): object {
  const again =
    putBack === undefined
      ? undefined
      : putBack === 0
        ? say(lang, 'mails.texts.wasShipped')
        : say(lang, 'mails.texts.wasPutBack', { version: putBack });
  return {
    version,
    current,
    name: version === 0 ? say(lang, 'mails.texts.shipped') : say(lang, 'mails.texts.version', { version }),
    at: at === undefined ? '–' : cellTime(lang, at),
    by: by ?? '–',
    said: again ?? (subject === undefined || subject === '' ? '–' : subject),
    button: version === 0 ? say(lang, 'mails.texts.putBackShipped') : say(lang, 'mails.texts.putBack', { version }),
  };
}
