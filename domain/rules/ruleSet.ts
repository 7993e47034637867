import type { Text } from '../award';
import type { Day } from '../time';
import type { Rule } from './rule';

/**
 * A version of the rules of one source: national law, or what a province regulates itself. Versions are never edited; which
 * one holds for a dossier is fixed when the receiving authority takes it in.
 */
export interface RuleSet {
  /** `national`, or the code of a province's own rules. */
  readonly code: string;
  /** `2025.1`: unique for its code. */
  readonly version: string;
  readonly title: Text;
  /** Set on rules that are made up: shown wherever they are used, until the province replaces them. */
  readonly example?: string;
  /** A draft: the version that it would change. It is compared and tried out, never in force. */
  readonly amends?: { readonly code: string; readonly version: string };
  /** The day from which dossiers are taken in under this version; each rule holds on days of its own besides. */
  readonly effectiveFrom: Day;
  readonly rules: readonly Rule[];
}

/** The rules of all sources that dossiers are taken in under on a day, under one id. */
export interface RulesInForce {
  /** Names exactly these rules, for good: what is pinned to a dossier. */
  readonly id: string;
  readonly rules: readonly Rule[];
  /** The versions that they come from. */
  readonly sets: readonly RuleSet[];
}

/** Where the rules come from. */
export interface RuleSource {
  /** The rules that a dossier is taken in under on a day. */
  on(day: Day): Promise<RulesInForce>;
  /** The rules that a dossier was taken in under. @throws Problem NOT_FOUND */
  pinned(id: string): Promise<RulesInForce>;
}

/** No rules at all, before any is loaded: nothing is found, and nothing stands in the way. */
export const noRules: RuleSource = {
  on: () => Promise.resolve({ id: 'none', rules: [], sets: [] }),
  pinned: () => Promise.resolve({ id: 'none', rules: [], sets: [] }),
};
