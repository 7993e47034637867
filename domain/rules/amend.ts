import type { Rule } from './rule';
import type { RuleSet } from './ruleSet';

/**
 * The rules as they would be if the draft were in force: an entry of the draft takes the place of all entries of its code.
 * @throws Error when the draft was written for another version
 */
export function amended(base: RuleSet, draft: RuleSet): RuleSet {
  const { amends } = draft;
  if (amends?.code !== base.code || amends.version !== base.version) {
    throw new Error(`${draft.code} amends ${amends?.code ?? 'nothing'} ${amends?.version ?? ''}, not ${nameOf(base)}`);
  }
  const changed = new Set(draft.rules.map((rule) => rule.code));
  const rules: Rule[] = [...base.rules.filter((rule) => !changed.has(rule.code)), ...draft.rules];
  return { ...base, version: `${base.version}+${draft.code}`, rules };
}

/** `national@2025.1`: the id of a version, everywhere. */
export const nameOf = (set: Pick<RuleSet, 'code' | 'version'>): string => `${set.code}@${set.version}`;
