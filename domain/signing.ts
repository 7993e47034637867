import type { Text } from './award';
import type { Day } from './time';

/** Who signs for an authority: it itself, or who takes its place for a time by a paper (Decree 30/2020/NĐ-CP art. 13). */

/** Somebody signs in another's place: `KT.` a deputy for the head, `TUQ.` by written delegation. */
export interface Substitution {
  readonly person: string;
  readonly form: 'KT.' | 'TUQ.';
  readonly from: Day;
  /** Its last day. */
  readonly to: Day;
  /** The paper that says so. */
  readonly paper: { readonly number: string; readonly date: Day };
}

interface Signing {
  readonly person: string;
  readonly substitutions?: readonly Substitution[];
}

/** The substitution that is in force on a day. */
export const substitutionOn = ({ substitutions = [] }: Signing, day: Day): Substitution | undefined =>
  substitutions.find(({ from, to }) => from <= day && day <= to);

/** Whom a list is put to on a day, and who signs its paper. */
export const signerOn = (authority: Signing, day: Day): string =>
  substitutionOn(authority, day)?.person ?? authority.person;

/** Fields of two substitutions that hold on one day, and of periods that end before they begin. */
export function wrongSubstitutions(substitutions: readonly Substitution[]): (Text & { readonly field: string })[] {
  return substitutions.flatMap(({ from, to }, i) => {
    const at = `substitutions.${i}`;
    if (to < from) {
      return [
        {
          field: `${at}.to`,
          vi: 'Ngày kết thúc phải sau ngày bắt đầu.',
          en: 'The last day must not lie before the first.',
        },
      ];
    }
    const other = substitutions.findIndex((s, j) => j < i && s.from <= to && from <= s.to);
    if (other < 0) return [];
    return [
      {
        field: `${at}.from`,
        vi: `Trùng thời gian với lần ký thay thứ ${other + 1}; mỗi ngày chỉ một người ký thay.`,
        en: `Overlaps with substitution ${other + 1}: one person signs in a day.`,
      },
    ];
  });
}

const shown = (day: Day): string => day.split('-').reverse().join('/');
const plain = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

/**
 * What is wrong with a signature: who signs in another's place does so by a substitution that is recorded, in force on the date
 * of the paper, of that form and for that name. Other forms are the word of the clerk.
 * @param names the names of people, by code
 */
export function wrongSignature(
  authority: Signing,
  { form, signer, date }: { readonly form: string; readonly signer: string; readonly date: Day },
  names: ReadonlyMap<string, string>,
): (Text & { readonly field: string }) | undefined {
  if (form !== 'KT.' && form !== 'TUQ.') return undefined;
  const found = substitutionOn(authority, date);
  if (found?.form !== form) {
    const others = (authority.substitutions ?? []).filter((s) => s.form === form);
    const periods = others.map((s) => `${shown(s.from)}–${shown(s.to)}`).join(', ');
    return {
      field: 'form',
      vi: `Ngày ${shown(date)} không có ghi nhận ký thay (${form})${periods === '' ? '' : `; đã ghi nhận: ${periods}`}. Đề nghị ghi nhận người ký thay, thời gian và văn bản trước khi vào sổ.`,
      en: `No substitution (${form}) is recorded for ${shown(date)}${periods === '' ? '' : `; recorded: ${periods}`}. Please record who signs in whose place, from when to when and by which paper, first.`,
    };
  }
  const name = names.get(found.person) ?? found.person;
  if (plain(name) === plain(signer)) return undefined;
  return {
    field: 'signer',
    vi: `Người ký thay được ghi nhận cho ngày ${shown(date)} là ${name} (văn bản số ${found.paper.number}).`,
    en: `Who signs on ${shown(date)} by the recorded substitution is ${name} (paper ${found.paper.number}).`,
  };
}
