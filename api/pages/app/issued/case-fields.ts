import { revocationGrounds } from '../../../../domain/award';
import type { PrintedField } from '../../../../domain/case/life';
import { printedFields } from '../../../../domain/case/life';
import { printedFacts, type Snapshot } from '../../../../domain/case/printed';
import type { CaseKind } from '../../../../domain/case/state';
import { oneLine } from '../../../../domain/words';
import type { Field } from '../../../../templates/pages';
import { formsOfAddress } from '../../../schemas/fields';
import { bodyIn, type Fields } from '../../forms';
import { words } from './words';

/** The fields of the forms by which a case is opened. */

const text = (name: string, required: boolean, kind: 'text' | 'long' | 'date' = 'text'): Field => ({
  name,
  label: words(`ask.${name.replace('.', '_')}`),
  kind,
  required,
});
const choice = (name: string, values: readonly string[], of: string): Field => ({
  name,
  label: words(`ask.${name}`),
  kind: 'select',
  required: true,
  options: ['', ...values].map((value) => ({
    value,
    text: value === '' ? words('ask.choose') : { key: `${of}.${value}` },
    selected: value === '',
  })),
});

/** A paper that goes with it; `numbered`: one that must have number and date. */
export const paperFields = (under: 'paper' | 'conclusion', required: boolean, numbered: boolean): Field[] => [
  { name: `${under}Heading`, label: words(`ask.${under}`), kind: 'heading' },
  text(`${under}.title`, required),
  text(`${under}.number`, required && numbered),
  text(`${under}.date`, required && numbered, 'date'),
  text(`${under}.signer`, false),
];

/** What is printed, to be written over where it is wrong. */
function factFields(printed: ReturnType<typeof printedFacts>): Field[] {
  return printedFields.flatMap((field): Field[] => {
    const value = printed[field];
    if (value === undefined) return [];
    const label = { key: `printed.${field}` };
    const name = `facts.${field}`;
    if (field !== 'address') return [{ name, label, kind: field === 'merit' ? 'long' : 'text', value, required: true }];
    return [
      {
        name,
        label,
        kind: 'select',
        options: formsOfAddress.map((one) => ({ value: one, text: one, selected: one === value })),
      },
    ];
  });
}

export function newCaseFields(kind: CaseKind, snapshot: Snapshot): Field[] {
  const reason = text('reason', true, 'long');
  switch (kind) {
    case 'correction':
    case 'replacement':
      return [
        { name: 'factsHeading', label: words('ask.facts'), kind: 'heading' },
        ...factFields(printedFacts(snapshot)),
        { name: 'whyHeading', label: words('ask.why'), kind: 'heading' },
        reason,
        ...paperFields('paper', false, false),
      ];
    case 'revocation':
      return [choice('ground', revocationGrounds, 'ground'), reason, ...paperFields('conclusion', true, true)];
    case 'reprint':
      return [
        choice('because', ['damaged', 'lost'], 'issuedPages.because'),
        reason,
        ...paperFields('paper', false, false),
      ];
    case 'complaint':
      return [reason, ...paperFields('paper', true, false)];
  }
}

/** What was typed, as the schema of a new case takes it: of what is printed only what was written over. */
export function newCaseBody(
  kind: CaseKind,
  award: string,
  snapshot: Snapshot,
  fields: Fields,
): Readonly<Record<string, unknown>> {
  const names = newCaseFields(kind, snapshot)
    .filter((field) => field.kind !== 'heading')
    .map(({ name }) => name);
  const { facts, paper, conclusion, ...body } = bodyIn(fields, names);
  return {
    kind,
    award,
    ...body,
    ...(paper === undefined ? {} : { paper: { kind: `${kind}Paper`, ...paper } }),
    ...(conclusion === undefined ? {} : { conclusion: { kind: 'conclusion', ...conclusion } }),
    ...(kind === 'correction' || kind === 'replacement'
      ? { facts: rewritten(facts ?? {}, printedFacts(snapshot)) }
      : {}),
  };
}

export const rewritten = (
  typed: Partial<Record<PrintedField, string>>,
  printed: ReturnType<typeof printedFacts>,
): Partial<Record<PrintedField, string>> =>
  Object.fromEntries(Object.entries(typed).filter(([field, value]) => oneLine(value) !== printedOne(printed, field)));

const printedOne = (printed: ReturnType<typeof printedFacts>, field: string): string =>
  oneLine(printed[field as PrintedField] ?? '');
