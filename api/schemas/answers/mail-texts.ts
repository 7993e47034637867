import { z } from 'zod';
import { formed, placeholdersOf, type MailName, type SaidMail } from '../../../templates/mail';
import type { Language, MailTextRecord } from '../../../platform/store';
import type { MailTextView } from '../../commands/mails/texts';
import { defined } from '../../commands/shared';
import { language } from '../content';

/** How the agency's words of mails are answered. */

export const mailTextVersion = z
  .object({
    version: z.number(),
    subject: z.string(),
    opening: z.string(),
    closing: z.string(),
    putBack: z.number().optional().meta({ description: 'The version that was put back; absent: written anew' }),
    at: z.string(),
    by: z.string(),
  })
  .meta({ id: 'MailTextVersion' });

export const mailTextVersionAnswer = ({
  version,
  subject,
  opening,
  closing,
  putBack,
  at,
  by,
}: MailTextRecord): z.input<typeof mailTextVersion> => ({
  version,
  subject,
  opening,
  closing,
  ...defined({ putBack }),
  at,
  by,
});

export const mailText = z
  .object({
    kind: z.string(),
    lang: language,
    changeable: z.boolean().meta({ description: 'Whether an agency may say anything of its own in it' }),
    current: z.object({ version: z.number(), subject: z.string(), opening: z.string(), closing: z.string() }),
    placeholders: z.array(z.string()).meta({ description: 'Written between { and }' }),
    versions: z.array(mailTextVersion).meta({ description: 'Oldest first; 0, what comes with the service, is none' }),
  })
  .meta({ id: 'MailText' });

export const mailTextAnswer = (view: MailTextView): z.input<typeof mailText> => ({
  ...view,
  placeholders: [...placeholdersOf(view.kind)],
  versions: view.versions.map(mailTextVersionAnswer),
});

export const mailTextItem = z
  .object({ kind: z.string(), vi: z.number(), en: z.number() })
  .meta({ id: 'MailTextItem', description: 'The version in force, by language; 0: what comes with the service' });

export const mailTextItemAnswer = (given: {
  readonly kind: MailName;
  readonly of: ReadonlyMap<string, MailTextRecord>;
}): z.input<typeof mailTextItem> => ({
  kind: given.kind,
  vi: given.of.get('vi')?.version ?? 0,
  en: given.of.get('en')?.version ?? 0,
});

export const mailPreview = z
  .object({ subject: z.string(), text: z.string(), html: z.string() })
  .meta({ id: 'MailPreview', description: 'The mail as it would go out; its links open nothing' });

export function mailPreviewAnswer(lang: Language, said: SaidMail): z.input<typeof mailPreview> {
  const { text, html } = formed(lang, said);
  return { subject: said.subject, text, html };
}
