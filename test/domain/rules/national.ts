import { catalogue } from '../../../domain/catalogue';
import { amended } from '../../../domain/rules/amend';
import type { RuleSet } from '../../../domain/rules/ruleSet';
import { draftRules, nationalRules, readRuleSet, sentenceOf } from '../../../platform/rules/files';

function read(file: string): RuleSet {
  const { content, faults } = readRuleSet(file, catalogue);
  if (!content) throw new Error(faults.map(sentenceOf).join('\n'));
  return content;
}

/** The rules that come with the service, and as they would be with the draft of December 2025. */
export const national = read(nationalRules);
export const withDraft = amended(national, read(draftRules));
