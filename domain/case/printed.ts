import type { FactChange, PrintedField } from './life';
import { printedFields } from './life';

/** A nominee as a certificate prints him. */
export type NomineeFacts =
  | {
      readonly kind: 'person';
      readonly address: string;
      readonly name: string;
      readonly post: string;
      readonly unitName: string;
    }
  | { readonly kind: 'collective'; readonly name: string }
  | { readonly kind: 'household'; readonly name: string; readonly residence: string };

export interface Snapshot {
  readonly nominee: NomineeFacts;
  readonly merit: string;
}

/** What is printed of a nominee, by field; a field that his kind does not have is absent. */
export function printedFacts({ nominee, merit }: Snapshot): { readonly [F in PrintedField]?: string } {
  const { kind: _kind, ...facts } = nominee;
  const known = facts as { readonly [F in PrintedField]?: string };
  const own = printedFields.flatMap((field) => (known[field] === undefined ? [] : [[field, known[field]] as const]));
  return { ...Object.fromEntries(own), merit };
}

/** The same facts with what is right. */
export function corrected<S extends Snapshot>(
  snapshot: S,
  changes: readonly Pick<FactChange, 'field' | 'correct'>[],
): S {
  const right = Object.fromEntries(changes.map(({ field, correct }) => [field, correct]));
  const { merit, ...nominee } = right;
  return { ...snapshot, nominee: { ...snapshot.nominee, ...nominee }, ...(merit === undefined ? {} : { merit }) };
}
