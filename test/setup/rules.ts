import { catalogue } from '../../domain/catalogue';
import type { RuleSource } from '../../domain/rules/ruleSet';
import { createRuleBook } from '../../platform/rules/book';
import { nationalRules, readRuleSet } from '../../platform/rules/files';
import { loadRules } from '../../platform/rules/load';
import type { Store } from '../../platform/store';
import { START } from './fixtures';
import { testPack } from './pack';

/** The rules that the service comes with, and those of the test's province, as a start loads them: a worker process takes them too. */
export async function rulesIn(store: Store): Promise<RuleSource> {
  const { content, faults } = readRuleSet(nationalRules, catalogue);
  if (!content) throw new Error(faults.map((fault) => fault.what).join('; '));
  await loadRules(store.ruleSets, { national: content, pack: testPack }, 'service', START);
  return createRuleBook(store.ruleSets);
}
