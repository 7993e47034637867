import type { CouncilRuleEntry } from '../../domain/councilRules';
import type { ProvincePack } from '../../domain/pack';
import json from './province.json';

/** The sample pack. What the types cannot say of a JSON file, `checkPack` does. */
export const samplePack = {
  ...json,
  // a JSON file has no pairs, only lists: the fractions are checked with the rest
  councilRules: json.councilRules as unknown as readonly CouncilRuleEntry[],
} as ProvincePack;
