import type { Field, Said } from '../../../../templates/pages';
import type { ApiContext } from '../../../context';
import type { Fields } from '../../forms';
import { awardName } from '../../nominee';
import type { SignedIn } from '../page';
import { unitNamesOf, words } from './cells';

/** Choosing among what waits: for a session, for a list before an authority, to be handed over. */

/** So many are ticked beforehand, as they can be looked over; of more, whoever drafts ticks them, one by one or by the group. */
export const MOST_TICKED = 100;

/** What can be chosen: of which award and unit, and whose it is. */
export interface Choosable {
  readonly _id: string;
  readonly unit: string;
  readonly dossier: { readonly award: string; readonly nominee: { readonly name: string } };
}

const line = (id: string): string => `line.${id}`;

/** What stands in which groups: of one award and one unit each, in the order of the list. */
function groupsOf(ready: readonly Choosable[]): readonly (readonly Choosable[])[] {
  const groups = new Map<string, Choosable[]>();
  for (const one of ready) {
    const key = `${one.dossier.award}/${one.unit}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/**
 * A field for each of them. Nothing is ticked that is not on the page, and nothing beforehand when there are many: then they stand in
 * groups, each with a field that means all that stands under it.
 * @param shown at most so many; the others are told of
 * @param chosen those of a list that is drafted anew
 */
export async function fieldsToChoose(
  context: ApiContext,
  { lang }: SignedIn,
  {
    ready,
    shown,
    chosen,
    heading,
  }: {
    readonly ready: readonly Choosable[];
    readonly shown: number;
    readonly chosen?: ReadonlySet<string>;
    readonly heading: Said;
  },
): Promise<Field[]> {
  const offered = ready.slice(0, shown);
  const name = await unitNamesOf(
    context,
    offered.map(({ unit }) => unit),
  );
  const about = ({ dossier, unit }: Choosable) => ({
    award: awardName(context.catalogue, dossier.award, lang),
    unit: name(unit),
  });
  const few = offered.length <= MOST_TICKED;
  const box = (one: Choosable): Field => ({
    name: line(one._id),
    label: one.dossier.nominee.name,
    kind: 'check',
    checked: chosen?.has(one._id) ?? few,
    ...(few ? { hint: words('choose.line', about(one)) } : {}),
  });
  const left = ready.length - offered.length;
  return [
    { name: 'lines', label: heading, kind: 'heading', ...(few ? {} : { hint: words('choose.groups') }) },
    ...(left > 0
      ? [{ name: 'left', kind: 'note' as const, label: words('choose.left', { count: left, shown: offered.length }) }]
      : []),
    ...(few
      ? offered.map(box)
      : groupsOf(offered).flatMap((group, i): Field[] => [
          {
            name: `group.${i}`,
            kind: 'check',
            label: words('choose.group', { ...about(group[0]!), count: group.length }),
            value: group.map(({ _id }) => _id).join(' '),
            group: true,
          },
          ...group.map(box),
        ])),
  ];
}

/** Those that were ticked, each once: also what is not ready any more, which is left out later, and said so then. */
export const chosenLines = (fields: Fields): string[] => [
  ...new Set(
    [...fields].flatMap(([name, value]) => {
      if (name.startsWith('line.')) return value === 'true' ? [name.slice('line.'.length)] : [];
      return name.startsWith('group.') ? value.split(' ').filter((id) => id !== '') : [];
    }),
  ),
];
