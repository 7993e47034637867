import { catalogue } from '../../domain/catalogue';
import type { RuleSource } from '../../domain/rules/ruleSet';
import { samplePack } from '../../samples/pack';
import { createRuleBook } from '../../platform/rules/book';
import { nationalRules, readRuleSet } from '../../platform/rules/files';
import { loadRules } from '../../platform/rules/load';
import type { Store } from '../../platform/store';
import { START } from './fixtures';

/** The rules that the service comes with, and those of the sample province, as a start loads them. */
export async function rulesIn(store: Store): Promise<RuleSource> {
  const { content, faults } = readRuleSet(nationalRules, catalogue);
  if (!content) throw new Error(faults.map((fault) => fault.what).join('; '));
  await loadRules(store.ruleSets, { national: content, pack: samplePack }, 'service', START);
  return createRuleBook(store.ruleSets);
}
