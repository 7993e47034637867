import type { Award } from '../../domain/award';
import { differenceOf, type Amendment } from '../../domain/campaign/amendment';
import type { Target } from '../../domain/campaign/target';
import { figureText } from '../../domain/text';
import type { Language } from '../../platform/store';
import { goalText, say } from '../../templates/words';
import { awardName } from './nominee';

/** A part of a registration that an amendment changes, old against new. */
export interface DifferenceLine {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** What an amendment changes, part by part; what is new or given up says so. */
export function differenceLines(
  catalogue: readonly Award[],
  { before, after }: Pick<Amendment, 'before' | 'after'>,
  lang: Language,
): readonly DifferenceLine[] {
  const { added, dropped, targets, measures } = differenceOf(before, after);
  const of = (key: string): string => say(lang, `difference.${key}`);
  const names = (titles: readonly string[]): string =>
    titles.length === 0 ? of('nothing') : titles.map((code) => awardName(catalogue, code, lang)).join('; ');
  return [
    ...(added.length + dropped.length === 0
      ? []
      : [{ what: of('titles'), before: names(before.titles), after: names(after.titles) }]),
    ...targets.map((one) => ({
      what: (one.before ?? one.after)!.name,
      before: one.before ? targetText(lang, one.before, one.after) : of('nothing'),
      after: one.after ? targetText(lang, one.after, one.before) : of('dropped'),
    })),
    ...(measures
      ? [{ what: of('measures'), before: before.measures || of('nothing'), after: after.measures || of('nothing') }]
      : []),
  ];
}

/** What is to be reached, and whatever else is another on the other side. */
function targetText(lang: Language, target: Target, other: Target | undefined): string {
  const differs = (part: keyof Target): boolean => other !== undefined && other[part] !== target[part];
  const of = (part: string, value: string): string => say(lang, `difference.part.${part}`, { value });
  const { name, unit, baseline, source, responsible } = target;
  return [
    ...(differs('name') ? [of('name', name)] : []),
    goalText(lang, target),
    ...(differs('baseline') && baseline !== undefined ? [of('baseline', `${figureText(baseline)[lang]} ${unit}`)] : []),
    ...(differs('source') ? [of('source', source)] : []),
    ...(differs('responsible') && responsible !== undefined ? [of('responsible', responsible)] : []),
  ].join('; ');
}
