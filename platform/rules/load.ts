import type { Award, Source } from '../../domain/award';
import { Problem } from '../../domain/errors';
import type { ProvincePack } from '../../domain/pack';
import { nameOf } from '../../domain/rules/amend';
import type { RuleSet } from '../../domain/rules/ruleSet';
import type { Day, Instant } from '../../domain/time';
import type { RuleSetStore } from '../store/rule-sets';
import { recordOf } from './book';
import { nationalRules, readProvincePack, readRuleSet, rulesOfPack, type Fault } from './files';

/** What stands in the files: national rules and the pack of the province. */
export interface RulesOnFile {
  readonly national: RuleSet;
  readonly pack: ProvincePack;
}

/** Reads and checks both files. */
export function readRules(
  packFile: string,
  catalogue: readonly Award[],
  nationalFile = nationalRules,
): { readonly rules?: RulesOnFile; readonly faults: readonly Fault[] } {
  const national = readRuleSet(nationalFile, catalogue);
  const pack = readProvincePack(packFile, catalogue);
  const faults = [...national.faults, ...pack.faults];
  if (!national.content || !pack.content) return { faults };
  return { rules: { national: national.content, pack: pack.content }, faults };
}

export interface Loaded {
  /** `national@2025.1`, and what came of it; `taken`: it was loaded before with other content, which stays. */
  readonly id: string;
  readonly outcome: 'loaded' | 'unchanged' | 'taken';
}

/** Puts the versions on file into the records. A version that is there is never replaced. */
export async function loadRules(
  store: RuleSetStore,
  { national, pack }: RulesOnFile,
  by: string,
  at: Instant,
): Promise<readonly Loaded[]> {
  const records = [recordOf(national, by, at), recordOf(rulesOfPack(pack), by, at, pack)];
  const loaded: Loaded[] = [];
  for (const record of records) loaded.push({ id: record._id, outcome: await load(record) });
  return loaded;

  async function load(record: ReturnType<typeof recordOf>): Promise<Loaded['outcome']> {
    try {
      return await store.load(record);
    } catch (error) {
      if (error instanceof Problem && error.code === 'VERSION_TAKEN') return 'taken';
      throw error;
    }
  }
}

/** The pack of the province that is in force on a day; undefined while none was loaded, or all begin later. */
export const packInForce = async (store: RuleSetStore, day: Day): Promise<ProvincePack | undefined> =>
  (await store.inForce('province', day))?.pack;

export interface Doubt {
  /** What the entry is: `rule R08.TTLDXS`, `route unit`. */
  readonly entry: string;
  readonly why: 'example' | 'unverified';
  /** What a person still has to read, in Vietnamese. */
  readonly toCheck?: string;
}

/** What nobody has read in its source yet, and what is only an example: for people to go through before they rely on it. */
export function doubtsIn({ national, pack }: RulesOnFile): readonly Doubt[] {
  const named: readonly (readonly [string, Source])[] = [
    ...[...national.rules, ...(pack.rules ?? [])].map((rule) => [`rule ${rule.code}`, rule] as const),
    ...pack.routes.map((route) => [`route ${route.code}`, route] as const),
    ...Object.entries(pack.periods).map(([name, period]) => [`period ${name}`, period] as const),
    ...pack.councilRules.map((rule) => [`council rule ${rule.code}`, rule] as const),
    ...pack.requirements.map((one) => [`requirement ${one.code}`, one] as const),
    ...pack.legalBases.map((basis) => [`legal basis ${basis.code}`, basis] as const),
    ['gold book', pack.goldBook],
  ];
  return named
    .filter(([, source]) => !source.verified)
    .map(([entry, { toCheck }]): Doubt => {
      const example = pack.example !== undefined && toCheck?.vi === pack.example;
      return {
        entry,
        why: example ? 'example' : 'unverified',
        ...(toCheck === undefined ? {} : { toCheck: toCheck.vi }),
      };
    });
}

/** One line that names what the province has still to replace, for whoever starts the service; undefined when it has. */
export function examplesIn(rules: RulesOnFile): string | undefined {
  const entries = doubtsIn(rules).filter(({ why }) => why === 'example');
  if (entries.length === 0) return undefined;
  return `Only an example, to be replaced by the regulation of the province: ${entries.map(({ entry }) => entry).join(', ')}`;
}

/** One line for whoever starts the service: which versions, and how much of them is not to be relied on yet. */
export function summaryOf(rules: RulesOnFile): string {
  const doubts = doubtsIn(rules);
  const count = (why: Doubt['why']): number => doubts.filter((d) => d.why === why).length;
  return (
    `Rules: ${nameOf(rules.national)}, ${nameOf(rulesOfPack(rules.pack))}; ` +
    `${count('unverified')} entries not verified, ${count('example')} only an example ` +
    `(npm run rules -- check lists them)`
  );
}
