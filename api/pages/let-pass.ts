import type { Text } from '../../domain/award';
import { isConfidential } from '../../domain/rules/rule';
import type { Language, OverrideRecord } from '../../platform/store';
import { dayText } from '../../templates/format';
import type { ApiContext } from '../context';
import { words } from './words';

/**
 * What nominations were let pass with although it was not met, in sentences: the criterion, why, and by which paper. Whoever decides on a
 * dossier reads it there. Matters that were looked into are the office's alone and are not told.
 */
export async function letPass(
  { store, rules }: Pick<ApiContext, 'store' | 'rules'>,
  nominations: readonly string[],
  lang: Language,
): Promise<(nomination: string) => readonly string[]> {
  const overrides = await store.overrides.ofNominations(nominations);
  const said = new Map<string, string[]>();
  for (const override of overrides) {
    const rule = (await rules.pinned(override.rules)).rules.find(({ code }) => code === override.code);
    if (rule && isConfidential(rule)) continue;
    const sentence = sentenceOf(override, rule?.wording, lang);
    const all = said.get(override.nomination) ?? [];
    // each level answers for itself, often in the same words
    if (!all.includes(sentence)) said.set(override.nomination, [...all, sentence]);
  }
  return (nomination) => said.get(nomination) ?? [];
}

/** What the office's screening says of a dossier that is put before somebody. */
export const opinionOf = (passedWith: readonly string[], lang: Language): string =>
  (passedWith.length === 0 ? words.eligible : words.eligibleLetPass)[lang];

function sentenceOf({ code, reason, paper }: OverrideRecord, wording: Text | undefined, lang: Language): string {
  const { title, number, date } = paper ?? {};
  const named = [title, number, date === undefined ? undefined : dayText(lang, date)].filter(Boolean).join(', ');
  return [
    `${wording?.[lang] ?? code} (${code})`,
    `${words.letPassReason[lang]}: ${reason}`,
    ...(named === '' ? [] : [`${words.letPassPaper[lang]}: ${named}`]),
  ].join('; ');
}
