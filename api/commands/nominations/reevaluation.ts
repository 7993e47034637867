import { tryingOn } from '../../../domain/rules/amend';
import { differences, type FindingChange } from '../../../domain/rules/differences';
import type { RuleSet } from '../../../domain/rules/ruleSet';
import type { NominationRecord } from '../../../platform/store';
import { findingsOf, lookAtLines, lookAtStored, rulesOf, type EligibilityContext, type Looked } from './eligibility';
import { gatherFacts } from '../facts/facts';
import { defined } from '../shared';

/** A nomination under the rules that it is judged by and under others. */
export interface Reevaluated {
  readonly record: NominationRecord;
  /** What the other rules find otherwise; empty when they find the same in the same words. */
  readonly changes: readonly FindingChange[];
}

/** How many nominations are held in memory at a time. */
const PAGE = 50;

/**
 * What other versions of the rules would change, nomination by nomination: drafts and what is under way, of one round or of all.
 * The same facts are asked twice, so a change is one of the rules alone. Reads page by page and changes nothing.
 */
export async function* reevaluated(
  context: EligibilityContext,
  tried: readonly RuleSet[],
  round?: string,
): AsyncGenerator<Reevaluated> {
  let cursor: string | undefined;
  do {
    const page = await context.store.nominations.list(defined({ round }), { limit: PAGE, ...defined({ cursor }) });
    const sent = page.items.filter((record) => record.line !== undefined);
    const drafts = page.items.filter((record) => record.line === undefined);
    const changes = new Map([
      ...(await changesOf(context, tried, await lookAtLines(context, sent))),
      ...(await changesOf(context, tried, await inTurn(drafts, (record) => lookAtStored(context, record)))),
    ]);
    for (const record of page.items) {
      const found = changes.get(record._id);
      if (found) yield { record, changes: found };
    }
    cursor = page.next;
  } while (cursor !== undefined);
}

/** Drafts apart from what was sent: other drafts of the round count for them and for nothing else. */
async function changesOf(
  context: EligibilityContext,
  tried: readonly RuleSet[],
  looked: readonly Looked[],
): Promise<ReadonlyMap<string | undefined, readonly FindingChange[]>> {
  const pinned = looked.map((one) => one.pinned);
  const [facts, rules] = await Promise.all([gatherFacts(context, looked, 'apart'), rulesOf(context, pinned)]);
  return new Map(
    looked.map((one, i) => {
      const asked = rules.get(one.pinned)!;
      const [before, after] = [asked, tryingOn(asked, tried)].map((under) => findingsOf(one, under, facts[i]!));
      return [one.nomination, differences(before!, after!)] as const;
    }),
  );
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}
