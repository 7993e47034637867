import { Problem } from '../../domain/errors';
import type { ProvincePack } from '../../domain/pack';
import { nameOf } from '../../domain/rules/amend';
import type { RuleSet, RulesInForce, RuleSource } from '../../domain/rules/ruleSet';
import type { Day, Instant } from '../../domain/time';
import { canonicalJson, sha256 } from '../store/canonical';
import type { RuleSetRecord } from '../store/records';
import type { RuleSetHead, RuleSetStore } from '../store/rule-sets';

/** Codes of the sets that hold together, in the order in which they are listed. */
const codes = ['national', 'province'] as const;

/**
 * The rules of a day: national law and what the province regulates itself. `on` costs one command, besides the first time that
 * a version is read; what was read is kept, since versions never change.
 */
export function createRuleBook(store: RuleSetStore): RuleSource {
  const known = new Map<string, RuleSet>();

  async function byIds(ids: readonly string[]): Promise<RulesInForce> {
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) for (const [id, { set }] of await store.many(unknown)) known.set(id, set);
    const sets = ids.map((id) => {
      const set = known.get(id);
      if (!set) throw new Problem('NOT_FOUND', `no rules ${id}`);
      return set;
    });
    return { id: ids.join('+'), sets, rules: sets.flatMap((set) => set.rules) };
  }

  return {
    async on(day) {
      const heads = await store.heads();
      return byIds(codes.flatMap((code) => latest(heads, code, day)?._id ?? []));
    },
    pinned: (id) => byIds(id.split('+')),
  };
}

/** Heads come latest first. */
const latest = (heads: readonly RuleSetHead[], code: string, day: Day): RuleSetHead | undefined =>
  heads.find((head) => head.code === code && head.effectiveFrom <= day);

/** A version as it is loaded. */
export function recordOf(set: RuleSet, by: string, at: Instant, pack?: ProvincePack): RuleSetRecord {
  const content = { set, ...(pack === undefined ? {} : { pack }) };
  return {
    _id: nameOf(set),
    code: set.code,
    version: set.version,
    effectiveFrom: set.effectiveFrom,
    ...content,
    hash: sha256(canonicalJson(content)),
    loadedAt: at,
    loadedBy: by,
  };
}
