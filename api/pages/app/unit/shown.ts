import { stands } from '../../../../domain/rules/rule';
import type { Language, NominationRecord, UnitProposalRecord } from '../../../../platform/store';
import type {
  CheckShown,
  ChecklistShown,
  DraftShown,
  Light,
  OccasionShown,
  OpportunityShown,
  SentShown,
} from '../../../../templates/pages';
import type { ApiContext } from '../../../context';
import { inTheWay, type Eligibility, type Found } from '../../../commands/nominations/eligibility';
import { onlyMissing } from '../../../commands/nominations/findings';
import { tickedAwards } from '../../../commands/unit/tick-list';
import type { Occasion, Opportunity } from '../../../commands/unit/opportunities';
import { awardName } from '../../nominee';

/** How records of a unit are shown on its pages. */

/** Red: it would be refused, or pauses. Amber: something is missing still, or worth knowing. */
export function lightOf(found: Found): Light {
  if (!stands(found) || !inTheWay(found)) return 'ok';
  return found.kind === 'WARN' || onlyMissing(found) ? 'due' : 'stop';
}

const worst = (lights: readonly Light[]): Light =>
  lights.includes('stop') ? 'stop' : lights.includes('due') ? 'due' : 'ok';

const order: readonly Light[] = ['stop', 'due', 'ok'];

export function checklistOf({ findings }: Eligibility, lang: Language): ChecklistShown {
  const checks = findings.map((found): CheckShown & { readonly told: boolean } => ({
    light: lightOf(found),
    say: found.say[lang],
    citation: found.citation[lang],
    missing: found.missing.map(({ what }) => what[lang]),
    told: found.outcome === 'info',
  }));
  const standing = checks
    .filter(({ light }) => light !== 'ok')
    .sort((a, b) => order.indexOf(a.light) - order.indexOf(b.light));
  return {
    light: worst(checks.map(({ light }) => light)),
    stands: standing.map(({ told: _told, ...check }) => check),
    met: checks.filter(({ light, told }) => light === 'ok' && !told).map(({ told: _told, ...check }) => check),
  };
}

export function draftShown(
  { catalogue }: ApiContext,
  { record, eligibility }: { readonly record: NominationRecord; readonly eligibility: Eligibility },
  lang: Language,
  unitName: (code: string) => string,
): DraftShown {
  const { light, stands: standing } = checklistOf(eligibility, lang);
  const first = standing[0]?.say;
  return {
    id: record._id,
    href: `/app/submit/drafts/${record._id}`,
    name: record.dossier.nominee.name,
    award: awardName(catalogue, record.dossier.award, lang),
    unitName: unitName(record.unit),
    light,
    ...(first === undefined ? {} : { first }),
    handedUp: record.dossier.papers.some(({ kind, attachment }) => kind === 'roomMinutes' && attachment !== undefined),
    version: record.version,
  };
}

export const sentShown = ({ _id, number, date, receipt, nominations }: UnitProposalRecord): SentShown => ({
  href: `/app/submit/sent/${_id}`,
  number,
  date,
  ...(receipt ? { receipt: receipt.code } : {}),
  lines: nominations.length,
});

/** The Word files of a round. */
export const roundPapers = (round: string): readonly { readonly kind: string; readonly href: string }[] =>
  (['minutes', 'proposal', 'list'] as const).map((kind) => ({
    kind,
    href: `/app/submit/papers/${encodeURIComponent(round)}/${kind}.docx`,
  }));

export function occasionShown({ round, awards }: Occasion, lang: Language, drafts: boolean): OccasionShown {
  const query = (more: Readonly<Record<string, string>>): string =>
    new URLSearchParams({ ...(round ? { round: round._id } : {}), ...more }).toString();
  return {
    ...(round ? { name: round.name, deadline: round.deadline } : {}),
    awards: awards.map((of) => opportunityShown(of, lang, query, round !== undefined)),
    ...(drafts ? { send: `/app/submit/send?${query({})}` } : {}),
    ...(round && drafts ? { papers: roundPapers(round._id) } : {}),
  };
}

function opportunityShown(
  { award, ownPower, subjects, papers, councilFrom }: Opportunity,
  lang: Language,
  query: (more: Readonly<Record<string, string>>) => string,
  inRound: boolean,
): OpportunityShown {
  const ticked = inRound && (tickedAwards as readonly string[]).includes(award.code);
  return {
    award: award.name[lang],
    ownPower,
    papers: papers.filter(({ by }) => by === 'submission').map(({ name }) => name[lang]),
    ...(councilFrom === undefined ? {} : { councilFrom }),
    citation: award.citation[lang],
    begin: subjects.map((kind) => ({ kind, href: `/app/submit/new?${query({ award: award.code, kind })}` })),
    ...(ticked ? { ticks: `/app/submit/ticks?${query({ award: award.code })}` } : {}),
  };
}
