import type { Award, Text } from './award';
import { holdsOn } from './award';
import type { LegalBasis } from './pack';
import type { Level } from './route';
import type { Day } from './time';

/** A fact that a paper prints and that is not there, by its field. */
export interface MissingFact extends Text {
  readonly field: string;
}

/** What a decision is drawn from, as far as it can be missing. */
export interface DecisionFacts {
  readonly level: Level;
  readonly date: Day;
  readonly legalBases: readonly LegalBasis[];
  readonly issuer: string;
  readonly title: string;
  readonly place: string;
  readonly signer: string;
  readonly signerPost: string;
  readonly lines: readonly {
    readonly nomination: string;
    readonly award?: Pick<Award, 'object'>;
    readonly name: string;
    readonly merit: string;
  }[];
}

const blank = (text: string): boolean => text.trim() === '';

/** What a decision and its certificates lack; looked at before its number is taken, for a number is never given back. */
export function missingFacts(facts: DecisionFacts): MissingFact[] {
  const missing: MissingFact[] = [];
  const { level, date } = facts;
  if (!facts.legalBases.some((b) => holdsOn(b, date) && (b.levels?.includes(level) ?? true))) {
    missing.push({
      field: 'legalBases',
      vi: `Chưa có căn cứ pháp lý còn hiệu lực vào ngày ${date.split('-').reverse().join('/')}.`,
      en: `No legal basis is in force on ${date}.`,
    });
  }
  const named = [
    ['issuer', 'cơ quan ban hành', 'the issuer'],
    ['title', 'chức danh của người có thẩm quyền', 'the title of the authority'],
    ['place', 'địa danh', 'the place'],
    ['signer', 'họ tên người ký', 'the name of the signer'],
    ['signerPost', 'chức vụ người ký', 'the post of the signer'],
  ] as const;
  for (const [field, vi, en] of named) {
    if (blank(facts[field]))
      missing.push({ field, vi: `Chưa có ${vi}.`, en: `There is no ${en.replace(/^the /, '')}.` });
  }
  facts.lines.forEach(({ nomination, award, name, merit }, i) => {
    const of = (what: string) => `lines.${i}.${what}`;
    if (!award) {
      const vi = `Hồ sơ ${nomination}: hình thức khen thưởng không có trong danh mục.`;
      missing.push({ field: of('award'), vi, en: `Nomination ${nomination}: its award is not in the catalogue.` });
    }
    if (blank(name)) {
      const vi = `Hồ sơ ${nomination}: chưa có tên.`;
      missing.push({ field: of('name'), vi, en: `Nomination ${nomination}: there is no name.` });
    }
    if (award?.object === 'certificate' && blank(merit)) {
      const vi = `Hồ sơ ${nomination}: chưa có thành tích để in bằng.`;
      missing.push({ field: of('merit'), vi, en: `Nomination ${nomination}: there is no achievement to print.` });
    }
  });
  return missing;
}
