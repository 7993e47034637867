import type { Rule } from './rule';
import type { RuleSet, RulesInForce } from './ruleSet';

/**
 * The rules as they would be if the draft were in force: an entry of the draft takes the place of all entries of its code.
 * @throws Error when the draft was written for another version
 */
export function amended(base: RuleSet, draft: RuleSet): RuleSet {
  const { amends } = draft;
  if (amends?.code !== base.code || amends.version !== base.version) {
    const written = amends ? `${amends.code} ${amends.version}` : 'nothing';
    throw new Error(`${draft.code} amends ${written}, not ${nameOf(base)}`);
  }
  const changed = new Set(draft.rules.map((rule) => rule.code));
  const rules: Rule[] = [...base.rules.filter((rule) => !changed.has(rule.code)), ...draft.rules];
  return { ...base, version: `${base.version}+${draft.code}`, rules };
}

/** `national@2025.1`: the id of a version, everywhere. */
export const nameOf = (set: Pick<RuleSet, 'code' | 'version'>): string => `${set.code}@${set.version}`;

/**
 * The rules of a dossier with other versions tried on it: each takes the place of the version of its code, and what the other
 * sources say stays.
 */
export function tryingOn(asked: RulesInForce, tried: readonly RuleSet[]): RulesInForce {
  if (tried.length === 0) return asked;
  const codes = new Set(tried.map((set) => set.code));
  const known = new Set(asked.sets.map((set) => set.code));
  const sets = [
    ...asked.sets.map((set) => (codes.has(set.code) ? tried.find((one) => one.code === set.code)! : set)),
    ...tried.filter((set) => !known.has(set.code)),
  ];
  return { id: sets.map(nameOf).join('+'), sets, rules: sets.flatMap((set) => set.rules) };
}
