import { sameContent } from './diff';
import type { Finding } from './rule';

/** A finding that is there on one side only, or says something else on the other. */
export interface FindingChange {
  readonly code: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly before?: Finding;
  readonly after?: Finding;
  /** What differs, of a changed one; `outcome` among them when the rule is decided otherwise. */
  readonly fields?: readonly (keyof Finding)[];
}

/**
 * What findings of a dossier change of earlier ones of it, rule by rule: after its facts have changed, or under other rules. In the
 * order of the earlier findings, then of those that came.
 */
export function differences(before: readonly Finding[], after: readonly Finding[]): readonly FindingChange[] {
  const was = new Map(before.map((f) => [f.code, f]));
  const is = new Map(after.map((f) => [f.code, f]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((code): FindingChange[] => {
    const [old, now] = [was.get(code), is.get(code)];
    if (!old) return [{ code, change: 'added', after: now! }];
    if (!now) return [{ code, change: 'removed', before: old }];
    const fields = changed(old, now);
    return fields.length === 0 ? [] : [{ code, change: 'changed', before: old, after: now, fields }];
  });
}

/** Whether a rule is decided otherwise, and not only said in other words or after another article. */
export const decidedOtherwise = ({ change, fields }: FindingChange): boolean =>
  change !== 'changed' || (fields?.some((field) => field === 'outcome' || field === 'kind') ?? false);

function changed(before: Finding, after: Finding): readonly (keyof Finding)[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Finding>;
  return [...fields].filter((field) => !sameContent(before[field], after[field]));
}
