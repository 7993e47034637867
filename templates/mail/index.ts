import type { Lang } from '../format';
import type { Template } from '../engine';
import { templateOf } from '../engine';
import type { MailData, MailName, RenderedMail } from './data';
import { factsOf } from './facts';

export type * from './data';

/**
 * A mail is one text file per language, `<name>.<lang>.hbs`: the subject, an empty line, then paragraphs. Lines that start
 * with "- " are a list, `[label] address` is the one link. Both parts come from it, so they cannot say different things.
 */
const templates = new Map<string, Template>();

function template(path: string, escape = false): Template {
  const known = templates.get(path);
  if (known) return known;
  const fresh = templateOf(path, { escape });
  templates.set(path, fresh);
  return fresh;
}

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

const paragraphs = (text: string): string[] => text.trim().split(/\n{2,}/);

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

/** Line breaks are the structure of a mail and end a subject, so a text from a record may not bring any. */
function onOneLine(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim();
  if (Array.isArray(value)) return value.map(onOneLine);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, onOneLine(inner)]));
}
