/** Forms of a page as a robot reads them that runs no script. */

export interface LonelyForm {
  readonly method: 'GET' | 'POST';
  /** As the page has it: relative to where the page stands. */
  readonly action: string;
  readonly fields: readonly (readonly [string, string])[];
}

const BUTTONS = /<button\b[^>]*>|<input\b[^>]*\btype\s*=\s*["']?(?:submit|image)\b[^>]*>/gi;
const FIELDS = /<(input|textarea|select)\b([^>]*)>/gi;

/** The form of the only button of a page, with what stands in it: nobody has chosen or typed anything. Undefined when there is no such one. */
export function lonelyForm(html: string): LonelyForm | undefined {
  const buttons = [...html.matchAll(BUTTONS)].filter(([tag]) => presses(tag));
  const [button] = buttons;
  if (!button || buttons.length > 1) return undefined;
  const start = html.lastIndexOf('<form', button.index);
  const end = html.indexOf('</form>', button.index);
  if (start < 0 || end < 0 || html.lastIndexOf('</form>', button.index) > start) return undefined;
  const form = html.slice(start, end);
  const head = form.slice(0, form.indexOf('>') + 1);
  const own = attribute(button[0], 'name');
  return {
    method: attribute(head, 'method')?.toUpperCase() === 'POST' ? 'POST' : 'GET',
    action: attribute(button[0], 'formaction') ?? attribute(head, 'action') ?? '',
    fields: [...fieldsIn(form), ...(own === undefined ? [] : [[own, attribute(button[0], 'value') ?? ''] as const])],
  };
}

/** A button that sends: one of type="button" does nothing without a script. */
const presses = (tag: string): boolean =>
  !/\s(?:disabled|hidden)\b/i.test(tag) && !/^<button\b[^>]*\btype\s*=\s*["']?(?:button|reset)\b/i.test(tag);

function* fieldsIn(form: string): Generator<readonly [string, string]> {
  for (const [tag, kind] of form.matchAll(FIELDS)) {
    const name = attribute(tag, 'name');
    const type = attribute(tag, 'type')?.toLowerCase() ?? 'text';
    if (name === undefined || type === 'submit' || type === 'image' || type === 'file') continue;
    if ((type === 'radio' || type === 'checkbox') && !/\schecked\b/i.test(tag)) continue;
    yield [name, kind!.toLowerCase() === 'input' ? (attribute(tag, 'value') ?? '') : ''];
  }
}

function attribute(tag: string, name: string): string | undefined {
  const [, , double, single, bare] =
    new RegExp(`\\s(${name})\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag) ?? [];
  const value = double ?? single ?? bare;
  return value === undefined ? undefined : decoded(value);
}

const decoded = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, no: string) => String.fromCodePoint(Number(no)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
