import type { Award } from '../../domain/award';
import type { ProvincePack } from '../../domain/pack';
import type { Dossier, Language, NominationRecord, Nominee } from '../../platform/store';
import type { Paper } from '../../templates/pages';
import { dayText } from '../../templates/format';
import { addressWith } from './language';
import { words } from './words';

/** What pages say of one nomination, in one language. */
export interface NomineeFacts {
  readonly name: string;
  readonly post?: string;
  readonly unit?: string;
  readonly merit: string;
  readonly basis: string;
}

/** @param unitName name of the unit that nominates */
export function nomineeFacts(
  dossier: Dossier,
  unitName: string,
  catalogue: readonly Award[],
  lang: Language,
): NomineeFacts {
  const { nominee } = dossier;
  return {
    name: nominee.name,
    ...placeOf(nominee, unitName),
    merit: dossier.merit,
    basis: dossier.basis ?? awardOf(catalogue, dossier.award)?.citation[lang] ?? '',
  };
}

/** Where a nominee belongs. A collective that bears the name of its unit ("Văn phòng Sở Tài chính") is not told it again. */
function placeOf(nominee: Nominee, unitName: string): Pick<NomineeFacts, 'post' | 'unit'> {
  switch (nominee.kind) {
    case 'person':
      return { post: nominee.post, unit: nominee.unitName };
    case 'household':
      return { post: nominee.residence, unit: unitName };
    case 'collective':
      return nominee.name.endsWith(unitName) ? {} : { unit: unitName };
  }
}

const awardOf = (catalogue: readonly Award[], code: string): Award | undefined =>
  catalogue.find((award) => award.code === code);

export const awardName = (catalogue: readonly Award[], code: string, lang: Language): string =>
  awardOf(catalogue, code)?.name[lang] ?? code;

/** How a kind of paper is called; the title it came with, when the province's pack has no name for it. */
export function paperName(
  pack: Pick<ProvincePack, 'requirements'>,
  kind: string,
  lang: Language,
  title?: string,
): string {
  const named = pack.requirements.flatMap((r) => r.papers).find((p) => p.kind === kind);
  return named?.name[lang] ?? title ?? words.otherPaper[lang];
}

/** What opens under a line: further facts, papers with a file as links of this very page, the others by name. */
export function dossierFacts(dossier: Dossier, pack: Pick<ProvincePack, 'requirements'>, lang: Language) {
  const { from, to } = dossier.achievementPeriod;
  const facts: { label: string; value: string }[] = [
    { label: words.achievementPeriod[lang], value: `${dayText(lang, from)} – ${dayText(lang, to)}` },
    { label: words.awardYear[lang], value: String(dossier.awardYear) },
  ];
  const papers: Paper[] = [];
  for (const { kind, title, number, date, attachment } of dossier.papers) {
    const named = [title, number, date === undefined ? undefined : dayText(lang, date)];
    const name = named.filter((part) => part !== undefined && part !== '').join(', ');
    if (attachment === undefined) facts.push({ label: paperName(pack, kind, lang, title), value: name });
    else papers.push({ name, url: addressWith({ paper: attachment }) });
  }
  return { facts, papers };
}

/** Names of the units of some nominations, by code. */
export async function unitNames(
  units: { many(ids: readonly string[]): Promise<ReadonlyMap<string, { readonly name: string }>> },
  nominations: Iterable<NominationRecord>,
): Promise<(code: string) => string> {
  const found = await units.many([...new Set([...nominations].map((n) => n.unit))]);
  return (code) => found.get(code)?.name ?? code;
}
