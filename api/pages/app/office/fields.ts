import type { Field, Said } from '../../../../templates/pages';

/** Fields of the forms of an office, with the words of one part of them. */
export interface FieldMaker {
  text(name: string, more?: Partial<Field>): Field;
  long(name: string, more?: Partial<Field>): Field;
  day(name: string, more?: Partial<Field>): Field;
  /** A day with its time. */
  moment(name: string, more?: Partial<Field>): Field;
  number(name: string, more?: Partial<Field>): Field;
  /** One of several; the first is chosen unless another is. */
  choice(name: string, values: readonly { readonly value: string; readonly text: Said }[], chosen?: string): Field;
  check(name: string, label: Said, more?: Partial<Field>): Field;
  heading(name: string, more?: Partial<Field>): Field;
  /** A paper that settles something: title, number, date, signer, and its scan. */
  paper(more: { readonly title: string; readonly scan: 'needed' | 'offered' }): Field[];
}

/** @param words what a key of that part says */
export function fieldsOf(words: (key: string) => Said): FieldMaker {
  const field = (name: string, kind: Field['kind'], more: Partial<Field>): Field => ({
    name,
    label: more.label ?? words(`field.${name.replaceAll('.', '_')}`),
    ...more,
    kind: more.kind ?? kind,
  });
  const paperField = (name: string, kind: Field['kind'], more: Partial<Field>): Field => ({
    name: `paper.${name}`,
    label: { key: `officePages.act.paper.${name}` },
    kind,
    ...more,
  });
  return {
    text: (name, more = {}) => field(name, 'text', { required: true, ...more }),
    long: (name, more = {}) => field(name, 'long', { required: true, ...more }),
    day: (name, more = {}) => field(name, 'date', { required: true, ...more }),
    moment: (name, more = {}) => field(name, 'datetime-local', { required: true, ...more }),
    number: (name, more = {}) => field(name, 'number', more),
    choice: (name, values, chosen) =>
      field(name, 'select', {
        options: values.map((one, i) => ({
          ...one,
          selected: chosen === undefined ? i === 0 : one.value === chosen,
        })),
      }),
    check: (name, label, more = {}) => ({ name, label, kind: 'check', ...more }),
    heading: (name, more = {}) => field(name, 'heading', more),
    paper: ({ title, scan }) => [
      paperField('title', 'text', { value: title, required: true }),
      paperField('number', 'text', { required: true }),
      paperField('date', 'date', { required: true }),
      paperField('signer', 'text', {}),
      paperField('file', 'file', { hint: { key: `officePages.act.scan.${scan}` } }),
    ],
  };
}

/** `2026-11-20T17:00` of a form is a time in Viet Nam; anything else is left for the schema to refuse. */
export const momentIn = (typed: string | undefined): string | undefined =>
  typed === undefined || typed === ''
    ? undefined
    : typed.replace(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2}(\.\d+)?)?$/, '$1:00+07:00');

/** An instant as a form shows it: in Viet Nam, to the minute. */
export const momentText = (at: string): string => new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 16);
