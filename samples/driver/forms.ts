/** Reads the forms of a page as a browser does, as far as a person who fills them in needs it. */

type Control = 'hidden' | 'text' | 'radio' | 'checkbox' | 'file' | 'button';

interface Field {
  readonly name: string;
  readonly control: Control;
  readonly value: string;
  checked: boolean;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Text without character references. */
const decode = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return entities[name ?? ''] ?? whole;
  });

/** What a person reads of a piece of a page. */
export const textOf = (html: string): string =>
  decode(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = tag.matchAll(/([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?/g);
  return new Map([...found].map(([, name, a, b, c]) => [name!.toLowerCase(), decode(a ?? b ?? c ?? '')]));
}

const controls: Readonly<Record<string, Control>> = {
  hidden: 'hidden',
  radio: 'radio',
  checkbox: 'checkbox',
  file: 'file',
  submit: 'button',
  button: 'button',
  image: 'button',
  reset: 'button',
};

function fieldsIn(form: string): Field[] {
  const tags = form.matchAll(
    /<(input|button)\b((?:"[^"]*"|'[^']*'|[^"'>])*)>|<textarea\b((?:"[^"]*"|'[^']*'|[^"'>])*)>([^]*?)<\/textarea>/gi,
  );
  return [...tags].flatMap(([, tag, simple, area, content]): Field[] => {
    const attributes = attributesOf(simple ?? area ?? '');
    const name = attributes.get('name');
    if (name === undefined || attributes.has('disabled')) return [];
    if (area !== undefined) {
      return [{ name, control: 'text', value: decode((content ?? '').replace(/^\r?\n/, '')), checked: true }];
    }
    const control = tag === 'button' ? 'button' : (controls[attributes.get('type') ?? 'text'] ?? 'text');
    const picked = control === 'radio' || control === 'checkbox';
    const value = attributes.get('value') ?? (picked ? 'on' : '');
    return [{ name, control, value, checked: picked ? attributes.has('checked') : control !== 'button' }];
  });
}

/** A form on a page, with what has been filled in so far. */
export class Form {
  private readonly fields: readonly Field[];
  private readonly typed = new Map<string, string>();
  readonly action: string;

  constructor(attributes: string, content: string) {
    this.action = attributesOf(attributes).get('action') ?? '';
    this.fields = fieldsIn(content);
  }

  /** The values that one may pick or press under this name. */
  offered(name: string): readonly string[] {
    return this.fields.filter((f) => f.name === name && f.control !== 'hidden').map((f) => f.value);
  }

  /** Ids of the lines that have a field of this kind: `choice.HS-1` gives `HS-1`. */
  linesWith(kind: string): readonly string[] {
    const names = this.fields.map((f) => f.name).filter((name) => name.startsWith(`${kind}.`));
    return [...new Set(names)].map((name) => name.slice(kind.length + 1));
  }

  /** Picks a radio button, or ticks a box. @throws Error when the form does not offer it */
  pick(name: string, value: string): void {
    const group = this.fields.filter((f) => f.name === name && (f.control === 'radio' || f.control === 'checkbox'));
    const wanted = group.find((f) => f.value === value);
    if (!wanted) throw new Error(`the form offers no “${value}” for ${name}, but ${this.offered(name).join(', ')}`);
    if (wanted.control === 'radio') for (const other of group) other.checked = false;
    wanted.checked = true;
  }

  /** @throws Error when there is no such field */
  write(name: string, text: string): void {
    const field = this.fields.find((f) => f.name === name && f.control === 'text');
    if (!field) throw new Error(`the form has no field ${name}`);
    this.typed.set(name, text);
  }

  /** What is posted when this button is pressed. @throws Error when there is no such button */
  press(name: string, value: string): URLSearchParams {
    const button = this.fields.find((f) => f.control === 'button' && f.name === name && f.value === value);
    if (!button) throw new Error(`the form has no button ${name}=${value}, but ${this.offered(name).join(', ')}`);
    const posted = new URLSearchParams();
    for (const field of this.fields) {
      if (field === button || (field.checked && field.control !== 'button' && field.control !== 'file')) {
        posted.append(field.name, this.typed.get(field.name) ?? field.value);
      }
    }
    return posted;
  }
}

/** The addresses of the links on a page. */
export const linksOn = (html: string): string[] =>
  [...html.matchAll(/<a\b((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi)].flatMap(([, tag]) => attributesOf(tag!).get('href') ?? []);

/** The forms of a page that post something. */
export const formsIn = (html: string): Form[] =>
  [...html.matchAll(/<form\b((?:"[^"]*"|'[^']*'|[^"'>])*)>([^]*?)<\/form>/gi)]
    .filter(([, attributes]) => attributesOf(attributes!).get('method')?.toLowerCase() === 'post')
    .map(([, attributes, content]) => new Form(attributes!, content!));
