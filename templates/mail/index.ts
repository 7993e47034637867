import type { Lang } from '../format';
import { say } from '../words';
import type { MailData, MailName, RenderedMail } from './data';
import type { MailText } from '../../domain/mailText';
import { factsOf } from './facts';
import { inOwnWords } from './own';
import { onOneLine, paragraphs, template } from './source';

export type * from './data';
export { mailNames, mayBeSaidOtherwise, placeholdersOf, type Placeholder } from './own';
export type * from './drafts';
export { renderDraft } from './drafts';

/**
 * A mail is one text file per language, `<name>.<lang>.hbs`: the subject, an empty line, then paragraphs. Lines that start
 * with "- " are a list, `[label] address` is the one link. Both parts come from it, so they cannot say different things.
 */

export type Block =
  | { readonly heading: string }
  | { readonly text: string }
  | { readonly small: string }
  | { readonly list: readonly string[] }
  | { readonly label: string; readonly link: string };

/** A mail within a mail begins with its subject. */
const HEADING = '# ';

const LINK = /^\[(.+)\] (https?:\/\/\S+)$/;

/** A mail before it has its form: what both parts say. */
export interface SaidMail {
  readonly subject: string;
  /** Paragraphs; lines within one are kept. */
  readonly body: readonly string[];
  readonly signature: readonly string[];
}

/** What a mail says. @param own the office's own words for it */
export function sayMail<N extends MailName>(name: N, lang: Lang, data: MailData[N], own?: MailText): SaidMail {
  const facts = onOneLine({ ...data, ...factsOf(name, data) }) as object;
  const [subject = '', ...body] = paragraphs(template(`mail/${name}.${lang}.hbs`)(facts, lang));
  const signature = paragraphs(template(`mail/sign.${lang}.hbs`)(facts, lang));
  return { ...inOwnWords(name, lang, facts, { subject, body }, own), signature };
}

/** A mail that is sent to be looked at: marked as a test in its subject and at its head. */
export const asTest = (lang: Lang, { subject, body, signature }: SaidMail): SaidMail => ({
  subject: say(lang, 'mails.test.subject', { subject }),
  body: [say(lang, 'mails.test.lead'), ...body],
  signature,
});

/** A mail, ready to be sent: subject, text part and HTML part from the same source and data. */
export const renderMail = <N extends MailName>(name: N, lang: Lang, data: MailData[N], own?: MailText): RenderedMail =>
  formed(lang, sayMail(name, lang, data, own));

/** What a mail says, in both parts. */
export function formed(lang: Lang, said: SaidMail): RenderedMail {
  const { subject, body, signature } = said;
  return {
    subject,
    text: `${[...body.map(asText), ...signature].join('\n\n')}\n`,
    html: template('mail/frame.html.hbs', true)({ lang, subject, blocks: blocksIn(said) }, lang),
  };
}

/** The paragraphs of a mail by their form, for whoever shows it within a page. */
export const blocksIn = ({ body, signature }: SaidMail): readonly Block[] => [
  ...body.flatMap(blocksOf),
  ...signature.map((small) => ({ small })),
];

function blocksOf(paragraph: string): Block[] {
  const lines = paragraph.split('\n');
  if (paragraph.startsWith(HEADING)) return [{ heading: paragraph.slice(HEADING.length) }];
  if (lines.every((line) => line.startsWith('- '))) return [{ list: lines.map((line) => line.slice(2)) }];
  return lines.map((line) => {
    const [, label, link] = LINK.exec(line) ?? [];
    return label !== undefined && link !== undefined ? { label, link } : { text: line };
  });
}

/** In the text part the address stands alone on its line, so that no mail program takes a full stop into it; numbers need no dash. */
const asText = (paragraph: string): string =>
  paragraph
    .split('\n')
    .map((line) => LINK.exec(line)?.[2] ?? line.replace(/^(?:- (?=\d+\. )|# )/, ''))
    .join('\n');
