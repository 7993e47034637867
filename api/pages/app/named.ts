import { searchNameOf } from '../../../domain/words';
import { dayText } from '../../../templates/format';
import { say } from '../../../templates/words';
import type { Language, UnitRecord } from '../../../platform/store';
import { unitsOf } from '../../commands/shared';
import type { ApiContext, Caller } from '../../context';
import type { FieldProblem } from '../../schemas/parse';

/** What somebody types names a record by its code or by its name, with or without diacritics. */

/** A fault of a field in the words of `records.wrong`. */
export const wrongAt = (
  field: string,
  key: string,
  valuesIn: (lang: Language) => Readonly<Record<string, unknown>> = () => ({}),
): FieldProblem => ({
  field,
  vi: say('vi', `records.wrong.${key}`, valuesIn('vi')),
  en: say('en', `records.wrong.${key}`, valuesIn('en')),
});

/** The code of a unit among some, or why it cannot be told: none is called so, or several are. */
export function unitNamed(
  units: readonly UnitRecord[],
  { field, typed }: { readonly field: string; readonly typed: string },
): { readonly code: string } | { readonly problem: FieldProblem } {
  const wanted = searchNameOf(typed);
  const coded = units.find(({ _id }) => searchNameOf(_id) === wanted);
  const found = coded ? [coded] : units.filter(({ name }) => searchNameOf(name) === wanted);
  if (found.length === 1) return { code: found[0]!._id };
  if (found.length === 0) return { problem: wrongAt(field, 'noUnit', () => ({ typed })) };
  const nameOf = (code: string): string => units.find(({ _id }) => _id === code)?.name ?? code;
  const named = found.map(({ _id, parent }) => (parent === undefined ? _id : `${_id} (${nameOf(parent)})`)).join('; ');
  return { problem: wrongAt(field, 'severalUnits', () => ({ typed, n: found.length, units: named })) };
}

/**
 * The code of a person, or why it cannot be told: nobody is called so, or several are. The office of a unit names its own people; of
 * others it knows the code or nothing.
 */
export async function personNamed(
  context: ApiContext,
  caller: Caller,
  { field, typed }: { readonly field: string; readonly typed: string },
): Promise<{ readonly code: string } | { readonly problem: FieldProblem }> {
  const { people: table } = context.store;
  if ((await table.get(typed)) !== undefined) return { code: typed };
  const units = await unitsOf(context, caller);
  const found = (await table.named(typed)).filter(({ unit }) => units?.includes(unit) !== false);
  if (found.length === 1) return { code: found[0]!._id };
  if (found.length === 0) return { problem: wrongAt(field, units ? 'nobodyHere' : 'nobody', () => ({ typed })) };
  const people = (lang: Language): string =>
    found
      .map(
        ({ _id, birthDate, post }) =>
          `${_id} (${[birthDate && dayText(lang, birthDate), post].filter(Boolean).join(', ')})`,
      )
      .join('; ');
  return { problem: wrongAt(field, 'several', (lang) => ({ typed, n: found.length, people: people(lang) })) };
}
