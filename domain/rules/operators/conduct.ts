import type { ConductFact } from '../facts';
import type { Reckoning } from '../reckoning';
import { isOpen, order } from '../reckoning';
import { matterMissing, mattersSaid, noMatterSaid } from '../sentencesOfConduct';
import { fail, pass, type Verdict } from '../verdict';

/** What the unit itself has decided or considers; everything else is a matter under verification. */
const knownToUnit: ReadonlySet<ConductFact['kind']> = new Set(['discipline', 'disciplineConsidered']);

/**
 * Nothing stands against the subject on the day (R16; Decree 152/2025 art. 4). A matter under verification is never told to the
 * unit. What is said of `verification` alone is internal even when all is well: otherwise the silence would tell.
 */
export function noOpenMatter(
  { facts }: Reckoning,
  { matters }: { readonly matters?: 'discipline' | 'verification' },
): Verdict {
  const open = facts.conduct
    .filter((c) => isOpen(c, facts.today))
    .filter((c) => matters === undefined || (matters === 'discipline') === knownToUnit.has(c.kind))
    .sort((a, b) => order(a.from, b.from) || order(a.kind, b.kind) || order(a.measure, b.measure));
  const verified = open.filter((c) => !knownToUnit.has(c.kind));
  const verdict =
    open.length === 0
      ? pass(noMatterSaid(matters))
      : fail(mattersSaid(open), [matterMissing(verified.length > 0 ? 'office' : 'unit')]);
  return matters === 'verification' || verified.length > 0 ? { ...verdict, internal: true } : verdict;
}
