import type { Award } from '../domain/award';

/** An award in running text: titles are conferred as such, flags and commendations by their name. */
const conferred = (award: Award): string =>
  award.kind === 'title' && award.object !== 'flag' ? `danh hiệu ${award.name.vi}` : award.name.vi;

/** What a decision or proposal is about: "Về việc tặng danh hiệu Lao động tiên tiến và Giấy khen". High awards first. */
export function subjectOf(awards: readonly Award[]): string {
  const names = [...new Map([...awards].sort((a, b) => a.rank - b.rank).map((a) => [a.code, conferred(a)])).values()];
  const last = names.pop() ?? 'khen thưởng';
  return `Về việc tặng ${names.length === 0 ? last : `${names.join(', ')} và ${last}`}`;
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

/** The articles of a decision on awards. */
export function articlesOf(
  awards: readonly {
    readonly award: Award;
    readonly subjects: readonly { readonly kind: 'person' | 'collective' | 'household' }[];
  }[],
): { text: string }[] {
  const given = awards.map(({ award, subjects }) => `${conferred(award)} cho ${countsOf(subjects)}`).join('; ');
  return [
    { text: `Tặng ${given} (có danh sách kèm theo).` },
    {
      text: 'Tiền thưởng kèm theo danh hiệu thi đua, hình thức khen thưởng thực hiện theo quy định của pháp luật hiện hành.',
    },
    {
      text: 'Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị có liên quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.',
    },
  ];
}
