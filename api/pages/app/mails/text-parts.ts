import { mailTextLimits, mailTextParts } from '../../../../domain/mailText';
import type { Field, MailVersion, PageData } from '../../../../templates/pages';
import { recentCases, type MailTextAsked, type MailTextView } from '../../../commands/mails/texts';
import type { ApiContext } from '../../../context';
import type { Fields } from '../../forms';
import { filledIn } from '../office/form';

/** Parts of the page of one mail. */

/** The form of the agency's words, with what was typed and what is wrong with it. */
export const formOf = (
  current: MailTextView['current'],
  typed: Fields | undefined,
  wrong: ReadonlyMap<string, string>,
): Field[] =>
  filledIn(
    mailTextParts.map((name): Field => ({
      name,
      label: { key: `mails.texts.${name}` },
      kind: name === 'subject' ? 'text' : 'long',
      value: current[name],
      hint: {
        key: `mails.texts.${name === 'subject' ? 'subjectHow' : 'wordsHow'}`,
        values: { most: mailTextLimits[name] },
      },
    })),
    typed,
    (name) => wrong.get(name),
  );

/** Newest first, with what comes with the service last; nothing where nobody has changed anything. */
export async function versionsOf(
  { store }: ApiContext,
  { versions, current }: MailTextView,
): Promise<readonly MailVersion[]> {
  if (versions.length === 0) return [];
  const accounts = versions.flatMap(({ by }) => /^account:(.+)$/.exec(by)?.[1] ?? []);
  const names = new Map<string, string | undefined>(
    await Promise.all(
      [...new Set(accounts)].map(async (id) => [`account:${id}`, (await store.accounts.get(id))?.name] as const),
    ),
  );
  const written = versions.map(({ version, at, by, subject, putBack }): MailVersion => ({
    version,
    current: version === current.version,
    at,
    by: names.get(by) ?? by,
    subject,
    ...(putBack === undefined ? {} : { putBack }),
  }));
  return [...written.reverse(), { version: 0, current: false }];
}

/** Cases that this mail was last sent about. */
export const recentOf = async (
  context: ApiContext,
  asked: MailTextAsked,
): Promise<NonNullable<PageData['app/mails/text']['look']>['recent']> =>
  (await recentCases(context, asked)).map((of) => ({
    of,
    href: `/app/mail-texts/${asked.kind}?${new URLSearchParams({ text: asked.lang, of }).toString()}`,
  }));
