import { dayOf, yearOf, type Instant } from '../../../../../domain/time';
import type { Field, Option, Said } from '../../../../../templates/pages';
import { defined } from '../../../../commands/shared';
import { words } from '../cells';
import type { Query } from './query';

type Offered = Omit<Option, 'selected'>;

/** Fields of the filters of a list, filled with what its address asks for. */
export interface FilterFields {
  readonly search: (name: string, more: Partial<Field> & { readonly label: Said }) => Field;
  /** One of several, or any. */
  readonly select: (name: string, options: readonly Offered[], label?: Said) => Field;
  /** In which order; the first one is the usual one. */
  readonly order: (options: readonly Offered[]) => Field;
  readonly year: (name: string, now: Instant, label: Said) => Field;
  readonly check: (name: string, label?: Said) => Field;
}

const any: Option = { value: '', text: words('list.any'), selected: false };

export function filterFields(query: Query): FilterFields {
  const named = (name: string): Said => words(`field.${name}`);
  const select = (name: string, options: readonly Offered[], first: readonly Option[], label = named(name)): Field => ({
    name,
    label,
    kind: 'select',
    options: [...first, ...options.map((option) => ({ ...option, selected: query[name] === option.value }))],
  });
  return {
    search: (name, more) => ({ name, kind: 'search', ...defined({ value: query[name] }), ...more }),
    select: (name, options, label) => select(name, options, [any], label),
    order: (options) => select('order', options, []),
    year: (name, now, label) => {
      const next = yearOf(dayOf(now)) + 1;
      const years = Array.from({ length: 8 }, (_, i) => String(next - i));
      return select(
        name,
        years.map((value) => ({ value, text: value })),
        [any],
        label,
      );
    },
    check: (name, label = named(name)) => ({ name, label, kind: 'check', checked: query[name] === 'true' }),
  };
}
