import type { Dossier } from '../../../platform/store';

/** A field in which two versions of a dossier differ; what there was not is empty. */
export interface Changed {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What a correction has changed: field by field, papers by their kind. */
export function changesOf(before: Dossier, after: Dossier): readonly Changed[] {
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((field) => {
    const pair = { field, before: old.get(field) ?? '', after: now.get(field) ?? '' };
    return pair.before === pair.after ? [] : [pair];
  });
}

function flat({ papers, nominee, achievementPeriod, ...rest }: Dossier): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [part, value] of Object.entries(nominee)) fields.set(`nominee.${part}`, value);
  fields.set('achievementPeriod', `${achievementPeriod.from} – ${achievementPeriod.to}`);
  for (const name of ['award', 'awardYear', 'merit', 'basis', 'criterion', 'achievement'] as const) {
    if (rest[name] !== undefined) fields.set(name, String(rest[name]));
  }
  fields.set('initiatives', (rest.initiatives ?? []).join(', '));
  const kinds = [...new Set(papers.map(({ kind }) => kind))];
  for (const kind of kinds) {
    const of = papers.filter((paper) => paper.kind === kind);
    // another file under the same title is another paper
    fields.set(
      `papers.${kind}`,
      of.map(({ title, number, attachment }) => [title, number, attachment].filter(Boolean).join(' · ')).join('; '),
    );
  }
  return fields;
}
