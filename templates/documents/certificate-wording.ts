import type { Award } from '../../domain/award';
import { named, type PrintedNominee } from './nominee';
import { printedName } from './wording';

/** What a certificate says of an award and its holder, part by part, as it is printed. */
export interface CertificateWording {
  /** "Tặng", "Truy tặng danh hiệu". */
  readonly verb: string;
  readonly award: string;
  /** What stands before the name: "Tập thể", "Hộ gia đình ông". */
  readonly called?: string;
  readonly name: string;
  /** Post and unit, residence, or the unit that a collective belongs to. */
  readonly detail?: string;
  readonly merit: string;
}

/** @param unitName of the unit that a collective belongs to */
export function certificateWording(of: {
  readonly award: Pick<Award, 'kind' | 'name'>;
  readonly nominee: PrintedNominee;
  readonly unitName: string;
  readonly posthumous: boolean;
  readonly merit: string;
}): CertificateWording {
  const { award, nominee, unitName, posthumous, merit } = of;
  const give = posthumous ? 'Truy tặng' : 'Tặng';
  const called = calledOf(nominee);
  return {
    verb: award.kind === 'title' ? `${give} danh hiệu` : give,
    award: printedName(award.name.vi),
    ...(called === undefined ? {} : { called }),
    ...named(nominee, unitName),
    name: nominee.name,
    merit: merit.replace(/\s+/g, ' ').trim(),
  };
}

/** Nothing where the name says it itself ("Tập thể Phòng …", "Hộ gia đình ông …"). */
function calledOf(nominee: PrintedNominee): string | undefined {
  const says = (word: string): boolean => nominee.name.toLowerCase().startsWith(word);
  switch (nominee.kind) {
    case 'person':
      return nominee.address;
    case 'household':
      return says('hộ ') ? undefined : 'Hộ gia đình';
    case 'collective':
      return says('tập thể ') ? undefined : 'Tập thể';
  }
}
