import type { Text } from '../domain/award';
import type { FindingChange } from '../domain/rules/differences';
import type { Finding } from '../domain/rules/rule';
import { inTheWay, type Found } from '../api/commands/nominations/eligibility';
import type { NominationRecord } from '../platform/store';

export type Language = keyof Text;
export const isLanguage = (value: string): value is Language => value === 'vi' || value === 'en';

/** One line for a nomination. */
export const headOf = ({ _id, status, dossier: { award, awardYear, nominee } }: NominationRecord): string =>
  `${_id}  ${award} ${awardYear}  ${nominee.name}  (${status})`;

/** A finding with its article, what is missing, and why it was let pass. */
export function paragraph(finding: Found, lang: Language): string {
  const { kind, outcome, code, overridden } = finding;
  return [
    `${inTheWay(finding) ? '✗' : ' '} ${kind} ${outcome}  ${code}: ${finding.say[lang]}`,
    ...detailsOf(finding, lang),
    ...(overridden ? [`    ${words.letPass[lang]}: ${overridden.level}, ${overridden.at}, ${overridden.reason}`] : []),
  ].join('\n');
}

/** What other rules find otherwise: the sentences of both, and what is missing under the other ones. */
export function changeOf({ code, before, after }: FindingChange, lang: Language): string {
  const kinds = [before, after].map((finding) => (finding ? `${finding.kind} ${finding.outcome}` : '–'));
  return [
    `  ${code}: ${kinds.join(' → ')}`,
    ...(before ? [`  - ${before.say[lang]}`, `    ${articleOf(before, lang)}`] : []),
    ...(after ? [`  + ${after.say[lang]}`, ...detailsOf(after, lang)] : []),
  ].join('\n');
}

const detailsOf = (finding: Finding, lang: Language): readonly string[] => [
  `    ${articleOf(finding, lang)}`,
  ...finding.missing.map(({ what, by }) => `    ${words.missing[lang]}: ${what[lang]} (${by})`),
];

const articleOf = ({ citation, verified }: Finding, lang: Language): string =>
  `${citation[lang]}${verified ? '' : ` (${words.unverified[lang]})`}`;

const words = {
  unverified: { vi: 'chưa đối chiếu văn bản', en: 'not verified' },
  missing: { vi: 'Còn thiếu', en: 'Missing' },
  letPass: { vi: 'Đã cho qua', en: 'Let pass' },
} as const satisfies Record<string, Text>;
