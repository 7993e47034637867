import type { Award, DecidingAuthority, Source, SubjectKind, Text } from './award';
import { holdsOn } from './award';
import { awards } from './data/awards.data';
import type { UnitAuthority, UnitPower } from './data/powers.data';
import { unitPowers } from './data/powers.data';
import type { UnitFacts } from './rules/facts';
import type { Day } from './time';
import { isDay } from './time';

/** The catalogue of awards that this release knows; a province may load a newer one after `checkCatalogue`. */
export const catalogue: readonly Award[] = awards;

/** Awards that a unit decides on itself, with its own council; by whom is for `powerOver` to say. */
export const decidedInUnit = (award: Pick<Award, 'level'>): boolean => award.level === 'unit';

/** Whose power the head of a unit has; undefined for a unit without one of its own: a room, a block. */
export function unitAuthorityOf(kind: UnitFacts['kind']): UnitAuthority | undefined {
  if (kind === 'commune') return 'communeChair';
  return kind === 'room' || kind === 'block' ? undefined : 'unitHead';
}

/** The provision by which this authority decides on the award on a day; undefined when none gives it that power. */
export const powerOver = (by: UnitAuthority, award: Pick<Award, 'code'>, day: Day): UnitPower | undefined =>
  unitPowers.find((power) => power.by === by && power.awards.includes(award.code) && holdsOn(power, day));

/**
 * Whether a unit of this kind, its rooms and people can have the award by it: one that honours communes is theirs alone, and what a unit
 * decides itself takes a head who has that power.
 */
export function isForUnit(
  award: Pick<Award, 'code' | 'level' | 'ofCommunes'>,
  kind: UnitFacts['kind'],
  day: Day,
): boolean {
  if (award.ofCommunes === true && kind !== 'commune') return false;
  if (!decidedInUnit(award)) return true;
  const by = unitAuthorityOf(kind);
  return by !== undefined && powerOver(by, award, day) !== undefined;
}

/** Who decides, by name, where the paper does not say more. */
export const authorityNames: Readonly<Record<DecidingAuthority, Text>> = {
  unitHead: { vi: 'Thủ trưởng cơ quan, đơn vị', en: 'Head of the unit' },
  communeChair: { vi: 'Chủ tịch Ủy ban nhân dân cấp xã', en: 'Chair of the commune' },
  provinceChair: { vi: 'Chủ tịch Ủy ban nhân dân tỉnh', en: 'Chair of the province' },
  primeMinister: { vi: 'Thủ tướng Chính phủ', en: 'Prime Minister' },
  statePresident: { vi: 'Chủ tịch nước', en: 'State President' },
};

/** Awards that leave the province: the Prime Minister or the State President decides. */
export const decidedCentrally = (award: Pick<Award, 'decidedBy'>): boolean =>
  award.decidedBy === 'primeMinister' || award.decidedBy === 'statePresident';

/** What places a line in a list of awards. */
export interface CeremonyPlace {
  readonly award: Pick<Award, 'rank'>;
  readonly subject: SubjectKind;
  readonly posthumous: boolean;
}

const subjectOrder: Record<SubjectKind, number> = { collective: 0, household: 1, person: 2 };

/**
 * Compares two lines for a list or a ceremony: high before low, title before commendation, then collective, household,
 * person, then living before posthumous (Decree 152/2025/NĐ-CP art. 29(5)). Equal lines keep the order they came in.
 */
export function compareForCeremony(a: CeremonyPlace, b: CeremonyPlace): number {
  return (
    a.award.rank - b.award.rank ||
    subjectOrder[a.subject] - subjectOrder[b.subject] ||
    Number(a.posthumous) - Number(b.posthumous)
  );
}

const levelOf: Record<DecidingAuthority, Award['level']> = {
  unitHead: 'unit',
  communeChair: 'unit',
  provinceChair: 'province',
  primeMinister: 'government',
  statePresident: 'state',
};

/** What is wrong with a catalogue, one sentence each; empty when it may be used. */
export function checkCatalogue(list: readonly Award[]): string[] {
  return [...list.flatMap(checkAward), ...list.flatMap((award, i) => list.slice(i + 1).flatMap(clashWith(award)))];
}

function checkAward(award: Award): string[] {
  const wrong = checkSource(award);
  if (!/^[A-Z][A-Z0-9]*$/.test(award.code)) wrong.push('the code is not made of capital letters and digits');
  if (award.name.vi.trim() === '' || award.name.en.trim() === '') wrong.push('the name is missing');
  if (levelOf[award.decidedBy] !== award.level)
    wrong.push(`${award.decidedBy} does not decide at level ${award.level}`);
  else if (decidedInUnit(award) && !unitPowers.some((p) => p.by === award.decidedBy && p.awards.includes(award.code)))
    wrong.push(`no provision gives it to ${award.decidedBy}`);
  if (award.subjects.length === 0) wrong.push('no kind of subject can receive it');
  if (!Number.isSafeInteger(award.rank) || award.rank < 0) wrong.push('the rank is not a whole number');
  for (const [subject, multiple] of Object.entries(award.multiples)) {
    if (!award.subjects.includes(subject as SubjectKind))
      wrong.push(`a prize is set for ${subject}, who cannot receive it`);
    if (!Number.isSafeInteger(multiple) || multiple <= 0)
      wrong.push(`the multiple for ${subject} is not in hundredths`);
  }
  return wrong.map((what) => `${award.code}: ${what}`);
}

const clashWith =
  (award: Award) =>
  (other: Award): string[] => {
    if (!overlap(award, other)) return [];
    if (award.code === other.code) return [`${award.code}: two entries hold at the same time`];
    return award.rank === other.rank ? [`${award.code}: has the same rank as ${other.code}`] : [];
  };

/** Whether there is a day on which both hold. */
export const overlap = (a: Source, b: Source): boolean =>
  (a.validTo === undefined || b.validFrom <= a.validTo) && (b.validTo === undefined || a.validFrom <= b.validTo);

/** What is wrong with the source of any entry: citation, validity, and what is still to be read. */
export function checkSource(source: Source): string[] {
  const wrong: string[] = [];
  if (source.citation.vi.trim() === '' || source.citation.en.trim() === '') wrong.push('the citation is missing');
  if (!isDay(source.validFrom)) wrong.push(`validFrom ${source.validFrom} is not a day`);
  if (source.validTo !== undefined) {
    if (!isDay(source.validTo)) wrong.push(`validTo ${source.validTo} is not a day`);
    else if (source.validTo < source.validFrom) wrong.push('it ends before it begins');
  }
  if (!source.verified && source.toCheck === undefined) {
    wrong.push('it is not verified and does not say what is to be checked');
  }
  return wrong;
}
