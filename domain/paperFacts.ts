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
  const named = {
    issuer: { vi: 'Chưa có cơ quan ban hành.', en: 'There is no issuer.' },
    title: { vi: 'Chưa có chức danh của người có thẩm quyền.', en: 'There is no title of the authority.' },
    place: { vi: 'Chưa có địa danh.', en: 'There is no place.' },
    signer: { vi: 'Chưa có họ tên người ký.', en: 'There is no name of the signer.' },
    signerPost: { vi: 'Chưa có chức vụ người ký.', en: 'There is no post of the signer.' },
  } as const;
  for (const [field, say] of Object.entries(named) as [keyof typeof named, Text][])
    if (blank(facts[field])) missing.push({ field, ...say });
  facts.lines.forEach(({ nomination, award, name, merit }, i) => {
    const of = (what: string) => `lines.${i}.${what}`;
    if (!award) {
      missing.push({
        field: of('award'),
        vi: `Hồ sơ ${nomination}: hình thức khen thưởng không có trong danh mục.`,
        en: `Nomination ${nomination}: its award is not in the catalogue.`,
      });
    }
    if (blank(name)) {
      missing.push({
        field: of('name'),
        vi: `Hồ sơ ${nomination}: chưa có tên.`,
        en: `Nomination ${nomination}: there is no name.`,
      });
    }
    if (award?.object === 'certificate' && blank(merit)) {
      missing.push({
        field: of('merit'),
        vi: `Hồ sơ ${nomination}: chưa có thành tích để in bằng.`,
        en: `Nomination ${nomination}: there is no achievement to print.`,
      });
    }
  });
  return missing;
}
