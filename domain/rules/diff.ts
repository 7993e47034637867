import type { Rule } from './rule';
import type { RuleSet } from './ruleSet';

/** One field of a rule that was changed, as JSON values; absent where it was not there. */
export interface FieldChange {
  readonly field: keyof Rule;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface RuleChange {
  readonly code: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly fields?: readonly FieldChange[];
}

/**
 * What one set of rules changes of another, rule by rule. Entries of one code that hold one after the other are compared in the
 * order of their days.
 */
export function diffRules(before: RuleSet, after: RuleSet): readonly RuleChange[] {
  const was = byEntry(before.rules);
  const is = byEntry(after.rules);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((entry): RuleChange[] => {
    const [old, now] = [was.get(entry), is.get(entry)];
    if (!old) return [{ code: now!.code, change: 'added' }];
    if (!now) return [{ code: old.code, change: 'removed' }];
    const fields = changedFields(old, now);
    return fields.length === 0 ? [] : [{ code: now.code, change: 'changed', fields }];
  });
}

/** By code and place among the entries of that code. */
function byEntry(rules: readonly Rule[]): ReadonlyMap<string, Rule> {
  const inOrder = [...rules].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const earlier = (rule: Rule, i: number) => inOrder.slice(0, i).filter((other) => other.code === rule.code);
  return new Map(inOrder.map((rule, i) => [`${rule.code}/${earlier(rule, i).length}`, rule]));
}

function changedFields(before: Rule, after: Rule): readonly FieldChange[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Rule>;
  return [...fields]
    .filter((field) => !sameContent(before[field], after[field]))
    .map((field) => ({
      field,
      ...(before[field] === undefined ? {} : { before: before[field] }),
      ...(after[field] === undefined ? {} : { after: after[field] }),
    }));
}

/** Whether two values hold the same, in whatever order their fields were written. */
export const sameContent = (a: unknown, b: unknown): boolean => text(a) === text(b);

/** The same text for the same content, in whatever order its fields were written. */
const text = (value: unknown): string => JSON.stringify([value], (_key, part: unknown) => sorted(part));

const sorted = (part: unknown): unknown =>
  part !== null && typeof part === 'object' && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
    : part;
