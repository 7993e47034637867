import type { Lang } from '../format';
import type { MailData, MailName, RenderedMail } from './data';
import { factsOf } from './facts';
import { onOneLine, paragraphs, template } from './source';

export type * from './data';
export type * from './drafts';
export { renderDraft } from './drafts';

/**
 * A mail is one text file per language, `<name>.<lang>.hbs`: the subject, an empty line, then paragraphs. Lines that start
 * with "- " are a list, `[label] address` is the one link. Both parts come from it, so they cannot say different things.
 */

type Block =
  | { readonly text: string }
  | { readonly small: string }
  | { readonly list: readonly string[] }
  | { readonly label: string; readonly link: string };

const LINK = /^\[(.+)\] (https?:\/\/\S+)$/;

/** A mail, ready to be sent: subject, text part and HTML part from the same source and data. */
export function renderMail<N extends MailName>(name: N, lang: Lang, data: MailData[N]): RenderedMail {
  const facts = onOneLine({ ...data, ...factsOf(name, data) }) as object;
  const [subject = '', ...body] = paragraphs(template(`mail/${name}.${lang}.hbs`)(facts, lang));
  const signature = paragraphs(template(`mail/sign.${lang}.hbs`)(facts, lang));
  const blocks = [...body.flatMap(blocksOf), ...signature.map((small) => ({ small }))];
  return {
    subject,
    text: `${[...body.map(asText), ...signature].join('\n\n')}\n`,
    html: template('mail/frame.html.hbs', true)({ lang, subject, blocks }, lang),
  };
}

function blocksOf(paragraph: string): Block[] {
  const lines = paragraph.split('\n');
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
    .map((line) => LINK.exec(line)?.[2] ?? line.replace(/^- (?=\d+\. )/, ''))
    .join('\n');
