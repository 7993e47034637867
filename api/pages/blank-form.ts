import { Problem } from '../../domain/errors';
import { checkOverlay } from '../../domain/overlay/check';
import type { Nudge } from '../../domain/overlay/nudge';
import type { OverlayField } from '../../domain/overlay/overlay';
import type { Language, OverlayRecord } from '../../platform/store';
import type { BlankFact } from '../../templates/pages';
import { say } from '../../templates/words';
import { overlay as overlaySchema } from '../schemas/master-data';
import { parse, type FieldProblem } from '../schemas/parse';

/** What of a field can be set on the page, by the name that its entry has there. */
const entries = [
  ['x', 'xMm'],
  ['y', 'baselineMm'],
  ['w', 'widthMm'],
  ['size', 'sizePt'],
  ['min', 'minSizePt'],
  ['lines', 'maxLines'],
] as const satisfies readonly (readonly [string, keyof OverlayField])[];
type Entry = (typeof entries)[number][0];

/** A fault of what was typed, at the entry where it is mended. */
export interface Fault {
  readonly to: string;
  readonly text: string;
}

/** What was typed, what it means, and what of it cannot be meant. */
export interface Typed {
  readonly fields: readonly OverlayField[];
  readonly values: ReadonlyMap<string, string>;
  readonly faults: readonly Fault[];
}

export const idOf = (fact: string, entry: string): string => `f-${fact}.${entry}`;

/** Reads coordinates out of a form or an address; what is not there stays as it is stored. */
export function typedIn(
  said: (name: string) => string | undefined,
  stored: OverlayRecord,
  nudge: Nudge,
  lang: Language,
): Typed {
  const values = new Map<string, string>();
  const faults: Fault[] = [];
  const fields = stored.fields.map((field, i) => {
    const numbers = entries.map(([entry, property]): readonly [string, number] => {
      const name = `${field.fact}.${entry}`;
      const typed = said(name)?.trim().slice(0, 20) ?? readable(field[property], lang);
      values.set(name, typed);
      const number = numberIn(typed);
      if (number === undefined) faults.push(noNumber(i, field.fact, entry, lang));
      return [property, number ?? field[property]];
    });
    return { ...field, ...(Object.fromEntries(numbers) as Partial<OverlayField>) };
  });
  const wrong = faults.length > 0 ? [] : wrongIn({ ...stored, fields }, nudge);
  return { fields, values, faults: [...faults, ...wrong.map((fault) => placed(fault, fields, lang))] };
}

/** A number as people write it here and elsewhere: 12,5 or 12.5. */
const numberIn = (typed: string): number | undefined =>
  /^\d{1,4}([.,]\d{1,2})?$/.test(typed) ? Number(typed.replace(',', '.')) : undefined;

export const readable = (mm: number, lang: Language): string =>
  lang === 'vi' ? String(mm).replace('.', ',') : String(mm);

/** What the doors of the API would say of the same coordinates. */
function wrongIn(record: OverlayRecord, nudge: Nudge): readonly FieldProblem[] {
  const { _id, code, ...body } = record;
  try {
    parse(overlaySchema, body);
  } catch (error) {
    if (error instanceof Problem && error.code === 'VALIDATION') return error.data['fields'] as FieldProblem[];
    throw error;
  }
  return checkOverlay(record, nudge);
}

function noNumber(i: number, fact: string, entry: Entry, lang: Language): Fault {
  const said = { no: i + 1, fact: say(lang, `blank.fact.${fact}`), entry: say(lang, `blank.entry.${entry}`) };
  return { to: idOf(fact, entry), text: say(lang, 'blank.error.number', said) };
}

/** A fault that names `fields.3.widthMm`, at its entry. */
export function placed(fault: FieldProblem, fields: readonly OverlayField[], lang: Language): Fault {
  const [, index, property] = /^fields\.(\d+)(?:\.(\w+))?$/.exec(fault.field) ?? [];
  const field = index === undefined ? undefined : fields[Number(index)];
  if (!field) return { to: '', text: fault[lang] };
  const [entry] = entries.find(([, name]) => name === property) ?? entries[0];
  const said = { no: Number(index) + 1, fact: say(lang, `blank.fact.${field.fact}`), text: fault[lang] };
  return { to: idOf(field.fact, entry), text: say(lang, 'blank.error.rule', said) };
}

/** The entries of the page. */
export const factsOf = ({ fields, values, faults }: Typed): readonly BlankFact[] =>
  fields.map(({ fact }, i) => ({
    no: i + 1,
    fact,
    entries: entries.map(([kind]) => {
      const name = `${fact}.${kind}`;
      return { name, kind, value: values.get(name) ?? '', wrong: faults.some(({ to }) => to === idOf(fact, kind)) };
    }),
  }));
