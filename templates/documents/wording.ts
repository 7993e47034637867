import type { Award } from '../../domain/award';

/** An award in running text: titles are conferred as such, flags and commendations by their name. */
const conferred = (award: Award): string => (isTitle(award) ? `danh hiệu ${award.name.vi}` : award.name.vi);

const isTitle = (award: Award): boolean => award.kind === 'title' && award.object !== 'flag';

/**
 * What a decision or proposal is about: "Về việc tặng danh hiệu Lao động tiên tiến và Giấy khen". High awards first; titles in
 * a row are called so once. With those who have died among the awarded it reads "tặng, truy tặng", and "truy tặng" of them alone.
 */
export function subjectOf(awards: readonly Award[], awarded: readonly { readonly posthumous: boolean }[] = []): string {
  const ranked = [...new Map([...awards].sort((a, b) => a.rank - b.rank).map((a) => [a.code, a])).values()];
  const follows = (i: number): boolean => i > 0 && isTitle(ranked[i - 1]!);
  const names = ranked.map((award, i) => (isTitle(award) && follows(i) ? award.name.vi : conferred(award)));
  const last = names.pop() ?? 'khen thưởng';
  const dead = awarded.filter((a) => a.posthumous).length;
  const verb = dead === 0 ? 'tặng' : dead === awarded.length ? 'truy tặng' : 'tặng, truy tặng';
  return `Về việc ${verb} ${names.length === 0 ? last : `${names.join(', ')} và ${last}`}`;
}

const kinds = [
  ['collective', 'tập thể'],
  ['household', 'hộ gia đình'],
  ['person', 'cá nhân'],
] as const;

/** "02 tập thể, 05 cá nhân": numbers below ten with a leading zero, as papers write them. */
export const countsOf = (subjects: readonly { readonly kind: 'person' | 'collective' | 'household' }[]): string =>
  kinds
    .map(([kind, word]) => [subjects.filter((s) => s.kind === kind).length, word] as const)
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${String(n).padStart(2, '0')} ${word}`)
    .join(', ');

/** "tập thể, cá nhân": the kinds that there are. */
export const kindsOf = (subjects: readonly { readonly kind: 'person' | 'collective' | 'household' }[]): string =>
  kinds
    .filter(([kind]) => subjects.some((s) => s.kind === kind))
    .map(([, word]) => word)
    .join(', ');

/** One who is awarded, as running text speaks of him. */
interface Awarded {
  readonly kind: 'person' | 'collective' | 'household';
  readonly posthumous: boolean;
}

/** "danh hiệu … cho 02 cá nhân; Bằng khen … cho 01 tập thể", or nothing when nobody is meant. */
function givenTo(
  awards: readonly { readonly award: Award; readonly subjects: readonly Awarded[] }[],
  posthumous: boolean,
): string {
  return awards
    .map(({ award, subjects }) => ({ award, meant: subjects.filter((s) => s.posthumous === posthumous) }))
    .filter(({ meant }) => meant.length > 0)
    .map(({ award, meant }) => `${conferred(award)} cho ${countsOf(meant)}`)
    .join('; ');
}

/** The articles of a decision on awards: the living are given theirs (tặng), those who have died are named apart (truy tặng). */
export function articlesOf(
  awards: readonly { readonly award: Award; readonly subjects: readonly Awarded[] }[],
): { text: string }[] {
  const [living, dead] = [givenTo(awards, false), givenTo(awards, true)];
  const given = [...(living === '' ? [] : [`tặng ${living}`]), ...(dead === '' ? [] : [`truy tặng ${dead}`])].join(
    '; ',
  );
  return [
    { text: `${given.charAt(0).toUpperCase()}${given.slice(1)} (có danh sách kèm theo).` },
    {
      text: 'Tiền thưởng kèm theo danh hiệu thi đua, hình thức khen thưởng thực hiện theo quy định của pháp luật hiện hành.',
    },
    {
      text: `Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị có liên quan và các ${kindsOf(
        awards.flatMap(({ subjects }) => subjects),
      )} có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.`,
    },
  ];
}

/** On a certificate the issuer stands above the award, so "Bằng khen của Chủ tịch …" is printed as "Bằng khen". */
export const printedName = (award: string): string => award.replace(/ của .*$/, '');

/** What the papers of a unit are called within themselves. */
export const unitPaperWords = {
  attached: (number: string, date: string, submitter: string): string =>
    `Kèm theo Tờ trình số ${number} ${date} của ${submitter}`,
  minutesTitle: (round: string): string => `Biên bản bình xét, ${round}`,
  minutesSubject: (year: number): string => `Họp xét thi đua, khen thưởng năm ${year}`,
} as const;

/** Who decides in a province, before anybody is named as its authority. */
export const committeeOf = (province: string): { readonly title: string; readonly issuer: string } => ({
  title: `Chủ tịch Ủy ban nhân dân ${province}`,
  issuer: `Ủy ban nhân dân ${province}`,
});
