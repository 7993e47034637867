import { existsSync } from 'node:fs';
import type { Award } from '../../domain/award';
import { amended } from '../../domain/rules/amend';
import type { RuleSet, RuleSource } from '../../domain/rules/ruleSet';
import { StartError } from '../config';
import { readRuleSet, sentenceOf } from './files';

/**
 * Versions to be tried on dossiers: of a file that need not be loaded, or loaded ones by their id. What a draft does not change
 * is as in the version that it amends, which must be loaded.
 * @throws StartError for a file with faults, Problem NOT_FOUND for versions that nobody has loaded
 */
export async function rulesToTry(
  name: string,
  rules: RuleSource,
  catalogue: readonly Award[],
): Promise<readonly RuleSet[]> {
  if (!existsSync(name)) return (await rules.pinned(name)).sets;
  const { content, faults } = readRuleSet(name, catalogue);
  if (!content) throw new StartError(faults.map(sentenceOf).join('\n'));
  if (!content.amends) return [content];
  const { sets } = await rules.pinned(`${content.amends.code}@${content.amends.version}`);
  return sets.map((base) => amended(base, content));
}
