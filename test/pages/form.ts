/** Reads pages as a browser without script does: the fields of a form, and what pressing one of its buttons posts. */

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
  '#x3D': '=',
  '#x60': '`',
};
export const unescaped = (text: string): string =>
  text.replace(/&([^;\s]+);/g, (all, name: string) => named[name] ?? all);

function attributesOf(tag: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, value] of tag.matchAll(/\s([\w-]+)(?:="([^"]*)")?/g)) found[name!] = unescaped(value ?? '');
  return found;
}

export interface Form {
  readonly action: string;
  readonly method: string;
  readonly fields: Record<string, string>;
  /** Values that the radio buttons or the list of a name offer. */
  readonly offered: Record<string, string[]>;
  readonly buttons: readonly string[];
}

/** The forms of a page, filled in as the page has them. */
export function formsIn(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, head, body]) => {
    const { action = '', method = 'get' } = attributesOf(head!);
    const fields: Record<string, string> = {};
    const offered: Record<string, string[]> = {};
    for (const [tag] of body!.matchAll(/<input\b[^>]*>/g)) {
      const { name, type, value = '', checked } = attributesOf(tag);
      if (name === undefined) continue;
      const choice = type === 'radio' || type === 'checkbox';
      if (choice) (offered[name] ??= []).push(value);
      if (!choice || checked !== undefined) fields[name] = value;
    }
    for (const [, tag, options] of body!.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
      const { name } = attributesOf(tag!);
      const all = [...options!.matchAll(/<option\b[^>]*>/g)].map(([option]) => attributesOf(option));
      const chosen = all.find(({ selected }) => selected !== undefined) ?? all[0];
      if (name === undefined) continue;
      offered[name] = all.map(({ value = '' }) => value);
      fields[name] = chosen?.['value'] ?? '';
    }
    for (const [, tag, text] of body!.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs)) {
      const { name } = attributesOf(tag!);
      if (name !== undefined) fields[name] = unescaped(text!);
    }
    const buttons = [...body!.matchAll(/<button\b[^>]*value="([^"]*)"/g)].map(([, value]) => value!);
    return { action, method, fields, offered, buttons };
  });
}

/** The one form of a page that is posted. */
export function formIn(html: string): Form {
  const posted = formsIn(html).filter((form) => form.method === 'post');
  if (posted.length !== 1) throw new Error(`${posted.length} forms on the page: ${html.slice(0, 2_000)}`);
  return posted[0]!;
}

/** What a page says, without its tags. */
export const textOf = (html: string): string =>
  unescaped(html.replace(/<(script|style)\b.*?<\/\1>/gs, '').replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

/** The receipt code that a page shows. */
export const codeOn = (html: string): string | undefined => /<dd>([0-9A-Z]{5}-[0-9A-Z]{5})<\/dd>/.exec(html)?.[1];
