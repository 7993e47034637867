import { reports, type PaperKind, type RequiredPaper } from '../../pack';
import type { Facts, Moment } from '../facts';
import type { Reckoning } from '../reckoning';
import { order } from '../reckoning';
import {
  certificationMissing,
  copiesMissing,
  copiesSaid,
  paperMissing,
  papersSaid,
  reportMissing,
  reportSaid,
} from '../sentencesOfPapers';
import { fail, pass, unknown, type Verdict } from '../verdict';

/** Papers that prove something; whatever a province asks for as a certified copy is one as well. */
const evidence: ReadonlySet<PaperKind> = new Set(['initiativeDecision', 'scopeDecision', 'featConfirmation']);

/** Points of its way by which a paper must be in a dossier, the first first. */
const points: readonly RequiredPaper['by'][] = ['submission', 'province', 'central'];

/** How many of them are behind it: what comes about on the way is not asked for at its beginning. */
const due: Readonly<Record<Moment, number>> = { draft: 1, unit: 1, province: 2, central: 3 };

/** Every paper that award and procedure ask for by now is there (R19). */
export function papersComplete({ facts }: Reckoning): Verdict {
  const { required, present } = facts.papers;
  const asked = required.filter((paper) => points.indexOf(paper.by) < due[facts.moment]);
  const lacking = asked
    .filter(({ kind }) => !present.some((p) => p.kind === kind))
    .sort((a, b) => points.indexOf(a.by) - points.indexOf(b.by) || order(a.name.vi, b.name.vi));
  const say = papersSaid(asked.length, lacking);
  return lacking.length === 0
    ? pass(say, 'papers')
    : fail(say, lacking.map(paperMissing), `papers.${lacking[0]!.kind}`);
}

/** The report is certified by the proposing level (R20). */
export function reportCertified({ facts }: Reckoning): Verdict {
  const found = facts.papers.present.filter((p) => reports.has(p.kind)).sort((a, b) => order(a.kind, b.kind));
  const field = `papers.${found[0]?.kind ?? 'achievementReport'}`;
  if (found.length === 0) return fail(reportSaid('absent'), [reportMissing()], field);
  if (found.some((p) => p.certified === true)) return pass(reportSaid('certified'), field);
  return found.some((p) => p.certified === undefined)
    ? unknown(reportSaid('unknown'), [certificationMissing()], field)
    : fail(reportSaid('notCertified'), [certificationMissing()], field);
}

/** Papers that prove something are originals or certified copies (R21). */
export function evidenceCertified({ facts }: Reckoning): Verdict {
  const found = evidenceOf(facts);
  const plain = found.filter((p) => p.form === 'plainCopy');
  const open = found.filter((p) => p.form === undefined);
  const say = copiesSaid(found, plain, open);
  const field = [...plain, ...open].map((p) => `papers.${p.kind}`)[0];
  if (plain.length > 0) return fail(say, [...plain, ...open].map(copiesMissing), field);
  return open.length > 0 ? unknown(say, open.map(copiesMissing), field) : pass(say);
}

interface Evidence {
  readonly kind: PaperKind;
  readonly name?: RequiredPaper['name'];
  readonly form: Facts['papers']['present'][number]['form'];
}

/** One entry a kind, in its best form, in the order of the kinds. */
function evidenceOf({ papers }: Facts): readonly Evidence[] {
  const kinds = [...new Set(papers.present.map((p) => p.kind))].sort();
  return kinds.flatMap((kind): Evidence[] => {
    const asked = papers.required.find((r) => r.kind === kind);
    if (reports.has(kind) || !(evidence.has(kind) || asked?.certified)) return [];
    const forms = papers.present.filter((p) => p.kind === kind).map((p) => p.form);
    const form = (['original', 'certifiedCopy', undefined, 'plainCopy'] as const).find((f) => forms.includes(f));
    return [{ kind, form, ...(asked ? { name: asked.name } : {}) }];
  });
}
